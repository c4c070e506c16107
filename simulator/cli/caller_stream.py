"""Callers of ``ivrsim play --callers``: lines in, records out, in the same order, in one process or in several.

What has come in at once is one *batch*. Its records are out before the next batch is awaited, so whoever pipes in one
caller at a time has each record before the next caller, and a file does not pay for that.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from queue import Queue
from threading import BoundedSemaphore, Thread
from typing import NamedTuple, Protocol

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.processes import can_fork
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import say
from simulator.errors import ScriptError, SimulatorError
from simulator.graph.reach.gc_pause import pause_gc
from simulator.graph.work_step import WorkStep
from simulator.words.markup import dump_json
from simulator.words.sanitizer import OutputText, join_lines

LINE_MOST = 1_000_000
"""Bytes of one line; 1,000 steps fit many times over."""

BATCH_BYTES = 1 << 16
"""Bytes that are taken from the stream at once, at most."""

BATCHES_AHEAD = 4
"""Batches for each process that wait for their turn: enough to keep it busy, and no more memory than that."""


class ByteStream(Protocol):
    """A file or a pipe of callers."""

    def read1(self, size: int, /) -> bytes:
        """Return what has come in, at most ``size`` bytes; wait for something where nothing has."""


class StreamLine(NamedTuple):
    """One line that is not blank, by its number from 1; of one that is too long, its beginning."""

    number: int
    line: bytes


class BatchResult(NamedTuple):
    """The records of a batch as text, and how many lines it had, could not be played, and missed the target."""

    text: OutputText
    lines: int
    failed: int
    missed: int


class StreamPlayer:
    """Plays lines through one flow; ``target`` is what their calls should reach, if anything."""

    def __init__(self, rehearsal: Rehearsal, target: str | None) -> None:
        self.bulk = BulkRehearsal(rehearsal)
        self.target = target
        self.failed = 0
        self.missed = 0

    def play_line(self, caller_line: StreamLine) -> OutputText:
        """The record of one caller; in place of one that cannot be played, its error."""
        try:
            record = self.bulk.play_line(_decode_line(caller_line.line))
        except SimulatorError as error:
            self.failed += 1
            return dump_json({"line": caller_line.number, "error": str(error)})
        if self.target is not None and not record.outcome.reaches(self.target):
            self.missed += 1
        return record.line

    def play_batch(self, batch: Sequence[StreamLine]) -> BatchResult:
        """The records of a batch, and what became of its lines."""
        self.failed = self.missed = 0
        with pause_gc():
            text = join_lines([self.play_line(line) for line in batch])
        return BatchResult(text, len(batch), self.failed, self.missed)


def play_stream(rehearsal: Rehearsal, stream: ByteStream, target: str | None, workers: int) -> tuple[int, int]:
    """Print the record of each line; how many could not be played, and how many did not reach the target."""
    batches = (batch for batch in read_batches(stream) if batch)
    if workers > 1:
        return _print_results(_play_in_processes(rehearsal, batches, target, workers))
    player, played = StreamPlayer(rehearsal, target), 0
    with _progress() as progress:
        for batch in batches:
            records: list[OutputText] = []
            try:
                with pause_gc():
                    for line in batch:
                        records.append(player.play_line(line))  # noqa: PERF401  # Ctrl-C leaves what has been played
            finally:
                if records:
                    progress.clear()
                    say(*records)
                    sys.stdout.flush()
            played += len(batch)
            progress.show(WorkStep(played, 0, "callers"))
    return player.failed, player.missed


def _progress() -> ProgressLine:
    return ProgressLine(shown=not sys.stdout.isatty())  # records that scroll by show it themselves


def read_batches(stream: ByteStream) -> Iterator[list[StreamLine]]:
    """Yield the lines that have come in, as they come in; of a line that is too long no more than its beginning."""
    number, rest, skips = 0, b"", False
    while chunk := stream.read1(BATCH_BYTES):
        *lines, rest = (rest + chunk).split(b"\n")
        batch = []
        for line in lines:
            if skips:  # the end of a line whose beginning was given
                skips = False
                continue
            number += 1
            if line.strip():
                batch.append(StreamLine(number, line[: LINE_MOST + 1]))
        if skips:
            rest = b""
        elif len(rest) > LINE_MOST:
            number, skips = number + 1, True
            batch.append(StreamLine(number, rest[: LINE_MOST + 1]))
            rest = b""
        yield batch
    if rest.strip() and not skips:
        yield [StreamLine(number + 1, rest)]


def _decode_line(line: bytes) -> str:
    if len(line) > LINE_MOST:
        raise ScriptError(f"the line has more than {LINE_MOST:,} bytes; split the script, or use fewer steps")
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ScriptError(f"the line is not UTF-8: see its byte {error.start + 1}") from None
    if not text.startswith("{"):
        raise ScriptError('not a JSON object; use one with steps, such as {"steps": ["9"]}')
    return text


# -- several processes ------------------------------------------------------------------------------


def _play_in_processes(
    rehearsal: Rehearsal, batches: Iterable[list[StreamLine]], target: str | None, workers: int
) -> Iterator[BatchResult]:
    """Yield the results of the batches, in order.

    A thread reads, so that what has been played is out while the next caller is awaited.
    """
    context = get_context("fork" if can_fork() else "spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start_player, initargs=(rehearsal, target)) as pool:
        pool.submit(_nothing).result()  # the processes begin before there is a thread
        results: Queue[Future[BatchResult] | BaseException | None] = Queue()
        room = BoundedSemaphore(workers * BATCHES_AHEAD)
        Thread(target=_submit_batches, args=(pool, batches, results, room), daemon=True).start()
        try:
            while (result := results.get()) is not None:
                if isinstance(result, BaseException):
                    raise result
                yield result.result()
                room.release()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # after Ctrl-C nobody waits for what has not begun


def _submit_batches(
    pool: ProcessPoolExecutor,
    batches: Iterable[list[StreamLine]],
    results: Queue[Future[BatchResult] | BaseException | None],
    room: BoundedSemaphore,
) -> None:
    try:
        for batch in batches:
            room.acquire()
            results.put(pool.submit(_play_batch, batch))
    except Exception as error:
        results.put(error)
    else:
        results.put(None)


def _print_results(results: Iterable[BatchResult]) -> tuple[int, int]:
    failed = missed = played = 0
    with _progress() as progress:
        for result in results:
            progress.clear()
            say(result.text)
            sys.stdout.flush()
            played, failed, missed = played + result.lines, failed + result.failed, missed + result.missed
            progress.show(WorkStep(played, 0, "callers"))
    return failed, missed


_players: list[StreamPlayer] = []
"""The player of a process of the pool."""


def _start_player(rehearsal: Rehearsal, target: str | None) -> None:
    with suppress(ValueError):  # signals are set in a main thread only
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all processes; the first one tells
    _players[:] = [StreamPlayer(rehearsal, target)]


def _play_batch(batch: list[StreamLine]) -> BatchResult:
    return _players[0].play_batch(batch)


def _nothing() -> None:
    """Do nothing."""
