"""The calls to one menu that tell readings apart, made under every reading.

The plain calls are looked at first. Where they leave readings together, or take more than two calls, codes of several
keys and the menus behind come next, and at last the callers by whom the comparison of readings tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.readings import ReadingComparison
from simulator.graph.identification.audible_call import CallEar
from simulator.graph.identification.call_probe import CallProbe, probe_call
from simulator.graph.identification.call_tree import CallTree
from simulator.graph.identification.candidate_calls import code_calls, disturbs, line_of, menus_behind, plain_calls
from simulator.graph.identification.menu_approach import MenuApproach
from simulator.graph.work_step import WorkStep, go_through

ROUNDS_MOST = 25
"""Rounds after which nobody stays on the line: a call that goes on is not asked for."""

SECONDS_MOST = 600.0
"""The longest call that is asked for."""

CALLS_WANTED = 2
"""More calls than this are worth a look at odder ones."""

ROUNDS_COMPARED_MOST = 300
"""The most rounds of a flow whose readings are compared for further callers: with more it takes long."""

_STEP_EFFORT, _KEYS_EFFORT, _EARLY_EFFORT, _PERSON_EFFORT = 5.0, 15.0, 20.0, 30.0
"""Seconds that a step, several keys at once, a step after a key into a recording and a person's answer count for."""


class MenuCalls:
    """The calls to the menu of ``approach``; ``steps`` make them, and ``tree`` holds those that tell readings apart."""

    def __init__(self, approach: MenuApproach, readings: Sequence[Semantics], comparison: ReadingComparison) -> None:
        self.approach = approach
        self.readings = tuple(readings)
        self._comparison = comparison
        flows = map(approach.flow.with_semantics, readings)
        self._ear = CallEar([BulkRehearsal(Rehearsal(flow, limit=ROUNDS_MOST)) for flow in flows])
        self._probes: dict[str, CallProbe] = {}
        self.tree = CallTree((), (), len(readings))

    @property
    def calls_needed(self) -> int:
        """The most calls that settle the readings as far as this menu shows them."""
        return self.tree.calls_needed(self.tree.every)

    @property
    def tells_all_apart(self) -> bool:
        """Return whether no two readings are left together."""
        return len(self.tree.classes) == len(self.readings)

    def probe(self, line: str) -> CallProbe:
        """Return the call of a one-line caller script. Raises ``ScriptError``; ``UsageError`` for an unknown name."""
        if line not in self._probes:
            self._probes[line] = probe_call(self._ear, line)
        return self._probes[line]

    def steps(self) -> Iterator[WorkStep]:
        """Make the calls, the plain ones first."""
        flow, menu = self.approach.flow, self.approach.menu
        yield from self._make_calls(plain_calls(flow, menu))
        if len(self.readings) == 1 or (self.tells_all_apart and self.calls_needed <= CALLS_WANTED):
            return
        yield from self._make_calls(code_calls(flow, menu))
        for behind, keys in menus_behind(flow, menu):
            if self.tells_all_apart:
                return
            yield from self._make_calls(plain_calls(flow, behind, keys))
            yield from self._make_calls(code_calls(flow, behind, keys))
        if not self.tells_all_apart and _count_rounds(flow) <= ROUNDS_COMPARED_MOST:
            go_through(self._comparison.steps())
            dependency_calls = (line_of(dependency.script) for dependency in self._comparison.readings.dependencies)
            yield from self._make_calls(line for line in dependency_calls if line)

    def _make_calls(self, lines: Iterable[str]) -> Iterator[WorkStep]:
        for line in lines:
            self.probe(line)
            yield WorkStep(len(self._probes), 0, "calls looked at")
        usable = [probe for probe in self._probes.values() if _is_usable(probe)]
        self.tree = CallTree(usable, map(self._effort, usable), len(self.readings))

    def _effort(self, probe: CallProbe) -> float:
        steps = probe.script.steps
        after_early = sum(before.cue == "prompt" and after.press is not None for before, after in pairwise(steps))
        several = sum(len(step.press or "") > 1 for step in steps)
        persons = any(disturbs(self.approach.flow, ending) for ending in probe.endings)
        effort = _STEP_EFFORT * len(steps) + _KEYS_EFFORT * several + _EARLY_EFFORT * after_early
        return probe.seconds + effort + _PERSON_EFFORT * persons


def _count_rounds(flow: Flow) -> int:
    """Return the rounds of all menus, as their retries unroll them."""
    menus = (receptionist for receptionist in flow.receptionists.values() if receptionist.is_menu)
    return sum((1 + (menu.wrong_keys_allowed or 0)) * (1 + (menu.silences_allowed or 0)) for menu in menus)


def _is_usable(probe: CallProbe) -> bool:
    return probe.seconds <= SECONDS_MOST and all(call.can_follow for call in probe.calls)
