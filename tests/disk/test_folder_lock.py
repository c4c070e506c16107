"""Folders held while files in them are replaced: the second waits for the first, and what is not there is free."""

import sys
from pathlib import Path
from threading import Thread

import pytest

from simulator.disk.folder_lock import hold_folders


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does without")
def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "a", target_is_directory=True)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    order: list[str] = []

    def wait(*files: Path) -> None:
        with hold_folders(files):
            order.append("second")

    with hold_folders([tmp_path / "a" / "flow.yaml", tmp_path / "b" / "x"]):
        waiting = Thread(target=wait, args=(tmp_path / "b" / "y", tmp_path / "link" / "main.yaml"))
        waiting.start()
        with hold_folders([tmp_path / "gone" / "x", tmp_path / "x"]):  # others are free
            order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a", "b", "link"]
