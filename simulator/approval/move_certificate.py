"""A certificate of a move: a dated statement of what was compared and what callers notice, to read and to check again.

It is YAML of fixed layout, so that two certificates of one comparison are the same text but for the date. What stands
in it once is not said again elsewhere: the head is for people, and everything that ``--verify`` compares is data. The
last line seals it: the digest of all lines before it, whatever their line ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date as calendar_date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.text.document import Document
from simulator.text.yaml_quotes import inline_mapping, quote_yaml
from simulator.words.phrases import join_words

LAYOUT = "1"
"""The number of the layout: a program that knows another one says so."""

SEAL = "seal"
_HEAD = (
    "# A certificate of a move, written by ivrsim. To check it again, in the folder of this file:",
    "#   ivrsim diff --verify FILE",
    "# The last line seals all lines above it: a certificate that was edited is refused.",
)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CertifiedSide(_Part):
    """One of the flows: where it is from, its engine, and digests (SHA-256).

    ``given`` is the engine that the command line named (empty: it is the flow's own). ``calls`` is the digest of all
    that callers can notice, ``files`` those of its files, by their path from the flow's folder.
    """

    flow: str
    engine: str
    given: str
    settings: dict[str, str]
    calls: str
    files: dict[str, str]


class CertifiedPair(_Part):
    """Two items that were taken to be alike, by their ids, and why."""

    old: str
    new: str
    by: Literal["stated", "name", "content", "id"]


class CertifiedLikeness(_Part):
    """What was taken to be alike; ``lengths`` are seconds of recordings for which only one flow knows them."""

    rules: list[Literal["name", "content", "id"]]
    recordings: list[CertifiedPair]
    destinations: list[CertifiedPair]
    schedules: list[CertifiedPair]
    lengths: dict[str, str]


class CertifiedWorld(_Part):
    """The calls that were compared: those of a number, in a variant, at a moment, in a period; empty: of all."""

    number: str
    variant: str
    at: str
    during: str
    given: list[str]


class CertifiedCaller(_Part):
    """A caller who can tell the flows apart: what is noticed, and the flags that play the call."""

    notices: str
    caller: str


def _check_date(text: str) -> str:
    """Return a date as it is. Raises ``ValueError`` where it is none."""
    return calendar_date.fromisoformat(text).isoformat()


class MoveCertificate(_Part):
    """The certificate as data, without its seal."""

    certificate: Literal["move"]
    layout: Literal["1"]
    program: str
    date: Annotated[str, AfterValidator(_check_date)]
    statement: str
    equal: bool
    old: CertifiedSide
    new: CertifiedSide
    alike: CertifiedLikeness
    world: CertifiedWorld
    compared: list[str]
    callers: list[CertifiedCaller]

    @property
    def text(self) -> str:
        """Return the certificate as it is written, with its seal."""
        body = "\n".join((*_HEAD, *_mapping_lines(self.model_dump(), ""))) + "\n"
        return f"{body}{SEAL}: {quote_yaml(seal_of(body))}\n"


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of some bytes, as a certificate has it."""
    return hashlib.sha256(content).hexdigest()


def seal_of(body: str) -> str:
    """Return the digest of the lines before a seal, whatever their line ends."""
    return digest_of("\n".join(body.splitlines()).encode("utf-8"))


def _mapping_lines(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in values.items():
        key = name if name.isidentifier() else quote_yaml(name)
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _mapping_lines(value, f"{indent}  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{key}:"
            yield from (f"{indent}  - {_inline(item)}" for item in value)
        else:
            yield f"{indent}{key}: {_inline(value)}"


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return inline_mapping(value) if value else "{}"
    if isinstance(value, list):
        return "[]"
    return str(value).lower() if isinstance(value, bool) else quote_yaml(str(value))


def read_certificate(document: Document) -> MoveCertificate:
    """Return the certificate of a document. Raises ``FlowError`` with everything that is wrong with it.

    What has been changed since it was written breaks the seal.
    """
    if document.problems:
        raise FlowError(document.problems)
    tree = document.tree
    if not isinstance(tree, dict) or "certificate" not in tree:
        raise FlowError([document.problem_at((), "this is not a certificate; `ivrsim diff --certificate` writes one")])
    if tree.get("layout", LAYOUT) != LAYOUT:
        known = f"layout: {quote_value(tree['layout'])} is not known to this version of ivrsim; it knows {LAYOUT}"
        raise FlowError([document.problem_at(("layout",), known)])
    fields = {name: value for name, value in tree.items() if name != SEAL}
    try:
        certificate = MoveCertificate.model_validate(fields)
    except ValidationError as error:
        raise FlowError(_problem_of(document, details) for details in error.errors(include_url=False)) from None
    _refuse_broken_seal(document, tree.get(SEAL))
    return certificate


def _problem_of(document: Document, details: Any) -> Problem:
    path: tuple[str | int, ...] = tuple(details["loc"])
    name = ".".join(map(str, path))
    match details["type"]:
        case "missing":
            return document.missing_at(path[:-1], f"{name} is missing; write the certificate again")
        case "extra_forbidden":
            return document.problem_at(path, f"{name} does not belong in a certificate; remove it", key=True)
        case "literal_error":
            accepted = f"use {details['ctx']['expected'].replace(chr(39), '')}"
            return document.problem_at(path, f"{name}: {quote_value(details['input'])} is not accepted; {accepted}")
        case kind:
            accepted = _ACCEPTED.get(kind, "text")
            return document.problem_at(path, f"{name}: {quote_value(details['input'])} is not accepted; use {accepted}")


_ACCEPTED: Mapping[str, str] = {
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "dict_type": "a mapping",
    "list_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "value_error": "a date, such as 2026-12-01",
}


def _refuse_broken_seal(document: Document, seal: object) -> None:
    lines = document.text.splitlines(keepends=True)
    place = next((number for number, line in enumerate(lines) if line.startswith(f"{SEAL}:")), None)
    if place is None or not isinstance(seal, str):
        raise FlowError([document.problem_at((), "the seal is missing; write the certificate again")])
    if after := [line for line in lines[place + 1 :] if line.strip()]:
        lost = f"{quote_value(after[0].strip())} stands after the seal; remove it"
        raise FlowError([document.problem_at((SEAL,), lost, key=True)])
    true_seal = seal_of("".join(lines[:place]))
    if seal != true_seal:
        broken = "the certificate was changed after it was written: its seal is not that of the lines above it"
        raise FlowError([document.problem_at((SEAL,), f"{broken}; write it again")])


def changed_names(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Return the names under which two mappings differ, in words; empty: there are none."""
    names: Sequence[str] = [name for name in dict.fromkeys((*old, *new)) if old.get(name) != new.get(name)]
    return join_words(names) if names else ""
