"""The tables of a FreePBX backup that an import reads, as rows with their places; and what it has besides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from simulator.errors import FlowError, Problem
from simulator.exchange.backup_files import BackupFiles, BackupModule
from simulator.exchange.construct_list import Construct, SourceRow
from simulator.fast_classes import dataclass
from simulator.words.phrases import count_noun, list_first

_IVR = (
    *("id", "name", "announcement", "directdial", "invalid_loops", "invalid_retry_recording", "invalid_destination"),
    *("invalid_recording", "timeout_loops", "timeout_time", "timeout_retry_recording", "timeout_destination"),
    "timeout_recording",
)
_IDENTIFIED = frozenset(("ivr", "announcement", "recording", "time condition", "time group", "ring group", "extension"))
"""The tables whose rows others refer to."""

ROW_ID = re.compile(r"(?!0+$|UNKNOWN$)[0-9A-Za-z*#._-]{1,40}")
"""The id of a row."""

_FIELDS_SHOWN = 40
_ROWS_MOST = 200_000


@dataclass(slots=True)
class FreepbxTables:
    """The rows of a backup. A table is None where the backup has no file of its module.

    ``entries`` are by the id of their IVR. ``others`` are parts of the backup that no import reads.
    """

    version: str
    ivrs: list[SourceRow]
    entries: dict[str, list[SourceRow]]
    announcements: list[SourceRow] | None = None
    conditions: list[SourceRow] | None = None
    groups: list[SourceRow] = field(default_factory=list)
    times: list[SourceRow] = field(default_factory=list)
    ring_groups: list[SourceRow] | None = None
    recordings: list[SourceRow] | None = None
    numbers: list[SourceRow] | None = None
    users: list[SourceRow] | None = None
    others: list[Construct] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[SourceRow]:
        """Yield every row, menu by menu, then table by table."""
        for row in self.ivrs:
            yield row
            yield from self.entries.get(row.text("id"), ())
        menus = {row.text("id") for row in self.ivrs}
        for id, entries in self.entries.items():
            if id not in menus:
                yield from entries
        tables = (self.announcements, self.conditions, self.groups, self.times, self.ring_groups, self.recordings)
        for table in (*tables, self.numbers, self.users):
            yield from table or ()


def read_tables(backup: BackupFiles, name: str) -> FreepbxTables:
    """Return the tables. Raises ``FlowError`` for a backup without an IVR, and for rows with missing columns."""
    modules = dict(backup.modules)
    menus = modules.pop("ivr", None)
    if menus is None:
        found = list_first(sorted(module.file for module in modules.values()), 6) or "no module"
        raise FlowError([Problem(name, 0, 0, f"has no Ivr.json, so no menu; it has {found}")])
    if not isinstance(menus.configs, dict):
        raise FlowError([Problem(menus.file, 0, 0, "configs is not an object with ivrs and entries")])
    ivrs = [*_rows(menus, menus.configs.get("ivrs"), "ivr", "id", _IVR)]
    if not ivrs:
        raise FlowError(
            [Problem(menus.file, 0, 0, "configs ivrs: the backup has no IVR, so there is nothing to import")]
        )
    _refuse_repeated(ivrs, "id")
    tables = FreepbxTables(menus.version, ivrs, _entries(menus))
    tables.others += _other_tables(menus, {"ivrs", "entries"})
    _read_announcements(tables, modules)
    _read_hours(tables, modules)
    _read_people(tables, modules)
    tables.others += [_whole_module(module) for module in modules.values()]
    return tables


def _entries(menus: BackupModule) -> dict[str, list[SourceRow]]:
    entries: dict[str, list[SourceRow]] = {}
    for row in _rows(menus, menus.configs.get("entries"), "entry", "selection", ("ivr_id", "selection", "dest")):
        row.place = f"ivr {row.text('ivr_id')} {row.place}"
        entries.setdefault(row.text("ivr_id"), []).append(row)
    return entries


def _read_announcements(tables: FreepbxTables, modules: dict[str, BackupModule]) -> None:
    if (module := modules.pop("announcement", None)) is not None:
        needed = ("announcement_id", "recording_id", "post_dest")
        tables.announcements = [*_rows(module, module.configs, "announcement", "announcement_id", needed)]
        _refuse_repeated(tables.announcements, "announcement_id")
    if (module := modules.pop("recordings", None)) is not None:
        rows = module.configs.get("data") if isinstance(module.configs, dict) else module.configs
        tables.recordings = [*_rows(module, rows, "recording", "id", ("id", "displayname", "filename"))]
        tables.others += _other_tables(module, {"data"})


def _read_hours(tables: FreepbxTables, modules: dict[str, BackupModule]) -> None:
    module = modules.pop("timeconditions", None)
    if module is None:
        return
    configs = module.configs if isinstance(module.configs, dict) else {}
    parts: Any = configs.get("tables", configs)
    parts = parts if isinstance(parts, dict) else {}
    needed = ("timeconditions_id", "displayname", "time", "truegoto", "falsegoto")
    tables.conditions = [*_rows(module, parts.get("timeconditions"), "time condition", "timeconditions_id", needed)]
    _refuse_repeated(tables.conditions, "timeconditions_id")
    tables.groups = [*_rows(module, parts.get("timegroups_groups"), "time group", "id", ("id", "description"))]
    times = _rows(module, parts.get("timegroups_details"), "time", "id", ("timegroupid", "time"))
    for row in times:
        row.place = f"time group {row.text('timegroupid')} {row.place}"
        tables.times.append(row)
    read = {"timeconditions", "timegroups_groups", "timegroups_details"}
    tables.others += _other_tables(module._replace(configs=parts), read)
    if "tables" in configs:
        tables.others += _other_tables(module, {"tables"})


def _read_people(tables: FreepbxTables, modules: dict[str, BackupModule]) -> None:
    if (module := modules.pop("ringgroups", None)) is not None:
        configs = module.configs
        rows = configs.get("groups", configs) if isinstance(configs, dict) else configs
        tables.ring_groups = [*_rows(module, rows, "ring group", "grpnum", ("grpnum", "grptime", "postdest"))]
        _refuse_repeated(tables.ring_groups, "grpnum")
        if isinstance(configs, dict) and "groups" in configs:
            tables.others += _other_tables(module, {"groups"})
    module = modules.pop("core", None)
    if module is None or not isinstance(module.configs, dict):
        return
    if "Did" in module.configs:
        needed = ("extension", "destination")
        tables.numbers = [*_rows(module, module.configs["Did"], "inbound route", "extension", needed)]
    if "Users" in module.configs:
        users = module.configs["Users"]
        rows = users.get("users", users) if isinstance(users, dict) else users
        tables.users = [*_rows(module, rows, "extension", "extension", ("extension", "name"))]
        if isinstance(users, dict) and "users" in users:
            tables.others += _other_tables(module._replace(configs=users), {"users"})
    tables.others += _other_tables(module, {"Did", "Users"})


def _rows(module: BackupModule, value: Any, what: str, id: str, needed: Iterable[str]) -> Iterator[SourceRow]:
    """Yield the rows of a table: a list of them, or an object from an id to a row or to a list of rows."""
    for number, fields in enumerate(_flat_rows(value)):
        if number >= _ROWS_MOST:
            raise FlowError([Problem(module.file, 0, 0, f"{what}: has over {_ROWS_MOST:,} rows")])
        if not isinstance(fields, dict):
            raise FlowError([Problem(module.file, 0, 0, f"{what} {number + 1}: a row is an object of columns")])
        row = SourceRow(module.file, f"{what} row {number + 1}", fields)
        row.require(needed)
        if what in _IDENTIFIED and not ROW_ID.fullmatch(row.text(id)):
            raise row.refuse(id, f"{row.text(id)!r} is not an id; it is a number, or letters and digits")
        row.place = f"{what} {row.text(id) or number + 1}"
        yield row


def _flat_rows(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        if value and not any(isinstance(item, (dict, list)) for item in value.values()):
            yield value
            return
        value = value.values()
    elif not isinstance(value, list):
        if value is not None:
            yield value
        return
    for item in value:
        if isinstance(item, list):
            yield from item
        elif isinstance(item, dict) and item and all(isinstance(row, dict) for row in item.values()):
            yield from item.values()
        else:
            yield item


def _refuse_repeated(rows: list[SourceRow], id: str) -> None:
    """Raise ``FlowError`` where two rows have one id."""
    seen: set[str] = set()
    for row in rows:
        if row.text(id) in seen:
            raise row.refuse(id, f"{row.text(id)} is the {id} of two rows")
        seen.add(row.text(id))


def _other_tables(module: BackupModule, read: set[str]) -> Iterator[Construct]:
    """Yield the tables of a module that no import reads."""
    if isinstance(module.configs, Mapping):
        for name, value in module.configs.items():
            if name not in read:
                yield _table_construct(module, str(name), value)


def _whole_module(module: BackupModule) -> Construct:
    return _table_construct(module, "", module.configs)


def _table_construct(module: BackupModule, name: str, value: Any) -> Construct:
    rows = [row for row in _flat_rows(value) if isinstance(row, dict)]
    fields = list_first(list(dict.fromkeys(str(field) for row in rows for field in row)), _FIELDS_SHOWN)
    holds = f"{count_noun(len(rows), 'row', spell=False)}{f' with {fields}' if fields else ''}"
    note = "it describes no menu, and nothing that a menu of this backup leads to is read from it"
    return Construct("not carried", module.file, name or "the whole file", "", holds, note)
