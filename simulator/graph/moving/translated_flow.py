"""A flow in the ids of another: what both have in common goes by one id, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from simulator.config.flow import Flow, KnownDestination, Recording, RecordingLength
from simulator.config.menu_engine import MenuEngine
from simulator.config.phone_number import dialled_digits
from simulator.config.receptionist import RECORDING_FIELDS, Destination, Entry, Receptionist, parse_address
from simulator.config.routes import PersonRoute, Route, ScheduleRoute
from simulator.graph.moving.item_traits import ItemKind, used_items
from simulator.graph.moving.likeness import Likeness

_WAYS_OUT = ("forward", "wrong_key", "silence")
"""The receptionist's fields of one destination each: ``forward_destination_type`` and ``forward_destination_id``."""

ELSEWHERE = "(old)"
"""Follows the id of what is only in the old flow, where the new one has another thing of this id."""


@dataclass(frozen=True, slots=True)
class TranslatedPair:
    """Two flows that call alike things by one id, that of the new flow.

    ``lengths`` are those of recordings for which only one flow knows it: it holds for both. ``back`` are the names
    of the old flow for what a caller script may name by those of the new one.
    """

    old: Flow
    new: Flow
    lengths: Mapping[str, RecordingLength] = field(default_factory=dict)
    back: Mapping[str, str] = field(default_factory=dict)


def translate_pair(old: Flow, new: Flow, likeness: Likeness) -> TranslatedPair:
    """Return both flows with one id for what they have in common."""
    lengths = dict(_shared_lengths(old, new, likeness))
    ids = {
        "recordings": _new_ids("recordings", old, new, likeness, new.recordings),
        "destinations": _new_ids("destinations", old, new, likeness, map(str, new.destinations)),
        "schedules": likeness.schedules.renamed,
    }
    translation = IdTranslation(ids["recordings"], ids["destinations"], ids["schedules"])
    translated = translation.translate(old, new) if any(ids.values()) or lengths or old.numbers else old
    if lengths:
        translated = replace(translated, lengths={**translated.lengths, **lengths})
        new = replace(new, lengths={**new.lengths, **lengths})
    return TranslatedPair(translated, new, lengths, _names_back(old, translated, ids["destinations"], likeness))


def _shared_lengths(old: Flow, new: Flow, likeness: Likeness) -> Iterable[tuple[str, RecordingLength]]:
    """Yield the length of each recording that both flows have, where not both know how long it plays."""
    for pair in likeness.recordings.pairs:
        mine, theirs = old.length_of(pair.old), new.length_of(pair.new)
        if mine != theirs and (mine.estimated or theirs.estimated):
            yield pair.new, mine if theirs.estimated and not mine.estimated else theirs


def _new_ids(kind: ItemKind, old: Flow, new: Flow, likeness: Likeness, catalogue: Iterable[str]) -> dict[str, str]:
    """The ids of the old flow that change, with what they become."""
    found = likeness.of_kind(kind)
    ids = found.renamed
    taken = {*catalogue, *used_items(new, kind)}
    for id in found.only_old:
        if id in taken:  # another thing in the new flow, which callers would take for this one
            ids[id] = f"{id} {ELSEWHERE}"
    return ids


def _names_back(old: Flow, translated: Flow, ids: Mapping[str, str], likeness: Likeness) -> dict[str, str]:
    back = {pair.new: pair.old for pair in likeness.schedules.pairs if pair.old != pair.new}
    for mine, theirs in ids.items():
        before, after = parse_address(mine), parse_address(theirs)
        back[theirs] = mine
        name = translated.destination_name(after)
        if name is not None and name != old.destination_name(before):
            back[name] = old.destination_name(before) or mine
    return back


@dataclass(frozen=True, slots=True)
class IdTranslation:
    """The ids that change: recordings, destinations as ``type||id``, and the keys of schedules."""

    recordings: Mapping[str, str]
    destinations: Mapping[str, str]
    schedules: Mapping[str, str]

    def translate(self, flow: Flow, new: Flow) -> Flow:
        """Return the flow in the ids of the new one, with its names for what both have."""
        return replace(
            flow,
            receptionists={key: self._receptionist(item) for key, item in flow.receptionists.items()},
            numbers=dict(self._numbers(flow, new)),
            recordings=self._recordings(flow, new),
            destinations=self._destinations(flow, new),
            lengths={self.recordings.get(id, id): length for id, length in flow.lengths.items()},
            schedules={
                (renamed := self.schedules.get(key, key)): replace(schedule, key=renamed)
                for key, schedule in flow.schedules.items()
            },
            routes={self._lead(asked): self._route(route) for asked, route in flow.routes.items()},
            number=_spelling(flow.number, new),
        )

    def _receptionist(self, item: Receptionist) -> Receptionist:
        changes: dict[str, Any] = {}
        for name in RECORDING_FIELDS:
            if (id := getattr(item, name)) in self.recordings:
                changes[name] = self.recordings[id]
        for way in _WAYS_OUT:
            kind, id = getattr(item, f"{way}_destination_type"), getattr(item, f"{way}_destination_id")
            if kind is not None and id is not None:
                led = self._lead(Destination(kind, id))
                changes |= {f"{way}_destination_type": led.type, f"{way}_destination_id": led.id}
        if item.entries:
            changes["entries"] = self._entries(item.entries)
        engine = self._engine(item.engine)
        translated = item.model_copy(update=changes)
        return translated if engine == item.engine else translated.with_engine(engine)

    def _engine(self, engine: MenuEngine) -> MenuEngine:
        settings, switch = engine.settings, engine.settings.switch
        short, exit = (id and self.recordings.get(id, id) for id in switch.recordings)
        numbers = tuple(str(self._lead(parse_address(number))) for number in settings.numbers)
        return engine._replace(
            settings=settings._replace(numbers=numbers, switch=switch._replace(greet_short=short, exit_sound=exit)),
            dialable=self._entries(engine.dialable),
            extensions=self._entries(engine.extensions),
        )

    def _entries(self, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The same keys, led on; a number that callers dial stays what it is."""
        return tuple(self._entry(entry) for entry in entries)

    def _entry(self, entry: Entry) -> Entry:
        led = self._lead(entry.destination)
        if led == entry.destination:
            return entry
        return entry.model_copy(update={"destination_type": led.type, "destination_id": led.id})

    def _lead(self, destination: Destination) -> Destination:
        address = self.destinations.get(str(destination.canonical))
        return destination if address is None else parse_address(address)

    def _route(self, route: Route) -> Route:
        if isinstance(route, PersonRoute):
            return route._replace(
                no_answer=None if route.no_answer is None else self._lead(route.no_answer),
                busy=None if route.busy is None else self._lead(route.busy),
            )
        return ScheduleRoute(
            self.schedules.get(route.schedule, route.schedule),
            self._lead(route.open),
            self._lead(route.closed),
            None if route.holiday is None else self._lead(route.holiday),
        )

    def _recordings(self, flow: Flow, new: Flow) -> dict[str, Recording]:
        return {
            (id := self.recordings.get(mine, mine)): new.recordings.get(id, recording)
            for mine, recording in flow.recordings.items()
        }

    def _destinations(self, flow: Flow, new: Flow) -> dict[Destination, KnownDestination]:
        catalogue: dict[Destination, KnownDestination] = {}
        for mine, known in flow.destinations.items():
            led = self._lead(mine)
            name = new.destination_name(led) or known.name
            catalogue[led] = known if name == known.name else known.model_copy(update={"name": name})
        return catalogue

    def _numbers(self, flow: Flow, new: Flow) -> Iterable[tuple[str, str]]:
        """Yield the numbers in the spelling of the new flow."""
        for number, target in flow.numbers.items():
            yield _spelling(number, new), str(self._lead(parse_address(target))) if "||" in target else target


def _spelling(number: str, new: Flow) -> str:
    """A number as the new flow writes it, where it has it in one spelling."""
    digits = dialled_digits(number)
    same = [other for other in new.numbers if digits and dialled_digits(other) == digits]
    return same[0] if len(same) == 1 and number not in new.numbers else number
