"""``ivrsim.lock``: which live receptionist a flow's receptionist is, and what was last written there.

It lies beside the flow and is committed, so that everybody who pushes the flow changes the same
receptionists and creates none twice. It holds ids and configuration, by host and dialect; no secret::

    {"version": 1, "accounts": [{"host": "api.acefone.co.uk", "dialect": "vr", "receptionists": {
        "main": {"id": "701", "written": {"name": "Main menu", ...}}}}]}

``written`` is the last body in the provider's write names, references as ids; null where this tool never
wrote the receptionist. It tells what the provider's list answer may not carry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.config.values import as_id
from simulator.errors import UsageError
from simulator.load.json_tree import settle_error
from simulator.remote.change.bodies import DamagedBody, body_of, model_of
from simulator.remote.durable import replace_text
from simulator.remote.seen.wanted import Dialect

LOCK = "ivrsim.lock"
_MEND = "git can bring back the last one, and ivrsim adopt writes a new one"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Owned:
    """A live receptionist that belongs to the flow, and what was last written there (None: nothing yet)."""

    id: str
    written: Receptionist | None = None


Place = tuple[str, Dialect]
"""A host, and the dialect that it is spoken to in."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The lock of a flow, whether its file is there or not."""

    path: Path
    places: Mapping[Place, Mapping[str, Owned]]

    def at(self, host: str, dialect: Dialect) -> Mapping[str, Owned]:
        """What belongs to the flow at one host, by key."""
        return self.places.get((host, dialect), {})

    def ids(self, host: str, dialect: Dialect) -> dict[str, str]:
        """The same, ids alone."""
        return {key: owned.id for key, owned in self.at(host, dialect).items()}


def read_lock(folder: Path) -> Lock:
    """The lock beside a flow. Raises ``UsageError`` with the file for what is none."""
    path = folder / LOCK
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Lock(path, {})
    except json.JSONDecodeError as error:
        raise UsageError(f"{path}: no JSON ({settle_error(error)}); {_MEND}") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: no JSON ({error}); {_MEND}") from None
    try:
        if content["version"] != VERSION:
            raise UsageError(f"{path}: version {content['version']!r}; this ivrsim reads version {VERSION}")
        places = {_place(account): _receptionists(account) for account in content["accounts"]}
        if len(places) < len(content["accounts"]):
            raise UsageError(f"{path}: an account is there twice, as a merge may leave it; keep one of the two")
        return Lock(path, places)
    except (KeyError, TypeError, AttributeError, ValueError, DamagedBody):
        raise UsageError(f"{path}: no lock of ivrsim, or a damaged one; {_MEND}") from None


def _place(account: Mapping[str, Any]) -> Place:
    dialect: Dialect = "ivr" if account["dialect"] == "ivr" else "vr"
    return str(account["host"]), dialect


def _receptionists(account: Mapping[str, Any]) -> dict[str, Owned]:
    found: dict[str, Owned] = {}
    for key, entry in account["receptionists"].items():
        written = entry.get("written")
        found[key] = Owned(as_id(entry["id"]), None if written is None else model_of(written))
    return found


def keep(lock: Lock, host: str, dialect: Dialect, changes: Mapping[str, Owned | None]) -> Lock:
    """The lock with these receptionists changed at one host (None: gone), written to its file at once."""
    now = {key: owned for key, owned in {**lock.at(host, dialect), **changes}.items() if owned is not None}
    places = {**lock.places, (host, dialect): now}
    made = Lock(lock.path, {place: owned for place, owned in places.items() if owned})
    text = _text(made)
    if not lock.path.exists() or lock.path.read_text(encoding="utf-8") != text:
        replace_text(lock.path, text)
    return made


def _text(lock: Lock) -> str:
    accounts = [
        {"host": host, "dialect": dialect, "receptionists": {key: _entry(one) for key, one in sorted(owned.items())}}
        for (host, dialect), owned in sorted(lock.places.items())
    ]
    return json.dumps({"version": VERSION, "accounts": accounts}, indent=1, ensure_ascii=False) + "\n"


def _entry(owned: Owned) -> dict[str, Any]:
    return {"id": owned.id, "written": None if owned.written is None else body_of(owned.written)}
