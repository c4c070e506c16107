"""The boundary of a flow: the folders below which every path that stands in a file has to lead.

A flow comes from a colleague's branch or a customer's archive as often as from one's own keyboard, so a path
in it is not to be trusted. It may lead to what lies below

* the folder of the flow,
* the folder of the nearest ``ivrsim.toml`` upwards from there, and
* each folder that the user has named on the command line (``--allow DIR``).

but never into a ``.git`` on the way: it is nobody's flow, and its settings may hold a token.

Links are resolved first, and the file is then opened step by step from the folder that holds it without
following a link, so that nothing can be put in between.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from simulator.errors import UsageError
from simulator.text.positions import UnreadableText
from simulator.text.text_file import refuse_irregular

PROJECT_FILE = "ivrsim.toml"
"""The file whose folder is a project: flows below it may share files."""

GIT_FOLDER = ".git"
"""The folder that a checkout brings along, at times with the token that it was made with."""

WAY_OUT = f"use a file below it, keep an {PROJECT_FILE} in a folder above both, or name the folder: --allow DIR"
"""What to do about a path that leads outside."""

_allowed: ContextVar[tuple[Path, ...]] = ContextVar("allowed", default=())


class Outside(UnreadableText):
    """A path of a file that leads outside the boundary."""

    def __init__(self, outermost: object, advice: str = WAY_OUT) -> None:
        super().__init__(f"leads outside {outermost}; {advice}")


def allow(folders: Iterable[str | os.PathLike[str]]) -> None:
    """Let the paths in files lead below these folders too. Raises ``UsageError`` for what is not a folder."""
    named = [Path(folder) for folder in folders]
    for folder in named:
        if not os.path.isdir(folder):  # noqa: PTH112 - any text may come, also with a NUL in it
            raise UsageError(f"--allow {folder} is not a folder; use a folder that files may come from")
    _allowed.set((*_allowed.get(), *(folder.resolve() for folder in named)))


@contextmanager
def allowing(folders: Iterable[str | os.PathLike[str]]) -> Iterator[None]:
    """Let the paths in files lead below these folders too, for a while."""
    before = _allowed.set(_allowed.get())
    try:
        allow(folders)
        yield
    finally:
        _allowed.reset(before)


def allowed_folders() -> tuple[Path, ...]:
    """The folders that the user has named."""
    return _allowed.get()


class Boundary:
    """The boundary of the files in a folder; ``named`` are further folders that the user has given."""

    def __init__(self, folder: Path, named: Iterable[Path] = ()) -> None:
        self.folder = folder
        self.named = tuple(named)
        self._folders: dict[Path, Path] = {}
        self._known: dict[Path, tuple[Path, Path]] = {}

    @cached_property
    def roots(self) -> tuple[Path, ...]:
        """The folders that may be read below, links resolved; the widest of the flow's own first."""
        project = self.project_file.parent if self.project_file else self._own
        return (project, *(folder.resolve() for folder in self.named), *allowed_folders())

    @cached_property
    def project_file(self) -> Path | None:
        """The nearest ``ivrsim.toml`` upwards from the folder; None: there is none."""
        folder = str(self._own)
        while True:
            path = os.path.join(folder, PROJECT_FILE)  # noqa: PTH118 - looked for in every folder above each flow:
            if os.path.isfile(path):  # noqa: PTH113 - a Path for each takes a tenth of the time to load a small one
                return Path(path)
            above = os.path.dirname(folder)  # noqa: PTH120 - as above
            if above == folder:
                return None
            folder = above

    @cached_property
    def _own(self) -> Path:
        return self.folder.resolve()

    def resolve(self, path: Path) -> tuple[Path, Path]:
        """The folder of the boundary that a path leads below, and the path with its links resolved.

        It need not be there. Raises ``Outside``, and ``UnreadableText`` where there can be no such path.
        """
        placed = self._known.get(path)
        if placed is None:
            placed = self._known[path] = self._placed(path)
        return placed

    def _placed(self, path: Path) -> tuple[Path, Path]:
        try:
            real = self._resolved(path)
        except (OSError, ValueError, RuntimeError):  # too long, a NUL, a circle of links
            raise UnreadableText("is not a path that can be followed; use a file below the flow's folder") from None
        for root in self.roots:
            if real.parts[: len(root.parts)] == root.parts:  # as is_relative_to, which parses both anew
                if any(part.lower() == GIT_FOLDER for part in real.parts[len(root.parts) :]):
                    raise UnreadableText(
                        f"leads into {GIT_FOLDER}, where git keeps its own; a file of the flow is needed"
                    )
                return root, real
        raise Outside(self.roots[0] if self.roots[0] != self._own else self._called)

    @property
    def _called(self) -> str:
        return f"the folder {self.folder}" if str(self.folder) != "." else "the folder of the flow"

    def _resolved(self, path: Path) -> Path:
        """The path without links. A folder is resolved once: a flow may have ten thousand files in it."""
        if path.name in ("", ".."):
            return path.resolve()
        folder = self._folders.get(path.parent)
        if folder is None:
            folder = self._folders[path.parent] = path.parent.resolve()
        real = folder / path.name
        real = real.resolve() if real.is_symlink() else real
        if real.is_symlink() or folder.is_symlink():  # from Python 3.13 on, a circle of links is left as it is
            raise OSError(errno.ELOOP, "goes round in a circle of links", str(path))
        return real

    def holds(self, path: Path) -> bool:
        """Return whether there is something at a path. Raises as ``resolve`` does."""
        try:
            return self.resolve(path)[1].exists()
        except OSError as error:  # a folder that may not be looked into
            raise UnreadableText(f"cannot be read: {(error.strerror or 'it is not there').lower()}") from None

    def open(self, path: Path) -> BinaryIO:
        """A regular file inside the boundary. Raises as ``resolve`` does, and ``OSError``."""
        root, real = self.resolve(path)
        refuse_irregular(real.stat().st_mode)  # before anything is opened: a device may act on that
        handle = _open_below(root, real.parts[len(root.parts) :])
        try:
            refuse_irregular(os.fstat(handle).st_mode)
        except UnreadableText:
            os.close(handle)
            raise
        return os.fdopen(handle, "rb")


_AS_IT_IS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A link is not followed, and a pipe that nobody writes to is not waited for."""


def _open_below(root: Path, steps: tuple[str, ...]) -> int:
    """A handle of what the steps lead to, folder by folder; a link that was put there meanwhile is refused."""
    if os.open not in os.supports_dir_fd:  # Windows, where making a link takes an administrator
        return os.open(root.joinpath(*steps), os.O_RDONLY | _AS_IT_IS)
    look_up = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY  # a folder need not be readable to lead on
    handle = os.open(root, look_up)
    for at, step in enumerate(steps, start=1):
        flags = os.O_RDONLY | _AS_IT_IS if at == len(steps) else look_up | os.O_NOFOLLOW
        try:
            inner = os.open(step, flags, dir_fd=handle)
        finally:
            os.close(handle)
        handle = inner
    return handle
