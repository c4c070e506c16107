"""The rules on a flow that asks schedules: what is found in each of its worlds, as one set of findings.

In a *world* every schedule stands still for a whole call (``simulator.graph.worlds``), so a rule that follows calls
sees an ordinary flow. Worlds that are the same flow are examined once. What becomes of their findings depends on the
rule, and stands here for all of them:

    as it is written   the default: the rule reads the flow as its files say it, once
    in any world       what calls can suffer at some time is a fault. A finding that is not there in every world in
                       which calls get to its receptionist says when: "while office is closed: ..."
    when attended      nobody has to be there at night: rules about people are asked of the worlds in which most
                       schedules stand as they do while people take calls
    in every world     a schedule may make it right: no call gets to a receptionist, a label fits no destination
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import Check
from simulator.checks.rule import Finding, Item, Shared
from simulator.checks.schedule_hours import attended_answer, is_office
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleAnswer
from simulator.graph.state_words import describe_states
from simulator.graph.worlds import ScheduleStates, asked_schedules, flow_worlds

IN_ANY_WORLD = frozenset(("IVR102", "IVR103", "IVR109", "IVR112", "IVR113", "IVR204", "IVR402", "IVR407", "IVR506"))
WHEN_ATTENDED = frozenset(("IVR106", "IVR205", "IVR403", "IVR404", "IVR405", "IVR410", "IVR504"))
IN_EVERY_WORLD = frozenset(("IVR101", "IVR306", "IVR315"))

NAMED_MOST = 3
"""Combinations of states that a message names."""


@dataclass(frozen=True, eq=False, slots=True)
class CheckedWorld:
    """The flow with its schedules held fixed, and all combinations of their states that make it so.

    ``cycles`` are the destinations that ask schedules in a circle then. ``is_attended`` says that in one of them
    most schedules stand as they do while people take calls.
    """

    states: tuple[ScheduleStates, ...]
    subject: CheckedFlow
    cycles: frozenset[Destination]
    is_attended: bool

    def reaches(self, key: str | None) -> bool:
        """Return whether calls get to a receptionist; None, which is the flow itself, is everywhere."""
        return key is None or key in self.subject.reachable


def checked_worlds(subject: CheckedFlow) -> tuple[CheckedWorld, ...]:
    """Return the worlds of a flow, those that are the same flow as one; none for a flow that asks no schedule."""
    flow = subject.flow
    schedule_keys = asked_schedules(flow)
    if not schedule_keys:
        return ()
    same: dict[object, list[int]] = {}
    every = flow_worlds(flow)
    for number, world in enumerate(every):
        same.setdefault(_world_identity(flow, world.flow, world.cycles), []).append(number)
    attended = {key: attended_answer(flow, flow.schedules[key]) for key in schedule_keys}
    counts = [_count_alike(flow, world.states, attended) for world in every]
    return tuple(
        CheckedWorld(
            tuple(every[number].states for number in numbers),
            CheckedFlow(every[numbers[0]].flow, subject.shelf, subject.rules, subject.chosen, is_world=True),
            every[numbers[0]].cycles,
            any(counts[number] == max(counts) for number in numbers),
        )
        for numbers in same.values()
    )


def _world_identity(flow: Flow, fixed: Flow, cycles: frozenset[Destination]) -> object:
    """Return a key that worlds with the same flow share: every place in which they may differ from the original."""
    changed = tuple(
        (key, tuple(passage.destination for passage in item.ways()))
        for key, item in fixed.receptionists.items()
        if item is not flow.receptionists.get(key)
    )
    return fixed.entry, changed, tuple(fixed.numbers.values()), frozenset(fixed.routes.items()), cycles


def _count_alike(flow: Flow, states: ScheduleStates, attended: Mapping[str, ScheduleAnswer]) -> tuple[int, int]:
    """Count the schedules that stand as while people are there: those of office hours, which decide, and all."""
    alike = [key for key, answer in attended.items() if states[key] == answer]
    return sum(is_office(flow.schedules[key]) for key in alike), len(alike)


def examine_worlds(check: Check, subject: CheckedFlow) -> Iterator[Finding]:
    """Yield the findings of a rule in a flow that asks schedules."""
    code = check.rule.code
    if code in IN_ANY_WORLD:
        yield from _find_in_any(check, subject.worlds, subject)
        if code == "IVR112":
            yield from check.find(subject)  # circles of schedules, which no single world shows
    elif code in WHEN_ATTENDED:
        yield from _find_in_any(check, [world for world in subject.worlds if world.is_attended], subject)
    elif code in IN_EVERY_WORLD:
        yield from _find_in_every(check, subject)
    else:
        yield from check.find(subject)


def _find_in_any(check: Check, worlds: Sequence[CheckedWorld], subject: CheckedFlow) -> Iterator[Finding]:
    """Yield each finding once, with the states of the schedules where it is not there in all of them."""
    seen_in: dict[Finding, list[CheckedWorld]] = {}
    for world in worlds:
        for finding in check.find(world.subject):
            key = finding.receptionist
            # what no call gets to now is no fault of this world, unless no call gets there at all
            if world.reaches(key) or key not in subject.reachable:
                seen_in.setdefault(finding, []).append(world)
    for finding, found_in in seen_in.items():
        others = [world for world in worlds if world not in found_in and world.reaches(finding.receptionist)]
        yield say_when(finding, when_words(found_in, others)) if others else finding


def _find_in_every(check: Check, subject: CheckedFlow) -> list[Finding]:
    """Return what is found in the flow as it is written and in every world in which calls get to its place."""
    findings = list(check.find(subject))
    for world in subject.worlds:
        if not findings:  # as mostly: then the other worlds need not be looked at
            break
        there = {(finding.receptionist, finding.field) for finding in check.find(world.subject)}
        findings = [
            finding
            for finding in findings
            if (finding.receptionist, finding.field) in there
            or (finding.receptionist in subject.reachable and not world.reaches(finding.receptionist))
        ]
    return findings


# -- words ----------------------------------------------------------------------------------------


def say_when(finding: Finding, states: str) -> Finding:
    """Return a finding whose message begins with the states of the schedules: ``while office is closed: ...``."""
    prefix = f"while {states}: "
    shared = finding.shared
    if shared is not None:
        words = partial(_words_with_prefix, prefix, shared)
        shared = Shared((prefix, shared.problem), shared.item, words)
    return replace(finding, words=f"{prefix}{finding.message}", shared=shared)


def _words_with_prefix(prefix: str, shared: Shared, items: Sequence[Item]) -> str:
    return f"{prefix}{shared.message(items)}"


def when_words(found_in: Iterable[CheckedWorld], others: Iterable[CheckedWorld]) -> str:
    """Return how the schedules stand in some worlds, as far as that tells them from the others."""
    inside = [states for world in found_in for states in world.states]
    return describe_states(inside, [*inside, *(states for world in others for states in world.states)])
