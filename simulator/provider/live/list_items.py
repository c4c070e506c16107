"""The items of a list response -> what is live, whichever dialect they are in; from the wire or from saved files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.loader.provider_response import answer_items, decode_item, is_ivr, refusal_message
from simulator.loader.receptionist_file import validate_fields
from simulator.provider.live.id_spaces import merge_lists
from simulator.provider.live.live_fields import Dialect, Unsaid, value_of
from simulator.provider.live.live_state import LiveReceptionist
from simulator.text.document import read_document
from simulator.text.foreign_file import kind_of_tree

_ATTENDANT = "recording_id"


def live_of(item: Mapping[str, Any]) -> LiveReceptionist | None:
    """One item of a list response; None where it has no usable id."""
    reading = decode_item(item)
    fields = {field: _model_value(field, value) for field, value in reading.fields.items()}
    id, kind = fields.get("id"), fields.get("destination_type")
    if not isinstance(id, str):
        return None
    known_kind: Literal["multiple", "single"] | None = kind if kind in ("multiple", "single") else None
    return LiveReceptionist(
        id=id,
        name=str(fields.get("name") or ""),
        kind=known_kind,
        fields=fields,
        lacks=frozenset(reading.lacks),
        extra=tuple(str(path[-1]) for path in reading.extra),
        model=validate_fields(reading.fields)[0],
    )


def _model_value(field: str, value: Any) -> Any:
    """A value in the model's form, or as it came where the model does not accept it."""
    model_value = value_of(field, value)
    return value if isinstance(model_value, Unsaid) else model_value


def saved_answers(files: Iterable[str]) -> tuple[tuple[LiveReceptionist, ...], Dialect]:
    """The receptionists of list responses that were saved, and the dialect they are in.

    Raises ``FlowError`` with the place of what is not a list response, or of an item without an id.
    """
    live_by_place: dict[tuple[bool, str], LiveReceptionist] = {}
    dialect: Dialect = "vr"
    problems: list[Problem] = []
    for name in files:
        document = read_document(Path(name), name, needed="a provider's response is needed, as saved with curl")
        kind = kind_of_tree(document.tree)
        if kind is not None:
            problems.append(Problem(name, 0, 0, f"is {kind}; the JSON of a list call is needed, as saved with curl"))
            continue
        item_list = answer_items(document.tree)
        if item_list is None:
            explanation = "is not a provider's response; use the JSON of a list call, as saved with curl"
            problems.append(document.problem_at((), refusal_message(document.tree) or explanation))
            continue
        if is_ivr(document.tree, item_list[1]):
            dialect = "ivr"
        for index, item in enumerate(item_list[1]):
            path = (*item_list[0], index) if document.at_path(item_list[0]) is item_list[1] else item_list[0]
            live = live_of(item) if isinstance(item, dict) else None
            if live is None:
                problems.append(document.problem_at(path, f"{quote_value(item)} is not a receptionist with an id"))
            # IVRs and auto attendants number their items separately: an id may occur once in each list.
            elif (place := (_ATTENDANT in item, live.id)) in live_by_place:
                problems.append(document.problem_at(path, f"id {live.id} is here twice"))
            else:
                live_by_place[place] = live
    if problems:
        raise FlowError(problems)
    menus, attendants = (
        [receptionist for (kind, _), receptionist in live_by_place.items() if kind is attendants_wanted]
        for attendants_wanted in (False, True)
    )
    return merge_lists(menus, attendants), dialect
