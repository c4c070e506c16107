from datetime import UTC, datetime

import pytest

from simulator import Flow
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.tui.circumstances import Circumstances
from simulator.tui.dialogue import DialogueLine
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.world_actions import answer_phone
from tests.callers.world_flow import NUMBER, world_flow
from tests.core.test_announcement_blueprint import flow_of, tip

GREETING = (
    "Welcome to Fernside Clinic. To book an appointment, press 1. For billing, press 2. "
    "For voicemail, press 3. For reception, press 0."
)


def held(flow: Flow, *acts: tuple[int, str]) -> list[DialogueLine]:
    """The conversation of a call in which keys are pressed, each at its time."""
    session = Session(flow, CallClock(paused=True))
    session.answer_call()
    for at, keys in acts:
        session.advance_to(at)
        session.press(keys)
        session.advance_to(at)
    return session.stage.dialogue


def test_a_choice_is_one_line_with_what_it_leads_to(clinic: Flow) -> None:
    assert held(clinic, (9000, "2"), (10_000, "1")) == [
        DialogueLine(0, "enter", "Main menu"),
        DialogueLine(0, "spoken", GREETING, name="greeting, 8.2 s"),
        DialogueLine(9000, "choice", "Billing", "2"),
        DialogueLine(9000, "spoken", "Billing. To pay—", name="billing-greeting, 10.8 s"),
        DialogueLine(10_000, "choice", "Bill payments", "1"),
        DialogueLine(10_000, "end", "Bill payments (department||108002)"),
    ]


def test_mistakes_are_counted_in_tries_up_to_the_last(clinic: Flow) -> None:
    lines = held(clinic, (0, "9"), (10, "*"), (20, "#"), (30, "5"))

    assert [(line.kind, line.keys, line.text) for line in lines if line.keys] == [
        ("wrong", "9", "not a choice, 1 of 3"),
        ("wrong", "*", "not a choice, 2 of 3"),
        ("wrong", "#", "not a choice, 3 of 3"),
        ("lost", "5", "is not heard here"),
    ]


def test_a_silence_says_how_long_it_was(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(14_000)

    assert session.stage.dialogue[2] == DialogueLine(13_200, "silence", "no key for 5 s, 1 of 3")


def test_words_that_a_key_cut_off_are_not_there(clinic: Flow) -> None:
    assert held(clinic, (3700, "9"))[1].text == "Welcome to Fernside Clinic. To book an appointment, press 1—"


def test_a_caller_who_hangs_up(clinic: Flow) -> None:
    session = Session(clinic, CallClock(paused=True))
    session.advance_to(300)
    session.hang_up()
    session.advance_to(300)

    assert session.stage.dialogue[-1] == DialogueLine(300, "hangup", "you hang up")


@pytest.mark.parametrize(
    ("answer", "words", "end"),
    [
        ("picked_up", "Booking desk picks up", "Booking desk (department||108000)"),
        ("busy", "Booking desk is busy", "Reception (extension||7)"),
        ("no_answer", "Booking desk does not answer", "Night voicemail (voicemail||9001)"),
    ],
)
def test_schedules_and_telephones_say_how_they_answer(answer: str, words: str, end: str) -> None:
    moment = Circumstances(datetime(2026, 12, 24, 10, tzinfo=UTC))
    session = Session(world_flow().rung_at(NUMBER), CallClock(paused=True), circumstances=moment)
    session.advance_to(1000)
    session.press("1")
    session.advance_to(1000)
    answer_phone(session, answer)  # type: ignore[arg-type]  # the three answers there are
    session.advance_to(session.clock.now())

    assert [(line.kind, line.text) for line in session.stage.dialogue] == [
        ("world", "Office hours is open"),
        ("enter", "Main menu"),
        ("choice", "Booking desk"),
        ("rings", "Booking desk rings"),
        ("world", words),
        ("end", end),
    ]


def test_keys_into_announcements_count_or_are_lost() -> None:
    own = AnnouncementSettings(repeat="5")
    flow = flow_of([tip("a", "department||1")], a=own)
    lines = held(flow, (500, "7"), (1000, "5"), (5500, "7"))
    assert [(line.kind, line.keys, line.text) for line in lines if line.keys] == [
        ("lost", "7", "is not heard here"),
        ("digit", "5", "into the announcement"),
        ("digit", "7", "into the announcement"),
    ]
