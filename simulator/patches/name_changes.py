"""A name of the catalogue that changes: everywhere in a flow's files that says it, its claims and tests included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath
from typing import Any

from simulator.errors import FlowError, UsageError
from simulator.flowtests.collection import flow_test_files
from simulator.loader.flow_location import locate_flow
from simulator.patches.flow_files import FlowFiles, PlacedEdit
from simulator.patches.flow_uses import destination_uses, recording_uses
from simulator.text.document import Document, read_document
from simulator.text.tree_edit import TreeEdit
from simulator.wire.decoding import Path

_RECORDING_WORDS = frozenset({"hears", "never", "always", "during"})
_DESTINATION_WORDS = frozenset({"reaches", "reach", "rings", "never", "always"})
"""The fields of tests and claims whose values are names."""


def rename_recording(files: FlowFiles, old: str, new: str) -> Iterator[PlacedEdit]:
    """Yield the edits of all that calls a recording by its name, but the catalogue itself."""
    for use in recording_uses(files):
        if use.document.at_path(use.path) == f"@{old}":
            yield PlacedEdit(use.document, TreeEdit("put", use.path, f"@{new}"))
    yield from _rename_in_claims(files, "recording", _RECORDING_WORDS, old, new)


def rename_destination(files: FlowFiles, old: str, new: str) -> Iterator[PlacedEdit]:
    """Yield the edits of all that calls a destination by its name, but the catalogue itself."""
    for use in destination_uses(files):
        written = use.document.at_path(use.id)
        if files.flow.receptionist_for(use.destination) is None and _names(written, old):
            renamed = f"{written.removesuffix(f'@{old}')}@{new}"
            yield PlacedEdit(use.document, TreeEdit("put", use.id, renamed))
    menus: Any = files.document.at_path(("menus",)) or {}
    for key, body in menus.items():
        dialled = body.get("direct_dial") if isinstance(body, dict) else None
        for index, address in enumerate(dialled if isinstance(dialled, list) else ()):
            if _names(address, old):
                renamed = f"{address.removesuffix(f'@{old}')}@{new}"
                yield PlacedEdit(files.document, TreeEdit("put", ("menus", key, "direct_dial", index), renamed))
    yield from _rename_in_claims(files, "destination", _DESTINATION_WORDS, old, new)


def _names(written: Any, name: str) -> bool:
    return isinstance(written, str) and (written == f"@{name}" or written.endswith(f"||@{name}"))


def _rename_in_claims(files: FlowFiles, kind: str, fields: frozenset[str], old: str, new: str) -> Iterator[PlacedEdit]:
    """Yield the edits of claims in flow.yaml, and of the flow's tests."""
    words = {old: new, f"{kind}:{old}": f"{kind}:{new}"}
    claims: Any = files.document.at_path(("claims",))
    for path in _paths_of(claims, fields, words, ("claims",)):
        yield PlacedEdit(files.document, TreeEdit("put", path, words[files.document.at_path(path)]))
    for document in tests_of(files):
        for path in (*_paths_of(document.tree, fields, words, ()), *_row_paths(document.tree, fields, words)):
            yield PlacedEdit(document, TreeEdit("put", path, words[document.at_path(path)]))
        if kind == "destination":
            for path in _given_paths(document.tree, words, ()):
                yield PlacedEdit(document, TreeEdit("rename", path, words[str(path[-1])]))


def tests_of(files: FlowFiles) -> Iterator[Document]:
    """Yield the documents of the tests of a flow, as they are edited by now; a file that cannot be read is left out."""
    try:
        names = flow_test_files(files.path, files.name)
    except UsageError:  # a link out of the folder, which ``ivrsim test`` reports
        return
    for name in names:
        path = FilePath(name)
        change = files.changes.get(path)
        try:
            document = read_document(path, name, change.new if change is not None else None)
        except FlowError:
            continue
        if not document.problems and _tests_this(document, files):
            yield document


def _tests_this(document: Document, files: FlowFiles) -> bool:
    """Return whether a file of tests is about this flow: it names none, or this one."""
    named = document.at_path(("flow",)) if isinstance(document.tree, dict) else None
    if named is None:
        return isinstance(document.tree, dict)
    try:
        location = locate_flow(document.name_beside(str(named)))
    except (FlowError, UsageError):
        return False
    return location.path is not None and location.path.resolve() == files.path.resolve()


def _paths_of(
    tree: Any, fields: frozenset[str], words: Iterable[str], base: Path, *, named: bool = False
) -> Iterator[Path]:
    """Yield the paths of the texts that are one of some words, and the value of one of some fields."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _paths_of(value, fields, words, (*base, key), named=key in fields)
    elif isinstance(tree, list):
        for index, item in enumerate(tree):
            yield from _paths_of(item, fields, words, (*base, index), named=named)
    elif named and isinstance(tree, str) and tree in words:
        yield base


def _given_paths(tree: Any, words: Iterable[str], base: Path) -> Iterator[Path]:
    """Yield the paths of the answers that ``given`` has under one of some words."""
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in items:
        if key == "given" and isinstance(value, dict):
            yield from ((*base, key, name) for name in value if name in words)
        yield from _given_paths(value, words, (*base, key))


def _row_paths(tree: Any, fields: frozenset[str], words: Iterable[str]) -> Iterator[Path]:
    """Yield the paths of such texts in tables, in the columns that stand for the whole value of such a field."""
    tests = tree.get("tests") if isinstance(tree, dict) else None
    for number, test in enumerate(tests if isinstance(tests, list) else ()):
        rows = test.get("each") if isinstance(test, dict) else None
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            for column, value in row.items() if isinstance(row, dict) else ():
                stands = f"{{{column}}}"
                if value in words and any(_paths_of(test, fields, (stands,), ())):
                    yield ("tests", number, "each", index, column)
