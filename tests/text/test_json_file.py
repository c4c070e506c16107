"""The files that ivrsim writes for itself, read back."""

import os
import re
from pathlib import Path

import pytest

from simulator.text.json_file import parse_json, read_json, read_regular


@pytest.mark.parametrize(
    ("content", "value"),
    [
        (b'\xef\xbb\xbf{"a": [1, 2.5, null]}', {"a": [1, 2.5, None]}),
        ('"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        ('"\\\\ud800"', "\\ud800"),
    ],
)
def test_json_is_read_as_it_is(content: bytes | str, value: object) -> None:
    assert parse_json(content) == value


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not JSON: Expecting value at line 1, column 1"),
        (b'{"a": \xff}', "not UTF-8: byte 7 is 0xff"),
        (b"[" * 100_000, "nested too deep"),
        (b"1" * 5_000, "holds a number of thousands of digits"),
        (b"[NaN]", "holds NaN, which is not a JSON number"),
        (b"[1e999]", "holds a number beyond 10^308"),
        (b'{"\\ud800": 1}', "holds half a character (\\ud800 to \\udfff alone)"),
        ('["\ud800"]', "holds half a character (\\ud800 to \\udfff alone)"),
    ],
)
def test_what_no_file_can_hold_is_refused_with_a_reason(content: bytes | str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        parse_json(content)


def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "whole.json").write_text("[1]")
    assert read_json(tmp_path / "whole.json") == [1]
    for name, reason in (
        (".", "is a folder, not a file"),
        ("pipe", "is a pipe or a device, not a file"),
        ("round", "Too many levels of symbolic links"),
        ("nowhere", "No such file or directory"),
    ):
        with pytest.raises(OSError, match=reason):
            read_regular(tmp_path / name)


def test_a_file_of_any_size_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as stream:
        stream.truncate(50_000_001)
    with pytest.raises(OSError, match="is over 50 MB; a file may hold at most that"):
        read_regular(tmp_path / "large")
