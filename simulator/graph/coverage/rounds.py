"""A flow as its callers decide: rounds of menus, and what each decision in a round leads to.

The places of the plan are finer than a caller's decisions: a prompt, its end, every key typed so
far. Here the arcs between one round and the next are taken together: *in this round, press 12; you
are then in that round, and this has happened*. Only what a caller can do in time is a decision: a
second key that would have to come within a wait of 0 s is not one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, ScriptStep
from simulator.config.flow import Flow
from simulator.config.routes import Answer
from simulator.core.call_plan import Arc
from simulator.core.events import ANSWERED, PROMPT_ENDED, SILENCE
from simulator.core.places import Place, to_milliseconds
from simulator.graph.coverage.coverage_items import CoverageItem, Role, role_at
from simulator.graph.coverage.round_passages import PassageSearch, RoundArrival, wait_milliseconds
from simulator.graph.round_keys import KEY_ORDER, key_window, read_round
from simulator.graph.worlds import ScheduleStates
from simulator.tables.station import Station
from simulator.tables.table_plan import TablePlan

ORDER = {key: chr(ord("0") + place) for place, key in enumerate(KEY_ORDER)}
"""Keys by their rank: *smaller keys* are digits by their value, then ``*``, then ``#``."""

SILENT = chr(ord("0") + len(ORDER))
"""A silence ranks after every key."""

_AFTER, _GAP = to_milliseconds(DEFAULT_AFTER), to_milliseconds(DEFAULT_GAP)


def rank_keys(keys: str) -> str:
    """Keys as text that sorts as they rank."""
    return "".join(ORDER[key] for key in keys)


class DecisionKeys(NamedTuple):
    """The keys that make a decision, from listening on; ``waits`` ms pass after the last one.

    ``lapses``: they are acted on when that wait has run out. A silence has no keys.
    """

    keys: str
    waits: int
    lapses: bool


class Decision(NamedTuple):
    """One decision of a round. ``keys`` are empty for a silence; ``gap`` ms lie between two keys.

    ``milliseconds`` pass from the first key (for a silence: from listening) to the arrival.
    """

    item: CoverageItem
    keys: str
    gap: int
    milliseconds: int
    arrival: RoundArrival


class EarlyKey(NamedTuple):
    """A key into a prompt that stops for it: what the prompt is for, and the milliseconds since the round began."""

    role: Role
    at: int


class RoundOpening(NamedTuple):
    """A round before its decision: its prompts, the keys that callers may press into them, and the wait.

    ``press`` is the milliseconds from listening to a first key in time; None: there is not enough time.
    """

    listening: Place
    early: tuple[EarlyKey, ...]
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
    plan: TablePlan = field(init=False)
    passages: PassageSearch = field(init=False, repr=False)
    _arrivals: dict[str, list[RoundArrival]] = field(default_factory=dict, repr=False)
    _ways: dict[str, list[DecisionKeys]] = field(default_factory=dict, repr=False)
    _steps: dict[tuple[str, float, float], ScriptStep] = field(default_factory=dict, repr=False)
    _openings: dict[Place, RoundOpening] = field(default_factory=dict, repr=False)
    _decisions: dict[Place, tuple[Decision, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.plan = TablePlan(self.flow)
        self.passages = PassageSearch(self.plan, self.states, self.people, self.branches)

    @property
    def roots(self) -> tuple[str, ...]:
        """The starts of calls: the flow's own, and what each number leads to (a destination is ``type||id``)."""
        return tuple(dict.fromkeys((self.flow.start, self.flow.entry, *self.flow.numbers.values())))

    def arrivals_at(self, root: str) -> list[RoundArrival]:
        """Return the first rounds, or the endings, of a call that begins here."""
        arrivals = self._arrivals.get(root)
        if arrivals is None:
            ringing = self.plan.ringing_place(root)
            arrivals = self._arrivals[root] = self.passages.arrivals_after(ringing, self.arc_of(ringing, ANSWERED))
        return arrivals

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
        early: list[EarlyKey] = []
        items: list[CoverageItem] = []
        milliseconds = 0
        while place.phase == "prompt":
            lasts = wait_milliseconds(place)
            if lasts and self.plan.hears_keys(place):
                early.append(EarlyKey(role_at(self.plan, place), milliseconds + min(_AFTER, lasts // 2)))
            arc = self.arc_of(place, PROMPT_ENDED)
            items += self.items_of_arc(place, arc)
            milliseconds += lasts
            place = arc.dest
        wait = wait_milliseconds(place)
        in_time = key_window(milliseconds, wait, early=False)
        # Half a second, as people do, or the middle of a shorter wait.
        press = None if in_time is None else min(_AFTER, wait // 2)
        return RoundOpening(place, tuple(early), milliseconds, tuple(items), press)

    def early_step(self, opening: RoundOpening, role: str = "") -> ScriptStep | None:
        """A key into the first prompt (of a role) that lasts; None: nothing stops for a key."""
        for early in opening.early:
            if role in ("", early.role):
                return _early_step(early.at)
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
            station = self.plan.table.station_of(listening.receptionist)
            ways = self._ways.get(station.key)
            if ways is None:
                ways = self._ways[station.key] = self._find_ways(station)
            decisions = self._decisions[listening] = tuple(
                decision for decision_keys in ways for decision in self._build_decisions(listening, decision_keys)
            )
        return decisions

    def _build_decisions(self, listening: Place, decision_keys: DecisionKeys) -> Iterator[Decision]:
        arrivals = self.passages.arrivals_after(*self._deciding_arc(listening, decision_keys))
        keys, later_keys = decision_keys.keys, max(0, len(decision_keys.keys) - 1)
        gap = self._gap_of(listening, later_keys)
        took = decision_keys.waits + gap * later_keys
        for arrival in arrivals:
            item, *arrival_items = arrival.items
            onward = arrival._replace(items=tuple(arrival_items))
            yield Decision(item, keys, gap, took + arrival.milliseconds, onward)

    def _gap_of(self, listening: Place, later_keys: int) -> int:
        """Return the milliseconds between keys: as people press, or less where the menu does not wait so long."""
        if not later_keys:
            return _GAP
        gap = min(_GAP, self.plan.table.station_of(listening.receptionist).waits[1] // 2)
        wait = listening.wait
        if wait is None or wait.within is None:
            return gap
        # The last key comes in time, too: at the very end of the time for all of them it would be too late.
        return min(gap, (wait.within - 1 - min(_AFTER, wait.milliseconds // 2)) // later_keys)

    def _deciding_arc(self, place: Place, decision_keys: DecisionKeys) -> tuple[Place, Arc]:
        """Return the last event of a decision: the place where it happens, and what it leads to."""
        keys, arc = decision_keys.keys, None
        for key in keys:
            place = place if arc is None else arc.dest
            arc = self.plan.arc_of_key(place, key)
        if arc is not None and not decision_keys.lapses:
            return place, arc
        place = place if arc is None else arc.dest
        return place, self.arc_of(place, SILENCE)

    def _find_ways(self, station: Station) -> list[DecisionKeys]:
        """The best way to each decision of a menu: fewest keys, then least time, then smaller keys.

        They are the same in all of its rounds, except for where they lead. Choices come first, in the menu's order.
        """
        first_wait, further_wait = station.waits
        quickest = read_round(station).quickest
        best = {
            result: min(
                (DecisionKeys(typed.keys, further_wait * typed.waits, typed.waits) for typed in ways),
                key=_decision_cost,
            )
            for result, ways in quickest.items()
        }
        wrong = [best[None]] if None in best else []
        options = self.flow.receptionists[station.key].options
        return [*(best[code] for code in options if code in best), *wrong, DecisionKeys("", first_wait, True)]

    def arc_of(self, place: Place, trigger: str) -> Arc:
        """Return what one event leads to."""
        return self.passages.arc_of(place, trigger)

    def items_of_arc(self, place: Place, arc: Arc) -> tuple[CoverageItem, ...]:
        """Return what an arc covers."""
        return self.passages.items_of_arc(place, arc)


def open_round(arrival: RoundArrival) -> Place | None:
    """The round that a call is in; None: it has ended, or no caller can do anything any more."""
    place = arrival.place
    return None if place is None or place.phase == "ended" else place


@cache
def _silent_step() -> ScriptStep:
    return ScriptStep(silence=True)


@lru_cache(maxsize=1000)
def _early_step(at: int) -> ScriptStep:
    return ScriptStep(press="0", cue="prompt", after=at / 1000)


def _decision_cost(decision_keys: DecisionKeys) -> tuple[int, int, str]:
    return len(decision_keys.keys), decision_keys.waits, rank_keys(decision_keys.keys)
