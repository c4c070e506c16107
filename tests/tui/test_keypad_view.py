from simulator import Flow
from simulator.tui.keypad_view import keypad_rows, offer_rows
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.stage import Situation
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

LOOK = TerminalLook(80, 24)


def at(flow: Flow) -> Situation | None:
    session = Session(flow, CallClock(paused=True))
    session.answer_call()
    return session.situation


def text(rows: list[Row]) -> list[str]:
    return ["".join(words for _, words in row).rstrip() for row in rows]


def test_keys_that_count_stand_in_brackets(clinic: Flow) -> None:
    assert text(keypad_rows(at(clinic), LOOK, 30, 8)) == [
        "[1][2][3]  1 Booking desk",
        " 4  5  6   2 Billing (menu)",
        " 7  8  9   3 Night voicemail",
        " * [0] #   0 Reception",
    ]


def test_what_does_not_fit_is_counted(clinic: Flow) -> None:
    assert text(keypad_rows(at(clinic), LOOK, 22, 2)) == ["[1][2][3]  1 Booking…", " 4  5  6   … and 3 more"]
    assert text(offer_rows(at(clinic), LOOK, 45, 1)) == ["  [1] Booking desk     … and 3 more"]


def test_nothing_counts_where_no_key_is_heard(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))

    assert text(keypad_rows(at(deaf), LOOK, 30, 4))[:2] == [" 1  2  3   keys are not heard", " 4  5  6"]
    assert text(keypad_rows(None, LOOK, 30, 4))[3] == " *  0  #"
    assert offer_rows(None, LOOK, 30, 4) == []
