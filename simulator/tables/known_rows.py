"""Rows that are kept from one flow to the next, since they do not depend on the flow."""

from __future__ import annotations

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.semantics import Semantics
from simulator.fast_classes import NamedTuple
from simulator.tables.keypads import Keypad
from simulator.tables.menu_rows import MenuRows

KindKey = tuple[bool, tuple[bool, ...], AnnouncementSettings]
"""What the rows of a kind depend on: whether it is a menu, which of its recordings there are, and how it announces."""


class KnownRows(NamedTuple):
    """The rows of all flows under one semantics, by what they depend on: kinds, keypads, and counts that allow tries.

    Flows are compared, changed and compared again, mostly with menus that have been read before.
    """

    kinds: dict[KindKey, MenuRows]
    keypads: dict[tuple[tuple[str, ...], int], Keypad]
    allowed: dict[tuple[int | None, int | None], tuple[int, int]]


_known: dict[Semantics, KnownRows] = {}
_SEMANTICS_MOST = 64
_KEYPADS_MOST = 1_000


def rows_under(semantics: Semantics) -> KnownRows:
    """Return the rows that are known under a semantics; those of many semantics are not kept for long."""
    rows = _known.get(semantics)
    if rows is None:
        if len(_known) >= _SEMANTICS_MOST:
            _known.clear()
        rows = _known[semantics] = KnownRows({}, {}, {})
    if len(rows.keypads) > _KEYPADS_MOST:
        rows.keypads.clear()
    return rows
