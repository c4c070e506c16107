"""A schedule as a context of the dialplan: a subroutine that returns ``open``, ``closed`` or ``holiday``.

The variable ``IVR_SCHEDULE_NAME`` says how the schedule stands, where it is set (of the channel, or global: that is
also the switch of a schedule that is set by hand). Else the clock does, in the flow's time zone: ``GotoIfTime`` for
weekly hours and hours of a holiday, dates as numbers (``20261225``) for holidays, as ``GotoIfTime`` knows no years.

A range that passes midnight belongs to the day on which it starts, so its morning is asked first, by yesterday's rules.

``IVR_CLOCK`` moves the clock: the seconds from now to the moment at which schedules are to be asked (a test, or a
demonstration on a Sunday evening). ``TESTTIME`` tells it to ``GotoIfTime``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from simulator.config.flow import Flow
from simulator.config.schedules import (
    DAY_MINUTES,
    DAY_NAMES,
    MONTH_NAMES,
    Holiday,
    Schedule,
    TimeRange,
    WeeklyHours,
    clock_time,
)
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import Context, Extension, Priority

_EVERY_DAY = frozenset(range(7))


def schedule_context(flow: Flow, key: str, names: DialplanNames) -> Context:
    """Return the context that asks one schedule of a flow."""
    schedule, variable = flow.schedules[key], names.schedule_variable(key)
    if schedule.is_switch:
        comment = f"{key}: a switch; {variable} is open, closed or holiday, and without it it is open"
        default = f'Return(${{IF($["${{{variable}}}" = ""]?open:${{{variable}}})}})'
        return Context(names.schedule_context(key), (comment,), (Extension("s", (Priority(default),)),))
    comments = (
        f"{key}, in {flow.timezone}; {variable} (open, closed or holiday) overrides the clock",
        *(f"  {line.written}" for line in schedule.hours),
    )
    priorities = _ScheduleWriter(schedule, flow.timezone, names.clock_variable).priorities(variable)
    return Context(names.schedule_context(key), comments, (Extension("s", tuple(priorities)),))


def passes_midnight(schedule: Schedule) -> bool:
    """Return whether hours of a schedule end on the day after the one on which they start."""
    weekly = (span for line in schedule.hours for span in line.ranges)
    special = (span for holiday in schedule.holidays for span in holiday.ranges)
    return any(span.end > DAY_MINUTES for span in (*weekly, *special))


def mornings_by_date(schedule: Schedule) -> tuple[WeeklyHours, ...]:
    """Return lines whose hours pass midnight on certain dates only: ``GotoIfTime`` cannot tell the day after them."""
    return tuple(
        line
        for line in schedule.hours
        if (line.days_of_month is not None or line.months is not None)
        and any(span.end > DAY_MINUTES for span in line.ranges)
    )


class _ScheduleWriter:
    """A schedule with hours on its way into priorities."""

    def __init__(self, schedule: Schedule, zone: str, clock: str) -> None:
        self.schedule = schedule
        self.zone = zone
        self.clock = clock

    def priorities(self, variable: str) -> Iterator[Priority]:
        """Yield the whole subroutine."""
        yield Priority(f'GotoIf($["${{{variable}}}" != ""]?said)')
        yield Priority(f"Set(NOW=$[${{EPOCH}} + 0${{{self.clock}}}])")
        moment = f"${{STRFTIME(${{NOW}},{self.zone},%Y/%m/%d %H:%M:%S)}} {self.zone}"
        yield Priority(f'ExecIf($["${{{self.clock}}}" != ""]?Set(TESTTIME()={moment}))')
        yield Priority(f"Set(TODAY=${{STRFTIME(${{NOW}},{self.zone},%Y%m%d)}})")
        holidays = list(_last_first(self.schedule.holidays))
        if passes_midnight(self.schedule):
            yield from self._morning(holidays)
        special = [place for place, holiday in holidays if holiday.ranges]
        for place, holiday in holidays:
            yield Priority(
                _date_test("TODAY", holiday, f"on_{place}" if holiday.ranges else "holiday"), remark=holiday.name
            )
        for line in self.schedule.hours:
            yield from self._times(line.ranges, line)
        yield Priority("Return(closed)")
        for place in special:
            yield Priority("NoOp(hours of a holiday)", f"on_{place}", self.schedule.holidays[place].name)
            yield from self._times(self.schedule.holidays[place].ranges)
            yield Priority("Return(holiday)")
        if any(not holiday.ranges for _, holiday in holidays):
            yield Priority("Return(holiday)", "holiday")
        yield Priority("Return(open)", "open")
        yield Priority(f"Return(${{{variable}}})", "said")

    def _morning(self, holidays: Sequence[tuple[int, Holiday]]) -> Iterator[Priority]:
        """Ask whether something is open since yesterday: whose day is found at its noon, as clocks may change."""
        noon = f"$[${{NOW}} - ${{STRFTIME(${{NOW}},{self.zone},%H)}} * 3600 - 43200]"
        yield Priority(f"Set(YESTERDAY=${{STRFTIME({noon},{self.zone},%Y%m%d)}})")
        for place, holiday in holidays:
            yield Priority(_date_test("YESTERDAY", holiday, f"after_{place}" if _late(holiday.ranges) else "today"))
        for line in self.schedule.hours:
            yield from self._mornings(line.ranges, line.days)
        yield Priority("Goto(today)")
        for place, holiday in holidays:
            if late := _late(holiday.ranges):
                yield Priority("NoOp(hours since a holiday)", f"after_{place}", holiday.name)
                yield from self._mornings(late, _EVERY_DAY)
        yield Priority("NoOp(hours of today)", "today")

    def _mornings(self, ranges: Iterable[TimeRange], days: frozenset[int]) -> Iterator[Priority]:
        after = frozenset((day + 1) % 7 for day in days)
        for span in _late(ranges):
            yield self._time(TimeRange(0, span.end - DAY_MINUTES), _names(after, DAY_NAMES, _EVERY_DAY))

    def _times(self, ranges: Iterable[TimeRange], line: WeeklyHours | None = None) -> Iterator[Priority]:
        days = days_of_month = months = "*"
        if line is not None:
            days = _names(line.days, DAY_NAMES, _EVERY_DAY)
            days_of_month = _numbers(line.days_of_month)
            months = "*" if line.months is None else _names(frozenset(month - 1 for month in line.months), MONTH_NAMES)
        for span in ranges:
            yield self._time(span._replace(end=min(span.end, DAY_MINUTES)), days, days_of_month, months)

    def _time(self, span: TimeRange, days: str, days_of_month: str = "*", months: str = "*") -> Priority:
        # the last minute counts in GotoIfTime
        times = f"{clock_time(span.start)}-{clock_time(span.end - 1)}"
        return Priority(f"GotoIfTime({times},{days},{days_of_month},{months},{self.zone}?open)")


def _last_first(holidays: Sequence[Holiday]) -> Iterator[tuple[int, Holiday]]:
    """The holidays with their places: the last on a date holds, so it is asked first."""
    return ((place, holidays[place]) for place in range(len(holidays) - 1, -1, -1))


def _late(ranges: Iterable[TimeRange]) -> list[TimeRange]:
    return [span for span in ranges if span.end > DAY_MINUTES]


def _date_test(variable: str, holiday: Holiday, label: str) -> str:
    first, last = f"{holiday.first:%Y%m%d}", f"{holiday.last:%Y%m%d}"
    if first == last:
        return f"GotoIf($[${{{variable}}} = {first}]?{label})"
    return f"GotoIf($[${{{variable}}} >= {first} & ${{{variable}}} <= {last}]?{label})"


def _names(places: frozenset[int], names: Sequence[str], every: frozenset[int] = frozenset()) -> str:
    """Days or months as ``GotoIfTime`` takes them: ``mon-thu&sat``, ``*`` for every one."""
    if places == every:
        return "*"
    return "&".join(
        names[run[0]].lower() if run[0] == run[-1] else f"{names[run[0]]}-{names[run[-1]]}".lower()
        for run in _runs(places)
    )


def _numbers(places: frozenset[int] | None) -> str:
    if places is None:
        return "*"
    return "&".join(f"{run[0]}" if run[0] == run[-1] else f"{run[0]}-{run[-1]}" for run in _runs(places))


def _runs(places: frozenset[int]) -> Iterator[list[int]]:
    """Numbers as runs without a gap, in their order."""
    for _, run in groupby(enumerate(sorted(places)), key=lambda pair: pair[1] - pair[0]):
        yield [number for _, number in run]
