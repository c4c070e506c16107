"""What a person does to the world of a call; time travel is exact there, too."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal, UsageError
from simulator.config.routes import PersonAnswer, PersonRoute, ScheduleRoute
from simulator.testing.strategies import flows
from simulator.tui.cell_width import text_cells
from simulator.tui.circumstances import Circumstances
from simulator.tui.desk import Desk
from simulator.tui.pace import CallClock
from simulator.tui.screen import screen_rows
from simulator.tui.session import Session
from simulator.tui.session_file import RecordedSession, read_session, session_text
from simulator.tui.terminal_look import TerminalLook
from simulator.tui.world_actions import answer_phone, call_at, give_answer, known_answers, known_moments
from tests.callers.world_flow import DESK, NUMBER, OFFICE, world_flow

EVE = datetime(2026, 12, 24, 10, tzinfo=UTC)
FLOW = world_flow().rung_at(NUMBER)
ANSWERS: dict[str, PersonAnswer] = {"p": "picked_up", "b": "busy", "x": "no_answer"}


def answered(flow: Flow = FLOW, moment: datetime | None = EVE) -> Session:
    session = Session(flow, CallClock(paused=True), limit=30, circumstances=Circumstances(moment))
    session.answer_call()
    return session


def does(session: Session, *acts: str) -> Session:
    """Keys are pressed now; n goes to the next event, s lets a second pass; p, b and x say who picks up."""
    for act in acts:
        match act:
            case "n":
                session.skip()
            case "s":
                session.advance_to(session.clock.now() + 1000)
            case "h":
                session.hang_up()
            case "u":
                session.undo()
            case "r":
                session.redo()
            case "p" | "b" | "x":
                answer_phone(session, ANSWERS[act])
            case _:
                session.press(act)
        session.advance_to(session.clock.now())
    return session


def tries(session: Session, act: str) -> None:
    does(session, act)


def happened(session: Session) -> list[tuple[int, str]]:
    return [(act.at, act.event.trigger) for act in session.tape.acts]


@pytest.mark.parametrize(
    ("acts", "turns", "end"),
    [
        ("1sp", [(0, "1"), (1000, "picked_up")], "Booking desk"),
        ("1x", [(0, "1"), (20_000, "no_answer")], "Night voicemail"),
        ("1n", [(0, "1"), (20_000, "no_answer")], "Night voicemail"),
        ("1sb", [(0, "1"), (1000, "busy")], "Reception"),
        ("1s7s#h", [(0, "1"), (1000, "7"), (2000, "#"), (2000, "hung_up")], None),
    ],
)
def test_the_person_says_who_picks_up(acts: str, turns: list[tuple[int, str]], end: str | None) -> None:
    session = does(answered(), *acts)

    assert happened(session) == [(0, "answered"), (0, "open"), *turns]
    assert session.record is not None
    assert session.record.outcome.name == end


def test_a_telephone_rings_for_its_time() -> None:
    session = does(answered(), "1")
    session.advance_to(19_999)
    rings = session.ringing is not None, session.situation and session.situation.until
    session.advance_to(20_000)

    assert (rings, session.ringing, session.is_over) == ((True, 20_000), None, True)


def test_a_telephone_is_answered_once_and_only_while_it_rings() -> None:
    for acts in ((), ("1", "p")):
        with pytest.raises(UsageError, match=r"^no telephone rings now$"):
            does(answered(), *acts, "p")
    session = does(answered(), "1")
    answer_phone(session, "busy")
    with pytest.raises(UsageError, match=r"^no telephone rings now$"):
        answer_phone(session, "picked_up")


def test_a_line_that_is_never_busy_says_so() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True))
    session = does(answered(flow), "1", "b")

    with pytest.raises(UsageError, match=r"^Reception is never busy: it has no busy destination in flow.yaml$"):
        answer_phone(session, "busy")


def test_an_answer_that_is_given_wins_over_nobody() -> None:
    session = answered()
    give_answer(session, "Booking desk: picked up")

    assert does(session, "1").is_over
    assert session.notice == "Booking desk is set to 'picked up' from the next time it is asked (restart calls again)"


def test_undo_makes_the_telephone_ring_again() -> None:
    session = does(answered(), "1", "s", "s", "p", "u")
    assert session.ringing is not None
    assert (session.clock.now(), session.clock.paused) == (0, True)

    does(session, "r")
    assert session.is_over
    does(session, "u", "b")
    assert happened(session)[-1] == (0, "busy")


def test_undo_passes_schedules_and_given_answers_that_would_come_again_at_once() -> None:
    session = answered()
    give_answer(session, "everyone: busy")
    does(session, "s", "1", "n")
    assert happened(session)[2:] == [(1000, "1"), (1000, "busy")]
    does(session, "u")
    assert happened(session) == [(0, "answered"), (0, "open")]

    does(session, "u")
    assert session.notice == "nothing to undo: the call has only just been answered"


def test_another_moment_is_another_call() -> None:
    session = does(answered(), "1", "s")
    call_at(session, "tomorrow 20:00")
    session.advance_to(0)

    assert session.notice == "call 2, at Fri 25 Dec 2026 20:00, Christmas Day"
    assert happened(session) == [(0, "answered"), (0, "holiday")]
    assert session.situation is not None
    assert session.situation.menu == "Night menu"
    assert [name for name, *_ in session.calls.branches] == ["1", "2"]

    session.switch("1")
    assert (session.tape.circumstances.moment, happened(session)[-1]) == (EVE, (0, "1"))


def test_now_is_what_the_clock_says() -> None:
    session = answered()
    session.read_clock = lambda: datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    call_at(session, "now")

    assert session.notice == "call 2, at Wed 1 Jul 2026 09:30"
    call_at(session, "2026-10-25T01:30")
    assert session.notice == (
        "call 3, at Sun 25 Oct 2026 01:30; Sun 25 Oct 2026 01:30 happens twice in Europe/London; "
        "the first is taken (2026-10-25T01:30+01:00; the second is 2026-10-25T01:30+00:00)"
    )


def test_a_schedule_set_by_hand_counts_from_its_next_asking() -> None:
    session = answered()
    give_answer(session, "Office hours: closed")
    before = session.situation and session.situation.menu
    session.restart()
    session.advance_to(0)

    assert (before, session.situation and session.situation.menu) == ("Main menu", "Night menu")
    give_answer(session, "office:")
    assert session.notice == "office is no longer set by hand from the next time it is asked (restart calls again)"
    session.restart()
    session.advance_to(0)
    assert session.situation is not None
    assert session.situation.menu == "Main menu"


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("office", "given: 'office' is not NAME: ANSWER; use 'office: closed' or 'Booking desk: no answer'"),
        ("ofice: open", "given: nothing is called 'ofice'; did you mean office?"),
        ("ofice:", "given: nothing is called 'ofice'; did you mean office?"),
        ("office:", "given: office is not set by hand"),
        ("Booking desk:", "given: Booking desk is not set by hand"),
    ],
)
def test_what_cannot_be_given_is_refused(line: str, refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        give_answer(answered(), line)

    assert str(refused.value) == refusal


def test_a_flow_without_schedules_has_no_moment(clinic: Flow) -> None:
    with pytest.raises(UsageError, match=r"^this flow has no schedules, so a call is the same at every moment$"):
        call_at(Session(clinic, CallClock(paused=True)), "tomorrow 20:00")


def test_moments_and_answers_are_completed() -> None:
    assert list(known_moments(answered())) == ["now", "today 12:00", "tomorrow 9:00", "Sat 10:00", "2026-12-24T12:00"]
    assert list(known_answers(answered())) == [
        *("office: open", "office: closed", "office: holiday"),
        *("night-mode: open", "night-mode: closed", "night-mode: holiday"),
        *("Booking desk: picked up", "Booking desk: no answer", "Booking desk: busy"),
        *("everyone: picked up", "everyone: no answer", "everyone: busy"),
    ]


def test_the_record_says_what_was_assumed() -> None:
    session = does(answered(world_flow().rung_at("+441632960002")), "h")
    record = session.record_at_the_end()

    assert (record.at, record.number, record.given, record.assumed) == (
        *("2026-12-24T10:00", "+441632960002", {}),
        ["night-mode: open"],
    )


def test_the_same_caller_under_another_profile_meets_the_same_people() -> None:
    session = does(answered(), "1", "s", "s", "s", "b")
    before = happened(session)
    session.use("freepbx")

    assert (happened(session), session.calls.current) == (before, "2")


def in_file(session: Session) -> RecordedSession:
    text = session_text(RecordedSession(session.calls.tapes, session.calls.current, "f"))
    return read_session(text, "s.jsonl")


def test_a_recorded_call_is_answered_as_it_was() -> None:
    session = does(answered(), "1", "s", "s", "b")
    give_answer(session, "office: closed")
    recorded = in_file(session)
    again = Session(FLOW, CallClock(paused=True), limit=30)
    again.open(recorded.tapes, recorded.current, stands_still=True)
    again.advance_to(60_000)

    assert (again.tape, again.notice, again.lines) == (session.tape, "", session.lines)


def test_a_key_and_an_answer_of_one_moment_keep_their_order() -> None:
    session = does(answered(), "1", "7", "p")
    recorded = in_file(session)
    again = Session(FLOW, CallClock(paused=True), limit=30)
    again.open(recorded.tapes, recorded.current, stands_still=True)
    again.advance_to(60_000)

    assert happened(again) == [(0, "answered"), (0, "open"), (0, "1"), (0, "7"), (0, "picked_up")]
    assert again.notice == ""


def test_a_recorded_call_that_is_gone_on_with_asks_the_person_again() -> None:
    recorded = in_file(does(answered(), "1", "s", "s", "b"))
    again = Session(FLOW, CallClock(paused=True), limit=30)
    again.open(recorded.tapes, recorded.current, stands_still=True)
    again.advance_to(0)
    does(again, "u", "1")

    assert again.situation is not None
    assert (again.situation.menu, again.situation.until) == ("Booking desk", 20_000)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        (
            {"number": "+44999"},
            "the recorded session rings +44999, which does not lead to time_condition||77 in this flow",
        ),
        (
            {"number": ""},
            "the recorded session calls 'time_condition||77', which is not a receptionist of this flow",
        ),
        ({"given": {"lunch": "open"}}, "given: nothing is called 'lunch'; the flow has office, night-mode, "),
    ],
)
def test_a_recorded_call_that_the_flow_cannot_make_is_refused(changes: dict[str, object], refusal: str) -> None:
    tape = answered().tape
    tape = replace(tape, circumstances=replace(tape.circumstances, **changes))  # type: ignore[arg-type]  # by name
    with pytest.raises(UsageError) as refused:
        answered().open({"1": tape}, "1")

    assert str(refused.value).startswith(refusal)


ACTS = st.lists(st.sampled_from("1230#nnsspbxhur"), max_size=25)


@given(flows(worlds=True), ACTS, st.sampled_from([None, EVE, datetime(2026, 7, 1, 8, tzinfo=UTC)]))
def test_whatever_a_person_does_the_screen_fits_and_the_call_is_played_again(
    flow: Flow, acts: list[str], moment: datetime | None
) -> None:
    session = answered(flow, moment)
    desk = Desk(session)
    for act in acts:
        desk.attempt(partial(tries, session, act))
        for look in (TerminalLook(80, 24), TerminalLook(40, 10)):
            rows = ["".join(text for _, text in row) for row in screen_rows(desk, look)]
            assert len(rows) == look.rows
            assert all(text_cells(row) < look.columns for row in rows)
        session.what_if()
    recorded = in_file(session)
    again = Session(flow, CallClock(paused=True), limit=30)
    again.open(recorded.tapes, recorded.current, stands_still=True)
    again.advance_to(session.tape.milliseconds)

    assert again.tape.acts[: len(session.tape.acts)] == session.tape.acts
    assert again.notice == ""


def test_a_live_call_is_the_call_that_play_makes() -> None:
    live = does(answered(), "1", "x").record
    played = Rehearsal(FLOW, at="2026-12-24T10:00", given={"Booking desk": "no answer"}).play(
        {"steps": [{"press": "1", "after": 0}]}
    )

    assert live is not None
    assert (live.turns, live.outcome, live.seconds) == (played.turns, played.outcome, played.seconds)


def test_a_call_in_a_circle_of_answers_is_endless_and_undone_as_a_whole() -> None:
    flow = world_flow()
    flow = replace(flow, routes={**flow.routes, DESK: PersonRoute(busy=DESK)})
    session = Session(flow, CallClock(paused=True), circumstances=Circumstances(given={"Booking desk": "busy"}))
    session.answer_call()
    does(session, "1")
    seen = session.is_over, len(session.tape.acts)
    session.undo()

    assert seen == (True, 1002)
    assert happened(session) == [(0, "answered")]


def test_schedules_in_a_circle_are_endless() -> None:
    flow = replace(FLOW, routes={OFFICE: ScheduleRoute("office", OFFICE, OFFICE)})
    session = answered(flow)
    session.undo()

    assert (session.is_over, session.notice) == (True, "nothing to undo: the call has only just been answered")
