"""Writing to an open file, pipe or device; and which paths mean one that is open already."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path

# as text: compiled when it is first used, which is seldom
_DESCRIPTOR = r"/(?:dev|proc/(?:self|thread-self|(?P<process>[0-9]+)))/fd/(?P<number>[0-9]+)"
_LINKS_MOST = 40


def open_descriptor(path: Path) -> int | None:
    """The number of the open file that a path such as /dev/stdout means; None: it is an ordinary path.

    It may stand for a file that the shell has opened (``> log.txt``), which is not to be replaced.
    """
    place = os.path.abspath(path)  # noqa: PTH100 - text, link by link
    for _ in range(_LINKS_MOST):
        descriptor = re.fullmatch(_DESCRIPTOR, place)
        if descriptor is not None:
            return int(descriptor["number"]) if descriptor["process"] in (None, str(os.getpid())) else None
        try:
            link = os.readlink(place)  # noqa: PTH115 - text, link by link
        except (OSError, ValueError):
            return None
        place = os.path.normpath(os.path.join(os.path.dirname(place), link))  # noqa: PTH118, PTH120
    return None


def write_after_output(handle: int, content: bytes) -> None:
    """Write after what was printed, where both go to one place, and close the handle."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    write_and_close(handle, content)


def write_and_close(handle: int, content: bytes) -> None:
    """Write all of it, to the disk where it is a file, and close the handle."""
    try:
        write_through(handle, content)
    except BaseException:
        with suppress(OSError):
            os.close(handle)
        raise
    os.close(handle)  # a failure here tells of a write that did not happen (NFS)


def write_through(handle: int, content: bytes) -> None:
    """Write all of it, to the disk where it is a file."""
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(handle, remaining) :]
    if stat.S_ISREG(os.fstat(handle).st_mode):
        os.fsync(handle)
