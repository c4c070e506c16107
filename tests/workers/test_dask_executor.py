"""Chunks on a real scheduler and real workers, of which one is killed, stopped, or has another program."""

import shutil
import sys
from pathlib import Path

import pytest

from simulator.errors import CountMismatch, UsageError, WorkerLost
from simulator.workers import dask_executor as module
from simulator.workers.chunk_run import run_chunks
from simulator.workers.chunk_task import OtherBuild
from simulator.workers.chunk_work import Chunk, ChunkWork
from simulator.workers.dask_executor import dask_executor
from tests.workers.cluster import ROOT, Cluster, running_cluster
from tests.workers.counting import KILL, STOP, Folder, Sum, chunks_of, fail, lose_one, sums_of, work_in

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(sys.platform == "win32", reason="kills and stops processes by signals"),
]


def run_on(cluster: Cluster, work: ChunkWork[Sum], chunks: list[Chunk]) -> list[tuple[int, Sum]]:
    with dask_executor(work, cluster.address) as executor:
        return [(chunk.number, counts) for chunk, counts in run_chunks(executor, chunks)]


def test_every_chunk_is_counted_once_though_a_worker_is_killed_or_stopped_in_it(tmp_path: Path) -> None:
    with running_cluster(tmp_path, 3) as cluster:
        killed = run_on(cluster, work_in(tmp_path), chunks_of(40, {7: KILL}))
        stopped = run_on(cluster, work_in(tmp_path), chunks_of(40, {5: STOP, 39: 0}))
    assert killed == stopped == sums_of(40)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.isdigit()) == ["50", "70"]


def test_a_restarted_scheduler_costs_what_was_out(tmp_path: Path) -> None:
    results = []
    with running_cluster(tmp_path, 2) as cluster, dask_executor(work_in(tmp_path), cluster.address) as executor:
        for chunk, counts in run_chunks(executor, chunks_of(30)):
            results.append((chunk.number, counts))
            if chunk.number == 10:
                cluster.restart(2)
    assert results == sums_of(30)


def test_a_scheduler_that_stays_away_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RETURN_SECONDS", 0.1)
    with running_cluster(tmp_path, 1) as cluster, dask_executor(work_in(tmp_path), cluster.address) as executor:
        run = run_chunks(executor, chunks_of(30))
        assert next(run).counts == Sum(10, 45)
        cluster.stop()
        with pytest.raises(WorkerLost) as lost:
            list(run)
    reached = f"cannot reach a Dask scheduler at {cluster.address}: connection refused"
    assert str(lost.value) == f"the scheduler was lost, and {reached}; run this again"


def test_what_a_worker_cannot_do_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_SECONDS", 0.0)
    with running_cluster(tmp_path, 0) as cluster:
        with pytest.raises(UsageError, match=r"has no workers; start one: dask worker tcp://127\.0\.0\.1:"):
            run_on(cluster, work_in(tmp_path), [])
        cluster.start_workers(1)
        job = Folder(tmp_path)
        with pytest.raises(CountMismatch, match="chunk 0 has 10 calls and 9 were counted"):
            run_on(cluster, ChunkWork(lose_one, job), chunks_of(1))
        with pytest.raises(LookupError, match="no 0"):
            run_on(cluster, ChunkWork(fail, job), chunks_of(1))


def copy_program(folder: Path) -> None:
    """Copy this program as an older installation."""
    shutil.copytree(ROOT / "simulator", folder, ignore=shutil.ignore_patterns("__pycache__"))


def test_a_worker_with_another_program_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other" / "simulator"
    older = tmp_path / "older" / "simulator"  # an ivrsim that could not share its work out yet
    older.mkdir(parents=True)
    (older / "__init__.py").touch()
    copy_program(other)
    (other / "errors.py").write_text((other / "errors.py").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with running_cluster(tmp_path, 0) as cluster:
        cluster.start_workers(1, other.parent)
        with pytest.raises(OtherBuild, match=r"the worker on .* runs ivrsim 0\.1\.0 \(.*\) on Python .*, and this is"):
            run_on(cluster, work_in(tmp_path), chunks_of(3))
    with running_cluster(tmp_path, 0) as cluster:
        cluster.start_workers(1, older.parent)
        with pytest.raises(UsageError, match=r"^a worker cannot run this: No module named 'simulator\.workers'"):
            run_on(cluster, work_in(tmp_path), chunks_of(3))
