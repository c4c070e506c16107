"""Load the flow that a command line asks for, and say what loading noticed."""

from __future__ import annotations

import argparse

from simulator.cli.screen import complain
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.loader import flow_kinds
from simulator.loader.flow_kinds import load
from simulator.loader.semantics_section import semantics_of
from simulator.loader.source_lines import Lines, lines_of_shelf


def open_flow(options: argparse.Namespace) -> Flow:
    """The flow of ``FLOW`` and the flags of how to look at it; its notes go to standard error."""
    flow = load(
        options.flow,
        entry=getattr(options, "entry", None),
        semantics=getattr(options, "semantics", None),
        variant=getattr(options, "variant", None),
    )
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
    flow, shelf = flow_kinds.load_with_shelf(options.flow, options.variant)
    if options.entry is not None:
        flow = flow.entered_at(options.entry)
    flow = ring_number(options, flow)
    if options.semantics is not None:
        flow = flow.with_semantics(semantics_of(options.semantics))
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    lines = lines_of_shelf(shelf)
    if options.semantics is not None:  # the command line says them, not flow.yaml
        lines = {key: source for key, source in lines.items() if key}
    return flow, lines
