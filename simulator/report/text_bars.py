"""Bars at the end of lines of figures, as wide as a page of text leaves room; a terminal without ``█`` shows ``=``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

LINE_MOST = 100
"""Lines with a bar are no longer than this, or than the terminal is wide: it would break the table with them."""

NAME_MOST = 40
"""The width of a column of names. A longer name moves the figures of its own row, which then may have no bar."""

BAR_MOST = 24
BAR_LEAST = 6
"""A shorter bar tells less than its figure."""

_GAP = "  "
_SIGNS = "█░×"

ROUND_WORDS = "█ choose, ░ wrong or silent, × gone"
"""What the signs in a bar of a round stand for."""

Parts = Sequence[float]
"""The parts of one bar, up to three, each with a sign of its own; empty: no bar."""


def share_parts(share: float) -> Parts:
    """Return the bar of one share; none where it has no end."""
    return (share,) if isfinite(share) else ()


def round_parts(chose: float, wrong: float, silent: float, hung_up: float) -> Parts:
    """Return the bar of a round: those who choose, those who try again or are out, and those who hang up."""
    parts = (chose, wrong + silent, hung_up)
    return parts if isfinite(sum(parts)) else ()


def append_bars(
    lines: Sequence[str], bars: Sequence[Parts], notes: Sequence[str] = (), words: str = "", most: int = LINE_MOST
) -> Iterator[str]:
    """Yield the lines of a table with their bars, in proportion to the largest; none where there is no room.

    A note stands after its bar, or under its line where the line would be too long. So do the ``words`` that explain
    the bars, after the first line. No line with a bar is longer than ``most``.

    >>> list(append_bars(["a  60 %", "b  30 %"], [(0.6,), (0.2, 0.1)]))
    ['a  60 %  ████████████████████████', 'b  30 %  ████████░░░░']
    """
    # The first line heads the table, and is as wide as its columns are; what is longer has a long name.
    usual = max(len(lines[0]) if lines else 0, most - BAR_LEAST - len(_GAP))
    left = max((len(line) for line in lines if len(line) <= usual), default=0)
    width = min(BAR_MOST, most - left - len(_GAP))
    largest = max(map(sum, bars), default=0.0) if width >= BAR_LEAST else 0.0
    shown = [
        bar_text(parts, largest, width) if largest and len(line) <= usual else ""
        for line, parts in zip(lines, bars, strict=True)
    ]
    longest = max(map(len, shown), default=0)
    every = [*notes] or [""] * len(lines)
    if words and longest:
        every[0] = words
        shown[0] = ""
    for number, (line, bar, note) in enumerate(zip(lines, shown, every, strict=True)):
        room = 0 if words and not number else longest
        whole = f"{line.ljust(left)}{_GAP}{bar.ljust(room)}" if longest else line
        joined = f"{whole}{_GAP if room or not longest else ''}{note}"
        if note and len(joined) > most:
            yield whole.rstrip()
            yield f"{_GAP}{note}"
        else:
            yield joined.rstrip()


def bar_text(parts: Parts, largest: float, width: int) -> str:
    """Return one bar. Its parts are rounded where they end, so the whole is as long as their sum.

    >>> bar_text((0.5, 0.25, 0.25), 1.0, 8), bar_text((0.001,), 1.0, 8), bar_text((), 1.0, 8)
    ('████░░××', '', '')
    """
    ends, total = [0], 0.0
    for part in parts:
        total += part
        ends.append(round(width * total / largest))
    return "".join(sign * (end - start) for sign, start, end in zip(_SIGNS, ends, ends[1:], strict=False))
