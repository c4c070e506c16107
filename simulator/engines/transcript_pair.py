"""Two transcripts side by side, aligned by what happens; the sign between them says where they differ.

As ``sdiff`` marks them: nothing where both say the same at about the same time, ``|`` where they differ, ``<`` and
``>`` where only one says something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from simulator.callers.transcript import TranscriptLine, layout_lines

COLUMN = 58
"""Characters of each side; what is longer is cut off."""

_SECONDS = re.compile(r"\b\d+(\.\d+)? s\b")


def pair_transcripts(
    left: Sequence[TranscriptLine], right: Sequence[TranscriptLine], titles: tuple[str, str], *, apart_ms: int
) -> list[str]:
    """Return both as rows of two columns; the same thing at times more than ``apart_ms`` apart is a difference."""
    rows = [f"  {titles[0]:<{COLUMN}}    {titles[1]}"]
    for first, second in _align(left, right):
        sign = _sign(first, second, apart_ms)
        rows.append(f"{_cell(first):<{COLUMN + 2}} {sign} {_cell(second)}".rstrip())
    return rows


def _align(
    left: Sequence[TranscriptLine], right: Sequence[TranscriptLine]
) -> Iterator[tuple[TranscriptLine | None, TranscriptLine | None]]:
    matcher = SequenceMatcher(None, [*map(_happening, left)], [*map(_happening, right)], autojunk=False)
    for _, first, first_end, second, second_end in matcher.get_opcodes():
        yield from zip_longest(left[first:first_end], right[second:second_end])


def _happening(line: TranscriptLine) -> tuple[str, str]:
    """Return what a line tells apart from the time: a wait of 1.003 s is one of 1 s."""
    return line.kind, _SECONDS.sub("s", line.text)


def _sign(first: TranscriptLine | None, second: TranscriptLine | None, apart_ms: int) -> str:
    if first is None:
        return ">"
    if second is None:
        return "<"
    same = _happening(first) == _happening(second) and abs(first.at - second.at) <= apart_ms
    return " " if same else "|"


def _cell(line: TranscriptLine | None) -> str:
    if line is None:
        return ""
    (row, *_) = layout_lines([line])
    return row if len(row) <= COLUMN + 2 else f"{row[: COLUMN + 1]}…"
