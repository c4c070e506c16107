"""Opening hours and closed days, as a catalogue writes them and as a script says them.

Both become *hours*: for each day that is spoken of, when it opens and closes, in minutes after midnight;
nothing where it is closed. A day is a weekday (0 is Monday) or a date without its year. ``Mon-Fri 9:00-17:00;
25 Dec closed`` and "We are open Monday to Friday, nine to five, and closed on Christmas Day" are read alike.
Only sentences of a script that mention being open or closed are read; what is not clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.checks.scripts.days import Day, DayWords, day_words
from simulator.checks.scripts.language import Language
from simulator.checks.scripts.spelling import one_spelling

Span = tuple[int, int]
Hours = Mapping[Day, tuple[Span, ...]]
"""Day -> its spans from opening to closing time, in minutes after midnight; none: closed."""

_TIME = (
    r"(?:(?P<{0}_before>{before})\s*)?(?P<{0}>[0-9]{{1,2}})(?:\s?[:.h]\s?(?P<{0}_minutes>[0-9]{{2}}))?"
    r"\s*(?:{clock})?\s*(?P<{0}_half>{half})?\s*(?:{clock})?"
)
_NOON, _MIDNIGHT = 12 * 60, 24 * 60
_NIGHT = 24
"""What a word for the night adds to an hour, at which twelve is midnight and nine is 21."""

_EARLIEST = 7 * 60
"""Before seven in the morning nobody opens who does not say so."""


class _Item(NamedTuple):
    """Days, a span of hours, or the word that says "closed"."""

    kind: Literal["days", "span", "closed"]
    days: tuple[Day, ...] = ()
    span: Span | None = None


def parse_catalogue_hours(text: str) -> Hours:
    """The hours of the catalogue's field, in any of the languages; empty where it cannot be read."""
    return _assign_days(list(_find_items(text.lower(), day_words(None))))


def read_script_hours(script: str, language: Language) -> Hours:
    """Return the hours in a script; empty if none are clear."""
    words = day_words(language)
    hours: dict[Day, tuple[Span, ...]] = {}
    for said in words.sentence_ends.split(one_spelling(script.lower())):
        if words.fractions.search(said):  # "half past nine" is not nine
            continue
        sentence = words.in_digits(said)
        if words.speaks_of_hours.search(said):
            hours.update(_assign_days(list(_find_items(sentence, words))))
    return hours


def speaks_of_times(sentence: str, language: Language) -> bool:
    """Return whether a sentence names days or a time."""
    words = day_words(language)
    text = words.in_digits(sentence.lower())
    return bool(re.search("[0-9]", text)) or any(item.kind == "days" for item in _find_items(text, words))


def _find_items(text: str, words: DayWords) -> Iterator[_Item]:
    """Yield what a text says of days and hours, in its order."""
    at = 0
    while at < len(text):
        if match := words.closed.match(text, at):
            yield _Item("closed")
            at = match.end()
        elif days := words.days_at(text, at):
            yield _Item("days", days.days)
            at = days.end
        elif (match := _span_pattern(words).match(text, at)) and not words.units.match(text, match.end()):
            yield _Item("span", span=_parse_span(match, words))
            at = match.end()
        else:  # to the next word: half a word does not count
            at = onward.end() if (onward := re.compile(r"[^\W_]+|.", re.DOTALL).match(text, at)) else len(text)


def _assign_days(items: Sequence[_Item]) -> Hours:
    """Return each value with its days: those before it, else those after it."""
    hours: dict[Day, tuple[Span, ...]] = {}
    waiting: list[Day] = []
    last: list[Day] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        if item.kind == "days":
            waiting += item.days
            last = []
            continue
        days, waiting = waiting, []
        if not days and not (item.kind == "span" and last):
            while index < len(items) and items[index].kind == "days":
                days = [*days, *items[index].days]
                index += 1
        if item.kind == "closed" and not days:  # "closed for lunch, 12 to 1"
            index += index < len(items) and items[index].kind == "span"
            last = []
        elif item.kind == "closed":
            hours.update(dict.fromkeys(days, ()))
        elif item.span is not None:
            for day in days or last:
                hours[day] = ((*hours.get(day, ()), item.span)) if not days else (item.span,)
            last = days or last
    return hours


def _span_pattern(words: DayWords) -> re.Pattern[str]:
    return words.span(_TIME)


def _parse_span(match: re.Match[str], words: DayWords) -> Span | None:
    """Minutes after midnight; "9 to 5" closes in the afternoon, "8 to 8" too, and "2 to 5" is all of it.

    None: there is no such span, or it is not clear ("8 to 10 pm").
    """
    opens, closes = _parse_minutes(match, "opens", words), _parse_minutes(match, "closes", words)
    early = opens < _EARLIEST and not _half_of(match, "opens") and ":" not in match[0]
    if not _half_of(match, "closes"):
        closes += _NOON if closes <= opens or early else 0
    elif not _half_of(match, "opens") and opens >= _EARLIEST and opens + _NOON < closes:
        return None
    opens += _NOON if early and opens + _NOON < closes else 0
    return (opens, closes) if 0 <= opens < closes <= _MIDNIGHT else None


def _parse_minutes(match: re.Match[str], which: str, words: DayWords) -> int:
    hour, half = int(match[which]), _half_of(match, which)
    if half:
        later = words.halves[half] if half in words.halves else words.halves_before[half]
        hour = hour % 12 + (later if later < _NIGHT else _NIGHT if hour % 12 == 0 else 12)
    return hour * 60 + int(match[f"{which}_minutes"] or 0)


def _half_of(match: re.Match[str], which: str) -> str | None:
    """Return the word that says which half of the day a time is in."""
    return match[f"{which}_half"] or match[f"{which}_before"]


def spans_words(spans: Sequence[Span]) -> str:
    """Spans as people write them: 9:00-12:00 and 13:00-17:00; closed."""
    return " and ".join(f"{clock_time(opens)}-{clock_time(closes)}" for opens, closes in spans) or "closed"


def clock_time(minutes: int) -> str:
    """Minutes after midnight as people write them: 9:00."""
    return f"{minutes // 60}:{minutes % 60:02}"
