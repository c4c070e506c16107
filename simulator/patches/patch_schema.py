"""The JSON Schema of PATCH.yaml, for editors; generated from the models of ``edit_kinds``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from simulator.config.targets import ANSWERS
from simulator.loader import field_help, world_schema
from simulator.loader.receptionist_schema import DRAFT, RULES, Generator, Schema, close_schema, model_schema, with_texts
from simulator.patches import edit_values
from simulator.patches.edit_kinds import KINDS, HolidayEdit
from simulator.patches.patch_file import ABOUT, EDITS_MOST
from simulator.wire import vr

_LINE: Schema = {"type": ["string", "integer"], "pattern": r"\S"}

TEXTS: Mapping[str, str] = {
    "name": "What it is called.",
    "schedule": "The schedule's key. Left out: every schedule with hours.",
    "date": "One date: 2026-12-28.",
    "dates": "The first and the last of some dates: 2027-08-02/2027-08-13.",
    "open": "The hours that hold: 09:00-12:00. Left out of a holiday: closed all day.",
    "from": "What is named now: an id, type||id, or a name with @.",
    "to": "What is named then: an id, type||id, or a name with @.",
    "menu": "The receptionist: its key, id or name. Left out: every one that the edit is about.",
    "option": "The keys of the entry.",
    "after": "wrong, silence, or recording (of an announcement). Left out: wrong and silence.",
    "recording": 'A recording by its id, or by its name: "@greeting".',
    "destination": 'A destination by its type and id, or by its name: "@Booking desk".',
    "number": "One of the flow's numbers.",
}
"""The help that an editor shows for each field."""

_DESTINATION = {**field_help.DESTINATION, **world_schema.DESTINATION_HELP}
_OWN_TEXTS: Mapping[str, Mapping[str, str]] = {
    "set_menu": {vr.WRITE_NAMES[field]: text for field, text in field_help.RECEPTIONIST.items()},
    "add_recording": field_help.RECORDING,
    "set_recording": field_help.RECORDING,
    "add_destination": _DESTINATION,
    "set_destination": _DESTINATION,
}
"""The help for fields that an edit has from elsewhere."""


class PatchGenerator(Generator):
    """The models of edits, with what their rules take."""

    rules: ClassVar[Mapping[Callable[..., Any], Schema]] = {
        **RULES,
        edit_values.parse_line: _LINE,
        edit_values.parse_target: world_schema.TARGET,
        edit_values.parse_recording: {**_LINE, "pattern": r"^(?!0$)[\s\S]*[^@\s]"},
        edit_values.parse_new_recording: {**_LINE, "pattern": r"^(?!0$)[^@]"},
        edit_values.parse_new_destination: {"type": "string", "pattern": r"^\s*[^|\s@][^|]*\|\|\s*[^|\s@][^|]*$"},
        edit_values.parse_day: {"type": "string", "pattern": world_schema.DATE},
        edit_values.parse_span: {"type": "string", "pattern": world_schema.DATES},
        edit_values.parse_open: world_schema.DAY_OPEN,
        edit_values.parse_week: {**world_schema.WEEK_OPEN, "minItems": 1},
        edit_values.parse_after: {"enum": ["wrong", "silence", "recording"]},
        edit_values.parse_answers: {"enum": list(ANSWERS)},
        edit_values.parse_ring_time: world_schema.RINGS,
    }


def patch_schema() -> Schema:
    """The schema of a patch."""
    kinds = {kind: _kind_schema(kind) for kind in KINDS}
    several = {kind: {"anyOf": [one, _list_of(one)], "description": one["description"]} for kind, one in kinds.items()}
    about = {"type": ["string", "null"], "description": "What the change is for, in a sentence: reports begin with it."}
    return {
        "$schema": DRAFT,
        "description": "One change for many flows: edits in the order of the file, all of which a flow takes, or none.",
        **close_schema({ABOUT: about, **several}, [], anyOf=[{"required": [kind]} for kind in kinds]),
    }


def _kind_schema(kind: str) -> Schema:
    model = KINDS[kind]
    generated = model_schema(model, PatchGenerator)
    properties = {name: _without_nothing(field) for name, field in generated["properties"].items()}
    schema = close_schema(with_texts(properties, {**TEXTS, **_OWN_TEXTS.get(kind, {})}), generated.get("required", []))
    schema["description"] = " ".join(re.sub("``", "", model.__doc__ or "").split())
    if issubclass(model, HolidayEdit):
        schema["oneOf"] = [{"required": ["date"]}, {"required": ["dates"]}]
    elif settable := model.settable():
        schema["anyOf"] = [{"required": [name]} for name in settable]
    return schema


def _without_nothing(field: Schema) -> Schema:
    """Return a field's schema without nothing as a value: a field is filled, or left out."""
    if isinstance(field.get("type"), list):
        return {**field, "type": [kind for kind in field["type"] if kind != "null"]}
    return field


def _list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema, "minItems": 1, "maxItems": EDITS_MOST}
