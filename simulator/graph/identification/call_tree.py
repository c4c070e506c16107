"""The choice of the next call, so that as few calls as possible tell all readings apart.

Theory of operation. A call splits the readings that are left into groups; after it, one group is left. The readings
are told apart once no call splits what is left any further. Calls that split all readings in the same way are one
here, the easiest of them. A set of readings can be *settled in one call* where one call splits it as far as any
does, and in n calls where some call splits it into groups that can all be settled in n - 1. Going up from one call,
the first n that will do is the least, for the calls that were looked at; among the calls that begin such a course,
the easiest is made. For example, 16 readings of which a first call makes groups of 1, 2 and 3 are settled in two
calls if each group has a call of its own that splits it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from simulator.graph.identification.call_probe import CallProbe

DEPTH_MOST = 4
"""Calls that are planned ahead; beyond, the call that leaves the fewest readings is made."""

BREADTH = 40
"""First calls that are tried for a course of several: those that leave the fewest readings."""

Group = frozenset[int]


class CallTree:
    """The calls that tell readings apart; ``effort`` gives what each asks of a person, in seconds."""

    def __init__(self, probes: Iterable[CallProbe], efforts: Iterable[float], size: int) -> None:
        cheapest: dict[tuple[int, ...], tuple[float, CallProbe]] = {}
        for probe, effort in zip(probes, efforts, strict=True):
            if len(set(probe.groups)) > 1 and (probe.groups not in cheapest or effort < cheapest[probe.groups][0]):
                cheapest[probe.groups] = effort, probe
        ranked = sorted(cheapest.values(), key=lambda item: item[0])
        self.probes = tuple(probe for _, probe in ranked)
        self.every = frozenset(range(size))
        rows = list(zip(*(probe.groups for probe in self.probes), strict=True)) or [()] * size
        self.classes = [frozenset(index for index in range(size) if rows[index] == row) for row in dict.fromkeys(rows)]
        self._settled: dict[tuple[Group, int], CallProbe | None] = {}

    def is_settled(self, readings: Group) -> bool:
        """Return whether no call tells these readings apart."""
        return any(readings <= alike for alike in self.classes)

    def calls_needed(self, readings: Group) -> int:
        """Return the most calls that are needed to settle these readings, made one after the other."""
        if self.is_settled(readings):
            return 0
        for calls in range(1, DEPTH_MOST + 1):
            if self._first_of(readings, calls) is not None:
                return calls
        widest = self._widest(readings)
        return 1 + max(self.calls_needed(part) for part in split_readings(widest, readings))

    def next_probe(self, readings: Group, avoid: Sequence[str] = ()) -> CallProbe | None:
        """Return the next call to make; None: no readings are left to tell apart.

        Where some calls are to be avoided, because what was heard in them was not sure, the easiest other one that
        tells any of the readings apart is made; None where all have been made.
        """
        if self.is_settled(readings):
            return None
        if avoid:
            splitting = (probe for probe in self.probes if len(split_readings(probe, readings)) > 1)
            return next((probe for probe in splitting if probe.line not in avoid), None)
        for calls in range(1, DEPTH_MOST + 1):
            if (probe := self._first_of(readings, calls)) is not None:
                return probe
        return self._widest(readings)

    def fixed_probes(self) -> tuple[CallProbe, ...]:
        """Return calls that together settle everything, whatever is heard: the calls of a sheet of paper."""
        classes = len(self.classes)
        for number in range(1, 4):
            tried = self.probes if number < 3 else sorted(self.probes, key=_groups_made, reverse=True)[:BREADTH]
            sets = (chosen for chosen in combinations(tried, number) if _classes_made(chosen) == classes)
            if (chosen := next(sets, None)) is not None:
                return chosen
        return self._greedy_probes(classes)

    def _greedy_probes(self, classes: int) -> tuple[CallProbe, ...]:
        chosen: tuple[CallProbe, ...] = ()
        while self.probes and _classes_made(chosen) < classes:
            chosen = (*chosen, max(self.probes, key=lambda probe: _classes_made((*chosen, probe))))
        return chosen

    def _first_of(self, readings: Group, calls: int) -> CallProbe | None:
        """Return the easiest call that begins a course of so many that settles the readings; None: there is none."""
        key = readings, calls
        if key not in self._settled:
            self._settled[key] = next(
                (
                    probe
                    for probe in self._tried(readings, calls)
                    if all(self._can_settle(part, calls - 1) for part in split_readings(probe, readings))
                ),
                None,
            )
        return self._settled[key]

    def _can_settle(self, readings: Group, calls: int) -> bool:
        return self.is_settled(readings) or (calls > 0 and self._first_of(readings, calls) is not None)

    def _tried(self, readings: Group, calls: int) -> Sequence[CallProbe]:
        if calls == 1:
            return self.probes
        order = {probe.line: place for place, probe in enumerate(self.probes)}
        best = sorted(self.probes, key=lambda probe: _largest_part(probe, readings))[:BREADTH]
        return sorted(best, key=lambda probe: order[probe.line])

    def _widest(self, readings: Group) -> CallProbe:
        return min(self.probes, key=lambda probe: _largest_part(probe, readings))


def split_readings(probe: CallProbe, readings: Group) -> list[Group]:
    """Return the groups into which a call splits some readings."""
    parts: dict[int, set[int]] = {}
    for index in readings:
        parts.setdefault(probe.groups[index], set()).add(index)
    return [frozenset(part) for part in parts.values()]


def _largest_part(probe: CallProbe, readings: Group) -> int:
    return max(map(len, split_readings(probe, readings)))


def _groups_made(probe: CallProbe) -> int:
    return len(set(probe.groups))


def _classes_made(probes: Sequence[CallProbe]) -> int:
    return len(set(zip(*(probe.groups for probe in probes), strict=True))) if probes else 1
