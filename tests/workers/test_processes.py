"""What this machine's processes can do, and pools of them."""

import os
import subprocess
import sys
import threading

import pytest

from simulator.errors import WorkerLost
from simulator.workers import processes
from simulator.workers.processes import can_fork, worker_pool

ABANDONED = """
import os, signal
from simulator.workers.processes import worker_pool

if __name__ == "__main__":
    with worker_pool(3, print, ("started",)) as pool:
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_with_a_second_thread_is_not_forked() -> None:
    alone = can_fork()
    assert alone == (sys.platform == "linux" and threading.active_count() == 1)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    assert not can_fork()
    done.set()
    other.join()


@pytest.mark.parametrize("forked", [True, False])
def test_a_worker_that_is_gone_is_told_as_such(monkeypatch: pytest.MonkeyPatch, forked: bool) -> None:
    monkeypatch.setattr(processes, "can_fork", lambda: forked and can_fork())
    with pytest.raises(WorkerLost, match="was killed or ran out of memory"), worker_pool(2, str, ()) as pool:
        pool.submit(os._exit, 1).result()


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal")
def test_workers_end_with_the_process_that_started_them() -> None:
    """They hold its standard output, which is at its end only when all of them are gone."""
    lost = subprocess.run([sys.executable, "-c", ABANDONED], capture_output=True, timeout=60, check=False)
    assert (lost.returncode, lost.stderr) == (-9, b"")
