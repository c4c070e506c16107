"""The work of a run: what is done with each chunk, what with all of them, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future


class ChunkCounts(Protocol):
    """What came of the calls of a chunk: integers that can be added up."""

    @property
    def calls(self) -> int:
        """How many calls they are of."""


Counts = TypeVar("Counts", bound=ChunkCounts)


class Chunk(NamedTuple):
    """One part of the work: its number from 0, how many ``calls`` it has, and what a worker needs to know of them.

    The ``load`` can be pickled; it may be the chunk's number.
    """

    number: int
    calls: int
    load: Any


class ChunkWork(NamedTuple, Generic[Counts]):
    """The work itself: ``run_chunk(job, load)``, a function of a module, and the job that all chunks have in common.

    Both can be pickled. A worker unpickles the job once, so it may keep there what it has looked up; a job belongs to
    one thread.
    """

    run_chunk: Callable[[Any, Any], Counts]
    job: Any

    def run(self, load: Any) -> Counts:
        """Return the counts of one chunk."""
        return self.run_chunk(self.job, load)


class ChunkExecutor(Protocol[Counts]):
    """Something that runs the chunks of one work, and can go on when workers are lost."""

    @property
    def workers(self) -> int:
        """How many chunks are run at a time."""

    @property
    def room(self) -> int:
        """How many chunks may be out at a time: those that run, and those that wait to."""

    def submit(self, chunk: Chunk) -> Future[Counts]:
        """Begin to run a chunk. Raises ``SimulatorError`` where nobody can."""

    def is_loss(self, error: BaseException) -> bool:
        """Return whether an error means that a chunk's worker is gone, so that it has to be sent again."""

    def submit_elsewhere(self, chunk: Chunk) -> Future[Counts] | None:
        """Run a chunk that is late on a worker that has nothing to do, too; None: there is no such worker."""

    def look_after_workers(self) -> None:
        """Raise ``SimulatorError`` where no worker is left that might do what is out; asked in quiet moments."""
