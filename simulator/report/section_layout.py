"""Sections of a flow read back, laid out as plain text or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from simulator.graph.readback.flow_readback import Section, TableRow
from simulator.words.markup import escape_markdown
from simulator.words.sanitizer import OutputText, join_lines

READ_IN_FULL = 3
"""A flow of at most this many receptionists fits on a screen or two as it is; a longer one is summed up."""

WIDTH = 88
"""Columns of the text form."""

LABEL_WIDEST = 10
"""Labels up to this wide, the longest option, stand next to their text; wider ones above it."""


def sections_text(sections: Iterable[Section]) -> OutputText:
    """The sections as plain text of at most 88 columns (longer words are broken)."""
    return _space_lines(block for section in sections for block in _text_blocks(section))


def _space_lines(blocks: Iterable[Sequence[str]]) -> OutputText:
    """Blocks of lines, an empty line after each."""
    return join_lines(line for block in blocks for line in (*block, ""))


def _text_blocks(section: Section) -> Iterator[list[str]]:
    heading = _wrap_text(section.heading)
    yield [*heading, "=" * max(map(len, heading))]
    if section.sentences:
        yield _text_list(section.sentences)
    if section.rows:
        yield [*_text_rows(section.rows)]
    if section.remarks:
        yield _text_list(section.remarks)


def _text_list(statements: Iterable[str]) -> list[str]:
    return [line for statement in statements for line in _wrap_text(statement, "- ", "  ")]


def _text_rows(rows: Sequence[TableRow]) -> Iterator[str]:
    # One wide label moves all texts below their labels, so that a table does not change its form halfway.
    widest = max(len(row.label) for row in rows)
    for label, text in rows:
        if widest <= LABEL_WIDEST:
            yield from _wrap_text(text, f"    {label:{widest}} → ", " " * (widest + 7))
        else:
            yield from _wrap_text(label, "    ", "    ")
            yield from _wrap_text(text, "        ", "        ")


def _wrap_text(text: str, first: str = "", following: str = "") -> list[str]:
    """The lines of a text; a number stays with the word before it, a unit with its number."""
    # The wrapping breaks at any space, and would part “8 s” or leave a lone number at a line's end.
    joined = _TOGETHER.sub(_NO_BREAK, text)
    lines = wrap(joined, WIDTH, initial_indent=first, subsequent_indent=following, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


_NO_BREAK = "\N{NO-BREAK SPACE}"
_TOGETHER = re.compile(r" (?=\d)|(?<=\d) (?=(?:s|min)\b)")


def sections_markdown(sections: Iterable[Section]) -> OutputText:
    """The sections as Markdown, with tables; what has a meaning in Markdown is escaped."""
    return _space_lines(block for section in sections for block in _markdown_blocks(section))


def _markdown_blocks(section: Section) -> Iterator[list[str]]:
    yield [f"## {escape_markdown(section.heading)}"]
    if section.sentences:
        yield _markdown_list(section.sentences)
    if section.rows:
        lines = [section.columns, ("---", "---"), *(map(escape_markdown, row) for row in section.rows)]
        yield [f"| {' | '.join(line)} |" for line in lines]
    if section.remarks:
        yield _markdown_list(section.remarks)


def _markdown_list(statements: Iterable[str]) -> list[str]:
    return [f"- {escape_markdown(statement)}" for statement in statements]
