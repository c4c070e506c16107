"""Sound flows made by chance, and defects of known kinds that are planted in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from simulator.checks.rule import Finding
from simulator.checks.run import run_checks
from simulator.loader.flow_kinds import load_with_shelf

Tree = dict[str, Any]
PERSON = ("extension", "2001")


def sound(chance: Random) -> Tree:
    """A tree of two to six menus, each with a person on 0 and good-natured fall-backs."""
    keys = ["main", *chance.sample(["billing", "repairs", "sales", "support", "bookings"], chance.randint(1, 5))]
    menus = {key: _menu(chance, key) for key in keys}
    for number, key in enumerate(keys[1:], 1):
        parent = menus[keys[chance.randrange(min(number, 2))]]
        option = str(len(parent["entries"]))  # 0 is there already
        parent["entries"].append({"option": option, "destination_type": "ivr", "destination_id": f"@{key}"})
    return {"entry": "main", "receptionists": menus, "recordings": _recordings(menus), "destinations": _people(menus)}


def _menu(chance: Random, key: str) -> Tree:
    entries = [{"option": "0", "destination_type": PERSON[0], "destination_id": PERSON[1]}]
    for option in range(1, chance.randint(2, 3)):
        kind = chance.choice(["department", "extension", "voicemail"])
        id = str(chance.randint(3000, 9999))
        entries.append({"option": str(option), "destination_type": kind, "destination_id": id})
    first = chance.randint(100, 900) * 10
    parts = ("recording", "invalid_recording", "recording_invalid", "timeout_retry_recording", "timeout_recording")
    return {
        "name": key.title(),
        "destination_type": "multiple",
        "entries": entries,
        "timeout": chance.choice([4, 5, 6, 8]),
        "incorrect_count": chance.choice([2, 3]),
        "invalid_destination_type": PERSON[0],
        "invalid_destination_id": PERSON[1],
        "timeout_retries": 2,
        "timeout_destination_type": PERSON[0],
        "timeout_destination_id": PERSON[1],
        **{part: str(first + number) for number, part in enumerate(parts)},
    }


def _recordings(menus: Tree) -> Tree:
    parts = ("recording", "invalid_recording", "recording_invalid", "timeout_retry_recording", "timeout_recording")
    return {menu[part]: {"seconds": 3 + number} for menu in menus.values() for number, part in enumerate(parts)}


def _people(menus: Tree) -> Tree:
    known = [(one["destination_type"], one["destination_id"]) for menu in menus.values() for one in menu["entries"]]
    answers = {"department": "person", "extension": "person", "voicemail": "machine"}
    return {f"{kind}||{id}": {"answers": answers[kind]} for kind, id in known if kind in answers}


def found(tree: Tree, folder: Path) -> list[Finding]:
    """Everything that all rules find."""
    path = folder / "flow.yaml"
    path.write_text(json.dumps(tree), encoding="utf-8")
    flow, shelf = load_with_shelf(path)
    return list(run_checks(flow, shelf).findings)


# -- defects: each changes a flow, in a menu that is given by its key --------------------------------

Plant = Callable[[Tree, str], None]


def _set(**fields: Any) -> Plant:
    """Fields of the menu; ``@`` stands for the menu itself."""

    def plant(tree: Tree, key: str) -> None:
        own = {name: f"@{key}" if value == "@" else value for name, value in fields.items()}
        tree["receptionists"][key].update(own)

    return plant


def _entry(**fields: Any) -> Plant:
    """Fields of the menu's second entry."""

    def plant(tree: Tree, key: str) -> None:
        own = {name: f"@{key}" if value == "@" else value for name, value in fields.items()}
        tree["receptionists"][key]["entries"][1].update(own)

    return plant


def _further(**fields: Any) -> Plant:
    """One more entry."""

    def plant(tree: Tree, key: str) -> None:
        entry = {"option": "9", "destination_type": "extension", "destination_id": "2001", **fields}
        tree["receptionists"][key]["entries"].append(entry)

    return plant


def _orphan(tree: Tree, key: str) -> None:
    """The menu stands for itself: what led to it leads to a person. The entry is left, another menu takes its place."""
    for menu in tree["receptionists"].values():
        for entry in menu["entries"]:
            if entry["destination_id"] == f"@{key}":
                entry.update(destination_type="extension", destination_id="2001")
    if key == "main":
        tree["entry"] = next(one for one in tree["receptionists"] if one != "main")


def _no_person(tree: Tree, key: str) -> None:
    """Every way out of the menu ends at a machine."""
    menu = tree["receptionists"][key]
    for entry in menu["entries"]:
        entry.update(destination_type="voicemail", destination_id="9001")
    menu.update(invalid_destination_type="voicemail", invalid_destination_id="9001")
    menu.update(timeout_destination_type="voicemail", timeout_destination_id="9001")
    tree["destinations"]["voicemail||9001"] = {"answers": "machine"}


def _instant(tree: Tree, key: str) -> None:
    """A single without a greeting that forwards to itself, behind the menu."""
    single = {"name": "Line", "destination_type": "single", "forward_destination_type": "ivr"}
    tree["receptionists"]["line"] = {**single, "forward_destination_id": "@line"}
    _entry(destination_type="ivr", destination_id="@line")(tree, key)


def _long_way(tree: Tree, key: str) -> None:
    """Calls begin at the menu, whose greeting lasts over a minute."""
    tree["entry"] = key
    tree["recordings"][tree["receptionists"][key]["recording"]] = {"seconds": 70}


def _kept(tree: Tree, key: str) -> None:
    """Calls begin at the menu, which waits long and often."""
    tree["entry"] = key
    tree["receptionists"][key].update(timeout=10, timeout_retries=9)


def _stranger(tree: Tree, key: str) -> None:
    """One agent of another account."""
    for one in tree["receptionists"].values():
        one.update(invalid_destination_id="050109590001", timeout_destination_id="050109590002")
    tree["receptionists"][key]["entries"][1].update(destination_type="extension", destination_id="050109600001")


HANGS_UP = {"invalid_destination_type": "hangup", "invalid_destination_id": "1"}
DEFECTS: dict[str, tuple[str, Plant]] = {
    "nothing leads to the menu": ("IVR101", _orphan),
    "silence leads back to the menu": ("IVR102", _set(timeout_destination_type="ivr", timeout_destination_id="@")),
    "wrong keys lead back to the menu": ("IVR103", _set(invalid_destination_type="ivr", invalid_destination_id="@")),
    "an entry leads to no receptionist": ("IVR104", _entry(destination_type="ivr", destination_id="77")),
    "a fall-back is blank": ("IVR105", _set(timeout_destination_id="")),
    "machines only": ("IVR106", _no_person),
    "a code begins another": ("IVR108", _further(option="12")),
    "an entry leads straight back": ("IVR109", _entry(destination_type="ivr", destination_id="@")),
    "no entries": ("IVR110", _set(entries=[])),
    "a forward destination in a menu": (
        "IVR111",
        _set(forward_destination_type="extension", forward_destination_id="5"),
    ),
    "a round without time": ("IVR112", _instant),
    "both hang up": (
        "IVR113",
        _set(**HANGS_UP, timeout_destination_type="hangup", timeout_destination_id="1"),
    ),
    "timeout 0": ("IVR201", _set(timeout=0)),
    "timeout 1": ("IVR202", _set(timeout=1)),
    "timeout 45": ("IVR202", _set(timeout=45)),
    "timeout as long as the wait between keys": ("IVR203", _set(timeout=3)),
    "a silent caller is kept long": ("IVR204", _kept),
    "a person is far": ("IVR205", _long_way),
    "an agent of another account": ("IVR603", _stranger),
    "nine retries": ("IVR206", _set(incorrect_count=9)),
    "no retry": ("IVR207", _set(timeout_retries=0)),
    "a star": ("IVR601", _further(option="*")),
    "an id that is too large": ("IVR602", _entry(destination_id="90071992547409931")),
    "an id with a sign": ("IVR602", _set(timeout_destination_id="-2001")),
    "a misspelt type": ("IVR604", _entry(destination_type="departement")),
    "hang-up 0": ("IVR605", _entry(destination_type="hangup", destination_id="0")),
    "an e-mail template": ("IVR606", _entry(template_id="12")),
    "a long name": ("IVR607", _set(name="n" * 51)),
    "two names for one count": ("IVR608", _set(timeout_tries=2)),
    "one retry": ("IVR609", _set(incorrect_count=1)),
    "a recording is missing": ("IVR610", _set(timeout_recording="0")),
}
"""What is planted -> the rule that must find it, and how."""
