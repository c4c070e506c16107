"""How the schedules of a flow stand, with the part of the time in which they stand so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from simulator.callers.fixed_answers import fixed_answers
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.config.schedules import Schedule
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.plain_words import visible
from simulator.graph.worlds import asked_schedules

_MONDAY = datetime(2001, 1, 1, tzinfo=UTC)
WEEK = timedelta(days=7)


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
    timed = _timed_schedules(flow, settings)
    for key, schedule in timed.items():
        if any(line.days_of_month is not None or line.months is not None for line in schedule.hours):
            raise UsageError(
                f"--week: the hours of {visible(key)} depend on the date, so no week is like the others; "
                "name the days with --during 2027-01-04/2027-01-10"
            )
    bare = {key: Schedule(key, schedule.hours) for key, schedule in timed.items()}
    return _situations_between(flow, settings, bare, UTC, (_MONDAY, _MONDAY + WEEK))


def period_situations(flow: Flow, settings: WorldSettings, period: tuple[datetime, datetime]) -> SituationMix:
    """The situations of a period, holidays and changes of the clocks included; minutes weigh alike."""
    timed = _timed_schedules(flow, settings)
    if not timed:
        return moment_situation(flow, settings)
    from simulator.calendar.zones import load_zone  # zones are loaded only where hours are asked

    return _situations_between(flow, settings, timed, load_zone(flow.timezone), period)


def _timed_schedules(flow: Flow, settings: WorldSettings) -> dict[str, Schedule]:
    """The schedules that a clock decides and that nothing given holds fixed."""
    fixed = fixed_answers(settings).states
    keys = [key for key in asked_schedules(flow) if key not in fixed and not flow.schedules[key].is_switch]
    return {key: flow.schedules[key] for key in keys}


def _situations_between(
    flow: Flow,
    settings: WorldSettings,
    timed: Mapping[str, Schedule],
    zone: tzinfo,
    period: tuple[datetime, datetime],
) -> SituationMix:
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.timeline import joint_spans

    constant = moment_situation(flow, settings)
    start, until = period
    times: dict[tuple[ScheduleAnswer, ...], timedelta] = {}
    for span in joint_spans([ScheduleClock(schedule, zone) for schedule in timed.values()], start, until):
        times[span.states] = times.get(span.states, timedelta()) + (span.end - span.start)
    always = constant.every[0].states
    every = tuple(
        WeightedSituation({**always, **dict(zip(timed, states, strict=True))}, lasts / (until - start))
        for states, lasts in times.items()
    )
    return SituationMix(every, constant.assumed - timed.keys())
