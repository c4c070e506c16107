"""Load the flow that a command line asks for, and say what loading noticed."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.work_step import WorkStep
from simulator.loader.flow_kinds import load_with_shelf
from simulator.loader.receptionist_file import Shelf
from simulator.loader.semantics_section import semantics_of
from simulator.loader.source_lines import Lines, lines_of_shelf
from simulator.text.document import FLOW_NEEDED, Document


class _CountingShelf(Shelf):
    """A shelf that shows how many files of a flow have been read."""

    __slots__ = ("_count", "_progress", "_total")

    def __init__(self, progress: ProgressLine, source: str) -> None:
        super().__init__(source)
        self._progress = progress
        self._count = 0
        self._total = 1

    def read_file(self, path: Path | None, name: str, *, needed: str = FLOW_NEEDED) -> Document:
        """Read a file, and show how many came before it. Raises as ``Shelf.read_file`` does."""
        self._progress.show(WorkStep(self._count, self._total, "files read"))
        document = super().read_file(path, name, needed=needed)
        if self._count == 0:  # once: the names of ten thousand files are not to be counted for each of them
            self._total += _count_files(document.tree)
        self._count += 1
        return document


def _count_files(tree: object) -> int:
    """Return how many receptionists of a flow's document are in files of their own."""
    receptionists = tree.get("receptionists") if isinstance(tree, dict) else None
    values = receptionists.values() if isinstance(receptionists, dict) else ()
    return sum(isinstance(value, str) for value in values)


def load_visibly(source: str | None, variant: str | None = None) -> tuple[Flow, Shelf]:
    """Load a flow, with progress on standard error once that takes over a second. Raises as ``load`` does."""
    with ProgressLine(timed=True) as progress:
        return load_with_shelf(source, variant, make_shelf=partial(_CountingShelf, progress))


def open_flow(options: argparse.Namespace) -> Flow:
    """The flow of ``FLOW`` and the flags of how to look at it; its notes go to standard error."""
    return open_flow_with_shelf(options)[0]


def open_flow_with_shelf(options: argparse.Namespace) -> tuple[Flow, Shelf]:
    """The same flow, and what it was loaded from: its documents and its other files."""
    flow, shelf = load_visibly(options.flow, getattr(options, "variant", None))
    return look_at_flow(options, flow), shelf


def look_at_flow(options: argparse.Namespace, flow: Flow) -> Flow:
    """A flow that was loaded, as the flags look at it; its notes go to standard error."""
    entry, semantics = getattr(options, "entry", None), getattr(options, "semantics", None)
    if entry is not None:
        flow = flow.entered_at(entry)
    if semantics is not None:
        flow = flow.with_semantics(semantics_of(semantics, flow.profiles))
    flow = ring_number(options, flow)
    dialect = getattr(options, "dialect", None)
    if dialect is not None:
        flow = flow.in_dialect(dialect)
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    return flow


def ring_number(options: argparse.Namespace, flow: Flow) -> Flow:
    """The flow as it is called on ``--number``, where the command line has it."""
    number = getattr(options, "number", None)
    if number is None:
        return flow
    if getattr(options, "entry", None) is not None:
        raise UsageError("--entry and --number both say where a call begins; use one of them")
    return flow.rung_at(number)


def open_flow_with_lines(options: argparse.Namespace) -> tuple[Flow, Lines]:
    """The same flow, and where its files say what it is."""
    flow, shelf = open_flow_with_shelf(options)
    return flow, asked_lines(options, shelf)


def asked_lines(options: argparse.Namespace, shelf: Shelf) -> Lines:
    """Return the lines that a flow came from, without those that flags override."""
    lines = lines_of_shelf(shelf)
    if options.semantics is not None:  # the command line says them, not flow.yaml
        lines = {key: source for key, source in lines.items() if key}
    return lines
