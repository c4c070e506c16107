import json
from datetime import UTC, datetime

from simulator import Flow
from simulator.tui.cast import cast_lines, paint_changes
from simulator.tui.cell_width import text_cells
from simulator.tui.circumstances import Circumstances
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.world_actions import answer_phone
from tests.callers.world_flow import NUMBER, world_flow

LOOK = TerminalLook(80, 24)


def recorded(flow: Flow) -> Session:
    session = Session(flow, CallClock(paused=True))
    for at, key in ((1000, "9"), (6000, "1")):
        session.advance_to(at)
        session.press(key)
        session.advance_to(at)
    return session


def played_back(flow: Flow) -> Desk:
    session = Session(flow, CallClock(paused=True))
    session.open(recorded(flow).calls.tapes, "1", stands_still=True)
    return Desk(session)


class Glass:
    """A terminal that knows just what a cast sends: go to a row, clear it, write."""

    def __init__(self) -> None:
        self.rows = [""] * LOOK.rows

    def show(self, text: str) -> None:
        at = 0
        for part in text.split("\x1b[")[1:]:
            code, _, rest = part.partition(next(sign for sign in part if sign.isalpha()))
            sign = part[len(code)]
            if sign == "H":
                at = int(code.split(";")[0]) - 1
            elif sign == "K":
                self.rows[at] = rest
            elif sign == "m":
                self.rows[at] += rest


def test_a_cast_ends_with_the_screen_of_the_call(clinic: Flow) -> None:
    desk = played_back(clinic)
    head, *events = map(json.loads, cast_lines(desk, LOOK, title="a call", speed=2.0))
    glass = Glass()
    for _, _, text in events:
        glass.show(text)

    assert head == {
        "version": 2,
        "width": 80,
        "height": 24,
        "title": "a call",
        "env": {"TERM": "xterm-256color"},
    }
    times = [at for at, _, _ in events]
    assert times == sorted(times)
    assert {kind for _, kind, _ in events} == {"o"}
    assert times[-2:] == [3.2, 6.2]
    shown = ["".join(text for _, text in row) for row in screen_rows(desk, LOOK)]
    assert [row.rstrip() for row in glass.rows] == shown
    assert "Routed to Booking desk" in shown[-3]
    assert all(text_cells(row) < 80 for row in shown)


def test_only_rows_that_changed_are_sent() -> None:
    assert (
        paint_changes([[("", "a")], [("", "b")]], [[("", "a")], [("class:key", "c")]])
        == "\x1b[2;1H\x1b[2K\x1b[1;36mc\x1b[0m"
    )
    assert paint_changes([[("", "a")]], [[("", "a")]]) == ""


def test_a_recorded_call_behind_a_schedule_is_cast_with_its_answers() -> None:
    flow = world_flow().rung_at(NUMBER)
    moment = Circumstances(datetime(2026, 12, 24, 10, tzinfo=UTC))
    session = Session(flow, CallClock(paused=True), circumstances=moment)
    session.advance_to(1000)
    session.press("1")
    session.advance_to(3500)
    answer_phone(session, "busy")
    session.advance_to(3500)
    again = Session(flow, CallClock(paused=True))
    again.open(session.calls.tapes, "1", stands_still=True)
    glass = Glass()
    for line in list(cast_lines(Desk(again), LOOK, title="a call"))[1:]:
        glass.show(json.loads(line)[2])

    last = screen_rows(Desk(session), LOOK)
    assert glass.rows == ["".join(text for _, text in row) for row in last]
    assert glass.rows[-4].startswith(" Routed to Reception (extension||7) after 0:03.5")
