"""A schedule asked at a moment, and the exact moments at which its answer changes.

A day lasts from its midnight to the next, and both are boundaries like those of ranges (see ``wall_time``).
The answer within a day follows from three things: the ranges that started the day before and may pass
midnight, those that start on the day, and whether it is a holiday. No range is longer than 24 hours, so none
that started earlier matters. The answer can change only at the boundaries of these, so nothing is scanned.

A day that a zone skips altogether (30 December 2011 in Apia) is empty; what starts on it starts at its end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from heapq import heappop, heappush
from itertools import takewhile
from typing import Literal, NamedTuple

from simulator.calendar.wall_time import first_instant, local_time
from simulator.config.schedules import Holiday, Schedule, TimeRange

State = Literal["open", "closed", "holiday"]
"""What a schedule answers at a moment."""

EARLIEST = datetime(2, 1, 1, tzinfo=UTC)
LATEST = datetime(9999, 12, 1, tzinfo=UTC)
"""The instants that can be asked. Dates end with 9998, and the days around them must exist in every zone."""

HORIZON = timedelta(days=3653)
"""How far ``next_change`` looks: ten years. A schedule without a change in that time is taken to have none."""

_DAY = timedelta(days=1)

_Span = tuple[datetime, datetime]
"""From an instant to just before another, in UTC."""


class _Day(NamedTuple):
    """One local day: its own span, what is open from the day before and from the day itself, and its kind."""

    start: datetime
    end: datetime
    open_spans: tuple[_Span, ...]
    is_holiday: bool

    def state_at(self, instant: datetime) -> State:
        """Return the answer at an instant of the day."""
        if any(start <= instant < end for start, end in self.open_spans):
            return "open"
        return "holiday" if self.is_holiday else "closed"

    def boundaries(self) -> list[datetime]:
        """Return the instants within the day at which the answer may change."""
        bounds = {self.start, *(bound for span in self.open_spans for bound in span)}
        return sorted(bound for bound in bounds if self.start <= bound < self.end)


class ScheduleClock:
    """A schedule in a zone. A switch is refused with ``ValueError``: nobody can know how it stands."""

    def __init__(self, schedule: Schedule, zone: tzinfo) -> None:
        if schedule.is_switch:
            raise ValueError(f"{schedule.key} is a switch, which is set by hand; no calendar knows how it stands")
        self.schedule = schedule
        self.zone = zone
        self._holidays = HolidayIndex(schedule.holidays)
        self._ranges: dict[tuple[int, ...], tuple[TimeRange, ...]] = {}
        self._recent_day: _Day | None = None

    def state_at(self, instant: datetime) -> State:
        """Return the answer at an instant. Raises ``ValueError`` for one without a zone, or in the year 9999."""
        instant = _in_utc(instant)
        if not EARLIEST <= instant < LATEST:
            raise ValueError(f"{instant.isoformat()} lies outside of the calendar, which ends with the year 9998")
        # The questions of one call, and those of a sweep, mostly concern one day.
        if self._recent_day is None or not self._recent_day.start <= instant < self._recent_day.end:
            self._recent_day = next(self._days_from(instant))
        return self._recent_day.state_at(instant)

    def changes_between(self, start: datetime, until: datetime) -> list[tuple[datetime, State]]:
        """Return each instant after ``start`` and before ``until`` at which the answer changes, with the new one."""
        return list(self._changes(_in_utc(start), _in_utc(until)))

    def next_change(self, after: datetime) -> datetime | None:
        """Return the first instant after another at which the answer changes; None: none within ten years."""
        start = _in_utc(after)
        until = start + HORIZON if start < LATEST - HORIZON else LATEST
        return next((instant for instant, _ in self._changes(start, until)), None)

    def _changes(self, start: datetime, until: datetime) -> Iterator[tuple[datetime, State]]:
        start, until = max(start, EARLIEST), min(until, LATEST)
        if start >= until:
            return
        state = self.state_at(start)
        for day in takewhile(lambda day: day.start < until, self._days_from(start)):
            for bound in day.boundaries():
                if start < bound < until and (new_state := day.state_at(bound)) != state:
                    yield bound, new_state
                    state = new_state

    def _days_from(self, instant: datetime) -> Iterator[_Day]:
        """Each local day in turn, from that of an instant on."""
        shown_date = local_time(instant, self.zone).date()
        # Clocks that go back across midnight show the old date again, on a day that has begun already.
        while self._midnight(shown_date + _DAY) <= instant:
            shown_date += _DAY
        start, earlier_spans = self._midnight(shown_date), self._spans_from(shown_date - _DAY)
        while True:
            end, own_spans = self._midnight(shown_date + _DAY), self._spans_from(shown_date)
            is_holiday = self._holidays.place_on(shown_date) is not None
            yield _Day(start, end, (*earlier_spans, *own_spans), is_holiday)
            start, earlier_spans, shown_date = end, own_spans, shown_date + _DAY

    def _midnight(self, day: date) -> datetime:
        return first_instant(datetime.combine(day, time()), self.zone)

    def _spans_from(self, day: date) -> tuple[_Span, ...]:
        """Return the ranges that start on a date in UTC; one with both ends in a gap is empty."""
        midnight = datetime.combine(day, time())
        return tuple(
            (
                first_instant(midnight + timedelta(minutes=hours.start), self.zone),
                first_instant(midnight + timedelta(minutes=hours.end), self.zone),
            )
            for hours in self._ranges_on(day)
        )

    def _ranges_on(self, day: date) -> tuple[TimeRange, ...]:
        """Return what the schedule says of a date, asked once for all dates that are alike."""
        place = self._holidays.place_on(day)
        alike = (day.weekday(), day.day, day.month) if place is None else (place,)
        if alike not in self._ranges:
            self._ranges[alike] = self.schedule.ranges_on(day)
        return self._ranges[alike]


class HolidayIndex:
    """The last of the holidays on each date, found without going through all of them.

    A sweep of a year asks for each of its days twice, and a list of dates for decades has hundreds of lines.
    """

    def __init__(self, holidays: Sequence[Holiday]) -> None:
        spans = [(holiday.first.toordinal(), holiday.last.toordinal() + 1) for holiday in holidays]
        self._bounds = sorted({bound for span in spans for bound in span})
        starting: dict[int, list[int]] = {}
        for place, (first, _) in enumerate(spans):
            starting.setdefault(first, []).append(place)
        self._places: list[int | None] = []
        lasting: list[int] = []  # a heap of negative places: the last holiday that began stands on top
        for bound in self._bounds:
            for place in starting.get(bound, ()):
                heappush(lasting, -place)
            while lasting and spans[-lasting[0]][1] <= bound:
                heappop(lasting)
            self._places.append(-lasting[0] if lasting else None)

    def place_on(self, day: date) -> int | None:
        """Return the place in the list of the holiday that holds on a date; None: an ordinary day."""
        before = bisect_right(self._bounds, day.toordinal()) - 1
        return self._places[before] if before >= 0 else None


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"{instant.isoformat()} has no zone, so it is not an instant")
    return instant.astimezone(UTC)
