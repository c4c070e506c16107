"""``ivrsim odds --fit``: a persona out of past calls, as a file for ``--callers``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from simulator.cli.main import INTERRUPTED
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.errors import UsageError
from simulator.graph.replay.key_walk import KeyWalk
from simulator.graph.replay.past_landing import StartedCalls
from simulator.graph.replay.persona_fit import fit_persona
from simulator.graph.replay.record_chunks import RecordChunks
from simulator.graph.replay.round_acts import ActCounts
from simulator.graph.replay.seen_calls import RecentCalls
from simulator.graph.work_step import WorkStep
from simulator.loader.column_map import read_column_map
from simulator.report.persona_sheet import fit_json, sheet_lines
from simulator.tables.flow_table import FlowTable
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun


def print_fit(options: argparse.Namespace, flow: Flow) -> int:
    """Estimate a persona from the records of ``--fit``, and print its file."""
    estimate = _Estimate(options, flow)
    stopped = follow(estimate.steps())
    fit = fit_persona(estimate.counts)
    if not fit.rounds:
        raise UsageError(f"--fit {options.fit}: none of its {estimate.read:,} rows is a call to a menu of this flow")
    waits = [station.waits[0] for station in estimate.table.compile_all() if station.keypad is not None]
    if options.format == "json":
        say(dump_json(fit_json(fit, min(waits)), indent=2))
    else:
        say(*sheet_lines(flow, fit, estimate.source, min(waits)))
    if stopped is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    return 0


class _Estimate:
    """One run over the records."""

    def __init__(self, options: argparse.Namespace, flow: Flow) -> None:
        self._records = Path(options.fit)
        columns = read_column_map(options.map) if options.map is not None else None
        self._chunks = RecordChunks(self._records, columns, StartedCalls(flow), RecentCalls())
        self.table = FlowTable(flow)
        self.counts = ActCounts()
        self.read = self._rejected = self._duplicates = 0

    def steps(self) -> Iterator[WorkStep]:
        """Count chunk by chunk, with a step after each."""
        walk = KeyWalk(self.table)
        for chunk in self._chunks.read_chunks():
            for call in chunk.load:
                self.counts.add_call(walk, call)
            rows = self._chunks.take_tally(chunk.number)
            self.read += rows.read
            self._rejected += len(rows.rejected)
            self._duplicates += rows.duplicates
            yield WorkStep(self.read, 0, "calls")

    @property
    def source(self) -> str:
        """Return what the estimate rests on."""
        parts = [f"{self._records.name}: {count_noun(self.counts.calls, 'call', spell=False)}"]
        if self._duplicates:
            parts.append(f"{count_noun(self._duplicates, 'row', spell=False)} repeated a call")
        if self._rejected:
            parts.append(f"{count_noun(self._rejected, 'row', spell=False)} could not be used")
        return ", ".join(parts)
