"""A FLOW of any kind -> a flow: which of the kinds a document is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path as FilePath
from pathlib import PurePath
from typing import Any

from simulator.config.flow import Flow
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, nearest_words
from simulator.gc_pause import pause_gc
from simulator.loader.catalogue import Catalogue
from simulator.loader.flow_location import FLOW_FILES, locate_flow
from simulator.loader.menu_section import MenuEngines
from simulator.loader.name_references import resolve_names
from simulator.loader.owner import refuse_part
from simulator.loader.project_profiles import UNREADABLE_PROJECT, ProjectProfiles, project_profiles
from simulator.loader.receptionist_file import Shelf, in_project, read_receptionist
from simulator.text.boundary import Boundary, Outside
from simulator.text.document import Document, read_document
from simulator.text.file_source import DiskFiles, FileSource
from simulator.text.positions import UnreadableText
from simulator.wire import vr
from simulator.wire.decoding import Path
from simulator.words.phrases import list_first

SECTIONS = frozenset(
    {
        "entry",
        "numbers",
        "semantics",
        "dialect",
        "pulled",
        "timezone",
        "schedules",
        "receptionists",
        "recordings",
        "destinations",
        "claims",
        "checks",
        "variants",
        "menus",
    }
)
"""The fields of flow.yaml, known here without its model: one receptionist needs none of it."""

_FIELDS = frozenset(vr.WRITE_NAMES.values())
_OWN = _FIELDS - {"id", "name", "description"}
"""The fields that only a receptionist has."""

_WRAPPED_MOST = 3
"""How many fields deep a receptionist is looked for that stands in another document."""

_WANTED = (
    "use a receptionist (name, destination_type, ...), a flow (receptionists: ...) or a provider's response in JSON"
)


def load(
    source: str | os.PathLike[str] | None = None,
    *,
    entry: str | None = None,
    semantics: str | None = None,
    variant: str | None = None,
) -> Flow:
    """Return the flow that a FLOW means: a file, a folder, a provider's response, ``example:NAME`` or ``-``.

    Without a source, the nearest flow.yaml upwards from here. ``entry`` names the receptionist that
    a call reaches first, by key, id or unique name; ``semantics`` a profile; both win over the flow's.
    ``variant`` is the one of the flow's variants that holds. Raises ``FlowError`` with every problem of
    every file, ``UsageError`` for a path, an entry, a profile or a variant that leads nowhere.
    """
    flow = load_with_shelf(source, variant)[0]
    if entry is not None:
        flow = flow.entered_at(entry)
    if semantics is not None:
        from simulator.loader.semantics_section import semantics_of

        flow = flow.with_semantics(semantics_of(semantics, flow.profiles))
    return flow


def load_with_shelf(
    source: str | os.PathLike[str] | None, variant: str | None = None, *, make_shelf: Callable[[str], Shelf] = Shelf
) -> tuple[Flow, Shelf]:
    """The flow (in one of its variants), and what it was made from. Raises as ``load`` does.

    ``make_shelf`` makes the shelf from the name of the flow; a shell gives one that shows the files as they are read.
    """
    location = locate_flow(source)
    shelf = make_shelf(location.name if source is None else os.fspath(source))
    flow, shelf = gather_file(location.path, location.name, shelf)
    if shelf.problems:
        # Only now, so that a file that needs no names loads without a search through the folders above it.
        if shelf.lacks_names and location.path is not None:
            refuse_part(location.path, location.name)
        raise FlowError(shelf.problems)
    if variant is not None:
        flow = flow.in_variant(variant)
        shelf.drafts.update(shelf.variants[variant])
    return flow, shelf


def gather_file(path: FilePath | None, name: str, shelf: Shelf, files: FileSource | None = None) -> tuple[Flow, Shelf]:
    """Return what a file holds, whole or not: where ``shelf.problems`` has some, the flow means nothing by itself.

    ``files`` is the source of it and of the files it names; the disk by default.

    Raises ``FlowError`` if the text gives no tree.
    """
    with pause_gc():
        shelf.files = files or DiskFiles(path)
        if files is None and path is not None and path.name in FLOW_FILES and path.is_symlink():
            refuse_stray_link(path, name)
        shelf.document = shelf.read_file(path, name)
        shelf.project = _project_of(shelf)
        return _read_document(shelf, shelf.document), shelf


def _project_of(shelf: Shelf) -> ProjectProfiles:
    try:
        return project_profiles(shelf.files)
    except FlowError as error:
        shelf.problems += error.problems
        return UNREADABLE_PROJECT


def refuse_stray_link(path: FilePath, name: str) -> None:
    """Raise ``FlowError`` for a flow.yaml that is a link out of its folder, and to something else than a flow.

    Nobody has named what it leads to, so not a word of that is quoted.
    """
    boundary = Boundary(path.parent)
    try:
        boundary.resolve(path)
        return
    except Outside:
        target = path.resolve()
    except UnreadableText as refusal:
        raise FlowError([Problem(name, 0, 0, str(refusal))]) from None
    try:
        tree = read_document(target, name).tree if target.suffix in (".yaml", ".yml", ".json") else None
    except FlowError:
        tree = None
    if not isinstance(tree, dict) or "receptionists" not in tree:
        message = f"is a link to {target}, which is outside this folder and is not a flow; use a link to a flow.yaml"
        raise FlowError([Problem(name, 0, 0, message)])


def _read_document(shelf: Shelf, document: Document) -> Flow:
    tree = document.tree
    if _is_flow(document):
        from simulator.loader.flow_file import read_flow

        return read_flow(shelf, document)
    # Looked at before the kinds of other programs, whose marks are field names that a receptionist may have, too.
    if not _is_ours(tree):
        _refuse_foreign(document)
    if document.syntax == "json":
        from simulator.loader.provider_response import answer_items, read_response, refusal_message

        if items := answer_items(tree):
            return read_response(shelf, document, *items)
        if refused := refusal_message(tree):
            raise FlowError([document.problem_at((), refused)])
    return _read_alone(shelf, document)


def is_answer(document: Document) -> bool:
    """Return whether a document is a provider's response, and not a flow whose claims are a list."""
    from simulator.loader.provider_response import answer_items

    return document.syntax == "json" and not _is_flow(document) and answer_items(document.tree) is not None


def _is_flow(document: Document) -> bool:
    """Return whether a document is a flow's: it has one of its sections (or its name), and no receptionist's field."""
    tree = document.tree
    if not isinstance(tree, dict):
        return False
    if "receptionists" in tree:  # a list of them in JSON is a response
        return document.syntax == "yaml" or not isinstance(tree["receptionists"], list)
    # A flow.yaml stays one even if every section in it is misspelt: else its author would read about receptionists.
    called_so = PurePath(document.name).name in FLOW_FILES
    return (called_so or not SECTIONS.isdisjoint(tree)) and _FIELDS.isdisjoint(tree)


def _is_ours(tree: Any) -> bool:
    """Return whether every field of a document is a receptionist's, or it is certainly a provider's response."""
    if isinstance(tree, list):
        return any(isinstance(item, dict) and not _OWN.isdisjoint(item) for item in tree[:1])
    return isinstance(tree, dict) and (tree.keys() <= _FIELDS or isinstance(tree.get("ivrs"), list))


def _refuse_foreign(document: Document) -> None:
    """Raise ``FlowError`` for a document of another program that is known."""
    from simulator.text.foreign_file import kind_of_text, kind_of_tree, refusal_of

    kind = kind_of_tree(document.tree)
    if kind is None and isinstance(document.tree, dict) and _FIELDS.isdisjoint(document.tree):
        kind = kind_of_text(document.text)  # a command may read as a mapping
    if kind is not None:
        raise FlowError([Problem(document.name, 0, 0, refusal_of(kind))])


def _resembles_receptionist(tree: dict[str, Any]) -> bool:
    """Return whether half of the fields may be a receptionist's, misspelt."""
    # Each name is compared with every field; fifty are enough to tell what a document is.
    names = [*tree][:50]
    return 2 * sum(bool(nearest_words(name, _FIELDS)) for name in names) >= len(names)


def _wrapper_path(tree: dict[str, Any]) -> Path | None:
    """The path to a receptionist that stands in one field of a document, such as ``data``; None for any other."""
    path: Path = ()
    while len(path) < _WRAPPED_MOST and _FIELDS.isdisjoint(tree):
        inner = [name for name, value in tree.items() if isinstance(value, dict)]
        if len(inner) != 1 or any(isinstance(value, list) for value in tree.values()):
            return None
        path, tree = (*path, inner[0]), tree[inner[0]]
        if not _OWN.isdisjoint(tree):
            return path
    return None


def _read_alone(shelf: Shelf, document: Document) -> Flow:
    """Read one receptionist alone: its key is the file's stem, and it has no catalogue."""
    key = "main" if document.is_stdin else PurePath(document.name).stem
    if not isinstance(document.tree, dict):
        what = "holds nothing" if document.tree is None else f"{quote_value(document.tree)} is not a flow"
        shelf.problems.append(document.problem_at((), f"{what}; {_WANTED}"))
    elif wrapped := _wrapper_path(document.tree):
        message = f"{quote_value(wrapped[-1])} wraps a receptionist; use what is inside it as the whole file"
        shelf.problems.append(document.problem_at(wrapped, message, key=True))
    elif document.tree and _FIELDS.isdisjoint(document.tree) and not _resembles_receptionist(document.tree):
        some = list_first([*map(quote_value, document.tree)], 4)
        shelf.problems.append(document.problem_at((), f"has no field of a receptionist, only {some}; {_WANTED}"))
    else:
        shelf.keys[key] = None
        read_receptionist(shelf, key, document, (), document.tree)
    catalogue = Catalogue(exists=False)
    models = MenuEngines(catalogue).attach_to(shelf.drafts, resolve_names(shelf, catalogue))
    flow = Flow(entry=key, receptionists=models, source=shelf.source, notes=tuple(shelf.notes))
    return in_project(shelf, flow)
