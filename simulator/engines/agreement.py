"""The agreement of ``play`` with a real engine: the same callers make the same calls, and both are compared.

Calls agree where the same recordings began in the same order, the call ended at the same place, and its time is the
same within ``SECONDS_APART``.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from simulator.callers.rehearsal import Rehearsal, RehearsedCall
from simulator.engines.flow_dialplans import RealEngine
from simulator.engines.settled_calls import TRIES_MOST, EngineCase, SettledCall, ring_cases
from simulator.graph.work_step import ShowStep, show_nothing

SECONDS_APART = 0.25
"""By how much the times of two calls that agree may differ.

The most that was measured is 0.1 s in 4,080 calls: the engine takes 3 to 4 ms of its own in each round, and keys
reach it late by as much as the machine is busy.
"""


class SecondsSpread(NamedTuple):
    """How far the engine's times are from those of ``play``, in seconds, whatever the direction."""

    median: float
    p95: float
    most: float

    def as_json(self) -> dict[str, float]:
        """The spread as JSON values."""
        return {"median": self.median, "p95": self.p95, "max": self.most}


class ComparedCall(NamedTuple):
    """One caller's call, as ``play`` has it and as the engine made it."""

    played: RehearsedCall
    measured: SettledCall

    @property
    def seconds_off(self) -> float:
        """Return how much longer the engine took; less than 0: how much shorter."""
        return self.measured.record.seconds - self.played.record.seconds

    @property
    def same_way(self) -> bool:
        """Return whether recordings and end are the same."""
        played = self.played.record
        return not self.measured.trouble and self.measured.result == (played.heard, played.outcome)

    @property
    def agrees(self) -> bool:
        """Return whether the calls are the same, in time, too."""
        return self.same_way and abs(self.seconds_off) <= SECONDS_APART


class Agreement(NamedTuple):
    """All calls that were compared."""

    calls: tuple[ComparedCall, ...]

    @property
    def differences(self) -> tuple[ComparedCall, ...]:
        """Return the calls that do not agree, in their order."""
        return tuple(call for call in self.calls if not call.agrees)

    @property
    def spread(self) -> SecondsSpread | None:
        """Return the spread of times over the calls that go the same way; None: there are none."""
        return seconds_spread(call.seconds_off for call in self.calls if call.same_way)


def seconds_spread(errors: Iterable[float]) -> SecondsSpread | None:
    """Return the spread of errors in seconds: median, the value that 95 % stay below, and the largest."""
    sizes = sorted(map(abs, errors))
    if not sizes:
        return None
    p95 = sizes[-(-95 * len(sizes) // 100) - 1]
    return SecondsSpread(round(statistics.median(sizes), 3), round(p95, 3), round(sizes[-1], 3))


def compare_cases(
    engine: RealEngine, cases: Sequence[EngineCase], *, tries: int = TRIES_MOST, show: ShowStep = show_nothing
) -> Agreement:
    """Ring every case and play it. Raises ``EngineError``, and ``UsageError`` for a flow that Asterisk cannot do."""
    measured = ring_cases(engine, cases, tries=tries, show=show)
    rehearsals: dict[int, Rehearsal] = {}
    calls = []
    for case, call in zip(cases, measured, strict=True):
        rehearsal = rehearsals.get(id(case.flow)) or rehearsals.setdefault(id(case.flow), Rehearsal(case.flow))
        calls.append(ComparedCall(rehearsal.play_call(case.script), call))
    return Agreement(tuple(calls))
