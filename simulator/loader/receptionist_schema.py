"""JSON Schemas of what people write, for editors that complete, explain and underline: a receptionist.

Generated from the models, so that names, required fields and choices are the loader's own; what a
rule of ``config.values`` takes as input stands in ``RULES``. Draft 7, which the YAML language
server reads best, every part in its place (no references), because hover texts next to a reference are lost.

An editor sees one file: that a name leads somewhere, that an option is listed once and that
two ids differ is for ``ivrsim check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from simulator.config import value_rules
from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS, Entry, Receptionist
from simulator.loader import field_help
from simulator.wire import vr

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

# Pull writes UNKNOWN where a response had no value: an editor underlines it until somebody fills it in.
_KNOWN = r"^(?!UNKNOWN$)"
_TYPE_WORD = r"\s*[^|\s][^|]*$"
# A number may stand as text, to which minimum and maximum do not apply: the patterns repeat the bounds.
_BELOW_600 = r"0*[1-5]?[0-9]{1,2}(\.[0-9]*)?|0*600(\.0*)?|\.[0-9]+"
_BELOW_A_DAY = r"0*([0-9]{1,4}|[1-7][0-9]{4}|8[0-5][0-9]{3}|86[0-3][0-9]{2})(\.[0-9]*)?|0*86400(\.0*)?|\.[0-9]+"
_TYPE_EXAMPLES = ["extension", "department", "voicemail", "hangup", "virtual_receptionist"]
_ID: Schema = {
    "type": ["string", "integer"],
    "minimum": 0,
    "pattern": _KNOWN + r"(?![\s\S]*\|\|)",
    "patternErrorMessage": "An id, or \"@name\" in quotes, is accepted; type and id are two fields, without '||'.",
}
_TYPE: Schema = {
    "type": "string",
    "pattern": rf"{_KNOWN}{_TYPE_WORD}",
    "patternErrorMessage": "A word such as department, extension or hangup is accepted.",
    "examples": _TYPE_EXAMPLES,
}
_TEXT: Schema = {"type": ["string", "number", "null"]}


def _number_schema(most: int, pattern: str, kind: str = "number") -> Schema:
    """A number from 0, as a number or as text."""
    return {"type": [kind, "string"], "minimum": 0, "maximum": most, "pattern": f"^({pattern})$"}


def or_nothing(schema: Schema) -> Schema:
    """The same, or nothing at all."""
    if "type" not in schema:
        return schema
    kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return {**schema, "type": [*kinds, *([] if "null" in kinds else ["null"])]}


_LEFT_OUT = frozenset({"$defs", "default", "description", "title"})
"""What pydantic writes of its own: defaults are the loader's, texts are for programmers."""

RULES: Mapping[Callable[..., Any], Schema] = {
    value_rules.parse_id: _ID,
    value_rules.parse_optional_id: or_nothing(_ID),
    value_rules.parse_optional_destination: or_nothing(_ID),
    value_rules.parse_option: {
        "type": ["string", "integer"],
        "minimum": 0,
        "maximum": 10**value_rules.OPTION_LONGEST - 1,
        "pattern": rf"^[0-9*#]{{1,{value_rules.OPTION_LONGEST}}}$",
        "patternErrorMessage": f"1 to {value_rules.OPTION_LONGEST} keys of 0-9, * and # are accepted.",
    },
    value_rules.parse_count: _number_schema(value_rules.COUNT_MOST, r"(0|[1-9][0-9]?)(\.0*)?", "integer"),
    value_rules.parse_timeout: _number_schema(value_rules.TIMEOUT_MOST, _BELOW_600),
    value_rules.parse_seconds: _number_schema(86_400, _BELOW_A_DAY),
    value_rules.parse_text: _TEXT,
    value_rules.parse_name: {"type": ["string", "number"], "pattern": r"\S"},
    value_rules.parse_destination_type: _TYPE,
    value_rules.parse_optional_type: {**or_nothing(_TYPE), "pattern": rf"^$|{_KNOWN}{_TYPE_WORD}"},
}
"""What each rule for a value takes, as an editor sees values: text, numbers, or nothing."""


class Generator(GenerateJsonSchema):
    """Models as JSON Schema, with what their rules take in place of what they give."""

    rules: ClassVar[Mapping[Callable[..., Any], Schema]] = RULES

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """Return what a rule takes; a rule that is not known makes an empty value of nothing."""
        rule = self.rules.get(schema["function"]["function"])
        return {"x-optional": self.generate_inner(schema["schema"])} if rule is None else dict(rule)

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Schema:
        """Return what a rule takes that gives a value by itself; anything, where it is not known."""
        return dict(self.rules.get(schema["function"]["function"], {}))


def model_schema(model: type[BaseModel], generator: type[Generator] = Generator) -> Schema:
    """The schema of a model, every part in its place, without the titles that pydantic makes up."""
    generated = model.model_json_schema(schema_generator=generator)
    schema: Schema = _in_place(generated, generated.get("$defs", {}))
    return schema


def _in_place(schema: Any, definitions: Mapping[str, Schema]) -> Any:
    if isinstance(schema, list):
        return [_in_place(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _in_place(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "x-optional" in schema:
        return or_nothing(_in_place(schema["x-optional"], definitions))
    if "anyOf" in schema:
        return _merge_schemas([_in_place(item, definitions) for item in schema["anyOf"]])
    placed = {key: _in_place(value, definitions) for key, value in schema.items() if key not in _LEFT_OUT}
    if "properties" in placed:  # whose keys are names of fields, which may be called title
        placed["properties"] = {name: _in_place(value, definitions) for name, value in schema["properties"].items()}
    return placed


def _merge_schemas(either: list[Schema]) -> Schema:
    """One of two, in the plain form where one is nothing: editors explain that better."""
    if len(either) == 2 and either[1] == {"type": "null"}:
        first = either[0]
        return {"enum": [*first["enum"], None]} if "enum" in first else or_nothing(first)
    return {"anyOf": either}


def with_texts(properties: Mapping[str, Schema], texts: Mapping[str, str]) -> dict[str, Schema]:
    """Properties with what an editor shows over their names."""
    return {
        name: {"description": texts[name], **schema} if name in texts else schema for name, schema in properties.items()
    }


def close_schema(properties: Mapping[str, Schema], required: list[str], **more: Any) -> Schema:
    """An object with these properties and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": required,
        "additionalProperties": False,
        **more,
    }


def receptionist_schema() -> Schema:
    """The schema of a receptionist file: the provider's write body."""
    return {
        "$schema": DRAFT,
        "description": "A virtual receptionist, in the names of what is sent to the provider.",
        **receptionist_body(),
    }


def receptionist_body() -> Schema:
    """A receptionist, wherever it stands."""
    fields = with_texts(model_schema(Receptionist)["properties"], field_help.RECEPTIONIST)
    fields["entries"] |= _entries_schema()
    properties = {wire: fields[field] for field, wire in vr.WRITE_NAMES.items()}
    tries = fields["silences_allowed"] | {"description": field_help.TRIES}
    properties[vr.TIMEOUT_TRIES] = tries
    return close_schema(
        properties,
        [vr.WRITE_NAMES["name"], vr.WRITE_NAMES["destination_type"]],
        allOf=[_kind_rule("multiple", MENU_FIELDS, properties), _kind_rule("single", FORWARD_FIELDS, properties)],
    )


def receptionist_change() -> Schema:
    """A merge patch of a receptionist: any of its fields but the id, or nothing in its place."""
    properties = receptionist_body()["properties"]
    del properties["id"]
    changes = {wire: or_nothing(schema) for wire, schema in properties.items()}
    changes["entries"]["additionalProperties"] = {"type": ["object", "null"]}
    return close_schema(changes, [])


def _kind_rule(kind: str, needed: tuple[str, ...], properties: Mapping[str, Schema]) -> Schema:
    """Return what a kind of receptionist cannot be without: there, and filled."""
    named = [vr.WRITE_NAMES[field] for field in needed]
    decides = vr.WRITE_NAMES["destination_type"]
    tries = vr.WRITE_NAMES["silences_allowed"]
    filled: Schema = {
        "required": [wire for wire in named if wire != tries],
        "properties": {wire: _fill_schema(properties[wire]) for wire in named},
    }
    if tries in named:
        filled["anyOf"] = [{"required": [tries]}, {"required": [vr.TIMEOUT_TRIES]}]
    return {"if": {"properties": {decides: {"const": kind}}, "required": [decides]}, "then": filled}


def _fill_schema(schema: Schema) -> Schema:
    """Not nothing; for a type, not blank either."""
    filled: Schema = {"type": [kind for kind in schema["type"] if kind != "null"]}
    return filled | {"minLength": 1} if "examples" in schema else filled


def _entries_schema() -> Schema:
    """A list of entries, or an object of them by their options."""
    generated = model_schema(Entry)
    fields = with_texts(generated["properties"], field_help.ENTRY)
    entry = close_schema(fields, generated["required"])
    by_option = close_schema(fields, [name for name in generated["required"] if name != "option"])
    return {
        "type": ["array", "object", "null"],
        "items": entry,
        "maxItems": value_rules.ENTRIES_MOST,
        "additionalProperties": by_option,
        "propertyNames": {"pattern": RULES[value_rules.parse_option]["pattern"]},
        "maxProperties": value_rules.ENTRIES_MOST,
    }
