"""The direction in which a map is read: by the letters of its names."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import bidirectional


def reads_right_to_left(names: Iterable[str]) -> bool:
    """Return whether most of the names that have letters are written from right to left."""
    directions = [_direction_of(name) for name in names]
    return directions.count("right to left") > directions.count("left to right")


def _direction_of(name: str) -> str:
    """The direction of the first letter, as the bidirectional algorithm of Unicode has it (rule P2); empty: none."""
    strong = (kind for kind in map(bidirectional, name) if kind in ("L", "R", "AL"))
    kind = next(strong, "")
    return {"": "", "L": "left to right"}.get(kind, "right to left")
