"""The shares of callers on the map of a page, by the way that they take."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from simulator.graph.odds.way_use import WayUse

_IDS = {"wrong keys": "wrong"}
"""The page's words for causes, where they differ."""


def page_shares(use: WayUse) -> Mapping[str, float | None]:
    """Return shares by ``place|id``: a receptionist's key or ``type||id``, and the keys, the answer or the cause.

    None is for a way in a loop that callers never leave: JSON has no infinite number.
    """
    return {
        f"{place}|{keys or _IDS.get(cause, cause)}": round(share, 5) if isfinite(share) else None
        for (place, cause, keys), share in use.ways.items()
    }
