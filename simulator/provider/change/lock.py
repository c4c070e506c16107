"""``ivrsim.lock``: which live receptionist a flow's receptionist is, and what was last written there.

It lies next to the flow and is committed, so that everybody who pushes the flow changes the same
receptionists and creates none twice. It holds ids and configuration, by host and dialect; no secret::

    {"version": 1, "accounts": [{"host": "api.acefone.co.uk", "dialect": "vr", "receptionists": {
        "main": {"id": "701", "written": {"name": "Main menu", ...}}}}]}

``written`` is the last body in the provider's write names, references as ids; null where this tool never
wrote the receptionist. It stands in for what the provider's list response may leave out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.config.value_rules import parse_id
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.provider.change.body_values import DamagedBody, body_of, model_of
from simulator.provider.change.lock_merge import (
    Clashes,
    Places,
    first_mark,
    join_sides,
    merge_places,
    split_sides,
)
from simulator.provider.live.live_fields import Dialect
from simulator.text.json_file import parse_json, read_regular
from simulator.words.sanitizer import join_lines

LOCK = "ivrsim.lock"
VERSION = 1


@dataclass(frozen=True, slots=True)
class OwnedReceptionist:
    """A live receptionist that belongs to the flow, and what was last written there (None: nothing yet)."""

    id: str
    written: Receptionist | None = None


Place = tuple[str, Dialect]
"""A host, and the dialect that it is spoken to in."""


@dataclass(frozen=True, slots=True)
class FlowLock:
    """The lock of a flow, whether its file is there or not.

    ``clashes`` is where two branches disagree that git could not merge; ``places`` has what is certain.
    """

    path: Path
    places: Mapping[Place, Mapping[str, OwnedReceptionist]]
    clashes: Clashes = field(default_factory=dict)
    is_unmerged: bool = False
    """Whether the file holds git's marks."""

    def owned_at(self, host: str, dialect: Dialect) -> Mapping[str, OwnedReceptionist]:
        """Return what belongs to the flow at one host, by key."""
        return self.places.get((host, dialect), {})

    def ids_at(self, host: str, dialect: Dialect) -> dict[str, str]:
        """The same, ids alone."""
        return {key: owned.id for key, owned in self.owned_at(host, dialect).items()}


def read_lock(folder: Path, flow: str | None = None) -> FlowLock:
    """Read the lock next to a flow, which ``flow`` names (None: its folder).

    Raises ``UsageError`` with the file for anything else, and for a lock that git could not merge; both with the
    commands that mend it.
    """
    lock = read_unmerged(folder, flow)
    if lock.is_unmerged:
        raise UsageError(how_to_merge(lock, flow))
    return lock


def read_unmerged(folder: Path, flow: str | None = None) -> FlowLock:
    """Read the lock next to a flow, with both sides of one that git could not merge. Raises ``UsageError``."""
    path = folder / LOCK
    try:
        text = read_regular(path).decode("utf-8-sig")
        if first_mark(text) is None:
            return FlowLock(path, _places(path, text))
        ours, theirs = (_places(path, side) for side in split_sides(text))
        return FlowLock(path, *merge_places(ours, theirs), is_unmerged=True)
    except FileNotFoundError:
        return FlowLock(path, {})
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, DamagedBody):
        raise UsageError(f"{path}: not a lock of ivrsim, or damaged; {_how_to_mend(path, flow)}") from None


def _how_to_mend(path: Path, flow: str | None) -> str:
    """The two ways to get a whole lock again."""
    back = f"bring back the last committed one with git checkout HEAD -- {quote(str(path))}"
    return f"{back}, or move it away and run {_adopt('NAME', 'ID', path, flow)} for each receptionist"


def how_to_merge(lock: FlowLock, flow: str | None) -> str:
    """Return what two branches say otherwise of each other, and the commands that settle it."""
    head = f"{lock.path}:{first_mark(lock.path.read_text(encoding='utf-8'))}: git could not merge what two branches say"
    lines = []
    for (host, _), clashes in lock.clashes.items():
        for key, (ours, theirs) in clashes.items():
            if ours.id != theirs.id:
                ways = " or ".join(_adopt(key, side.id, lock.path, flow) for side in (ours, theirs))
                lines.append(f"  {key} is {ours.id} on one branch and {theirs.id} on the other (at {host}): {ways}")
    if not lines:
        adoptable = [(key, receptionist.id) for owned in lock.places.values() for key, receptionist in owned.items()]
        adoptable += [(key, ours.id) for clashes in lock.clashes.values() for key, (ours, _) in clashes.items()]
        if not adoptable:
            return f"{head}; neither knows a receptionist: remove the file"
        return f"{head}; {_adopt(*adoptable[0], lock.path, flow)} keeps what both say"
    return join_lines([f"{head}; for each of these, one command keeps the id that is right:", *lines])


def _adopt(key: str, id: str, path: Path, flow: str | None) -> str:
    """The command that adopts, for this flow."""
    where = str(path.parent) if flow is None else flow
    return " ".join(["ivrsim adopt", quote(key), quote(id), *([quote(where)] if where not in ("", ".") else [])])


def _places(path: Path, text: str) -> dict[Place, Mapping[str, OwnedReceptionist]]:
    content = parse_json(text)
    if content["version"] != VERSION:
        raise UsageError(f"{path}: version {content['version']!r}; this ivrsim reads version {VERSION}")
    places: dict[Place, Mapping[str, OwnedReceptionist]] = {
        _read_place(account): _read_receptionists(account) for account in content["accounts"]
    }
    if len(places) < len(content["accounts"]):
        raise UsageError(f"{path}: an account occurs twice, as a merge may leave it; keep one of the two")
    return places


def _read_place(account: Mapping[str, Any]) -> Place:
    dialect: Dialect = "ivr" if account["dialect"] == "ivr" else "vr"
    return str(account["host"]), dialect


def _read_receptionists(account: Mapping[str, Any]) -> dict[str, OwnedReceptionist]:
    receptionists: dict[str, OwnedReceptionist] = {}
    for key, entry in account["receptionists"].items():
        written = entry.get("written")
        receptionists[key] = OwnedReceptionist(parse_id(entry["id"]), None if written is None else model_of(written))
    return receptionists


def record_changes(
    lock: FlowLock, host: str, dialect: Dialect, changes: Mapping[str, OwnedReceptionist | None]
) -> FlowLock:
    """The lock with these receptionists changed at one host (None: gone), written to its file at once."""
    now = {key: owned for key, owned in {**lock.owned_at(host, dialect), **changes}.items() if owned is not None}
    places = {**lock.places, (host, dialect): now}
    clashes = {place: dict(differing) for place, differing in lock.clashes.items()}
    for key in changes:
        clashes.get((host, dialect), {}).pop(key, None)
    changed = _settle_clashes(lock.path, places, clashes)
    text = _lock_text(changed)
    if changed.is_unmerged:
        sides = [FlowLock(lock.path, _one_side(changed, side)) for side in (0, 1)]
        text = join_sides(*map(_lock_text, sides))
    # An unchanged file is not touched: its time would change, and git and editors would take it for changed.
    if not lock.path.exists() or lock.path.read_text(encoding="utf-8") != text:
        replace_text(lock.path, text)
    return changed


def _settle_clashes(path: Path, places: Places, clashes: Clashes) -> FlowLock:
    """A lock in which two ids alone are a clash: which of two contents was written last is not known."""
    settled = {place: dict(owned) for place, owned in places.items()}
    open_ones: dict[Place, dict[str, tuple[OwnedReceptionist, OwnedReceptionist]]] = {}
    for place, differing in clashes.items():
        for key, (ours, theirs) in differing.items():
            if ours.id == theirs.id:
                settled.setdefault(place, {})[key] = OwnedReceptionist(ours.id)
            else:
                open_ones.setdefault(place, {})[key] = ours, theirs
    return FlowLock(path, {place: owned for place, owned in settled.items() if owned}, open_ones, bool(open_ones))


def _one_side(lock: FlowLock, side: int) -> Places:
    """Return what one of two branches says, in all."""
    places = {place: dict(owned) for place, owned in lock.places.items()}
    for place, differing in lock.clashes.items():
        places.setdefault(place, {}).update({key: both[side] for key, both in differing.items()})
    return places


def _lock_text(lock: FlowLock) -> str:
    accounts = [
        {
            "host": host,
            "dialect": dialect,
            "receptionists": {key: _entry_json(entry) for key, entry in sorted(owned.items())},
        }
        for (host, dialect), owned in sorted(lock.places.items())
    ]
    return json.dumps({"version": VERSION, "accounts": accounts}, indent=1, ensure_ascii=False) + "\n"


def _entry_json(owned: OwnedReceptionist) -> dict[str, Any]:
    return {"id": owned.id, "written": None if owned.written is None else body_of(owned.written)}
