"""The rule by which an event of a calendar recurs (RFC 5545, RRULE): read, refused, or known to come to an end.

A library works the dates out. It steps from the first event through every day to the next that fits, and where
none does (30 February, or each seventh day from a Tuesday if it is a Monday) it goes on to the year 9999, rule
after rule. So a rule has to show a first day here before it gets there.
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from simulator.config.value_rules import quote_value

DAYS_TRIED_MOST = 20_000
"""How many days of its periods a rule is given to fit one: a weekday on 29 February may take forty years."""

_PERIOD_DAYS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LARGEST = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_DAY_FILTERS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
_NAMES = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYSECOND", "BYMINUTE", "BYHOUR", *_LARGEST}

_NUMBER = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_SIGNED = re.compile(r"[+-]?\d{1,3}", re.ASCII)
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"(\d{8})(T\d{6}Z?)?", re.ASCII)


class RecurrenceRule(NamedTuple):
    """A rule as the parts that it is made of: all of them as text, those that list numbers or weekdays also read."""

    parts: dict[str, str]
    numbers: dict[str, frozenset[int]]
    weekdays: frozenset[tuple[int, int]]

    @property
    def frequency(self) -> str:
        """The kind of its periods: DAILY, WEEKLY, MONTHLY or YEARLY."""
        return self.parts["FREQ"]

    @property
    def interval(self) -> int:
        """One more than the periods that are left out between two."""
        return int(self.parts.get("INTERVAL", "1"))

    def ended(self, last: date, *, whole_days: bool) -> str:
        """Return the rule as text, ended after a date where it would go on."""
        parts, stamp = dict(self.parts), f"{last:%Y%m%d}"
        if parts.get("UNTIL", "99999999")[:8] > stamp:
            parts["UNTIL"] = stamp if whole_days else f"{stamp}T000000Z"
        return ";".join(f"{name}={value}" for name, value in parts.items())

    def goes_on_until(self, year: int) -> bool:
        """Return whether the rule may apply in a year, or in the one before."""
        return int(self.parts.get("UNTIL", "9999")[:4]) >= year - 1

    def ends_before(self, day: date) -> bool:
        """Return whether the rule is over before a date."""
        return self.parts.get("UNTIL", "99999999")[:8] < f"{day:%Y%m%d}"

    def steps_to(self, start: date, stop: date) -> int:
        """Return how much work the days between two dates are, in steps of a daily rule (2 µs)."""
        days = max(0, (stop - start).days)
        return days // self.interval if self.frequency == "DAILY" else days // (3 if self.frequency == "WEEKLY" else 15)

    def occurrences_in(self, days: int) -> int:
        """Return how often the rule applies in so many days, at most."""
        periods = days // (_PERIOD_DAYS[self.frequency] * self.interval) + 1
        most = periods * self._occurrences_of_a_period()
        return min(most, int(self.parts.get("COUNT", most)))

    def _occurrences_of_a_period(self) -> int:
        """Return how many days of a period fit, at most; none counts as one."""
        counts = {name: len(values) for name, values in self.numbers.items()}
        if "BYSETPOS" in counts:
            return counts["BYSETPOS"]
        weekdays = sum(1 if ordinal else 5 for ordinal, _ in self.weekdays) or 1
        month_days = counts.get("BYMONTHDAY", 1)
        if self.frequency in ("DAILY", "WEEKLY"):
            return 1 if self.frequency == "DAILY" else len(self.weekdays) or 1
        if self.frequency == "MONTHLY":
            return min(31, max(weekdays, month_days))
        if "BYWEEKNO" in counts or (self.weekdays and "BYMONTH" not in counts):
            return 366
        months = counts.get("BYMONTH", 12 if "BYMONTHDAY" in counts else 1)
        return min(366, max(months * max(weekdays, month_days), counts.get("BYYEARDAY", 1)))

    def first_day(self, start: date, stop: date) -> tuple[date | None, int]:
        """Return a day that may be the first to fit, from a start to a stop, and how many days were tried.

        None means that the library finds none either; a day may be one too early where the rule counts weeks or
        positions. Raises ``ValueError`` where no day fits in forty years' worth of periods.
        """
        needed = min(map(abs, self.numbers.get("BYSETPOS", {1})))
        current_period, fitting, tried = None, 0, 0
        first: date | None = None
        for period, day in self._days_of_periods(start):
            tried += 1
            if period != current_period:
                current_period, fitting, first = period, 0, None
            if day >= stop:  # the positions of this period may be on days after it
                return first, tried
            if tried > DAYS_TRIED_MOST:
                raise ValueError("no day fits this rule; list the days as RDATE, or leave the event out")
            if self._fits(day, start):
                fitting += 1
                first = first or (day if day >= start else None)
                if fitting >= needed and first is not None:
                    return first, tried
        return None, tried

    def _days_of_periods(self, start: date) -> Iterator[tuple[int, date]]:
        """The days of each period that the rule looks at, with the period's number."""
        last = date.max.toordinal() - 7
        if self.frequency in ("DAILY", "WEEKLY"):
            length = _PERIOD_DAYS[self.frequency]
            # The first week begins on WKST, so it may have begun before the first event.
            week_start = _WEEKDAYS.index(self.parts.get("WKST", "MO"))
            begin = start.toordinal() - ((start.weekday() - week_start) % 7 if length == 7 else 0)
            for first in range(begin, last, length * self.interval):
                yield from ((first, date.fromordinal(day)) for day in range(first, first + length))
            return
        step = self.interval * (12 if self.frequency == "YEARLY" else 1)
        length = 12 if self.frequency == "YEARLY" else 1
        begin = start.year * 12 + (start.month - 1 if length == 1 else 0)
        for first in range(begin, date.max.year * 12, step):
            for month in range(first, first + length):
                year, place = divmod(month, 12)
                for day in range(1, monthrange(year, place + 1)[1] + 1):
                    yield first, date(year, place + 1, day)

    def _fits(self, day: date, start: date) -> bool:
        if "BYMONTH" in self.numbers and day.month not in self.numbers["BYMONTH"]:
            return False
        if not any(name in self.parts for name in _DAY_FILTERS):
            return self._fits_start(day, start)
        length, year_length = monthrange(day.year, day.month)[1], 366 if isleap(day.year) else 365
        year_day = day.timetuple().tm_yday
        return (
            _is_listed(self.numbers.get("BYMONTHDAY"), day.day, length)
            and _is_listed(self.numbers.get("BYYEARDAY"), year_day, year_length)
            and self._fits_week(day)
            and (not self.weekdays or self._fits_weekday(day, (day.day, length), (year_day, year_length)))
        )

    def _fits_start(self, day: date, start: date) -> bool:
        """A rule that names no days means those like its first."""
        if self.frequency == "DAILY":
            return True
        if self.frequency == "WEEKLY":
            return day.weekday() == start.weekday()
        return day.day == start.day and (
            self.frequency == "MONTHLY" or "BYMONTH" in self.numbers or day.month == start.month
        )

    def _fits_week(self, day: date) -> bool:
        """Weeks begin on WKST, which shifts their numbers by one at most."""
        weeks = self.numbers.get("BYWEEKNO")
        if weeks is None or min(weeks) < 0:
            return True
        return any((day + timedelta(days=7 * shift)).isocalendar().week in weeks for shift in (-1, 0, 1))

    def _fits_weekday(self, day: date, in_month: tuple[int, int], in_year: tuple[int, int]) -> bool:
        """Plain weekdays and those with an ordinal (1MO) have both to hold, as they have for the library."""
        by_month = self.frequency == "MONTHLY" or "BYMONTH" in self.numbers
        place, length = in_month if by_month else in_year
        ordinals = {(place - 1) // 7 + 1, -((length - place) // 7 + 1)}
        counts_ordinals = self.frequency in ("MONTHLY", "YEARLY")
        plain = {weekday for ordinal, weekday in self.weekdays if not (ordinal and counts_ordinals)}
        placed = {(ordinal, weekday) for ordinal, weekday in self.weekdays if ordinal and counts_ordinals}
        return (not plain or day.weekday() in plain) and (
            not placed or any((ordinal, day.weekday()) in placed for ordinal in ordinals)
        )


def _is_listed(numbers: frozenset[int] | None, place: int, length: int) -> bool:
    """Return whether a place is in a list that counts from the start, or from the end with a minus."""
    return numbers is None or place in numbers or place - length - 1 in numbers


def parse_rule(text: str) -> RecurrenceRule:
    """Read a rule. Raises ``ValueError`` for one that no closure has, with what would be accepted."""
    parts: dict[str, str] = {}
    for piece in text.upper().strip().strip(";").split(";"):
        name, equals, value = (word.strip() for word in piece.partition("="))
        if not equals or not value or name not in _NAMES or name in parts:
            raise ValueError(f"{quote_value(piece)} is not a part of a rule; use parts such as FREQ=YEARLY;BYMONTH=12")
        parts[name] = value
    if parts.get("FREQ") not in _PERIOD_DAYS:
        raise ValueError(f"the rule recurs {parts.get('FREQ', 'never')}; use DAILY, WEEKLY, MONTHLY or YEARLY")
    for name, value in parts.items():
        _check_part(name, value)
    numbers = {name: _read_numbers(name, parts[name]) for name in _LARGEST if name in parts}
    weekdays = [_WEEKDAY.fullmatch(word) for word in parts.get("BYDAY", "").split(",")]
    return RecurrenceRule(
        parts, numbers, frozenset((int(match[1] or 0), _WEEKDAYS.index(match[2])) for match in weekdays if match)
    )


def _check_part(name: str, value: str) -> None:
    if name in ("INTERVAL", "COUNT") and not _NUMBER.fullmatch(value):
        raise ValueError(f"{name} is {quote_value(value)}; use a whole number from 1 to 999999")
    if name in ("BYHOUR", "BYMINUTE", "BYSECOND") and not re.fullmatch(r"[0-5]?\d", value, re.ASCII):
        raise ValueError(f"{name} is {quote_value(value)}; a closure starts at one time of the day")
    if name == "UNTIL" and not _UNTIL.fullmatch(value):
        raise ValueError(f"UNTIL is {quote_value(value)}; use a date such as 20271231")
    if name == "BYDAY" and not all(map(_WEEKDAY.fullmatch, value.split(","))):
        raise ValueError(f"BYDAY is {quote_value(value)}; use MO to SU, such as MO,TU or -1FR")
    if name == "WKST" and value not in _WEEKDAYS:
        raise ValueError(f"WKST is {quote_value(value)}; use MO to SU")


def _read_numbers(name: str, value: str) -> frozenset[int]:
    largest = _LARGEST[name]
    words = value.split(",")
    numbers = {int(word) for word in words if _SIGNED.fullmatch(word)}
    smallest = 1 if name == "BYMONTH" else -largest
    if len(words) > 400 or not all(map(_SIGNED.fullmatch, words)):
        raise ValueError(f"{name} is {quote_value(value)}; use whole numbers up to {largest}")
    if 0 in numbers or not smallest <= min(numbers) <= max(numbers) <= largest:
        raise ValueError(f"{name} is {quote_value(value)}; use whole numbers up to {largest}, and not 0")
    return frozenset(numbers)
