"""The JSON Schema of a flow.yaml, for editors; see ``schema`` for how it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import get_args

from pydantic import BaseModel

from simulator.config.check_options import RULESET_NAMES, SEVERITIES, FindingException, RuleLimit
from simulator.config.claim_options import KEYS_MOST, TRAITS
from simulator.config.documentation import DIALECTS
from simulator.config.durations import PART
from simulator.config.flow import KnownDestination, Recording
from simulator.config.menu_engine import RETURN_CAUSES, VOICEMAIL_CAUSE
from simulator.config.semantics import REPLAY_SWITCHES, SETTINGS, ProfileName, Semantics
from simulator.config.value_rules import LANGUAGE, TIMEOUT_MOST
from simulator.loader import field_help, world_schema
from simulator.loader.flow_file import FlowDocument
from simulator.loader.project_profiles import PROFILE_NAME
from simulator.loader.receptionist_schema import (
    DRAFT,
    Schema,
    close_schema,
    model_schema,
    receptionist_body,
    receptionist_change,
    with_texts,
)
from simulator.loader.semantics_section import BASE
from simulator.loader.switch_section import DIGITS_MOST

DURATION = rf"^\s*({PART} *)+$"
"""A time with its unit."""

DAY = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
"""A day."""

INSTANT = r"^[0-9W-]{7,10}[T ][0-9].*(Z|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2}(\.[0-9]+)?)?)?)$"
"""A day, a time and its offset, as far as a pattern tells."""

TIME = r"^[0-9W-]{7,10}([T ][0-9].*)?$"
"""The same, where the zone of the flow may stand for the offset."""


def flow_schema(limits: Mapping[str, Sequence[RuleLimit]] = MappingProxyType({})) -> Schema:
    """The schema of a flow.yaml; ``limits`` are those of the rules, by code, which are defined above this room."""
    sections = with_texts(model_schema(FlowDocument)["properties"], {**field_help.FLOW, **world_schema.FLOW_HELP})
    sections["timezone"] |= world_schema.timezone_schema()
    sections["schedules"] |= world_schema.schedules_schema()
    sections["semantics"] |= semantics_schema()
    sections["dialect"] = {"enum": [*DIALECTS, None], "description": field_help.FLOW["dialect"]}
    sections["pulled"] = {"type": ["string", "null"], "pattern": DAY, "description": field_help.FLOW["pulled"]}
    sections["receptionists"] |= _receptionists_schema()
    sections["claims"] |= _claims_schema()
    sections["checks"] |= _checks_schema(limits)
    sections["variants"] |= _variants_schema()
    sections["menus"] |= _menus_schema()
    sections["numbers"]["additionalProperties"] = world_schema.number_schema()
    sections["recordings"] |= _catalogue_schema(Recording, field_help.RECORDING, _RECORDING_KEY)
    sections["destinations"] |= _catalogue_schema(KnownDestination, field_help.DESTINATION, _DESTINATION_KEY)
    return {
        "$schema": DRAFT,
        "description": "What a call reaches first, and the names of what the menus use.",
        **close_schema(sections, ["receptionists"], allOf=[_ENTRY_OF_MANY, *world_schema.flow_rules(TIME, INSTANT)]),
    }


_ENTRY_OF_MANY: Schema = {
    "if": {"properties": {"receptionists": {"minProperties": 2}}},
    "then": {"required": ["entry"], "properties": {"entry": {"type": ["string", "integer"]}}},
}
"""Of several receptionists one is called first."""


def _receptionists_schema() -> Schema:
    """Receptionists by key: the path of a file, or the receptionist itself."""
    path = {"type": "string", "pattern": r"\S", "description": "The receptionist's file, from this file's folder."}
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": r"^(?!@)(?![\s\S]*\|\|)[\s\S]*\S"},
        "additionalProperties": {"if": {"type": "string"}, "then": path, "else": receptionist_body()},
    }


_RECORDING_KEY = r"^(?!@)(?!0?$)(?!0+\.0*$)(?!UNKNOWN$)(?!-[0-9]+(\.[0-9]*)?$)(?![0-9]+\.0*[1-9][0-9]*$)(?![\s\S]*\|\|)"
"""An id that plays: not nothing, no sign, no fraction, no name."""

_DESTINATION_KEY = r"^\s*[^|\s][^|]*\|\|\s*[^|\s][^|]*$"
"""``type||id``."""

_NAME: Schema = {
    "type": ["string", "null"],
    "pattern": r"^(?![0-9]+$)(?![\s\S]*\|\|)[\s\S]*\S",
    "patternErrorMessage": "A name with a letter in it, and without '||', is accepted.",
}


_SPOKEN = {name: {"type": ["string", "number"], "minLength": 1} for name in ("script", "script_file")}
_ONE_SCRIPT: Schema = {
    "if": {"type": "object", "required": [*_SPOKEN], "properties": _SPOKEN},
    "then": {"properties": {"script_file": {"enum": [""], "errorMessage": "Write script or script_file, not both."}}},
}


def _catalogue_schema(model: type[BaseModel], texts: Mapping[str, str], keys: str) -> Schema:
    """A section of the catalogue: what is known of each id."""
    fields = with_texts(model_schema(model)["properties"], texts)
    fields["name"] |= _NAME
    if model is KnownDestination:
        fields |= world_schema.route_fields()
        fields["names"] = {
            "type": ["object", "null"],
            "description": texts["names"],
            "propertyNames": {"pattern": f"^{LANGUAGE}$", "patternErrorMessage": "A language's code such as es."},
            "additionalProperties": {"type": ["string", "number"], "pattern": r"\S"},
        }
    item = close_schema(fields, [], type=["object", "null"])
    if model is Recording:
        item |= _ONE_SCRIPT
    else:
        item["allOf"] = world_schema.route_rules()
    return {"propertyNames": {"pattern": keys}, "additionalProperties": item}


def semantics_schema(*, optional: bool = True) -> Schema:
    """Return a profile's name, or a base and the settings that differ; ``optional``: or nothing."""
    settings = model_schema(Semantics)["properties"]
    profiles = list(get_args(ProfileName))
    # A project may have profiles of its own, of which an editor does not know: one with a digit in its name, such as
    # that of a date, is not taken for a misspelt built-in profile.
    of_project: Schema = {"type": "string", "pattern": f"^(?=.*[0-9]){PROFILE_NAME}$"}
    base: Schema = {"description": field_help.BASE, "anyOf": [{"enum": profiles}, of_project]}
    properties: dict[str, Schema] = {BASE: base}
    properties |= {name: {"description": field_help.setting_help(name), **settings[name]} for name in SETTINGS}
    replays = properties["replay_greeting"]
    switch: Schema = {"enum": [*REPLAY_SWITCHES]}
    by_cause = close_schema(with_texts({"wrong": switch, "silence": switch}, field_help.REPLAY), [])
    properties["replay_greeting"] = {
        "description": replays["description"],
        "if": {"type": "object"},
        "then": by_cause,
        "else": {"enum": replays["enum"]},
    }
    named = {"anyOf": [{"enum": [*profiles, *([None] if optional else [])]}, of_project]}
    return {"if": {"type": "object"}, "then": close_schema(properties, []), "else": named}


def _menus_schema() -> Schema:
    """Return the engine's settings of each menu, by its key."""
    number: Schema = {
        "type": "string",
        "pattern": r"^\s*[^|\s][^|]*\|\|\s*(@[^|]*\S|[0-9]{2,20})\s*$",
        "patternErrorMessage": "A type and a number of two digits or more, such as extension||101, is accepted.",
    }
    fields: dict[str, Schema] = {
        "semantics": semantics_schema(),
        "direct_dial": {
            "if": {"type": "array"},
            "then": {"type": "array", "minItems": 1, "items": number},
            "else": {"enum": ["all", "none", None]},
        },
        "return_after": {"type": ["array", "null"], "items": {"enum": [*RETURN_CAUSES, VOICEMAIL_CAUSE]}},
        "announcement": close_schema(
            with_texts(_announcement_schema(), field_help.ANNOUNCEMENT), [], type=["object", "null"]
        ),
        "engine": close_schema(with_texts(_switch_schema(), field_help.ENGINE), [], type=["object", "null"]),
    }
    menu = close_schema(with_texts(fields, field_help.MENU), [], type=["object", "null"])
    return {"type": ["object", "null"], "additionalProperties": menu}


def _announcement_schema() -> dict[str, Schema]:
    """Return the settings of FreePBX's announcement."""
    key: Schema = {"anyOf": [{"enum": list("0123456789*#")}, {"type": "integer", "minimum": 0, "maximum": 9}]}
    return {
        "pause": {"type": ["boolean", "null"]},
        "skip": {"type": ["boolean", "null"]},
        "repeat": {"anyOf": [key, {"type": "null"}]},
    }


def _switch_schema() -> dict[str, Schema]:
    """Return the settings of FreeSWITCH's menu."""
    recording: Schema = {"type": ["string", "number", "null"]}
    return {
        "greet_short": recording,
        "exit_sound": dict(recording),
        "digit_len": {"type": ["integer", "null"], "minimum": 1, "maximum": DIGITS_MOST},
        "inter_digit_timeout": {"type": ["number", "null"], "minimum": 0, "maximum": TIMEOUT_MOST},
    }


def _variants_schema() -> Schema:
    """Variants by name: from and until when, and what changes in each receptionist."""
    change = {"type": "object", "description": field_help.CHANGE, **receptionist_change()}
    fields: dict[str, Schema] = {
        "from": {"type": ["string", "null"]},
        "until": {"type": ["string", "null"]},
        "receptionists": {"type": "object", "minProperties": 1, "additionalProperties": change},
    }
    variant = close_schema(with_texts(fields, field_help.VARIANT), ["receptionists"])
    names = {"pattern": r"^(?!base$)\S(.*\S)?$"}
    return {"type": ["object", "null"], "propertyNames": names, "additionalProperties": variant}


def _claims_schema() -> Schema:
    """A list of claims; all but ``reach`` stand alone."""
    subject = {"type": ["string", "integer"], "pattern": r"\S"}
    fields: dict[str, Schema] = {
        "reach": subject,
        "never": subject,
        "hears": subject,
        "trait": {"enum": [*TRAITS]},
        "within": {
            "type": "string",
            "pattern": DURATION,
            "patternErrorMessage": "90 s, 2 min or 1 min 30 s is accepted.",
        },
        "keys": {"type": ["integer", "string"], "minimum": 0, "maximum": KEYS_MOST, "pattern": "^[0-9]{1,4}$"},
    }
    alone = {kind: {"maxProperties": 1} for kind in ("never", "hears", "trait")}
    claim = close_schema(with_texts(fields, field_help.CLAIM), [], minProperties=1, dependencies=alone)
    return {"type": ["array", "null"], "items": claim}


def _checks_schema(limits: Mapping[str, Sequence[RuleLimit]]) -> Schema:
    """A ruleset and its changes."""
    rule = {"type": "string", "pattern": r"\S"}
    rules: Schema = {"type": ["array", "string", "null"], "items": rule, "pattern": r"\S"}
    fields: dict[str, Schema] = {
        "ruleset": {"enum": [*RULESET_NAMES, None]},
        "select": rules,
        "ignore": rules,
        "severities": {"type": ["object", "null"], "additionalProperties": {"enum": [*SEVERITIES]}},
        "limits": _limits_schema(limits),
        "silence": {
            "type": ["array", "null"],
            "items": close_schema(with_texts(_exception_schema(), field_help.SILENCE), ["rule", "reason"]),
        },
    }
    return close_schema(with_texts(fields, field_help.CHECKS), [], type=["object", "null"])


def _limits_schema(limits: Mapping[str, Sequence[RuleLimit]]) -> Schema:
    """The limits of rules; any name where they are not given."""
    if not limits:
        return {"type": ["object", "null"], "additionalProperties": {"type": ["number", "string"]}}
    fields = {limit.name: _limit_schema(code, limit) for code, of_rule in limits.items() for limit in of_rule}
    return close_schema(fields, [], type=["object", "null"])


def _limit_schema(code: str, limit: RuleLimit) -> Schema:
    kind = "integer" if limit.whole else "number"
    text = f"{limit.what[0].upper()}{limit.what[1:]} ({code}; {limit.value:g} by default)."
    return {"type": [kind, "string"], "minimum": limit.least, "maximum": limit.most, "description": text}


def _exception_schema() -> dict[str, Schema]:
    return {
        name: {"type": ["string", "null"] if name in ("receptionist", "field") else "string", "pattern": r"\S"}
        for name in FindingException._fields
    }
