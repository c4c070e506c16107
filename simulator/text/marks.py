"""Where the values of a tree stand in its text: a second pass, made only when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from simulator.text.json_tokens import json_tokens
from simulator.text.positions import FAULTS_MOST
from simulator.wire.decoding import Path


class ValueSpot:
    """The place of one value: where its key starts, where it starts itself, and what it holds."""

    __slots__ = ("inner", "key", "value")

    def __init__(self, key: int, value: int) -> None:
        self.key = key
        self.value = value
        self.inner: dict[str | int, ValueSpot] = {}


class Repeated(NamedTuple):
    """A key that came twice: its name, and the character where each starts."""

    name: str
    first: int
    second: int


class Marks:
    """The places of all values of one text, by path."""

    __slots__ = ("_adding", "_counts", "_keys", "repeated", "top")

    def __init__(self) -> None:
        self.top = ValueSpot(0, 0)
        self.repeated: list[Repeated] = []
        self._adding: list[ValueSpot] = []
        self._keys: list[tuple[str, int] | None] = []  # the key read last, per open mapping
        self._counts: list[int] = []  # -1 in a mapping, else the items so far

    def spot_of(self, path: Path) -> ValueSpot:
        """The place of a path, or of the nearest container of it that the text holds."""
        spot = self.top
        for step in path:
            if step not in spot.inner:
                break
            spot = spot.inner[step]
        return spot

    def wants_key(self) -> bool:
        """Return whether the next scalar is a key."""
        return bool(self._counts) and self._counts[-1] < 0 and self._keys[-1] is None

    def add_key(self, name: str, index: int) -> None:
        """A key was read."""
        self._keys[-1] = (name, index)

    def add_value(self, index: int) -> ValueSpot:
        """A value was read; the first of a repeated key holds."""
        if not self._adding:
            self.top = ValueSpot(index, index)
            return self.top
        parent, count = self._adding[-1], self._counts[-1]
        if count >= 0:
            self._counts[-1] += 1
            return parent.inner.setdefault(count, ValueSpot(index, index))
        name, start = self._keys[-1] or ("", index)
        self._keys[-1] = None
        spot = ValueSpot(start, index)
        first = parent.inner.setdefault(name, spot)
        if first is not spot and len(self.repeated) < FAULTS_MOST:
            self.repeated.append(Repeated(name, first.key, start))
        return spot

    def open_container(self, spot: ValueSpot, *, mapping: bool) -> None:
        """A list or a mapping starts."""
        self._adding.append(spot)
        self._counts.append(-1 if mapping else 0)
        self._keys.append(None)

    def close_container(self) -> None:
        """The innermost list or mapping ends."""
        self._adding.pop()
        self._counts.pop()
        self._keys.pop()


def json_marks(text: str) -> Marks:
    """The places in a text that is JSON."""
    from json import loads

    marks = Marks()
    for token, index in json_tokens(text):
        if token in "{[":
            marks.open_container(marks.add_value(index), mapping=token == "{")
        elif token in "}]":
            marks.close_container()
        elif token not in ",:":
            if marks.wants_key():
                marks.add_key(loads(token), index)
            else:
                marks.add_value(index)
    return marks


def yaml_marks(text: str, loader: Any) -> Marks:
    """The places in the first document of a text that is YAML."""
    from yaml import events

    marks = Marks()
    parser = loader(text)
    while not isinstance(event := parser.get_event(), (events.DocumentEndEvent, events.StreamEndEvent)):
        index = event.start_mark.index
        match event:
            case events.CollectionStartEvent():
                if marks.wants_key():
                    marks.add_key("", index)
                    spot = ValueSpot(index, index)
                else:
                    spot = marks.add_value(index)
                marks.open_container(spot, mapping=isinstance(event, events.MappingStartEvent))
            case events.CollectionEndEvent():
                marks.close_container()
            case events.ScalarEvent() | events.AliasEvent():
                if marks.wants_key():
                    marks.add_key(getattr(event, "value", ""), index)
                else:
                    marks.add_value(index)
            case _:
                pass
    parser.dispose()
    return marks


def walk_values(tree: Any) -> Iterator[tuple[Path, Any]]:
    """Every key and every value of a tree with its path; without recursion."""
    waiting: list[tuple[Path, Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        if isinstance(value, dict):
            yield from (((*path, key), key) for key in value)
            waiting += (((*path, key), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting += (((*path, index), item) for index, item in enumerate(value))
