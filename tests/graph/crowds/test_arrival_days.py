"""Days with rates and situations: an ordinary week, a period with holidays, and the change of the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from simulator.callers.crowd_file import HourlyRate
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.schedules import parse_hours
from simulator.errors import UsageError
from simulator.graph.crowds.arrival_days import HOUR_MS, ArrivalPlan, ArrivalSpan, plan_arrivals
from simulator.loader.flow_kinds import load
from tests.conftest import FLOWS

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(scope="module")
def surgery() -> Flow:
    """Open Mon-Thu 08:30-18:00; closed at Christmas, and on 24 December from 12:00."""
    return load(FLOWS / "surgery")


def plan_of(flow: Flow, *lines: tuple[str, float], days: tuple[str, str] | None = None) -> ArrivalPlan:
    rates = [HourlyRate(parse_hours(hours), per_hour) for hours, per_hour in lines]
    period = None if days is None else [datetime.fromisoformat(day).replace(tzinfo=LONDON) for day in days]
    return plan_arrivals(flow, WorldSettings(flow), rates, None if period is None else (period[0], period[1]))


def weights(plan: ArrivalPlan) -> dict[str, float]:
    return {situation.states["office"]: situation.weight for situation in plan.situations.every}


def hours(*spans: tuple[float, float, float, int]) -> tuple[ArrivalSpan, ...]:
    return tuple(
        ArrivalSpan(round(start * HOUR_MS), round(end * HOUR_MS), rate, number) for start, end, rate, number in spans
    )


def test_a_monday_by_hand(surgery: Flow) -> None:
    """Lines that overlap add up: 60 from 8 to 9, and 100 from half past 8; of 60 + 50 + 50 calls, 30 come too early."""
    plan = plan_of(surgery, ("Mon 08:00-09:00", 60), ("Mon 08:30-09:30", 100))
    assert len(plan.days) == 7
    assert plan.calls == pytest.approx(160)
    assert plan.days[0] == hours(
        (0, 8, 0, 0), (8, 8.5, 60, 0), (8.5, 9, 160, 1), (9, 9.5, 100, 1), (9.5, 18, 0, 1), (18, 24, 0, 0)
    )
    assert weights(plan) == pytest.approx({"closed": 30 / 160, "open": 130 / 160})


def test_a_period_has_its_holidays(surgery: Flow) -> None:
    """On Christmas Eve the surgery closes at noon; Christmas Day is a holiday, to the last minute."""
    plan = plan_of(surgery, ("daily 10:00-14:00", 5), days=("2026-12-24", "2026-12-26"))
    assert [[(span.start_ms / HOUR_MS, span.situation) for span in day if span.per_hour] for day in plan.days] == [
        *([(10, 1), (12, 0)], [(10, 0)]),
    ]
    assert weights(plan) == pytest.approx({"holiday": 0.75, "open": 0.25})


def test_the_night_of_the_change_of_the_clocks_is_an_hour_shorter(surgery: Flow) -> None:
    plan = plan_of(surgery, ("daily 00:00-24:00", 1), days=("2027-03-28", "2027-03-29"))
    assert len(plan.days) == 1
    assert plan.calls == pytest.approx(23)


def test_hours_that_pass_midnight_belong_to_both_days(surgery: Flow) -> None:
    plan = plan_of(surgery, ("Fri 22:00-02:00", 6))
    assert [sum(span.per_hour * (span.end_ms - span.start_ms) for span in day) / HOUR_MS for day in plan.days] == [
        *(0, 0, 0, 0, 12, 12, 0),
    ]


def test_a_flow_without_schedules_has_days_too(clinic: Flow) -> None:
    plan = plan_of(clinic, ("Tue 09:00-10:00", 30))
    assert plan.calls == pytest.approx(30)
    assert [situation.weight for situation in plan.situations.every] == [1.0]


def test_a_period_in_which_nobody_calls_is_refused(surgery: Flow) -> None:
    with pytest.raises(UsageError, match=r"^nobody calls between 2026-12-25 and 2026-12-25; see `arrivals` in the fil"):
        plan_of(surgery, ("Mon 09:00-10:00", 30), days=("2026-12-25", "2026-12-26"))
    dated = replace(surgery, schedules=surgery.schedules)
    with pytest.raises(UsageError, match="--week: the hours of arrivals depend on the date"):
        plan_of(dated, ("09:00-17:30|mon-fri|1-7|*", 3))
