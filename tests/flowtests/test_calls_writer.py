import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from simulator.callers.caller_script import caller
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.flowtests import failure_report, load_tests, run
from simulator.flowtests.calls_writer import SuiteText, file_heading, suite_summary
from simulator.flowtests.yaml_scalars import plain_scalar
from simulator.graph.coverage.coverage_items import TurnItems
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.tally import Coverage
from simulator.graph.suite.flow_suite import FlowSuiteMaker
from simulator.graph.suite.suite_call import suite_call
from simulator.testing.strategies import flows
from tests.callers.world_flow import NUMBER, world_flow
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single


def written(of: Flow) -> str:
    callers = FlowCallers(of)
    suite = FlowSuiteMaker(callers).make_suite()
    text = SuiteText(of, "some", number=of.number or None)
    return text.file_text(suite, file_heading("ivrsim cover", suite_summary(suite, callers)))


def test_steps_that_a_call_has_no_time_for_are_left_out() -> None:
    made = flow({"main": menu({"1": PERSON}, greeting="4")})
    record = Rehearsal(made).play_call(script := caller("1 9 silence"))
    assert SuiteText(made, "some").test_lines(script, record.trace, "over soon") == [
        "  - name: over soon",
        "    call:",
        '      - hears: "4"',
        '      - presses: "1"',
        "      - reaches: Desk",
    ]


def test_a_suite_is_written_as_a_file_of_tests() -> None:
    assert (
        written(flow({"main": menu({"1": PERSON, "#": HANGUP}, greeting="4", allowed=(0, 0))}))
        == """\
# Written by `ivrsim cover`: what callers go through today, as tests.
# 4 calls (4 steps) cover all 10 items of this flow.
# Fewer calls are not enough: 4 decisions end a call, and each needs its own call.
# One call for each item would take 10 calls (9 steps).
# An item is an option, a wrong key or a silence in one round of one menu, a recording, a destination,
# or a key into a recording. The calls that show an item say what is heard; others only where they end.

flow: some
tests:

  - name: 1 reaches Desk
    call:
      - hears: "4"
      - presses: "1"
      - reaches: Desk

  - name: "# into the recording ends the call"
    call:
      - hears: "4"
      - presses: {keys: "#", early: true}
      - menu hangs up

  - name: a wrong key ends the call
    call:
      - hears: "4"
      - presses: "9"
      - menu hangs up

  - name: a silence ends the call
    call:
      - hears: "4"
      - silence
      - menu hangs up
"""
    )


def test_each_menu_has_its_heading_and_what_is_shown_elsewhere_takes_one_line() -> None:
    two = {
        "main": menu({"1": "sub", "2": PERSON}, allowed=(0, 0)),
        "sub": menu({"1": PERSON, "2": PERSON}, allowed=(0, 0)),
    }
    lines = written(flow(two)).splitlines()
    assert [line for line in lines if line.startswith("  # ")] == ["  # main", "  # sub"]
    assert '  - {name: "1 for sub, then 2 reaches Desk", caller: "1 2", reaches: Desk}' in lines


def test_a_suite_that_covers_nothing_says_that_nothing_is_left(clinic: Flow) -> None:
    shortest = FlowCallers(clinic)
    assert suite_summary(FlowSuiteMaker(shortest, set(shortest.goals)).make_suite(), shortest) == [
        "Nothing is left to cover."
    ]


def test_a_suite_is_listed_with_one_call_per_line() -> None:
    hello = flow({"hello": menu({"1": PERSON}, allowed=(0, 0))})
    suite = FlowSuiteMaker(FlowCallers(hello)).make_suite()
    assert SuiteText(hello).list_calls(suite, ["3 calls"]) == (
        "3 calls\n"
        "\n"
        "  '1'        1 reaches Desk\n"
        "  '9'        a wrong key ends the call\n"
        "  'silence'  a silence ends the call"
    )


def test_short_waits_are_written_out() -> None:
    hasty = flow({"main": menu({"12": PERSON}, timeout=0.3, allowed=(0, 0))})
    assert '      - presses: {keys: "12", after: 0.15 s}' in written(hasty).splitlines()


def passes_at_once(some: Flow) -> None:
    """The text, read and run as any file of tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "all.calls.yaml"
        path.write_text(written(some), encoding="utf-8")
        tests = load_tests(path, flows={os.path.normpath(Path(folder) / "some"): some}).tests
    verdicts = list(map(run, tests))
    coverage = Coverage(some)
    for verdict in verdicts:
        coverage.add_call(verdict.trace)
    assert [failure_report(verdict) for verdict in verdicts if not verdict.passed] == []
    assert coverage.uncovered() == []


@given(flows())
def test_what_is_written_passes_at_once_and_covers_all(some: Flow) -> None:
    passes_at_once(some)


@given(flows(worlds=True, most=3, most_options=3))
def test_what_is_written_in_every_world_passes_at_once_and_covers_all(some: Flow) -> None:
    passes_at_once(some)


def test_two_answers_of_the_world_stand_in_one_line() -> None:
    flow_of_office = world_flow()
    played = Rehearsal(flow_of_office).play_call(
        {"given": {"office": "open", "Booking desk": "picked up"}, "steps": [{"press": "1"}]}
    )
    call = suite_call(TurnItems(flow_of_office), played.script, played.trace)
    assert SuiteText(flow_of_office).call_lines(call, "1, booked") == [
        '  - {name: "1, booked", caller: "1", reaches: Booking desk, given: {office: open, Booking desk: picked up}}'
    ]


def test_a_call_states_its_number_its_moment_and_its_world() -> None:
    flow_of_office = world_flow()
    script = {
        "number": NUMBER,
        "at": "2026-12-24T10:00",
        "given": {"Booking desk": ["busy", {"answer": "picked up", "after": "12 s"}]},
        "steps": [{"press": "1"}],
    }
    played = Rehearsal(flow_of_office).play_call(script)
    assert SuiteText(flow_of_office).test_lines(played.script, played.trace, "is put through") == [
        "  - name: is put through",
        '    number: "+441632960001"',
        '    at: "2026-12-24T10:00"',
        "    given: {Booking desk: [busy, {answer: picked up, after: 12 s}]}",
        "    call:",
        "      - hears: nothing",
        '      - presses: "1"',
        "      - rings: Booking desk",
        "      - reaches: Reception",
    ]


def test_the_clinics_and_other_suites_pass_at_once(clinic: Flow) -> None:
    passes_at_once(clinic)
    passes_at_once(flow({"round": single("back"), "back": single("round")}))
    passes_at_once(flow({"trap": menu({"1": "trap"}, wrong="trap", silence="trap", greeting="0")}))
    own_prompt = clinic.receptionists["main"].model_copy(update={"wrong_key_retry_recording": "default"})
    passes_at_once(replace(clinic, receptionists={**clinic.receptionists, "main": own_prompt}))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Booking desk", "Booking desk"),
        ("department||1", "department||1"),
        ("are-you-there", "are-you-there"),
        ("19549", '"19549"'),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("Empfang # 2", '"Empfang # 2"'),
        ("Fürth", '"Fürth"'),
    ],
)
def test_names_are_quoted_only_where_yaml_needs_it(text: str, shown: str) -> None:
    assert plain_scalar(text) == shown
