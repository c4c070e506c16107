"""A file of personas with what sampled calls share: when they come, and the people who answer them.

personas: [...]
arrivals:                            # calls per hour, in the flow's time zone; lines that overlap add up
  "Mon-Fri 09:00-12:00": 120
  "Mon-Fri 12:00-17:30": 60
queues:
  Booking desk: {people: 3, talk: {mean: 3 min}, places: 10, waits: 2 min}
"""

from __future__ import annotations

from typing import Any

from simulator.callers.persona import Persona, RandomTime
from simulator.callers.persona_file import PersonaReader, open_personas
from simulator.callers.world import destination_named
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import WeeklyHours, parse_hours
from simulator.config.targets import outside_destinations
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, UsageError
from simulator.fast_classes import NamedTuple
from simulator.wire.decoding import Path

PER_HOUR_MOST = 1_000_000
PER_HOUR_LEAST = 0.001
"""A call in six weeks; of rarer ones no number of days has any."""

PEOPLE_MOST = 10_000
PLACES_MOST = 100_000
_QUEUE_FIELDS = ("people", "talk", "places", "waits")


class HourlyRate(NamedTuple):
    """So many calls come per hour while the hours hold."""

    hours: WeeklyHours
    per_hour: float


class PeopleQueue(NamedTuple):
    """The people behind a destination, and who waits for them, first come first served.

    ``talk`` is how long one of the ``people`` is taken by a call. At most ``places`` callers wait (None: any number),
    and each at most ``waits_ms`` (None: as long as they like).
    """

    destination: Destination
    people: int
    talk: RandomTime
    places: int | None = None
    waits_ms: int | None = None


class CrowdFile(NamedTuple):
    """The personas of a file, when calls come (empty: at any time alike), and the queues."""

    personas: tuple[Persona, ...]
    arrivals: tuple[HourlyRate, ...] = ()
    queues: tuple[PeopleQueue, ...] = ()


def load_crowd(source: str, flow: Flow) -> CrowdFile:
    """A file of personas that are sampled, for a flow. Raises ``FlowError`` with every problem in it."""
    return _CrowdReader(open_personas(source), flow).read_crowd()


class _CrowdReader(PersonaReader):
    """Reads one file."""

    sampled = True

    def read_crowd(self) -> CrowdFile:
        personas = self.read_file()
        tree = self.document.tree
        rates = self._read_arrivals(("arrivals",), tree.get("arrivals"))
        queues = self._read_queues(("queues",), tree.get("queues"), personas)
        if queues and not rates and not self.problems:
            message = (
                "queues: they fill up only by calls that come at certain times; add `arrivals:` with calls per hour"
            )
            self.object_to(("queues",), message, key=True)
        if self.problems:
            raise FlowError(self.problems)
        return CrowdFile(personas, rates, queues)

    def _read_arrivals(self, path: Path, tree: Any) -> tuple[HourlyRate, ...]:
        rates = []
        for line, per_hour in self.items_of(
            path, tree, 'lines of hours with calls per hour, "Mon-Fri 09:00-17:00": 60'
        ):
            place: Path = (*path, line)
            try:
                rates.append(HourlyRate(parse_hours(line), self._read_rate(place, per_hour)))
            except ValueError as error:
                self.object_to(place, f"arrivals: {error}", key=True)
        if tree is not None and not self.problems and not any(rate.per_hour for rate in rates):
            self.object_to(path, "arrivals: nobody calls; give at least one line of hours with calls per hour")
        return tuple(rates)

    def _read_rate(self, path: Path, value: Any) -> float:
        text = str(value)
        try:
            number = float(text) if text.isascii() and "_" not in text else -1.0
        except ValueError:
            number = -1.0
        if number and not PER_HOUR_LEAST <= number <= PER_HOUR_MOST:
            accepted = f"use 0, or a number from {PER_HOUR_LEAST} to {PER_HOUR_MOST:,}"
            self.object_to(path, f"arrivals: {quote_value(value)} is not a number of calls per hour; {accepted}")
            return 0.0
        return number

    def _read_queues(self, path: Path, tree: Any, personas: tuple[Persona, ...]) -> tuple[PeopleQueue, ...]:
        queues: dict[Destination, PeopleQueue] = {}
        for name, fields in self.items_of(path, tree, "destinations with the people behind them"):
            place: Path = (*path, name)
            destination = self._find_destination(place, name)
            queue = self._read_queue(place, name, destination, fields)
            if destination is None or queue is None:
                continue
            if destination in queues:
                self.object_to(
                    place, f"queues: {name} is listed already, under another name; keep one of the two", key=True
                )
            answering = [persona.name for persona in personas if str(destination) in persona.people]
            if answering:
                message = f"queues: {name} has people, and `given` of {answering[0]} says who picks up; leave one out"
                self.object_to(place, message, key=True)
            queues[destination] = queue
        return tuple(queues.values())

    def _find_destination(self, path: Path, name: str) -> Destination | None:
        try:
            if "||" in name and parse_address(name) in outside_destinations(self.flow):
                destination = parse_address(name).canonical
            else:
                destination = destination_named(self.flow, name, "queues")
        except UsageError as error:
            self.object_to(path, str(error), key=True)
            return None
        if isinstance(self.flow.route_of(destination), ScheduleRoute):
            self.object_to(path, f"queues: {name} is a schedule, which no people answer; use a destination", key=True)
            return None
        return destination

    def _read_queue(self, path: Path, name: str, destination: Destination | None, tree: Any) -> PeopleQueue | None:
        if not isinstance(tree, dict) or not {"people", "talk"} <= {*tree}:
            accepted = "use {people: 3, talk: {mean: 3 min}}, and places and waits if needed"
            self.object_to(path, f"queues: {name}: {quote_value(tree)} is not accepted; {accepted}")
            return None
        self.refuse_unknown(path, tree, _QUEUE_FIELDS, "a queue")
        people = self.read_whole((*path, "people"), tree["people"], 1, PEOPLE_MOST)
        talk = self.read_random_time((*path, "talk"), tree["talk"])
        places = self.read_whole((*path, "places"), tree["places"], 0, PLACES_MOST) if "places" in tree else None
        waits = self.read_duration((*path, "waits"), tree["waits"]) if "waits" in tree else None
        if destination is None:
            return None
        route = self.flow.route_of(destination)
        if waits is None and isinstance(route, PersonRoute):
            waits = route.rings_ms
        return PeopleQueue(destination, people, talk, places, waits)
