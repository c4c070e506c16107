"""The files that an identification ends in: the ``semantics`` of flow.yaml, and a profile in ``ivrsim.toml``.

All of them are written at once, or none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from simulator.cli.hours_files import load_texts
from simulator.config.semantics import Semantics
from simulator.errors import FlowError, UsageError
from simulator.graph.plain_words import count_noun, join_words
from simulator.loader.flow_location import EXAMPLE, flows_below, locate_flow
from simulator.loader.profile_writer import add_profile
from simulator.loader.receptionist_file import Shelf
from simulator.loader.semantics_section import BASE
from simulator.provider.pull.flow_edit import FlowEdit
from simulator.text.boundary import PROJECT_FILE
from simulator.text.document import Document, read_document
from simulator.text.splice import SpliceRefused
from simulator.text.text_file import read_file
from simulator.words.sanitizer import clean_line

FLOWS_MOST = 2000
"""The most flows below an ``ivrsim.toml`` that are counted."""

Label = str | Mapping[str, object]
"""What a flow writes to get its semantics: a profile's name, or a base and what differs."""


class SemanticsFiles(NamedTuple):
    """The texts to write, by path, and what is said of them afterwards."""

    texts: dict[Path, str]
    lines: list[str]


def semantics_text(semantics: Semantics, syntax: str = "yaml") -> str:
    """Return the value of ``semantics`` in a flow.yaml, on one line."""
    return _label_text(semantics.label, syntax)


def _label_text(label: Label, syntax: str) -> str:
    if isinstance(label, str):
        return _word(label, syntax)
    return _scalar(label, syntax)


def _word(word: str, syntax: str) -> str:
    return f'"{word}"' if syntax == "json" else word


def _scalar(value: object, syntax: str) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_word(key, syntax)}: {_scalar(item, syntax)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else _word(str(value), syntax)


def flow_semantics(source: str | None, shelf: Shelf, semantics: Semantics) -> SemanticsFiles:
    """flow.yaml with these semantics; nothing to write where it says so already, or where there is none to write to.

    It is read again, since somebody may have edited it while calls were made. Raises ``UsageError`` where it is laid
    out so that it cannot be edited, ``FlowError`` where it cannot be read any more.
    """
    value = semantics_text(semantics)
    path, name = _flow_path(source, shelf)
    if path is None:
        return SemanticsFiles(
            {}, [f"Nothing was written: {name}. In a flow.yaml of your own, write:  semantics: {value}"]
        )
    document = read_document(path, name)
    if _stated(document) is not None and load_texts(path, name, {}).semantics == semantics:
        return SemanticsFiles({}, [f"{name} already says so: nothing was written."])
    text = _edit(document, path, name, semantics.label, semantics, {})
    return SemanticsFiles({path: text}, [f"Written: {name} now says  semantics: {value}"])


def saved_profile(
    source: str | None, shelf: Shelf, name: str, semantics: Semantics, evidence: Mapping[str, Any]
) -> SemanticsFiles:
    """``ivrsim.toml`` with one profile more, and flow.yaml with its name where it says other semantics itself.

    Both are read again. Raises ``UsageError`` for a name that is taken, or where a file cannot be edited; ``FlowError``
    for a file that cannot be read.
    """
    path, flow_name = _flow_path(source, shelf)
    if path is None:
        raise UsageError(f"--save: {flow_name}; use a flow.yaml of your own, next to which a profile can be kept")
    project = Path(shelf.project.path) if shelf.project.path else path.parent / PROJECT_FILE
    text = read_file(project) if project.exists() else None
    texts = {project: add_profile(project, text, name, {"base": semantics.profile, **semantics.changes}, evidence)}
    project_name = os.path.relpath(project)
    calls = count_noun(len(evidence["calls"]), "call", spell=False)
    lines = [f'Written: {clean_line(project_name)} profile "{name}" ({calls}, their answers, {evidence["date"]}).']
    if shelf.project.default and shelf.project.default != name:
        lines.append(f"It takes the place of {shelf.project.default} as the profile that flows below inherit.")
    document = read_document(path, flow_name)
    if _stated(document) is not None:
        texts[path] = _edit(document, path, flow_name, name, semantics, texts)
        lines.append(f"Written: {flow_name} now says  semantics: {name}")
    inheriting, own = _flows_below(project.parent, {path: texts.get(path, "")})
    is_one = inheriting == 1
    lines.append(f"{count_noun(inheriting, 'flow', spell=False)} below {'uses' if is_one else 'use'} it.")
    if own:
        keeps = (
            "has semantics of its own and keeps them" if len(own) == 1 else "have semantics of their own and keep them"
        )
        lines.append(f"{join_words(own, most=4)} {keeps}.")
    return SemanticsFiles(texts, lines)


def _flow_path(source: str | None, shelf: Shelf) -> tuple[Path | None, str]:
    """Return the flow.yaml that may be written (None: there is none), and its name, or why not."""
    location = locate_flow(source)
    name = clean_line(location.name)
    if source is not None and source.startswith(EXAMPLE):
        return None, f"{source} is an example, which stays as it is"
    if location.path is None:
        return None, "the flow came from standard input"
    tree = shelf.document.tree if shelf.document is not None else None
    if not isinstance(tree, dict) or "receptionists" not in tree or isinstance(tree["receptionists"], list):
        return None, f"{name} is not a flow.yaml, and its format has no place for semantics"
    return location.path, name


def _stated(document: Document) -> Any:
    return document.at_path(("semantics",))


def _edit(
    document: Document, path: Path, name: str, label: Label, semantics: Semantics, others: Mapping[Path, str]
) -> str:
    """Return the text of a flow.yaml with other semantics; all else stays. Raises ``UsageError``."""
    for put in (_put_fields, _put_whole):
        try:
            edit = FlowEdit(document)
            put(edit, label)
            text = edit.new_text
            # The name of a new profile means nothing before its file is written.
            if others or load_texts(path, name, {path: text}).semantics == semantics:
                return text
        except (SpliceRefused, FlowError):
            continue
    value = _label_text(label, document.syntax)
    raise UsageError(f"{name} is laid out in a way that cannot be edited; write this into it:  semantics: {value}")


def _put_fields(edit: FlowEdit, label: Label) -> None:
    """Change the fields of semantics that have some, so that comments between them stay. Raises ``SpliceRefused``."""
    stated = edit.document.at_path(("semantics",))
    if not isinstance(stated, dict) or not stated or not edit.splice.holds_comments(("semantics",)):
        raise SpliceRefused
    fields = {BASE: label} if isinstance(label, str) else label
    for field, value in fields.items():
        if str(stated.get(field)) != str(value):
            edit.splice.put_field(("semantics",), field, _scalar(value, edit.document.syntax), there=field in stated)
    for field in stated:
        if field not in fields:
            edit.splice.remove_value(("semantics", field))


def _put_whole(edit: FlowEdit, label: Label) -> None:
    edit.value("semantics", _label_text(label, edit.document.syntax))


def _flows_below(folder: Path, texts: Mapping[Path, str]) -> tuple[int, list[str]]:
    """Return the number of flows that inherit from a folder's ``ivrsim.toml``, and the names of those that do not."""
    inheriting, own = 0, list[str]()
    for path in islice(flows_below(folder.resolve(), until=PROJECT_FILE), FLOWS_MOST):
        if path in {changed.resolve() for changed, text in texts.items() if text}:
            inheriting += 1
            continue
        try:
            stated = read_document(path, str(path)).at_path(("semantics",))
        except FlowError:
            continue
        if stated is None:
            inheriting += 1
        else:
            own.append(clean_line(os.path.relpath(path)))
    return inheriting, own
