"""flow.yaml: the document that holds a flow together -> the flow, and every problem in all its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from simulator.config.documentation import DEFAULT_DIALECT, DIALECTS, Dialect
from simulator.config.flow import Flow, KnownDestination, Recording
from simulator.config.semantics import Semantics
from simulator.config.targets import ANSWERS
from simulator.config.value_rules import OptionalDestination, parse_id, quote_value
from simulator.errors import FlowError, Problem, nearest_words
from simulator.loader.catalogue import read_catalogue
from simulator.loader.menu_section import read_menus
from simulator.loader.misspelling import misspelt_fields, without_echoes
from simulator.loader.name_references import resolve_names
from simulator.loader.receptionist_file import PROBLEMS_MOST, Shelf, read_receptionist
from simulator.loader.recording_lengths import recording_lengths
from simulator.loader.semantics_section import read_semantics
from simulator.loader.switch_section import refuse_actions
from simulator.loader.validation_problems import unknown_message
from simulator.loader.world_section import read_numbers, read_world
from simulator.text.document import Document
from simulator.text.positions import REFUSED, UnreadableText
from simulator.wire.decoding import Path


def _nothing_is_empty(value: Any) -> Any:
    return {} if value is None else value


def _default_dialect(value: Any) -> Any:
    return DEFAULT_DIALECT if value is None else value


def _read_day(value: Any) -> Any:
    """A day as YYYY-MM-DD; nothing: never. Raises ``ValueError``."""
    if value is None:
        return ""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise ValueError(f"{quote_value(value)} is not a day; a day such as 2026-11-30 is accepted")


def _number_target(value: Any) -> str:
    """A receptionist's key, or a destination as ``type||id``."""
    return value if isinstance(value, str) and "||" in value else parse_id(value)


_Optional = BeforeValidator(_nothing_is_empty)
Key = Annotated[str, BeforeValidator(_number_target)]


class FlowDocument(BaseModel):
    """The sections of flow.yaml; a receptionist is a path or is written there itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    entry: OptionalDestination = None
    numbers: Annotated[dict[str, Key], _Optional] = Field(default_factory=dict)
    semantics: Any = None
    dialect: Annotated[Dialect, BeforeValidator(_default_dialect)] = DEFAULT_DIALECT
    pulled: Annotated[str, BeforeValidator(_read_day)] = ""
    timezone: Any = None
    schedules: Any = None
    receptionists: dict[str, Any]
    recordings: Annotated[dict[str, Annotated[Recording, _Optional]], _Optional] = Field(default_factory=dict)
    destinations: Annotated[dict[str, Annotated[KnownDestination, _Optional]], _Optional] = Field(default_factory=dict)
    claims: Any = None
    checks: Any = None
    variants: Any = None
    menus: Any = None


SECTIONS = tuple(FlowDocument.model_fields)
_WANTED = {
    "receptionists": "a mapping of keys to files: {main: main.yaml}",
    "numbers": 'a mapping of numbers to receptionists or destinations: {"+441632960001": main}',
    "recordings": 'a mapping of ids: {"19549": {name: greeting, seconds: 8.2}}',
    "destinations": "a mapping of type||id: {department||108000: {name: Booking desk, answers: person}}",
    "answers": "person, machine, menu or nobody",
    "names": "a mapping of languages to names, such as {es: ventas}",
    "dialect": " or ".join(DIALECTS),
}


def read_flow(shelf: Shelf, document: Document) -> Flow:
    """The flow of a flow document. What is wrong goes on the shelf; then the flow means nothing."""
    before = len(shelf.problems)
    content = _validate_document(shelf, document)
    complete = len(shelf.problems) == before
    semantics = shelf.semantics = _read_semantics(shelf, document, content.semantics)
    for key, value in content.receptionists.items():
        if shelf.is_full:
            break
        _read_one(shelf, document, key, value)
    catalogue = read_catalogue(shelf, document, content.recordings, content.destinations)
    catalogue.complete &= complete
    refuse_doubled_ids(shelf)
    world = read_world(shelf, document, catalogue, content.timezone, content.schedules, content.destinations)
    engines = read_menus(shelf, document, content.menus, catalogue, semantics)
    flow = Flow(
        entry=_read_entry(shelf, document, content),
        receptionists=engines.attach_to(shelf.drafts, resolve_names(shelf, catalogue)),
        numbers=read_numbers(shelf, document, catalogue, content.numbers),
        recordings=catalogue.recordings,
        destinations=catalogue.destinations,
        lengths=recording_lengths(catalogue.recordings, document.folder, shelf.files),
        semantics=semantics,
        profiles=shelf.project.profiles,
        profile_name=_profile_name(shelf, content.semantics),
        dialect=content.dialect,
        pulled=content.pulled,
        timezone=world.timezone,
        schedules=world.schedules,
        routes=world.routes,
        source=shelf.source,
        notes=tuple(shelf.notes),
    )
    if content.checks is not None and content.checks is not REFUSED:
        from simulator.loader.check_section import read_checks

        flow = read_checks(shelf, document, content.checks, flow)
    if content.claims is not None and content.claims is not REFUSED:
        from simulator.loader.claim_section import read_claims

        flow = read_claims(shelf, document, content.claims, flow)
    if content.variants is not None and content.variants is not REFUSED:
        from simulator.loader.variant_section import read_variants

        variants = read_variants(shelf, document, content.variants, catalogue, flow.timezone)
        flow = replace(flow, variants=engines.attach_to_variants(shelf.variants, variants))
    refuse_actions(shelf, semantics)
    return flow


def refuse_doubled_ids(shelf: Shelf) -> None:
    """An id belongs to one receptionist."""
    owners: dict[str, str] = {}
    for key, draft in shelf.drafts.items():
        id = draft.model.id if draft.model else None
        if id is None:
            continue
        if id in owners:
            first = shelf.drafts[owners[id]]
            line = first.document.line_of((*first.base, *first.reading.document_path(("id",))))
            where = f"{first.document.name}:{line}" if first.document is not draft.document else f"line {line}"
            shelf.problems.append(draft.problem_at(("id",), f"id {id} is taken by {owners[id]} ({where})"))
        owners.setdefault(id, key)


def _validate_document(shelf: Shelf, document: Document) -> FlowDocument:
    """The document, without the parts that are wrong: those go on the shelf."""
    content: dict[str, Any] = dict(document.tree)
    for _ in range(2):  # what is left after the first round validates
        try:
            return FlowDocument.model_validate(content)
        except ValidationError as error:
            if error.error_count() > PROBLEMS_MOST:  # to list a million would take a gigabyte
                message = f"over {PROBLEMS_MOST:,} values here are not accepted; this is not a flow"
                raise FlowError([*shelf.problems, document.problem_at((), message)]) from None
            errors: list[Any] = error.errors(include_url=False)
            meant = misspelt_fields(errors, _known_fields)
            for fault in without_echoes(errors, meant):
                if fault["input"] is not REFUSED:
                    shelf.problems.append(_section_problem(document, fault, meant.get(fault["loc"])))
            for fault in errors:
                _remove_invalid(content, fault["loc"])
    return FlowDocument.model_construct(receptionists={})


def _remove_invalid(content: dict[str, Any], place: Path) -> None:
    """Take what is wrong out of a copy: a field of an item, or the section."""
    section = str(place[0])
    items = content.get(section)
    if section == "receptionists":
        content[section] = {}
    elif len(place) == 1 or not isinstance(items, dict):
        content.pop(section, None)
    elif section == "numbers":
        content[section] = {number: key for number, key in items.items() if number != place[1]}
    else:
        item = items[place[1]] if isinstance(items[place[1]], dict) else {}
        valid_fields = {field: value for field, value in item.items() if field not in place[2:3]}
        content[section] = {**items, place[1]: valid_fields}


def _section_problem(document: Document, error: Any, meant: str | None) -> Problem:
    place: Path = tuple(step for step in error["loc"] if step != "[key]") or error["loc"]
    field, value = str(place[-1]), error["input"]
    match error["type"]:
        case "extra_forbidden":
            owner = "a flow" if len(place) == 1 else f"a {str(place[0]).removesuffix('s')}"
            message = unknown_message(owner, field, _known_fields(place[:-1]), meant)
            return document.problem_at(place, message, key=True)
        case "missing":
            message = f"{field} is missing; add {_WANTED.get(field, 'it')}"
            return document.problem_at(place[:-1], message)
        case "value_error":
            text = str(error["ctx"]["error"])
            message = f"{field} {text}" if text.startswith("is ") else f"{field}: {text}"
            return document.problem_at(place, message, key=error["loc"][-1] == "[key]")
        case _:
            accepted = _WANTED.get(field) or "a mapping with " + ", ".join(_fields_of(str(place[0])))
            words = {"answers": ANSWERS, "dialect": DIALECTS}.get(field, ())
            near = nearest_words(value, words) if isinstance(value, str) else []
            hint = f"; did you mean {near[0]}?" if near else ""
            return document.problem_at(place, f"{field}: {quote_value(value)} is not accepted; use {accepted}{hint}")


def _known_fields(place: Path) -> Iterable[str]:
    """The fields that there are at a place of flow.yaml."""
    return _fields_of(str(place[0])) if place else SECTIONS


def _fields_of(section: str) -> Mapping[str, Any]:
    return KnownDestination.model_fields if section == "destinations" else Recording.model_fields


def _read_one(shelf: Shelf, document: Document, key: str, value: Any) -> None:
    """One receptionist of the flow: from its own file, or as it stands there."""
    shelf.keys[key] = None
    base: Path = ("receptionists", key)
    if not key.strip() or key.startswith("@") or "||" in key:
        message = f"{quote_value(key)} is not a key for a receptionist; use a word such as main"
        shelf.problems.append(document.problem_at(base, message, key=True))
    if not isinstance(value, str) or value is REFUSED:
        read_receptionist(shelf, key, document, base, value)
        return
    if not value.strip() or not value.isprintable():
        shelf.problems.append(document.problem_at(base, f"{quote_value(value)} is not a path to a receptionist file"))
        return
    path = document.folder / value
    name = value if document.is_stdin else document.name_beside(value)
    try:
        if not shelf.has_file(path):
            shelf.problems.append(document.problem_at(base, f"{name}: {shelf.files.missing(path)}"))
            return
        inner = shelf.read_file(path, name)
        read_receptionist(shelf, key, inner, (), inner.tree)
    except FlowError as error:
        shelf.problems += error.problems
    except UnreadableText as refusal:  # outside, or no path at all
        shelf.problems.append(document.problem_at(base, f"{quote_value(value)} {refusal}"))


def _read_semantics(shelf: Shelf, document: Document, value: object) -> Semantics:
    if value is None or value is REFUSED:
        return shelf.project.inherited
    semantics, wrong = read_semantics(value, shelf.project.profiles, complete=shelf.project.complete)
    shelf.problems += [document.problem_at(("semantics", *place), message) for place, message in wrong]
    return semantics


def _profile_name(shelf: Shelf, value: object) -> str:
    """Return the profile of the project that gives the semantics; empty: none does."""
    name = shelf.project.default if value is None else value
    return name if isinstance(name, str) and name in shelf.project.profiles else ""


def _unknown_key(shelf: Shelf, key: str) -> str:
    near = nearest_words(key, shelf.keys)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the keys are {_list_keys(list(shelf.keys))}"
    return f"which is not a receptionist; {hint}"


def _read_entry(shelf: Shelf, document: Document, content: FlowDocument) -> str:
    keys = list(shelf.keys)
    if not keys and isinstance(document.tree.get("receptionists"), dict):
        message = f"receptionists is empty; add {_WANTED['receptionists']}"
        shelf.problems.append(document.problem_at(("receptionists",), message))
    if content.entry is not None:
        if keys and content.entry not in shelf.keys:
            message = f"entry is {quote_value(content.entry)}, {_unknown_key(shelf, content.entry)}"
            shelf.problems.append(document.problem_at(("entry",), message))
        return content.entry
    if len(keys) > 1:
        message = f"entry is missing; add one of the {len(keys)} receptionists: {_list_keys(keys)}"
        shelf.problems.append(document.problem_at((), message))
    return keys[0] if keys else ""


def _list_keys(keys: list[str]) -> str:
    return ", ".join(keys[:8]) + (", ..." if len(keys) > 8 else "")
