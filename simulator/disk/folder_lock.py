"""Folders held while files in them are looked at and replaced: of two programs, one waits for the other.

Whoever looks whether a file is still as it was read, and then replaces it, must not do both at once with somebody who
does the same: each would find the file as it was, and the later one would undo the earlier one's change. The lock is
the operating system's, on the folder itself, so that no file of ours is left there, and it goes with the process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


@contextmanager
def hold_folders(files: Iterable[Path]) -> Iterator[None]:
    """Hold the folders of some files, links resolved, after whoever holds them now; those that are not there are free.

    Windows, and a disk that has no locks, do without: the files are looked at all the same.
    """
    # Always in one order: two programs that each held what the other waits for would wait without an end.
    folders = sorted({os.path.dirname(os.path.realpath(file)) for file in files})  # noqa: PTH120 - as realpath gives it
    with ExitStack() as held:
        for folder in folders:
            held.enter_context(_hold_folder(folder))
        yield


@contextmanager
def _hold_folder(folder: str) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import fcntl

    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # not there, or not ours to read
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
