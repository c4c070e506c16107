"""The weights of situations: of an ordinary week by hand, of a period by its minutes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator.callers.given_answers import parse_given
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.schedules import Schedule, parse_hours
from simulator.errors import UsageError
from simulator.graph.odds.week_situations import SituationMix, moment_situation, period_situations, week_situations
from simulator.loader.flow_kinds import load
from tests.conftest import FLOWS


@pytest.fixture(scope="module")
def surgery() -> Flow:
    """Mon-Thu 08:30-18:00, Fri 08:30-12:30 and 13:30-17:00, holidays."""
    return load(FLOWS / "surgery")


def weights(mix: SituationMix) -> dict[str, float]:
    return {situation.states["office"]: situation.weight for situation in mix.every}


def test_an_ordinary_week_has_its_open_hours_and_no_holiday(surgery: Flow) -> None:
    hours = 4 * 9.5 + 4 + 3.5
    mix = week_situations(surgery, WorldSettings(surgery))
    assert weights(mix) == pytest.approx({"closed": 1 - hours / 168, "open": hours / 168}, abs=1e-15)
    assert mix.assumed == frozenset()


def test_a_period_has_its_holidays(surgery: Flow) -> None:
    """21 to 28 December 2026: three whole days, a half day, a week-end and Christmas."""
    period = datetime(2026, 12, 21, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC)
    found = weights(period_situations(surgery, WorldSettings(surgery), period))
    assert found["open"] == pytest.approx((3 * 9.5 + 3.5) / 168)
    assert found["holiday"] == pytest.approx((24 - 3.5 + 48) / 168)
    assert sum(found.values()) == pytest.approx(1, abs=1e-15)


def test_a_moment_is_one_situation_and_without_one_schedules_are_assumed_to_be_open(surgery: Flow) -> None:
    night = datetime(2026, 12, 21, 2, tzinfo=UTC)
    assert moment_situation(surgery, WorldSettings(surgery, night)) == ((({"office": "closed"}, 1.0),), frozenset())
    assumed = moment_situation(surgery, WorldSettings(surgery))
    assert assumed == ((({"office": "open"}, 1.0),), frozenset({"office"}))


def test_what_is_given_holds_all_week(surgery: Flow) -> None:
    settings = WorldSettings(surgery, given=parse_given({"office": "holiday"}))
    assert weights(week_situations(surgery, settings)) == {"holiday": 1.0}
    period = datetime(2026, 12, 21, tzinfo=UTC), datetime(2026, 12, 28, tzinfo=UTC)
    assert weights(period_situations(surgery, settings, period)) == {"holiday": 1.0}


def test_hours_by_date_have_no_ordinary_week(surgery: Flow) -> None:
    dated = replace(surgery, schedules={"office": Schedule("office", (parse_hours("09:00-17:30|mon-fri|1-7|*"),))})
    with pytest.raises(UsageError, match=r"^--week: the hours of office depend on the date, so no week is like"):
        week_situations(dated, WorldSettings(dated))
