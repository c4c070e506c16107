"""What this machine's processes can do."""

import sys
import threading

from simulator.callers.processes import can_fork


def test_a_process_with_a_second_thread_is_not_forked() -> None:
    alone = can_fork()
    assert alone == (sys.platform == "linux" and threading.active_count() == 1)
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    assert not can_fork()
    done.set()
    other.join()
