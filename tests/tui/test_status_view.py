from dataclasses import replace

from simulator import Flow
from simulator.tui.desk import Desk, Question
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.status_view import foot_rows, in_short
from simulator.tui.terminal_look import TerminalLook


def shown(session: Session, columns: int = 80, rows: int = 24) -> list[str]:
    return ["".join(text for _, text in row) for row in foot_rows(Desk(session), TerminalLook(columns, rows))]


def test_a_recording_grows_and_a_wait_shrinks(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(4100)
    assert shown(session)[0] == " ━━━━━━━━━━──────────  plays greeting, 4.1 of 8.2 s · wrong 0/3 · silent 0/3"
    session.advance_to(12_200)
    assert shown(session)[0] == " ████░░░░░░░░░░░░░░░░░  waits for a key, 1.0 s left · wrong 0/3 · silent 0/3"


def test_with_room_everything_is_said_in_words(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(4100)

    assert shown(session, 120) == [
        " ━━━━━━━━━━━━━━━━───────────────  plays greeting, 4.1 of 8.2 s: a key stops it "
        "    wrong keys 0 of 3 · silences 0 of 3",
        " no hours in this flow · everyone picks up (assumed) · acefone · 1×",
        " space pause   n next   u undo   Tab pane   w what if   e why   s save   q quit   ! findings   t tests"
        "   ? help",
    ]


def test_the_least_important_leaves_first(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(0)

    assert shown(session, 44) == [
        " ─────────────────  0.0 of 8.2 s",
        " everyone picks up (assumed) · acefone · 1×",
        " space pause  n next  u undo  ? help",
    ]
    assert len(shown(session, 44, 10)) == 2


def test_counts_that_are_shared_are_one(clinic: Flow) -> None:
    shared = clinic.with_semantics(clinic.semantics.model_copy(update={"counters": "shared"}))
    session = Session(shared, CallClock(paused=True))
    session.advance_to(14_000)

    assert shown(session, 120)[0].endswith(" mistakes 1 of 3")
    assert "acefone with changes" in shown(session, 120)[1]


def test_the_tries_of_a_shared_count_may_differ(clinic: Flow) -> None:
    main = clinic.receptionists["main"].model_copy(update={"silences_allowed": 1})
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": main})
    session = Session(
        flow.with_semantics(clinic.semantics.model_copy(update={"counters": "shared"})), CallClock(paused=True)
    )
    session.advance_to(14_000)

    assert shown(session, 120)[0].endswith(" mistakes 1 (the last: wrong key 3, silence 2)")


def test_what_there_is_to_say_stands_in_place_of_the_hints(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    assert shown(session)[0] == " The call has not been answered yet."
    session.advance_to(0)
    session.undo()

    assert shown(session)[2] == " nothing to undo: the call has only just been answered"


def test_a_refusal_is_read_to_its_end(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(0)
    session.notice = (
        "nothing has been heard, so a test would pass whatever the menu does: go on with next, and save again"
    )

    assert shown(session)[1:] == [
        " nothing has been heard, so a test would pass whatever the menu does: go on",
        " with next, and save again",
    ]


def test_all_in_short(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(200)
    assert in_short(session) == "0:00.2 Main menu: 8.0 s left; q leaves"
    session.press("1")
    session.advance_to(200)
    assert in_short(session) == "The call is over; q leaves"


def test_still_figures_change_once_a_second(clinic: Flow) -> None:
    rows = []
    for at in (4100, 4900):
        session = Session(clinic, CallClock(paused=True))
        session.advance_to(at)
        rows.append(foot_rows(Desk(session), TerminalLook(80, 24, still=True))[0])

    assert rows[0] == rows[1]
    assert "plays greeting, 4.0 of 8.2 s" in "".join(text for _, text in rows[0])


def test_a_command_that_is_typed_is_told_what_it_may_become(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(4100)
    desk = Desk(session)
    desk.ask_question(Question("command", ":", lambda _: None))
    rows = []
    for desk.typed in ("p", "goto b", "wait 2", "such"):
        rows.append("".join(text for _, text in foot_rows(desk, TerminalLook(80, 24))[-1]))

    assert rows == [
        " press  pause  profile",
        " billing",
        " wait [ROUNDS]: stay silent until that many rounds are over (1)",
        " ",
    ]
