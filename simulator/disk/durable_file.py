"""Files that are whole at any time, and on the disk before anything depends on them.

Theory. A file that is opened for writing is empty until the last byte is on the disk: a full disk, a
quota or a kill leaves a torn file where the author's text was. So new content goes to a temporary file in
the same folder first, and to the disk (fsync); then it takes the place of the old file in one step
(rename), and the folder goes to the disk. Of several files all are on the disk before the first takes its
place, so that a full disk changes none of them.

What stays as it was:

* a symbolic link: its target is replaced, the link still leads there;
* mode, owner, group and extended attributes (access lists among them) of the file that is replaced.
  A new file obeys the umask;
* a file without write permission: it is refused, although a rename would get past it;
* devices, pipes and ``/dev/stdout`` are written to, since nothing can take their place.

A hard link does not stay: the other names keep the old content, as after ``git checkout``. Writing through
them would mean writing in place.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from simulator.disk.stream import open_descriptor, write_after_output, write_and_close, write_through
from simulator.disk.write_error import explain_failure, show, write_error
from simulator.errors import FileError
from simulator.fast_classes import NamedTuple

ANYBODY = 0o666
"""The mode of a new file, from which the umask takes its part away."""

OWNER = 0o600
"""The mode of a file that its owner alone may read: a token, a journal, a lock."""

TEMPORARY = ".ivrsim-"
"""How the names of temporary files begin."""

_PROBE = 4096
"""Bytes that are written for a trial: a disk that is full still takes an empty file."""

_BINARY: int = getattr(os, "O_BINARY", 0)


class _Staged(NamedTuple):
    """New content that is on its way: ``put`` gives it its place, ``drop`` removes what is left of it."""

    put: Callable[[], object]
    drop: Callable[[], object]


def replace_text(path: Path, text: str, mode: int | None = None) -> None:
    """Put a text in place of a file, all of it or none. Raises ``FileError``."""
    replace_files({path: text.encode("utf-8")}, mode)


def create_files(contents: Mapping[Path, bytes]) -> None:
    """Make new files, and the folders that they need; all of them or none.

    Raises ``FileError``, also where one of them is there.
    """
    for path in contents:
        if os.path.lexists(path):
            raise write_error(path, FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)))
    replace_files(contents, folders=True)


def replace_files(contents: Mapping[Path, bytes], mode: int | None = None, *, folders: bool = False) -> None:
    """Put these contents in place of these files, in this order, once all of them are on the disk.

    ``mode`` is that of each file afterwards (None: as it was, or by the umask); ``folders`` makes the folders
    that are missing. Raises ``FileError``; where the disk is full or may not be written, nothing has changed.
    """
    _refuse_one_file_twice(contents)
    new_folders = {folder for path in contents if folders for folder in _missing_folders(path.parent)}
    try:
        for path in contents if folders else ():
            make_folder(path.parent)
        _replace_files(contents, mode)
    except BaseException:
        for folder in sorted(new_folders, key=lambda folder_path: len(folder_path.parts), reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise


def _missing_folders(folder: Path) -> Iterator[Path]:
    """The folders that have to be made for one."""
    while not os.path.lexists(folder):
        yield folder
        folder = folder.parent


def _replace_files(contents: Mapping[Path, bytes], mode: int | None) -> None:
    staged: list[tuple[Path, _Staged]] = []
    try:
        for path, content in contents.items():
            with explain_failure(path):
                staged.append((path, _stage(path, content, mode)))
        for path, item in staged:
            with explain_failure(path):
                item.put()
    finally:
        for _, item in staged:
            item.drop()


def _refuse_one_file_twice(contents: Mapping[Path, bytes]) -> None:
    """Raise ``FileError`` where two links lead to one file, and would give it different contents."""
    names: dict[str, Path] = {}
    for path in contents:
        with explain_failure(path):
            first = names.setdefault(os.path.realpath(path), path)
        if contents[first] != contents[path]:
            why = f"{show(path)} and {show(first)} are one file, and would get different contents"
            raise FileError(f"{why}; nothing was written", str(path), 0)


def _stage(path: Path, content: bytes, mode: int | None) -> _Staged:
    """New content, on the disk already where it takes the place of a file."""
    number = open_descriptor(path)
    if number is not None:
        return _Staged(lambda: write_after_output(os.dup(number), content), _nothing)
    target = Path(os.path.realpath(path))
    try:
        old = os.stat(path)  # noqa: PTH116 - follows the links, and tells a loop of them
    except FileNotFoundError:
        old = None
    if old is not None and not stat.S_ISREG(old.st_mode):
        if stat.S_ISDIR(old.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        return _Staged(lambda: write_and_close(os.open(path, os.O_WRONLY | _BINARY), content), _nothing)
    if old is not None:
        if not old.st_mode & 0o222:  # the superuser's writing, too, would be against what the mode says
            raise PermissionError(errno.EACCES, "the file is read-only", str(path))
        os.close(os.open(path, os.O_WRONLY | _BINARY))  # fails where writing in place would
    temporary = _temporary(target, content, mode, old)

    def put() -> None:
        temporary.replace(target)
        _sync_folder(target.parent)

    return _Staged(put, lambda: _remove(temporary))


def _temporary(target: Path, content: bytes, mode: int | None, old: os.stat_result | None) -> Path:
    """Write a new file next to another, on the disk, with the rights that the other has or is to have."""
    temporary = target.parent / f"{TEMPORARY}{os.urandom(8).hex()}"
    first = OWNER if old is not None or mode is not None else ANYBODY
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, first)
    try:
        write_and_close(handle, content)
        if old is not None:
            _take_owner_and_attributes(temporary, target, old)
        if mode is not None:
            temporary.chmod(mode)
        elif old is not None:
            temporary.chmod(stat.S_IMODE(old.st_mode))
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _take_owner_and_attributes(temporary: Path, target: Path, old: os.stat_result) -> None:
    """Give a file the owner, group and attributes of the one it replaces, as far as this user may."""
    if sys.platform == "win32":
        return
    now = temporary.stat()
    for owner, group in ((old.st_uid, -1), (-1, old.st_gid)):
        if owner not in (-1, now.st_uid) or group not in (-1, now.st_gid):
            with suppress(OSError):
                os.chown(temporary, owner, group)
    if sys.platform == "linux":
        with suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(temporary, name, os.getxattr(target, name))


def append_line(path: Path, line: str, mode: int = OWNER) -> None:
    """Add a line to a file, on the disk before this returns; file and folder are made where they are missing.

    What a torn write left there, a last line without its end, is closed first. A line that cannot be written
    leaves nothing: neither a part of it nor a new file. Raises ``FileError``.
    """
    make_folder(path.parent)
    _append(path, line.encode("utf-8") + b"\n", mode, closes=True)


def append_text(path: Path, text: str) -> None:
    """Add a text to a file, all of it or none. Raises ``FileError``."""
    _append(path, text.encode("utf-8"), ANYBODY, closes=False)


def _append(path: Path, content: bytes, mode: int, *, closes: bool) -> None:
    with explain_failure(path):
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY, mode)
        try:
            size = os.fstat(handle).st_size
            if closes and size:
                os.lseek(handle, -1, os.SEEK_END)
                content = content if os.read(handle, 1) == b"\n" else b"\n" + content
            try:
                write_through(handle, content)
            except BaseException:
                with suppress(OSError):  # a pipe cannot be cut
                    os.ftruncate(handle, size)
                if is_new:
                    _remove(path)
                raise
        finally:
            os.close(handle)
        if is_new:
            _sync_folder(path.parent)


def make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder where it is missing, with those above it; ``mode`` is its own. Raises ``FileError``."""
    if path.is_dir():
        return
    with explain_failure(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.mkdir(mode, exist_ok=True)
        except PermissionError as error:
            raise PermissionError(error.errno, error.strerror, str(path.parent)) from error


def refuse_unwritable(path: Path) -> None:
    """Raise ``FileError`` now for a file that cannot be replaced later: a call, or a long run, is not lost then."""
    with explain_failure(path):
        _stage(path, bytes(_PROBE), None).drop()


def _sync_folder(folder: Path) -> None:
    """A new name in a folder is on the disk, too; Windows, and a folder that cannot be read, do without."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # a disk that knows no such thing
            raise
    finally:
        os.close(handle)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _nothing() -> None:
    """There is nothing to remove."""
