"""The shares of callers on the map of a page, by the way that they take."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite

from simulator.graph.odds.way_use import WayUse

_IDS = {"wrong keys": "wrong"}
"""The page's words for causes, where they differ."""


def page_shares(use: WayUse) -> Mapping[str, float]:
    """Return shares by ``place|id``: a receptionist's key or ``type||id``, and the keys, the answer or the cause.

    A way in a loop that callers never leave has no share.
    """
    return {
        f"{place}|{keys or _IDS.get(cause, cause)}": round(share, 5)
        for (place, cause, keys), share in use.ways.items()
        if isfinite(share)
    }
