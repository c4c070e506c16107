"""The choices and time-outs that lie ahead of a place, read from the blueprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from simulator.callers.given_answers import answer_words
from simulator.callers.transcript import seconds_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.blueprint import Blueprint
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Play, Ring, Route
from simulator.core.events import KEYS, SILENCE
from simulator.core.places import WORLD_PHASES, Edge, Place
from simulator.fast_classes import NamedTuple, dataclass
from simulator.words.phrases import count_tries
from simulator.words.sanitizer import escape_signs

DROPS = "nowhere: the call drops"
"""Where a blank destination leads."""

STILL_MOST = 10
"""Recordings and waits that are looked past to see what silence leads to: a round has at most three."""


BRANCHES_DEEP = 6
"""Cells by which the answers of schedules that ask schedules are indented at most: two for each."""


class KeyOffer(NamedTuple):
    """Keys that would be a choice, and in words where they lead."""

    keys: str
    leads: str


class Lead(NamedTuple):
    """One act of a caller and where it leads from here; ``chooses`` marks the choices of the menu."""

    does: str
    leads: str
    chooses: bool = False


class MistakeCount(NamedTuple):
    """The mistakes of one kind made in this menu, and the number that leaves another try."""

    used: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Lookahead:
    """Looks ahead in a flow; keeps the results that the screen needs at every drawing."""

    plan: CallPlan
    _offers: dict[str, tuple[KeyOffer, ...]] = field(default_factory=dict, repr=False)
    _destinations: dict[str, dict[str, Destination]] = field(default_factory=dict, repr=False)
    _allowed: dict[str, tuple[int, int]] = field(default_factory=dict, repr=False)

    def offers_at(self, place: Place) -> tuple[KeyOffer, ...]:
        """The choices that can still be made at a place, in the order of the menu's entries."""
        if not self.hears_keys(place):
            return ()
        if place.keys or place.phase == "dead":  # depends on the keys so far, so one result per menu would be wrong
            return self._find_offers(place)
        offers = self._offers.get(place.receptionist)
        if offers is None:
            offers = self._offers[place.receptionist] = self._find_offers(place)
        return offers

    def destinations_at(self, place: Place) -> dict[str, Destination]:
        """The destination of each choice that can still be made at a place, by its keys."""
        if not self.hears_keys(place):
            return {}
        if place.keys or place.phase == "dead":
            return dict(_choices_ahead(self.plan.blueprint_of(place.receptionist), place))
        known = self._destinations.get(place.receptionist)
        if known is None:
            known = dict(_choices_ahead(self.plan.blueprint_of(place.receptionist), place))
            self._destinations[place.receptionist] = known
        return known

    def hears_keys(self, place: Place) -> bool:
        """Return whether a key does anything at a place."""
        if place.phase in ("ringing", "ended") or place.phase in WORLD_PHASES:
            return False
        edges = self.plan.blueprint_of(place.receptionist).edges_from(place)
        return any(edge.trigger in KEYS and not edge.internal for edge in edges)

    def counts_at(self, place: Place) -> tuple[MistakeCount, MistakeCount] | None:
        """The wrong keys and the silences of a menu, used and allowed; None where none are counted."""
        if place.phase in ("ringing", "forward", "ended") or place.phase in WORLD_PHASES:
            return None
        allowed = self._allowed.get(place.receptionist)
        if allowed is None:
            blueprint = self.plan.blueprint_of(place.receptionist)
            wrong, silent = blueprint.place_at("dead"), blueprint.place_at("listening")
            allowed = _mistake_limit(blueprint, wrong), _mistake_limit(blueprint, silent)
            self._allowed[place.receptionist] = allowed
        return MistakeCount(place.wrong_keys, allowed[0]), MistakeCount(place.silences, allowed[1])

    def describe_event(self, place: Place, trigger: str) -> str:
        """Describe in words what an event leads to from a place."""
        for arc in self.plan.arcs_from(place):
            if arc.trigger == trigger:
                words = ", ".join([*_effect_words(self.plan.flow, arc.effects), *self._decider_words(arc.dest)])
                wait = arc.dest.wait
                if not words and arc.dest.phase == "listening" and wait is not None:
                    return f"waits {seconds_text(wait.milliseconds)} for a key"
                return words
        return ""

    def what_if(self, place: Place) -> tuple[Lead, ...]:
        """Return what each choice, a wrong key, silence and a hang-up would lead to from a place."""
        offers = self.offers_at(place)
        leading = [lead for offer in offers for lead in self._offer_leads(offer, place)]
        if place.phase in WORLD_PHASES:
            leading = [*_branch_leads(self.plan.flow, parse_address(place.receptionist), "")]
        if place.phase == "deciding":  # it takes no time: the caller can do nothing about it
            return (*leading, Lead("hang up", "the call is over"))
        if self.hears_keys(place):
            choice_keys = {offer.keys[len(place.keys)] for offer in offers if len(offer.keys) > len(place.keys)}
            # from 9 down, since menus assign keys from 1 up: the example is then the least surprising wrong key
            wrong = next((key for key in "987654321*0#" if key not in choice_keys), None)
            if wrong is not None:
                leads = self.describe_event(place, wrong) or "nothing yet: more keys may follow"
                leading.append(Lead(f"press another key ({wrong})", leads))
        else:
            leading.append(Lead("press any key", "nothing: it is not heard here"))
        return (*leading, Lead("stay silent", self._describe_silence(place)), Lead("hang up", "the call is over"))

    def _describe_silence(self, place: Place) -> str:
        """Describe what silence leads to, past recordings and waits that only follow each other."""
        for _ in range(STILL_MOST):
            if place.wait is None:
                return ""
            trigger = place.wait.then.trigger
            if place.phase == "alerting":  # by default people pick up; at a terminal, silence is that nobody does
                return self.describe_event(place, "no_answer")
            arc = next(arc for arc in self.plan.arcs_from(place) if arc.trigger == trigger)
            if arc.dest.phase == "deciding" or any(not isinstance(effect, Play) for effect in arc.effects):
                return self.describe_event(place, trigger)
            place = arc.dest
        return ""

    def _decider_words(self, place: Place) -> Iterator[str]:
        """The schedule that decides at a place; the call passes it at once, so no effect names it."""
        if place.phase == "deciding":
            yield destination_words(self.plan.flow, parse_address(place.receptionist))

    def _offer_leads(self, offer: KeyOffer, place: Place) -> Iterator[Lead]:
        """Yield a choice, and below it what a schedule or a telephone that it leads to may answer."""
        yield Lead(f"press {offer.keys}", offer.leads, chooses=True)
        if self.plan.flow.routes:
            destination = dict(_choices_ahead(self.plan.blueprint_of(place.receptionist), place))[offer.keys]
            yield from _branch_leads(self.plan.flow, destination, "  ")

    def _find_offers(self, place: Place) -> tuple[KeyOffer, ...]:
        blueprint = self.plan.blueprint_of(place.receptionist)
        choices = dict(_choices_ahead(blueprint, place))
        return tuple(
            KeyOffer(option, destination_words(self.plan.flow, choices[option]))
            for option in blueprint.receptionist.options
            if option in choices
        )


def _choices_ahead(blueprint: Blueprint, place: Place) -> Iterator[tuple[str, Destination]]:
    """Every choice that keys from here lead to; a code's own prefixes are the only way down."""
    for edge in blueprint.edges_from(place):
        chosen = _chosen_entry(edge)
        if chosen is not None:
            yield chosen
        elif edge.trigger in KEYS and not edge.internal:
            next_place = edge.onward.place
            if next_place is not None and next_place.phase == "collecting":
                yield from _choices_ahead(blueprint, next_place)


def _chosen_entry(edge: Edge) -> tuple[str, Destination] | None:
    for effect in edge.onward.effects:
        if type(effect) is Choice and edge.onward.destination is not None:
            return effect.keys, edge.onward.destination
    return None


def _mistake_limit(blueprint: Blueprint, place: Place) -> int:
    """Return how many mistakes leave another try, from the mistake that silence makes at this place."""
    effects = (
        effect for edge in blueprint.edges_from(place) if edge.trigger == SILENCE for effect in edge.onward.effects
    )
    return next((effect.allowed for effect in effects if type(effect) is Miss), 0)


def _effect_words(flow: Flow, effects: Iterable[Effect]) -> Iterator[str]:
    for effect in effects:
        match effect:
            case Miss(cause, used, allowed):
                yield f"{_cause_words(cause)} {count_tries(used, allowed)}"
            case Choice(keys):
                yield f"the choice {keys}"
            case Play(recording):
                yield escape_signs(flow.recording_name(recording))
            case Enter(key):
                yield escape_signs(flow.receptionists[key].name)
            case Ring(destination):
                yield f"{destination_words(flow, destination)} rings"
            case Route(destination):
                yield destination_words(flow, destination)
            case End("unanswered"):
                yield "the call ends"
            case End("menu", destination):
                yield "the menu hangs up" if destination else DROPS


def branches(flow: Flow, destination: Destination) -> Iterator[tuple[Answer, Destination | None]]:
    """Yield what a schedule or a telephone may answer, with where that leads; None: the call ends.

    A holiday without a destination of its own is as closed, and being picked up leads no further: both are left out.
    """
    match flow.route_of(destination):
        case ScheduleRoute() as route:
            yield from (way for way in route.ways() if way[0] != "holiday" or route.holiday is not None)
        case PersonRoute() as route:
            yield "no_answer", route.no_answer
            if route.busy is not None:
                yield "busy", route.busy


def _branch_leads(flow: Flow, destination: Destination, indent: str) -> Iterator[Lead]:
    """The answers of a schedule or a telephone, each with what follows; below a schedule, those of the next one."""
    if isinstance(flow.route_of(destination), PersonRoute) and not indent:
        yield Lead("picked up", f"{destination_words(flow, destination)} takes the call")
    for answer, onward in branches(flow, destination):
        leads = "the call ends" if onward is None else destination_words(flow, onward)
        yield Lead(indent + answer_words(answer), leads)
        # bounded, since schedules may lead to each other in a circle
        if onward is not None and len(indent) < BRANCHES_DEEP and isinstance(flow.route_of(onward), ScheduleRoute):
            yield from _branch_leads(flow, onward, indent + "  ")


def _cause_words(cause: Literal["wrong", "silence"]) -> str:
    return "wrong key" if cause == "wrong" else "silence"


def destination_words(flow: Flow, destination: Destination) -> str:
    """A destination in few words: its name, or its address."""
    key = flow.receptionist_for(destination)
    if key is not None:
        receptionist = flow.receptionists[key]
        kind = "menu" if receptionist.is_menu else "announcement"
        name = escape_signs(receptionist.name)
        return name if kind in name.lower() else f"{name} ({kind})"
    name = flow.destination_name(destination) or ""
    if destination.is_blank:
        return DROPS
    if destination.hangs_up:
        return "the menu hangs up"
    return escape_signs(name or str(destination))
