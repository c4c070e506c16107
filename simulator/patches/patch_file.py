"""PATCH.yaml -> a patch: edits in the order of the file, and every problem with its place.

::

    about: The offices are closed on 28 December      # optional: what reports say of it
    add_holiday: {schedule: office, date: 2026-12-28, name: Boxing Day (substitute)}
    replace_recording:                                # several edits of one kind are a list
      - {from: "@greeting", to: "@greeting-2027"}
      - {from: "@closed", to: "20002"}

Each edit fits a flow, is done there already, or does not fit it; a flow takes all edits of a patch, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from pydantic import ValidationError

from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, UsageError
from simulator.loader.misspelling import misspelt_fields, without_echoes
from simulator.patches.edit_kinds import KINDS, PatchEdit, field_names
from simulator.text.document import Document, read_document
from simulator.text.missing_file import missing_message
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path
from simulator.words.suggestion import suggest

EDITS_MOST = 100
"""How many edits a patch may have: one change of a flow is a handful."""

ABOUT = "about"
_NEEDED = "edits such as add_holiday: {schedule: office, date: 2026-12-28} are needed"


class PatchStep(NamedTuple):
    """One edit with its word, and the place in the patch: ``patch.yaml:3``."""

    kind: str
    edit: PatchEdit
    place: str


class Patch(NamedTuple):
    """A patch as it was read: its file, what it is about (empty: it does not say), and its edits in order."""

    name: str
    about: str
    steps: tuple[PatchStep, ...]


def read_patch(name: str) -> Patch:
    """Read a patch from a file; ``-`` is standard input. Raises ``FlowError`` with every problem, ``UsageError``."""
    path = None if name == "-" else FilePath(name)
    if path is not None and not path.is_file():
        what = "is a folder; the patch comes first, then the flows" if path.is_dir() else missing_message(path)
        raise UsageError(f"{name}: {what}")
    document = read_document(path, "standard input" if path is None else name, needed=_NEEDED)
    return _PatchReader(document).read()


class _PatchReader:
    """One patch; its problems gather in ``problems``."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = list(document.problems)

    def read(self) -> Patch:
        """Return the patch; raises ``FlowError`` with every problem."""
        tree = self.document.tree
        if not isinstance(tree, dict):
            raise FlowError(
                [*self.problems, self.document.problem_at((), f"{quote_value(tree)} is not a patch; {_NEEDED}")]
            )
        if "receptionists" in tree or "destination_type" in tree:
            message = f"is a flow, and the patch comes first: ivrsim apply PATCH.yaml {self.document.name}"
            raise FlowError([Problem(self.document.name, 0, 0, message)])
        steps = [step for kind, body in tree.items() if kind != ABOUT for step in self._read_kind(kind, body)]
        if not steps and not self.problems:
            self.problems.append(self.document.problem_at((), f"the patch has no edit; {_NEEDED}"))
        if len(steps) > EDITS_MOST:
            message = f"holds {len(steps):,} edits; at most {EDITS_MOST} are accepted"
            self.problems.append(self.document.problem_at((), message))
        about = self._read_about(tree.get(ABOUT))
        if self.problems:
            raise FlowError(self.problems)
        return Patch(self.document.name, about, tuple(steps))

    def _read_about(self, value: Any) -> str:
        if value is None or value is REFUSED:
            return ""
        text = " ".join(value.split()) if isinstance(value, str) else "\n"
        if not text.isprintable():
            self.problems.append(
                self.document.problem_at((ABOUT,), f"about: {quote_value(value)} is not text; use words")
            )
        return text

    def _read_kind(self, kind: str, body: Any) -> Iterator[PatchStep]:
        if kind not in KINDS:
            hint = suggest(kind, [*KINDS, ABOUT], f"the edits are {', '.join(KINDS)}")
            self.problems.append(
                self.document.problem_at((kind,), f"no edit is called {quote_value(kind)}{hint}", key=True)
            )
            return
        several = isinstance(body, list) and body
        items = body if several else [body]
        for index, item in enumerate(items[: EDITS_MOST + 1]):
            base: Path = (kind, index) if several else (kind,)
            if item is REFUSED:
                continue
            if not isinstance(item, dict) or not item:
                fields = ", ".join(field_names(KINDS[kind]))
                found = f", not {quote_value(item)}" if item else ""
                message = f"{kind} needs a mapping with {fields}{found}"
                self.problems.append(self.document.problem_at(base, message))
            elif (edit := self._read_edit(kind, base, item)) is not None:
                yield PatchStep(kind, edit, f"{self.document.name}:{self.document.line_of(base)}")

    def _read_edit(self, kind: str, base: Path, body: dict[str, Any]) -> PatchEdit | None:
        """Return an edit; None where something is wrong, which is added to the problems."""
        empty = [name for name, value in body.items() if value is None]
        for name in empty:
            message = f"{kind}: {name} is empty; give it a value, or leave it out"
            self.problems.append(self.document.problem_at((*base, name), message))
        try:
            edit = KINDS[kind].model_validate(body)
        except ValidationError as error:
            self.problems += self._objections(kind, base, error, empty)
            return None
        if not edit.changes_something:
            message = f"{kind} changes nothing; add a field to set: {', '.join(edit.settable())}"
            self.problems.append(self.document.problem_at(base, message))
        return None if empty else edit

    def _objections(self, kind: str, base: Path, error: ValidationError, empty: list[str]) -> Iterator[Problem]:
        known = field_names(KINDS[kind])
        errors: list[Any] = error.errors(include_url=False)
        meant = misspelt_fields(errors, lambda place: known)
        for objection in without_echoes(errors, meant):
            field = str(objection["loc"][0]) if objection["loc"] else ""
            path: Path = (*base, field) if field else base
            if objection["input"] is REFUSED or field in empty:
                continue
            match objection["type"]:
                case "extra_forbidden":
                    hint = suggest(field, known, f"its fields are {', '.join(known)}")
                    yield self.document.problem_at(path, f"{kind} has no field {quote_value(field)}{hint}", key=True)
                case "missing":
                    yield self.document.problem_at(base, f"{kind} needs {field}")
                case "value_error":
                    text = str(objection["ctx"]["error"])
                    words = f"{field} {text}" if text.startswith("is ") else f"{field}: {text}"
                    yield self.document.problem_at(path, f"{kind}: {words}")
                case "dates":
                    yield self.document.problem_at(path, f"{kind} {objection['msg']}")
                case _:
                    yield self.document.problem_at(
                        path, f"{kind}: {field}: {quote_value(objection['input'])} is not accepted"
                    )
