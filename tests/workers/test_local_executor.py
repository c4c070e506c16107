"""Chunks in processes of this machine: the same counts for any number of them, and after one is killed."""

import sys
from pathlib import Path

import pytest

from simulator.errors import WorkerLost
from simulator.workers.chunk_run import run_chunks
from simulator.workers.chunk_work import ChunkWork
from simulator.workers.local_executor import local_executor
from tests.workers.counting import KILL, Folder, Numbers, Sum, add_numbers, chunks_of, fail, sums_of, work_in


@pytest.mark.parametrize("workers", [1, 3])
def test_the_counts_are_the_same_for_any_number_of_processes(tmp_path: Path, workers: int) -> None:
    with local_executor(work_in(tmp_path), workers) as executor:
        counted = [(chunk.number, counts) for chunk, counts in run_chunks(executor, chunks_of(20))]
    assert counted == sums_of(20)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_of_the_work_is_raised_here(tmp_path: Path, workers: int) -> None:
    with local_executor(ChunkWork(fail, Folder(tmp_path)), workers) as executor, pytest.raises(LookupError):
        list(run_chunks(executor, chunks_of(5)))


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_process_that_is_killed_costs_a_retry(tmp_path: Path) -> None:
    with local_executor(work_in(tmp_path), 2) as executor:
        counted = [(chunk.number, counts) for chunk, counts in run_chunks(executor, chunks_of(20, {4: KILL, 11: KILL}))]
    assert counted == sums_of(20)


def kill_any(job: Folder, load: Numbers) -> Sum:
    """Kill whoever runs a chunk whose first number is 0, each time."""
    if not load.values[0]:
        (job.path / "0").unlink(missing_ok=True)
        return add_numbers(job, load._replace(signal=KILL))
    return add_numbers(job, load)


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_a_chunk_that_kills_every_process_is_given_up(tmp_path: Path) -> None:
    with (
        local_executor(ChunkWork(kill_any, Folder(tmp_path)), 2) as executor,
        pytest.raises(WorkerLost, match=r"^6 workers in turn were lost with the same 10 calls"),
    ):
        list(run_chunks(executor, chunks_of(1)))
