"""Load the flow that a command line asks for, and say what loading noticed."""

from __future__ import annotations

import argparse

from simulator.cli.screen import complain
from simulator.config.flow import Flow
from simulator.load import load


def opened(asked: argparse.Namespace) -> Flow:
    """The flow of ``FLOW``, ``--entry``, ``--semantics`` and ``--variant``; its notes go to standard error."""
    flow = load(
        asked.flow,
        entry=getattr(asked, "entry", None),
        semantics=getattr(asked, "semantics", None),
        variant=getattr(asked, "variant", None),
    )
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    return flow
