from simulator import Flow
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.status_view import FOOT_ROWS, foot_rows, in_short
from simulator.tui.terminal_look import TerminalLook


def shown(session: Session) -> list[str]:
    return ["".join(text for _, text in row) for row in foot_rows(session, TerminalLook(80, 24))]


def test_a_recording_grows_and_a_wait_shrinks(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(4100)
    assert shown(session)[1] == "  ▶ plays greeting ━━━━━━━━━━━━━━━━━━━━━━─────────────────────  4.1 of 8.2 s"
    session.advance_to(12_200)
    assert shown(session)[1] == "  … waits for a key ████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  1.0 s left"
    assert len(shown(session)) == FOOT_ROWS


def test_counts_that_are_shared_are_one(clinic: Flow) -> None:
    session = Session(
        clinic.with_semantics(clinic.semantics.model_copy(update={"counters": "shared"})), CallClock(paused=True)
    )
    session.advance_to(14_000)

    assert shown(session)[3] == "  mistakes 1 (wrong keys 2, silences 2 allowed) · acefone with changes · 1x"


def test_what_there_is_to_say_stands_in_place_of_the_hints(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    assert shown(session)[1] == "  The call has not been answered yet."
    session.advance_to(0)
    session.undo()

    assert shown(session)[4] == "  nothing to undo: the call has only just been answered"


def test_a_refusal_is_read_to_its_end(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(0)
    session.notice = (
        "nothing has been heard, so a test would pass whatever the menu does: go on with next, and save again"
    )

    assert len(shown(session)) == FOOT_ROWS
    assert shown(session)[3:] == [
        "  nothing has been heard, so a test would pass whatever the menu does: go on",
        "  with next, and save again",
    ]


def test_all_in_short(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(200)
    assert in_short(session) == "0:00.2 Main menu: 8.0 s left; q leaves"
    session.press("1")
    session.advance_to(200)
    assert in_short(session) == "The call is over; q leaves"
