"""A receptionist file: the provider's write body -> a draft, and every problem in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from simulator.config.flow import Flow, LoadNote
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import Semantics
from simulator.config.value_rules import ENTRIES_MOST, quote_value
from simulator.errors import Problem
from simulator.fast_classes import dataclass
from simulator.loader.project_profiles import NO_PROJECT
from simulator.loader.switch_defaults import fill_defaults
from simulator.text.document import FLOW_NEEDED, Document, read_document
from simulator.text.file_source import DiskFiles, FileSource
from simulator.text.positions import REFUSED
from simulator.wire import vr
from simulator.wire.decoding import DecodedDocument, Path

if TYPE_CHECKING:
    from simulator.words.word_index import WordIndex

PROBLEMS_MOST = 10_000
"""How many problems are gathered before loading stops looking for more."""

_validated: Callable[[Any], Receptionist] = Receptionist.model_validate


@dataclass(slots=True)
class Draft:
    """A receptionist on its way into a flow, with the way back to its place.

    ``model`` is None where it has problems of its own. ``base`` is its place in the document.
    """

    key: str
    document: Document
    base: Path
    reading: DecodedDocument
    model: Receptionist | None

    def problem_at(self, place: Path, message: str) -> Problem:
        """A problem at a place of the model."""
        return self.document.problem_at((*self.base, *self.reading.document_path(place)), message)


class Shelf:
    """Everything that loading gathers: drafts by key, problems, and notes.

    ``keys`` holds the keys of all receptionists, in order, those without a draft too; ``source`` what
    the user called the flow, ``document`` the file that it starts from. ``variants`` has the drafts that
    each variant changes. ``texts`` stand in place of files, which need not be there; ``files`` is where all
    others are read from, and ``read_files`` those that were. ``semantics`` are the flow's (None: its project's).
    ``lacks_names`` tells that a receptionist uses names and no catalogue was given. Loading stops after more than
    ``problems_most`` problems.
    """

    __slots__ = (
        "document",
        "drafts",
        "files",
        "key_index",
        "keys",
        "lacks_names",
        "notes",
        "problems",
        "problems_most",
        "project",
        "read_files",
        "semantics",
        "source",
        "texts",
        "variants",
    )

    def __init__(self, source: str = "", texts: Mapping[FilePath, str] | None = None) -> None:
        self.source = source
        self.read_files: list[FilePath] = []
        self.texts = texts or {}
        self.files: FileSource = DiskFiles(None)
        self.document: Document | None = None
        self.keys: dict[str, None] = {}
        self.drafts: dict[str, Draft] = {}
        self.problems: list[Problem] = []
        self.problems_most: float = PROBLEMS_MOST
        self.notes: list[LoadNote] = []
        self.variants: dict[str, dict[str, Draft]] = {}
        self.lacks_names = False
        self.key_index: WordIndex | None = None
        self.project = NO_PROJECT
        self.semantics: Semantics | None = None

    def suggest_key(self, key: object, otherwise: str) -> str:
        """Return what the end of a message says of a key that no receptionist has, once all keys are known."""
        from simulator.words.suggestion import suggest  # only after a mistake
        from simulator.words.word_index import WordIndex

        if self.key_index is None:
            self.key_index = WordIndex(self.keys)
        return suggest(key, self.key_index, otherwise)

    @property
    def is_full(self) -> bool:
        """Return whether there are so many problems that nobody would read more."""
        return len(self.problems) > self.problems_most

    def has_file(self, path: FilePath) -> bool:
        """Return whether there is such a file, or a text in its place. Raises ``UnreadableText`` for one outside."""
        return self.files.holds(path) or path in self.texts

    def read_file(self, path: FilePath | None, name: str, *, needed: str = FLOW_NEEDED) -> Document:
        """A file's document, its objections to the text taken over. Raises as ``read_document`` does."""
        if path is not None:
            self.read_files.append(path)
        document = read_document(path, name, self.texts.get(path) if path else None, self.files.open, needed=needed)
        self.problems += document.problems
        self.notes += document.notes
        return document


def in_project(shelf: Shelf, flow: Flow) -> Flow:
    """Return a flow that cannot say anything of its semantics, with those of its project."""
    project = shelf.project
    if not project.profiles and not project.default:
        return flow
    return replace(flow, profiles=project.profiles).with_semantics(project.inherited)


def read_receptionist(shelf: Shelf, key: str, document: Document, base: Path, body: Any) -> None:
    """Put the receptionist at ``base`` of a document on the shelf, with every problem in it."""
    if not isinstance(body, dict):
        if body is not REFUSED:
            message = f"{quote_value(body)} is not a receptionist; use a mapping with name, destination_type, ..."
            shelf.problems.append(document.problem_at(base, message))
        return
    reading = vr.decode_write(body)
    cut_entries(shelf, document, base, reading)
    fill_defaults(reading.fields, shelf.semantics or shelf.project.inherited)
    model, error = validate_fields(reading.fields)
    if error is not None or reading.extra:
        from simulator.loader.validation_problems import ReceptionistProblems

        shelf.problems += ReceptionistProblems(document, base, reading).all_problems(error)
    if vr.TIMEOUT_TRIES in body and vr.WRITE_NAMES["silences_allowed"] in body:
        shelf.notes.append(_both_tries(document, base))
    shelf.drafts[key] = Draft(key, document, base, reading, model)


def cut_entries(shelf: Shelf, document: Document, base: Path, reading: DecodedDocument) -> None:
    """Object to a menu of too many entries before each of a million is looked at."""
    entries = reading.fields.get("entries")
    if isinstance(entries, list) and len(entries) > ENTRIES_MOST:
        path = reading.document_path(("entries",))
        message = f"{path[-1]} holds {len(entries):,} entries; at most {ENTRIES_MOST:,} are accepted"
        shelf.problems.append(document.problem_at((*base, *path), message))
        reading.fields["entries"] = entries[:ENTRIES_MOST]


def validate_fields(fields: Mapping[str, Any]) -> tuple[Receptionist | None, ValidationError | None]:
    """The receptionist of these fields, or what pydantic objects to."""
    try:
        return _validated(fields), None
    except ValidationError as error:
        return None, error


def _both_tries(document: Document, base: Path) -> LoadNote:
    retries = vr.WRITE_NAMES["silences_allowed"]
    line = document.line_of((*base, vr.TIMEOUT_TRIES))
    return LoadNote(document.name, f"line {line}: {vr.TIMEOUT_TRIES} has no effect next to {retries}")
