import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from simulator import CallRecord, Flow
from simulator.testing.strategies import flows
from simulator.tui import plain
from simulator.tui.circumstances import Circumstances
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from tests.callers.world_flow import NUMBER, world_flow


def held(flow: Flow, *lines: str, tests: str = "") -> tuple[list[str], CallRecord]:
    said: list[str] = []
    session = Session(flow, CallClock(paused=True), limit=20)
    record = plain.hold_in_lines(session, iter(lines), said.append, tests=tests)
    return said[1:], record


def test_a_call_in_lines(clinic: Flow) -> None:
    said, _ = held(clinic, "", "9", "what", "quit")

    assert said == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. "
        "For voicemail, press 3. For reception, press 0.”",
        "0:00.0 Main menu: keys: 1 Booking desk, 2 Billing (menu), 3 Night voicemail, 0 Reception; "
        "empty line: waits 5 s for a key",
        "  0:08.2  … waits up to 5 s for a key",
        "0:08.2 Main menu: keys: 1 Booking desk, 2 Billing (menu), 3 Night voicemail, 0 Reception; "
        "empty line: silence 1 of 3, are-you-there",
        "  0:08.2  ● presses 9: wrong key 1 of 3",
        "  0:08.2  ▶ sorry, 3.2 s",
        "            “Sorry, that was not one of the choices.”",
        "0:08.2 Main menu: keys: 1 Booking desk, 2 Billing (menu), 3 Night voicemail, 0 Reception; "
        "empty line: greeting",
        "What if, from here",
        "  press 1                → Booking desk",
        "  press 2                → Billing (menu)",
        "  press 3                → Night voicemail",
        "  press 0                → Reception",
        "  press another key (9)  → wrong key 2 of 3, sorry",
        "  stay silent            → silence 1 of 3, are-you-there",
        "  hang up                → the call is over",
        "0:08.2 Main menu: keys: 1 Booking desk, 2 Billing (menu), 3 Night voicemail, 0 Reception; "
        "empty line: greeting",
        "  0:08.2  ● hangs up",
        "Abandoned by the caller after 0:08.2.",
    ]


def test_the_end_of_the_lines_hangs_up(clinic: Flow) -> None:
    said, record = held(clinic, "next")

    assert (said[-1], record.outcome.kind) == ("Abandoned by the caller after 0:08.2.", "abandoned")


def test_what_is_refused_is_told_and_the_call_goes_on(clinic: Flow) -> None:
    said, record = held(clinic, "pres 1", "press x", "wait many", "speed 99", "call 7", "undo now", "jump", "1")

    refusals = [line for line in said if any(word in line for word in ("use ", "not a command", "argument"))]
    assert refusals == [
        "'pres' is not a command; did you mean press?",
        "press x: use keys of a telephone, 0-9, * and #, as in press 12#",
        "wait many: use a number of silent rounds from 1 to 1,000",
        "a speed of 99 is not accepted; use 1 to 50",
        "there is no call '7'; use 1",
        "undo takes no argument",
        "jump needs an argument: jump NAME",
    ]
    assert record.outcome.name == "Booking desk"


def test_time_travel_by_name(clinic: Flow) -> None:
    said, record = held(clinic, "wait", "mark here", "9", "undo", "redo", "jump here", "fork", "1", "call 1", "0")

    assert record.outcome.name == "Reception"
    assert "call 2 continues from here; call 1 stays as it is (calls lists them)" in said


def test_what_is_advised_can_be_typed(clinic: Flow) -> None:
    said, _ = held(clinic, "mark here", "marks", "fork", "calls", "9", "undo", "redo", "restart", "1", "2")

    assert [line for line in said if any(word in line for word in ("list", "sets", "forks", "again", "redone"))] == [
        "bookmark here is set (marks lists them)",
        "Bookmarks (mark sets one)",
        "call 2 continues from here; call 1 stays as it is (calls lists them)",
        "Calls (fork forks)",
        "undone (redo plays it again)",
        "redone",
        "the call is over: undo winds it back, restart calls again",
    ]
    empty, _ = held(clinic, "marks")
    assert "  No bookmarks yet: mark sets one here." in empty


def test_a_call_that_goes_on_is_saved_with_what_was_heard(clinic: Flow, tmp_path: Path) -> None:
    path = tmp_path / "mine.calls.yaml"
    held(clinic, "", "2", f"save v > {path.as_posix()}", "wait", f"save x > {path.as_posix()}")

    assert path.read_text("utf-8").splitlines()[2:] == [
        "  - name: v",
        "    call:",
        "      - hears: greeting",
        '      - presses: "2"',
        "      - hears: billing-greeting",
        "      - caller hangs up: {early: true}",
        "  - name: x",
        "    call:",
        "      - hears: greeting",
        '      - presses: "2"',
        "      - hears: billing-greeting",
        "      - silence",
        "      - hears: are-you-there",
        "      - caller hangs up: {early: true}",
    ]


def test_a_call_is_saved(clinic: Flow, tmp_path: Path) -> None:
    path = (tmp_path / "mine.calls.yaml").as_posix()
    said, _ = held(clinic, "1", f"save booked > {path}")

    assert f"saved as {path}:3; ivrsim test {path} --allow {clinic.source} runs it" in said


@given(st.data())
def test_plain_lines_make_the_same_call_as_the_screen(data: st.DataObject) -> None:
    flow = data.draw(flows())
    lines: Sequence[str] = data.draw(st.lists(st.sampled_from(["", "1", "9", "12", "#"]), max_size=8))
    _, record = held(flow, *lines)
    session = Session(flow, CallClock(paused=True), limit=20)
    session.answer_call()
    for line in lines:
        if line:
            session.press(line)
        else:
            session.skip()
        session.advance_to(session.clock.now())

    assert session.record_at_the_end() == record


def test_plain_lines_load_no_terminal_library() -> None:
    loaded = "import sys, simulator.tui.plain; print('prompt_toolkit' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout

    assert told == "False\n"


def test_a_call_behind_a_schedule_in_lines() -> None:
    said: list[str] = []
    session = Session(
        world_flow().rung_at(NUMBER),
        CallClock(paused=True),
        circumstances=Circumstances(datetime(2026, 12, 24, 10, tzinfo=UTC)),
    )
    lines = ("1", "5", "busy", "restart", "1", "pickup", "undo", "nobody", "pickup", "at tomorrow 9:00", "quit")
    plain.hold_in_lines(session, iter(lines), said.append)

    over = "The call is over: undo, restart, save NAME, or quit."
    assert said[1:] == [
        "Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open, Night switch open (assumed)",
        "  0:00.0  ◷ Office hours (time_condition||77) is open",
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  … waits up to 5 s for a key",
        "0:00.0 Main menu: keys: 1 Booking desk; empty line: silence 1 of 1, Reception",
        "  0:00.0  ● presses 1",
        "  0:00.0  ♪ Booking desk (department||108000) rings",
        "0:00.0 Booking desk rings until 0:20.0: pickup, nobody or busy; empty line: nobody picks up: Night voicemail",
        "  0:00.0  ● presses 5, which nobody hears",
        "0:00.0 Booking desk rings until 0:20.0: pickup, nobody or busy; empty line: nobody picks up: Night voicemail",
        "  0:00.0  ◷ Booking desk (department||108000) is busy",
        "  0:00.0  → Reception (extension||7)",
        over,
        "Thu 24 Dec 2026 10:00, Christmas Eve: Office hours open, Night switch open (assumed)",
        "  0:00.0  ◷ Office hours (time_condition||77) is open",
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  … waits up to 5 s for a key",
        "call 2",
        "0:00.0 Main menu: keys: 1 Booking desk; empty line: silence 1 of 1, Reception",
        "  0:00.0  ● presses 1",
        "  0:00.0  ♪ Booking desk (department||108000) rings",
        "0:00.0 Booking desk rings until 0:20.0: pickup, nobody or busy; empty line: nobody picks up: Night voicemail",
        "  0:00.0  ◷ Booking desk (department||108000) picks up",
        "  0:00.0  → Booking desk (department||108000)",
        over,
        "undone (redo plays it again)",
        "0:00.0 Booking desk rings until 0:20.0: pickup, nobody or busy; empty line: nobody picks up: Night voicemail",
        "  0:20.0  ◷ Booking desk (department||108000) does not answer",
        "  0:20.0  → Night voicemail (voicemail||9001)",
        over,
        "no telephone rings now",
        over,
        "Fri 25 Dec 2026 09:00, Christmas Day: Office hours closed for a holiday, Night switch open (assumed)",
        "  0:00.0  ◷ Office hours (time_condition||77) is closed for a holiday",
        "  0:00.0  ☎ Night menu (night) answers",
        "  0:00.0  … waits up to 5 s for a key",
        "call 3, at Fri 25 Dec 2026 09:00, Christmas Day",
        "0:00.0 Night menu: keys: 1 Night voicemail; empty line: silence 1 of 1, Reception",
        "  0:00.0  ● hangs up",
        "Abandoned by the caller after 0:00.0.",
    ]


def test_a_flow_without_a_world_lists_no_commands_for_one_and_says_why(clinic: Flow) -> None:
    said, _ = held(clinic, "help", "pickup", "at now", "given x: busy", "quit")

    assert [line for line in said if any(word in line for word in ("pickup", "given", "MOMENT"))] == []
    assert [line for line in said if "no telephone" in line or "no schedules" in line] == [
        "no telephone rings now",
        "this flow has no schedules, so a call is the same at every moment",
        "this flow asks no schedules and no telephones, so there is nothing to set by hand",
    ]


def test_a_call_in_a_flow_without_schedules_loads_no_calendar() -> None:
    made = (
        "import sys; from simulator import load; from simulator.tui.pace import CallClock\n"
        "from simulator.tui.plain import hold_in_lines; from simulator.tui.session import Session\n"
        "session = Session(load('example:clinic'), CallClock(paused=True))\n"
        "hold_in_lines(session, iter(['1', 'what', 'help']), lambda line: None)\n"
        "print([name for name in sys.modules if name.startswith(('holidays', 'simulator.calendar'))])"
    )
    done = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
