"""The flows below a folder, and which of their files have changed on the disk.

The disk is looked at again and again: that works on every file system and in every container, finds files that were
missing before, and needs no library. Where flows are, every file counts, since a script or a recording may have any
name; elsewhere only a flow.yaml is looked for. Folders behind links are not entered.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from simulator.loader.flow_location import FLOW_FILES, is_looked_into

_CLOCK_STEP_NS = 1_000_000_000
"""How far the clock of a disk may be behind: to look at a file once too often costs little."""


class FileStamp(NamedTuple):
    """The numbers of a file, at least one of which differs once the file has changed."""

    modified: int
    changed: int
    size: int
    inode: int


class FolderWatch:
    """The flows below ``top``, a folder or the file of one flow, as they stood at the last ``look``."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self._is_folder = top.is_dir()  # asked once: a folder that has gone is not to be taken for a flow
        self.flow_files: tuple[Path, ...] = ()
        self._further: frozenset[Path] = frozenset()
        self._known: dict[Path, FileStamp] = {}
        self._last: dict[Path, FileStamp] = {}
        self._known = self._last = self._take_stamps()

    def also_watch(self, read_at: Mapping[Path, int]) -> None:
        """Look at these files as well, which may be anywhere, or nowhere yet.

        Each comes with the time when it began to be read, in nanoseconds since the epoch: what was saved since, or
        just before, is news.
        """
        paths = frozenset(read_at)
        for path in paths - self._further - self._known.keys():
            stamp = _stamp_of(path)
            if stamp is not None and stamp.changed < read_at[path] - _CLOCK_STEP_NS:
                self._known[path] = self._last[path] = stamp
        self._further = paths

    def look(self) -> frozenset[Path]:
        """Return the files that have changed, come or gone since they were last returned.

        A file is returned once it stood alike at two looks: before, somebody is still writing it.
        """
        now = self._take_stamps()
        settled = {
            path
            for path in now.keys() | self._known.keys()
            if now.get(path) != self._known.get(path) and now.get(path) == self._last.get(path)
        }
        self._known = {path: stamp for path, stamp in self._known.items() if path not in settled}
        self._known |= {path: now[path] for path in settled if path in now}
        self._last = now
        return frozenset(settled)

    def _take_stamps(self) -> dict[Path, FileStamp]:
        stamps: dict[Path, FileStamp] = {}
        if self._is_folder:
            flow_files: list[Path] = []
            for path, stamp in _walk(self.top):
                stamps[path] = stamp
                if path.name in FLOW_FILES:
                    flow_files.append(path)
            self.flow_files = tuple(sorted(_one_in_each_folder(flow_files)))
        else:
            self.flow_files = (self.top,)
            stamps |= _walk_flow(self.top.parent)
        for path in self._further - stamps.keys():
            if (further_stamp := _stamp_of(path)) is not None:
                stamps[path] = further_stamp
        return stamps


def _one_in_each_folder(files: Iterable[Path]) -> Iterator[Path]:
    """Yield the flow of each folder: flow.yaml goes before flow.json, as in ``locate_flow``."""
    by_folder: dict[Path, Path] = {}
    for path in sorted(files, key=lambda path: FLOW_FILES.index(path.name)):
        by_folder.setdefault(path.parent, path)
    yield from by_folder.values()


def _walk(top: Path) -> Iterator[tuple[Path, FileStamp]]:
    """Yield all files of flows: those in a folder with a flow, and below it."""
    waiting = [(top, False)]
    while waiting:
        folder, is_flow = waiting.pop()
        files, folders = _entries_of(folder)
        is_flow = is_flow or any(path.name in FLOW_FILES for path in files)
        waiting += [(inner, is_flow) for inner in folders]
        for path in files if is_flow else ():
            if (stamp := _stamp_of(path)) is not None:
                yield path, stamp


def _walk_flow(folder: Path) -> dict[Path, FileStamp]:
    """Return the files next to a flow that is named by its file."""
    return {path: stamp for path in _entries_of(folder)[0] if (stamp := _stamp_of(path)) is not None}


def _entries_of(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files of a folder, and the folders in it that are looked into; nothing of one that may not be read."""
    files: list[Path] = []
    folders: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir():
                    files.append(folder / entry.name)
                elif not entry.is_symlink() and is_looked_into(entry.name):
                    folders.append(folder / entry.name)
    except OSError:
        return [], []
    return files, folders


def _stamp_of(path: Path) -> FileStamp | None:
    """Return the stamp of a file, links followed; None where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return FileStamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
