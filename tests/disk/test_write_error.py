"""What the message says of a file that cannot be written."""

import errno
import os
from pathlib import Path

import pytest

from simulator.disk.write_error import explain_failure, mounted_at, show, write_error
from simulator.errors import FileError, SimulatorError


def test_the_file_and_its_disk_are_named(here: Path) -> None:
    (here / "x.calls.yaml").write_text("old", encoding="utf-8")
    path, disk = Path("x.calls.yaml"), mounted_at(here)
    found = {
        code: str(write_error(path, OSError(code, os.strerror(code), str(here / ".ivrsim-1"))))
        for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EBUSY)
    }
    assert found == {
        errno.ENOSPC: f"no space left on the disk that holds 'x.calls.yaml'{disk}; the file is unchanged",
        errno.EDQUOT: f"the quota is used up on the disk that holds 'x.calls.yaml'{disk}; the file is unchanged",
        errno.EROFS: f"the disk that holds 'x.calls.yaml'{disk} is read-only; the file is unchanged",
        errno.EIO: f"the disk that holds 'x.calls.yaml'{disk} fails: Input/output error; the file is unchanged",
        errno.EACCES: "'x.calls.yaml' cannot be written: files cannot be created in the folder '.' "
        "(permission denied); the file is unchanged",
        errno.EBUSY: "'x.calls.yaml' cannot be written: device or resource busy; the file is unchanged",
    }
    assert disk.startswith(" (mounted at /")


def test_a_folder_that_is_there_and_takes_no_file_is_not_called_missing(here: Path) -> None:
    missing = OSError(errno.ENOENT, os.strerror(errno.ENOENT))
    assert (str(write_error(here / "x", missing)), str(write_error(Path("gone/x"), missing))) == (
        f"{show(here / 'x')} cannot be written: no such file or directory; nothing was written",
        "'gone/x' cannot be written: there is no folder 'gone'; nothing was written",
    )


def test_an_error_is_explained_once_and_stays_an_os_error() -> None:
    with pytest.raises(FileError) as outer, explain_failure(Path("outer")), explain_failure(Path("inner")):
        raise OSError(errno.ENOSPC, "full")
    error = outer.value
    assert (error.errno, error.filename, isinstance(error, OSError), isinstance(error, SimulatorError)) == (
        errno.ENOSPC,
        "inner",
        True,
        True,
    )


def test_a_reader_that_has_gone_is_no_failure_of_a_disk() -> None:
    with pytest.raises(BrokenPipeError), explain_failure(Path("/dev/stdout")):
        raise BrokenPipeError(errno.EPIPE, "gone")


def test_a_long_path_is_shown_by_its_ends() -> None:
    assert show(Path("a" * 50 + "/" + "b" * 50)) == f"'{'a' * 40}...{'b' * 40}'"
