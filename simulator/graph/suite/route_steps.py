"""A route as a caller's steps: what is pressed in which round, and when."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from simulator.callers.caller_script import DEFAULT_AFTER, ScriptStep
from simulator.core.events import SILENCE
from simulator.core.places import Place
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.round_passages import RoundArrival
from simulator.graph.coverage.rounds import Decision, RoundMap, RoundOpening, open_round
from simulator.graph.coverage.world_answers import StartFields, start_fields
from simulator.graph.suite.decisions import Link

USUAL_WRONG = "987654321"
"""Keys that people take for a wrong one, the most usual first."""


class PlannedStep(NamedTuple):
    """The step of a caller in one round."""

    receptionist: str
    opening: RoundOpening
    step: ScriptStep


@dataclass(slots=True)
class PlannedCall:
    """A call before it is played: where it begins, and the steps."""

    start: StartFields
    steps: list[PlannedStep]

    @property
    def caller_steps(self) -> tuple[ScriptStep, ...]:
        """What the caller does, round by round."""
        return tuple([planned.step for planned in self.steps])


class PlannedLink(NamedTuple):
    """A link in a round: its step (None: no key can be pressed in time), and the round that it leads to, if any."""

    link: Link
    step: PlannedStep | None
    onward: RoundOpening | None


@dataclass(slots=True)
class Planner:
    """Turns routes into calls, with the wrong keys that a person would press."""

    rounds: RoundMap
    _planned: dict[tuple[int, int], PlannedLink] = field(default_factory=dict, repr=False)
    """By the identities of a round and a link: thousands of routes share them, and both are kept here or in it."""
    _starts: dict[str, StartFields] = field(default_factory=dict, repr=False)
    _wrong: dict[str, str] = field(default_factory=dict, repr=False)
    _pressed: dict[tuple[str, float, float, str], ScriptStep] = field(default_factory=dict, repr=False)

    def plan_call(self, root: str, route: Sequence[Link]) -> PlannedCall | None:
        """The call that takes these links; None where a key cannot be pressed in time.

        In a trap the caller finally hangs up, if the menu waits as long as that takes.
        """
        opening = self._opening_after(self.rounds.arrival_at(root))
        planned = self._planned
        steps: list[PlannedStep] = []
        for link in route:
            assert opening is not None, "a route goes on to its end"
            known = planned.get((id(opening), id(link)))
            if known is None:
                known = planned[id(opening), id(link)] = self._plan_link(opening, link)
            _, step, opening = known
            if step is None:
                return None
            steps.append(step)
        if opening is not None and opening.press == round(DEFAULT_AFTER * 1000):
            steps.append(PlannedStep(opening.listening.receptionist, opening, _hang_up_step()))
        if root not in self._starts:
            self._starts[root] = start_fields(self.rounds.flow, root)
        return PlannedCall(self._starts[root], steps)

    def _plan_link(self, opening: RoundOpening, link: Link) -> PlannedLink:
        onward = self._opening_after(link.decision.arrival)
        step = self.rounds.decision_step(opening, link.decision)
        if step is None:
            return PlannedLink(link, None, onward)
        if link.decision.item.kind == "wrong":
            step = self._press(step, self._usual_wrong_key(opening.listening, link.decision))
        return PlannedLink(link, PlannedStep(link.source.receptionist, opening, step), onward)

    def _opening_after(self, arrival: RoundArrival) -> RoundOpening | None:
        place = open_round(arrival)
        return None if place is None else self.rounds.opening_of(place)

    def _press(self, step: ScriptStep, keys: str) -> ScriptStep:
        """Return a step with other keys; a suite has few, however many calls it has."""
        which = step.cue, step.after, step.gap, keys
        if which not in self._pressed:
            self._pressed[which] = step.model_copy(update={"press": keys})
        return self._pressed[which]

    def press_into(self, calls: Sequence[PlannedCall], items: Iterable[CoverageItem]) -> None:
        """Let a call that presses keys after a recording press them into it: the shortest such call.

        The first call to end in a round stays as plain as it is, unless there is no other.
        """
        plain: dict[Place, int] = {}
        for number, call in enumerate(calls):
            plain.setdefault(call.steps[-1].opening.listening, number)
        taken = set(plain.values())
        presses = _presses_by_receptionist(calls)
        for item in items:
            places = presses.get(item.receptionist, ())
            chosen = next(
                (
                    chance
                    for reserved, usual in ((taken, True), (frozenset[int](), True), (frozenset[int](), False))
                    if (chance := self._first_chance(calls, places, item, reserved, usual=usual))
                ),
                None,
            )
            if chosen is not None:
                number, index, step = chosen
                taken.add(number)
                calls[number].steps[index] = calls[number].steps[index]._replace(step=step)

    def _first_chance(
        self,
        calls: Sequence[PlannedCall],
        places: Iterable[tuple[int, int]],
        item: CoverageItem,
        taken: Container[int],
        *,
        usual: bool,
    ) -> tuple[int, int, ScriptStep] | None:
        """The first call, and its first step, that can cover a key into a recording, and that step.

        ``usual``: 0.5 s into the first recording of a round, which can be written in one line.
        """
        for number, index in places:
            if number not in taken:
                step = self._early_version(calls[number].steps[index], item)
                if step is not None and (not usual or step.after == DEFAULT_AFTER):
                    return number, index, step
        return None

    def _early_version(self, planned: PlannedStep, item: CoverageItem) -> ScriptStep | None:
        step = planned.step
        if planned.receptionist != item.receptionist or step.press is None or step.cue != "listening":
            return None
        early = self.rounds.early_step(planned.opening, item.what)
        return early and step.model_copy(update={"cue": early.cue, "after": early.after})

    def _usual_wrong_key(self, listening: Place, decision: Decision) -> str:
        """The wrong key that people would press, where it is as good as the one that was found."""
        if len(decision.keys) != 1:
            return decision.keys
        usual = self._wrong.get(listening.receptionist)
        if usual is None:
            best = self._single_key_result(listening, decision.keys)
            equal = (key for key in USUAL_WRONG if self._single_key_result(listening, key) == best)
            usual = self._wrong[listening.receptionist] = next(equal, decision.keys)
        return usual

    def _single_key_result(self, place: Place, key: str) -> tuple[str, int]:
        """Return what a single key decides, and after how many milliseconds."""
        waited = 0
        trigger = key
        while True:
            arc = self.rounds.arc_of(place, trigger)
            items = self.rounds.items_of_arc(place, arc)
            if items:
                return items[0].kind, waited
            place, trigger = arc.dest, SILENCE
            waited += place.wait.milliseconds if place.wait else 0


@cache
def _hang_up_step() -> ScriptStep:
    return ScriptStep(hangup=True)


def _presses_by_receptionist(calls: Sequence[PlannedCall]) -> dict[str, list[tuple[int, int]]]:
    """Return the steps that press keys, by receptionist, as numbers of call and step; the shortest calls first.

    Without this index every recording of a flow would look through every call.
    """
    presses: dict[str, list[tuple[int, int]]] = {}
    for number in sorted(range(len(calls)), key=lambda number: len(calls[number].steps)):
        for index, planned in enumerate(calls[number].steps):
            if planned.step.press is not None:
                presses.setdefault(planned.receptionist, []).append((number, index))
    return presses
