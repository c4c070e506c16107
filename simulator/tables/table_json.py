"""A flow's rows as JSON: what another program needs to play its calls, and no more.

Numbers mean what they mean in the rows: a target is a station, or ``~outcome``; a key leads to a node, to 0 (wrong),
or to ``~code``; a step to a position, or to -1 (the way out). Counts are not unrolled, so a menu of 99 and 99 retries
is as long as any other.
"""

from __future__ import annotations

from typing import Any

from simulator.config.routes import ScheduleRoute
from simulator.core.effects import End
from simulator.core.events import KEYS
from simulator.core.places import WorldQuestion
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import Keypad
from simulator.tables.menu_rows import PARTS, MenuRows, MissSteps
from simulator.tables.outcome_rows import OutcomeRow
from simulator.tables.station import Station

VERSION = 1
"""Goes up when a reader of an older version would misread the JSON."""


def table_json(table: FlowTable) -> dict[str, Any]:
    """The whole table as JSON values; ``starts`` are the targets of the flow's entry and of its numbers.

    ``positions`` of a kind are ``[phase, after, prompt, part, hears, then]``, steps ``[to, plays, interruptible,
    begins]``; lengths and waits are in milliseconds. ``announcement`` of a kind has its ``pause`` (a step), and
    ``waits`` and ``keys`` by position: an announcement that pauses, or that keys skip or repeat.
    """
    stations = table.compile_all()
    kinds = {id(kind): number for number, kind in enumerate(table.kinds.values())}
    keypads = {id(keypad): number for number, keypad in enumerate(table.keypads.values())}
    flow = table.flow
    starts = {start: table.target_of_start(start) for start in (flow.entry, *flow.numbers.values())}
    return {
        "version": VERSION,
        "semantics": flow.semantics.label,
        "keys": KEYS,
        "parts": list(PARTS),
        "start": flow.start,
        "starts": starts,
        "kinds": [_kind_json(kind) for kind in table.kinds.values()],
        "keypads": [_keypad_json(keypad) for keypad in table.keypads.values()],
        "stations": [
            _station_json(station, kinds, keypads, _memory_json(table, number))
            for number, station in enumerate(stations)
        ],
        "outcomes": [_outcome_json(table, number) for number, _ in enumerate(_each_outcome(table))],
    }


def _each_outcome(table: FlowTable) -> list[OutcomeRow]:
    """Every outcome: what the world answers may lead to further ones."""
    for number, outcome in enumerate(table.outcomes):  # grows while it is read
        if outcome.asks is not None:
            table.answers_at(number)
    return table.outcomes


def _kind_json(kind: MenuRows) -> dict[str, Any]:
    row: dict[str, Any] = {
        "enters": list(kind.enters),
        "positions": [[*position[:-1], position.then and list(position.then)] for position in kind.positions],
        "listening": kind.listening,
        "wrong": _miss_json(kind.wrong),
        "silence": _miss_json(kind.silence),
    }
    if kind.switch is not None:
        ends = [list(step) for step in kind.switch.ends]
        row["switch"] = {"again": list(kind.switch.again), "ends": ends, "out": list(kind.switch.out)}
    if kind.announcement is not None:
        pause, waits, keys = kind.announcement
        steps = [[step and list(step) for step in row_keys] for row_keys in keys]
        row["announcement"] = {"pause": list(pause), "waits": list(waits), "keys": steps}
    return row


def _miss_json(steps: MissSteps | None) -> dict[str, Any] | None:
    return steps and {"adds": list(steps.adds), "again": list(steps.again), "last": list(steps.last)}


def _keypad_json(keypad: Keypad) -> dict[str, Any]:
    row: dict[str, Any] = {
        "codes": list(keypad.codes),
        "nodes": list(keypad.nodes),
        "keys": [list(row) for row in keypad.keys],
        "runs_out": list(keypad.runs_out),
    }
    return row | ({"early": list(keypad.early)} if keypad.early else {})


def _memory_json(table: FlowTable, target: int) -> dict[str, Any]:
    """What a call has to keep in mind at a target: its way back, or that somebody has answered it."""
    ways = table.ways_back
    if not ways.recalls(target):
        return {}
    said = {"recalls": ways.recalls_menu(target), "heeds_answer": ways.keeps_answer(target)}
    return {name: True for name, holds in said.items() if holds}


def _station_json(
    station: Station, kinds: dict[int, int], keypads: dict[int, int], memory: dict[str, Any]
) -> dict[str, Any]:
    """One station; what an announcement (or a menu without templates) does not have is left out."""
    row: dict[str, Any] = {
        "key": station.key,
        "kind": kinds[id(station.kind)],
        "recordings": list(station.recordings),
        "lengths": list(station.lengths),
        **memory,
    }
    if station.keypad is None:
        return row | {"forward": station.forward}
    row |= {
        "keypad": keypads[id(station.keypad)],
        "waits": list(station.waits),
        "allowed": list(station.allowed),
        "choices": list(station.choices),
        "wrong": station.wrong,
        "silence": station.silence,
    }
    return row | ({"templates": list(station.templates)} if any(station.templates) else {})


def _outcome_json(table: FlowTable, number: int) -> dict[str, Any] | None:
    """How a call ends there, or what is asked there; None for outcome 0, which is nobody's."""
    outcome = table.outcomes[number]
    if isinstance(outcome.end, End):
        destination = outcome.end.destination
        return {"end": outcome.end.by, "destination": None if destination is None else str(destination)}
    if outcome.end is not None:
        return {"end": "route", "destination": str(outcome.end.destination)}
    if outcome.stays is not None:
        return {"return": outcome.stays}
    asks = outcome.asks
    if asks is None:
        return None
    wait = asks.wait
    assert wait is not None, "who asks waits for an answer"
    return {
        "place": asks.name,
        **_question_json(wait.asks),
        "default": wait.then.trigger,
        "answers": table.answers_at(number),
        **_memory_json(table, ~number),
    }


def _question_json(question: WorldQuestion | None) -> dict[str, Any]:
    assert question is not None, "only the world is waited for"
    destination, route = question
    asked = {"destination": str(destination), "canonical": str(destination.canonical)}
    if isinstance(route, ScheduleRoute):
        return asked | {"schedule": route.schedule}
    return asked | {"rings": route.rings_ms, "nobody": route.nobody}
