"""Writing to what is open, and which paths mean that."""

import os
from pathlib import Path

import pytest

from simulator.disk.stream import open_descriptor, write_after_output, write_and_close, write_through


@pytest.mark.skipif(not Path("/proc/self/fd/1").exists(), reason="the system has no /proc")
def test_a_path_of_an_open_file(here: Path) -> None:
    (here / "out").symlink_to("/dev/stdout")
    (here / "loop").symlink_to("loop")
    (here / "plain").write_text("", encoding="utf-8")
    found = {
        name: open_descriptor(Path(name))
        for name in ("/dev/stdout", "/dev/stderr", "/dev/fd/7", "out", f"/proc/{os.getpid()}/fd/5", "/proc/1/fd/1")
    }
    assert found == {
        "/dev/stdout": 1,
        "/dev/stderr": 2,
        "/dev/fd/7": 7,
        "out": 1,
        f"/proc/{os.getpid()}/fd/5": 5,
        "/proc/1/fd/1": None,
    }
    assert [open_descriptor(Path(name)) for name in ("loop", "plain", "gone", os.devnull)] == [None] * 4


def test_all_is_written_and_the_handle_is_closed(here: Path) -> None:
    for write in (write_and_close, write_after_output):
        handle = os.open(here / "a", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        write(handle, b"text")
        assert (here / "a").read_bytes() == b"text"
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(handle)


def test_a_handle_is_closed_where_writing_fails(here: Path) -> None:
    (here / "a").write_bytes(b"old")
    handle = os.open(here / "a", os.O_RDONLY)
    with pytest.raises(OSError, match="Bad file descriptor"):
        write_and_close(handle, b"text")
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


def test_a_pipe_takes_what_is_written() -> None:
    reading, writing = os.pipe()
    write_through(writing, b"text")
    os.close(writing)
    assert os.read(reading, 10) == b"text"
    os.close(reading)
