"""The flags that say who works: processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.workers.chunk_work import ChunkExecutor, ChunkWork, Counts

WORKERS_MOST = 256


def add_workers(parser: Parser) -> None:
    """Add ``--workers`` and ``--on``."""
    parser.add_argument(
        "--workers", metavar="N", help="number of processes, or auto (default: 1); the result is the same for any"
    )
    parser.add_argument(
        "--on", metavar="ADDRESS", help="work on a Dask cluster: the address of its scheduler, dask://HOST:PORT"
    )


def parse_workers(text: str | None) -> int:
    """Return a number of processes: 1 where none is given. Raises ``UsageError``."""
    if text is None:
        return 1
    if text == "auto":
        return os.cpu_count() or 1
    if text.isascii() and text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= WORKERS_MOST:
        return int(text)
    raise UsageError(f"--workers {text}: use a number of processes from 1 to {WORKERS_MOST}, or auto")


def check_workers(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` for flags that no work could be done with, before anything is loaded."""
    parse_workers(options.workers)
    if options.on is not None:
        from simulator.workers.dask_client import parse_address

        parse_address(options.on)
        if options.workers is not None:
            raise UsageError("--on and --workers both say who works; the cluster has its own workers: use one of them")


@contextmanager
def open_executor(options: argparse.Namespace, work: ChunkWork[Counts]) -> Iterator[ChunkExecutor[Counts]]:
    """Whoever works, as the flags say. Raises ``UsageError`` for a scheduler that cannot be reached."""
    if options.on is not None:
        from simulator.workers.dask_executor import dask_executor

        with dask_executor(work, options.on) as executor:
            yield executor
        return
    from simulator.workers.local_executor import local_executor

    with local_executor(work, parse_workers(options.workers)) as executor:
        yield executor
