"""The fast ``dataclass`` and ``NamedTuple`` do what those of the standard library do."""

import copy
import dataclasses
import inspect
import pickle
import typing
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from simulator import fast_classes
from simulator.config.flow import Recording, RecordingLength
from simulator.core.events import Pressed
from simulator.core.places import Place


def build(dataclass: Any, named_tuple: Any) -> dict[str, Any]:
    """The same classes, made by either side."""

    @dataclass(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 0
        tags: list[str] = field(default_factory=list, compare=False, repr=False)
        kind: ClassVar[str] = "point"

        @property
        def total(self) -> int:
            return self.x + self.y

    @dataclass(frozen=True, slots=True)
    class Solid(Point):
        z: int = 5

    @dataclass(frozen=True, slots=True)
    class Nothing:
        """No fields."""

    @dataclass(slots=True)
    class Counter:
        count: int = 0
        names: list[str] = field(default_factory=list)
        doubled: int = field(init=False)
        start: int = field(init=False, default=7)
        made: list[str] = field(init=False, default_factory=list)

        def __post_init__(self) -> None:
            self.doubled = 2 * self.count

    @dataclass(frozen=True, slots=True)
    class Folded:
        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Folded) and self.text.lower() == other.text.lower()

        def __hash__(self) -> int:
            return hash(self.text.lower())

        def __repr__(self) -> str:
            return f"<{self.text}>"

    class Pair(named_tuple):  # type: ignore[misc]  # either side's base
        """Two things."""

        first: "int"
        second: str = "b"

        @property
        def both(self) -> str:
            return f"{self.first}{self.second}"

        def __str__(self) -> str:
            return f"{self.first} and {self.second}"

    return {made.__name__: made for made in (Point, Solid, Nothing, Counter, Folded, Pair)}


FAST = build(fast_classes.dataclass, fast_classes.NamedTuple)
STANDARD = build(dataclasses.dataclass, typing.NamedTuple)
Built = dict[str, Any]

DEEDS: dict[str, Callable[[Built], object]] = {
    "a value shows its fields": lambda of: (repr(of["Point"](1)), repr(of["Solid"](1, z=2)), repr(of["Nothing"]())),
    "a mutable one shows what it made": lambda of: repr(of["Counter"](3, ["a"])),
    "an own method stays": lambda of: (
        repr(of["Folded"]("A")),
        of["Folded"]("A") == of["Folded"]("a"),
        hash(of["Folded"]("A")) == hash("a"),
    ),
    "equal values are equal": lambda of: (
        of["Point"](1, 2, ["a"]) == of["Point"](1, 2),
        of["Point"](1) == of["Point"](2),
        of["Point"](1) == of["Solid"](1),
        of["Solid"](1) == of["Solid"](1, 0, z=5),
        of["Nothing"]() == of["Nothing"](),
        of["Nothing"]() == (),
        of["Counter"](1) == of["Counter"](1),
    ),
    "hashes": lambda of: (hash(of["Point"](1, 2)), hash(of["Nothing"]()), of["Counter"].__hash__),
    "each value has its own list": lambda of: of["Point"](1).tags is of["Point"](1).tags,
    "replace": lambda of: repr(dataclasses.replace(of["Solid"](1), y=3)),
    "fields": lambda of: [(item.name, item.init, item.compare) for item in dataclasses.fields(of["Counter"])],
    "values by name": lambda of: dataclasses.asdict(of["Counter"](2)),
    "patterns": lambda of: (of["Point"].__match_args__, of["Nothing"].__match_args__),
    "slots": lambda of: (of["Point"].__slots__, hasattr(of["Solid"](1), "__dict__")),
    "parameters": lambda of: [*inspect.signature(of["Counter"]).parameters],
    "docstring": lambda of: (of["Point"].__doc__, of["Pair"].__doc__),
    "class variable": lambda of: (of["Point"].kind, of["Point"](2, 3).total),
    "a copy": lambda of: repr(copy.deepcopy(of["Solid"](1, 2))),
    "a pair": lambda of: (of["Pair"](1), of["Pair"](1).both, str(of["Pair"](2, "c")), repr(of["Pair"](1))),
    "a pair's fields": lambda of: (of["Pair"]._fields, of["Pair"]._field_defaults, of["Pair"](1)._replace(second="z")),
    "a pair's types": lambda of: typing.get_type_hints(of["Pair"]),
    "a pair is a tuple": lambda of: (of["Pair"](1) == (1, "b"), of["Pair"].__bases__, of["Pair"].__module__),
    "names": lambda of: (of["Pair"].__qualname__, of["Point"].__qualname__),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_both_sides_do_the_same(deed: str) -> None:
    assert DEEDS[deed](FAST) == DEEDS[deed](STANDARD)


REFUSALS: dict[str, Callable[[Built], object]] = {
    "assigning": lambda of: setattr(of["Point"](1), "x", 2),
    "deleting": lambda of: delattr(of["Point"](1), "x"),
    "hashing a mutable one": lambda of: hash(of["Counter"]()),
    "leaving a field out": lambda of: of["Point"](),
    "a pair with too little": lambda of: of["Pair"](),
}


@pytest.mark.parametrize("deed", REFUSALS)
def test_both_sides_refuse_the_same(deed: str) -> None:
    kinds = []
    for side in (FAST, STANDARD):
        with pytest.raises((AttributeError, TypeError)) as refused:
            REFUSALS[deed](side)
        kinds.append((type(refused.value), str(refused.value).replace("build.<locals>.", "")))
    assert kinds[0] == kinds[1]


def test_values_of_the_house_are_pickled() -> None:
    values = (Pressed("1"), Place("main", "prompt", 1, 2), RecordingLength(4000, estimated=True))
    assert pickle.loads(pickle.dumps(values)) == values


def test_a_place_is_hashed_once_and_a_copy_of_it_anew() -> None:
    """Text hashes differently in another process, so what is kept stays out of pickles."""
    hashed: list[str] = []

    class Key(str):
        __slots__ = ()

        def __hash__(self) -> int:
            hashed.append(self)
            return str.__hash__(self)

    place = Place(Key("main"), "prompt", 1)
    assert (hash(place), hash(place)) == (hash(Place("main", "prompt", 1)),) * 2
    assert hashed == ["main"]
    copies = (copy.copy(place), dataclasses.replace(place), pickle.loads(pickle.dumps(Place("main", "prompt", 1))))
    assert [hash(copied) == hash(place) for copied in copies] == [True] * 3
    assert hashed == ["main"] * 3
    assert [item.name for item in dataclasses.fields(place)][-2:] == ["wait", "way_back"]


def test_a_model_may_hold_a_named_tuple() -> None:
    assert Recording.model_validate({"name": "greeting"}).name == "greeting"


def test_a_class_without_slots_is_refused() -> None:
    with pytest.raises(ValueError, match=r"use dataclasses\.dataclass"):
        fast_classes.dataclass(slots=False)
