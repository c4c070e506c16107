r"""The position tree: where every value of a text starts and ends, so that it can be edited in place.

A parser reports marks (a scalar from here to there, a mapping opens, it ends), and the tree has the same shape as
the values: one span for each value, found by the value's path. Positions are character offsets into the text as
it stands, so an edit replaces exactly the characters of one value, and comments and layout around it stay.

Example: in ``entries:\\n  - {option: 1}`` the span at ("entries", 0, "option") is the one character ``1``; its key
starts at ``option``. YAML counts the comments behind a block as part of it, so the end of a block is taken from its
last value instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from simulator.text.document import Document
from simulator.text.json_tokens import json_tokens
from simulator.wire.decoding import Path

Kind = Literal["scalar", "mapping", "sequence"]


class ValueSpan:
    """One value: its first character and the one behind its last, and where its key (or itself) starts.

    ``key_end`` is behind the key; of a value without a key, it is where the value starts. ``block`` tells a
    mapping or a list that YAML lays out by lines from one in brackets. Of a repeated key the first holds.
    """

    __slots__ = ("block", "end", "inner", "key", "key_end", "kind", "start")

    def __init__(self, kind: Kind, key: int, start: int, end: int, *, block: bool = False) -> None:
        self.kind = kind
        self.key = key
        self.key_end = key
        self.start = start
        self.end = end
        self.block = block
        self.inner: dict[str | int, ValueSpan] = {}

    def span_at(self, path: Path) -> ValueSpan | None:
        """The value at a path from here; None where the text has none."""
        value_span: ValueSpan | None = self
        for step in path:
            if value_span is None:
                return None
            value_span = value_span.inner.get(step)
        return value_span


class _Mark(NamedTuple):
    """A scalar, or the start (``open``) or end of a mapping or a list."""

    kind: Literal["scalar", "mapping", "sequence", "end"]
    start: int
    end: int
    text: str = ""
    block: bool = False


def value_spans(document: Document) -> ValueSpan:
    """The places of all values of a document."""
    marks = _json_marks(document.text) if document.syntax == "json" else _yaml_marks(document.text)
    top: list[ValueSpan] = []
    open_spans: list[ValueSpan] = []
    keys: list[_Mark | None] = []
    for mark in marks:
        if mark.kind == "end":
            _close_span(open_spans.pop(), mark)
            keys.pop()
            continue
        holder = open_spans[-1] if open_spans else None
        if holder is not None and holder.kind == "mapping" and keys[-1] is None:
            keys[-1] = mark
            continue
        named = keys[-1] if keys else None
        span = ValueSpan(mark.kind, named.start if named else mark.start, mark.start, mark.end, block=mark.block)
        if holder is None:
            top.append(span)
        elif named is not None:
            span.key_end = named.end
            holder.inner.setdefault(named.text, span)
            keys[-1] = None
        else:
            holder.inner[len(holder.inner)] = span
        if mark.kind != "scalar":
            open_spans.append(span)
            keys.append(None)
    return top[0]


def _close_span(span: ValueSpan, mark: _Mark) -> None:
    """A block ends where its last value does: what YAML says is behind the comments that follow."""
    span.end = max((inner_span.end for inner_span in span.inner.values()), default=span.end) if span.block else mark.end


def _json_marks(text: str) -> Iterator[_Mark]:
    from json import loads

    for token, index in json_tokens(text):
        end = index + len(token)
        if token in "{[":
            yield _Mark("mapping" if token == "{" else "sequence", index, end)
        elif token in "}]":
            yield _Mark("end", index, end)
        elif token not in ",:":
            yield _Mark("scalar", index, end, loads(token) if token[0] == '"' else token)


def _yaml_marks(text: str) -> Iterator[_Mark]:
    from yaml import events

    from simulator.text.yaml_tree import LOADER

    for event in _first_document(LOADER(text)):
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case events.CollectionStartEvent():
                kind: Kind = "mapping" if isinstance(event, events.MappingStartEvent) else "sequence"
                yield _Mark(kind, start, end, block=text[start : start + 1] not in ("{", "["))
            case events.CollectionEndEvent():
                yield _Mark("end", start, end)
            case events.ScalarEvent():
                scalar = text[start:end]
                yield _Mark(
                    "scalar", start, start + len(scalar.rstrip()) if event.style in ("|", ">") else end, event.value
                )


def _first_document(parser: Any) -> Iterable[Any]:
    from yaml import events

    try:
        while not isinstance(event := parser.get_event(), (events.DocumentEndEvent, events.StreamEndEvent)):
            yield event
    finally:
        parser.dispose()
