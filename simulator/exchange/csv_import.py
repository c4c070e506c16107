"""A spreadsheet of menus -> a flow. What a sheet leaves out is assumed, and each assumption is listed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulator.config.flow import KnownDestination, Recording
from simulator.config.menu_engine import VOICEMAIL_CAUSE, MenuSettings
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination, Entry
from simulator.config.semantics import DEFAULT_PROFILE, PROFILES, Semantics
from simulator.config.value_rules import (
    parse_count,
    parse_destination_type,
    parse_id,
    parse_option,
    parse_seconds,
    parse_timeout,
)
from simulator.errors import FlowError, Problem
from simulator.exchange.construct_list import Construct
from simulator.exchange.csv_cells import FLOW_ROWS, SheetDestination, parse_destination, parse_recording
from simulator.exchange.csv_sheet import SheetRow, read_sheet
from simulator.exchange.freepbx_destinations import MENU_TYPE
from simulator.exchange.imported_flow import ImportedFlow, ImportedReceptionist
from simulator.loader.semantics_section import read_semantics
from simulator.provider.pull.new_keys import new_key, slug_of
from simulator.words.phrases import count_noun, join_words

ASSUMED_TRIES = 2
"""Retries after wrong keys, and after silences, where a sheet does not say: what is usual."""

ASSUMED_WAIT = 5.0
"""Seconds that a menu waits for a key, where a sheet does not say."""

ANSWERS = ("person", "machine", "menu", "nobody")
"""What answers at a destination."""

_FLOW_KEYS = ("semantics", "number", "destination", "recording")


def import_csv(name: str) -> ImportedFlow:
    """Return the flow of a sheet. Raises ``FlowError`` with the line of what cannot be read."""
    return _CsvImport(name, read_sheet(name)).read_flow()


class _CsvImport:
    """One import. ``menus`` are the rows of each menu by their keys, in the order of the sheet."""

    def __init__(self, name: str, rows: list[SheetRow]) -> None:
        self.name = name
        self.rows = rows
        self.menus: dict[str, dict[str, SheetRow]] = {}
        for row in rows:
            if row.menu != FLOW_ROWS:
                self.menus.setdefault(row.menu, {})[row.key] = row
        if not self.menus:
            raise FlowError([Problem(name, 0, 0, "has no menu: no row names one with a key")])
        self.ids = _ids_of(self.menus)
        self.folded = {menu.lower(): menu for menu in reversed(self.menus)}
        self.recordings: dict[str, Recording] = {}
        self.destinations: dict[Destination, KnownDestination] = {}
        self.assumed: list[Construct] = []

    def read_flow(self) -> ImportedFlow:
        """Return the flow."""
        flow_rows = [row for row in self.rows if row.menu == FLOW_ROWS]
        for row in flow_rows:
            if row.key not in _FLOW_KEYS:
                raise row.refuse(f"{row.key!r} is not a key of {FLOW_ROWS}; use {join_words(_FLOW_KEYS, last=' or ')}")
        semantics = self._read_semantics([row for row in flow_rows if row.key == "semantics"])
        menus = [self._read_menu(menu, rows) for menu, rows in self.menus.items()]
        numbers = {row.cell("prompt"): self._target(row).destination for row in flow_rows if row.key == "number"}
        for row in flow_rows:
            if row.key == "destination":
                self._read_catalogue_row(row)
            elif row.key == "recording" and self._recording(row, FLOW_ROWS, "recording", row.cell("prompt")):
                self.recordings.setdefault(parse_recording(row.cell("recording")).id, Recording())
        flow = ImportedFlow(self.name, "a CSV of menus", semantics, menus, menus[0].id, numbers=numbers)
        words = f"{count_noun(len(self.rows), 'row', spell=False)} of {count_noun(len(menus), 'menu', spell=False)}"
        flow.tells = f"a CSV: {words}; engine {semantics.profile}"
        flow.recordings = self.recordings
        flow.destinations = self.destinations
        flow.constructs = [*self.assumed, *(construct for row in self.rows for construct in row.finish())]
        return flow

    def _read_semantics(self, rows: list[SheetRow]) -> Semantics:
        if not rows:
            self._assume("", "semantics", f"the engine is {DEFAULT_PROFILE}, since no row of {FLOW_ROWS} says another")
            return PROFILES[DEFAULT_PROFILE]
        row = rows[0]
        value = _json(row, "settings") if row.cell("settings") else row.cell("destination")
        semantics, wrong = read_semantics(value)
        if wrong:
            raise row.refuse(f"semantics: {wrong[0][1]}")
        return semantics

    # -- menus ------------------------------------------------------------------------------------

    def _read_menu(self, menu: str, rows: Mapping[str, SheetRow]) -> ImportedReceptionist:
        greeting = rows.get("greeting")
        options = {key: row for key, row in rows.items() if key not in _WORDS}
        fields: dict[str, Any] = {"name": menu, "greeting": self._greeting(menu, greeting, options)}
        first = next(iter(rows.values()))
        item = ImportedReceptionist(self.ids[menu], menu, fields, f"{self.name} line {first.line}")
        if greeting is not None and greeting.cell("settings"):
            item.settings = _read_settings(greeting)
        if greeting is not None and greeting.cell("destination"):
            self._read_announcement(item, greeting, rows)
            return item
        fields |= {"destination_type": "multiple", "entries": tuple(map(self._entry, options, options.values()))}
        wait = greeting.cell("wait") if greeting is not None else ""
        if greeting is None or not wait:
            self._assume(menu, "wait", f"{ASSUMED_WAIT:g} s for a key, since no greeting row says another")
        fields["timeout_seconds"] = _number(greeting, "wait", parse_timeout) if greeting and wait else ASSUMED_WAIT
        self._read_mistakes(item, rows, "wrong_key", "wrong key", "wrong_keys_allowed")
        self._read_mistakes(item, rows, "silence", "silence", "silences_allowed")
        return item

    def _read_announcement(self, item: ImportedReceptionist, greeting: SheetRow, rows: Mapping[str, SheetRow]) -> None:
        """Read a menu whose greeting leads on: an announcement, which has no keys."""
        if other := next((row for key, row in rows.items() if key != "greeting"), None):
            raise other.refuse(
                f"the greeting of {item.name!r} leads on, so it has no key {other.key!r}; "
                "leave out the greeting's destination"
            )
        onward = self._target(greeting).destination
        item.fields |= {
            "destination_type": "single",
            "forward_destination_type": onward.type,
            "forward_destination_id": onward.id,
        }

    def _greeting(self, menu: str, row: SheetRow | None, options: Mapping[str, SheetRow]) -> str | None:
        """Return the recording of the greeting: its own words, then those of the keys, in order."""
        words = [row.cell("prompt")] if row is not None else []
        words += [option.cell("prompt") for option in options.values()]
        script = " ".join(filter(None, words))
        return self._recording(row, menu, "greeting", script)

    def _entry(self, key: str, row: SheetRow) -> Entry:
        try:
            option = parse_option(key)
        except ValueError as error:
            words = "a word such as greeting, wrong key or silence"
            raise row.refuse(f"key {error}, or {words}") from None
        target = self._target(row).destination
        return Entry(option=option, destination_type=target.type, destination_id=target.id)

    def _read_mistakes(
        self, item: ImportedReceptionist, rows: Mapping[str, SheetRow], side: str, word: str, count: str
    ) -> None:
        """Read what wrong keys, or silences, lead to."""
        row, last = rows.get(word), rows.get(f"last {word}")
        allowed, onward = ASSUMED_TRIES, Destination(HANGUP, HANGUP_ID)
        if row is not None and row.cell("tries"):
            allowed = _number(row, "tries", parse_count)
        else:
            self._assume(item.name, word, f"{ASSUMED_TRIES} tries, since no row says another number")
        if row is not None and row.cell("destination"):
            onward = self._target(row).destination
        else:
            self._assume(item.name, word, "then the call is hung up, since no row says where it goes")
        final = self._recording(last, item.name, f"last {word}", last.cell("prompt")) if last else None
        if last is not None and parse_recording(last.cell("recording")).id == "0":
            item.zeros |= {"wrong" if side == "wrong_key" else "silence"}
        item.fields |= {
            count: allowed,
            f"{side}_retry_recording": self._recording(row, item.name, word, row.cell("prompt")) if row else None,
            f"{side}_final_recording": final,
            f"{side}_destination_type": onward.type,
            f"{side}_destination_id": onward.id,
        }

    # -- cells ------------------------------------------------------------------------------------

    def _target(self, row: SheetRow) -> SheetDestination:
        """Return where a row leads: to a menu of the sheet, or out of it."""
        text = row.cell("destination")
        if not text:
            raise row.refuse(f"key {row.key!r} of {row.menu!r} leads nowhere; name a menu, or a destination")
        menu = text if text in self.ids else self.folded.get(text.lower())
        if menu is not None:
            return SheetDestination(Destination(MENU_TYPE, self.ids[menu]))
        read = parse_destination(text)
        _refuse_bad_name(row, "destination", read.name)
        if read.destination.id.startswith("@"):
            raise row.refuse(f"destination {text!r} has a name in place of an id; write NAME (type||id)")
        try:
            parse_destination_type(read.destination.type)
            parse_id(read.destination.id)
        except ValueError as error:
            raise row.refuse(f"destination {error}") from None
        if read.assumed:
            row.change("destination", read.assumed)
        known = read.destination.canonical
        if (read.name or known.type == "extension") and not (known.names_receptionist or known.hangs_up):
            name = read.name or None
            if self.destinations.get(known) in (None, KnownDestination()):
                self.destinations[known] = KnownDestination(name=name)
        return read

    def _read_catalogue_row(self, row: SheetRow) -> None:
        """Put a destination into the catalogue, with what answers there."""
        where = self._target(row).destination.canonical
        answers = _json(row, "settings") if row.cell("settings") else None
        if answers is not None and answers not in ANSWERS:
            raise row.refuse(f"settings: use {join_words([json.dumps(word) for word in ANSWERS], last=' or ')}")
        entry = self.destinations.get(where, KnownDestination())
        if not (where.names_receptionist or where.hangs_up):
            self.destinations[where] = entry.model_copy(update={"answers": answers})

    def _recording(self, row: SheetRow | None, menu: str, what: str, script: str) -> str | None:
        """Return the id of a row's recording, and put it into the catalogue."""
        read = parse_recording(row.cell("recording")) if row is not None else parse_recording("")
        if read.id == "0" or not (read.id or script):
            return None
        id = read.id or f"{slug_of(menu) or 'menu'}-{slug_of(what)}"
        if row is not None:
            _refuse_bad_name(row, "recording", read.name)
            _number(row, "recording", lambda _: parse_id(read.id))
        seconds = _number(row, "seconds", parse_seconds) if row is not None and row.cell("seconds") else None
        recording = Recording(name=read.name or None, script=script, seconds=seconds)
        if id not in self.recordings and (recording != Recording() or read.id == ""):
            self.recordings[id] = recording
        return id

    def _assume(self, menu: str, what: str, note: str) -> None:
        place = f"menu {menu}" if menu else "the sheet"
        self.assumed.append(Construct("different", self.name, place, what, "", f"assumed: {note}"))


def _ids_of(menus: Iterable[str]) -> dict[str, str]:
    """Return an id for each menu, by which a later import finds it again: of its name, not of its place."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for menu in menus:
        ids[menu] = new_key(f"menu {menu}", menu, taken)
        taken.add(ids[menu])
    return ids


_WORDS = ("greeting", "wrong key", "last wrong key", "silence", "last silence")


def _refuse_bad_name(row: SheetRow, column: str, name: str) -> None:
    """Raise ``FlowError`` for what a flow does not take for a name."""
    if "||" in name or name.strip().isdecimal() or (name and not name.strip()):
        raise row.refuse(f"{column}: the name {name!r} is blank, all digits, or holds '||'; use another name")


def _number(row: SheetRow, column: str, rule: Callable[[Any], Any]) -> Any:
    try:
        return rule(row.cell(column))
    except ValueError as error:
        raise row.refuse(f"{column} {error}") from None


def _json(row: SheetRow, column: str) -> Any:
    try:
        return json.loads(row.cell(column))
    except (ValueError, RecursionError):
        raise row.refuse(f"{column} is not JSON") from None


def _read_settings(row: SheetRow) -> MenuSettings:
    """Return the settings of a menu's engine, as flow.yaml has them; loading the flow refuses what is wrong."""
    value = _json(row, "settings")
    if not isinstance(value, dict):
        raise row.refuse('settings is JSON such as {"direct_dial": "none"}')
    semantics = value.get("semantics")
    changes = {name: item for name, item in semantics.items() if name != "base"} if isinstance(semantics, dict) else {}
    profile = semantics.get("base") if isinstance(semantics, dict) else semantics
    dials = value.get("direct_dial")
    listed = tuple(map(str, dials)) if isinstance(dials, list) else ()
    settings = MenuSettings(
        profile=profile if isinstance(profile, str) else None,
        changes=tuple(changes.items()),
        direct_dial=None if listed else dials,
        numbers=listed,
    )
    causes = value.get("return_after")
    if not isinstance(causes, list):
        return settings
    machine_causes = tuple(cause for cause in causes if cause != VOICEMAIL_CAUSE)
    return settings._replace(return_after=machine_causes, voicemail_returns=VOICEMAIL_CAUSE in causes)
