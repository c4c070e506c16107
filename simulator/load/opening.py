"""A FLOW of any kind -> a flow: which of the kinds a document is."""

from __future__ import annotations

import gc
import os
from pathlib import Path, PurePath

from simulator.config.flow import Flow
from simulator.config.values import shown
from simulator.errors import FlowError
from simulator.load.catalogue import Catalogue
from simulator.load.document import Document
from simulator.load.find import FLOW_FILES, find
from simulator.load.names import resolve
from simulator.load.receptionist import Shelf, read_receptionist
from simulator.wire import vr

SECTIONS = frozenset(
    {"entry", "numbers", "semantics", "receptionists", "recordings", "destinations", "claims", "checks", "variants"}
)
"""The fields of flow.yaml, known here without its model: one receptionist needs none of it."""

_FIELDS = frozenset(vr.WRITE_NAMES.values())
_WANTED = "a receptionist (name, destination_type, ...), a flow (receptionists: ...) or a provider's answer in JSON"


def load(
    source: str | os.PathLike[str] | None = None,
    *,
    entry: str | None = None,
    semantics: str | None = None,
    variant: str | None = None,
) -> Flow:
    """The flow that a FLOW means: a file, a folder, a provider's answer, ``example:NAME`` or ``-``.

    Without a source, the nearest flow.yaml upwards from here. ``entry`` names the receptionist that
    a call reaches first, by key, id or unique name; ``semantics`` a profile; both win over the flow's.
    ``variant`` is the one of the flow's variants that holds. Raises ``FlowError`` with every problem of
    every file, ``UsageError`` for a path, an entry, a profile or a variant that leads nowhere.
    """
    flow = opened(source, variant)[0]
    if entry is not None:
        flow = flow.entered_at(entry)
    if semantics is not None:
        from simulator.load.semantics import semantics_of

        flow = flow.under(semantics_of(semantics))
    return flow


def opened(source: str | os.PathLike[str] | None, variant: str | None = None) -> tuple[Flow, Shelf]:
    """The flow (in one of its variants), and what it was made from. Raises as ``load`` does."""
    found = find(source)
    flow, shelf = gathered(found.path, found.name, Shelf(found.name if source is None else os.fspath(source)))
    if shelf.problems:
        raise FlowError(shelf.problems)
    if variant is not None:
        flow = flow.varied(variant)
        shelf.drafts.update(shelf.variants[variant])
    return flow, shelf


def gathered(path: Path | None, name: str, shelf: Shelf) -> tuple[Flow, Shelf]:
    """What a file holds, whole or not: where ``shelf.problems`` has some, the flow means nothing by itself.

    The cycle collector rests meanwhile: all that is built stays, and looking it through again and
    again takes half the time of ten thousand receptionists. Raises ``FlowError`` where there is no tree.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        shelf.document = shelf.read(path, name)
        return _read(shelf, shelf.document), shelf
    finally:
        if collects:
            gc.enable()


def _read(shelf: Shelf, document: Document) -> Flow:
    tree = document.tree
    if _is_flow(document):
        from simulator.load.flow import read_flow

        return read_flow(shelf, document)
    if document.syntax == "json":
        from simulator.load.answer import answer_items, read_answer, refusal

        if found := answer_items(tree):
            return read_answer(shelf, document, *found)
        if refused := refusal(tree):
            raise FlowError([document.problem((), refused)])
    return _read_alone(shelf, document)


def is_answer(document: Document) -> bool:
    """Whether a document is a provider's answer, and not a flow whose claims are a list, too."""
    from simulator.load.answer import answer_items

    return document.syntax == "json" and not _is_flow(document) and answer_items(document.tree) is not None


def _is_flow(document: Document) -> bool:
    """Whether a document is a flow's: it has one of its sections (or its name), and no receptionist's field."""
    tree = document.tree
    if not isinstance(tree, dict):
        return False
    if "receptionists" in tree:  # a list of them in JSON is an answer
        return document.syntax == "yaml" or not isinstance(tree["receptionists"], list)
    called_so = PurePath(document.name).name in FLOW_FILES
    return (called_so or not SECTIONS.isdisjoint(tree)) and _FIELDS.isdisjoint(tree)


def _read_alone(shelf: Shelf, document: Document) -> Flow:
    """One receptionist: its key is the file's stem, and there is no catalogue."""
    key = "main" if document.is_stdin else PurePath(document.name).stem
    if not isinstance(document.tree, dict):
        what = "holds nothing" if document.tree is None else f"{shown(document.tree)} is no flow"
        shelf.problems.append(document.problem((), f"{what}; {_WANTED} is needed"))
    else:
        shelf.keys[key] = None
        read_receptionist(shelf, key, document, (), document.tree)
    models = resolve(shelf, Catalogue(exists=False))
    return Flow(entry=key, receptionists=models, source=shelf.source, notes=tuple(shelf.notes))
