"""Hours as a voice tells them: "We are open Monday to Thursday, 8:30 am to 6 pm, Friday, 8:30 am to 12:30 pm"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from simulator.checks.scripts.hours import Span
from simulator.checks.scripts.language import HourWords, Language

_NOON = 12 * 60


def hours_sentence(hours: Mapping[int, Sequence[Span]], language: Language) -> str:
    """Return a sentence that tells the hours of weekdays (0 is Monday); empty where a language has no words for it."""
    words = language.words.hours
    if not words.offer or not any(hours.values()):
        return ""
    names = {day: name.capitalize() if words.capital_days else name for name, day in reversed(words.weekdays.items())}
    told = [
        words.offer_day.format(
            days=f"{names[first]} {words.to[0]} {names[last]}" if first != last else names[first],
            spans=f" {words.between[0]} ".join(_span_words(span, words) for span in hours[first]),
        )
        for first, last in _runs(hours)
    ]
    return words.offer.format(hours=", ".join(told))


def _runs(hours: Mapping[int, Sequence[Span]]) -> Iterator[tuple[int, int]]:
    """The first and last of days in a row that have the same hours, without those that are closed."""
    days = [day for day in sorted(hours) if hours[day]]
    while days:
        size = 1
        while size < len(days) and days[size] == days[0] + size and hours[days[size]] == hours[days[0]]:
            size += 1
        yield days[0], days[size - 1]
        del days[:size]


def _span_words(span: Span, words: HourWords) -> str:
    return f"{_time_words(span[0], words)} {words.to[0]} {_time_words(span[1], words)}"


def _time_words(minutes: int, words: HourWords) -> str:
    """A time of day: 5:30 pm, 17:30 Uhr; full hours without minutes."""
    if words.offer_clock:
        hour, rest = divmod(minutes, 60)
        return f"{hour}{f':{rest:02}' if rest else ''} {words.offer_clock}"
    hour, rest = divmod(minutes % _NOON, 60)
    return f"{hour or 12}{f':{rest:02}' if rest else ''} {'pm' if _NOON <= minutes < 2 * _NOON else 'am'}"
