"""Who answers in a person's call: the calendar, what is given, a recorded call, and else nobody."""

from datetime import UTC, datetime

from simulator.callers.world_response import WorldResponse
from simulator.core.events import EVENTS
from simulator.core.places import WorldQuestion
from simulator.tui.circumstances import Circumstances
from simulator.tui.live_world import LiveWorld, WorldAnswer, question_name, world_answers
from simulator.tui.pace import CallClock
from simulator.tui.session import Session
from simulator.tui.world_actions import answer_phone
from tests.callers.world_flow import DESK, NUMBER, OFFICE, SWITCH, world_flow

FLOW = world_flow()
CHRISTMAS = datetime(2026, 12, 24, 11, 59, 50, tzinfo=UTC)
OFFICE_ASKED, SWITCH_ASKED, DESK_RINGS = (WorldQuestion(where, FLOW.routes[where]) for where in (OFFICE, SWITCH, DESK))


def answered(world: LiveWorld, question: WorldQuestion, at_ms: int = 0) -> tuple[str, int]:
    response = world.answer_question(question, at_ms)
    return response.event.trigger, response.after_ms


def test_the_calendar_is_asked_at_the_moment_of_the_question() -> None:
    world = LiveWorld(FLOW, Circumstances(CHRISTMAS))

    assert [answered(world, OFFICE_ASKED, at) for at in (0, 9_999, 10_000)] == [
        ("open", 0),
        ("open", 0),
        ("holiday", 0),
    ]
    assert answered(world, SWITCH_ASKED) == ("open", 0)


def test_nobody_picks_up_unless_the_person_says_so() -> None:
    assert answered(LiveWorld(FLOW, Circumstances()), DESK_RINGS) == ("no_answer", 20_000)


def test_what_is_given_is_not_asked_for() -> None:
    given = Circumstances(CHRISTMAS, given={"office": "closed", "department||108000": "picked up"})
    everyone = Circumstances(given={"everyone": "busy"})

    assert answered(LiveWorld(FLOW, given), OFFICE_ASKED) == ("closed", 0)
    assert answered(LiveWorld(FLOW, given), DESK_RINGS) == ("picked_up", 0)
    assert answered(LiveWorld(FLOW, everyone), DESK_RINGS) == ("busy", 0)


def test_recorded_answers_come_first_and_each_once() -> None:
    recorded = [
        WorldAnswer("office", OFFICE_ASKED, 0, "closed", 0),
        WorldAnswer("department||108000", DESK_RINGS, 0, "busy", 3000),
        WorldAnswer("department||108000", DESK_RINGS, 9000, None, 500),
    ]
    world = LiveWorld(FLOW, Circumstances(CHRISTMAS), recorded)

    assert [answered(world, OFFICE_ASKED) for _ in range(2)] == [("closed", 0), ("open", 0)]
    assert world.answer_question(DESK_RINGS, 0) == WorldResponse(EVENTS["busy"], 3000)
    assert answered(world, DESK_RINGS) == ("no_answer", 20_000)


def test_answers_of_a_call_are_timed_from_when_they_were_asked_for() -> None:
    session = Session(FLOW.rung_at(NUMBER), CallClock(paused=True), circumstances=Circumstances(CHRISTMAS))
    session.advance_to(1000)
    session.press("1")
    session.advance_to(2000)
    session.press("7")  # lost: the telephone rings on, and not anew
    session.advance_to(4500)
    answer_phone(session, "picked_up")
    session.advance_to(4500)

    assert list(world_answers(session.trace.turns)) == [
        WorldAnswer("office", OFFICE_ASKED, 0, "open", 0),
        WorldAnswer("department||108000", DESK_RINGS, 1000, "picked_up", 3500),
    ]


def test_a_caller_who_hangs_up_first_gets_no_answer() -> None:
    session = Session(FLOW, CallClock(paused=True))
    session.advance_to(0)
    session.press("1")
    session.hang_up()
    session.advance_to(0)

    assert [item.answer for item in world_answers(session.trace.turns)] == [None]
    assert (question_name(DESK_RINGS), question_name(SWITCH_ASKED)) == ("department||108000", "night-mode")
