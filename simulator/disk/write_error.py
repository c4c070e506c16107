"""The message for a file that cannot be written: what is wrong, the file, and the disk that holds it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.errors import FileError

NAME_MOST = 80
"""Characters of a path that a message shows."""

_FULL = errno.ENOSPC
_QUOTA = getattr(errno, "EDQUOT", -1)  # Windows has no such code


@contextmanager
def explain_failure(path: Path) -> Iterator[None]:
    """Raise a ``FileError`` about this path in place of an ``OSError``.

    A reader that has gone (``--junit /dev/stdout | head``) stays a ``BrokenPipeError``: the command line
    knows that nothing is left to say then.
    """
    try:
        yield
    except (FileError, BrokenPipeError):
        raise
    except OSError as error:
        raise write_error(path, error) from error
    except ValueError as error:  # a NUL in the path
        raise FileError(f"{show(path)} cannot be written: there can be no such path", str(path), 0) from error


def write_error(path: Path, error: OSError) -> FileError:
    """The ``FileError`` for a path that could not be written, with what became of the file that was there."""
    unchanged = "the file is unchanged" if _is_file(path) else "nothing was written"
    return FileError(f"{_reason(path, error)}; {unchanged}", str(path), error.errno or 0)


def show(path: Path) -> str:
    """A path in quotes, its middle left out where it is too long to read."""
    text = str(path)
    if len(text) > NAME_MOST:
        text = f"{text[: NAME_MOST // 2]}...{text[-NAME_MOST // 2 :]}"
    return f"'{text}'"


def _reason(path: Path, error: OSError) -> str:
    name, folder = show(path), show(_folder(path))
    match error.errno:
        case errno.ENOSPC:
            return f"no space left on the disk that holds {name}{mounted_at(path)}"
        case code if code == _QUOTA:
            return f"the quota is used up on the disk that holds {name}{mounted_at(path)}"
        case errno.EROFS:
            return f"the disk that holds {name}{mounted_at(path)} is read-only"
        case errno.EIO:
            return f"the disk that holds {name}{mounted_at(path)} fails: {error.strerror}"
        case errno.EFBIG:
            return f"{name} cannot be written: it would be larger than this process may write"
        case errno.EISDIR:
            return f"{name} is a folder; use the name of a file"
        case errno.EEXIST:
            return f"{name} already exists; use another name"
        case errno.ENAMETOOLONG:
            return f"{name} cannot be written: the name is too long for this disk"
        case errno.ENOENT if not _folder(path).is_dir():  # /proc is there, and takes no new file
            return f"{name} cannot be written: there is no folder {folder}"
        case errno.ENOTDIR:
            return f"{name} cannot be written: {folder} is not a folder"
        case errno.ELOOP:
            return f"{name} cannot be written: it is a symbolic link that leads back to itself"
        case errno.EACCES | errno.EPERM if error.filename != str(path):
            return f"{name} cannot be written: files cannot be created in the folder {folder} (permission denied)"
    return f"{name} cannot be written: {(error.strerror or str(error)).lower()}"


def mounted_at(path: Path) -> str:
    """Return where the disk that holds a path is mounted, in brackets; nothing where the system does not tell."""
    folder = os.path.realpath(path)
    if os.path.exists(folder) and not os.path.isfile(folder) and not os.path.isdir(folder):  # noqa: PTH110, PTH112, PTH113
        return ""  # a device or a pipe is not kept on a disk
    while not os.path.ismount(folder):
        folder, below = os.path.dirname(folder), folder  # noqa: PTH120 - text that os.path.realpath made
        if folder == below:
            return ""
    return f" (mounted at {folder})"


def _folder(path: Path) -> Path:
    """The folder that a file is written to: of a link, that of its target."""
    return Path(os.path.realpath(path) if os.path.islink(path) else path).parent  # noqa: PTH114 - never raises


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False
