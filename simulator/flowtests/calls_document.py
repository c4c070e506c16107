"""A ``*.calls.yaml`` as it is written: pydantic models, and their objections in plain words.

Names are not looked up here; ``steps`` does that, with the flow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationError

from simulator.config.value_rules import quote_value
from simulator.errors import Problem
from simulator.flowtests.step_values import Duration, Keys, Names, Word, Yes, parse_flag
from simulator.loader.misspelling import misspelt_fields, without_echoes
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.suggestion import ask_meant, suggest


def _parse_caller(value: Any) -> str:
    if not isinstance(value, str) or value.lstrip().startswith("{"):
        advice = "use one line such as '9 silence 1', or write times and other acts step by step under call"
        raise ValueError(f"{quote_value(value)} is not a caller; {advice}")
    return value


def _parse_steps(value: Any) -> list[Any]:
    if isinstance(value, list) and value:
        return value
    raise ValueError(f"{quote_value(value)} is not a call; use a list of steps, each with a dash: `- presses: 1`")


def _parse_tests(value: Any) -> list[Any]:
    if isinstance(value, list) and value:
        return value
    what = "is empty" if value in (None, []) else f"{quote_value(value)} is not a list"
    raise ValueError(f"{what}; use a list of tests, each with a dash: `- name: ...`")


class CallsDocument(BaseModel):
    """A file of flow tests. ``flow`` and what says how calls are made hold for all of its tests."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: Word | None = None
    entry: Word | None = None
    number: Word | None = None
    at: Word | None = None
    given: Any = None
    semantics: Any = None
    variant: Word | None = None
    tests: Annotated[list[Any], BeforeValidator(_parse_tests)]


class FlowTestDocument(BaseModel):
    """One test: a call step by step (``call``), or a one-line ``caller`` with what they hear."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Word
    call: Annotated[list[Any], BeforeValidator(_parse_steps)] | None = None
    caller: Annotated[str, PlainValidator(_parse_caller)] | None = None
    each: Any = None
    entry: Word | None = None
    number: Word | None = None
    at: Word | None = None
    given: Any = None
    semantics: Any = None
    variant: Word | None = None
    hears: Names | None = None
    rings: Names | None = None
    reaches: Word | None = None
    menu_hangs_up: Annotated[None, PlainValidator(parse_flag)] = Field(default=None, alias="menu hangs up")
    never_ends: Annotated[None, PlainValidator(parse_flag)] = Field(default=None, alias="never ends")
    within: Duration | None = None
    never: Names | None = None
    always: Names | None = None


class ActOptions(BaseModel):
    """When keys are pressed, or the caller hangs up.

    ``after`` counts from the start of the recording ``during``; else, where ``early``, from the
    beginning of the round; else from the moment that the menu waits. ``gap`` is between two keys.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # few tests time their keys

    early: Yes = False
    after: Duration | None = None
    during: Word | None = None


class PressOptions(ActOptions):
    """Keys of one round, and when they are pressed."""

    keys: Keys
    gap: Duration | None = None


FILE_FIELDS = tuple(CallsDocument.model_fields)
TEST_FIELDS = tuple(field.alias or name for name, field in FlowTestDocument.model_fields.items())
NAMELESS = "(no name)"
"""Stands in for the name of a test whose own name is wrong, so that its other problems are found too."""

STEPS = ("presses", "silence", "caller hangs up", "hears", "rings", "reaches", "menu hangs up", "never ends")
BARE_STEPS = ("silence", "caller hangs up", "menu hangs up", "never ends")
"""The steps that say all there is to say by their name."""

_ELSEWHERE = {
    "calls": "call",
    "steps": "call",
    "script": "caller",
    "outcome": "reaches",
    "ends": "reaches, menu hangs up or never ends",
    "description": "name",
    "moment": "at",
    "when": "at",
    "dials": "number",
    "world": "given",
    "hangs up": "menu hangs up",
    "hung up": "menu hangs up",
}
"""Words that people write, each with the field that they mean."""


def unknown_field(owner: str, name: str, known_names: Iterable[str]) -> str:
    """Return the message for a field that does not exist, with the nearest of those that do."""
    words = list(known_names)
    otherwise = ask_meant([_ELSEWHERE[name]]) if name in _ELSEWHERE else f"use one of {', '.join(words)}"
    hint = suggest(name, words, otherwise)
    return f"{owner} has no {quote_value(name)}{hint}"


def list_objections(document: Document, base: Path, error: ValidationError, owner: str) -> Iterator[Problem]:
    """Yield what pydantic objects to in the value at ``base``, which messages call ``owner``."""
    errors: list[Any] = error.errors(include_url=False)
    meant = misspelt_fields(errors, lambda place: _field_names(owner))
    for objection in without_echoes(errors, meant):
        if objection["input"] is REFUSED:
            continue
        place = tuple(step for step in objection["loc"] if isinstance(step, str))
        path, field = (*base, *place[:1]), str(place[0]) if place else ""
        match objection["type"]:
            case "extra_forbidden":
                yield document.problem_at(path, unknown_field(owner, field, _field_names(owner)), key=True)
            case "missing":
                yield document.problem_at(base, f"{owner} needs {field}")
            case "value_error":
                text = str(objection["ctx"]["error"])
                yield document.problem_at(path, f"{field} {text}" if text.startswith("is ") else f"{field}: {text}")
            case _:
                yield document.problem_at(path, f"{field}: {quote_value(objection['input'])} is not accepted")


M = TypeVar("M", CallsDocument, FlowTestDocument)


def validate_part(
    model: type[M], document: Document, base: Path, tree: dict[str, Any], owner: str
) -> tuple[M | None, list[Problem]]:
    """Return the part at ``base`` without its wrong fields, and the problems with those; None if too little is left."""
    empty = [name for name, value in tree.items() if value is None and name in _NEVER_EMPTY]
    problems = [document.problem_at((*base, name), f"{name} is empty; {_NEVER_EMPTY[name]}") for name in empty]
    filled = {name: value for name, value in tree.items() if name not in empty}
    try:
        return model.model_validate(filled), problems
    except ValidationError as error:
        problems += list_objections(document, base, error, owner)
        # Validate again without the wrong fields: one misspelt word must not hide the problems of the steps.
        wrong = {str(step) for objection in error.errors(include_url=False) for step in objection["loc"][:1]}
    filled = {name: value for name, value in filled.items() if name not in wrong}
    try:
        return model.model_validate({"name": NAMELESS, **filled} if "name" in model.model_fields else filled), problems
    except ValidationError:
        return None, problems


_NEVER_EMPTY = {
    "flow": "use a folder or a file, or leave it out",
    "entry": "use a receptionist, or leave it out",
    "number": "use a number of the flow, or leave it out",
    "at": "use a moment such as 2026-12-25T21:00, or leave it out",
    "given": "use names with answers, such as {office: closed}, or leave it out",
    "semantics": "use a profile, or leave it out",
    "caller": "for a silent caller, write caller: silence",
    "call": "use a list of steps, each with a dash: `- presses: 1`",
    "hears": "to claim that nothing is heard, write hears: nothing",
    "rings": "to claim that no telephone rings, write rings: nothing",
    "reaches": "use a destination",
    "within": "use a duration such as 40 s",
    "never": "use one name or several",
    "always": "use one name or several",
}
"""Advice for a field that must not be empty, but is."""


def _field_names(owner: str) -> tuple[str, ...]:
    match owner:
        case "a test":
            return TEST_FIELDS
        case "presses":
            return tuple(PressOptions.model_fields)
        case "caller hangs up":
            return tuple(ActOptions.model_fields)
        case _:
            return FILE_FIELDS
