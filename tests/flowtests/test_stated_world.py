"""Tests that state a moment, a number, and what the world answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.errors import FlowError, UsageError
from simulator.flowtests import TestFile, failure_report, load_tests, run
from simulator.flowtests.expectation_update import update
from simulator.flowtests.readings_matrix import robustness_text, under_all_readings
from simulator.flowtests.stated_world import DefaultWorld
from tests.flowtests.office import write_office

Written = Callable[..., TestFile]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """The tests of a text, for an office with hours, a switch, and telephones that ring."""
    monkeypatch.chdir(tmp_path)
    write_office(tmp_path)

    def write(text: str, world: DefaultWorld | None = None) -> TestFile:
        (tmp_path / "t.calls.yaml").write_text(text, encoding="utf-8")
        return load_tests("t.calls.yaml", world=world) if world else load_tests("t.calls.yaml")

    return write


def report(file: TestFile) -> list[str]:
    """The first failure, line by line; empty where every test passes."""
    source = file.document.text.splitlines()
    reports = [failure_report(verdict, source=source) for verdict in map(run, file.tests) if not verdict.passed]
    return [line.rstrip() for line in reports[0].splitlines()] if reports else []


def test_a_file_says_how_calls_are_made_and_each_test_wins_over_it(office: Written) -> None:
    file = office("""\
number: "+441632960001"
at: 2026-11-30T10:00
given: {Booking desk: no answer}
tests:
  - name: nobody is at the desk by day
    call:
      - hears: welcome
      - presses: 1
      - rings: Booking desk
      - reaches: Night voicemail
    within: 25 s
    never: [Booking desk, we-are-closed]
    always: [Office hours]
  - {name: at Christmas the office is closed, at: 25 Dec 2026 21:00, caller: '1', hears: we-are-closed,
     rings: nothing, reaches: Night voicemail, never: [Night switch]}
  - name: somebody picks up at last
    given: {Booking desk: [busy, {answer: picked up, after: 12 s}]}
    call: [{presses: [1, 1]}, {rings: Booking desk}, {reaches: Booking desk}]
  - {name: the menu is called, entry: main, given: {everyone: no_answer}, caller: '2', rings: [Reception],
     menu hangs up: , within: 20 s}
  - {name: the switch is thrown, number: "+441632960002", given: {Night switch: closed}, caller: '2',
     reaches: Reception, always: [Night switch]}
""")
    assert report(file) == []
    assert [(test.number, test.start) for test in file.tests] == [
        ("+441632960001", "time_condition||77"),
        ("+441632960001", "time_condition||77"),
        ("+441632960001", "time_condition||77"),
        ("", "main"),
        ("+441632960002", "time_condition||78"),
    ]


def test_a_table_states_a_world_for_each_row(office: Written) -> None:
    file = office("""\
number: "+441632960001"
tests:
  - name: "at {at} the desk is {desk}"
    each:
      - {at: 2026-11-30T10:00, desk: no answer, where: Night voicemail}
      - {at: 2026-11-30T10:00, desk: picked up, where: Booking desk}
      - {at: 2026-11-30T20:00, desk: picked up, where: Night voicemail}
    at: {at}
    given: {Booking desk: "{desk}"}
    caller: "1"
    reaches: {where}
""")
    assert report(file) == []
    assert [test.name for test in file.tests] == [
        "at 2026-11-30T10:00 the desk is no answer",
        "at 2026-11-30T10:00 the desk is picked up",
        "at 2026-11-30T20:00 the desk is picked up",
    ]


def test_everything_that_cannot_be_is_refused_where_it_stands(office: Written) -> None:
    with pytest.raises(FlowError) as refusal:
        office("""\
at: yesterday
number: "+44163296000"
given: {ofice: closed}
tests:
  - {name: a, caller: '1', entry: main, number: "+441632960001", within: 30 s}
  - {name: b, given: {office: busy, Booking desk: [no answer, {answer: picked up, after: 12}], x: 1}, within: 30 s}
  - {name: c, at: 2026-03-29T01:30, given: closed, reaches: Office hours, rings: Night voicemail}
  - {name: d, given: , rings: , at: , number: , reaches: Booking desk}
  - {name: e, call: [presses: 1, rings: , rings: x], rings: Reception}
  - {name: f, given: {Booking desk: {answer: picked up, after: 30 s}, Reception: busy}, reaches: Booking desk}
  - {name: g, given: {office: open, Night switch: closed, Office hours: closed}, reaches: Booking desk}
""")
    assert str(refusal.value).splitlines() == [
        "t.calls.yaml:1:5: at: 'yesterday' is not a moment; use 2026-12-25T21:00, 2026-12-25T21:00+00:00 or "
        "25 Dec 2026 21:00",
        "t.calls.yaml:2:9: number: no number '+44163296000'; did you mean +441632960002 or +441632960001?",
        "t.calls.yaml:3:16: given: nothing is called 'ofice'; did you mean office?",
        "t.calls.yaml:5:41: entry and number both say where the call begins; use one of them",
        "t.calls.yaml:6:31: given: office is a schedule and cannot be 'busy'; use open, closed or holiday",
        "t.calls.yaml:6:51: given: Booking desk: after: '12' has no unit: use 12 s or 12 min",
        "t.calls.yaml:6:99: given: x: '1' is not an answer; use open, closed or holiday for a schedule; picked up, "
        "no answer or busy for a telephone; ends or returns for a voicemail",
        "t.calls.yaml:7:19: at: '2026-03-29T01:30' does not exist in Europe/London: the clocks go from Sun 29 Mar "
        "2026 01:00 to 02:00; use a time before or after",
        "t.calls.yaml:7:44: given: 'closed' is not accepted; use names with answers, such as {office: closed, Booking "
        "desk: no answer}",
        "t.calls.yaml:7:61: reaches: 'Office hours' asks a schedule, and no call ends there; claim where its answer "
        "leads, or that it occurs, with always",
        "t.calls.yaml:7:82: rings: 'Night voicemail' does not ring; those that ring are Booking desk, Reception "
        "(flow.yaml gives one rings, no_answer or busy)",
        "t.calls.yaml:8:22: given is empty; use names with answers, such as {office: closed}, or leave it out",
        "t.calls.yaml:8:31: rings is empty; to claim that no telephone rings, write rings: nothing",
        "t.calls.yaml:8:37: at is empty; use a moment such as 2026-12-25T21:00, or leave it out",
        "t.calls.yaml:8:47: number is empty; use a number of the flow, or leave it out",
        "t.calls.yaml:9:41: rings is empty; to claim that no telephone rings, write `rings: nothing`",
        "t.calls.yaml:9:50: rings: no destination 'x'; the flow has Office hours, Night switch, Booking desk, "
        "Reception, Night voicemail",
        "t.calls.yaml:9:54: rings belongs in the call, after the act that it follows",
        "t.calls.yaml:10:37: given: Booking desk rings for 20 s; 'picked up' after 30 s is too late",
        "t.calls.yaml:10:82: given: Reception cannot be 'busy': it has no busy destination in flow.yaml",
        "t.calls.yaml:11:73: given: office and Office hours are the same; leave one of them out",
    ]


def test_a_failure_says_in_which_world_the_call_was_made_and_which_answer_led_where(office: Written) -> None:
    file = office("""\
tests:
  - {name: books on Christmas Day, number: "+441632960001", at: 2026-12-25T10:00, caller: '1', hears: welcome}
""")
    assert report(file) == [
        "✗ books on Christmas Day",
        "  t.calls.yaml:2:96",
        "",
        '  >    2 |   - {name: books on Christmas Day, number: "+441632960001", at: 2026-12-25T10:00, '
        "caller: '1', hears: welcome}",
        "      expected  welcome",
        "      got       we-are-closed",
        "      because   flow.yaml:15, office is closed for a holiday at Fri 25 Dec 2026 10:00, Christmas Day",
        "",
        "  The call:",
        "            Fri 25 Dec 2026 10:00, Christmas Day: Office hours closed",
        "     0:00.0  ◷ Office hours (time_condition||77) is closed for a holiday",
        "     0:00.0  ☎ Night menu (night) answers",
        "  ✗  0:00.0  ▶ we-are-closed, 4 s",
        "     0:04.0  … waits up to 5 s for a key",
        "     0:04.5  ● presses 1",
        "     0:04.5  → Night voicemail (voicemail||9001)",
    ]


def test_a_failure_without_a_moment_says_what_was_assumed(office: Written) -> None:
    file = office("""\
tests:
  - name: leaves a message
    number: "+441632960001"
    call: [{presses: 1}, {rings: Reception}, {reaches: Night voicemail}]
""")
    assert report(file)[2:14] == [
        "",
        '       3 |     number: "+441632960001"',
        "  >    4 |     call: [{presses: 1}, {rings: Reception}, {reaches: Night voicemail}]",
        "      expected  Reception (extension||7) rings",
        "      got       Booking desk (department||108000) rings",
        "      hint      key 2 of Main menu leads there",
        "      because   main.yaml:9, key 1 leads to Booking desk (department||108000)",
        "",
        "  The call:",
        "            assumed: Office hours open, Booking desk picked up",
        "     0:00.0  ◷ Office hours (time_condition||77) is open",
        "     0:00.0  ☎ Main menu (main) answers",
    ]


@pytest.mark.parametrize(
    ("test", "hint", "because"),
    [
        (
            "caller: '1', reaches: Night voicemail",
            "Booking desk picked up; with given: {Booking desk: no answer}, Booking desk leads there",
            "main.yaml:9, key 1 leads to Booking desk (department||108000)",
        ),
        (
            "caller: '1', given: {everyone: no answer}, reaches: Booking desk",
            "Booking desk rang, and nobody picked up",
            "flow.yaml:17, nobody picks up at Booking desk for 20 s, as given",
        ),
        (
            "caller: '2', given: {Reception: no answer}, reaches: Reception",
            "Reception rang, and nobody picked up",
            "main.yaml:10, key 2 leads to Reception (extension||7)",
        ),
        (
            "caller: '1', given: {Booking desk: busy}, reaches: Booking desk",
            "Booking desk rang, and the line was busy",
            "main.yaml:14, the last silence leads to Reception (extension||7)",
        ),
        (
            "number: '+441632960001', given: {office: closed}, rings: Booking desk",
            "key 1 of Main menu leads there",
            "night.yaml:14, the last silence leads to Reception (extension||7)",
        ),
    ],
)
def test_hints_and_causes_name_the_answer(office: Written, test: str, hint: str, because: str) -> None:
    lines = report(office(f"tests:\n  - {{name: a, {test}}}\n"))
    shown = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines if line.startswith("      ") and "  " in line}
    assert (shown.get("hint"), shown.get("because")) == (hint, because)


def test_the_command_line_speaks_for_files_that_say_nothing(office: Written) -> None:
    text = """\
tests:
  - {name: by day, at: 2026-11-30T10:00, caller: '1', reaches: Night voicemail}
  - {name: as it is said, caller: '1', reaches: Night voicemail}
  - {name: the desk is there, given: {Booking desk: picked up}, caller: '1', hears: we-are-closed}
"""
    now = datetime(2026, 11, 30, 20, tzinfo=UTC)
    world = DefaultWorld("now", "+441632960001", {"Booking desk": "no answer", "office": "closed"}, now)
    assert report(office(text, world)) == []
    assert [run(test).trace.schedules for test in office(text, world).tests] == [
        {"office": "open"},
        {"office": "closed"},
        {"office": "closed"},
    ]


@pytest.mark.parametrize(
    ("world", "refusal"),
    [
        (
            DefaultWorld(at="now"),
            "at: 'now' depends on the present, which only a command knows; use 2026-12-25T21:00, "
            "2026-12-25T21:00+00:00 or 25 Dec 2026 21:00",
        ),
        (DefaultWorld(number="5"), "'5' is not a number; did you mean +441632960001 or +441632960002?"),
        (DefaultWorld(given={"ofice": "open"}), "given: nothing is called 'ofice'; did you mean office?"),
        (
            DefaultWorld(given={"office": "ajar"}),
            "given: office: 'ajar' is not an answer; use open, closed or holiday for a schedule; picked up, no answer "
            "or busy for a telephone; ends or returns for a voicemail",
        ),
    ],
)
def test_a_world_for_all_tests_that_the_flow_cannot_have_is_refused(
    office: Written, world: DefaultWorld, refusal: str
) -> None:
    with pytest.raises(UsageError) as refused:
        office("tests:\n  - {name: a, reaches: Reception}\n", world)
    assert str(refused.value) == refusal


def test_an_update_rewrites_which_telephones_ring(office: Written) -> None:
    file = office("""\
number: "+441632960001"
tests:
  - name: books by day
    at: 2026-11-30T10:00
    call:
      - hears: we-are-closed
      - presses: 1
      - rings: [Reception, Booking desk]  # in this order
      - reaches: Reception
  - {name: asks for reception, given: {office: open}, caller: '2', rings: nothing, reaches: Reception}
""")
    result = update(file, [run(test) for test in file.tests])
    assert (result.mended, result.left) == (2, ())
    assert result.text.splitlines()[4:] == [
        "    call:",
        "      - hears: welcome",
        "      - presses: 1",
        "      - rings: [Booking desk]  # in this order",
        "      - reaches: Booking desk",
        "  - {name: asks for reception, given: {office: open}, caller: '2', rings: Reception, reaches: Reception}",
    ]


def test_a_test_depends_on_no_reading_of_what_the_world_answers(office: Written) -> None:
    file = office("""\
tests:
  - {name: at Christmas, number: "+441632960001", at: 2026-12-25T10:00, caller: '1', reaches: Night voicemail}
""")
    assert [robustness_text(robustness) for robustness in under_all_readings(file.tests)] == ["holds under all 16"]
