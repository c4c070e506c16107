"""Time two roads in turn, A B A B, so that a machine whose speed drifts favours neither."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter
from types import SimpleNamespace

from transitions import Machine


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


def bare_trigger() -> Callable[[], object]:
    """One event of a machine of two states, some 5 us on a quick machine: the peer of what has no other."""
    peer = Machine(model=None, states=["a", "b"], initial="a", auto_transitions=False, send_event=True)
    peer.add_transition("x", "a", "b")
    peer.add_transition("x", "b", "a")
    trigger, bare = peer.events["x"].trigger, SimpleNamespace(state="a")
    return lambda: trigger(bare)


def triggers(name: str, seconds: float) -> float:
    """How many bare triggers take so long, measured now: what stands for seconds on any machine."""
    trigger = bare_trigger()

    def many() -> None:
        for _ in range(TRIGGERS):
            trigger()

    figure = seconds * TRIGGERS / median(_seconds(many) for _ in range(5))
    print(f"\n{name}: as {figure:,.0f} bare triggers ({seconds:.3f} s)")
    return figure


TRIGGERS = 20_000
"""Events over which the peer is measured."""


def _seconds(road: Callable[[], object]) -> float:
    gc.collect()
    started = perf_counter()
    road()
    return perf_counter() - started


def _shown(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms"
