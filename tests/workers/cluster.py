"""A Dask scheduler and workers on this machine, each a program of its own, started and stopped by a test."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import asyncio
from distributed import Scheduler, Worker

async def serve(server):
    async with server:
        print(server.address, flush=True)
        await server.finished()

async def main():
    await serve({server})

asyncio.run(main())
"""


class Cluster:
    """One scheduler, and the workers that have been started so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scheduler = self._start("Scheduler(host='127.0.0.1', port=0, dashboard_address=':0')")
        self._workers: list[subprocess.Popen[str]] = []
        self.place = _address_of(self._scheduler)

    @property
    def address(self) -> str:
        return self.place.replace("tcp://", "dask://")

    def start_workers(self, count: int, program: Path = ROOT) -> None:
        """Start workers that have the program in that folder, and wait until they are there."""
        server = f"Worker('{self.place}', nthreads=1, dashboard=False, local_directory={str(self._folder)!r})"
        started = [self._start(server, program) for _ in range(count)]
        self._workers += started
        for worker in started:
            _address_of(worker)

    def restart(self, workers: int) -> None:
        """Kill all of it in mid-work, and start it again at the same address."""
        self.stop()
        port = self.place.rpartition(":")[2]
        self._scheduler = self._start(f"Scheduler(host='127.0.0.1', port={port}, dashboard_address=':0')")
        assert _address_of(self._scheduler) == self.place
        self.start_workers(workers)

    def stop(self) -> None:
        for process in (*self._workers, self._scheduler):
            process.kill()  # one that has been stopped, too
            process.wait()
            if process.stdout is not None:
                process.stdout.close()
        self._workers.clear()

    def _start(self, server: str, program: Path = ROOT) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(server=server)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(program), "DASK_LOGGING__DISTRIBUTED": "critical"},
        )


def _address_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@contextmanager
def running_cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """A cluster of so many workers, which is gone afterwards."""
    cluster = Cluster(folder)
    try:
        cluster.start_workers(workers)
        yield cluster
    finally:
        cluster.stop()
