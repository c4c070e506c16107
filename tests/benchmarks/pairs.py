"""Time two roads in turn, A B A B, so that a machine whose speed drifts favours neither."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter


def ratio(name: str, ours: Callable[[], object], peer: Callable[[], object], *, rounds: int = 15) -> float:
    """The median of ours divided by that of the peer, printed with both."""
    ours(), peer()
    mine: list[float] = []
    others: list[float] = []
    for _ in range(rounds):
        others.append(_seconds(peer))
        mine.append(_seconds(ours))
    figure = median(mine) / median(others)
    print(f"\n{name}: {figure:.2f}x  (ours {_shown(median(mine))}, peer {_shown(median(others))})")
    return figure


def _seconds(road: Callable[[], object]) -> float:
    gc.collect()
    started = perf_counter()
    road()
    return perf_counter() - started


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms"
