"""The rows of a flow as they go to another process or machine: without what only people read."""

from __future__ import annotations

from dataclasses import replace

from simulator.config.flow import Flow
from simulator.tables.flow_table import FlowTable


def bare_table(flow: Flow) -> FlowTable:
    """Return a table of a flow without scripts, names of destinations, notes, claims, variants and paths.

    It compiles what it is asked for, as any other; ``compile_all`` before it travels saves each worker the time.
    """
    bare = replace(
        flow, recordings={}, destinations={}, profiles={}, notes=(), claims=(), checks=None, variants={}, source=""
    )
    return FlowTable(bare)
