"""Durations as people write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.durations import LONGEST, PART, UNITS, parse_duration, parse_limit
from simulator.config.value_rules import quote_value
from simulator.graph.plain_words import duration_words


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("40 s", 40_000),
        ("40s", 40_000),
        (" 90  s ", 90_000),
        ("2 min", 120_000),
        ("2 minutes", 120_000),
        ("1.5 s", 1500),
        (".5 s", 500),
        ("300 ms", 300),
        ("1 min 30 s", 90_000),
        ("1min30s", 90_000),
        ("1,440 min", LONGEST),
        ("24 h", LONGEST),
        ("0 s", 0),
    ],
)
def test_a_duration_carries_its_units(text: str, milliseconds: int) -> None:
    assert parse_duration(text) == milliseconds


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("40", "'40' has no unit: use 40 s or 40 min"),
        (40, "40 has no unit: use 40 s or 40 min"),
        ("soon", "'soon' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        ("-4 s", "'-4 s' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        ("4 s,", "'4 s,' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        ("1,44 s", "'1,44 s' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        ("٤ s", "'٤ s' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        (True, "true is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        (None, "nothing is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s"),
        ("4 days", "'4 days' has the unknown unit 'days': use ms, s, min or h"),
        ("25 h", "'25 h' is too long: use at most 24 h"),
        (f"{'9' * 400} s", f"{quote_value('9' * 400 + ' s')} is too long: use at most 24 h"),
    ],
)
def test_what_is_not_a_duration_is_told_what_would_be(value: object, message: str) -> None:
    with pytest.raises(ValueError, match="use ") as refused:
        parse_duration(value)
    assert str(refused.value) == message


def test_a_limit_is_above_nothing() -> None:
    assert parse_limit("1 min 30 s") == 90_000
    for text in ("0 s", "0.1 ms"):
        with pytest.raises(ValueError, match=f"^{re.escape(f'{text!r} is too short: use at least 1 ms')}$"):
            parse_limit(text)


@given(st.integers(0, LONGEST // 100))
def test_every_duration_that_reports_print_is_read_back(tenths: int) -> None:
    assert parse_duration(duration_words(tenths * 100)) == tenths * 100


@pytest.mark.parametrize("unit", UNITS)
def test_editors_take_every_unit(unit: str) -> None:
    assert re.fullmatch(PART, f"1{unit}")
