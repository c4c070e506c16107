"""What tells the recordings, destinations and schedules of a flow apart for somebody who does not know their ids."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.config.schedules import Schedule
from simulator.config.switch_menu import MENU_ACTIONS
from simulator.graph.worlds import asked_schedules

ItemKind = Literal["recordings", "destinations", "schedules"]
ITEM_KINDS: tuple[ItemKind, ...] = ("recordings", "destinations", "schedules")


class ItemTraits(NamedTuple):
    """The name of an item, and what it is whatever its name: the words of a recording, the hours of a schedule.

    Empty (None): not known, so nothing speaks against another item.
    """

    name: str = ""
    content: Hashable = None

    def contradicts(self, other: ItemTraits) -> bool:
        """Return whether both are known, and are not the same."""
        return self.content is not None and other.content is not None and self.content != other.content


TraitsById = Mapping[str, ItemTraits]
"""The traits of items by their id, in the order of the flow: a recording's id, ``type||id``, or a schedule's key."""


def used_items(flow: Flow, kind: ItemKind) -> TraitsById:
    """Return what the calls of a flow can come to."""
    match kind:
        case "recordings":
            return {id: _recording_traits(flow, id) for id in _used_recordings(flow)}
        case "destinations":
            return {str(end): ItemTraits(flow.destination_name(end) or "") for end in _used_destinations(flow)}
        case _:
            return {key: _schedule_traits(flow, flow.schedules[key]) for key in asked_schedules(flow)}


def _used_recordings(flow: Flow) -> dict[str, None]:
    return {id: None for item in flow.receptionists.values() for id in item.recordings}


def _recording_traits(flow: Flow, id: str) -> ItemTraits:
    recording, built_in = flow.recordings.get(id), BUILT_IN_PROMPTS.get(id)
    name = recording.name if recording is not None else built_in.name if built_in is not None else None
    script = recording.script if recording is not None else built_in.script if built_in is not None else ""
    return ItemTraits(name or "", " ".join(script.casefold().split()) or None)


def _used_destinations(flow: Flow) -> dict[Destination, None]:
    """The destinations that are no receptionists of the flow, and can be told from each other by their ids alone."""
    return {end.canonical: None for end in _all_destinations(flow) if _has_identity(end)}


def _all_destinations(flow: Flow) -> Iterator[Destination]:
    for item in flow.receptionists.values():
        yield from (way.destination for way in item.ways())
    for asked, route in flow.routes.items():
        yield asked
        yield from (onward for _, onward in route.ways())
    yield from (parse_address(target) for target in flow.numbers.values() if "||" in target)


def _has_identity(destination: Destination) -> bool:
    says_itself = destination.hangs_up or destination.is_blank or destination.leads_back
    return not (says_itself or destination.names_receptionist or destination.type in MENU_ACTIONS)


def _schedule_traits(flow: Flow, schedule: Schedule) -> ItemTraits:
    """A schedule's key is its name; two with the same hours in the same zone are always in the same state."""
    if schedule.is_switch:
        return ItemTraits(schedule.key)
    hours = frozenset(line._replace(written="") for line in schedule.hours)
    holidays = tuple(holiday._replace(name="") for holiday in schedule.holidays)
    return ItemTraits(schedule.key, (flow.timezone, hours, holidays))
