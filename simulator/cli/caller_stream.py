"""Callers of ``ivrsim play --callers``: lines in, records out, in the same order, in one process or in several.

What has come in at once is one *batch*. Its records are out before the next batch is awaited, so whoever pipes in one
caller at a time has each record before the next caller, and a file does not pay for that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from queue import Queue
from threading import BoundedSemaphore, Thread
from typing import NamedTuple, Protocol

from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.callers.rehearsal import Rehearsal
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import say_bytes
from simulator.errors import ScriptError, SimulatorError
from simulator.gc_pause import pause_gc
from simulator.graph.work_step import WorkStep
from simulator.words.markup import dump_json
from simulator.words.sanitizer import OutputText
from simulator.workers.processes import worker_pool

LINE_MOST = 1_000_000
"""Bytes of one line; 1,000 steps fit many times over."""

BATCH_BYTES = 1 << 16
"""Bytes that are taken from the stream at once, at most."""

BATCHES_AHEAD = 4
"""Batches for each process that wait for their turn: enough to keep it busy, and no more memory than that."""

TEXT_MOST = 1_000_000
"""Characters of records that are held back, about: a line of ``{}`` may have a record of megabytes."""

LINES_AT_FIRST = 200
"""Lines of a batch for another process, until it is known how long their records are."""


class ByteStream(Protocol):
    """A file or a pipe of callers.

    It has no buffer: a thread that waits in one keeps its lock, and Python cannot end while it does.
    """

    def read(self, size: int, /) -> bytes:
        """Return what has come in, at most ``size`` bytes; wait for something where nothing has."""


class StreamLine(NamedTuple):
    """One line that is not blank, by its number from 1; of one that is too long, its beginning."""

    number: int
    line: bytes


class BatchResult(NamedTuple):
    """The records of some lines as printed, and how many lines these are, could not be played, and missed the target.

    JSON is ASCII: as bytes, it comes from another process and leaves this one without being copied as text.
    """

    text: bytes
    lines: int
    failed: int
    missed: int


class StreamPlayer:
    """Plays lines through one flow; ``target`` is what their calls should reach, if anything."""

    def __init__(self, rehearsal: Rehearsal, target: str | None) -> None:
        self.bulk = BulkRehearsal(rehearsal)
        self.target = target
        self._records: list[OutputText] = []
        self._failed = 0
        self._missed = 0

    def play_line(self, caller_line: StreamLine) -> OutputText:
        """The record of one caller; in place of one that cannot be played, its error."""
        try:
            record = self.bulk.play_line(_decode_line(caller_line.line))
        except SimulatorError as error:
            self._failed += 1
            return dump_json({"line": caller_line.number, "error": str(error)})
        if self.target is not None and not record.outcome.reaches(self.target):
            self._missed += 1
        return record.line

    def play_lines(self, lines: Iterable[StreamLine]) -> None:
        """Play lines until all are played or their records are as long as ``TEXT_MOST``."""
        length = 0
        with pause_gc(lasting=False):
            for line in lines:
                record = self.play_line(line)
                self._records.append(record)
                length += len(record)
                if length >= TEXT_MOST:
                    return

    def take_result(self) -> BatchResult:
        """The records since the last result."""
        text = b"".join([record.encode("ascii") + b"\n" for record in self._records])
        result = BatchResult(text, len(self._records), self._failed, self._missed)
        self._records, self._failed, self._missed = [], 0, 0
        return result


def play_stream(rehearsal: Rehearsal, stream: ByteStream, target: str | None, workers: int) -> tuple[int, int]:
    """Print the record of each line; how many could not be played, and how many did not reach the target."""
    batches = (batch for batch in read_batches(stream) if batch)
    printer = _ResultPrinter()
    with printer.progress:
        if workers > 1:
            _ProcessRun(rehearsal, target, workers).play_batches(batches, printer)
            return printer.failed, printer.missed
        player = StreamPlayer(rehearsal, target)
        for batch in batches:
            rest = batch
            while rest:
                try:
                    player.play_lines(rest)
                finally:  # Ctrl-C leaves what has been played
                    result = player.take_result()
                    printer.print_result(result)
                rest = rest[result.lines :]
    return printer.failed, printer.missed


class _ResultPrinter:
    """Prints results, and adds up what became of their lines."""

    def __init__(self) -> None:
        self.progress = ProgressLine(shown=not sys.stdout.isatty())  # records that scroll by show it themselves
        self.played = 0
        self.failed = 0
        self.missed = 0

    def print_result(self, result: BatchResult) -> None:
        """Print the records, at once; a result without any was interrupted."""
        if result.lines:
            self.progress.clear()
            say_bytes(result.text)
            sys.stdout.flush()
        self.played += result.lines
        self.failed += result.failed
        self.missed += result.missed
        self.progress.show(WorkStep(self.played, 0, "callers"))


def read_batches(stream: ByteStream) -> Iterator[list[StreamLine]]:
    """Yield the lines that have come in, as they come in; of a line that is too long no more than its beginning."""
    number, rest, skips = 0, b"", False
    while chunk := stream.read(BATCH_BYTES):
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
        raise ScriptError('not a JSON object; use one with steps, such as {"steps": [{"press": "9"}]}')
    return text


# -- several processes ------------------------------------------------------------------------------


class _SentBatch(NamedTuple):
    """Lines that a process of the pool plays, and its result to come."""

    lines: Sequence[StreamLine]
    result: Future[BatchResult]


class _ProcessRun:
    """One run in several processes.

    A thread reads, so that what has been played is out while the next caller is awaited.
    """

    def __init__(self, rehearsal: Rehearsal, target: str | None, workers: int) -> None:
        self._player = rehearsal, target
        self._workers = workers
        self._sent: Queue[_SentBatch | BaseException | None] = Queue()
        self._room = BoundedSemaphore(workers * BATCHES_AHEAD)
        self._lines_most = LINES_AT_FIRST

    def play_batches(self, batches: Iterable[Sequence[StreamLine]], printer: _ResultPrinter) -> None:
        """Play the batches, and print their results in order."""
        with worker_pool(self._workers, _start_player, self._player) as pool:  # it begins before there is a thread
            Thread(target=self._send_batches, args=(pool, batches), daemon=True).start()
            while (sent := self._sent.get()) is not None:
                if isinstance(sent, BaseException):
                    raise sent
                self._print_batch(pool, sent, printer)
                self._room.release()

    def _send_batches(self, pool: ProcessPoolExecutor, batches: Iterable[Sequence[StreamLine]]) -> None:
        try:
            for batch in batches:
                rest = batch
                while rest:
                    self._room.acquire()
                    lines, rest = rest[: self._lines_most], rest[self._lines_most :]
                    self._sent.put(_SentBatch(lines, pool.submit(_play_lines, lines)))
        except Exception as error:
            self._sent.put(error)
        else:
            self._sent.put(None)

    def _print_batch(self, pool: ProcessPoolExecutor, sent: _SentBatch, printer: _ResultPrinter) -> None:
        rest, result = sent.lines, sent.result.result()
        while True:
            printer.print_result(result)
            rest = rest[result.lines :]
            self._lines_most = max(1, TEXT_MOST * result.lines // len(result.text))
            if not rest:
                return
            result = pool.submit(_play_lines, rest).result()


_players: list[StreamPlayer] = []
"""The player of a process of the pool."""


def _start_player(rehearsal: Rehearsal, target: str | None) -> None:
    _players[:] = [StreamPlayer(rehearsal, target)]


def _play_lines(lines: Sequence[StreamLine]) -> BatchResult:
    player = _players[0]
    player.play_lines(lines)
    return player.take_result()
