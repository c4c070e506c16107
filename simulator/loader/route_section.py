"""What lies behind the destinations of flow.yaml, and where its numbers lead: the names in them resolved."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.config.durations import parse_duration
from simulator.config.flow import KnownDestination
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import DEFAULT_RING_MS, PersonRoute, Route, ScheduleRoute
from simulator.config.schedules import Schedule
from simulator.config.value_rules import quote_value
from simulator.errors import nearest_words
from simulator.loader.catalogue import Catalogue
from simulator.loader.receptionist_file import Shelf
from simulator.text.document import Document
from simulator.wire.decoding import Path

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
    """What lies behind each destination that says so, by its canonical form; what is wrong goes on the shelf."""
    reader = _RouteReader(shelf, document, catalogue, schedules)
    routes: dict[Destination, Route] = {}
    for key, known in destinations.items():
        if known.routes_on:
            destination = parse_address(key)
            place = Destination(destination.type.strip(), destination.id.strip()).canonical
            route = reader.read_route(("destinations", key), place, known)
            if route is not None:
                routes[place] = route
    return routes


def read_number(shelf: Shelf, document: Document, catalogue: Catalogue, number: str, target: str) -> str:
    """Where a number leads: a receptionist's key, or ``type||id``; what is wrong goes on the shelf."""
    place: Path = ("numbers", number)
    if target in shelf.keys:
        return target
    if "||" in target or target.startswith("@"):
        reader = _RouteReader(shelf, document, catalogue, {})
        destination = reader.resolve_target(place, target, f"number {quote_value(number)}")
        if destination is None:
            return target
        return destination.id[1:] if destination.id[:1] == "@" else str(destination)
    near = nearest_words(target, shelf.keys)
    listed = ", ".join([*shelf.keys][:8]) + (", ..." if len(shelf.keys) > 8 else "")
    hint = f"did you mean {' or '.join(near)}?" if near else f"the keys are {listed}"
    message = f"number {quote_value(number)} leads to {quote_value(target)}, which is not a receptionist; {hint}"
    shelf.problems.append(document.problem_at(place, message))
    return target


class _RouteReader:
    """The routes of one flow document."""

    def __init__(
        self, shelf: Shelf, document: Document, catalogue: Catalogue, schedules: Mapping[str, Schedule]
    ) -> None:
        self.shelf = shelf
        self.document = document
        self.catalogue = catalogue
        self.schedules = schedules

    def add_problem(self, place: Path, message: str, *, key: bool = False) -> None:
        """Something that is wrong with the value at a place (or with its key)."""
        self.shelf.problems.append(self.document.problem_at(place, message, key=key))

    def read_route(self, base: Path, place: Destination, known: KnownDestination) -> Route | None:
        """The route of one destination; None where it says something wrong."""
        if place.names_receptionist or place.hangs_up:
            what = "is a receptionist" if place.names_receptionist else "hangs up"
            self.add_problem(base, f"{place} {what}: nothing lies behind it; leave out its route", key=True)
            return None
        if known.schedule or known.open or known.closed or known.holiday:
            return self._read_schedule_route(base, known)
        return self._read_person_route(base, known)

    def _read_schedule_route(self, base: Path, known: KnownDestination) -> Route | None:
        clashing = [field for field in ("rings", "no_answer", "busy") if getattr(known, field)]
        if clashing:
            message = f"{clashing[0]}: a destination asks a schedule or rings, not both; leave out one of the two"
            self.add_problem((*base, clashing[0]), message, key=True)
            return None
        missing = [field for field in ("schedule", "open", "closed") if not getattr(known, field)]
        if missing:
            self.add_problem(base, f"{' and '.join(missing)} {_verb(missing)} missing; use {_EXAMPLE}", key=True)
            return None
        if known.schedule not in self.schedules:
            near = nearest_words(known.schedule, self.schedules)
            listed = (
                f"the schedules are {', '.join([*self.schedules][:8])}"
                if self.schedules
                else ('add schedules: {office: {open: ["Mon-Fri 09:00-17:00"]}}')
            )
            hint = f"did you mean {near[0]}?" if near else listed
            self.add_problem((*base, "schedule"), f"no schedule is called {quote_value(known.schedule)}; {hint}")
            return None
        targets = {
            field: self.resolve_target((*base, field), getattr(known, field), field)
            for field in ("open", "closed", "holiday")
            if getattr(known, field)
        }
        opened, closed = targets["open"], targets["closed"]
        return ScheduleRoute(known.schedule, opened, closed, targets.get("holiday")) if opened and closed else None

    def _read_person_route(self, base: Path, known: KnownDestination) -> Route:
        rings = DEFAULT_RING_MS
        if known.rings:
            try:
                rings = parse_rings(known.rings)
            except ValueError as error:
                self.add_problem((*base, "rings"), f"rings: {error}")
        no_answer, busy = (
            self.resolve_target((*base, field), getattr(known, field), field) if getattr(known, field) else None
            for field in ("no_answer", "busy")
        )
        return PersonRoute(rings, bool(known.rings), no_answer, busy, known.answers == "nobody")

    def resolve_target(self, place: Path, target: str, what: str) -> Destination | None:
        """Where ``@key``, ``@name`` or ``type||id`` leads; None where it leads nowhere, which is said.

        A receptionist is found by its key before a destination by its name.
        """
        if target.startswith("@"):
            name = target[1:]
            if name in self.shelf.keys:
                return Destination("virtual_receptionist", target)
            named = self.catalogue.destination_names.get(name)
            if named is None and self.catalogue.complete:
                known = [*self.shelf.keys, *self.catalogue.destination_names]
                near = nearest_words(name, known)
                hint = (
                    f"did you mean {' or '.join('@' + one for one in near)}?"
                    if near
                    else (f"known are {', '.join(known[:8])}{', ...' if len(known) > 8 else ''}")
                )
                self.add_problem(place, f"{what}: no receptionist or destination is called {name!r}; {hint}")
            return named
        kind, bars, id = (part.strip() for part in target.partition("||"))
        if kind and bars and id and "||" not in id:
            return Destination(kind, id)
        accepted = 'use "@main", "@Night voicemail" or voicemail||9001'
        self.add_problem(place, f"{what}: {quote_value(target)} is not a destination; {accepted}")
        return None


def _verb(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def parse_rings(value: str) -> int:
    """How long a telephone rings, in milliseconds: seconds, or a duration with its unit. Raises ``ValueError``."""
    bare = value.replace(".", "", 1).isdecimal() and value.isascii()
    milliseconds = parse_duration(f"{value} s" if bare else value)
    if not 0 < milliseconds <= RING_MOST_MS:
        raise ValueError(f"{quote_value(value)} is not a time to ring; use above 0 s and up to 1 h")
    return milliseconds
