"""One at a time: a lock on a file that goes with the process that holds it, however it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES
from hashlib import sha256
from pathlib import Path
from stat import S_ISGID, S_IWGRP
from typing import TYPE_CHECKING

from simulator.disk.durable_file import OWNER, make_folder
from simulator.disk.write_error import explain_failure, show
from simulator.errors import UsageError
from simulator.provider.account.accounts import config_dir, make_private_folder

_SHARED = S_ISGID | S_IWGRP

if TYPE_CHECKING:
    from filelock import BaseFileLock


@contextmanager
def exclusive_lock(path: Path, refusal: str) -> Iterator[None]:
    """Hold a file, or raise ``UsageError`` with this text where another process holds it.

    The file of a process that has ended does not block others. Raises ``FileError`` where the file
    cannot be created or opened.
    """
    from filelock import Timeout

    # The lock is the operating system's, not the file's existence: a killed process releases it, and no push has to
    # be unlocked by hand.
    lock = _lock(path, seconds=0)
    with explain_failure(path):
        try:
            lock.acquire()
        except Timeout:
            raise UsageError(refusal) from None
        except PermissionError:
            raise _of_another_user(path) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def waiting_lock(path: Path, *, seconds: float = 30.0) -> Iterator[None]:
    """Hold a file, after whoever holds it now."""
    with explain_failure(path):
        lock = _lock(path, seconds=seconds)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _lock(path: Path, *, seconds: float) -> BaseFileLock:
    from filelock import FileLock

    make_folder(path.parent, 0o700)
    if path.is_symlink():
        raise UsageError(f"{show(path)} is a symbolic link, and a lock is a file; remove the link")
    return FileLock(path, timeout=seconds, mode=_mode(path.parent))


def _mode(folder: Path) -> int:
    """Its owner's alone; the group's, too, in a folder that a group shares (``chmod g+ws``): its members take turns."""
    return OWNER | 0o060 if folder.stat().st_mode & _SHARED == _SHARED else OWNER


def _of_another_user(path: Path) -> Exception:
    """The error for a lock that this user may not open."""
    if not path.exists():
        return PermissionError(EACCES, "permission denied", str(path.parent))
    return UsageError(
        f"{show(path)} belongs to another user, and nothing was sent; remove it once no push of theirs is under way"
    )


def account_lock(host: str, account: str) -> Path:
    """The file that stands for an account, for all who share a configuration; its folder is made."""
    make_private_folder(config_dir())
    name = sha256(f"{account}@{host}".encode()).hexdigest()[:16]
    return config_dir() / "locks" / f"{name}.lock"
