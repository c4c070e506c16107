"""Dates of holidays -> text: the list that the ``holidays`` of a schedule name as ``file``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simulator.calendar.holiday_list import HolidayList, PartialClosure, year_words
from simulator.config.schedules import Holiday
from simulator.text.yaml_quotes import quote_yaml
from simulator.words.sanitizer import escape_signs

_PLAIN = re.compile(r"[^\W\d_][\w '’().&/+-]*")
"""Names that YAML reads as they stand, in braces too."""

_WORDS_OF_YAML = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "unknown"}


def holiday_text(holidays: HolidayList, years: range, command: str) -> str:
    """Return a file of dates, one line each; what closes a part of a day follows as comments, to be filled in."""
    heading = [
        f"{holidays.source}; {year_words(years)}.",
        f"Written by `{command}`; the same command shows what changed.",
    ]
    lines = [f"# {escape_signs(line)}" for line in heading]
    lines += [_holiday_line(holiday) for holiday in holidays.holidays] or ["[]"]
    lines += _partial_lines(holidays.partial)
    return "\n".join(lines) + "\n"


def _holiday_line(holiday: Holiday) -> str:
    dates = f"date: {holiday.first}" if holiday.first == holiday.last else f"dates: {holiday.first}/{holiday.last}"
    return f"- {{{dates}{_name_field(holiday.name)}}}"


def _partial_lines(partial: tuple[PartialClosure, ...]) -> Iterator[str]:
    if partial:
        yield "# These close only part of a day. Fill in the hours that stay open, and remove the #:"
    for closure in partial:
        yield f'# - {{date: {closure.day}, open: "HH:MM-HH:MM"{_name_field(closure.name)}}}  # closed {closure}'


def _name_field(name: str) -> str:
    """A name as a field, quoted where YAML would make something else of it; nothing for no name."""
    if not name:
        return ""
    is_plain = _PLAIN.fullmatch(name) and name == name.strip() and name.lower() not in _WORDS_OF_YAML
    return f", name: {name if is_plain else quote_yaml(name)}"
