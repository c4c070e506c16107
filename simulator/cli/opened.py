"""Load the flow that a command line asks for, and say what loading noticed."""

from __future__ import annotations

import argparse

from simulator.cli.screen import complain
from simulator.config.flow import Flow
from simulator.load import load, opening, semantics_of
from simulator.load.lines import Lines, lines_of


def opened(asked: argparse.Namespace) -> Flow:
    """The flow of ``FLOW`` and the flags of how to look at it; its notes go to standard error."""
    flow = load(
        asked.flow,
        entry=getattr(asked, "entry", None),
        semantics=getattr(asked, "semantics", None),
        variant=getattr(asked, "variant", None),
    )
    dialect = getattr(asked, "dialect", None)
    if dialect is not None:
        flow = flow.in_dialect(dialect)
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    return flow


def opened_with_lines(asked: argparse.Namespace) -> tuple[Flow, Lines]:
    """The same flow, and where its files say what it is."""
    flow, shelf = opening.opened(asked.flow, asked.variant)
    if asked.entry is not None:
        flow = flow.entered_at(asked.entry)
    if asked.semantics is not None:
        flow = flow.under(semantics_of(asked.semantics))
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    lines = lines_of(shelf)
    if asked.semantics is not None:  # the command line says them, not flow.yaml
        lines = {key: source for key, source in lines.items() if key}
    return flow, lines
