"""What this machine's processes can do."""

from __future__ import annotations

import sys
import threading


def can_fork() -> bool:
    """Return whether a process can be had that holds what this one holds (macOS's libraries do not survive it)."""
    from multiprocessing import get_all_start_methods  # 15 ms, and few suites or crowds are so large

    return "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
