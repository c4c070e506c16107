"""A chunk as a worker receives it: loading it runs it, with a job that the worker keeps."""

import pickle
from pathlib import Path

import pytest

from simulator.workers.chunk_task import OtherBuild, PackedChunk, PackedWork, pack_work, program_build
from simulator.workers.chunk_work import ChunkWork
from tests.workers.counting import Folder, Numbers, Sum, add_numbers, work_in


def deliver(work: PackedWork, *values: int) -> Sum | None:
    """What a worker returns for a chunk: Dask unpickles it there."""
    counts: Sum | None = pickle.loads(pickle.dumps(PackedChunk(work, pickle.dumps(Numbers(values)))))
    return counts


def test_a_job_is_sent_once_and_kept(tmp_path: Path) -> None:
    works = [pack_work(work_in(tmp_path / name)) for name in "abc"]
    bare = [work._replace(content=None) for work in works]
    assert deliver(bare[0], 1, 2) is None
    assert [deliver(work, 1, 2) for work in works] == [Sum(2, 3)] * 3
    assert [deliver(work, 1, 2) for work in bare] == [None, Sum(2, 3), Sum(2, 3)]


def test_another_program_does_not_count(tmp_path: Path) -> None:
    packed = pack_work(ChunkWork(add_numbers, Folder(tmp_path)))
    other = packed._replace(build=packed.build._replace(sources="0" * 12))
    with pytest.raises(OtherBuild) as refused:
        deliver(other, 1)
    runs, this = f"runs {program_build()}, and", f"this is ivrsim 0.1.0 (000000000000) on Python {packed.build.python};"
    assert f"{runs} {this} install the same on all workers" in str(refused.value)
