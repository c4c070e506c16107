r"""The position tree: where every value of a text starts and ends, for messages and for edits in place.

Theory of operation. Loading keeps no positions: a flow of ten thousand receptionists is read twice as fast without
them, and most flows have nothing wrong. The first message, or the first edit, therefore reads the text once more.
The parser reports a stream of scalars, starts and ends; a builder turns it into a tree of spans that has the same
shape as the values, so that a value's path is the path of its span. All positions are character offsets into the
text as it stands: an edit replaces exactly the characters of one value, and comments and layout around it stay.

Example. In this text of 28 characters ::

    entries:\n  - {option: 1} # x

the builder sees: mapping 0, key ``entries`` 0-7, sequence 11, mapping 13, key ``option`` 14-20, scalar ``1`` 22-23,
end 24, end, end. The span at ("entries", 0, "option") has ``key`` 14, ``key_end`` 20, ``start`` 22 and ``end`` 23.
YAML reports the end of a block only at the next token, after the comments that follow it, so that a block ends where
its last value does: ("entries",) ends at 24, before the comment.

Three readings that a parser of values never needs: of a repeated key the first holds, and ``repeated`` tells both
places; a key that is a list or a mapping gets a span outside of the tree, so that what follows is not shifted; and a
path that the text does not hold is shown at its nearest container (``nearest``), which is where it would belong.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from simulator.fast_classes import NamedTuple
from simulator.text.positions import FAULTS_MOST
from simulator.wire.decoding import Path

Kind = Literal["scalar", "mapping", "sequence"]


_NOTHING: dict[str | int, ValueSpan | int] = {}
"""What all scalars hold, and nobody adds to: most of a large text are scalars."""


class ValueSpan:
    """One value: its first character and the one after its last, and where its key (or itself) starts.

    ``key_end`` is after the key; of a value without a key, it is where the value starts. ``block`` tells a
    mapping or a list that YAML lays out by lines from one in brackets. ``text`` is what a container of JSON is in.
    """

    __slots__ = ("_held", "_text", "block", "end", "key", "key_end", "kind", "start")

    def __init__(self, kind: Kind, start: int, end: int, *, block: bool = False, text: str = "") -> None:
        self.kind = kind
        self.key = start
        self.key_end = start
        self.start = start
        self.end = end
        self.block = block
        self._text = text
        # A number stands for a scalar of JSON that nobody has asked for: the character where it, or its key, starts.
        self._held: dict[str | int, ValueSpan | int] = {} if kind != "scalar" else _NOTHING

    @property
    def inner(self) -> dict[str | int, ValueSpan]:
        """The values that a container holds, by their keys or numbers."""
        return {step: self._span_of(step) for step in self._held}

    def _span_of(self, step: str | int) -> ValueSpan:
        value = self._held[step]
        if isinstance(value, int):
            value = self._held[step] = _scalar_at(self._text, value)
        return value

    def span_at(self, path: Path) -> ValueSpan | None:
        """Return the value at a path from here; None where the text has none."""
        value_span = self
        for step in path:
            if step not in value_span._held:
                return None
            value_span = value_span._span_of(step)
        return value_span

    def nearest(self, path: Path) -> ValueSpan:
        """Return the value at a path from here, or the nearest container of it that the text holds."""
        value_span = self
        for step in path:
            if step not in value_span._held:
                break
            value_span = value_span._span_of(step)
        return value_span


def _scalar_at(text: str, start: int) -> ValueSpan:
    """Return the scalar of JSON that starts, with its key if it has one, at a character."""
    from simulator.text.json_tokens import JSON_VALUE  # YAML has its own

    match = JSON_VALUE.match(text, start)
    assert match is not None, "a value was here before"
    if match.start(2) < 0:
        return ValueSpan("scalar", *match.span())
    span = ValueSpan("scalar", *match.span(2))
    span.key, span.key_end = match.span(1)
    return span


class Repeated(NamedTuple):
    """A key that came twice: its name, and the character where each starts."""

    name: str
    first: int
    second: int


class PositionTree:
    """The places of all values of one text: the span of the ``top`` value, and the keys that came twice."""

    __slots__ = ("repeated", "top")

    def __init__(self) -> None:
        self.top = ValueSpan("scalar", 0, 0)  # of an empty text, a message points at its beginning
        self.repeated: list[Repeated] = []

    def add_repeated(self, name: str, first: ValueSpan | int, second: int) -> None:
        """Note a key that comes again at a character, unless there are very many."""
        if len(self.repeated) < FAULTS_MOST:
            self.repeated.append(Repeated(name, first if isinstance(first, int) else first.key, second))


class _Key(NamedTuple):
    name: str
    start: int
    end: int


class _TreeBuilder:
    """The tree, from what a parser reports in the order of the text; without recursion."""

    def __init__(self) -> None:
        self.tree = PositionTree()
        self._open: list[ValueSpan] = []
        self._keys: list[_Key | None] = []  # for each open container, the key that still waits for its value

    @property
    def wants_key(self) -> bool:
        """Return whether the next value is a key."""
        return bool(self._open) and self._open[-1].kind == "mapping" and self._keys[-1] is None

    def add_key(self, name: str, start: int, end: int) -> None:
        """Take the key of the next value."""
        self._keys[-1] = _Key(name, start, end)

    def add_value(self, kind: Kind, start: int, end: int, *, block: bool = False) -> ValueSpan:
        """Put a value into the innermost container."""
        span = ValueSpan(kind, start, end, block=block)
        if not self._open:
            self.tree.top = span
            return span
        holder, key = self._open[-1], self._keys[-1]
        if key is None:
            holder._held[len(holder._held)] = span
            return span
        self._keys[-1] = None
        span.key, span.key_end = key.start, key.end
        first = holder._held.setdefault(key.name, span)
        if first is not span:
            self.tree.add_repeated(key.name, first, key.start)
        return span

    def open_container(self, kind: Kind, start: int, end: int, *, block: bool = False) -> None:
        """Start a list or a mapping."""
        if self.wants_key:
            self.add_key("", start, end)
            span = ValueSpan(kind, start, end, block=block)
        else:
            span = self.add_value(kind, start, end, block=block)
        self._open.append(span)
        self._keys.append(None)

    def close_container(self, end: int) -> None:
        """End the innermost list or mapping: a block where its last value does, whatever the parser says."""
        self._keys.pop()
        span = self._open.pop()
        span.end = max((value.end for value in span.inner.values()), default=span.end) if span.block else end


def json_positions(text: str) -> PositionTree:
    """Return the places in a text that is JSON.

    It builds the tree by itself: the text of a large flow holds a million tokens, and JSON has no surprises (a key is a
    text, and a container ends at its bracket), so that a key and its value can be taken at once. Of a scalar only the
    start is kept, until somebody asks for it: in a large text, to make the spans takes longer than to find them.
    """
    from json import loads

    from simulator.text.json_tokens import JSON_VALUE

    tree = PositionTree()
    top = holder = ValueSpan("sequence", 0, 0, text=text)  # what holds the only value
    enclosing: list[ValueSpan] = []
    names: dict[str, str] = {}  # thousands of keys have a few names
    held = top._held
    for match in JSON_VALUE.finditer(text):
        at, start = match.start(), match.start(2)
        if start < 0:
            sign = text[at]
            if sign in "}]":
                holder.end = at + 1
                holder = enclosing.pop()
                held = holder._held
                continue
            step: str | int = len(held)
            start = key_end = at
        else:
            sign = text[start]
            quoted, key_end = match[1], match.end(1)
            name = names.get(quoted)
            if name is None:
                name = names[quoted] = loads(quoted) if "\\" in quoted else quoted[1:-1]
            step = name
        value = ValueSpan(_KINDS[sign], start, start + 1, text=text) if sign in _KINDS else at
        first = held.setdefault(step, value)
        if first is not value:
            tree.add_repeated(str(step), first, at)
        if isinstance(value, ValueSpan):
            value.key, value.key_end = at, key_end
            enclosing.append(holder)
            holder = value
            held = holder._held
    tree.top = top.span_at((0,)) or tree.top
    return tree


_KINDS: dict[str, Kind] = {"{": "mapping", "[": "sequence"}
"""The containers by the bracket that opens them."""


def yaml_positions(text: str, loader: Any) -> PositionTree:
    """Return the places in the first document of a text that is YAML."""
    from yaml import events

    builder = _TreeBuilder()
    for event in _first_document(loader(text)):
        start, end = event.start_mark.index, event.end_mark.index
        match event:
            case events.CollectionStartEvent():
                kind: Kind = "mapping" if isinstance(event, events.MappingStartEvent) else "sequence"
                builder.open_container(kind, start, end, block=text[start : start + 1] not in ("{", "["))
            case events.CollectionEndEvent():
                builder.close_container(end)
            case events.ScalarEvent() | events.AliasEvent():
                if builder.wants_key:
                    builder.add_key(getattr(event, "value", ""), start, end)
                else:
                    if getattr(event, "style", None) in ("|", ">"):  # whose end takes the empty lines after it along
                        end = start + len(text[start:end].rstrip())
                    builder.add_value("scalar", start, end)
            case _:
                pass
    return builder.tree


def _first_document(parser: Any) -> Iterator[Any]:
    from yaml import events

    try:
        while not isinstance(event := parser.get_event(), (events.DocumentEndEvent, events.StreamEndEvent)):
            yield event
    finally:
        parser.dispose()


def walk_values(tree: Any) -> Iterator[tuple[Path, Any]]:
    """Yield every key and every value of a plain tree with its path; without recursion."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            yield from (((*path, key), key) for key in value)
            waiting += (((*path, key), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting += (((*path, index), item) for index, item in enumerate(value))
