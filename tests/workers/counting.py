"""Work for workers: chunks of numbers, and chunks that end, stop or fail the process that runs them first."""

import os
import signal
from pathlib import Path
from typing import NamedTuple

from simulator.workers.chunk_work import Chunk, ChunkWork


class Sum(NamedTuple):
    """The sum of some numbers."""

    calls: int
    total: int


class Numbers(NamedTuple):
    """Some numbers, and what becomes of the process that adds them up first (nothing, or a signal)."""

    values: tuple[int, ...]
    signal: int = 0


class Folder(NamedTuple):
    """The job: where it is noted that something happened, so that it happens once."""

    path: Path


def add_numbers(job: Folder, load: Numbers) -> Sum:
    if load.signal:
        try:
            (job.path / str(load.values[0])).touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), load.signal)
    return Sum(len(load.values), sum(load.values))


def lose_one(job: Folder, load: Numbers) -> Sum:
    return Sum(len(load.values) - 1, sum(load.values))


def fail(job: Folder, load: Numbers) -> Sum:
    raise LookupError(f"no {load.values[0]}")


def work_in(folder: Path) -> ChunkWork[Sum]:
    return ChunkWork(add_numbers, Folder(folder))


def chunks_of(count: int, signals: dict[int, int] | None = None) -> list[Chunk]:
    """Chunks of ten numbers each; some of them send a signal to the first that adds them up."""
    return [
        Chunk(number, 10, Numbers(tuple(range(10 * number, 10 * number + 10)), (signals or {}).get(number, 0)))
        for number in range(count)
    ]


def sums_of(count: int) -> list[tuple[int, Sum]]:
    """What comes of these chunks, whoever counts them."""
    return [(number, Sum(10, sum(range(10 * number, 10 * number + 10)))) for number in range(count)]


KILL = int(getattr(signal, "SIGKILL", 0))
STOP = int(getattr(signal, "SIGSTOP", 0))
