"""The flows that are measured: documents in the provider's field names, as a file holds them, and tests for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from simulator.config.flow import Flow
from simulator.loader.flow_kinds import load
from simulator.wire import vr

Document = dict[str, Any]

FALL_BACK = "1000"
"""The department that callers come to who press wrong keys, or none."""

DEPARTMENTS = 50
BRANCHES = 4
RECORDINGS = ("recording", "invalid_recording", "recording_invalid", "timeout_retry_recording", "timeout_recording")


def one_menu() -> Document:
    """W1: one menu of three keys; three wrong keys and three silences are allowed."""
    return _flow([_menu(0, {key: f"200{key}" for key in "123"})])


def fifty_menus() -> Document:
    """W2: 50 menus in four levels, with four keys down and, below the first, one back."""
    menus = []
    for number in range(50):
        below = [child for child in _children(number) if child < 50]
        ways = {str(key): f"@m{below[key - 1]}" if key <= len(below) else f"20{number}{key}" for key in range(1, 5)}
        if number:
            ways["0"] = f"@m{_parent(number)}"
        menus.append(_menu(number, ways))
    return _flow(menus)


def uneven_tree(size: int) -> Document:
    """A tree of menus, four below each, with 5 to 7 keys, 0 to 4 retries of each kind, and links across.

    Key 0 leads to a department in every menu; each recording plays in one menu only.
    """
    random = Random(size)
    return _flow([_uneven_menu(number, size, random) for number in range(size)])


def with_one_change(document: Document) -> Document:
    """The same flow, but the last menu allows another number of wrong keys."""
    changed: Document = json.loads(json.dumps(document))
    last = [*changed["receptionists"].values()][-1]
    last["incorrect_count"] += 1
    return changed


def with_hours(document: Document) -> Document:
    """The same flow with four schedules: one in front of the first menu, the others of departments."""
    days = {"office": "Mon-Fri 09:00-17:30", "early": "Mon-Sat 07:00-12:00", "late": "Tue-Thu 12:00-20:00"}
    closed = {"open": f"department||{FALL_BACK}", "closed": "voicemail||1"}
    return {
        **document,
        "numbers": {"+441632960040": "time_condition||77"},
        "timezone": "Europe/London",
        "schedules": {name: {"open": [hours]} for name, hours in days.items()} | {"night": {"switch": "manual"}},
        "destinations": {
            "time_condition||77": {"name": "Hours", "schedule": "office", "open": "@m0", "closed": "voicemail||1"},
            "department||1001": {"name": "Early desk", "schedule": "early", **closed},
            "department||1002": {"name": "Late desk", "schedule": "late", **closed},
            "department||1003": {"name": "Night desk", "schedule": "night", **closed},
        },
    }


def list_response(document: Document) -> Document:
    """What the provider's list endpoint responds where this flow is live."""
    return {"data": [_read_item(menu) for menu in document["receptionists"].values()]}


def one_test_for_each_menu(document: Document, flow_file: str) -> Document:
    """A test file: for each menu the call that goes down to it and takes key 0."""
    tests = []
    for number, menu in enumerate(document["receptionists"].values()):
        keys = [*_path_to(document, number), "0"]
        (end,) = (entry for entry in menu["entries"] if entry["option"] == "0")
        call = [{"presses": keys}, {"reaches": f"department||{end['destination_id']}"}]
        tests.append({"name": f"menu {number}", "call": call})
    return {"flow": flow_file, "tests": tests}


def write_document(path: Path, document: Document) -> Path:
    """Write a document as JSON, which YAML readers take as well."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def load_document(document: Document, folder: Path) -> Flow:
    """The flow of a document, loaded from a file in this folder."""
    return load(write_document(folder / "flow.json", document))


def _flow(menus: list[Document]) -> Document:
    return {"entry": "m0", "receptionists": {f"m{number}": menu for number, menu in enumerate(menus)}}


def _menu(
    number: int, ways: Mapping[str, str], *, wrong_keys: int = 3, silences: int = 3, timeout: int = 5
) -> Document:
    """A menu whose keys lead to ``@name``, another menu, or to the department of that id."""
    return {
        "id": _id_of(number),
        "name": f"Menu {number}",
        "destination_type": "multiple",
        "entries": [{"option": key, **_destination(to)} for key, to in ways.items()],
        "timeout": timeout,
        "incorrect_count": wrong_keys,
        "timeout_retries": silences,
        "invalid_destination_type": "department",
        "invalid_destination_id": FALL_BACK,
        "timeout_destination_type": "department",
        "timeout_destination_id": FALL_BACK,
        **{part: str(100_000 + len(RECORDINGS) * number + place) for place, part in enumerate(RECORDINGS)},
    }


def _destination(to: str) -> Document:
    type = "virtual_receptionist" if to.startswith("@") else "department"
    return {"destination_type": type, "destination_id": to}


def _uneven_menu(number: int, size: int, random: Random) -> Document:
    below = [child for child in _children(number) if child < size]
    ways = {"0": str(int(FALL_BACK) + random.randrange(DEPARTMENTS))}
    for key in random.sample("123456789", random.randint(4, 6)):
        if below:
            ways[key] = f"@m{below.pop()}"
        elif random.random() < 0.2:
            ways[key] = f"@m{random.randrange(number + 1)}"
        else:
            ways[key] = str(int(FALL_BACK) + random.randrange(DEPARTMENTS))
    counts = {"wrong_keys": random.randint(0, 4), "silences": random.randint(0, 4), "timeout": random.randint(1, 9)}
    return _menu(number, ways, **counts)


def _children(number: int) -> range:
    return range(BRANCHES * number + 1, BRANCHES * number + BRANCHES + 1)


def _parent(number: int) -> int:
    return (number - 1) // BRANCHES


def _path_to(document: Document, number: int) -> list[str]:
    """The keys from the first menu down to one."""
    keys: list[str] = []
    while number:
        entries = document["receptionists"][f"m{_parent(number)}"]["entries"]
        keys.append(next(entry["option"] for entry in entries if entry["destination_id"] == f"@m{number}"))
        number = _parent(number)
    return keys[::-1]


def _read_item(body: Document) -> Document:
    """A body that was written, in the names in which it is read back, with ids in place of names."""
    entries = [{**entry, "destination_id": _live_id(entry["destination_id"])} for entry in body["entries"]]
    return {_READ_NAMES[wire]: value for wire, value in body.items()} | {_READ_NAMES["entries"]: entries}


_READ_NAMES = {wire: vr.READ_NAMES[field][0] for field, wire in vr.WRITE_NAMES.items()}


def _live_id(id: str) -> str:
    return _id_of(int(id.removeprefix("@m"))) if id.startswith("@") else id


def _id_of(number: int) -> str:
    return str(700_000 + number)
