"""``ivrsim replay``: past calls on the menu as it is now, and what becomes of them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from simulator.cli.arguments import Parser, add_allow, add_format, add_variant
from simulator.cli.diff import open_side
from simulator.cli.flow_argument import load_visibly
from simulator.cli.main import INTERRUPTED
from simulator.cli.output_file import refuse_taken
from simulator.cli.progress import follow, partial_note
from simulator.cli.record_flags import add_map
from simulator.cli.screen import complain, say
from simulator.cli.worker_flags import add_workers, check_workers, open_executor
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.graph.replay.landing_counts import LandingCounts
from simulator.graph.replay.past_landing import StartedCalls
from simulator.graph.replay.record_chunks import RecordChunks, RowTally
from simulator.graph.replay.replay_count import ReplayCount
from simulator.graph.replay.replay_job import count_calls, replay_job
from simulator.graph.replay.seen_calls import AllCalls, RecentCalls
from simulator.graph.work_step import WorkStep
from simulator.loader.column_map import read_column_map
from simulator.report.recording_sheet import csv_table
from simulator.report.replay_summary import WHY_UNKNOWN, ReplayResult, replay_json, replay_lines
from simulator.words.markup import dump_json
from simulator.workers.chunk_run import run_chunks
from simulator.workers.chunk_work import ChunkWork

OVER = 1
"""The exit code where more calls land elsewhere than --fail-over allows."""

REJECTS_MOST = 100_000
"""Bad rows that are listed one by one; further ones are counted."""


def _build_parser() -> Parser:
    parser = Parser(
        "replay",
        "play the keys of past calls to a flow, and count who lands elsewhere than then",
        "ivrsim replay calls.csv flows/clinic --against git:HEAD",
    )
    parser.add_argument("records", metavar="RECORDS", help="past calls: a .csv, .json, .jsonl or .parquet file")
    parser.add_argument("flow", nargs="?", metavar="FLOW", help="the flow as it is to be (default: the nearest)")
    parser.add_argument("--against", metavar="OLD", help="the flow as it was: a FLOW, or git:REV[:PATH]")
    add_map(parser)
    parser.add_argument("--semantics", metavar="PROFILE", help="how the engine behaves, for both flows")
    add_variant(parser)
    add_allow(parser)
    parser.add_argument("--rejects", metavar="FILE", help="list the rows that cannot be read, with the reason, as CSV")
    parser.add_argument("--force", action="store_true", help="overwrite the file of --rejects if it exists")
    parser.add_argument(
        "--exact-duplicates",
        action="store_true",
        help="find calls listed twice however far apart, on disk (default: within 1,000,000 rows)",
    )
    parser.add_argument(
        "--fail-over", metavar="PERCENT", help="exit 1 if more of the calls than this land elsewhere or in a dead end"
    )
    add_workers(parser)
    add_format(parser, "text", "json")
    return parser


def run(arguments: list[str]) -> int:
    """Replay and print; exit 1 where --fail-over says so."""
    options = _build_parser().read_arguments(arguments)
    most = _read_percent(options.fail_over)
    if options.rejects is not None:
        refuse_taken(Path(options.rejects), force=options.force, flag="--rejects")
        if Path(options.rejects).exists() and Path(options.rejects).samefile(options.records):
            raise UsageError(f"--rejects {options.rejects}: is the file of the records; use another")
    check_workers(options)
    replay = _Replay(options, *_open_flows(options))
    stopped = follow(replay.steps(), timed=False)
    if options.rejects is not None:
        replace_text(Path(options.rejects), replay.rejects_csv())
    result = replay.result
    if options.format == "json":
        say(dump_json({**replay_json(result), **({"partial": True} if stopped else {})}, indent=2))
    else:
        say(*replay_lines(result))
    if stopped is not None:
        (complain if options.format == "json" else say)(partial_note(stopped))
        return INTERRUPTED
    if most is not None and not result.count.compared:
        why = f"of the calls, none could be compared: {WHY_UNKNOWN}" if result.count.unknown else "no call was read"
        raise UsageError(f"--fail-over {options.fail_over}: {why}")
    return OVER if most is not None and result.share_elsewhere > most else 0


def _read_percent(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        percent = float(text.rstrip("% "))
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise UsageError(f"--fail-over {text}: use a percentage from 0 to 100")
    return percent


def _open_flows(options: argparse.Namespace) -> tuple[Flow, Flow | None]:
    from simulator.loader.semantics_section import semantics_of

    flow, _ = load_visibly(options.flow, options.variant)
    old = open_side(options.against, options.flow) if options.against is not None else None
    if options.semantics is not None:
        flow = flow.with_semantics(semantics_of(options.semantics, flow.profiles))
        old = old and old.with_semantics(semantics_of(options.semantics, old.profiles))
    return flow, old


class _Replay:
    """One run: chunks of rows out, counts in."""

    def __init__(self, options: argparse.Namespace, flow: Flow, old: Flow | None) -> None:
        seen = AllCalls() if options.exact_duplicates else RecentCalls()
        columns = read_column_map(options.map) if options.map is not None else None
        records = Path(options.records)
        self._options = options
        self._chunks = RecordChunks(records, columns, StartedCalls(flow, old), seen)
        self._work = ChunkWork(count_calls, replay_job(flow, old))
        self._rejected: list[tuple[str, str]] = []
        self.result = ReplayResult(records.name, ReplayCount(flow, old), Counter())

    def steps(self) -> Iterator[WorkStep]:
        """Replay chunk by chunk, with a step after each."""
        with open_executor(self._options, self._work) as executor:
            for chunk, counts in run_chunks(executor, self._chunks.read_chunks()):
                self._add_chunk(self._chunks.take_tally(chunk.number), counts)
                yield WorkStep(self.result.read, 0, "calls")

    def _add_chunk(self, rows: RowTally, counts: LandingCounts) -> None:
        result = self.result
        result.read += rows.read
        result.duplicates += rows.duplicates
        result.rejected.update(reason for _, reason in rows.rejected)
        self._rejected += rows.rejected[: REJECTS_MOST - len(self._rejected)]
        result.count.add_counts(counts)

    def rejects_csv(self) -> str:
        """Return the rows that could not be used: where, and why."""
        return f"{csv_table(('place', 'reason'), self._rejected)}\n"
