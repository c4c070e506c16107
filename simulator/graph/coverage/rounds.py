"""A flow as its callers decide: rounds of menus, and what each decision in a round leads to.

The places of the plan are finer than a caller's decisions: a prompt, its end, every key typed so
far. Here the arcs between one round and the next are taken together: *in this round, press 12; you
are then in that round, and this has happened*. Only what a caller can do in time is a decision: a
second key that would have to come within a wait of 0 s is not one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, ScriptStep
from simulator.config.flow import Flow
from simulator.config.routes import Answer
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.events import ANSWERED, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import ENDED, Place, to_milliseconds
from simulator.graph.coverage.coverage_items import CoverageItem, role_at
from simulator.graph.coverage.round_passages import PassageSearch, RoundArrival, wait_milliseconds
from simulator.graph.round_keys import KEY_ORDER
from simulator.graph.worlds import ScheduleStates

ORDER = {key: chr(ord("0") + place) for place, key in enumerate(KEY_ORDER)}
"""Keys by their rank: *smaller keys* are digits by their value, then ``*``, then ``#``."""

SILENT = chr(ord("0") + len(ORDER))
"""A silence ranks after every key."""

_AFTER, _GAP = to_milliseconds(DEFAULT_AFTER), to_milliseconds(DEFAULT_GAP)


def rank_keys(keys: str) -> str:
    """Keys as text that sorts as they rank."""
    return "".join(ORDER[key] for key in keys)


class DecisionKeys(NamedTuple):
    """The events that make a decision, from listening on; ``waits`` ms pass after the last key."""

    triggers: tuple[str, ...]
    keys: str
    waits: int


class Decision(NamedTuple):
    """One decision of a round. ``keys`` are empty for a silence; ``gap`` ms lie between two keys.

    ``milliseconds`` pass from the first key (for a silence: from listening) to the arrival.
    """

    item: CoverageItem
    keys: str
    gap: int
    milliseconds: int
    arrival: RoundArrival


class RoundOpening(NamedTuple):
    """A round before its decision: the prompts, with the moment at which each starts, and the wait.

    ``press`` is the milliseconds from listening to a first key in time; None: there is not enough time.
    """

    listening: Place
    prompts: tuple[tuple[Place, int], ...]
    milliseconds: int
    items: tuple[CoverageItem, ...]
    press: int | None


@dataclass(slots=True)
class RoundMap:
    """The rounds of a flow, computed on demand and kept.

    ``states`` says how schedules stand (open where it does not), ``people`` who answers what. Everyone else answers
    in each way that there is, or, where it does not ``branch``, as people do by themselves.
    """

    flow: Flow
    states: ScheduleStates = field(default_factory=dict)
    people: Mapping[str, Answer] = field(default_factory=dict)
    branches: bool = True
    plan: CallPlan = field(init=False)
    passages: PassageSearch = field(init=False, repr=False)
    _ways: dict[str, dict[tuple[str, str], DecisionKeys]] = field(default_factory=dict, repr=False)
    _steps: dict[tuple[str, float, float], ScriptStep] = field(default_factory=dict, repr=False)
    _openings: dict[Place, RoundOpening] = field(default_factory=dict, repr=False)
    _decisions: dict[Place, tuple[Decision, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.plan = CallPlan(self.flow)
        self.passages = PassageSearch(self.plan, self.states, self.people, self.branches)

    @property
    def roots(self) -> tuple[str, ...]:
        """The starts of calls: the flow's own, and what each number leads to (a destination is ``type||id``)."""
        return tuple(dict.fromkeys((self.flow.start, self.flow.entry, *self.flow.numbers.values())))

    def arrivals_at(self, root: str) -> list[RoundArrival]:
        """Return the first rounds, or the endings, of a call that begins here."""
        ringing = self.plan.ringing_place(root)
        return self.passages.arrivals_after(ringing, self.arc_of(ringing, ANSWERED))

    def arrival_at(self, root: str) -> RoundArrival:
        """The same where everyone answers as they do by themselves."""
        return self.arrivals_at(root)[0]

    def opening_of(self, place: Place) -> RoundOpening:
        """The round that starts at a place, up to its decision."""
        opening = self._openings.get(place)
        if opening is None:
            opening = self._openings[place] = self._find_opening(place)
        return opening

    def _find_opening(self, place: Place) -> RoundOpening:
        prompts: list[tuple[Place, int]] = []
        items: list[CoverageItem] = []
        milliseconds = 0
        while place.phase == "prompt":
            prompts.append((place, milliseconds))
            arc = self.arc_of(place, PROMPT_ENDED)
            items += self.items_of_arc(place, arc)
            milliseconds += wait_milliseconds(place)
            place = arc.dest
        wait = wait_milliseconds(place)
        # Half a second, as people do, or the middle of a shorter wait: never a tie with its end.
        press = min(_AFTER, wait // 2) if wait else None
        return RoundOpening(place, tuple(prompts), milliseconds, tuple(items), press)

    def early_step(self, opening: RoundOpening, role: str = "") -> ScriptStep | None:
        """A key into the first prompt (of a role) that lasts; None: nothing stops for a key."""
        if not self.flow.semantics.barge_in:
            return None
        for place, starts in opening.prompts:
            lasts = wait_milliseconds(place)
            if lasts and role in ("", role_at(self.flow, place)):
                return ScriptStep(press="0", cue="prompt", after=(starts + min(_AFTER, lasts // 2)) / 1000)
        return None

    def decision_step(self, opening: RoundOpening, decision: Decision) -> ScriptStep | None:
        """Return what a caller does to decide so; None: no key can be pressed in this round."""
        if not decision.keys:
            return _silent_step()
        gap = decision.gap / 1000
        if opening.press is not None:
            return self._step_of(decision.keys, opening.press / 1000, gap)
        early = self.early_step(opening)
        return early and early.model_copy(update={"press": decision.keys, "gap": gap})

    def _step_of(self, keys: str, after: float, gap: float) -> ScriptStep:
        """The step that presses these keys; a menu has as many as codes, however many rounds it has."""
        step = self._steps.get((keys, after, gap))
        if step is None:
            step = self._steps[keys, after, gap] = ScriptStep(press=keys, after=after, gap=gap)
        return step

    def decisions_at(self, listening: Place) -> tuple[Decision, ...]:
        """Return what callers can decide in the round that listens at this place, silence last."""
        decisions = self._decisions.get(listening)
        if decisions is None:
            ways = self._ways.get(listening.receptionist)
            if ways is None:
                ways = self._ways[listening.receptionist] = self._find_ways(listening)
            arcs: dict[Place, dict[str, Arc]] = {}
            decisions = tuple(
                decision
                for decision_keys in ways.values()
                for decision in self._build_decisions(listening, decision_keys, arcs)
            )
            self._decisions[listening] = decisions
        return decisions

    def _build_decisions(
        self, place: Place, decision_keys: DecisionKeys, arcs: dict[Place, dict[str, Arc]]
    ) -> Iterator[Decision]:
        listening = place
        for trigger in decision_keys.triggers[:-1]:
            place = self._arcs_by_trigger(place, arcs)[trigger].dest
        arrivals = self.passages.arrivals_after(place, self._arcs_by_trigger(place, arcs)[decision_keys.triggers[-1]])
        # A menu waits equally long for each further key, so the first such wait stands for all.
        gap = (
            _key_gap(self._arcs_by_trigger(listening, arcs)[decision_keys.keys[0]].dest)
            if len(decision_keys.keys) > 1
            else _GAP
        )
        took = decision_keys.waits + gap * max(0, len(decision_keys.keys) - 1)
        for arrival in arrivals:
            item, *arrival_items = arrival.items
            onward = arrival._replace(items=tuple(arrival_items))
            yield Decision(item, decision_keys.keys, gap, took + arrival.milliseconds, onward)

    def _find_ways(self, listening: Place) -> dict[tuple[str, str], DecisionKeys]:
        """The best way to each decision of a menu: fewest keys, then least time, then smaller keys.

        They are the same in all of its rounds, except for where they lead.
        """
        cheapest: dict[tuple[str, str], DecisionKeys] = {}
        places: set[Place] = set()
        ticket = count()  # so that two places are never compared
        heap: list[tuple[int, int, str, int, Place, tuple[str, ...]]] = [(0, 0, "", 0, listening, ())]
        while heap:
            _, waited, _, _, place, triggers = heappop(heap)
            if place in places:
                continue
            places.add(place)
            for arc in self.plan.arcs_from(place):
                if arc.trigger not in KEYS and arc.trigger != SILENCE:
                    continue
                silent = arc.trigger == SILENCE
                # A further key would have to be pressed within no time.
                if not silent and triggers and not wait_milliseconds(place):
                    continue
                path = (*triggers, arc.trigger)
                keys = "".join(path[:-1] if silent else path)
                decided = self.items_of_arc(place, arc)
                waits = waited + (wait_milliseconds(place) if silent else 0)
                cost = (len(keys), waits, rank_keys(keys))
                if decided:
                    name = decided[0].kind, decided[0].what
                    if name not in cheapest or cost < _decision_cost(cheapest[name]):
                        cheapest[name] = DecisionKeys(path, keys, waits)
                elif arc.dest not in places:
                    heappush(heap, (*cost, next(ticket), arc.dest, path))
        options = list(self.flow.receptionists[listening.receptionist].options)
        kinds = ("choice", "wrong", "silence")
        return dict(
            sorted(cheapest.items(), key=lambda path: (kinds.index(path[0][0]), _option_position(options, path[0][1])))
        )

    def arc_of(self, place: Place, trigger: str) -> Arc:
        """Return what one event leads to."""
        return self.passages.arc_of(place, trigger)

    def items_of_arc(self, place: Place, arc: Arc) -> tuple[CoverageItem, ...]:
        """Return what an arc covers."""
        return self.passages.items_of_arc(place, arc)

    def _arcs_by_trigger(self, place: Place, arcs: dict[Place, dict[str, Arc]]) -> dict[str, Arc]:
        by_trigger = arcs.get(place)
        if by_trigger is None:
            by_trigger = arcs[place] = {arc.trigger: arc for arc in self.plan.arcs_from(place)}
        return by_trigger


def open_round(arrival: RoundArrival) -> Place | None:
    """The round that a call is in; None: it has ended, or no caller can do anything any more."""
    return None if arrival.place is None or arrival.place == ENDED else arrival.place


@cache
def _silent_step() -> ScriptStep:
    return ScriptStep(silence=True)


def _option_position(options: list[str], code: str) -> int:
    return options.index(code) if code in options else 0


def _decision_cost(decision_keys: DecisionKeys) -> tuple[int, int, str]:
    return len(decision_keys.keys), decision_keys.waits, rank_keys(decision_keys.keys)


def _key_gap(collecting: Place) -> int:
    return min(_GAP, wait_milliseconds(collecting) // 2)
