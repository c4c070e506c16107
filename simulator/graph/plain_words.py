"""Words for numbers, times and names, as an administrator would write them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.config.flow import RecordingLength
from simulator.words.sanitizer import escape_signs

LISTED_MOST = 6
"""How many things a sentence names before it only counts them."""

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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


def count_noun(number: int, noun: str, nouns: str = "") -> str:
    """``one menu``, ``two menus``, ``11 menus``; ``nouns`` where the plural takes no ``s``."""
    word = _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
    return f"{word} {noun if number == 1 else nouns or noun + 's'}"


def join_words(words: Sequence[str], *, remainder: str = "{} more") -> str:
    """``a``, ``a and b``, ``a, b and c``; beyond six the ``remainder`` is only counted."""
    if len(words) > LISTED_MOST:
        words = [*words[: LISTED_MOST - 1], remainder.format(f"{len(words) - LISTED_MOST + 1:,}")]
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def duration_words(milliseconds: int) -> str:
    """``4 s``, ``8.2 s``, ``2 min``, ``1 min 3.5 s``, to the tenth of a second."""
    # Rounded before it is split into minutes, so that 59.96 s is 1 min and not 60 s.
    tenths = (milliseconds + 50) // 100
    minutes, tenths = divmod(tenths, 600)
    seconds = f"{tenths / 10:g} s"
    if not minutes:
        return seconds
    return f"{minutes:,} min {seconds}" if tenths else f"{minutes:,} min"


def length_words(length: RecordingLength) -> str:
    """A duration, with *about* where it rests on an estimate."""
    return f"{'about ' if length.estimated else ''}{duration_words(length.milliseconds)}"
