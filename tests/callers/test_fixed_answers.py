"""What a moment and given answers settle."""

from datetime import UTC, datetime

from simulator.callers.fixed_answers import FixedAnswers, fixed_answers
from simulator.callers.given_answers import parse_given
from simulator.callers.world import WorldSettings
from simulator.config.routes import PersonRoute
from tests.callers.world_flow import world_flow

CHRISTMAS = datetime(2026, 12, 25, 21, tzinfo=UTC)


def test_nothing_is_settled_where_nothing_is_said() -> None:
    assert fixed_answers(WorldSettings(world_flow())) == FixedAnswers({}, {})


def test_a_moment_settles_the_hours_and_no_switch() -> None:
    assert fixed_answers(WorldSettings(world_flow(), CHRISTMAS)) == FixedAnswers({"office": "holiday"}, {})


def test_what_is_given_wins_over_the_moment_and_everyone_speaks_for_the_others() -> None:
    flow = world_flow(reception=PersonRoute())
    given = parse_given(
        {"Office hours": ["closed", "open"], "night-mode": "open", "Reception": "no answer", "everyone": "busy"}
    )
    assert fixed_answers(WorldSettings(flow, CHRISTMAS, given)) == FixedAnswers(
        {"office": "closed", "night-mode": "open"}, {"department||108000": "busy", "extension||7": "no_answer"}
    )
    everyone = fixed_answers(WorldSettings(flow, None, parse_given({"everyone": "busy"})))
    assert everyone.people == {"department||108000": "busy"}  # Reception is never busy
