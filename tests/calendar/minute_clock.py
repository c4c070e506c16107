"""An oracle for schedules that scans every minute: slow, and made without the room that it judges.

It looks at the clock on the wall in every minute of a window and writes down when each time is first shown.
A boundary that is never shown falls on the first minute in which the clock stands past it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from simulator.calendar.schedule_clock import State
from simulator.config.schedules import Schedule

MARGIN = 3
"""Days before and after a window that are scanned too: a range may come from there, or go on."""


class Window(NamedTuple):
    """Some days in a zone, from the start of a date in UTC."""

    zone: str
    first: date
    days: int = 9


WINDOWS = [
    Window("Europe/London", date(2026, 3, 25)),
    Window("Europe/London", date(2026, 10, 20)),
    Window("America/New_York", date(2026, 3, 4)),
    Window("America/New_York", date(2026, 10, 28)),
    Window("Australia/Lord_Howe", date(2026, 4, 1)),  # half an hour back
    Window("Australia/Lord_Howe", date(2026, 9, 30)),
    Window("Asia/Kolkata", date(2026, 12, 21)),
    Window("Pacific/Auckland", date(2026, 4, 1)),
    Window("Pacific/Auckland", date(2026, 9, 23)),
    Window("America/St_Johns", date(2026, 10, 28)),
    Window("America/St_Johns", date(2006, 3, 29)),  # from 00:01 to 01:01
    Window("America/St_Johns", date(2006, 10, 25)),  # from 00:01 back to 23:01: midnight is shown twice
    Window("Africa/Casablanca", date(2026, 2, 11)),  # back for Ramadan
    Window("Africa/Casablanca", date(2026, 3, 18)),
    Window("America/Sao_Paulo", date(2017, 10, 11)),  # no midnight
    Window("America/Sao_Paulo", date(2018, 2, 14)),  # from midnight back to 23:00
    Window("Pacific/Apia", date(2011, 12, 26)),  # no 30 December
    Window("Pacific/Kwajalein", date(1993, 8, 17)),  # no 21 August
]


class MinuteClock:
    """A window with what the clock on the wall shows in each of its minutes."""

    def __init__(self, window: Window) -> None:
        zone = ZoneInfo(window.zone)
        midnight = datetime(window.first.year, window.first.month, window.first.day, tzinfo=UTC)
        self.start, self.end = midnight, midnight + timedelta(days=window.days)
        scanned_from = int(midnight.timestamp()) - MARGIN * 86_400
        self.instants = [scanned_from + minute * 60 for minute in range((window.days + 2 * MARGIN) * 1440)]
        self.shown = [datetime.fromtimestamp(second, zone).replace(tzinfo=None) for second in self.instants]
        self.first_shown: dict[datetime, int] = {}
        for place, wall in enumerate(self.shown):
            self.first_shown.setdefault(wall, place)
        self.dates = [window.first + timedelta(days=offset) for offset in range(-2, window.days + 2)]

    def minutes_around_jumps(self) -> list[int]:
        """The minutes within an hour and a half of those before which the clocks change."""
        steps = enumerate(zip(self.shown, self.shown[1:], strict=False), 1)
        jumps = [place for place, (before, after) in steps if after - before != timedelta(minutes=1)]
        return [place + offset for place in jumps for offset in range(-90, 90)]

    def place_of(self, wall: datetime) -> int:
        """The minute at which a boundary falls."""
        if wall in self.first_shown:
            return self.first_shown[wall]
        steps = zip(self.shown, self.shown[1:], strict=False)
        shown = (place for place, (before, after) in enumerate(steps, 1) if before < wall < after)
        return next(shown, len(self.shown))  # a range may end after the last minute that was scanned

    def states(self, schedule: Schedule) -> list[State]:
        """The answer in each minute: holidays are marked first, then what is open."""
        states: list[State] = ["closed"] * len(self.shown)
        for day in self.dates:
            if [holiday for holiday in schedule.holidays if holiday.first <= day <= holiday.last]:
                self._mark(states, day, 0, 1440, "holiday")
        for day in self.dates:
            holidays = [holiday for holiday in schedule.holidays if holiday.first <= day <= holiday.last]
            lines = [line.ranges for line in schedule.hours if line.covers(day)]
            for ranges in [holidays[-1].ranges] if holidays else lines:
                for start, end in ranges:
                    self._mark(states, day, start, end, "open")
        return states

    def _mark(self, states: list[State], day: date, start: int, end: int, state: State) -> None:
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall time has no zone
        first, last = (self.place_of(midnight + timedelta(minutes=bound)) for bound in (start, end))
        states[first:last] = [state] * (last - first)

    def changes(self, schedule: Schedule) -> list[tuple[datetime, State]]:
        """Each minute of the window, without its first, in which the answer is not that of the minute before."""
        states = self.states(schedule)
        return [
            (datetime.fromtimestamp(second, UTC), state)
            for second, before, state in zip(self.instants[1:], states, states[1:], strict=False)
            if before != state and self.start.timestamp() < second < self.end.timestamp()
        ]


@cache
def minute_clock(window: Window) -> MinuteClock:
    """A window's clock, scanned once."""
    return MinuteClock(window)
