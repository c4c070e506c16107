"""Estimates of how wide a text is, and texts shortened or broken to fit.

The reader's device chooses the font, so nobody knows the width. The estimate is wide enough for the sans-serif fonts
in common use (measured on Liberation Sans, DejaVu Sans and Noto Sans: never more than 3 % too narrow).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import category, east_asian_width

from simulator.words.sanitizer import JOINERS

_NARROW = frozenset("iljtfrI.,:;'|!()[]` ")
_WIDE = frozenset("mwMW@%<>=+—…")
_BOLD = 1.08

SMALL_SIZE, PAPER_SMALL = 12.0, 13.0
"""The size of notes, numbers and hours on a map, and on a page of paper, where they would be too small to read."""


@lru_cache(maxsize=20_000)  # a map measures the same names again for each width that it tries
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return an upper estimate of a text's width, in the unit of ``size`` (the font's)."""
    return sum(map(_sign_width, text)) * size * (_BOLD if bold else 1.0)


def _sign_width(sign: str) -> float:
    """Return the width of one sign in ems."""
    if sign < "\x7f":
        return 0.36 if sign in _NARROW else 0.94 if sign in _WIDE else 0.72 if sign.isupper() else 0.6
    if _joins(sign):
        return 0.0
    if east_asian_width(sign) in "WF":
        return 1.05
    return 0.72 if sign.isupper() else 0.66


def _joins(sign: str) -> bool:
    """Return whether a sign is drawn over, or melts into, the one before it."""
    return sign in JOINERS or category(sign) in ("Mn", "Me", "Cf")


def shorten_text(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, or as much of its beginning as fits with an ellipsis; no sign is torn from its marks."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = _fitting_length(text, width - text_width("…", size, bold=bold), size, bold=bold)
    return text[:kept].rstrip() + "…"


def _fitting_length(text: str, width: float, size: float, *, bold: bool) -> int:
    """Return how many signs of a text fit, without tearing one from the marks that belong to it."""
    kept, used = 0, 0.0
    while kept < len(text) and (used := used + text_width(text[kept], size, bold=bold)) <= width:
        kept += 1
    while 0 < kept < len(text) and (
        category(text[kept])[0] == "M" or text[kept] in JOINERS or text[kept - 1] in JOINERS
    ):
        kept -= 1
    return kept


def break_lines(text: str, width: float, size: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """Return a text in at most ``most`` lines, broken between words; the last is shortened if it must be."""
    lines: list[str] = []
    words = text.split(" ")
    while words and len(lines) < most - 1:
        count = _fitting_words(words, width, size, bold=bold)
        lines.append(shorten_text(" ".join(words[:count]), width, size, bold=bold))
        words = words[count:]
    if words:
        lines.append(shorten_text(" ".join(words), width, size, bold=bold))
    return tuple(lines)


def _fitting_words(words: Sequence[str], width: float, size: float, *, bold: bool) -> int:
    """Return how many words fit on a line, one at least; those that do not are not even measured."""
    used = 0.0
    for count, word in enumerate(words):
        used += text_width(f" {word}" if count else word, size, bold=bold)
        if used > width and count:
            return count
    return len(words)
