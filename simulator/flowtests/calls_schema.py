"""The JSON Schema of a ``*.calls.yaml``, for editors; generated from the models of ``calls_document``.

In a test with a table (``each``) a text may hold ``{column}``, and a whole value may be one: the
schema lets those be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel

from simulator.callers.given_answers import ANSWERS
from simulator.config.durations import PART, parse_duration
from simulator.flowtests.calls_document import BARE_STEPS, ActOptions, CallsDocument, FlowTestDocument, PressOptions
from simulator.flowtests.step_values import parse_flag, parse_names, parse_round_keys, parse_word, parse_yes
from simulator.loader import field_help
from simulator.loader.flow_schema import semantics_schema
from simulator.loader.receptionist_schema import DRAFT, RULES, Generator, Schema, close_schema, model_schema, with_texts

_COLUMN = r"\{[^{}\n]+\}"
_NAME: Schema = {"type": ["string", "integer"], "minimum": 0, "pattern": r"\S"}
_NAMES: Schema = {**_NAME, "type": ["string", "integer", "array"], "items": _NAME, "minItems": 1}
_KEYS: Schema = {
    "type": ["string", "integer"],
    "minimum": 0,
    "pattern": rf"^[0-9*#]{{1,1000}}$|{_COLUMN}",
    "patternErrorMessage": 'Keys are 0-9, * and #; "*" and "#" in quotes. [1, 2] is one key a round.',
}

TEXTS: Mapping[str, str] = {
    "flow": "The flow that is tested: a folder or a file, from here, or example:NAME. "
    "Left out: the nearest flow.yaml upwards.",
    "entry": "The receptionist that is called: its key, id, name, or a number that leads to it. "
    "Left out: the flow's own entry.",
    "number": "The number that is rung, in place of an entry: one of the flow's numbers.",
    "at": "The moment of the call, in the flow's own zone where it names none: 2026-12-25T21:00 or 25 Dec 2026 21:00.",
    "given": "What the world answers, by name: a schedule is open, closed or holiday; at a telephone somebody "
    "picked up, there is no answer, or it is busy. everyone speaks for every telephone.",
    "semantics": field_help.FLOW["semantics"],
    "variant": "The variant of the flow that is called, of flow.yaml. Left out: the flow as it is.",
    "tests": "The tests. Each has a name, what the caller does, and at least one claim.",
    "name": "What the test shows, in plain words. No two tests of a file have one name.",
    "call": "The call, step by step: what the caller does, what they hear, and last how it ends. "
    "When nothing is left to do, the caller stays silent.",
    "caller": "The caller in one line: '9 silence 1', in quotes. early:9 presses into the recording.",
    "each": "A table: one test for each row. Where a text says {column}, the row's own value stands.",
    "hears": "Exactly these recordings start here, in this order: names or ids. nothing: none does.",
    "rings": "Exactly these telephones ring here, in this order: names or type||id. nothing: none does.",
    "reaches": 'Where the call goes: a destination\'s name, or "type||id".',
    "menu hangs up": "The call ends because the menu hangs up.",
    "never ends": "The call goes round and round.",
    "within": "The whole call takes at most so long: 40 s, 2 min.",
    "never": "Recordings or destinations that must not occur in the call.",
    "always": "Recordings or destinations that must occur in the call.",
    "presses": "Keys: 12 is two keys of one round, [1, 2] two rounds. "
    '{keys: "1", early: true} presses into the recordings.',
    "silence": "The caller presses nothing for one round.",
    "caller hangs up": "The caller ends the call.",
    "keys": 'The keys of one round: 0-9, * and #. Quote "*" and "#".',
    "early": "From the beginning of the round, into its recordings, and not once the menu waits.",
    "after": "How long after that moment the first key is pressed: 500 ms, 2 s.",
    "during": "Press while this recording plays; after counts from its start.",
    "gap": "The time between two keys: 250 ms.",
}
"""The help that an editor shows for each field."""


class CallsGenerator(Generator):
    """The models of a file of tests, with what their rules take."""

    rules: ClassVar[Mapping[Callable[..., Any], Schema]] = {
        **RULES,
        parse_duration: {
            "type": "string",
            "pattern": rf"^\s*({PART} *)+$|{_COLUMN}",
            "patternErrorMessage": "Numbers with units are accepted: 40 s, 2 min, 1 min 30 s.",
        },
        parse_round_keys: _KEYS,
        parse_names: _NAMES,
        parse_flag: {"enum": [None, True]},
        parse_yes: {"type": "boolean"},
        parse_word: {"type": ["string", "integer"], "pattern": r"\S"},
    }


def calls_schema() -> Schema:
    """The schema of a file of flow tests."""
    fields = _model_fields(CallsDocument)
    fields["semantics"] |= semantics_schema(optional=False)
    fields["given"] |= _given_values()
    fields["tests"] |= {"type": "array", "items": _test_schema(), "minItems": 1}
    return {
        "$schema": DRAFT,
        "description": "Flow tests: what callers do, and what must come of it.",
        **close_schema(fields, ["tests"], dependencies={"entry": _NO_NUMBER}),
    }


def _model_fields(model: type[BaseModel]) -> dict[str, Schema]:
    """Return the fields of a model by name; a field that is written must have a value."""
    properties = model_schema(model, CallsGenerator)["properties"]
    return with_texts({name: _fill_schema(schema) for name, schema in properties.items()}, TEXTS)


def _fill_schema(schema: Schema) -> Schema:
    kinds = schema.get("type")
    return {**schema, "type": [kind for kind in kinds if kind != "null"]} if isinstance(kinds, list) else schema


_CLAIMS = ("call", "hears", "rings", "reaches", "menu hangs up", "never ends", "within", "never", "always")
"""The fields of which a test has at least one; a call holds its claims within its steps."""

_MAYBE_COLUMNS = ("hears", "rings", "reaches", "within", "never", "always")


_NO_NUMBER: Schema = {"properties": {"number": False}}
"""A call begins at a receptionist or at a number."""


def _test_schema() -> Schema:
    fields = _model_fields(FlowTestDocument)
    fields["semantics"] |= semantics_schema(optional=False)
    fields["given"] |= _given_values()
    fields["each"] |= {"type": ["array", "object"], "minItems": 1, "items": {"type": "object", "minProperties": 1}}
    fields["caller"] |= {"type": "string", "pattern": r"^\s*([^\s{]|\{[^\s\"']|$)"}
    fields["call"] |= {"type": "array", "minItems": 1, "items": _step_schema()}
    fields |= {name: _or_column(fields[name]) for name in _MAYBE_COLUMNS}
    dependencies: Schema = {
        "call": {"properties": dict.fromkeys(("caller", "hears", "rings"), False)},
        "entry": _NO_NUMBER,
    }
    claims = [{"required": [claim]} for claim in _CLAIMS]
    return close_schema(fields, ["name"], anyOf=claims, dependencies=dependencies)


def _given_values() -> Schema:
    """Answers by name: a word, or a list of words or of words with the time after which they come."""
    word: Schema = {"type": "string", "pattern": rf"{_answer_pattern()}|{_COLUMN}"}
    timed = close_schema({"answer": word, "after": {"type": "string", "pattern": r"\S"}}, ["answer"])
    answer: Schema = {"if": {"type": "object"}, "then": timed, "else": word}
    several: Schema = {"if": {"type": "array"}, "then": {"items": answer, "minItems": 1}, "else": answer}
    return {"type": "object", "additionalProperties": _or_column(several)}


def _answer_pattern() -> str:
    """The words for answers, with a space, a hyphen or an underscore between them, in any case."""
    letters = (
        "".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else r"[\s_-]+" for sign in word) for word in ANSWERS
    )
    return rf"^\s*({'|'.join(letters)})\s*$"


def _step_schema() -> Schema:
    """A word, or a mapping of one word to what it says."""
    press = close_schema(_model_fields(PressOptions), ["keys"])
    hang_up = close_schema(_model_fields(ActOptions), [])
    keys = _or_column({**_KEYS, **press, "type": ["string", "integer", "object"]})
    schema: Schema = {"enum": [None, True]}
    steps: dict[str, Schema] = {
        "presses": {"if": {"type": "array"}, "then": {"items": keys, "minItems": 1}, "else": keys},
        "silence": schema,
        "caller hangs up": {"if": {"type": "object"}, "then": hang_up, "else": schema},
        "hears": _or_column(_NAMES),
        "rings": _or_column(_NAMES),
        "reaches": _or_column({"type": "string", "pattern": r"\S"}),
        "menu hangs up": schema,
        "never ends": schema,
    }
    words = list(BARE_STEPS)
    step = close_schema(with_texts(steps, TEXTS), [], minProperties=1, maxProperties=1)
    # if/then and not anyOf: for a wrong step an editor then shows one message, and not one for every branch.
    return {"if": {"type": "object"}, "then": step, "else": {"enum": words}}


def _or_column(schema: Schema) -> Schema:
    """Or ``{column}`` without quotes, which YAML reads as a mapping of nothing."""
    column: Schema = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": {"type": "null"},
    }
    value = {name: part for name, part in schema.items() if name != "description"}
    text = {"description": schema["description"]} if "description" in schema else {}
    return {**text, "if": column, "else": value}
