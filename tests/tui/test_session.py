"""What a person may do to a call: time travel is exact, and two roads through time agree."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import CallRecord, Flow, Rehearsal, UsageError
from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import next_happening
from simulator.callers.script_actor import ScriptedCaller, TimedAct
from simulator.callers.transcript import write_transcript
from simulator.core.call import Turn
from simulator.core.events import EVENTS, HUNG_UP
from simulator.testing.strategies import callers, flows
from simulator.tui.lookahead import Lead
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.tape import Bookmark, CallBranch


def answered(flow: Flow) -> Session:
    session = Session(flow, CallClock(paused=True), limit=30)
    session.answer_call()
    return session


def does(session: Session, *acts: str) -> Session:
    """Keys are pressed now; n goes to the next event; s lets a second pass."""
    for act in acts:
        match act:
            case "n":
                session.skip()
            case "s":
                session.advance_to(session.clock.now() + 1000)
            case _:
                session.press(act)
        session.advance_to(session.clock.now())
    return session


def happened(session: Session) -> list[tuple[int, str]]:
    return [(act.at, act.event.trigger) for act in session.tape.acts]


def test_undo_goes_back_by_a_turn_and_the_wait_starts_whole(clinic: Flow) -> None:
    session = does(answered(clinic), "n", "s", "9")
    session.undo()

    assert happened(session) == [(0, "answered"), (8200, "prompt_ended")]
    assert session.situation is not None
    assert (session.clock.now(), session.clock.paused) == (8200, True)
    assert (session.situation.since, session.situation.until) == (8200, 13_200)


def test_redo_is_what_was_undone(clinic: Flow) -> None:
    session = does(answered(clinic), "n", "s", "9", "n")
    before = happened(session), session.lines, session.clock.now()
    session.undo()
    session.undo()
    session.redo()
    session.redo()

    assert (happened(session), session.lines, session.clock.now()) == before


def test_time_that_passes_again_keeps_what_can_be_done_again(clinic: Flow) -> None:
    session = does(answered(clinic), "n", "n", "n")
    session.undo()
    session.undo()
    does(session, "n")

    kept = session.tape.undone
    does(session, "1")
    assert (kept, session.tape.undone) == ((TimedAct(16_800, EVENTS["prompt_ended"]),), ())


def test_nothing_is_undone_before_the_answer(clinic: Flow) -> None:
    session = answered(clinic)
    session.undo()
    session.redo()

    assert happened(session) == [(0, "answered")]
    assert session.notice == "nothing to redo"


def test_the_end_of_a_call_can_be_undone(clinic: Flow) -> None:
    session = does(answered(clinic), "1")
    seen = [session.is_over]
    session.undo()
    seen.append(session.is_over)

    assert (seen, session.record) == ([True, False], None)


def test_a_fork_goes_on_by_itself(clinic: Flow) -> None:
    session = does(answered(clinic), "n", "9")
    session.fork("wrong twice")
    does(session, "9")
    session.switch("1")

    assert happened(session)[-1] == (8200, "9")
    assert session.calls.branches == (
        CallBranch("1", "main", "9", 8200, "acefone", current=True),
        CallBranch("wrong twice", "main", "9 9", 8200, "acefone", current=False),
    )


def test_a_bookmark_brings_back_its_moment(clinic: Flow) -> None:
    session = does(answered(clinic), "n")
    session.bookmark("listening")
    does(session, "9", "n")
    session.undo()
    session.undo()
    session.undo()
    session.jump("listening")

    assert session.calls.bookmarks == [Bookmark("listening", "1", 2, 8200, "Main menu")]
    assert happened(session) == [(0, "answered"), (8200, "prompt_ended")]


def test_a_new_call_keeps_the_old_one(clinic: Flow) -> None:
    session = does(answered(clinic), "1")
    session.goto("Billing")
    session.advance_to(0)

    assert [(call.name, call.entry, call.current) for call in session.calls.branches] == [
        ("1", "main", False),
        ("2", "billing", True),
    ]
    session.restart()
    assert session.tape.entry == "billing"


def test_the_same_caller_under_another_profile(clinic: Flow) -> None:
    session = does(answered(clinic), "n", "9", "n")
    session.use("freepbx")

    assert session.flow.semantics.profile == "freepbx"
    assert session.tape.keys == "9"
    assert [line.text for line in session.lines[-2:]] == ["sorry, 3.2 s", "waits up to 5 s for a key"]


def test_silence_for_some_rounds_takes_no_time(clinic: Flow) -> None:
    session = answered(clinic)
    session.wait(2)

    assert session.tape.milliseconds == session.clock.now() == 8200 + 5000 + 3600 + 8200 + 5000


def test_what_if_tells_where_everything_leads(clinic: Flow) -> None:
    assert answered(clinic).what_if() == (
        Lead("press 1", "Booking desk", chooses=True),
        Lead("press 2", "Billing (menu)", chooses=True),
        Lead("press 3", "Night voicemail", chooses=True),
        Lead("press 0", "Reception", chooses=True),
        Lead("press another key (9)", "wrong key 1 of 3, sorry"),
        Lead("stay silent", "silence 1 of 3, are-you-there"),
        Lead("hang up", "the call is over"),
    )


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda session: session.switch("7"), "there is no call '7'; use 1"),
        (lambda session: session.jump("x"), "there is no bookmark 'x'; there are none yet"),
        (lambda session: session.fork("1"), "there is already a call 1; use another name"),
        (lambda session: session.run_at(99), "a speed of 99 is not accepted; use 1 to 50"),
        (lambda session: session.goto("mian"), "no receptionist 'mian'; did you mean main?"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(clinic: Flow, act: object, refusal: str) -> None:
    session = answered(clinic)
    assert callable(act)
    with pytest.raises(UsageError) as refused:
        act(session)

    assert (str(refused.value), happened(session)) == (refusal, [(0, "answered")])


def test_a_recorded_call_is_played_back_in_its_time(clinic: Flow) -> None:
    recorded = does(answered(clinic), "n", "9", "n", "s", "1")
    again = Session(clinic, CallClock(paused=True))
    again.open(recorded.calls.tapes, "1", stands_still=True)
    again.advance_to(100_000)

    assert (happened(again), again.is_over, again.notice) == (happened(recorded), True, "")


def test_a_flow_that_has_changed_is_noticed_while_a_call_is_played_back(clinic: Flow) -> None:
    recorded = does(answered(clinic), "n", "n", "n", "n")
    again = Session(
        clinic.with_semantics(clinic.semantics.model_copy(update={"replay_greeting": "without_retry_prompt"})),
        CallClock(),
    )
    tapes = {"1": replace(recorded.tape, semantics=again.flow.semantics)}
    again.open(tapes, "1", stands_still=True)
    again.advance_to(30_000)

    assert again.notice == "from 0:21.8 on, this call differs from the recorded one: the flow has changed"


ACTS = ["1", "9", "12", "n", "s", "undo", "redo", "fork", "switch", "restart", "wait", "use", "mark", "jump"]


def acted(session: Session, act: str) -> None:
    match act:
        case "undo":
            session.undo()
        case "redo":
            session.redo()
        case "fork":
            session.fork()
        case "switch":
            session.switch(next(iter(session.calls.tapes)))
        case "restart":
            session.restart()
            session.answer_call()
        case "wait":
            session.wait(1)
        case "use":
            session.use("freepbx")
        case "mark":
            session.bookmark()
        case "jump":
            for mark in session.calls.bookmarks[:1]:
                session.jump(mark.name)
        case _:
            does(session, act)


@given(st.data())
def test_whatever_is_done_the_tape_makes_the_call_that_is_seen(data: st.DataObject) -> None:
    session = answered(data.draw(flows()))
    for act in data.draw(st.lists(st.sampled_from(ACTS), max_size=12)):
        acted(session, act)
        seen = session.lines, session.trace.turns, session.situation, session.is_over
        session.play_anew()
        assert (session.lines, session.trace.turns, session.situation, session.is_over) == seen


@given(st.data())
def test_undone_and_done_again_is_as_it_was(data: st.DataObject) -> None:
    session = answered(data.draw(flows()))
    for act in data.draw(st.lists(st.sampled_from(["1", "9", "n", "s"]), max_size=8)):
        acted(session, act)
    before = session.tape
    session.undo()
    session.redo()

    assert session.tape == before


def test_speed_goes_in_steps_from_1_to_50(clinic: Flow) -> None:
    session = answered(clinic)
    up, down = [], []
    for _ in range(7):
        session.faster()
        up.append(session.clock.speed)
    for _ in range(7):
        session.slower()
        down.append(session.clock.speed)

    assert up == [2, 3, 5, 10, 20, 50, 50]
    assert down == [20, 10, 5, 3, 2, 1, 1]


def test_there_is_nothing_to_skip_before_the_answer(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.skip()

    assert session.clock.now() == 0


# -- the same call as the one that a script makes -----------------------------------------------------


def acted_out(flow: Flow, script: CallerScript, limit: int) -> tuple[CallRecord, Session]:
    """A live session in which somebody does exactly what a script says, on a clock that jumps."""
    session = Session(flow, CallClock(paused=True), limit=limit)
    somebody = ScriptedCaller(script.steps)

    def act() -> None:
        if session.left:
            return
        turn: Turn = session.trace.turns[-1]
        somebody.hear(turn)
        if session.is_over:
            session.leave()
            return
        planned = somebody.next_act()
        if planned is None or next_happening(session.conversation, planned) is not planned:
            session.skip()
            return
        session.clock.skip_to(planned.at)
        if planned.event.trigger == HUNG_UP:
            session.hang_up()
        else:
            session.press(planned.event.trigger)

    async def talk() -> CallRecord:
        async with asyncio.timeout(60):
            return await session.talk(act)

    return asyncio.run(talk()), session


@given(st.data())
def test_a_live_call_is_the_scripted_call(data: st.DataObject) -> None:
    flow = data.draw(flows())
    script = data.draw(callers(flow))
    live, session = acted_out(flow, script, limit=20)
    scripted = Rehearsal(flow, limit=20)
    _, trace = scripted.trace_call(CallerScript(steps=script.steps))

    assert live == replace(scripted.play(CallerScript(steps=script.steps)), name="")
    shown = [(line.at, line.kind, line.text) for line in session.lines]
    assert shown == [(line.at, line.kind, line.text) for line in write_transcript(flow, trace)]
