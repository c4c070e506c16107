"""Lines that are too long, broken between words so that the rest stands below the first word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

WIDTH = 78
"""Columns of a line that somebody reads while answering: a terminal of 80, or a sheet of A4."""

_HEAD = re.compile(r"(\s*)(\w{1,3}\.\s+|\d{1,3}\s{2,}|· )?")
"""The beginning of a line that the rest keeps clear of: its margin, and a number, a letter or a dot."""

_FURTHER = 2
"""Columns by which the rest of an indented line without such a mark is indented further."""


def wrap_lines(lines: Iterable[str]) -> list[str]:
    """Return the lines, each broken where it is too long; what follows a number or a dot hangs below the first word.

    >>> print(*wrap_lines(["  1. " + "very " * 16 + "long"]), sep="|")
      1. very very very very very very very very very very very very very very|     very very long
    """
    wrapped: list[str] = []
    for line in lines:
        head = _HEAD.match(line)
        margin, mark = head.groups("") if head else ("", "")
        hanging = " " * (len(margin) + (len(mark) or (_FURTHER if margin else 0)))
        wrapped += wrap(line, WIDTH, subsequent_indent=hanging, break_on_hyphens=False) or [""]
    return wrapped
