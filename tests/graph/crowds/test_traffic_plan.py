"""Which crowds are walked side by side and which day by day, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from simulator import load
from simulator.callers.crowd_file import CrowdFile, HourlyRate, PeopleQueue
from simulator.callers.given_answers import parse_given
from simulator.callers.persona import CallBack, CallerMemory, RandomTime, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.schedules import parse_hours
from simulator.errors import UsageError
from simulator.graph.crowds.day_job import DayJob
from simulator.graph.crowds.lane_walk import LaneJob
from simulator.graph.crowds.traffic_plan import plan_traffic
from tests.graph.crowds.sampling import crowd, plan_of

OFFICE = HourlyRate(parse_hours("Mon 08:00-09:00"), 60)
QUEUE = PeopleQueue(Destination("department", "108400"), 1, RandomTime(1000))


@pytest.fixture(scope="module")
def surgery() -> Flow:
    return load("example:surgery").rung_at("+441632960040")


def test_only_calls_that_meet_are_played_day_by_day(surgery: Flow) -> None:
    mistakes = CallerMemory((RoundChances(1, 0, 0, 0),), queue=RandomTime(1))
    for memory in (CallerMemory(), mistakes):
        for arrivals in ((), (OFFICE,)):
            crowd_file = CrowdFile((crowd(memory=memory),), arrivals)
            assert isinstance(plan_of(surgery, crowd_file, 10, "week").job, LaneJob)
    for memory in (CallerMemory(call=RandomTime(1)), CallerMemory(calls_back=CallBack(0.5, RandomTime(1)))):
        assert isinstance(plan_of(surgery, crowd(memory=memory), 10).job, DayJob)
    assert isinstance(plan_of(surgery, CrowdFile((crowd(),), (OFFICE,), (QUEUE,)), 10, "week").job, DayJob)


def test_situations_are_weighed_by_the_calls_that_arrive(surgery: Flow) -> None:
    """Half of the calls come before the surgery opens, at half past eight."""
    plan = plan_of(surgery, CrowdFile((crowd(),), (OFFICE,)), 10, "week")
    assert {item.states["office"]: item.weight for item in plan.situations.every} == pytest.approx(
        {"closed": 0.5, "open": 0.5}
    )
    christmas = datetime(2026, 12, 25, tzinfo=UTC), datetime(2026, 12, 26, tzinfo=UTC)
    plan = plan_of(surgery, crowd(), 10, christmas)
    assert [(dict(item.states), item.weight) for item in plan.situations.every] == [({"office": "holiday"}, 1.0)]


def test_what_is_given_and_people_who_are_counted_contradict_each_other(surgery: Flow) -> None:
    settings = WorldSettings(surgery, given=parse_given({"Appointments desk": "busy"}))
    crowd_file = CrowdFile((replace(crowd()),), (OFFICE,), (QUEUE,))
    with pytest.raises(
        UsageError, match=r"^--given: Appointments desk has people in `queues`, who pick up when they c"
    ):
        plan_traffic(surgery, crowd_file, settings, "week", 10, 1)
