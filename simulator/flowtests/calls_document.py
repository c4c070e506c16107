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
        wanted = "one line such as '9 silence 1' is; times and other acts are written step by step under call"
        raise ValueError(f"{quote_value(value)} is no caller; {wanted}")
    return value


def _parse_steps(value: Any) -> list[Any]:
    if isinstance(value, list) and value:
        return value
    raise ValueError(f"{quote_value(value)} is no call; a list of steps is, each with a dash: `- presses: 1`")


def _parse_tests(value: Any) -> list[Any]:
    if isinstance(value, list) and value:
        return value
    what = "is empty" if value in (None, []) else f"{quote_value(value)} is no list"
    raise ValueError(f"{what}; a list of tests is needed, each with a dash: `- name: ...`")


class CallsDocument(BaseModel):
    """A file of flow tests. ``flow``, ``entry``, ``semantics`` and ``variant`` hold for all of its tests."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    flow: Word | None = None
    entry: Word | None = None
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
    semantics: Any = None
    variant: Word | None = None
    hears: Names | None = None
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

    model_config = ConfigDict(frozen=True, extra="forbid")

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
"""What stands for the name of a test whose own is wrong."""

STEPS = ("presses", "silence", "caller hangs up", "hears", "reaches", "menu hangs up", "never ends")

_ELSEWHERE = {
    "calls": "call",
    "steps": "call",
    "script": "caller",
    "outcome": "reaches",
    "ends": "reaches, menu hangs up or never ends",
    "description": "name",
    "hangs up": "menu hangs up",
    "hung up": "menu hangs up",
}
"""What people write, and what it is called here."""


def unknown_field(owner: str, name: str, known: Iterable[str]) -> str:
    """The message for a field that there is not."""
    words = list(known)
    otherwise = ask_meant([_ELSEWHERE[name]]) if name in _ELSEWHERE else f"known are {', '.join(words)}"
    hint = suggest(name, words, otherwise)
    return f"{owner} has no {quote_value(name)}{hint}"


def list_objections(document: Document, base: Path, error: ValidationError, owner: str) -> Iterator[Problem]:
    """Yield what pydantic objects to in the value at ``base``, which messages call ``owner``."""
    errors: list[Any] = error.errors(include_url=False)
    meant = misspelt_fields(errors, lambda place: _field_names(owner))
    for one in without_echoes(errors, meant):
        if one["input"] is REFUSED:
            continue
        place = tuple(step for step in one["loc"] if isinstance(step, str))
        path, field = (*base, *place[:1]), str(place[0]) if place else ""
        match one["type"]:
            case "extra_forbidden":
                yield document.problem_at(path, unknown_field(owner, field, _field_names(owner)), key=True)
            case "missing":
                yield document.problem_at(base, f"{owner} needs {field}")
            case "value_error":
                text = str(one["ctx"]["error"])
                yield document.problem_at(path, f"{field} {text}" if text.startswith("is ") else f"{field}: {text}")
            case _:
                yield document.problem_at(path, f"{field}: {quote_value(one['input'])} is not accepted")


M = TypeVar("M", CallsDocument, FlowTestDocument)


def validate_part(
    model: type[M], document: Document, base: Path, tree: dict[str, Any], owner: str
) -> tuple[M | None, list[Problem]]:
    """Return what stands at ``base``, without the fields that are wrong, and the problems with those.

    None where too little is left.
    """
    empty = [name for name, value in tree.items() if value is None and name in _NEVER_EMPTY]
    problems = [document.problem_at((*base, name), f"{name} is empty; {_NEVER_EMPTY[name]}") for name in empty]
    kept = {name: value for name, value in tree.items() if name not in empty}
    try:
        return model.model_validate(kept), problems
    except ValidationError as error:
        problems += list_objections(document, base, error, owner)
        wrong = {str(step) for one in error.errors(include_url=False) for step in one["loc"][:1]}
    kept = {name: value for name, value in kept.items() if name not in wrong}
    try:
        return model.model_validate({"name": NAMELESS, **kept} if "name" in model.model_fields else kept), problems
    except ValidationError:
        return None, problems


_NEVER_EMPTY = {
    "flow": "a folder or a file is needed, or leave it out",
    "entry": "a receptionist is needed, or leave it out",
    "semantics": "a profile is needed, or leave it out",
    "caller": "a silent caller is written caller: silence",
    "call": "a list of steps is needed, each with a dash: `- presses: 1`",
    "hears": "to claim that nothing is heard, write hears: nothing",
    "reaches": "a destination is needed",
    "within": "a duration is needed, as in 40 s",
    "never": "a name, or several, are needed",
    "always": "a name, or several, are needed",
}
"""What to write where nothing stands behind a field."""


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
