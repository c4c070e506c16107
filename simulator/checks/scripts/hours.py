"""Opening hours, as a catalogue writes them and as a script tells them (in English).

Both become *hours*: for each weekday (0 is Monday) when it opens and closes, in minutes after midnight.
``Mon-Fri 9:00-17:00; Sat 10:00-13:00`` and "We are open Monday to Friday, nine to five" are read alike.
A script is read for one span after "open" or "hours" and its days; whatever is not clear is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from simulator.checks.scripts.language import Language

Hours = Mapping[int, tuple[int, int]]
"""Weekday (0 is Monday) -> opening and closing time, in minutes after midnight."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_TIME = r"(?P<{0}>[0-9]{{1,2}})(?:[:.](?P<{0}_minutes>[0-9]{{2}}))?\s*(?P<{0}_half>am|pm|a\.m\.?|p\.m\.?)?"
_SPAN = re.compile(_TIME.format("opens") + r"\s*(?:-|–|to|until|till|and)\s*" + _TIME.format("closes") + r"(?![0-9])")
_OPEN = re.compile(r"\b(?:open|opening hours|office hours|business hours|hours are|lines are open)\b")
_JOINS = frozenset({"to", "through", "-", "–", "until"})


def written_hours(text: str, known: Language) -> Hours:
    """The hours of the catalogue's field; empty where it cannot be read."""
    return dict(_spans(text.lower(), known))


def told_hours(script: str, known: Language) -> Hours:
    """The hours that a script tells; empty where it tells none that are clear."""
    text = _in_digits(script.lower(), known)
    found: dict[int, tuple[int, int]] = {}
    for sentence in re.split(r"(?<![0-9ap])\.\s|[!?]|\.$", text):
        if _OPEN.search(sentence):
            found.update(_spans(sentence, known))
    return found


def _in_digits(text: str, known: Language) -> str:
    return re.sub(r"[a-z]+", lambda word: known.words.numbers.get(word.group(), word.group()), text)


def _spans(text: str, known: Language) -> Iterator[tuple[int, tuple[int, int]]]:
    """Every span of hours of a text with its days, which stand before it or, at its end, behind it."""
    before = 0
    spans = list(_SPAN.finditer(text))
    for index, match in enumerate(spans):
        hours = _hours(match)
        behind = text[match.end() : spans[index + 1].start()] if index + 1 < len(spans) else text[match.end() :]
        days = _days(text[before : match.start()], known) or _days(behind, known)
        before = match.end()
        if hours is not None:
            yield from ((day, hours) for day in days)


def _hours(match: re.Match[str]) -> tuple[int, int] | None:
    """Minutes after midnight; "9 to 5" closes in the afternoon, "8 to 8" too."""
    opens, closes = _minutes(match, "opens"), _minutes(match, "closes")
    if closes <= opens and not match["closes_half"]:
        closes += 12 * 60
    return (opens, closes) if 0 <= opens < closes <= 24 * 60 else None


def _minutes(match: re.Match[str], which: str) -> int:
    hour, half = int(match[which]), (match[f"{which}_half"] or "")[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + int(match[f"{which}_minutes"] or 0)


def _days(text: str, known: Language) -> list[int]:
    for words, days in known.words.day_groups.items():
        if re.search(rf"\b{words}\b", text):
            return list(days)
    found: list[int] = []
    through = False
    for word in re.findall(r"[^\W\d_]+|-|–", text):
        day = known.words.weekdays.get(word)
        if day is None:
            through = through or (word in _JOINS and bool(found))
            continue
        if through and found:
            found += [one % 7 for one in range(found[-1] + 1, day + (8 if day < found[-1] else 1))]
        else:
            found.append(day)
        through = False
    return list(dict.fromkeys(found))


def clock(minutes: int) -> str:
    """Minutes after midnight as people write them: 9:00."""
    return f"{minutes // 60}:{minutes % 60:02}"
