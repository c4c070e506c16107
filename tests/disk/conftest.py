"""A folder to write to, and disks that fail."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

Failing = Callable[[str, int], AbstractContextManager[None]]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Failing:
    """A disk on which one call of the system fails: ``with failing("fsync", errno.ENOSPC)``."""

    @contextmanager
    def fails(call: str, code: int) -> Iterator[None]:
        real_write, real_close = os.write, os.close

        def fail(*arguments: object) -> None:
            if call == "write":  # half of it is written first, as a disk does that fills up
                handle, content = arguments
                assert isinstance(handle, int)
                assert isinstance(content, memoryview)
                real_write(handle, content[: len(content) // 2])
            if call == "close":
                assert isinstance(arguments[0], int)
                real_close(arguments[0])
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(os, call, fail)
            yield

    return fails


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(item.name for item in folder.iterdir())
