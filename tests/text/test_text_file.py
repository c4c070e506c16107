import io
import os
import sys
from pathlib import Path

import pytest

from simulator.text.positions import UnreadableText
from simulator.text.text_file import FILE_MOST, decode_text, read_file, read_stdin


def refusal_of(path: Path) -> str:
    with pytest.raises(UnreadableText) as refusal:
        read_file(path)
    return str(refusal.value)


def test_text_is_utf_8_and_its_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "menu.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: R\xc3\xa9ception\n")
    assert read_file(path) == "name: Réception\n"


def test_a_file_over_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert refusal_of(path) == "is over 50 MB; a file may hold at most that"


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    assert refusal_of(tmp_path) == "is a folder, not a file; use a YAML or JSON file"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert refusal_of(tmp_path / "pipe") == "is a pipe, not a file; use a YAML or JSON file"
    if Path("/dev/zero").exists():
        assert refusal_of(Path("/dev/zero")) == "is a device or a socket, not a file; use a YAML or JSON file"


def test_a_path_that_cannot_be(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.yaml") == "there is no such file or folder"
    assert refusal_of(Path("a\0b")) == "cannot be read: there can be no such path"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.yaml"
    path.touch(0o000)
    assert refusal_of(path) == "cannot be read: permission denied"


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs files whose size is said to be 0")
def test_a_file_that_does_not_say_its_size() -> None:
    assert read_file(Path("/proc/version")).startswith("Linux")


@pytest.mark.parametrize(
    ("content", "message", "offset"),
    [
        ("é".encode("latin-1"), "is not UTF-8: byte 1 is 0xe9; save it as UTF-8", 0),
        ("é\nxé".encode() + b"\xff", "is not UTF-8: byte 7 is 0xff; save it as UTF-8", 4),
        ("name".encode("utf-16"), "looks like UTF-16; save it as UTF-8", -1),
        ("name".encode("utf-16-le"), "looks like UTF-16; save it as UTF-8", -1),
        ("name".encode("utf-16-be"), "looks like UTF-16; save it as UTF-8", -1),
        (b"name: \x00", "is binary: byte 7 is NUL; use YAML or JSON in UTF-8", -1),
        (b"\x00" * 8, "is binary: byte 1 is NUL; use YAML or JSON in UTF-8", -1),
    ],
)
def test_what_is_no_utf_8(content: bytes, message: str, offset: int) -> None:
    with pytest.raises(UnreadableText) as refusal:
        decode_text(content)
    assert refusal.value.fault == (offset, message)


class Piped:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"name: x"))
    assert read_stdin() == "name: x"


def test_standard_input_has_the_same_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"x" * (FILE_MOST + 5)))
    with pytest.raises(UnreadableText, match="is over 50 MB"):
        read_stdin()
