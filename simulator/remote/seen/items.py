"""The items of a list answer -> what is live, whichever dialect they are in; from the wire or from saved files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from simulator.config.values import shown
from simulator.errors import FlowError, Problem
from simulator.load.answer import answer_items, decoded, is_ivr, refusal
from simulator.load.document import read_document
from simulator.load.foreign_file import kind_of_tree
from simulator.load.receptionist import validated
from simulator.remote.seen.apart import told_apart
from simulator.remote.seen.live import Live
from simulator.remote.seen.wanted import Dialect, Unsaid, value_of

_ATTENDANT = "recording_id"


def live_of(item: Mapping[str, Any]) -> Live | None:
    """One item of a list answer; None where it has no id that can be told."""
    reading = decoded(item)
    fields = {field: _told(field, value) for field, value in reading.fields.items()}
    id, kind = fields.get("id"), fields.get("destination_type")
    if not isinstance(id, str):
        return None
    known: Literal["multiple", "single"] | None = kind if kind in ("multiple", "single") else None
    return Live(
        id=id,
        name=str(fields.get("name") or ""),
        kind=known,
        fields=fields,
        lacks=frozenset(reading.lacks),
        extra=tuple(str(path[-1]) for path in reading.extra),
        model=validated(reading.fields)[0],
    )


def _told(field: str, value: Any) -> Any:
    """A value in the model's form, or as it came where the model takes none such."""
    found = value_of(field, value)
    return value if isinstance(found, Unsaid) else found


def saved_answers(files: Iterable[str]) -> tuple[tuple[Live, ...], Dialect]:
    """The receptionists of list answers that were saved, and the dialect they are in.

    Raises ``FlowError`` with the place of what is no list answer, or of an item without an id.
    """
    found: dict[tuple[bool, str], Live] = {}
    dialect: Dialect = "vr"
    problems: list[Problem] = []
    for name in files:
        document = read_document(Path(name), name)
        kind = kind_of_tree(document.tree)
        if kind is not None:
            problems.append(Problem(name, 0, 0, f"is {kind}; the JSON of a list call is needed, as saved with curl"))
            continue
        listed = answer_items(document.tree)
        if listed is None:
            wanted = "is not a provider's response; use the JSON of a list call, as saved with curl"
            problems.append(document.problem((), refusal(document.tree) or wanted))
            continue
        if is_ivr(document.tree, listed[1]):
            dialect = "ivr"
        for index, item in enumerate(listed[1]):
            path = (*listed[0], index) if document.at_path(listed[0]) is listed[1] else listed[0]
            live = live_of(item) if isinstance(item, dict) else None
            if live is None:
                problems.append(document.problem(path, f"{shown(item)} is no receptionist with an id"))
            elif (place := (_ATTENDANT in item, live.id)) in found:
                problems.append(document.problem(path, f"id {live.id} is here twice"))
            else:
                found[place] = live
    if problems:
        raise FlowError(problems)
    menus, attendants = ([one for (kind, _), one in found.items() if kind is wanted] for wanted in (False, True))
    return told_apart(menus, attendants), dialect
