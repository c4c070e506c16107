"""Tests whose caller stays on the line after a voicemail, and goes on in the menu."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.flowtests import TestFile, failure_report, load_tests, run
from simulator.flowtests.collection import tests_to_show
from simulator.flowtests.expectation_update import update
from simulator.flowtests.mutants import VOICEMAIL_NOTE, list_mutants, score_report, score_suite
from simulator.flowtests.readings_matrix import under_all_readings
from simulator.flowtests.recorded_suite import RecordedSuite
from simulator.flowtests.stated_world import DefaultWorld
from tests.flowtests.voicemail_flow import CALL, write_voicemail_flow

Written = Callable[[str], TestFile]


@pytest.fixture
def surgery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """The tests of a text, for a flow whose callers can come back from a voicemail."""
    monkeypatch.chdir(tmp_path)
    write_voicemail_flow(tmp_path)

    def write(text: str) -> TestFile:
        (tmp_path / "t.calls.yaml").write_text(text, encoding="utf-8")
        return load_tests("t.calls.yaml")

    return write


def one(fields: str) -> str:
    return f"flow: .\ntests: [{{name: a, {fields}}}]"


def report(file: TestFile) -> list[str]:
    """The failure of the one test, line by line; empty where it passes."""
    return [line.strip() for line in failure_report(run(file.tests[0])).splitlines()]


def test_a_caller_who_leaves_a_message_goes_on_in_the_menu(surgery: Written) -> None:
    assert report(surgery(CALL)) == []
    without = CALL.replace("Voicemail 5: returns", "Voicemail 5: ends")
    assert report(surgery(without))[3:6] == [
        "expected  voicemail-message-5, you-will-be-transfered-menu, greeting",
        "got       nothing",
        "hint      the call had ended: Voicemail 5 (voicemail||5)",
    ]


def test_a_file_and_the_command_line_may_state_it_for_all_tests(surgery: Written) -> None:
    text = (
        "given: {Voicemail 6: returns}\ntests: [{name: a, given: {Sales: busy}, caller: '1 5', reaches: Voicemail 5}]"
    )
    assert report(surgery(f"flow: .\n{text}")) == []
    plain = surgery(one("caller: '5 1', reaches: Sales"))
    assert "got       Voicemail 5 (voicemail||5)" in report(plain)
    staying = load_tests("t.calls.yaml", world=DefaultWorld(given={"Voicemail 5": "returns"}))
    assert [run(test).passed for test in staying.tests] == [True]


def test_a_failure_shows_the_call_and_the_line_that_led_to_the_voicemail(surgery: Written) -> None:
    given = "given: {Voicemail 5: {answer: returns, after: 30 s}}"
    assert report(surgery(one(f"{given}, caller: '5 1', reaches: Voicemail 5"))) == [
        "✗ a",
        "t.calls.yaml:2:88",
        "",
        "expected  Voicemail 5 (voicemail||5)",
        "got       Sales (department||7)",
        "hint      the caller stays on the line after Voicemail 5, so no call ends there; always claims that it comes "
        "there",
        "because   flow.yaml:17, key 1 leads to Sales (department||7)",
        "",
        "The call:",
        "assumed: Sales picked up",
        "0:00.0  ☎ Main (main) answers",
        "0:00.0  ▶ greeting, 5 s",
        "0:05.0  … waits up to 3 s for a key",
        "0:05.5  ● presses 5",
        "0:05.5  ☎ Voicemail 5 (voicemail-5) answers",
        "0:05.5  ▶ message at Voicemail 5, 30 s",
        "0:35.5  ☎ Back to the menu (back-to-the-menu) answers",
        "0:35.5  ▶ way back to the menu, about 4.2 s",
        "0:39.7  ☎ back to Main (main)",
        "0:39.7  ▶ greeting, 5 s",
        "0:44.7  … waits up to 3 s for a key",
        "0:45.2  ● presses 1",
        "0:45.2  ♪ Sales (department||7) rings",
        "0:45.2  ◷ Sales (department||7) picks up",
        "✗  0:45.2  → Sales (department||7)",
    ]
    never = report(surgery(one("given: {Voicemail 5: returns}, caller: '5 1', never: Voicemail 5")))
    assert never[3:6] == [
        "expected  never Voicemail 5 (voicemail||5)",
        "got       Voicemail 5 (voicemail||5), reached at 0:05.5",
        "because   flow.yaml:19, key 5 leads to Voicemail 5",
    ]


def test_the_switch_decides_in_each_variant_and_a_call_that_was_in_no_menu_ends(surgery: Written) -> None:
    fields = "given: {Voicemail 6: returns}, number: '+441632960001', reaches: Voicemail 6"
    assert report(surgery(one(f"{fields}, at: 2026-12-05T10:00"))) == []
    assert report(surgery(one("variant: night, given: {Voicemail 5: returns}, caller: '5 1', reaches: Sales"))) == []


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (
            "{Sales: returns}",
            "given: Sales is not a voicemail where calls end, and cannot be 'returns'; "
            "use picked up, no answer or busy",
        ),
        ("{Voicemal 5: returns}", "given: nothing is called 'Voicemal 5'; did you mean Voicemail 5?"),
        (
            "{Voicemail 5: [returns, ends]}",
            "given: Voicemail 5 is a voicemail, which has one answer in all of a call; use ends or returns",
        ),
        (
            "{Voicemail 5: returns, voicemail||5: ends}",
            "given: Voicemail 5 and voicemail||5 are the same; leave one of them out",
        ),
    ],
)
def test_what_no_caller_can_do_is_refused_at_its_place(surgery: Written, given: str, refusal: str) -> None:
    with pytest.raises(FlowError) as refused:
        surgery(one(f"given: {given}, caller: '5 1', reaches: Sales"))
    (problem,) = refused.value.problems
    assert (problem.line, problem.message) == (2, refusal)


@pytest.mark.parametrize("stated", ["given: {Voicemail 6: returns}\n", ""])
def test_ways_that_calls_with_and_without_the_switch_share_are_refused(
    surgery: Written, tmp_path: Path, stated: str
) -> None:
    write_voicemail_flow(tmp_path, billing_returns=False)
    own = "" if stated else "given: {Voicemail 6: returns}, "
    with pytest.raises(FlowError) as refused:
        surgery(f"flow: .\n{stated}tests: [{{name: a, {own}caller: '1', reaches: Sales}}]")
    assert [problem.message for problem in refused.value.problems] == [
        "given: voicemail||6 cannot be 'returns' in this call: calls come to department||7 from menus with "
        "return_after: [voicemail] and from others; give it to all of them, or to none"
    ]


def test_semantics_that_know_no_way_back_are_refused(surgery: Written) -> None:
    with pytest.raises(FlowError) as refused:
        surgery(one("semantics: freeswitch, given: {Voicemail 5: returns}, caller: '5 1', reaches: Sales"))
    (problem,) = refused.value.problems
    assert problem.message == "given: Voicemail 5 cannot be 'returns': freeswitch knows no way back from voicemail"


def test_expectations_are_rewritten_with_the_message(surgery: Written) -> None:
    file = surgery(one("given: {Voicemail 5: returns}, caller: '5 1', hears: [greeting, greeting]"))
    text = update(file, [run(test) for test in file.tests]).text
    assert "hears: [greeting, voicemail-message-5, you-will-be-transfered-menu, greeting]" in text


def test_readings_and_what_shows_calls_of_the_flow_itself(surgery: Written) -> None:
    file = surgery(CALL)
    assert [robustness.count for robustness in under_all_readings(file.tests)] == [16]
    assert tests_to_show(file.flow, file.tests) == []


def test_a_mutant_is_caught_by_a_caller_who_comes_back(surgery: Written) -> None:
    """Only after the message does this caller get to Billing; what tells of the switch itself is not counted."""
    file = surgery(one("given: {Voicemail 5: returns}, caller: '5 2 1', reaches: Sales"))
    suite = RecordedSuite([run(test) for test in file.tests])
    score = score_suite(file.flow, suite)
    killed = [f"{mistake.receptionist}: {mistake.change}" for mistake, _ in score.killed]
    assert killed == [
        "main: options 2 and 5 lead where the other did",
        "billing: options 1 and 5 lead where the other did",
        "billing: option 1 dropped",
    ]
    assert score_report(file.flow, score)[1] == VOICEMAIL_NOTE
    assert not any(
        "voicemail" in mutant.change and "return_after" in mutant.change for mutant in list_mutants(file.flow)
    )


def test_a_mutant_on_which_calls_share_ways_is_left_to_other_tests(surgery: Written, tmp_path: Path) -> None:
    """On it, calls come to the telephone from Billing, too, which does not have the switch."""
    write_voicemail_flow(tmp_path, billing_returns=False, billing_choices=False)
    file = surgery(one("given: {Sales: busy, Voicemail 6: returns}, caller: '1 2 9', menu hangs up: true"))
    suite = RecordedSuite([run(test) for test in file.tests])
    shares = "invalid_destination_type, invalid_destination_id hangup||1 -> department||7"
    ran = {(mutant.receptionist, mutant.change): [*suite.tests_on(mutant)] != [] for mutant in list_mutants(file.flow)}
    assert [ran["billing", shares], ran["main", "option 1 dropped"]] == [False, True]
