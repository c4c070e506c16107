"""How the schedules of a flow stand, with the part of the time in which they stand so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from math import fsum

from simulator.callers.fixed_answers import fixed_answers
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.config.schedules import Schedule, WeeklyHours
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.plain_words import visible
from simulator.graph.worlds import asked_schedules

_MONDAY = datetime(2001, 1, 1, tzinfo=UTC)
WEEK = timedelta(days=7)
ORDINARY_WEEK = _MONDAY, _MONDAY + WEEK


class WeightedSituation(NamedTuple):
    """The states of all schedules that a flow asks, and the part of the calls that are made while they stand so."""

    states: Mapping[str, ScheduleAnswer]
    weight: float


class SituationMix(NamedTuple):
    """Situations whose weights add up to 1; ``assumed`` are the schedules that are open because nobody says more."""

    every: tuple[WeightedSituation, ...]
    assumed: frozenset[str]


def moment_situation(flow: Flow, settings: WorldSettings) -> SituationMix:
    """The one situation of a moment, or of what is given; a schedule that neither settles is open."""
    fixed = fixed_answers(settings).states
    keys = asked_schedules(flow)
    states: dict[str, ScheduleAnswer] = {key: fixed.get(key, "open") for key in keys}
    return SituationMix((WeightedSituation(states, 1.0),), frozenset(key for key in keys if key not in fixed))


def week_situations(flow: Flow, settings: WorldSettings) -> SituationMix:
    """The situations of an ordinary week, without holidays and without a change of the clocks; minutes weigh alike.

    Raises ``UsageError`` for hours that depend on the date: then no week is like the others.
    """
    return _mix_spans(flow, settings, situation_spans(flow, settings, None))


def period_situations(flow: Flow, settings: WorldSettings, period: tuple[datetime, datetime]) -> SituationMix:
    """The situations of a period, holidays and changes of the clocks included; minutes weigh alike."""
    if not timed_schedules(flow, settings):
        return moment_situation(flow, settings)
    return _mix_spans(flow, settings, situation_spans(flow, settings, period))


class SituationSpan(NamedTuple):
    """From an instant to just before another: how the schedules stand, and which lines of other hours hold."""

    start: datetime
    end: datetime
    states: Mapping[str, ScheduleAnswer]
    holds: tuple[bool, ...] = ()


def situation_spans(
    flow: Flow,
    settings: WorldSettings,
    period: tuple[datetime, datetime] | None,
    hours: Sequence[WeeklyHours] = (),
) -> Iterator[SituationSpan]:
    """Yield the spans of a period (None: an ordinary week) in which no schedule changes, nor whether ``hours`` hold.

    Raises ``UsageError`` where an ordinary week is asked for and there is none.
    """
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.timeline import joint_spans

    timed = timed_schedules(flow, settings)
    lines = [Schedule("arrivals", (line,)) for line in hours]
    if period is None:
        for schedule in (*timed.values(), *lines):
            _refuse_dates(schedule)
        timed = {key: Schedule(key, schedule.hours) for key, schedule in timed.items()}
    zone = span_zone(flow, period)
    always = moment_situation(flow, settings).every[0].states
    clocks = [ScheduleClock(schedule, zone) for schedule in (*timed.values(), *lines)]
    for span in joint_spans(clocks, *(period or ORDINARY_WEEK)):
        states = dict(zip(timed, span.states, strict=False))
        holds = tuple(state == "open" for state in span.states[len(timed) :])
        yield SituationSpan(span.start, span.end, {**always, **states}, holds)


def span_zone(flow: Flow, period: tuple[datetime, datetime] | None) -> tzinfo:
    """Return the zone in which a period is looked at; an ordinary week has no change of the clocks."""
    if period is None or not flow.timezone:
        return UTC
    from simulator.calendar.zones import load_zone  # zones are loaded only where hours are asked

    return load_zone(flow.timezone)


def _refuse_dates(schedule: Schedule) -> None:
    if any(line.days_of_month is not None or line.months is not None for line in schedule.hours):
        raise UsageError(
            f"--week: the hours of {visible(schedule.key)} depend on the date, so no week is like the others; "
            "name the days with --during 2027-01-04/2027-01-10"
        )


def timed_schedules(flow: Flow, settings: WorldSettings) -> dict[str, Schedule]:
    """The schedules that a clock decides and that nothing given holds fixed."""
    fixed = fixed_answers(settings).states
    keys = [key for key in asked_schedules(flow) if key not in fixed and not flow.schedules[key].is_switch]
    return {key: flow.schedules[key] for key in keys}


def _mix_spans(flow: Flow, settings: WorldSettings, spans: Iterable[SituationSpan]) -> SituationMix:
    return mix_situations(flow, settings, [(span.states, (span.end - span.start) / WEEK) for span in spans])


def mix_situations(
    flow: Flow, settings: WorldSettings, parts: Iterable[tuple[Mapping[str, ScheduleAnswer], float]]
) -> SituationMix:
    """The situations of parts of the time, each with the states of the schedules and its weight, in proportion."""
    weights: dict[tuple[tuple[str, ScheduleAnswer], ...], float] = {}
    for states, weight in parts:
        key = tuple(states.items())
        weights[key] = weights.get(key, 0.0) + weight
    total = fsum(weights.values())
    every = tuple(WeightedSituation(dict(states), weight / total) for states, weight in weights.items())
    assumed = moment_situation(flow, settings).assumed - timed_schedules(flow, settings).keys()
    return SituationMix(every, assumed)
