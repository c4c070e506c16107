from simulator import Flow
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.transcript_view import last_view

LOOK = TerminalLook(80, 24)


def rows_at(session: Session, height: int, read_back: int = 0) -> list[str]:
    return text(last_view(session, LOOK, 50, height, read_back)[0])


def text(rows: list[Row]) -> list[str]:
    return ["".join(words for _, words in row).rstrip() for row in rows]


def test_words_are_revealed_below_the_recording_that_says_them(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(3700)

    assert rows_at(session, 10) == [
        "  0:00.0  ☎ Main menu (main) answers",
        "  0:00.0  ▶ greeting, 8.2 s",
        "            “Welcome to Fernside Clinic. To book",
        "            an appointment, press 1.",
    ]


def test_the_end_is_what_is_shown(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(60_000)
    whole = rows_at(session, 1000)

    assert rows_at(session, 5) == whole[-5:]
    assert rows_at(session, 5, 3) == whole[-8:-3]
    assert rows_at(session, 5, 999) == whole[:5]
    assert last_view(session, LOOK, 50, 5, 3)[1] == 3
    assert last_view(session, LOOK, 50, 5, 999)[1] == len(whole) - 5
