"""The difference between two texts, as it is shown."""

from __future__ import annotations

import io
from collections.abc import Iterator

from simulator.words.sanitizer import OutputText, escape_signs, join_lines


def show_difference(old: str, new: str, before: str, after: str) -> OutputText:
    """Return a unified diff of two texts, named ``before`` and ``after``; empty where they are equal."""
    import difflib  # commands import this module and seldom show a difference

    return join_lines(_lines(difflib.unified_diff(_split(old), _split(new), escape_signs(before), escape_signs(after))))


def _split(text: str) -> list[str]:
    """Lines as an editor counts them; ``str.splitlines`` also splits at signs inside a line."""
    return list(io.StringIO(text, newline="\n"))


def _lines(difference_lines: Iterator[str]) -> Iterator[str]:
    for line in difference_lines:
        yield line.removesuffix("\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"
