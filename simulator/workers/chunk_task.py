"""A chunk at the worker of a cluster: which program runs there, and the job that it has been given before.

A job is sent when a worker does not have it yet, so a worker that joins late, or again, needs no other care.

A chunk travels as a pickle that runs the chunk when it is loaded, and the task is ``pickle.loads``. So the scheduler
need not have this program; and a worker that lacks it raises ``ImportError`` in the task, where a function of ours as
the task would end the worker's connection, and tell nobody why.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
import socket
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import local
from typing import Any

from simulator.errors import SimulatorError
from simulator.fast_classes import NamedTuple
from simulator.workers.chunk_work import ChunkCounts, ChunkWork

JOBS_MOST = 2
"""So many jobs are kept by a worker; two runs may use it at a time."""


class ProgramBuild(NamedTuple):
    """What has to be the same wherever one run is worked on: the version, its sources, and Python's version."""

    version: str
    sources: str
    python: str

    def __str__(self) -> str:
        return f"ivrsim {self.version} ({self.sources}) on Python {self.python}"


class OtherBuild(SimulatorError):
    """A worker that runs another program: it might count otherwise."""


class PackedWork(NamedTuple):
    """A work on its way: ``digest`` tells it from others; ``content`` is None where the worker should have it."""

    build: ProgramBuild
    digest: str
    content: bytes | None


def pack_work(work: ChunkWork[Any]) -> PackedWork:
    """Return a work as it travels."""
    content = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
    return PackedWork(program_build(), hashlib.sha256(content).hexdigest(), content)


@cache
def program_build() -> ProgramBuild:
    """Return what runs here. Sources tell builds of one version apart; where they cannot be read, none does."""
    digest = hashlib.sha256()
    package = sys.modules[__name__.partition(".")[0]]  # this program, which nothing of it imports
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*.py")):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return ProgramBuild(package.__version__, digest.hexdigest()[:12], platform.python_version())


class _ThreadJobs(local):
    """The jobs of one thread: what a job has looked up is not to be shared."""

    def __init__(self) -> None:
        self.works: dict[str, ChunkWork[Any]] = {}


_jobs = _ThreadJobs()


class PackedChunk(NamedTuple):
    """A chunk on its way to the worker that loads it."""

    work: PackedWork
    load: bytes

    def __reduce__(self) -> tuple[Callable[..., ChunkCounts | None], tuple[PackedWork, bytes]]:
        return run_packed, (self.work, self.load)


def run_packed(packed: PackedWork, load: bytes) -> ChunkCounts | None:
    """Return the counts of a chunk; None: the job has to be sent along. Raises ``OtherBuild``."""
    if packed.build != program_build():
        raise OtherBuild(
            f"the worker on {socket.gethostname()} runs {program_build()}, and this is {packed.build}; install the "
            "same on all workers"
        )
    work = _jobs.works.get(packed.digest)
    if work is None:
        if packed.content is None:
            return None
        while len(_jobs.works) >= JOBS_MOST:
            del _jobs.works[next(iter(_jobs.works))]
        work = _jobs.works[packed.digest] = pickle.loads(packed.content)
    counts: ChunkCounts = work.run(pickle.loads(load))
    return counts
