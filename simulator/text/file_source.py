"""The place that a flow's files are read from: the disk here, and a revision in git in ``cli``.

Whatever loading reads goes through the one ``open`` of such a source: flow.yaml, receptionists, scripts and the
headers of audio files.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import BinaryIO, Protocol

from simulator.text.boundary import Boundary
from simulator.text.missing_file import missing_message
from simulator.text.text_file import open_regular


class FileSource(Protocol):
    """A source of bytes by path. Each method raises ``UnreadableText`` for a path that leads outside."""

    def open(self, path: Path) -> BinaryIO:
        """The bytes of a file. Raises ``UnreadableText`` or ``OSError`` where there are none."""

    def holds(self, path: Path) -> bool:
        """Return whether there is such a file."""

    def missing(self, path: Path) -> str:
        """Return what to say of a file that is not there, with the nearest names."""

    def project_file(self) -> Path | None:
        """Return the nearest ``ivrsim.toml`` upwards from the flow; None: there is none."""


class DiskFiles:
    """The disk: the file that the user named, wherever it is, and what lies inside its boundary."""

    def __init__(self, start: Path | None) -> None:
        self.start = start

    @cached_property
    def boundary(self) -> Boundary:
        """Below which folders the paths in the files have to lead."""
        return Boundary(self.start.parent if self.start else Path())

    def open(self, path: Path) -> BinaryIO:
        """The bytes of a file."""
        return open_regular(path) if path == self.start else self.boundary.open(path)

    def holds(self, path: Path) -> bool:
        """Return whether there is such a file."""
        return self.boundary.holds(path)

    def missing(self, path: Path) -> str:
        """Return what to say of a file that is not there."""
        return missing_message(path)

    def project_file(self) -> Path | None:
        """Return the nearest ``ivrsim.toml`` upwards from the flow."""
        return self.boundary.project_file
