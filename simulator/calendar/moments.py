"""Moments as people write them: ``2026-12-25T21:00``, ``25 Dec 2026 21:00``, ``tomorrow 20:00``.

Words that count from now are read only where a caller of this room says when now is.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from simulator.calendar.wall_time import first_instant, gap_end, local_time, offsets_at
from simulator.config.schedules import DAY_NAMES, MONTH_NAMES
from simulator.config.value_rules import quote_value

_ACCEPTED = "use 2026-12-25T21:00, 2026-12-25T21:00+00:00 or 25 Dec 2026 21:00"
_ACCEPTED_WITH_NOW = f"{_ACCEPTED.replace(' or', ',')}, now, today 9:00, tomorrow 20:00 or Sat 10:00"

_FROM_TODAY = {"today": 0, "tomorrow": 1}

_FIRST_YEAR, _LAST_YEAR = 1000, 9998

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[Tt ](?P<time>\d\d:\d\d(:\d\d([.,]\d+)?)?) ?(?P<offset>Z|[+-]\d\d(:?\d\d)?)?"
    r"|\d{8}T\d{4}(\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(:(?P<second>\d\d))?"
_WRITTEN = re.compile(
    r"((?P<weekday>[a-z]+),? )?(?P<day>\d{1,2}) (?P<month>[a-z]+)\.?,? (?P<year>\d{4}),? " + _CLOCK,
    re.ASCII | re.IGNORECASE,
)
_RELATIVE = re.compile(r"now|(?P<word>[a-z]+) " + _CLOCK, re.ASCII | re.IGNORECASE)
_DATE_ONLY = re.compile(r"\d{4}-\d\d-\d\d|([a-z]+,? )?\d{1,2} [a-z]+\.? \d{4}", re.ASCII | re.IGNORECASE)


class Moment(NamedTuple):
    """An instant in UTC; ``note`` says what had to be decided to find it, and is empty otherwise."""

    instant: datetime
    note: str = ""


def parse_moment(text: str, zone: tzinfo | None, now: datetime | None = None) -> Moment:
    """Read a moment. Raises ``ValueError`` that says what would be accepted.

    A time with an offset (or ``Z``) is an instant; one without is wall time in ``zone`` (None: in UTC).
    ``now``, ``today``, ``tomorrow`` and days of the week are read only where ``now`` is given.

    >>> parse_moment("2026-12-25T21:00+01:00", None).instant.isoformat()
    '2026-12-25T20:00:00+00:00'
    """
    zone = zone or UTC
    plain = " ".join(text.split())
    if match := _ISO.fullmatch(plain):
        return _parse_iso(text, match, zone)
    if match := _WRITTEN.fullmatch(plain):
        return _at_wall(text, datetime.combine(_written_date(text, match), _clock(text, match)), zone)
    if (match := _RELATIVE.fullmatch(plain)) and _counts_from_now(match["word"]):
        if now is None:
            raise ValueError(f"{quote_value(text)} depends on the present, which only a command knows; {_ACCEPTED}")
        return _from_now(text, match, zone, now)
    problem = "has no time of day" if _DATE_ONLY.fullmatch(plain) else "is not a moment"
    raise ValueError(f"{quote_value(text)} {problem}; {_ACCEPTED_WITH_NOW if now else _ACCEPTED}")


def describe_moment(instant: datetime, zone: tzinfo | None) -> str:
    """Return an instant as a clock in a zone (None: in UTC) shows it: ``Fri 25 Dec 2026 21:00``.

    Seconds are shown where there are any. Of a time that is shown twice, the second one says so.
    """
    local = instant.astimezone(zone or UTC)
    seconds = f":{local.second:02}" if local.second else ""
    again = " (the second time)" if local.fold else ""
    date_text = f"{DAY_NAMES[local.weekday()]} {local.day} {MONTH_NAMES[local.month - 1]} {local.year:04}"
    return f"{date_text} {local.hour:02}:{local.minute:02}{seconds}{again}"


def _parse_iso(text: str, match: re.Match[str], zone: tzinfo) -> Moment:
    parts = match.groupdict(default="")
    written = f"{parts['date']}T{parts['time']}{parts['offset']}" if parts["date"] else match[0]
    try:
        moment = datetime.fromisoformat(written.upper())
    except ValueError:
        raise ValueError(f"{quote_value(text)} holds a date or a time that does not exist; {_ACCEPTED}") from None
    if moment.tzinfo is None:
        return _at_wall(text, moment, zone)
    _refuse_far_year(text, moment)
    return Moment(moment.astimezone(UTC))


def _written_date(text: str, match: re.Match[str]) -> date:
    month = _place_of(match["month"], _MONTHS)
    try:
        if month is None:
            raise ValueError
        day = date(int(match["year"]), month + 1, int(match["day"]))
    except ValueError:
        raise ValueError(f"{quote_value(text)} holds a date that does not exist; {_ACCEPTED}") from None
    if match["weekday"] and _place_of(match["weekday"], _DAYS) != day.weekday():
        raise ValueError(
            f"{quote_value(text)}: that day is a {_DAYS[day.weekday()]}; leave the weekday out or correct it"
        )
    return day


def _clock(text: str, match: re.Match[str]) -> time:
    try:
        return time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        raise ValueError(f"{quote_value(text)} has a time that does not exist; use 0:00 to 23:59") from None


def _counts_from_now(word: str | None) -> bool:
    return word is None or word.lower() in _FROM_TODAY or _place_of(word, _DAYS) is not None


def _from_now(text: str, match: re.Match[str], zone: tzinfo, now: datetime) -> Moment:
    word = match["word"]
    if word is None:
        return Moment(now.astimezone(UTC))
    today, clock = local_time(now, zone).date(), _clock(text, match)
    weekday = _place_of(word, _DAYS)
    if weekday is None:
        return _at_wall(text, datetime.combine(today + timedelta(days=_FROM_TODAY[word.lower()]), clock), zone)
    ahead = (weekday - today.weekday()) % 7
    if not ahead and first_instant(datetime.combine(today, clock), zone) <= now:
        ahead = 7
    return _at_wall(text, datetime.combine(today + timedelta(days=ahead), clock), zone)


def _place_of(word: str, names: tuple[str, ...]) -> int | None:
    """Return the place of a name that is written out or cut to three letters or more."""
    return next((place for place, name in enumerate(names) if len(word) > 2 and name.startswith(word.title())), None)


def _at_wall(text: str, wall: datetime, zone: tzinfo) -> Moment:
    """Return the instant of a wall time, which must exist; the first where there are two."""
    _refuse_far_year(text, wall)
    offsets = offsets_at(wall, zone)
    if offsets.skipped:
        raise ValueError(f"{quote_value(text)} does not exist in {zone}: {_describe_gap(wall, zone)}")
    note = ""
    if offsets.shown_twice:
        written = wall.isoformat(timespec="auto" if wall.second or wall.microsecond else "minutes")
        first, second = (f"{written}{_offset_text(offset)}" for offset in offsets)
        note = f"{_wall_text(wall)} happens twice in {zone}; the first is taken ({first}; the second is {second})"
    return Moment(first_instant(wall, zone), note)


def _describe_gap(wall: datetime, zone: tzinfo) -> str:
    end = gap_end(wall, zone).replace(tzinfo=None)
    offsets = offsets_at(wall, zone)
    last_shown, next_shown = end + offsets.before, end + offsets.after
    target = f"{next_shown:%H:%M}" if last_shown.date() == next_shown.date() else _wall_text(next_shown)
    return f"the clocks go from {_wall_text(last_shown)} to {target}; use a time before or after"


def _offset_text(offset: timedelta) -> str:
    minutes = round(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _wall_text(wall: datetime) -> str:
    return describe_moment(wall.replace(tzinfo=UTC), UTC)


def _refuse_far_year(text: str, moment: datetime) -> None:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"{quote_value(text)} lies too far away; use a year from {_FIRST_YEAR} to {_LAST_YEAR}")
