"""Time two roads in turn, A B A B, so that a machine whose speed drifts favours neither.

Times are CPU time, of the children that have ended too: other programs on the machine change it less than the clock.
"""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable
from statistics import median
from time import process_time
from types import SimpleNamespace

from transitions import Machine

from tests.benchmarks.result_table import RESULTS


def ratio(
    name: str,
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    most: float | None = None,
    rounds: int = 15,
    calls: tuple[int, int] | None = None,
) -> float:
    """The median of ours divided by that of the peer, recorded with both; fails where it is above ``most``.

    ``calls``: so many telephone calls are played by ours and by the peer; what is compared is the time of one.
    """
    ours(), peer()  # what is opened or imported once
    run_ours, run_peer = _long_enough(ours), _long_enough(peer)
    mine: list[float] = []
    others: list[float] = []
    for _ in range(rounds):
        others.append(run_peer())
        mine.append(run_ours())
    times = median(mine), median(others)
    if calls is not None:
        times = times[0] / calls[0], times[1] / calls[1]
    shown = [seconds_text(time) if calls is None else _rate_text(1 / time) for time in times]
    figure = times[0] / times[1]
    RESULTS.add_ratio(name, ours=shown[0], peer=shown[1], ratio=figure, most=most)
    return figure


def process_ratio(name: str, ours: Callable[[], object], peer: Callable[[], object], *, most: float) -> float:
    """The median of ours divided by the peer, run for run; recorded with both, and fails where it is above ``most``.

    For whole processes, to which a loaded machine adds much, and for seconds on end: both runs of a pair meet the same
    load, each goes first in every second pair, and what hits one of them alone does not move the median. Where it is
    above ``most``, more pairs are added to the same sample, at most twice: they can raise the figure as well.
    """
    ours(), peer()
    pairs: list[tuple[float, float]] = []
    figure = float("inf")
    for count in PAIRS:
        if figure <= most:
            break
        while len(pairs) < count:
            first, second = (peer, ours) if len(pairs) % 2 else (ours, peer)
            times = {first: time_road(first)}
            times[second] = time_road(second)
            pairs.append((times[ours], times[peer]))
        figure = median(mine / other for mine, other in pairs)
    shown = [seconds_text(median(times)) for times in zip(*pairs, strict=True)]
    RESULTS.add_ratio(name, ours=shown[0], peer=shown[1], ratio=figure, most=most)
    return figure


PAIRS = (20, 40, 60)
"""Pairs of runs after which the figure is looked at; a pair of commands takes under half a second."""


def _long_enough(road: Callable[[], object]) -> Callable[[], float]:
    """The time of one run of a road, as the mean of so many that the clock and the machine disturb it little."""
    once = time_road(road)
    if once >= LONG_ENOUGH:
        return lambda: time_road(road)
    repeats = round(LONG_ENOUGH / max(once, 1e-6)) + 1

    def many() -> None:
        for _ in range(repeats):
            road()

    return lambda: time_road(many) / repeats


LONG_ENOUGH = 0.02
"""CPU seconds of one measurement."""


def bare_trigger() -> Callable[[], object]:
    """One event of a machine of two states, some 5 us on a quick machine: the peer of what has no other."""
    peer = Machine(model=None, states=["a", "b"], initial="a", auto_transitions=False, send_event=True)
    peer.add_transition("x", "a", "b")
    peer.add_transition("x", "b", "a")
    trigger, bare = peer.events["x"].trigger, SimpleNamespace(state="a")
    return lambda: trigger(bare)


def triggers(name: str, seconds: float, *, most: int | None = None) -> float:
    """How many bare triggers take so long, measured now: what stands for seconds on any machine."""
    trigger = bare_trigger()

    def many() -> None:
        for _ in range(TRIGGERS):
            trigger()

    taken = median(time_road(many) for _ in range(5)) / TRIGGERS
    figure = seconds / taken
    peer = f"{1e6 * taken:.2f} us a trigger"
    RESULTS.add_ratio(name, ours=seconds_text(seconds), peer=peer, ratio=figure, most=most)
    return figure


TRIGGERS = 20_000
"""Events over which the peer is measured."""


def time_road(road: Callable[[], object]) -> float:
    """The CPU seconds that a road takes, once."""
    gc.collect()
    started = _cpu_seconds()
    road()
    return _cpu_seconds() - started


def _cpu_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def seconds_text(seconds: float) -> str:
    """A length of time with three digits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


def _rate_text(rate: float) -> str:
    for size, unit in ((1e6, " M"), (1e3, " k")):
        if rate >= size:
            return f"{rate / size:.3g}{unit} calls/s"
    return f"{rate:.3g} calls/s"
