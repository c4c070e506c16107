"""``ivrsim replay``: past calls on the menu as it is now, and what becomes of them."""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import chain, islice
from pathlib import Path

from simulator.calendar.zones import load_zone
from simulator.cli.arguments import Parser, add_allow, add_format, add_variant
from simulator.cli.diff import open_side
from simulator.cli.flow_argument import load_visibly
from simulator.cli.main import INTERRUPTED
from simulator.cli.output_file import refuse_taken
from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.graph.replay.replay_count import ReplayCount
from simulator.graph.replay.seen_calls import AllCalls, RecentCalls, SeenCalls
from simulator.graph.work_step import WorkStep
from simulator.loader.column_map import FACTS, PRESETS, ColumnMap, read_column_map
from simulator.loader.record_rows import RecordRow, record_rows
from simulator.loader.recorded_call import BadRecord, CallReader
from simulator.report.replay_summary import ReplayResult, replay_json, replay_lines
from simulator.words.markup import dump_json

OVER = 1
"""The exit code where more calls land elsewhere than --fail-over allows."""

STEP = 1_000
"""Rows between two steps of the progress."""

HEAD = 1_000
"""The first rows, of which one at least has a column of keys."""

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
    parser.add_argument(
        "--map",
        metavar="MAP",
        help=f"which columns say what: {', '.join(PRESETS)}, or a YAML file with {', '.join(FACTS)}",
    )
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
    records = Path(options.records)
    columns = read_column_map(options.map) if options.map is not None else None
    flow, old = _open_flows(options)
    replay = _Replay(records, columns, ReplayCount(flow, old), exact=options.exact_duplicates)
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
    """One run: rows in, counts out."""

    def __init__(self, records: Path, columns: ColumnMap | None, count: ReplayCount, *, exact: bool) -> None:
        self._records = records
        self._columns = columns
        self._seen: SeenCalls = AllCalls() if exact else RecentCalls()
        self._rejected: list[tuple[str, str]] = []
        self.result = ReplayResult(records.name, count, Counter())

    def steps(self) -> Iterator[WorkStep]:
        """Replay row by row, with a step after every so many."""
        rows = record_rows(self._records)
        ahead = list(islice(rows, HEAD))
        if not ahead:
            return
        reader = self._reader_for(ahead)
        for row in chain(ahead, rows):
            self._replay_row(reader, row)
            if self.result.read % STEP == 0:
                yield WorkStep(self.result.read, 0, "calls")

    def _reader_for(self, ahead: Sequence[RecordRow]) -> CallReader:
        columns = _columns_of(ahead, PRESETS.values() if self._columns is None else [self._columns])
        zone = columns.timezone or self.result.count.flow.timezone
        return CallReader(columns, load_zone(zone) if zone else UTC)

    def _replay_row(self, reader: CallReader, row: RecordRow) -> None:
        result = self.result
        result.read += 1
        if row.fault:
            self._reject(row, row.fault)
            return
        try:
            call = reader.read_call(row.values)
            if call.call_id and self._seen.is_repeated(call.call_id):
                result.duplicates += 1
                return
            result.count.add_call(call)
        except BadRecord as error:
            self._reject(row, error.reason)

    def _reject(self, row: RecordRow, reason: str) -> None:
        self.result.rejected[reason] += 1
        if len(self._rejected) < REJECTS_MOST:
            self._rejected.append((row.place, reason))

    def rejects_csv(self) -> str:
        """Return the rows that could not be read: where, and why."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([("place", "reason"), *self._rejected])
        return text.getvalue()


def _columns_of(ahead: Sequence[RecordRow], maps: Iterable[ColumnMap]) -> ColumnMap:
    """Return the map whose names for keys the first rows have. Raises ``UsageError`` where none fits."""
    rows = [row for row in ahead if not row.fault]
    for columns in maps:
        names = [*columns.columns.get("keys", ()), *columns.columns.get("call_flow", ())]
        if not rows or any(name in row.values for row in rows for name in names):
            return columns
    known = ", ".join(sorted(map(str, rows[0].values))[:8]) or "none"
    raise UsageError(
        f"{rows[0].place}: no column has the keys of a call (the columns are {known}); name them in a file: "
        "--map MAP.yaml with columns: {keys: NAME}"
    )
