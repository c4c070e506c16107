"""When calls come: days of spans with a rate and a situation, from lines of hours with calls per hour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo

from simulator.callers.crowd_file import HourlyRate
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.week_situations import (
    ORDINARY_WEEK,
    SituationMix,
    SituationSpan,
    mix_situations,
    situation_spans,
    span_zone,
)

HOUR_MS = 3_600_000


class ArrivalSpan(NamedTuple):
    """A part of a day, in milliseconds from its midnight: the calls per hour, and the number of the situation."""

    start_ms: int
    end_ms: int
    per_hour: float
    situation: int


ArrivalDay = tuple[ArrivalSpan, ...]
"""The spans of a day, without a gap."""


class ArrivalPlan(NamedTuple):
    """The days of a period, and its situations weighed by the calls that are made in each."""

    days: tuple[ArrivalDay, ...]
    situations: SituationMix

    @property
    def calls(self) -> float:
        """Return how many calls are expected in the whole period."""
        spans = (span for day in self.days for span in day)
        return sum(span.per_hour * (span.end_ms - span.start_ms) / HOUR_MS for span in spans)


def plan_arrivals(
    flow: Flow, settings: WorldSettings, arrivals: Sequence[HourlyRate], period: tuple[datetime, datetime] | None
) -> ArrivalPlan:
    """The days of a period; None: an ordinary week. Raises ``UsageError`` where nobody calls in it."""
    from simulator.calendar.wall_time import local_time

    zone = span_zone(flow, period)
    numbers: dict[tuple[tuple[str, ScheduleAnswer], ...], int] = {}
    parts: list[tuple[Mapping[str, ScheduleAnswer], float]] = []
    days: dict[datetime, list[ArrivalSpan]] = {}
    spans = situation_spans(flow, settings, period, [rate.hours for rate in arrivals])
    for midnight, span in _cut_at_midnights(spans, zone):
        per_hour = sum(rate.per_hour for rate, holds in zip(arrivals, span.holds, strict=True) if holds)
        number = numbers.setdefault(tuple(span.states.items()), len(numbers))
        start, end = ((instant - midnight) // timedelta(milliseconds=1) for instant in (span.start, span.end))
        days.setdefault(midnight, []).append(ArrivalSpan(start, end, per_hour, number))
        parts.append((span.states, per_hour * (end - start)))
    if not any(weight for _, weight in parts):
        first, last = period or ORDINARY_WEEK
        until = last - timedelta(microseconds=1)  # the end of a period is the midnight after its last day
        dates = " and ".join(f"{local_time(instant, zone):%Y-%m-%d}" for instant in (first, until))
        raise UsageError(f"nobody calls between {dates}; see `arrivals` in the file of personas")
    return ArrivalPlan(tuple(map(tuple, days.values())), mix_situations(flow, settings, parts))


def _cut_at_midnights(spans: Iterator[SituationSpan], zone: tzinfo) -> Iterator[tuple[datetime, SituationSpan]]:
    """Yield the spans of single days, each with the beginning of its day."""
    from simulator.calendar.wall_time import first_instant, local_time

    for span in spans:
        start = span.start
        while start < span.end:
            day = local_time(start, zone).date()
            midnight, following = (
                first_instant(datetime.combine(day + timedelta(days=ahead), time()), zone) for ahead in (0, 1)
            )
            end = min(span.end, following)
            yield midnight, span._replace(start=start, end=end)
            start = end
