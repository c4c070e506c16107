import asyncio
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator import CallRecord, Flow, Rehearsal
from simulator.callers.converse import upcoming
from simulator.callers.script import CallerScript
from simulator.callers.scripted import ScriptedCaller
from simulator.callers.transcript import Line, transcript
from simulator.config.flow import Length, Recording
from simulator.core.call import Turn
from simulator.core.events import EVENTS, HUNG_UP
from simulator.testing.strategies import callers, flows
from simulator.tui.ahead import Count, Offer
from simulator.tui.pace import Pace
from simulator.tui.session import SCRIPT_MOST, Session, Situation

GREETING = (
    "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. "
    "For voicemail, press 3. For reception, press 0."
)


def happen(session: Session, *events: tuple[int, str]) -> None:
    """Let events happen at their times, one turn each."""
    for at, trigger in events:
        session.clock.skip_to(at)
        session.show(session.conversation.take(EVENTS[trigger], at))


def answered(flow: Flow) -> Session:
    session = Session(flow, Pace(paused=True))
    happen(session, (0, "answered"))
    return session


def test_a_call_begins_with_the_greeting(clinic: Flow) -> None:
    session = answered(clinic)

    assert session.lines == [
        Line(0, "menu", "Main menu (main) answers"),
        Line(0, "plays", "greeting, 8.2 s", session.lines[1].quote),
    ]
    assert session.settled == 1
    assert session.situation == Situation(
        menu="Main menu",
        phase="prompt",
        typed="",
        hears_keys=True,
        offers=(
            Offer("1", "Booking desk"),
            Offer("2", "Billing (menu)"),
            Offer("3", "Night voicemail"),
            Offer("0", "Reception"),
        ),
        counts=(Count(0, 2), Count(0, 2)),
        since=0,
        until=8200,
        then="waits 5 s for a key",
    )


def test_words_are_revealed_as_they_are_spoken(clinic: Flow) -> None:
    playing = answered(clinic).playing

    assert playing is not None
    assert [playing.heard(at) for at in (0, 400, 3700, 8200, 9000)] == [
        "",
        "Welcome",
        "Welcome to Fernside Clinic. To book an appointment, press 1.",
        GREETING,
        GREETING,
    ]


def test_a_recording_that_a_key_cuts_short_keeps_what_was_heard_of_it(clinic: Flow) -> None:
    session = answered(clinic)
    happen(session, (3700, "9"))

    assert session.lines[1:3] == [
        Line(0, "plays", "greeting, 8.2 s", "Welcome to Fernside Clinic. To book an appointment, press 1—"),
        Line(3700, "caller", "presses 9 into the recording: wrong key 1 of 2 allowed"),
    ]
    assert session.settled == 3


def test_a_recording_that_is_heard_out_keeps_all_of_its_words(clinic: Flow) -> None:
    session = answered(clinic)
    happen(session, (8200, "prompt_ended"))

    assert session.lines[1:] == [
        Line(0, "plays", "greeting, 8.2 s", GREETING),
        Line(8200, "waits", "waits up to 5 s for a key"),
    ]
    assert session.playing is None
    assert session.settled == 3


def test_a_key_that_nobody_hears_restarts_nothing(clinic: Flow) -> None:
    deaf = clinic.under(clinic.semantics.model_copy(update={"barge_in": False}))
    session = answered(deaf)
    before = session.situation
    happen(session, (4100, "9"))

    assert session.situation == before
    assert session.playing is not None
    assert session.settled == 1
    assert session.lines[2:] == [Line(4100, "caller", "presses 9, which nobody hears")]


def test_a_further_key_that_is_no_code_restarts_the_wait(clinic: Flow) -> None:
    session = answered(clinic.under(clinic.semantics.model_copy(update={"collect": "first_match"})))
    happen(session, (1000, "9"), (3000, "9"))

    assert session.situation is not None
    assert (session.situation.phase, session.situation.since, session.situation.until) == ("dead", 3000, 8000)


def test_nothing_is_left_to_be_seen_once_the_call_is_over(clinic: Flow) -> None:
    session = answered(clinic)
    happen(session, (300, HUNG_UP))

    assert session.situation is None
    assert session.playing is None
    assert session.settled == len(session.lines)


def test_a_recording_of_nothing_known_plays_without_words(clinic: Flow) -> None:
    session = answered(replace(clinic, recordings={}))

    assert session.playing is not None
    assert (session.playing.name, session.playing.words) == ("19549", "")


def test_a_recording_of_no_length_is_heard_at_once(clinic: Flow) -> None:
    session = answered(replace(clinic, lengths={"19549": Length(0, estimated=False)}))

    assert session.playing is not None
    assert session.playing.share(0) == 1.0
    assert session.playing.heard(0) == GREETING


def test_words_are_fit_to_be_shown(clinic: Flow) -> None:
    script = "Ring\x1b[2J " + "la " * SCRIPT_MOST
    session = answered(replace(clinic, recordings={"19549": Recording(name="song", script=script)}))

    assert session.playing is not None
    assert session.playing.words.startswith(r"Ring\x1b[2J la la")
    assert len(session.playing.words) == SCRIPT_MOST


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


def test_a_pause_and_the_help_are_taken_back_by_the_same_key(clinic: Flow) -> None:
    session = answered(clinic)
    session.pause()
    session.show_help()
    assert (session.clock.paused, session.help_shown) == (False, True)

    session.pause()
    session.show_help()
    assert (session.clock.paused, session.help_shown) == (True, False)


def test_there_is_nothing_to_skip_before_the_answer(clinic: Flow) -> None:
    session = Session(clinic, Pace(paused=True))
    session.skip()

    assert session.clock.now() == 0


# -- the same call as the one that a script makes -----------------------------------------------------


def acted_out(flow: Flow, script: CallerScript, limit: int) -> tuple[CallRecord, Session]:
    """A live session in which somebody does exactly what a script says, on a clock that jumps."""
    session = Session(flow, Pace(paused=True), limit=limit)
    somebody = ScriptedCaller(script.steps)

    def act() -> None:
        turn: Turn = session.conversation.trace.turns[-1]
        somebody.hear(turn)
        if session.conversation.over:
            return
        planned = somebody.next()
        if planned is None or upcoming(session.conversation, planned) is not planned:
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
    _, trace = scripted.trace(CallerScript(steps=script.steps))

    assert live == replace(scripted.play(CallerScript(steps=script.steps)), name="")
    shown = [(line.at, line.kind, line.text) for line in session.lines]
    assert shown == [(line.at, line.kind, line.text) for line in transcript(flow, trace)]
    assert session.settled == len(session.lines)
