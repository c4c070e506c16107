"""A file that says what of two systems is alike: ``ivrsim diff OLD NEW --alike FILE``. YAML or JSON.

recordings: {"5": "19549", welcome: greeting}     # OLD: NEW, each an id or a name of the catalogue
destinations: {Sales: department||108000}         # or type||id
schedules: {timegroup-1: office}
rules: [name, content, id]                        # what is alike besides; [] for nothing else
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.fast_classes import NamedTuple
from simulator.text.document import Document, read_document
from simulator.text.text_file import STDIN_NAME
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

KINDS = ("recordings", "destinations", "schedules")
RULES = ("name", "content", "id")
_ALIKE_NEEDED = "recordings, destinations or schedules are needed, each {OLD: NEW}"


class AlikeItems(NamedTuple):
    """The pairs of ids that a file states, by kind, and the rules for all the rest."""

    pairs: Mapping[str, Mapping[str, str]]
    rules: tuple[str, ...] = RULES


def read_alike_file(source: str, old: Flow, new: Flow) -> AlikeItems:
    """Return what a file says of two flows. Raises ``FlowError`` with every problem in it."""
    path = None if source == "-" else FilePath(source)
    document = read_document(path, STDIN_NAME if path is None else source, needed=_ALIKE_NEEDED)
    return _AlikeReader(document, old, new).read()


class _AlikeReader:
    """Reads one file, and gathers what is wrong."""

    def __init__(self, document: Document, old: Flow, new: Flow) -> None:
        self._document = document
        self._flows = old, new
        self._problems = list(document.problems)

    def read(self) -> AlikeItems:
        tree = self._document.tree
        if not isinstance(tree, dict):
            self._object_to((), f"{quote_value(tree)} does not say what is alike; {_ALIKE_NEEDED}")
            raise FlowError(self._problems)
        for key in tree:
            if key not in (*KINDS, "rules"):
                hint = suggest(str(key), (*KINDS, "rules"), f"use {', '.join(KINDS)} or rules")
                self._object_to((key,), f"{quote_value(key)} does not belong here{hint}", key=True)
        pairs = {kind: self._read_pairs(kind, tree[kind]) for kind in KINDS if kind in tree}
        rules = self._read_rules(tree.get("rules", list(RULES)))
        if self._problems:
            raise FlowError(self._problems)
        return AlikeItems(pairs, rules)

    def _read_rules(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or any(rule not in RULES for rule in value):
            self._object_to(
                ("rules",), f"rules: {quote_value(value)} is not accepted; use a list of {', '.join(RULES)}"
            )
            return ()
        return tuple(rule for rule in RULES if rule in value)

    def _read_pairs(self, kind: str, value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            self._object_to((kind,), f"{kind}: {quote_value(value)} is not accepted; use a mapping {{OLD: NEW}}")
            return {}
        pairs: dict[str, str] = {}
        named: dict[str, str] = {}
        for written, counterpart in value.items():
            mine = self._find(kind, 0, written, (kind, written), key=True)
            theirs = self._find(kind, 1, counterpart, (kind, written))
            if mine is None or theirs is None:
                continue
            if mine in pairs:
                self._object_to((kind, written), f"{quote_value(written)} is here twice; keep one of the two", key=True)
            elif theirs in named and kind != "recordings":
                twice = f"{quote_value(counterpart)} is alike to {quote_value(named[theirs])} already; use each once"
                self._object_to((kind, written), twice)
            pairs[mine] = theirs
            named[theirs] = str(written)
        return pairs

    def _find(self, kind: str, side: int, name: object, place: Path, *, key: bool = False) -> str | None:
        """The id of an item of one of the flows; objects to one that it does not have."""
        flow = self._flows[side]
        known = _KNOWN[kind](flow)
        text = str(name) if isinstance(name, str | int) and not isinstance(name, bool) else ""
        if text in known:
            return known[text]
        whose = f"{('OLD', 'NEW')[side]} ({flow.title})" if flow.title else ("OLD", "NEW")[side]
        hint = suggest(text, known, f"use one of {len(known)} ids and names" if known else "it has none")
        self._object_to(place, f"{whose} has no {kind[:-1]} {quote_value(name)}{hint}", key=key)
        return None

    def _object_to(self, place: Path, message: str, *, key: bool = False) -> None:
        problem: Problem = self._document.problem_at(place, message, key=key)
        self._problems.append(problem)


def _known_recordings(flow: Flow) -> dict[str, str]:
    used = {id: id for item in flow.receptionists.values() for id in item.recordings}
    ids = {**used, **{id: id for id in flow.recordings}}
    return {**{item.name: id for id, item in flow.recordings.items() if item.name}, **ids}


def _known_destinations(flow: Flow) -> dict[str, str]:
    ways = [way.destination for item in flow.receptionists.values() for way in item.ways()]
    onward = [end for route in flow.routes.values() for _, end in route.ways()]
    rung = [parse_address(target) for target in flow.numbers.values() if "||" in target]
    ends = (end for end in (*ways, *onward, *rung, *flow.routes) if flow.receptionist_for(end) is None)
    ids = {str(end): str(end.canonical) for end in (*ends, *flow.destinations)}
    return {**{item.name: str(end.canonical) for end, item in flow.destinations.items() if item.name}, **ids}


def _known_schedules(flow: Flow) -> dict[str, str]:
    return {key: key for key in flow.schedules}


_KNOWN: Mapping[str, Callable[[Flow], dict[str, str]]] = {
    "recordings": _known_recordings,
    "destinations": _known_destinations,
    "schedules": _known_schedules,
}
