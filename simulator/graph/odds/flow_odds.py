"""The odds of a flow: where callers end and when, by persona and for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from operator import add
from typing import NamedTuple

from simulator.callers.drivers import Kind
from simulator.callers.persona import AnswerChance, Persona
from simulator.callers.persona_file import MIXTURE
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer
from simulator.core.effects import End, Route
from simulator.gc_pause import pause_gc
from simulator.graph.odds.call_chain import CallChain
from simulator.graph.odds.chain_solution import ChainSolution, solve_chain
from simulator.graph.odds.menu_stay import RIGHT, WRONG_KEY, RoundTally
from simulator.graph.odds.started_parts import started_parts
from simulator.graph.odds.stay_library import StayLibrary, StayVisit
from simulator.graph.odds.time_moments import NOBODY, TimeMoments
from simulator.graph.odds.week_situations import SituationMix
from simulator.graph.reach.times import is_person
from simulator.tables.flow_table import FlowTable
from simulator.tables.station import Station, keypad_of

EndKey = tuple[Kind, Destination | None]
"""What tells ends apart: the kind, and the destination as a record has it."""


class OddsRun(NamedTuple):
    """One persona in one situation, solved; ``weight`` is the part of the callers who are meant."""

    weight: float
    chain: CallChain
    solution: ChainSolution


class OutcomeOdds(NamedTuple):
    """One end of calls: how many callers come to it, and the moments of their times; those of endless calls are 0.

    ``is_person``: as far as the flow says, a person is there.
    """

    kind: Kind
    destination: Destination | None
    name: str | None
    moments: TimeMoments
    is_person: bool

    @property
    def key(self) -> EndKey:
        """Return what tells ends apart."""
        return self.kind, self.destination


class RoundOdds(NamedTuple):
    """A round of a menu: how often callers come to it, and what becomes of them.

    The figures are per caller, and more than 1 where callers come again; infinite in a loop that some never leave.
    """

    receptionist: str
    round: int
    tally: RoundTally


@dataclass(frozen=True)
class PersonaOdds:
    """The odds of one persona, or of all together, from its solved runs, whose weights add up to 1."""

    name: str
    share: float
    flow: Flow
    runs: tuple[OddsRun, ...]
    persona: Persona | None = None

    @cached_property
    def outcomes(self) -> list[OutcomeOdds]:
        """The ends of calls, the most frequent first; their shares add up to 1."""
        moments: dict[EndKey, TimeMoments] = {}
        endless = 0.0
        for run in self.runs:
            weight = run.weight
            endless += run.solution.endless * weight
            for end, callers in zip(run.chain.ends, run.solution.ends, strict=True):
                if callers.share > 0:
                    key = end_key(end)
                    moments[key] = moments.get(key, NOBODY).plus(callers.scaled(weight))
        found = [self._outcome(kind, destination, callers) for (kind, destination), callers in moments.items()]
        if endless > 0:
            found.append(OutcomeOdds("endless", None, None, TimeMoments(endless), False))
        return sorted(found, key=lambda outcome: -outcome.moments.share)

    def _outcome(self, kind: Kind, destination: Destination | None, callers: TimeMoments) -> OutcomeOdds:
        name = None if destination is None else self.flow.destination_name(destination)
        person = kind == "routed" and destination is not None and is_person(self.flow, destination)
        return OutcomeOdds(kind, destination, name, callers, person)

    @property
    def person(self) -> TimeMoments:
        """The callers who reach a person."""
        return _sum_moments([outcome.moments for outcome in self.outcomes if outcome.is_person])

    @property
    def ended(self) -> TimeMoments:
        """The callers whose call ends."""
        return _sum_moments([outcome.moments for outcome in self.outcomes if outcome.kind != "endless"])

    @property
    def endless(self) -> float:
        """The share of calls that never end."""
        return sum(outcome.moments.share for outcome in self.outcomes if outcome.kind == "endless")

    @cached_property
    def rounds(self) -> list[RoundOdds]:
        """Every round that callers come to, by menu in the order of the flow, then by number."""
        tallies: dict[str, list[RoundTally]] = {}
        for run in self.runs:
            for visits, station, visit in _menu_visits(run):
                rounds = tallies.setdefault(station.key, [])
                for number, tally in enumerate(visit.stay.tallies):
                    if number == len(rounds):
                        rounds.append(RoundTally(0.0, 0.0, 0.0, 0.0, 0.0))
                    factor = visits * run.weight
                    parts = [factor * part if part else 0.0 for part in tally]
                    rounds[number] = RoundTally(*map(add, rounds[number], parts))
        return [
            RoundOdds(key, number, tally)
            for key in self.flow.receptionists
            for number, tally in enumerate(tallies.get(key, ()), start=1)
            if tally.reached
        ]

    @cached_property
    def keys(self) -> dict[str, float]:
        """How often each key is pressed, per caller; lost keys count."""
        counts: dict[str, float] = {}
        for run in self.runs:
            scale = run.weight
            for visits, station, visit in _menu_visits(run):
                for keys, share in _pressed_keys(station, visit):
                    for key in keys:
                        counts[key] = counts.get(key, 0.0) + visits * share * scale
            for place, keys, share in run.chain.lost_keys:
                for key in keys:
                    counts[key] = counts.get(key, 0.0) + run.solution.visits[place].share * share * scale
        return dict(sorted(counts.items()))

    @cached_property
    def recordings(self) -> dict[str, float]:
        """How often each recording starts, per caller, the most frequent first."""
        counts: dict[str, float] = {}
        for run in self.runs:
            starts_in: dict[tuple[object, ...], dict[int, float]] = {}  # menus of one stay are of one kind
            for place, station in enumerate(run.chain.stations):
                if station is None:
                    continue
                visits, visit = _visits_of(run.solution, place), run.chain.stays[place]
                which = id(station.kind if visit is None else visit.stay), station.lengths
                if which not in starts_in:
                    starts_in[which] = started_parts(station, visit)
                for part, starts in starts_in[which].items():
                    recording = station.recordings[part]
                    counts[recording] = counts.get(recording, 0.0) + visits * starts * run.weight
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    @cached_property
    def assumed_people(self) -> dict[str, Answer]:
        """The telephones whose answers nobody said, with what they are taken to answer."""
        return {name: answer for run in self.runs for name, answer in run.chain.assumed.items()}


@dataclass(frozen=True)
class FlowOdds:
    """The odds of a flow: by persona, and for all callers together (``mixture``)."""

    flow: Flow
    personas: tuple[PersonaOdds, ...]
    mixture: PersonaOdds
    situations: SituationMix

    @property
    def every(self) -> tuple[PersonaOdds, ...]:
        """The personas, and the mixture last."""
        return (*self.personas, self.mixture)

    @property
    def asked(self) -> frozenset[str]:
        """The keys of the schedules that calls ask."""
        return frozenset(key for run in self.mixture.runs for key in run.chain.asked)

    @property
    def assumed_people(self) -> dict[str, Answer]:
        """The telephones whose answers nobody said, with what they are taken to answer."""
        return self.mixture.assumed_people


def find_odds(flow: Flow, personas: Sequence[Persona], settings: WorldSettings, situations: SituationMix) -> FlowOdds:
    """Compute the odds of a flow for personas whose shares add up to 1.

    ``settings`` has what is given; a persona's own answers come first. Raises ``LateReaction`` for a persona whose
    first key comes when a menu no longer listens.
    """
    with pause_gc(lasting=False):
        table = FlowTable(flow)
        odds = []
        for persona in personas:
            library = StayLibrary(flow, give_answers(persona, settings))
            runs = []
            for states, weight in situations.every:
                chain = CallChain(table, library, flow.start, states)
                runs.append(OddsRun(weight, chain, solve_chain(chain)))
            odds.append(PersonaOdds(persona.name, persona.share, flow, tuple(runs), persona))
    mixed = [run._replace(weight=run.weight * persona.share) for persona in odds for run in persona.runs]
    mixture = PersonaOdds(MIXTURE, 1.0, flow, tuple(run for run in mixed if run.weight))
    return FlowOdds(flow, tuple(odds), mixture, situations)


def give_answers(persona: Persona, settings: WorldSettings) -> Persona:
    """Return a persona with the answers of telephones that are given, where it has none itself."""
    schedules = settings.flow.schedules
    people = {
        name: (AnswerChance(answers[0].answer, 1.0, answers[0].after_ms),)
        for name, answers in settings.given.items()
        if name not in schedules
    }
    return replace(persona, people={**people, **persona.people}) if people else persona


def end_key(end: End | Route) -> EndKey:
    """Return the kind and the destination of an end, as a record has them."""
    if isinstance(end, Route):
        return "routed", end.destination
    return ("abandoned" if end.by == "caller" else "hung_up"), end.destination


def _sum_moments(every: Sequence[TimeMoments]) -> TimeMoments:
    total = NOBODY
    for moments in every:
        total = total.plus(moments)
    return total


def _visits_of(solution: ChainSolution, place: int) -> float:
    """How often callers come to a place; infinite where some never leave it."""
    return inf if place in solution.trapped else solution.visits[place].share


def _menu_visits(run: OddsRun) -> list[tuple[float, Station, StayVisit]]:
    """The menus of a run with their visits, per caller."""
    return [
        (_visits_of(run.solution, place), station, visit)
        for place, (station, visit) in enumerate(zip(run.chain.stations, run.chain.stays, strict=True))
        if station is not None and visit is not None
    ]


def _pressed_keys(station: Station, visit: StayVisit) -> list[tuple[str, float]]:
    """The keys that are pressed in a stay, with how often, per caller who enters the menu."""
    stay, typing = visit
    if typing is None:
        return [(move.end.keys, moments.share) for _, move, moments in stay.moves]
    pressed = []
    codes = keypad_of(station).codes
    for _, move, moments in stay.moves:
        if move.end.result == "choice":
            pressed += [(codes[item.code], moments.share * item.share) for item in typing.codes]
        elif move.end.result == "wrong" and move.source in (WRONG_KEY, RIGHT):
            pressed.append((typing.wrong_key, moments.share))
    return pressed
