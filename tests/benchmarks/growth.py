"""How a cost grows with the flow: the least of a few runs at each size, and the exponent between the largest two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import log

from tests.benchmarks.child_cost import ChildCost

RUNS_MOST = 9
ENOUGH = 2.0
"""CPU seconds after which a size is not run again in the same round.

So the largest may run once, the others a few times: what noise adds to the largest shows as too steep a curve, and
then all are measured again; what it adds to the others would hide one.
"""

ROUNDS = 3
"""So often is a curve measured that stays too steep; noise only adds to a cost, so the least of all runs counts."""

NOISE = ChildCost(seconds=0.02, megabytes=1.0)
"""What two runs of one program differ by; less than that says nothing of growth."""


def measure_curve(
    run: Callable[[int], ChildCost], sizes: Sequence[int], is_enough: Callable[[Mapping[int, ChildCost]], bool]
) -> dict[int, ChildCost]:
    """The least seconds and megabytes at each size; measured again, a few times, until ``is_enough``."""
    least: dict[int, ChildCost] = {}
    for _ in range(ROUNDS):
        for size in sizes:
            for cost in _some_runs(run, size):
                before = least.get(size, cost)
                least[size] = ChildCost(*map(min, before, cost))
        if is_enough(least):
            break
    return least


def _some_runs(run: Callable[[int], ChildCost], size: int) -> list[ChildCost]:
    costs: list[ChildCost] = []
    while len(costs) < RUNS_MOST and sum(cost.seconds for cost in costs) < ENOUGH:
        costs.append(run(size))
    return costs


def growth_exponent(costs: Mapping[int, float], noise: float = 0.0) -> float:
    """The exponent between the two largest sizes, without the least cost of any: what a run costs without a flow.

    What adds no more than ``noise`` counts as ``noise``; 0 where that is all.

    >>> growth_exponent({1: 2.0, 10: 3.0, 100: 12.0})
    1.0
    """
    base = min(costs.values())
    smaller, larger = sorted(costs)[-2:]
    less, more = (max(costs[size] - base, noise) for size in (smaller, larger))
    return round(log(more / less) / log(larger / smaller), 4) if more > less > 0 else 0.0
