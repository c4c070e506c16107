"""The routes and numbers of flow.yaml, with the names in them resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice

from simulator.config.durations import parse_duration
from simulator.config.flow import KnownDestination
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import DEFAULT_RING_MS, PersonRoute, Route, ScheduleRoute
from simulator.config.schedules import Schedule
from simulator.config.value_rules import UNKNOWN, UNKNOWN_SAID, quote_value
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest
from simulator.words.word_index import WordIndex

_LISTED_MOST = 8

RING_MOST_MS = 3_600_000
"""The longest that a telephone may ring: an hour."""

_EXAMPLE = '{name: Office hours, schedule: office, open: "@main", closed: "@night"}'


def read_routes(
    shelf: Shelf,
    document: Document,
    destinations: Mapping[str, KnownDestination],
    catalogue: Catalogue,
    schedules: Mapping[str, Schedule],
) -> dict[Destination, Route]:
    """Read the routes of the destinations that have one, by canonical form; problems go on the shelf."""
    reader = RouteReader(shelf, document, catalogue, schedules)
    routes: dict[Destination, Route] = {}
    for key, entry in destinations.items():
        if entry.routes_on:
            destination = parse_address(key)
            place = Destination(destination.type.strip(), destination.id.strip()).canonical
            route = reader.read_route(("destinations", key), place, entry)
            if route is not None:
                routes[place] = route
    return routes


class RouteReader:
    """Reads the routes of one flow document, and where its numbers lead."""

    def __init__(
        self, shelf: Shelf, document: Document, catalogue: Catalogue, schedules: Mapping[str, Schedule]
    ) -> None:
        self.shelf = shelf
        self.document = document
        self.catalogue = catalogue
        self.schedules = schedules
        self._indexes: dict[str, WordIndex] = {}

    def add_problem(self, place: Path, message: str, *, key: bool = False) -> None:
        """Something that is wrong with the value at a place (or with its key)."""
        self.shelf.problems.append(self.document.problem_at(place, message, key=key))

    def read_number(self, number: str, target: str) -> str:
        """Resolve where a number leads to a receptionist's key or ``type||id``; problems go on the shelf."""
        place: Path = ("numbers", number)
        what = f"number {quote_value(number)}"
        if target in self.shelf.keys:
            return target
        if "||" in target or target.startswith("@"):
            destination = self.resolve_target(place, target, what)
            if destination is None:
                return target
            return self._receptionist_key(destination) or str(destination)
        # A number may lead anywhere since there are schedules, so keys alone would not be all that is accepted.
        accepted = (
            f"the keys are {_list_names(self.shelf.keys)}, "
            'and a destination is written "@Night voicemail" or voicemail||9001'
        )
        names = chain(self.shelf.keys, (f"@{name}" for name in self.catalogue.destination_names))
        hint = self._suggest("key or @name", target, names, accepted)
        self.add_problem(place, f"{what} leads to {quote_value(target)}, which is not a receptionist{hint}")
        return target

    def _receptionist_key(self, destination: Destination) -> str | None:
        """Return the key of the receptionist that a destination means; None: the call leaves the flow there.

        The flow is not built yet, so this follows ``Flow.receptionist_for`` among the drafts.
        """
        if not destination.names_receptionist:
            return None
        id = destination.id
        if id.startswith("@"):
            return id[1:]
        return self._keys_by_id.get(id, id if id in self.shelf.keys else None)

    @cached_property
    def _keys_by_id(self) -> dict[str, str]:
        drafts = reversed(self.shelf.drafts.items())  # of two with one id the first counts
        return {draft.model.id: key for key, draft in drafts if draft.model is not None and draft.model.id is not None}

    def read_route(self, base: Path, place: Destination, entry: KnownDestination) -> Route | None:
        """The route of one destination; None where it says something wrong."""
        if place.names_receptionist or place.hangs_up:
            what = "is a receptionist" if place.names_receptionist else "hangs up"
            self.add_problem(base, f"{place} {what}, so no call goes on from there; leave out its route", key=True)
            return None
        if entry.schedule or entry.open or entry.closed or entry.holiday:
            return self._read_schedule_route(base, entry)
        return self._read_person_route(base, entry)

    def _read_schedule_route(self, base: Path, entry: KnownDestination) -> Route | None:
        clashing = [field for field in ("rings", "no_answer", "busy") if getattr(entry, field)]
        if clashing:
            message = f"{clashing[0]}: a destination asks a schedule or rings, not both; leave out one of the two"
            self.add_problem((*base, clashing[0]), message, key=True)
            return None
        missing = [field for field in ("schedule", "open", "closed") if not getattr(entry, field)]
        if missing:
            self.add_problem(base, f"{_join_words(missing)} {_verb_for(missing)} missing; use {_EXAMPLE}", key=True)
            return None
        if entry.schedule not in self.schedules:
            message = f"no schedule is called {quote_value(entry.schedule)}{self._schedule_hint(entry.schedule)}"
            self.add_problem((*base, "schedule"), message)
        targets = {
            field: self.resolve_target((*base, field), getattr(entry, field), field)
            for field in ("open", "closed", "holiday")
            if getattr(entry, field)
        }
        opened, closed = targets["open"], targets["closed"]
        return ScheduleRoute(entry.schedule, opened, closed, targets.get("holiday")) if opened and closed else None

    def _schedule_hint(self, name: str) -> str:
        accepted = f"the schedules are {_list_names(self.schedules)}"
        if not self.schedules:
            accepted = 'add schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}'
        return self._suggest("schedule", name, self.schedules, accepted, most=1)

    def _read_person_route(self, base: Path, entry: KnownDestination) -> Route:
        rings = DEFAULT_RING_MS
        if entry.rings:
            try:
                rings = parse_rings(entry.rings)
            except ValueError as error:
                self.add_problem((*base, "rings"), f"rings: {error}")
        no_answer, busy = (
            self.resolve_target((*base, field), getattr(entry, field), field) if getattr(entry, field) else None
            for field in ("no_answer", "busy")
        )
        return PersonRoute(rings, bool(entry.rings), no_answer, busy, entry.answers == "nobody")

    def resolve_target(self, place: Path, target: str, what: str) -> Destination | None:
        """Resolve ``@key``, ``@name``, ``type||id`` or ``type||@name``; None if it cannot, with a problem reported."""
        target = target.strip()
        if target.startswith("@"):
            return self._resolve_name(place, target[1:], what)
        kind, bars, id = (part.strip() for part in target.partition("||"))
        if kind and bars and id and "||" not in id:
            return self._resolve_address(place, Destination(kind, id), what)
        accepted = 'use "@main", "@Night voicemail", voicemail||9001 or hangup||1'
        self.add_problem(place, f"{what}: {quote_value(target)} is not a destination; {accepted}")
        return None

    def _resolve_name(self, place: Path, name: str, what: str) -> Destination | None:
        """A receptionist by its key, or a destination by its name."""
        named = self.catalogue.destination_names.get(name)
        if name in self.shelf.keys:
            receptionist = Destination("virtual_receptionist", f"@{name}")
            if named is not None:  # whichever were taken, half of the readers would expect the other
                message = f"{what}: '@{name}' names a receptionist and {named}; write {receptionist} or {named}"
                self.add_problem(place, message)
            return receptionist
        if named is None and self.catalogue.complete:
            self._report_unknown(
                place,
                name,
                f"{what}: no receptionist or destination is called",
                "key or name",
                chain(self.shelf.keys, self.catalogue.destination_names),
            )
        return named

    def _resolve_address(self, place: Path, destination: Destination, what: str) -> Destination | None:
        """``type||id`` as it is, and ``type||@name`` with the id of that name."""
        if UNKNOWN in destination:
            self.add_problem(place, f"{what}: {quote_value(str(destination))} holds {UNKNOWN_SAID}")
            return None
        if destination.leads_back:
            self.add_problem(place, f"{what}: {destination} leads back from a menu alone; name a destination")
            return None
        if not destination.id.startswith("@"):
            return destination
        name = destination.id[1:]
        if destination.names_receptionist:
            if name in self.shelf.keys:
                return destination
            self._report_unknown(place, name, f"{what}: no receptionist has the key", "key", iter(self.shelf.keys))
            return None
        named, kind = self.catalogue.destination_names.get(name), destination.canonical.type
        if named is not None and named.type == kind:
            return Destination(destination.type, named.id)
        if named is not None:
            message = f"{what}: {name!r} is the name of {named}, and the type here is {destination.type}"
            self.add_problem(place, message)
        elif self.catalogue.complete:
            alike = (alike_name for alike_name, at in self.catalogue.destination_names.items() if at.type == kind)
            self._report_unknown(place, name, f"{what}: no {destination.type} is named", f"name of a {kind}", alike)
        return None

    def _report_unknown(self, place: Path, name: str, problem: str, kind: str, names: Iterator[str]) -> None:
        some = [*islice(names, _LISTED_MOST + 1)]
        accepted = f"the flow has {_list_names(some)}" if some else "the flow has none"
        hint = self._suggest(kind, name, chain(some, names), accepted, form=lambda word: f"@{word}")
        self.add_problem(place, f"{problem} {name!r}{hint}")

    def _suggest(
        self,
        kind: str,
        name: str,
        names: Iterable[str],
        otherwise: str,
        *,
        most: int = 3,
        form: Callable[[str], str] = str,
    ) -> str:
        """Return what the end of a message says of a name that is not known; those of one kind are looked at once."""
        if kind not in self._indexes:
            self._indexes[kind] = WordIndex(names)
        return suggest(name, self._indexes[kind], otherwise, most=most, form=form)


def _list_names(names: Iterable[str]) -> str:
    some = [*islice(names, _LISTED_MOST + 1)]
    return ", ".join(some[:_LISTED_MOST]) + (", ..." if len(some) > _LISTED_MOST else "")


def _join_words(words: list[str]) -> str:
    """Words as a sentence lists them: ``schedule, open and closed``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _verb_for(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def parse_rings(value: str) -> int:
    """Parse how long a telephone rings, in seconds or with a unit, to milliseconds. Raises ``ValueError``."""
    bare = value.replace(".", "", 1).isdecimal() and value.isascii()
    milliseconds = parse_duration(f"{value} s" if bare else value, longest=RING_MOST_MS)
    if not milliseconds:
        raise ValueError(f"{quote_value(value)} is not a ring time; use more than 0 s and at most 1 h")
    return milliseconds
