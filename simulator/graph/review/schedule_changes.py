"""Schedules whose hours changed: what opens when before and after, in words, and whether a caller can notice it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise, product

from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.config.schedules import DAY_NAMES, MONTH_NAMES, Holiday, Schedule, TimeRange, merge_ranges
from simulator.graph.compare.differences import are_equal
from simulator.graph.plain_words import join_words, visible
from simulator.graph.worlds import ScheduleStates, asked_schedules, fix_schedules

HOLIDAYS_MOST = 10
"""Changed holidays that are listed before they are only counted."""


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """A schedule that is open at other moments: its key, what changed, and whether callers can tell."""

    key: str
    words: tuple[str, ...]
    is_noticed: bool


def list_schedule_changes(old: Flow, new: Flow) -> Iterator[ScheduleChange]:
    """Each schedule that both flows ask and that is not open at the same moments in both."""
    both = [key for key in asked_schedules(old) if key in asked_schedules(new)]
    changed = {key: tuple(_changes_of(old, new, key)) for key in both}
    noticed = _noticed_keys(old, new, [key for key in both if changed[key]]) if any(changed.values()) else set()
    for key, words in changed.items():
        if words:
            yield ScheduleChange(key, words, key in noticed)


def schedule_sentences(change: ScheduleChange) -> list[str]:
    """A changed schedule, one sentence for each thing that changed."""
    unnoticed = "" if change.is_noticed else " (no caller can tell)"
    return [f"The {visible(change.key)} {words}{unnoticed}" for words in change.words]


# -- what changed ---------------------------------------------------------------------------------


def _changes_of(old: Flow, new: Flow, key: str) -> Iterator[str]:
    before, after = old.schedules[key], new.schedules[key]
    if before.is_switch and after.is_switch:
        return
    weekly = _weekly_words(before), _weekly_words(after)
    if weekly[0] != weekly[1]:
        yield f"is now {weekly[1]} (before: {weekly[0]})"
    if old.timezone != new.timezone:
        yield f"now follows the clocks of {new.timezone} (before: {old.timezone})"
    lines = list(_holiday_changes(before, after))
    yield from lines[:HOLIDAYS_MOST]
    if len(lines) > HOLIDAYS_MOST:
        yield f"changes on {len(lines) - HOLIDAYS_MOST} more holidays"


def _weekly_words(schedule: Schedule) -> str:
    """The weekly hours, such as *open Mon-Thu 09:00-17:30 and Fri 09:00-12:00*; days alike are named together."""
    if schedule.is_switch:
        return "a switch that is set by hand"
    plain = [line for line in schedule.hours if line.days_of_month is None and line.months is None]
    ranges = [
        merge_ranges([one for line in plain if weekday in line.days for one in line.ranges]) for weekday in range(7)
    ]
    parts: list[str] = []
    for hours, run in groupby(range(7), key=lambda weekday: ranges[weekday]):
        days = list(run)
        if hours:
            names = DAY_NAMES[days[0]] if len(days) == 1 else f"{DAY_NAMES[days[0]]}-{DAY_NAMES[days[-1]]}"
            parts.append(f"{names} {_range_words(hours)}")
    parts += sorted(_limited_line(line.written) for line in schedule.hours if line not in plain)
    return f"open {'; '.join(parts)}" if parts else "never open"


def _limited_line(written: str) -> str:
    return visible(" ".join(written.split()))


def _range_words(ranges: tuple[TimeRange, ...]) -> str:
    return join_words([str(one) for one in ranges])


def _holiday_changes(before: Schedule, after: Schedule) -> Iterator[str]:
    """Each span of dates that is a holiday, or has other hours, in only one of two schedules."""
    # Only the first and last dates of holidays can begin or end a change, so dates between are not looked at.
    bounds = sorted(
        {
            bound
            for schedule in (before, after)
            for holiday in schedule.holidays
            for bound in (holiday.first.toordinal(), holiday.last.toordinal() + 1)
        }
    )
    for first, beyond in pairwise(bounds):
        day = date.fromordinal(first)
        was, now = before.holiday_on(day), after.holiday_on(day)
        if (was and merge_ranges(was.ranges)) == (now and merge_ranges(now.ranges)):
            continue
        dates = _date_words(day, date.fromordinal(beyond - 1))
        named = now or was
        name = f" ({visible(named.name)})" if named is not None and named.name else ""
        if now is None:
            yield f"has no holiday any more on {dates}{name}"
        else:
            was_words = f"before: {_holiday_words(was)}" if was else "before: no holiday"
            yield f"is {_holiday_words(now)} on {dates}{name} ({was_words})"


def _holiday_words(holiday: Holiday) -> str:
    ranges = merge_ranges(holiday.ranges)
    return f"open {_range_words(ranges)}" if ranges else "closed all day"


def _date_words(first: date, last: date) -> str:
    words = [f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}" for day in (first, last)]
    return words[0] if first == last else f"{words[0]} to {words[1]}"


# -- whether callers can tell ---------------------------------------------------------------------


def _noticed_keys(old: Flow, new: Flow, changed: list[str]) -> set[str]:
    """Of changed schedules, those whose other answer at some moment leads some caller elsewhere."""
    noticed: set[str] = set()
    for before, after in _moments_apart(old, new):
        apart = {key for key in changed if before[key] != after[key]}
        if apart - noticed and any(_states_differ(flow, before, after) for flow in (old, new)):
            noticed |= apart
    return noticed


def _moments_apart(old: Flow, new: Flow) -> Iterator[tuple[ScheduleStates, ScheduleStates]]:
    """What the schedules that both flows ask answer in each flow at some moment, where that is not the same."""
    keys = [key for key in asked_schedules(old) if key in asked_schedules(new)]
    for before, after in _joint_answers(old, new, keys):
        if before != after:
            yield before, after


def _joint_answers(
    old: Flow, new: Flow, keys: list[str]
) -> Iterator[tuple[Mapping[str, ScheduleAnswer], Mapping[str, ScheduleAnswer]]]:
    places = [(side, key) for side in (0, 1) for key in keys]
    flows = old, new
    timed = [(side, key) for side, key in places if not flows[side].schedules[key].is_switch]
    switches = [key for key in keys if any(flow.schedules[key].is_switch for flow in flows)]
    both: tuple[ScheduleAnswer, ...] = ("open", "closed")
    for answers, positions in product(_timed_answers(flows, timed), product(both, repeat=len(switches))):
        switched = dict(zip(switches, positions, strict=True))
        by_place = dict(zip(timed, answers, strict=True))
        before, after = ({key: by_place.get((side, key)) or switched[key] for key in keys} for side in (0, 1))
        yield before, after


def _timed_answers(flows: tuple[Flow, Flow], timed: list[tuple[int, str]]) -> list[tuple[ScheduleAnswer, ...]]:
    from simulator.calendar.combinations import state_combinations  # zones are loaded where hours are asked

    schedules = [replace(flows[side].schedules[key], key=str(place)) for place, (side, key) in enumerate(timed)]
    if flows[0].timezone == flows[1].timezone:
        return state_combinations(schedules, flows[0].timezone)
    # Clocks of two zones drift apart over the year: every combination is taken to be possible.
    single = [
        state_combinations([schedule], flows[side].timezone)
        for schedule, (side, _) in zip(schedules, timed, strict=True)
    ]
    return [tuple(answer for (answer,) in combination) for combination in product(*single)]


def _states_differ(flow: Flow, before: ScheduleStates, after: ScheduleStates) -> bool:
    ways_in = {flow.start: flow} | {target: flow.rung_at(number) for number, target in flow.numbers.items()}
    return any(not are_equal(_hold(entered, before), _hold(entered, after)) for entered in ways_in.values())


def _hold(flow: Flow, states: ScheduleStates) -> Flow:
    """The flow with some schedules held fixed, the others as they are."""
    return replace(fix_schedules(flow, states).flow, schedules=flow.schedules)
