import json

from simulator import Flow
from simulator.tui.cast import cast_lines, paint_changes
from simulator.tui.cell_width import text_cells
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook

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
    assert times[-2:] == [3.0, 6.0]
    shown = ["".join(text for _, text in row) for row in screen_rows(desk, LOOK)]
    assert [row.rstrip() for row in glass.rows] == shown
    assert "Routed to Booking desk" in shown[-4]
    assert all(text_cells(row) < 80 for row in shown)


def test_only_rows_that_changed_are_sent() -> None:
    assert (
        paint_changes([[("", "a")], [("", "b")]], [[("", "a")], [("class:key", "c")]])
        == "\x1b[2;1H\x1b[2K\x1b[1mc\x1b[0m"
    )
    assert paint_changes([[("", "a")]], [[("", "a")]]) == ""
