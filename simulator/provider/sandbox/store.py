"""The content of a sandbox account, in SQLite: each change is on the disk before its response."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.provider.live.portal_entries import PortalRange, portal_ranges

FIRST_ID = 7001
FIRST_TIME_GROUP_ID = 8001
_TABLES = """
create table if not exists receptionist (id integer primary key autoincrement, model text not null);
create table if not exists thing (
    kind text not null, id text not null, name text not null, leads text, primary key (kind, id)
);
create table if not exists secret (name text primary key, value text not null);
"""


class Store:
    """One account; any number of threads may ask it. ``path`` None: in memory."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        weakref.finalize(self, self._db.close)  # from Python 3.13 a connection that nobody closed is warned of
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")  # what was answered survives the power, too
        self._db.executescript(_TABLES)

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def all(self) -> list[Receptionist]:
        """Every receptionist, in the order of their ids."""
        with self._lock:
            rows = self._db.execute("select id, model from receptionist order by id").fetchall()
        return [Receptionist.model_validate({**json.loads(model), "id": str(id)}) for id, model in rows]

    def create(self, receptionist: Receptionist) -> str:
        """Keep a new receptionist; its id."""
        with self._lock:
            highest_id = self._db.execute("select max(id) from receptionist").fetchone()[0]
            first_id = None if highest_id else FIRST_ID
            row = self._db.execute(
                "insert into receptionist (id, model) values (?, ?)", (first_id, _text(receptionist))
            )
            return str(row.lastrowid)

    def update(self, id: str, receptionist: Receptionist) -> bool:
        """Replace the receptionist with this id; return whether there is one."""
        with self._lock:
            row = self._db.execute("update receptionist set model = ? where id = ?", (_text(receptionist), _number(id)))
            return row.rowcount > 0

    def delete(self, id: str) -> bool:
        """Remove a receptionist; return whether there was one."""
        with self._lock:
            return self._db.execute("delete from receptionist where id = ?", (_number(id),)).rowcount > 0

    def things(self, kind: str) -> list[tuple[str, str, str | None]]:
        """The ids and names of recordings, departments, users, numbers or time groups, and their third value.

        That is where a number leads, and the hours of a time group as JSON.
        """
        with self._lock:
            return self._db.execute("select id, name, leads from thing where kind = ? order by id", (kind,)).fetchall()

    def keep(self, kind: str, things: Iterable[tuple[str, str, str | None]]) -> None:
        """Keep things of a kind."""
        with self._lock:
            self._db.executemany(
                "insert or replace into thing (kind, id, name, leads) values (?, ?, ?, ?)",
                [(kind, *thing) for thing in things],
            )

    def secret(self, name: str, fresh: str) -> str:
        """A secret that stays the same for as long as the account does."""
        with self._lock:
            self._db.execute("insert or ignore into secret values (?, ?)", (name, fresh))
            value: str = self._db.execute("select value from secret where name = ?", (name,)).fetchone()[0]
            return value

    def seed(self, flow: Flow) -> None:
        """Fill an account that holds nothing with a flow: its receptionists get ids, its catalogue names."""
        with self._lock:
            if self.all():
                return
            ids = {key: str(FIRST_ID + place) for place, key in enumerate(flow.receptionists)}
            for receptionist in flow.receptionists.values():
                self.create(_with_ids(flow, receptionist, ids))
            self.keep("recording", [(id, entry.name or id, None) for id, entry in flow.recordings.items()])
            named = [(to, entry.name or to.id) for to, entry in flow.destinations.items()]
            self.keep("department", [(to.id, name, None) for to, name in named if to.type == "department"])
            self.keep("user", [(to.id, name, None) for to, name in named if to.type in ("extension", "agent")])
            numbers = flow.numbers or {"+441632960001": flow.entry}
            self.keep("number", [(number, number, _number_target(flow, ids, to)) for number, to in numbers.items()])
            self.keep("timegroup", _time_groups(flow))


def _number_target(flow: Flow, ids: Mapping[str, str], target: str) -> str:
    """``type||id`` of what a number of the flow leads to: a receptionist's key, or a destination."""
    key = target if target in ids else flow.receptionist_for(parse_address(target))
    return target if key is None else f"ivr||{ids[key]}"


def _time_groups(flow: Flow) -> Iterator[tuple[str, str, str | None]]:
    """Yield the time groups of a flow's schedules; a destination of this type has the id of its first one."""
    stated_ids = {
        route.schedule: destination.id
        for destination, route in flow.routes.items()
        if isinstance(route, ScheduleRoute) and destination.canonical.type == "timegroup"
    }
    taken = set(stated_ids.values())
    free_ids = (id for id in map(str, count(FIRST_TIME_GROUP_ID)) if id not in taken)
    for schedule in flow.schedules.values():
        groups: dict[str, list[PortalRange]] = {}
        for line in portal_ranges(schedule):
            groups.setdefault(line.name, []).append(line)
        for number, (name, lines) in enumerate(groups.items()):
            stated_id = stated_ids.get(schedule.key) if number == 0 else None
            hours = {
                "from_time": [line.from_time for line in lines],
                "to_time": [line.to_time for line in lines],
                "days": ",".join(lines[0].days),  # the one field of the documented body that is not a list
                "dates": [*lines[0].dates],
                "months": [*lines[0].months],
            }
            yield stated_id or next(free_ids), name, json.dumps(hours)


def _text(receptionist: Receptionist) -> str:
    return receptionist.model_dump_json(exclude={"id"})


def _number(id: str) -> int:
    return int(id) if id.isascii() and id.isdecimal() and len(id) < 18 else -1


def _with_ids(flow: Flow, receptionist: Receptionist, ids: dict[str, str]) -> Receptionist:
    """The receptionist with the account's ids where it leads to another of the flow."""
    content: dict[str, Any] = receptionist.model_dump()

    def point_to_account(fields: dict[str, Any], kind: str, id: str) -> None:
        if fields.get(kind) is None or fields.get(id) is None:
            return
        target = flow.receptionist_for(Destination(fields[kind], fields[id]))
        if target is not None:
            fields[id] = ids[target]

    for prefix in ("forward_", "wrong_key_", "silence_"):
        point_to_account(content, f"{prefix}destination_type", f"{prefix}destination_id")
    for entry in content["entries"] or ():
        point_to_account(entry, "destination_type", "destination_id")
    return Receptionist.model_validate({**content, "id": None})
