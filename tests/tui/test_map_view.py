from simulator import Flow
from simulator.tui.desk import Desk
from simulator.tui.map_view import map_rows
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.terminal_look import TerminalLook


def shown(desk: Desk, height: int) -> list[str]:
    return ["".join(text for _, text in row) for row in map_rows(desk, TerminalLook(80, 24), height)]


def test_the_map_shows_what_is_around_the_call(clinic: Flow) -> None:
    desk = Desk(Session(clinic, CallClock(paused=True)))
    desk.session.answer_call()
    desk.session.press("2")
    desk.session.advance_to(0)

    assert shown(desk, 6) == [
        "Map",
        "  1 Booking desk",
        "  2 Billing ◀ here",
        "    1 Bill payments",
        "    2 Billing questions",
        "    3 Main menu ↺",
    ]
    assert shown(desk, 0) == []
    desk.needle = "night"
    assert shown(desk, 6) == ["Map: 1 with “night”; Esc shows all", "  main 3 Night voicemail"]
