"""Pydantic's objections, in the author's own field names and in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from simulator.config.receptionist import FORWARD_FIELDS, MENU_FIELDS, Entry
from simulator.config.value_rules import COUNT_MOST, TIMEOUT_MOST, UNKNOWN, parse_option, quote_value
from simulator.errors import Problem
from simulator.loader.misspelling import meant_field, misspelt_fields, without_echoes
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire import vr
from simulator.wire.decoding import DecodedDocument, Path
from simulator.words.suggestion import ask_meant, suggest

_COUNT = f"a whole number from 0 to {COUNT_MOST}"
_TYPE = "a word such as department, extension or hangup"
_ID = 'an id, or "@name" in quotes'
ACCEPTED: Mapping[str, str] = {
    "name": "text",
    "destination_type": "multiple (a menu) or single (everybody goes to one destination)",
    "entries": "a list of entries, each with option, destination_type and destination_id",
    "timeout_seconds": f"seconds from 0 to {TIMEOUT_MOST}",
    "wrong_keys_allowed": _COUNT,
    "silences_allowed": _COUNT,
    "option": "1 to 10 keys of 0-9, * and #, in quotes",
    "wrong_key_destination_type": _TYPE,
    "silence_destination_type": _TYPE,
    "forward_destination_type": _TYPE,
    "wrong_key_destination_id": _ID,
    "silence_destination_id": _ID,
    "forward_destination_id": _ID,
    "destination_id": _ID,
}
"""What a field of the model takes, as a message says it."""

FILL_IN = f"is {UNKNOWN}: the provider's response did not include it; fill it in"
UNKNOWN_MOST = 50
"""How many unknown fields of one receptionist are named; each is compared with all known ones."""

ERRORS_MOST = 10_000
"""How many errors in one receptionist are listed: ten in each entry of the largest menu."""

_COMMENT = re.compile(r"[ \t]*#")


class ReceptionistProblems:
    """The problems of one receptionist, in the names of its document.

    ``base`` is where in the document it stands.
    """

    def __init__(self, document: Document, base: Path, reading: DecodedDocument) -> None:
        self.document = document
        self.base = base
        self.reading = reading
        self.misspelt: set[str] = set()

    def all_problems(self, error: ValidationError | None) -> Iterator[Problem]:
        """Yield every problem: unknown names, bad values, and fields that are missing or repeated."""
        lacking = self._lacking_fields() if self.reading.extra else set()
        # Unknown names come first: each may be a misspelt field that is missing, which is then not reported again.
        for path in self.reading.extra[:UNKNOWN_MOST]:
            yield self._unknown_field(path, lacking)
        if len(self.reading.extra) > UNKNOWN_MOST:
            more = len(self.reading.extra) - UNKNOWN_MOST
            yield self.problem_at((), f"a receptionist does not have {more:,} further fields here either")
        if error is not None:
            yield from self.value_problems(error)
            yield from self._missing_problems()
            yield from self.doubled_options()

    def value_problems(self, error: ValidationError, without: tuple[str, ...] = ()) -> Iterator[Problem]:
        """The values that pydantic objects to; what it stops short of is found otherwise."""
        if error.error_count() > ERRORS_MOST:  # to list a million would take a gigabyte
            yield self.problem_at((), f"over {ERRORS_MOST:,} values here are not accepted; this is not a receptionist")
            return
        errors: list[Any] = error.errors(include_url=False)
        if single := self._single_entry():
            yield single
            errors = [details for details in errors if details["loc"][:1] != ("entries",)]
        meant = misspelt_fields(errors, lambda owner: Entry.model_fields)
        for details in without_echoes(errors, meant):
            if (
                details["type"] == "missing"
                and len(details["loc"]) == 1
                and self.field_name(details["loc"]) in self.misspelt
            ):
                continue
            # The model's own checks know no lines; _missing_problems and doubled_options report the same with them.
            is_own = details["type"] in ("fields_missing", "option_twice") or details["loc"] in [
                (name,) for name in without
            ]
            if details["input"] is not REFUSED and not is_own:
                yield self._value_problem(details, meant.get(details["loc"]))

    def problem_at(self, place: Path, message: str, *, key: bool = False) -> Problem:
        """A problem at a place of the model."""
        path = (*self.base, *self.reading.document_path(place))
        return self.document.problem_at(path, message, key=key) if place else self.document.missing_at(path, message)

    def field_name(self, place: Path) -> str:
        """The name of a place of the model in the document."""
        if len(place) == 1:
            return str(self.reading.paths.get(str(place[0]), (vr.WRITE_NAMES.get(str(place[0]), place[0]),))[-1])
        steps = [step for step in self.reading.document_path(place) if isinstance(step, str)]
        return str(steps[-1])

    def _value_problem(self, error: Any, meant: str | None) -> Problem:
        place: Path = error["loc"]
        field, value = str(place[-1]), error["input"]
        name = self.field_name(place) if field in ACCEPTED or len(place) != 2 else "entry"
        match error["type"]:
            case "missing":
                accepted = _accepted_words(place, "a value")
                return self.problem_at(place[:-1], f"{name} is missing; add {accepted}")
            case "extra_forbidden":
                message = unknown_message("an entry", field, Entry.model_fields, meant)
                return self.problem_at(place, message, key=True)
        # Not a mistake of the author: pull writes it where the response had no value, so the message asks for one.
        if value == UNKNOWN:
            accepted = _accepted_words(place, "")
            return self.problem_at(place, f"{name} {FILL_IN}{f': {accepted}' if accepted else ''}")
        return self.problem_at(place, f"{name}{self._explain_error(error, place, value)}")

    def _explain_error(self, error: Any, place: Path, value: Any) -> str:
        accepted = _accepted_words(place, "a mapping with option, destination_type and destination_id")
        if value is None and self._is_comment(place):
            return ' is empty, because # starts a comment; for the # key use "#" in quotes'
        match error["type"]:
            case "value_error":
                text = str(error["ctx"]["error"])
                return f" {text}" if text.startswith("is ") else f": {text}"
            case "literal_error":
                hint = suggest(value, ("single", "multiple"))
                return f": {quote_value(value)} is not accepted; use {accepted}{hint}"
            case _:
                return f": {quote_value(value)} is not accepted; use {accepted}"

    def _is_comment(self, place: Path) -> bool:
        document, path = self.document.source_of((*self.base, *self.reading.document_path(place)))
        return document.syntax == "yaml" and _COMMENT.match(document.text, document.index_of(path)) is not None

    def _missing_problems(self) -> Iterator[Problem]:
        """Yield what its kind needs and it lacks, or has as an empty value."""
        fields = self.reading.fields
        kind = fields.get("destination_type")
        for field in self._needed_fields():
            if self.field_name((field,)) in self.misspelt:
                continue
            value = fields.get(field, None)
            if value is None or (value == "" and field.endswith("_type")):
                what = "empty" if field in fields else "missing"
                who = "a menu (destination_type: multiple)" if kind == "multiple" else "a single"
                message = f"{self.field_name((field,))} is {what}; {who} needs it: {ACCEPTED[field]}"
                yield self.problem_at((field,) if field in fields else (), message)

    def _needed_fields(self) -> tuple[str, ...]:
        """The fields that its kind needs; none where the kind is not known."""
        match self.reading.fields.get("destination_type"):
            case "multiple":
                return MENU_FIELDS
            case "single":
                return FORWARD_FIELDS
        return ()

    def _lacking_fields(self) -> set[str]:
        """The names of the fields that it needs and does not have."""
        needed = ("name", "destination_type", *self._needed_fields())
        return {vr.WRITE_NAMES[field] for field in needed if field not in self.reading.fields}

    def _single_entry(self) -> Problem | None:
        """Object to one entry in place of a list: the provider's page calls ``entries`` an object."""
        path = (*self.base, *self.reading.document_path(("entries",)))
        entry = self.document.at_path(path)
        if not isinstance(entry, dict) or Entry.model_fields.keys().isdisjoint(entry):
            return None
        if any(isinstance(value, dict) for value in entry.values()):
            return None
        how = "put it in [ ]" if self.document.syntax == "json" else "begin it with a dash: - option: ..."
        return self.document.problem_at(path, f"{path[-1]} is one entry; a list of entries is accepted: {how}")

    def doubled_options(self) -> Iterator[Problem]:
        """Options that are listed twice; ``1`` and ``"1"`` are alike."""
        entries = self.reading.fields.get("entries")
        first_places: dict[str, int] = {}
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            option = entry.get("option") if isinstance(entry, dict) else None
            try:
                text = parse_option(option)
            except ValueError:  # reported as what it is
                continue
            if text in first_places:
                place: Path = ("entries", index, "option")
                first = self.document.line_of(
                    (*self.base, *self.reading.document_path(("entries", first_places[text])))
                )
                yield self.problem_at(place, f"option {text} is listed twice: line {first} has it already")
            first_places.setdefault(text, index)

    def _unknown_field(self, path: Path, lacking: set[str]) -> Problem:
        """Object to a field that is not known; where it stands for one that is lacking, that is not missed, too."""
        field = str(path[-1])
        if len(path) == 3:  # the key of an object of entries, and the option in the entry
            message = f"the entry is listed under {path[1]!r}, and its option differs; leave the option out"
            return self.document.problem_at((*self.base, *path), message)
        accepted = (*vr.WRITE_NAMES.values(), vr.TIMEOUT_TRIES)
        present = {self.field_name((own,)) for own in self.reading.fields}
        meant = meant_field(field, accepted, lacking, present)
        message = unknown_message("a receptionist", field, accepted, meant)
        if field in vr.ONLY_READ:
            meant = written = next(vr.WRITE_NAMES[own] for own, names in vr.READ_NAMES.items() if field in names)
            message = f"{field} is a name from the provider's responses; use {written} in a receptionist file"
        if meant is not None:
            self.misspelt.add(meant)
            lacking.discard(meant)
        return self.document.problem_at((*self.base, *path), message, key=True)


def _accepted_words(place: Path, otherwise: str) -> str:
    field = str(place[-1])
    return _TYPE if len(place) > 1 and field == "destination_type" else ACCEPTED.get(field, otherwise)


def unknown_message(owner: str, field: str, accepted: Iterable[str], meant: str | None = None) -> str:
    """A field that is not known, and the one that is meant, or the nearest that are, or all of them."""
    names = list(accepted)
    if meant is None:
        hint = suggest(field, names, f"use one of {', '.join(names)}", most=3)
    else:
        hint = f"; {ask_meant([meant])}"
    return f"{owner} has no field {quote_value(field)}{hint}"
