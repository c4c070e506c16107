"""Words for numbers, times and names, as an administrator would write them."""

from __future__ import annotations

from simulator.config.durations import duration_words
from simulator.config.flow import RecordingLength
from simulator.words.phrases import LISTED_MOST, count_noun, join_words
from simulator.words.sanitizer import escape_signs

__all__ = [
    "LISTED_MOST",
    "count_noun",
    "duration_words",
    "join_words",
    "length_words",
    "ordinal_word",
    "quote",
    "visible",
]

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def visible(text: str) -> str:
    """The text on one line, with single spaces, and control characters as visible escapes."""
    return escape_signs(" ".join(text.split()))


def quote(text: str) -> str:
    """The text in quotation marks, fit to be shown."""
    return f"“{visible(text)}”"


def ordinal_word(number: int) -> str:
    """``first`` to ``tenth``, then ``11th``, ``21st``, and so on."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def length_words(length: RecordingLength) -> str:
    """A duration, with *about* where it rests on an estimate."""
    return f"{'about ' if length.estimated else ''}{duration_words(length.milliseconds)}"
