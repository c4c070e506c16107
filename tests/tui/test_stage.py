from dataclasses import replace

from simulator import Flow
from simulator.callers.transcript import TranscriptLine
from simulator.config.flow import Recording, RecordingLength
from simulator.core.events import EVENTS, HUNG_UP
from simulator.core.places import Place
from simulator.tui.dialogue import SCRIPT_MOST
from simulator.tui.lookahead import KeyOffer, MistakeCount
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.stage import Situation

GREETING = (
    "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. "
    "For voicemail, press 3. For reception, press 0."
)


def happen(session: Session, *events: tuple[int, str]) -> None:
    """Let events happen at their times, one turn each."""
    for at, trigger in events:
        session.clock.skip_to(at)
        session.take_turn(session.conversation.take_event(EVENTS[trigger], at))


def answered(flow: Flow) -> Session:
    session = Session(flow, CallClock(paused=True))
    happen(session, (0, "answered"))
    return session


def test_a_call_begins_with_the_greeting(clinic: Flow) -> None:
    session = answered(clinic)

    assert session.lines == [
        TranscriptLine(0, "menu", "Main menu (main) answers"),
        TranscriptLine(0, "plays", "greeting, 8.2 s", session.lines[1].quote),
    ]
    assert session.situation == Situation(
        place=Place("main", "prompt"),
        menu="Main menu",
        hears_keys=True,
        offers=(
            KeyOffer("1", "Booking desk"),
            KeyOffer("2", "Billing (menu)"),
            KeyOffer("3", "Night voicemail"),
            KeyOffer("0", "Reception"),
        ),
        counts=(MistakeCount(0, 2), MistakeCount(0, 2)),
        since=0,
        until=8200,
        then="waits 5 s for a key",
    )


def test_words_are_revealed_as_they_are_spoken(clinic: Flow) -> None:
    playing = answered(clinic).playing

    assert playing is not None
    assert [playing.words_heard(at) for at in (0, 400, 3700, 8200, 9000)] == [
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
        TranscriptLine(0, "plays", "greeting, 8.2 s", "Welcome to Fernside Clinic. To book an appointment, press 1—"),
        TranscriptLine(3700, "caller", "presses 9 into the recording: wrong key 1 of 3"),
    ]


def test_a_recording_that_is_heard_out_keeps_all_of_its_words(clinic: Flow) -> None:
    session = answered(clinic)
    happen(session, (8200, "prompt_ended"))

    assert session.lines[1:] == [
        TranscriptLine(0, "plays", "greeting, 8.2 s", GREETING),
        TranscriptLine(8200, "waits", "waits up to 5 s for a key"),
    ]
    assert session.playing is None


def test_a_key_that_nobody_hears_restarts_nothing(clinic: Flow) -> None:
    deaf = clinic.with_semantics(clinic.semantics.model_copy(update={"barge_in": False}))
    session = answered(deaf)
    before = session.situation
    happen(session, (4100, "9"))

    assert session.situation == before
    assert session.playing is not None
    assert session.lines[2:] == [TranscriptLine(4100, "caller", "presses 9, which nobody hears")]


def test_a_further_key_that_is_no_code_restarts_the_wait(clinic: Flow) -> None:
    session = answered(clinic.with_semantics(clinic.semantics.model_copy(update={"collect": "first_match"})))
    happen(session, (1000, "9"), (3000, "9"))

    assert session.situation is not None
    assert (session.situation.place.phase, session.situation.since, session.situation.until) == ("dead", 3000, 8000)


def test_nothing_is_left_to_be_seen_once_the_call_is_over(clinic: Flow) -> None:
    session = answered(clinic)
    happen(session, (300, HUNG_UP))

    assert session.situation is None
    assert session.playing is None


def test_a_recording_of_nothing_known_plays_without_words(clinic: Flow) -> None:
    session = answered(replace(clinic, recordings={}))

    assert session.playing is not None
    assert (session.playing.name, session.playing.words) == ("19549", "")


def test_a_recording_of_no_length_is_heard_at_once(clinic: Flow) -> None:
    session = answered(replace(clinic, lengths={"19549": RecordingLength(0, estimated=False)}))

    assert session.playing is not None
    assert session.playing.share(0) == 1.0
    assert session.playing.words_heard(0) == GREETING


def test_words_are_fit_to_be_shown(clinic: Flow) -> None:
    script = "Ring\x1b[2J " + "la " * SCRIPT_MOST
    session = answered(replace(clinic, recordings={"19549": Recording(name="song", script=script)}))

    assert session.playing is not None
    assert session.playing.words.startswith(r"Ring\x1b[2J la la")
    assert len(session.playing.words) == SCRIPT_MOST
