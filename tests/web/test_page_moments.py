"""Moments that are worth a call."""

from datetime import UTC, datetime

from simulator.config.flow import Flow
from simulator.web.page_moments import page_moments
from tests.callers.world_flow import world_flow

SPAN = datetime(2026, 11, 30, tzinfo=UTC), datetime(2027, 11, 30, tzinfo=UTC)


def test_each_way_in_which_the_schedules_stand_has_one() -> None:
    assert page_moments(world_flow(), *SPAN) == [
        {"at": "2026-11-30T10:00Z"},
        {"at": "2026-11-30T21:00Z"},
        {"at": "2026-12-25T10:00Z", "name": "Christmas Day"},
    ]


def test_a_flow_without_hours_has_none(clinic: Flow) -> None:
    assert page_moments(clinic, *SPAN) == []
