"""TOML as plain tables, or one message."""

from __future__ import annotations

import pytest

from simulator.text.positions import UnreadableText
from simulator.text.toml_tree import toml_tree


@pytest.mark.parametrize("content", [b"[a]\nb = 1\n", b"\xef\xbb\xbf[a]\r\nb = 1\r\n"])
def test_a_mark_at_the_beginning_and_lines_of_windows_change_nothing(content: bytes) -> None:
    assert toml_tree(content) == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("content", "offset", "message"),
    [
        (b"a = 1\nb = x\n", 10, "is not TOML: Invalid value (at line 2, column 5)"),
        (b"\xff\xfea\x00", -1, "looks like UTF-16; save it as UTF-8"),
        (b"a = " + b"[" * 5000, -1, "is nested too deep; tables of names and values are enough here"),
        (b"a = " + b"1" * 5000, -1, "holds a number of thousands of digits; remove it"),
    ],
)
def test_what_is_none_is_refused(content: bytes, offset: int, message: str) -> None:
    with pytest.raises(UnreadableText) as refused:
        toml_tree(content)
    assert (refused.value.fault.offset, refused.value.fault.message) == (offset, message)
