"""The data that a page carries: a flow's rows, names and words, and how its schedules stand, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from simulator.callers.world import schedule_name
from simulator.config.flow import Flow
from simulator.config.receptionist import TYPE_ALIASES, Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.draw.ending_sign import ending_sign
from simulator.draw.map_ways import MapSource
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_json import table_json
from simulator.web.calendar_span import calendar_pages


def rows_json(flow: Flow) -> dict[str, Any]:
    """The machine of a flow, as the page's interpreter reads it."""
    rows = table_json(FlowTable(flow))
    rows["outcomes"] = [_outcome_json(outcome) for outcome in rows["outcomes"]]
    return rows


def _outcome_json(outcome: dict[str, Any] | None) -> dict[str, Any] | str | None:
    """Return an outcome; the address alone where the call is just sent there, as it mostly is."""
    if outcome is not None and outcome.get("end") == "route":
        address: str = outcome["destination"]
        return address
    return outcome


def flow_json(flow: Flow, today: datetime, at: str = "", given: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the rows do not hold: names, words, numbers, and the world of calls around ``today``.

    ``at`` and ``given`` hold for every call whose script says nothing else, as in ``Rehearsal``.
    """
    pages = calendar_pages(flow, today)
    return {
        "entry": flow.entry,
        "number": flow.number,
        "numbers": dict(flow.numbers),
        "receptionists": _receptionists_json(flow),
        "recordings": _recordings_json(flow),
        "destinations": _destinations_json(flow),
        "aliases": dict(TYPE_ALIASES),
        "timezone": flow.timezone,
        "schedules": {key: {"label": schedule_name(flow, key), **page} for key, page in pages.schedules.items()},
        "span": [int(pages.start.timestamp()), int(pages.until.timestamp())],
        "offsets": pages.offsets,
        "defaults": {"at": at, "given": dict(given or {})},
    }


def _receptionists_json(flow: Flow) -> list[dict[str, Any]]:
    """Return each receptionist's name and id; of a menu, the ``order`` in which its keys are announced, unless by code.

    ``order`` has the places of the codes in the keypad, which sorts them.
    """
    source = MapSource(flow)
    receptionists: list[dict[str, Any]] = []
    for item in flow.receptionists.values():
        codes = sorted(item.options) if item.is_menu else []
        order = [codes.index(code) for code in source.announced_options(item)] if codes else []
        facts = {"name": item.name, "id": item.id, "order": None if order == sorted(order) else order}
        receptionists.append({name: value for name, value in facts.items() if value is not None})
    return receptionists


def _recordings_json(flow: Flow) -> dict[str, dict[str, Any]]:
    """Each recording that a call can play: its name, and whether its length is an estimate; its words are printed."""
    played = dict.fromkeys(recording for item in flow.receptionists.values() for recording in item.recordings)
    recordings: dict[str, dict[str, Any]] = {}
    for id in played:
        entry = flow.recordings.get(id)
        facts = {"name": entry.name if entry else None, "estimated": flow.length_of(id).estimated}
        recordings[id] = {name: value for name, value in facts.items() if value}
    return recordings


def _destinations_json(flow: Flow) -> dict[str, dict[str, Any]]:
    """Each destination of the catalogue or with a route, by its canonical ``type||id``, in the catalogue's order."""
    return {
        str(destination): _destination_json(flow, destination)
        for destination in dict.fromkeys([*flow.destinations, *flow.routes])
    }


def _destination_json(flow: Flow, destination: Destination) -> dict[str, Any]:
    """Return the known facts of a destination; ``kind`` says who answers, a person where it is absent."""
    entry, route = flow.destinations.get(destination), flow.route_of(destination)
    facts: dict[str, Any] = {"name": entry.name if entry else None}
    if not isinstance(route, ScheduleRoute) and (kind := ending_sign(flow, destination).kind) != "person":
        facts["kind"] = kind
    match route:
        case ScheduleRoute(schedule):
            facts["schedule"] = schedule
        case PersonRoute():
            facts |= {"rings": route.rings_ms, "busy": route.busy is not None, "nobody": route.nobody}
    return {name: value for name, value in facts.items() if value is not None and value is not False}
