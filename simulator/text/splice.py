"""Edits of a text, value by value: all that is not edited stays, to the byte.

Comments, order, quotes and line ends are the author's. What cannot be done in place raises ``SpliceRefused``;
whoever edits then takes a larger piece. Nothing here knows what the values mean: who edits reads the
new text again and looks whether it says what it is to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from simulator.text.document import Document
from simulator.text.position_tree import ValueSpan
from simulator.text.yaml_quotes import quote_yaml
from simulator.wire.decoding import Path

_NOTE = re.compile(r"[ \t]+#[^\r\n]*")
_HEADER = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)?")
_COMMA = re.compile(r"[ \t]*,")
_COMMA_NOTE = re.compile(r"[ \t]*(,?)[ \t]+#[^\r\n]*")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


EMPTY_LIST = "[]"
"""As the one new item of a list that loses all others, it stands for the list."""


class SpliceRefused(Exception):
    """An edit that cannot be made in place."""


class TextSplice:
    """The edits of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.text
        self.top = document.positions.top
        self._edits: list[tuple[int, int, str]] = []
        first_end = _LINE_END.search(self.source)
        self.line_end = (first_end.group() if first_end else "") or "\n"

    @property
    def edited_text(self) -> str:
        """The text with all edits. Raises ``SpliceRefused`` where two are about the same characters."""
        # From left to right over the text as it was: no edit moves the positions of another.
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self._edits, key=lambda edit: (edit[0], edit[1])):  # stable: as they came
            if start < at:
                raise SpliceRefused
            parts += [self.source[at:start], new]
            at = end
        return "".join([*parts, self.source[at:]])

    def text_of(self, path: Path) -> str:
        """The value at a path as it is written; empty where there is none."""
        span = self.top.span_at(path)
        return self.source[span.start : span.end] if span else ""

    def holds_comments(self, path: Path) -> bool:
        """Return whether comments stand between the fields or items of the value at a path."""
        span = self.top.span_at(path)
        if span is None or span.kind == "scalar":
            return False
        inner = list(span.inner.values())
        starts = [*(span_inside.key for span_inside in inner), span.end]
        ends = [span.start, *(span_inside.end for span_inside in inner)]
        return any("#" in self.source[end:start] for end, start in zip(ends, starts, strict=True))

    def key_text(self, path: Path) -> str:
        """The key of the value at a path as it is written, with what follows it."""
        span = self.top.span_at(path)
        return self.source[span.key : span.start] if span else ""

    def replace_value(self, path: Path, new: str, *, gone: str = "") -> None:
        """Put another value in place of one that is there; the comment after it goes if it starts with ``gone``."""
        span = self._span_of(path)
        end = span.end
        header = _HEADER.match(self.source, span.start) if span.kind == "scalar" else None
        if header and header[1]:  # a comment after the > of a folded text
            new += header[1]
        note = _NOTE.match(self.source, end)
        if gone and note and note.group().strip().startswith(gone):
            more = _NOTE.search(self.source, note.start() + note.group().index("#"), note.end())
            end = more.start() if more else note.end()  # what somebody added to it stays
        start = span.start
        if new[:1] in ("\r", "\n"):  # a block that starts on the next line
            while self.source[start - 1 : start] in (" ", "\t"):
                start -= 1
        elif span.start == span.end and self.source[start - 1 : start] == ":":
            new = f" {new}"
        self._edits.append((start, end, new))

    def add_field(self, path: Path, key: str, value: str, *, after: Iterable[str] = (), first: bool = False) -> None:
        """Add a field to the mapping at a path: ``first``, or after the last of ``after``, or at the end."""
        span = self._span_of(path)
        if span.kind != "mapping":
            raise SpliceRefused
        predecessors = [name for name in after if name in span.inner]
        name = quote_yaml(key) if self.document.syntax == "json" and key[:1] != '"' else key
        field = f"{name}:{value}" if value[:1] in ("\r", "\n") else f"{name}: {value}"
        if not span.inner:
            self._edits.append((span.start + 1, span.start + 1, field))
        elif first:
            self._add_before(next(iter(span.inner.values())), field, block=span.block)
        else:
            last = span.inner[predecessors[-1]] if predecessors else list(span.inner.values())[-1]
            self._add_after(last, field, block=span.block)

    def rename(self, path: Path, key: str) -> None:
        """Put another key in place of the one that a value has."""
        span = self._span_of(path)
        self._edits.append((span.key, span.key_end, key))

    def replace_entry(self, path: Path, entry: str) -> None:
        """Put other text in place of a value and its key. A comment between the two cannot stay."""
        span = self._span_of(path)
        if "#" in self.source[span.key_end : span.start]:
            raise SpliceRefused
        self._edits.append((span.key, span.end, entry))

    def put_field(self, path: Path, key: str, value: str, *, there: bool) -> None:
        """Replace a field of the mapping at a path, or add it where it is not there."""
        if there:
            self.replace_value((*path, key), value)
        else:
            self.add_field(path, key, value)

    def is_block(self, path: Path) -> bool:
        """Return whether the value at a path is laid out by lines."""
        return self._span_of(path).block

    def indent_of(self, path: Path) -> int:
        """Return how deep the fields of the mapping at a path stand."""
        span = self._span_of(path)
        return self._column_of(next(iter(span.inner.values())).key) if span.inner else 0

    def insert_item(self, path: Path, value: str, *, behind: int | None, before: int = 0) -> None:
        """Add an item to the list at a path, after another (``behind``), or (None) before one."""
        span = self._span_of(path)
        if span.kind != "sequence":
            raise SpliceRefused
        item = f"- {value}" if span.block and value != EMPTY_LIST else value
        if not span.inner:
            self._edits.append((span.start + 1, span.start + 1, item))
        elif behind is None:
            first = span.inner[before]
            self._add_before(first, item, block=span.block, dash=self._dash_of(span, first) if span.block else None)
        else:
            self._add_after(span.inner[behind], item, block=span.block, column=self._column_of(span.start))

    def remove_value(self, path: Path) -> None:
        """Take out a field of a mapping, or an item of a list."""
        holder, span = self._span_of(path[:-1]), self._span_of(path)
        if not holder.block:
            self._remove_between(holder, span)
            return
        start = self._line_start(self._dash_of(holder, span) if holder.kind == "sequence" else span.key)
        if self.source[start : span.key].strip(" -" if holder.kind == "sequence" else " "):
            raise SpliceRefused  # something else begins on its line
        self._edits.append((start, self._line_end(span.end), ""))

    def remove_items(self, path: Path, first: int, last: int) -> None:
        """Take items out of the list at a path, from ``first`` to ``last``, but not all; all comments stay."""
        holder = self._span_of(path)
        items = [holder.inner[index] for index in range(len(holder.inner))]
        if holder.block:
            for item in items[first : last + 1]:
                self._remove_text(self._dash_of(holder, item), item.end)
            return
        if last + 1 < len(items):
            start, end = items[first].start, items[last + 1].start
        else:
            start, end = items[first - 1].end, items[last].end
        if "#" not in self.source[start:end]:
            self._edits.append((start, end, ""))
            return
        for item in items[first : last + 1]:
            comma = _COMMA.match(self.source, item.end)
            self._remove_text(item.start, comma.end() if comma else item.end)

    def _remove_text(self, start: int, end: int) -> None:
        """Take out an item, and its line where nothing else is on it; a comment after it stays."""
        line = self._line_start(start)
        while self.source[end : end + 1] in (" ", "\t"):
            end += 1
        if not self.source[line:start].strip() and self.source[end : end + 1] in ("", "\r", "\n"):
            start, end = line, self._line_end(end)
        self._edits.append((start, end, ""))

    # -- where ------------------------------------------------------------------------------------

    def _span_of(self, path: Path) -> ValueSpan:
        span = self.top.span_at(path)
        if span is None:
            raise SpliceRefused
        return span

    def _line_start(self, index: int) -> int:
        return max(self.source.rfind("\n", 0, index), self.source.rfind("\r", 0, index)) + 1

    def _line_end(self, index: int) -> int:
        ending = _LINE_END.search(self.source, index)
        return ending.end() if ending else len(self.source)

    def _column_of(self, index: int) -> int:
        return index - self._line_start(index)

    def _dash_of(self, holder: ValueSpan, span: ValueSpan) -> int:
        """The dash of an item of a block list: in the list's own column, on its line or above."""
        column = self._column_of(holder.start)
        start = self._line_start(span.start)
        while self.source[start + column : start + column + 1] != "-":
            if start <= holder.start:
                raise SpliceRefused
            start = self._line_start(start - 1)
        return start + column

    def _add_after(self, last: ValueSpan, new: str, *, block: bool, column: int | None = None) -> None:
        """Add after another field or item."""
        if block:
            end = self._line_end(last.end)
            indent = " " * (self._column_of(last.key) if column is None else column)
            ended = self.source[end - 1 : end] in ("\n", "\r")
            line = f"{indent}{new}{self.line_end}" if ended else f"{self.line_end}{indent}{new}"
            self._edits.append((end, end, line))
            return
        start = self._line_start(last.key)
        before = self.source[start : last.key]
        is_alone = start > 0 and not before.strip()
        note = _COMMA_NOTE.match(self.source, last.end) if is_alone else None
        if note:  # the comment is about the item that it follows
            self._edits += [] if note[1] else [(last.end, last.end, ",")]
            self._edits.append((note.end(), note.end(), f"{self.line_end}{before}{new}{note[1]}"))
            return
        apart = f",{self.line_end}{before}" if is_alone else ", "
        self._edits.append((last.end, last.end, apart + new))

    def _add_before(self, first: ValueSpan, new: str, *, block: bool, dash: int | None = None) -> None:
        """Add before the first field or item."""
        at = first.key if dash is None else dash
        start = self._line_start(at)
        indent = self.source[start:at]
        if block and not indent.strip():  # a line of its own
            self._edits.append((start, start, f"{indent}{new}{self.line_end}"))
        else:
            apart = f"{self.line_end}{' ' * len(indent)}" if block else ", "
            self._edits.append((at, at, new + apart))

    def _remove_between(self, holder: ValueSpan, span: ValueSpan) -> None:
        """Take out a field or item in brackets, with its comma."""
        around = list(holder.inner.values())
        number = next(index for index, neighbour in enumerate(around) if neighbour is span)
        if number + 1 < len(around):
            start, end = span.key, around[number + 1].key
        elif number:
            start, end = around[number - 1].end, span.end
        else:
            start, end = span.key, span.end
        if "#" in self.source[start : span.key] + self.source[span.end : end]:
            raise SpliceRefused  # a comment would go with it
        self._edits.append((start, end, ""))
