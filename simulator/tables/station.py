"""One receptionist as rows have it: its kind and its keypad, which others share, with what is its own."""

from __future__ import annotations

from simulator.fast_classes import NamedTuple
from simulator.tables.keypads import Keypad
from simulator.tables.menu_rows import MenuRows


class StationShape(NamedTuple):
    """One receptionist as its callers hear it, wherever its ways out lead: its rows, and what is its own.

    ``recordings`` and ``lengths`` (milliseconds) are by part. ``waits`` are those for a first key and for a further
    one, in milliseconds; ``allowed`` the wrong keys and the silences that leave another try.
    """

    key: str
    kind: MenuRows
    keypad: Keypad | None
    recordings: tuple[str, ...]
    lengths: tuple[int, ...]
    waits: tuple[int, int] = (0, 0)
    allowed: tuple[int, int] = (0, 0)


class Station(NamedTuple):
    """One receptionist: its shape, and where its ways out lead.

    ``choices`` are the targets of the keypad's codes, ``templates`` their e-mail templates; ``wrong``, ``silence`` and
    ``forward`` the targets of the other ways out (``NO_WAY`` where there is none).
    """

    key: str
    kind: MenuRows
    keypad: Keypad | None
    recordings: tuple[str, ...]
    lengths: tuple[int, ...]
    waits: tuple[int, int]
    allowed: tuple[int, int]
    choices: tuple[int, ...]
    templates: tuple[str | None, ...]
    wrong: int
    silence: int
    forward: int


def keypad_of(station: Station | StationShape) -> Keypad:
    """Return the keypad of a menu."""
    assert station.keypad is not None, "an announcement takes no keys"
    return station.keypad


NO_WAY = ~0
"""The target of a way out that a receptionist does not have; outcome 0 is nobody's."""
