"""One at a time: a lock on a file that goes with the process that holds it, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from simulator.errors import UsageError
from simulator.remote.account.accounts import config_dir


@contextmanager
def alone(path: Path, refusal: str) -> Iterator[None]:
    """Hold a file, or raise ``UsageError`` with this text where another process holds it."""
    from filelock import FileLock, Timeout

    path.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(path, timeout=0)
    try:
        held.acquire()
    except Timeout:
        raise UsageError(refusal) from None
    try:
        yield
    finally:
        held.release()


@contextmanager
def in_turn(path: Path, *, seconds: float = 30.0) -> Iterator[None]:
    """Hold a file, after whoever holds it now."""
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path, timeout=seconds):
        yield


def account_lock(host: str, account: str) -> Path:
    """The file that stands for an account on this machine."""
    name = sha256(f"{account}@{host}".encode()).hexdigest()[:16]
    return config_dir() / "locks" / f"{name}.lock"
