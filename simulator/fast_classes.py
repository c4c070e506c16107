"""``dataclass`` and ``NamedTuple`` of the standard library, made several times faster.

A command of one receptionist runs in some 200 ms, and defines a hundred such classes before it begins:

* ``dataclasses.dataclass(frozen=True, slots=True)`` takes 0.5 ms for each, because it writes six methods as source and
  compiles each by itself. Here only ``__init__`` is compiled, whose parameters differ from class to class; the other
  methods are closures over the names of the fields. The standard library still collects the fields, so that
  ``replace``, ``fields`` and ``match`` see no difference.
* ``typing.NamedTuple`` takes 0.15 ms, because it compiles each annotation. Here annotations stay text.

Type checkers read the standard library's own. Modules that commands import at their start use these; wherever else
a class does not fit (no slots, ``order``, ``InitVar``, generic), the originals do.

>>> @dataclass(frozen=True, slots=True)
... class Point:
...     x: int
...     y: int = 0
>>> Point(1), Point(1) == Point(1, 0), hash(Point(1)) == hash((1, 0))
(Point(x=1, y=0), True, True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING


class HashedOnce:
    """The base of a frozen class whose instances are keys again and again: each works its hash out once, and keeps it.

    What is kept is no field: copies and pickles leave it behind, for text hashes differently in another process.
    """

    __slots__ = ("_kept_hash",)
    _kept_hash: int | None


if TYPE_CHECKING:
    from dataclasses import Field
    from dataclasses import dataclass as dataclass
    from typing import NamedTuple as NamedTuple
else:  # dataclasses itself imports inspect, which --help has no time for: it is imported where it is used
    from collections import namedtuple
    from collections.abc import Callable
    from operator import attrgetter
    from typing import Any

    class _NamedTupleMaker(type):
        """Make a ``collections.namedtuple`` of a class whose base is ``NamedTuple``."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:  # NamedTuple itself
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_NamedTupleMaker):
        """The base of a class that is a tuple with names, as ``typing.NamedTuple`` is."""

    def dataclass(*, slots: bool, frozen: bool = False) -> Callable[[type], type]:
        """Return a decorator like ``dataclasses.dataclass`` with these arguments; ``slots`` must be true."""
        if not slots:
            raise ValueError("a dataclass without slots is the standard library's; use dataclasses.dataclass")

        import dataclasses

        def decorate(plain: type) -> type:
            own = {name for name, value in vars(plain).items() if value is not None}  # an own __eq__ unsets __hash__
            cls = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(plain)
            fields = dataclasses.fields(cls)
            methods = _comparison([field.name for field in fields if field.compare], frozen=frozen)
            methods["__repr__"] = _representation([field.name for field in fields if field.repr])
            methods["__init__"] = _constructor(cls, fields)
            if frozen:
                methods |= _frozen_methods([field.name for field in fields])
                if issubclass(cls, HashedOnce):
                    methods["__hash__"] = _keeping_hash(methods["__hash__"])
            for name, method in methods.items():
                if name not in own:
                    setattr(cls, name, method)
            return cls

        return decorate

    def _constructor(cls: type, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
        """Compile ``__init__``, which stores by the slots themselves: a frozen class refuses assignment."""
        from dataclasses import MISSING

        parameters, body = ["self"], []
        namespace: dict[str, Any] = {"MISSING": MISSING}
        for field in fields:
            name, value = field.name, field.name
            if field.default_factory is not MISSING:
                namespace[f"make_{name}"] = field.default_factory
                value = f"make_{name}() if {name} is MISSING else {name}" if field.init else f"make_{name}()"
                parameters += [f"{name}=MISSING"] if field.init else []
            elif field.default is not MISSING:
                namespace[f"default_{name}"] = field.default
                value = name if field.init else f"default_{name}"
                parameters += [f"{name}=default_{name}"] if field.init else []
            elif field.init:
                parameters.append(name)
            else:
                continue  # __post_init__ stores it
            namespace[f"store_{name}"] = getattr(cls, name).__set__
            body.append(f"store_{name}(self, {value})")
        if issubclass(cls, HashedOnce):
            namespace["store_hash"] = HashedOnce._kept_hash.__set__
            body.append("store_hash(self, None)")
        if hasattr(cls, "__post_init__"):
            body.append("self.__post_init__()")
        exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(body or ["pass"]), namespace)
        constructor = namespace["__init__"]
        constructor.__qualname__ = f"{cls.__qualname__}.__init__"
        constructor.__module__ = cls.__module__
        return constructor

    def _comparison(names: list[str], *, frozen: bool) -> dict[str, Any]:
        """Return ``__eq__`` and ``__hash__``: those of the tuple of the values, among equals in class."""
        if len(names) > 1:
            values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
        elif names:
            value = attrgetter(names[0])

            def values(instance: Any) -> tuple[Any, ...]:
                return (value(instance),)
        else:

            def values(instance: Any) -> tuple[Any, ...]:
                return ()

        def equal(self: Any, other: object) -> Any:
            if self is other:
                return True
            return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

        def digest(self: Any) -> int:
            return hash(values(self))

        return {"__eq__": equal, "__hash__": digest if frozen else None}

    def _keeping_hash(digest: Callable[[Any], int]) -> Callable[[Any], int]:
        store = HashedOnce._kept_hash.__set__

        def kept_digest(self: Any) -> int:
            kept = self._kept_hash
            if kept is None:
                kept = digest(self)
                store(self, kept)
            return kept

        return kept_digest

    def _representation(names: list[str]) -> Callable[[Any], str]:
        def represent(self: Any) -> str:
            return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        return represent

    def _frozen_methods(names: list[str]) -> dict[str, Callable[..., Any]]:
        """Return methods that refuse every assignment, and those that copies and pickles then need."""
        from dataclasses import FrozenInstanceError

        def refuse_assignment(self: Any, name: str, value: object) -> None:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def refuse_deletion(self: Any, name: str) -> None:
            raise FrozenInstanceError(f"cannot delete field {name!r}")

        def get_state(self: Any) -> list[Any]:
            return [getattr(self, name) for name in names]

        def set_state(self: Any, state: list[Any]) -> None:
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)
            if isinstance(self, HashedOnce):
                HashedOnce._kept_hash.__set__(self, None)

        return {
            "__setattr__": refuse_assignment,
            "__delattr__": refuse_deletion,
            "__getstate__": get_state,
            "__setstate__": set_state,
        }
