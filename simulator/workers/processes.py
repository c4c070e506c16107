"""The abilities of this machine's processes, and pools of them.

A pool of the standard library leaves its processes behind, waiting, when the first process is killed; prints their
tracebacks after Ctrl-C; and calls one that was killed a broken pool. The pool here does none of that.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

from simulator.errors import WorkerLost


def can_fork() -> bool:
    """Return whether a process can be had that holds what this one holds (macOS's libraries do not survive it)."""
    return "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1


@contextmanager
def worker_pool(
    workers: int, initializer: Callable[..., object], arguments: tuple[Any, ...]
) -> Iterator[ProcessPoolExecutor]:
    """Processes in which ``initializer(*arguments)`` has run; they are there when this returns.

    At its end, nobody waits for what has not begun. Raises ``WorkerLost`` where a process has ended by itself.
    """
    context = get_context("fork" if can_fork() else "spawn")
    pool = ProcessPoolExecutor(workers, context, initializer=_start_worker, initargs=(initializer, *arguments))
    try:
        with hold_interrupts():
            started = [pool.submit(_nothing) for _ in range(workers)]  # a spawned one is not there before
        started[0].result()
        yield pool
    except BrokenExecutor:
        raise WorkerLost(
            "a worker process was killed or ran out of memory; run this again, with fewer processes"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def hold_interrupts() -> Iterator[None]:
    """Keep Ctrl-C until the end, and from processes that are forked meanwhile: they say when they ignore it.

    What must not be left half done is short; on Windows nothing is kept.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows, where nothing is forked
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker(initializer: Callable[..., object], *arguments: Any) -> None:
    with suppress(ValueError):  # signals are set in a main thread only
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends Ctrl-C to all processes; the first one tells
    threading.Thread(target=_end_with_parent, daemon=True).start()
    initializer(*arguments)


def _end_with_parent() -> None:
    """Wait until the process that started this one is gone, however it ended; then end too."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _nothing() -> None:
    """Do nothing."""
