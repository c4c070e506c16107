"""The choices and time-outs that lie ahead of a place, read off the rows of the flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from simulator.callers.given_answers import answer_words
from simulator.callers.transcript import seconds_text
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.config.switch_menu import action_words
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Play, Return, Ring, Route
from simulator.core.events import SILENCE
from simulator.core.places import WORLD_PHASES, Place
from simulator.fast_classes import NamedTuple, dataclass
from simulator.tables.table_plan import TablePlan
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

    plan: TablePlan
    _offers: dict[str, tuple[KeyOffer, ...]] = field(default_factory=dict, repr=False)
    _destinations: dict[str, dict[str, Destination]] = field(default_factory=dict, repr=False)

    def offers_at(self, place: Place) -> tuple[KeyOffer, ...]:
        """The choices that can still be made at a place, in the order of the menu's entries."""
        if not self.hears_keys(place) or place.phase in ("announcing", "repeat_wait"):
            return ()
        if self._is_special(place):
            return self._find_offers(place)
        offers = self._offers.get(place.receptionist)
        if offers is None:
            offers = self._offers[place.receptionist] = self._find_offers(place)
        return offers

    def destinations_at(self, place: Place) -> dict[str, Destination]:
        """The destination of each choice that can still be made at a place, by its keys."""
        if not self.hears_keys(place):
            return {}
        if self._is_special(place):
            return self._find_destinations(place)
        destinations = self._destinations.get(place.receptionist)
        if destinations is None:
            destinations = self._destinations[place.receptionist] = self._find_destinations(place)
        return destinations

    def _is_special(self, place: Place) -> bool:
        """Return whether what can be chosen depends on more than the menu: on the keys so far, or on what plays."""
        is_switch = self.plan.flow.semantics.switch is not None  # its sounds take keys, and a # into them is another
        return bool(place.keys) or place.phase == "dead" or is_switch

    def hears_keys(self, place: Place) -> bool:
        """Return whether a key does anything at a place."""
        return self.plan.hears_keys(place)

    def counts_at(self, place: Place) -> tuple[MistakeCount, MistakeCount] | None:
        """The wrong keys and the silences of a menu, used and allowed; None where none are counted."""
        station = self.plan.station_at(place)
        if station is None or station.keypad is None:
            return None
        wrong_keys, silences = station.allowed
        return MistakeCount(place.wrong_keys, wrong_keys), MistakeCount(place.silences, silences)

    def describe_event(self, place: Place, trigger: str) -> str:
        """Describe in words what an event leads to from a place."""
        arc = self.plan.find_arc(place, trigger)
        if arc is None:
            return ""
        words = ", ".join([*_effect_words(self.plan.flow, arc.effects), *self._decider_words(arc.dest)])
        wait = arc.dest.wait
        if not words and arc.dest.phase == "listening" and wait is not None:
            return f"waits {seconds_text(wait.milliseconds)} for a key"
        return words

    def what_if(self, place: Place) -> tuple[Lead, ...]:
        """Return what each choice, a wrong key, silence and a hang-up would lead to from a place."""
        offers = self.offers_at(place)
        leading = [lead for offer in offers for lead in self._offer_leads(offer, place)]
        if place.phase in WORLD_PHASES:
            leading = [*_branch_leads(self.plan.flow, parse_address(place.receptionist), "")]
        if place.phase == "deciding":  # it takes no time: the caller can do nothing about it
            return (*leading, Lead("hang up", "the call is over"))
        if place.phase in ("announcing", "repeat_wait"):
            leading += self._announcement_leads(place)
        elif self.hears_keys(place):
            choice_keys = {offer.keys[len(place.keys)] for offer in offers if len(offer.keys) > len(place.keys)}
            # from 9 down, since menus assign keys from 1 up: the example is then the least surprising wrong key
            wrong = next((key for key in "987654321*0#" if key not in choice_keys), None)
            if wrong is not None:
                leads = self.describe_event(place, wrong) or "nothing yet: more keys may follow"
                leading.append(Lead(f"press another key ({wrong})", leads))
        else:
            leading.append(Lead("press any key", "nothing: it is not heard here"))
        return (*leading, Lead("stay silent", self._describe_silence(place)), Lead("hang up", "the call is over"))

    def _announcement_leads(self, place: Place) -> Iterator[Lead]:
        """Yield what the key that repeats an announcement leads to, and any other."""
        repeat = self.plan.flow.receptionists[place.receptionist].engine.announcement.repeat
        if repeat is not None:
            yield Lead(f"press {repeat}", self.describe_event(place, repeat) or "plays it again")
        other = "9" if repeat != "9" else "8"
        yield Lead(f"press another key ({other})", self.describe_event(place, other) or "nothing: it is not heard here")

    def _describe_silence(self, place: Place) -> str:
        """Describe what silence leads to, past recordings and waits that only follow each other."""
        for _ in range(STILL_MOST):
            if place.wait is None:
                return ""
            trigger = place.wait.then.trigger
            if place.phase == "alerting":  # by default people pick up; at a terminal, silence is that nobody does
                return self.describe_event(place, "no_answer")
            arc = self.plan.arc_from(place, trigger)
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
            destination = self._find_destinations(place)[offer.keys]
            yield from _branch_leads(self.plan.flow, destination, "  ")

    def _find_offers(self, place: Place) -> tuple[KeyOffer, ...]:
        flow, choices = self.plan.flow, self._find_destinations(place)
        return tuple(
            KeyOffer(option, destination_words(flow, choices[option]))
            for option in flow.receptionists[place.receptionist].options
            if option in choices
        )

    def _find_destinations(self, place: Place) -> dict[str, Destination]:
        options = self.plan.flow.receptionists[place.receptionist].options
        return {code: options[code].destination for code in self._codes_ahead(place)}

    def _codes_ahead(self, place: Place) -> Iterator[str]:
        """Yield every code that keys from here choose; its own beginnings are the only way to it."""
        arcs = {id(arc): arc for arc in self.plan.key_arcs(place) if arc is not None}
        if place.phase == "collecting":  # what has been typed may be a code, which is taken when no further key comes
            arcs[0] = self.plan.arc_from(place, SILENCE)
        for arc in arcs.values():
            yield from (effect.keys for effect in arc.effects if type(effect) is Choice)
            if arc.dest.phase == "collecting":
                yield from self._codes_ahead(arc.dest)


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
            case Return(key):
                yield f"back to {escape_signs(flow.receptionists[key].name)}"
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
    if destination.leads_back:
        return "back to the menu before"
    if destination.is_blank:
        return DROPS
    if destination.hangs_up:
        return "the menu hangs up"
    return escape_signs(name or action_words(*destination) or str(destination))
