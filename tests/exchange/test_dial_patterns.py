"""Patterns of Asterisk, written out as codes."""

import pytest

from simulator.exchange.dial_patterns import expand_patterns, pattern_keys


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("_1X", ["1", "0123456789"]),
        ("_zn*", ["123456789", "23456789", "*"]),
        ("_[13-5]", ["1345"]),
        ("_[*#]", ["*#"]),
        ("_1.", None),
        ("_9!", None),
        ("_", None),
        ("_[]", None),
        ("_[-]", None),
        ("_[5-3]", None),
        ("12", None),
    ],
)
def test_the_keys_of_each_place(pattern: str, keys: list[str] | None) -> None:
    assert pattern_keys(pattern) == keys


def test_a_code_belongs_to_itself_then_to_the_narrowest_pattern() -> None:
    codes = expand_patterns(["_XX", "_1X", "_1[0-4]"], {"12"})
    assert codes["_1[0-4]"] == ["10", "11", "13", "14"]
    assert codes["_1X"] == ["15", "16", "17", "18", "19"]
    assert len(codes["_XX"]) == 90


def test_what_cannot_be_written_out_is_left_out() -> None:
    assert expand_patterns(["_XXXX", "_1.", "_12345678901"], set()) == {}
