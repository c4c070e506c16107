"""Days in a text: weekdays and dates, alone, listed or from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, cached_property
from typing import NamedTuple

from simulator.checks.scripts.language import HourWords, Language, language_codes, load_language
from simulator.checks.scripts.spelling import LETTERS

Day = int | tuple[int, int]
"""A weekday, 0 is Monday; or a date: the month and the day of the month."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# any leap year will do: dates have no year, and 29 February must be one of them
_LEAP_YEAR = 2024
_RANGE_MOST = 62
"""Days in the longest range of dates; a longer one is taken for something else."""


class Days(NamedTuple):
    """Days that stand together, and the index where the text goes on."""

    days: tuple[Day, ...]
    end: int


def day_name(day: Day) -> str:
    """Monday; 25 December."""
    return WEEKDAYS[day] if isinstance(day, int) else f"{day[1]} {MONTHS[day[0] - 1]}"


class DayWords:
    """The words of a language (or of all, as in a catalogue) for days and for being open."""

    def __init__(self, hours: Iterable[HourWords], numbers: Mapping[str, str], units: Iterable[str]) -> None:
        every = list(hours)
        self.numbers = numbers
        self.weekdays = {name: day for hour_words in every for name, day in hour_words.weekdays.items()}
        self.groups = {name: days for hour_words in every for name, days in hour_words.day_groups.items()}
        self.months = {name: month for hour_words in every for name, month in hour_words.months.items()}
        self.feasts = {name: _parse_date(text) for hour_words in every for name, text in hour_words.feasts.items()}
        self.halves = {name: later for hour_words in every for name, later in hour_words.halves.items()}
        self.halves_before = {name: later for hour_words in every for name, later in hour_words.halves_before.items()}
        self.fractions = re.compile(rf"(?<!\w){_word_pattern(word for item in every for word in item.fractions)}")
        self.clock = _word_pattern(word for hour_words in every for word in hour_words.clock)
        self.joins = _word_pattern(word for hour_words in every for word in hour_words.to)
        self.time_joins = _word_pattern(word for hour_words in every for word in (*hour_words.to, *hour_words.between))
        self.until = _word_pattern(word for hour_words in every for word in (*hour_words.until, *hour_words.since))
        self.closed = re.compile(rf"{_word_pattern(word for hour_words in every for word in hour_words.closed)}")
        opened = (word for hour_words in every for word in (*hour_words.open, *hour_words.closed))
        self.speaks_of_hours = re.compile(rf"(?<!\w){_word_pattern(opened)}")
        on = [*self.months, *(word for name in self.feasts for word in name.split()[1:])]
        on += [word for hour_words in every for word in (*hour_words.to, *hour_words.between)]
        # the dot of "25. Dezember" or "5 p.m." does not end a sentence
        no_half = r"(?<!\b[ap])(?<!\b[ap]m)(?<!\b[ap]\.m)"
        self.sentence_ends = re.compile(rf"(?<![0-9]){no_half}\.\s|(?<=[0-9])\.\s+(?!{_word_pattern(on)})|[!?।]|\.$")
        self.units = re.compile(rf"\s*{_word_pattern(word for word in units if word not in self.halves)}")

    def in_digits(self, text: str) -> str:
        """A text with its numbers in digits."""
        return re.sub(LETTERS, lambda word: self.numbers.get(word.group(), word.group()), text)

    def span(self, time: str) -> re.Pattern[str]:
        """From one time to another, each after the pattern ``time``."""
        return self._span_patterns.setdefault(time, re.compile(self._span_of(time)))

    def _span_of(self, time: str) -> str:
        parts = {
            "clock": self.clock,
            "half": _word_pattern(self.halves, or_nothing=True),
            "before": _word_pattern(self.halves_before),
        }
        opens, closes = (time.format(which, **parts) for which in ("opens", "closes"))
        return rf"(?<![0-9]){opens}\s*(?:-|–|{self.time_joins})\s*{closes}(?![0-9])"

    @cached_property
    def _span_patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    # -- days ------------------------------------------------------------------------------------

    def days_at(self, text: str, at: int) -> Days | None:
        """Return the days that begin here; only an end if they are the limit of something ("until Monday")."""
        if limit := self._limit_pattern.match(text, at):
            first = self._single_day(text, limit.end())
            if first is not None and self._day_range(text, first) is None:
                return Days((), first.end)
            return None
        # before single days: "December 24-26" begins like the day "December 24"
        if dates := self._short_range.match(text, at):
            month = self.months[dates["month"] or dates["first_month"]]
            low = _real_date(month, int(dates["low"] or dates["first_low"]))
            high = _real_date(month, int(dates["high"] or dates["first_high"]))
            if low and high:
                return Days(_date_range(low, high), dates.end())
        first = self._single_day(text, at)
        if first is None:
            return None
        return self._day_range(text, first) or first

    def _day_range(self, text: str, first: Days) -> Days | None:
        """From the day that stands before to the one that follows, if one does."""
        join = self._join_pattern.match(text, first.end)
        second = self._single_day(text, join.end()) if join else None
        if second is None or len(first.days) != 1 or len(second.days) != 1:
            return None
        low, high = first.days[0], second.days[0]
        if isinstance(low, int) and isinstance(high, int):
            return Days(tuple((low + step) % 7 for step in range((high - low) % 7 + 1)), second.end)
        if isinstance(low, tuple) and isinstance(high, tuple):
            return Days(_date_range(low, high), second.end)
        return None

    def _single_day(self, text: str, at: int) -> Days | None:
        """One day, or one word for several."""
        for pattern in self._date_patterns:
            if match := pattern.match(text, at):
                day = _real_date(self._month_number(match["month"]), int(match["day"]))
                return Days((day,), match.end()) if day else None
        if match := self._weekday_pattern.match(text, at):
            name = match["name"]
            if name in self.groups:
                return Days(self.groups[name], match.end())
            return Days((self.feasts[name] if name in self.feasts else self.weekdays[name],), match.end())
        return None

    def _month_number(self, word: str) -> int:
        return self.months[word] if word in self.months else int(word)

    @cached_property
    def _limit_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){self.until}\s+(?:the\s+)?")

    @cached_property
    def _join_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:-|–|(?<!\w){self.joins})\s*(?:the\s+|zum\s+)?")

    @cached_property
    def _weekday_pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?P<name>{_word_pattern((*self.groups, *self.feasts, *self.weekdays))})\.?(?!\w)")

    @cached_property
    def _date_patterns(self) -> tuple[re.Pattern[str], ...]:
        """A date with its weekday before it and its year after it, the day first or the month first."""
        weekday = rf"(?:{_word_pattern(self.weekdays)}[.,]*\s+(?:the\s+|dem\s+|den\s+)?)?"
        day, month = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?", rf"(?P<month>{_word_pattern(self.months)})\.?(?!\w)"
        year = r"(?:,?\s*(?:19|20)[0-9]{2}(?![0-9]))?"
        return (
            re.compile(rf"(?<!\w){weekday}{day}\s+(?:of\s+)?{month}{year}"),
            re.compile(rf"(?<!\w){weekday}{month}\s+(?:the\s+)?{day}(?![0-9:]|\s*{self.clock}){year}"),
            re.compile(
                rf"(?<!\w){weekday}(?P<day>[0-9]{{1,2}})\.\s?(?P<month>[0-9]{{1,2}})\.(?:\s*(?:19|20)[0-9]{{2}})?"
            ),
        )

    @cached_property
    def _short_range(self) -> re.Pattern[str]:
        """``24 to 26 December``, ``December 24-26``: the month is said once."""
        number = r"(?P<{0}>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?"
        span = rf"{{low}}\s*(?:-|–|{self.joins})\s*{{high}}"
        behind = span.format(low=number.format("low"), high=number.format("high"))
        before = span.format(low=number.format("first_low"), high=number.format("first_high"))
        month = _word_pattern(self.months)
        return re.compile(
            rf"(?<!\w)(?:{behind}\s+(?:of\s+)?(?P<month>{month})\.?(?!\w)"
            rf"|(?P<first_month>{month})\.?\s+{before}(?![0-9:]|\s*[ap]))"
        )


@cache
def day_words(language: Language | None) -> DayWords:
    """The words of a language; None: of all, with the short names that only catalogues use."""
    if language is not None:
        return DayWords([language.words.hours], language.words.numbers, language.words.units)
    every = [load_language(code).words for code in language_codes()]
    short = HourWords(weekdays={name: day for words in every for name, day in words.hours.short_weekdays.items()})
    return DayWords([*(words.hours for words in every), short], {}, ())


def _word_pattern(words: Iterable[str], *, or_nothing: bool = False) -> str:
    """Any of these words as a pattern, the longest first; nothing at all where there are none."""
    # the longest first: a pattern takes the first word that fits, and "mon" begins "monday"
    patterns = sorted({re.escape(word) for word in words}, key=lambda word: (-len(word), word))
    return rf"(?:(?:{'|'.join(patterns)})(?!\w))" if patterns else ("(?:)" if or_nothing else "(?!)")


def _parse_date(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def _real_date(month: int, day: int) -> tuple[int, int] | None:
    """The date, if there is such a day in some year."""
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return month, day


def _date_range(low: tuple[int, int], high: tuple[int, int]) -> tuple[Day, ...]:
    """All dates from one to another, over the turn of the year too."""
    first = date(_LEAP_YEAR, *low)
    # over the turn of the year, 29 February falls into a year that has none
    last = date(_LEAP_YEAR + (high < low), high[0], min(high[1], 28) if high == (2, 29) and high < low else high[1])
    count = (last - first).days + 1
    if count > _RANGE_MOST:
        return ()
    every = (first + timedelta(days=step) for step in range(count))
    return tuple((day.month, day.day) for day in every)
