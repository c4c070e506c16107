"""The rules for single values: what is taken, in which form, and what is said of the rest."""

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.config.value_rules import (
    UNKNOWN_SAID,
    PlainNumber,
    PlainUnknown,
    ascii_digits,
    digits_hint,
    parse_count,
    parse_destination_type,
    parse_id,
    parse_name,
    parse_option,
    parse_optional_destination,
    parse_optional_id,
    parse_optional_type,
    parse_seconds,
    parse_text,
    parse_timeout,
    quote_value,
    refuse_unknown,
)

RULES = (
    parse_count,
    parse_destination_type,
    parse_id,
    parse_name,
    parse_option,
    parse_optional_destination,
    parse_optional_id,
    parse_optional_type,
    parse_seconds,
    parse_text,
    parse_timeout,
)
ARABIC_7 = "\N{ARABIC-INDIC DIGIT SEVEN}"


def refusal(rule: Callable[[Any], Any], value: Any) -> str:
    """What a rule says of a value that it does not take."""
    with pytest.raises(ValueError, match=r".") as refused:
        rule(value)
    return str(refused.value)


# ids


@pytest.mark.parametrize(
    ("written", "id"),
    [
        (19549, "19549"),
        (0, "0"),
        (19549.0, "19549"),
        (-0.0, "0"),
        (PlainNumber("19549.0"), "19549"),
        (10**30, "1" + "0" * 30),
        ("050109590001", "050109590001"),
        ("3f2a-77", "3f2a-77"),
        ("19549.0", "19549.0"),
        ("no", "no"),
        ("", ""),
        ("a|b", "a|b"),
    ],
)
def test_an_id_is_text_whole_numbers_lose_their_point_and_text_stays_as_it_is(written: Any, id: str) -> None:
    assert parse_id(written) == id
    assert type(parse_id(written)) is str


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (1.5, "1.5 is not an id: it is not whole; use a whole number of 0 or more, or text"),
        (math.nan, "nan is not an id: it is not whole; use a whole number of 0 or more, or text"),
        (math.inf, "inf is not an id: it is not whole; use a whole number of 0 or more, or text"),
        (-math.inf, "-inf is not an id: it is not whole; use a whole number of 0 or more, or text"),
        (-3, "-3 is not an id: it is negative; use a whole number of 0 or more, or text"),
        (-3.0, "-3.0 is not an id: it is negative; use a whole number of 0 or more, or text"),
        (PlainNumber("-5"), "'-5' is not an id: it is negative; use a whole number of 0 or more, or text"),
        (PlainNumber("1.5"), "'1.5' is not an id: it is not whole; use a whole number of 0 or more, or text"),
        (True, "true is not an id; use a whole number of 0 or more, or text"),
        (False, "false is not an id; use a whole number of 0 or more, or text"),
        (None, "nothing is not an id; use a whole number of 0 or more, or text"),
        ([1], "a list is not an id; use a whole number of 0 or more, or text"),
        ({"id": 1}, "a mapping is not an id; use a whole number of 0 or more, or text"),
        (2.0**53, "9007199254740992.0 is past 2^53 and no longer exact; quote the id as text"),
        (
            PlainNumber("9007199254740993.0"),
            "'9007199254740993.0' is past 2^53 and no longer exact; quote the id as text",
        ),
        ("department||7", "'department||7' holds '||'; write the type and the id as two fields"),
        ("UNKNOWN", UNKNOWN_SAID),
    ],
)
def test_what_is_no_id(written: Any, said: str) -> None:
    assert refusal(parse_id, written) == said


def test_the_largest_float_that_is_exact_is_an_id() -> None:
    assert parse_id(2.0**53 - 1) == "9007199254740991"
    assert parse_id(2**53 + 1) == "9007199254740993"


@pytest.mark.parametrize("nothing", [None, "", 0, "0", 0.0, PlainNumber("0.0"), PlainNumber("-0")])
def test_no_recording_is_written_in_many_ways(nothing: Any) -> None:
    assert parse_optional_id(nothing) is None


@pytest.mark.parametrize(("written", "id"), [("00", "00"), (" ", " "), (7, "7"), ("@greeting", "@greeting")])
def test_what_only_resembles_nothing_is_an_id(written: Any, id: str) -> None:
    assert parse_optional_id(written) == id


def test_false_is_not_nothing() -> None:
    assert refusal(parse_optional_id, False) == "false is not an id; use a whole number of 0 or more, or text"


def test_a_destination_id_may_be_missing_or_blank_and_zero_is_one() -> None:
    assert [parse_optional_destination(written) for written in (None, "", 0, "0", 7.0)] == [None, "", "0", "0", "7"]


# options


@pytest.mark.parametrize(
    ("written", "option"),
    [
        (1, "1"),
        ("1", "1"),
        (1.0, "1"),
        (PlainNumber("1.0"), "1"),
        (PlainNumber("10."), "10"),
        ("012", "012"),
        ("*", "*"),
        ("#", "#"),
        ("*9#", "*9#"),
        ("0123456789", "0123456789"),
    ],
)
def test_an_option_is_one_to_ten_keys(written: Any, option: str) -> None:
    assert parse_option(written) == option


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "'' is not an option; use 1 to 10 keys of 0-9, * and #"),
        ("01234567890", "'01234567890' is not an option; use 1 to 10 keys of 0-9, * and #"),
        ("1 2", "'1 2' is not an option; use 1 to 10 keys of 0-9, * and #"),
        ("1\n", "'1\\n' is not an option; use 1 to 10 keys of 0-9, * and #"),
        ("A", "'A' is not an option; use 1 to 10 keys of 0-9, * and #"),
        (-1, "-1 is not an option; use 1 to 10 keys of 0-9, * and #"),
        (1.5, "1.5 is not an option; use 1 to 10 keys of 0-9, * and #"),
        (PlainNumber("-5"), "'-5' is not an option; use 1 to 10 keys of 0-9, * and #"),
        (math.nan, "nan is not an option; use 1 to 10 keys of 0-9, * and #"),
        (True, "true is not an option; use 1 to 10 keys of 0-9, * and #"),
        (None, "nothing is not an option; use 1 to 10 keys of 0-9, * and #"),
        (["1"], "a list is not an option; use 1 to 10 keys of 0-9, * and #"),
        (10**50, "a number of over 40 digits is not an option; use 1 to 10 keys of 0-9, * and #"),
        (
            ARABIC_7,
            f"'{ARABIC_7}' is not an option; use 1 to 10 keys of 0-9, * and #; write '7' with ASCII digits",
        ),
    ],
)
def test_what_is_no_option(written: Any, said: str) -> None:
    assert refusal(parse_option, written) == said


# counts


@pytest.mark.parametrize(
    ("written", "count"),
    [(0, 0), (99, 99), (2.0, 2), ("2", 2), ("2.0", 2), ("0", 0), (PlainNumber("3.0"), 3)],
)
def test_a_count_is_a_whole_number_from_0_to_99(written: Any, count: int) -> None:
    assert parse_count(written) == count
    assert type(parse_count(written)) is int


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (100, "100 is not a count; use a whole number from 0 to 99"),
        (-1, "-1 is not a count; use a whole number from 0 to 99"),
        (PlainNumber("-1"), "'-1' is not a count; use a whole number from 0 to 99"),
        (2.5, "2.5 is not a count; use a whole number from 0 to 99"),
        ("2.5", "'2.5' is not a count; use a whole number from 0 to 99"),
        ("012", "'012' is not a count; use a whole number from 0 to 99"),
        ("1e1", "'1e1' is not a count; use a whole number from 0 to 99"),
        ("9" * 30, f"'{'9' * 30}' is not a count; use a whole number from 0 to 99"),
        ("", "'' is not a count; use a whole number from 0 to 99"),
        ("no", "'no' is not a count; use a whole number from 0 to 99"),
        (True, "true is not a count; use a whole number from 0 to 99"),
        (math.nan, "nan is not a count; use a whole number from 0 to 99"),
        (math.inf, "inf is not a count; use a whole number from 0 to 99"),
        (None, "nothing is not a count; use a whole number from 0 to 99"),
        (ARABIC_7, f"'{ARABIC_7}' is not a count; use a whole number from 0 to 99; write '7' with ASCII digits"),
        ("UNKNOWN", UNKNOWN_SAID),
    ],
)
def test_what_is_no_count(written: Any, said: str) -> None:
    assert refusal(parse_count, written) == said


# times


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(0, 0.0), (600, 600.0), (2.5, 2.5), ("2.5", 2.5), ("5", 5.0), (".5", 0.5), ("5.", 5.0), ("007", 7.0)],
)
def test_a_timeout_is_seconds_up_to_ten_minutes(written: Any, seconds: float) -> None:
    assert parse_timeout(written) == seconds
    assert type(parse_timeout(written)) is float


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (600.1, "600.1 is not a duration; use a number of seconds from 0 to 600"),
        (-0.1, "-0.1 is not a duration; use a number of seconds from 0 to 600"),
        (PlainNumber("-5"), "'-5' is not a duration; use a number of seconds from 0 to 600"),
        ("5 s", "'5 s' is not a duration; use a number of seconds from 0 to 600"),
        ("17:30", "'17:30' is not a duration; use a number of seconds from 0 to 600"),
        ("1e2", "'1e2' is not a duration; use a number of seconds from 0 to 600"),
        ("inf", "'inf' is not a duration; use a number of seconds from 0 to 600"),
        ("9" * 400, f"'{'9' * 37}...' is not a duration; use a number of seconds from 0 to 600"),
        ("", "'' is not a duration; use a number of seconds from 0 to 600"),
        (math.nan, "nan is not a duration; use a number of seconds from 0 to 600"),
        (math.inf, "inf is not a duration; use a number of seconds from 0 to 600"),
        (10**400, "a number of over 40 digits is not a duration; use a number of seconds from 0 to 600"),
        (True, "true is not a duration; use a number of seconds from 0 to 600"),
        (None, "nothing is not a duration; use a number of seconds from 0 to 600"),
        (
            ARABIC_7,
            f"'{ARABIC_7}' is not a duration; use a number of seconds from 0 to 600; write '7' with ASCII digits",
        ),
        ("UNKNOWN", UNKNOWN_SAID),
    ],
)
def test_what_is_no_timeout(written: Any, said: str) -> None:
    assert refusal(parse_timeout, written) == said


def test_a_recording_plays_for_a_day_at_most() -> None:
    assert parse_seconds(86_400) == 86_400.0
    assert refusal(parse_seconds, 86_401) == "86401 is not a duration; use a number of seconds from 0 to 86,400"


# texts


@pytest.mark.parametrize(
    ("written", "text"),
    [("17:30", "17:30"), ("", ""), (None, ""), (12, "12"), (1.5, "1.5"), (PlainNumber("-5"), "-5"), (" a ", " a ")],
)
def test_text_is_kept_as_it_is_written(written: Any, text: str) -> None:
    assert parse_text(written) == text
    assert type(parse_text(written)) is str


def test_what_is_no_text() -> None:
    assert [refusal(parse_text, written) for written in (True, ["a"], {"a": 1}, PlainUnknown("UNKNOWN"))] == [
        "true is not text",
        "a list is not text",
        "a mapping is not text",
        UNKNOWN_SAID,
    ]


def test_a_name_is_not_blank() -> None:
    assert (parse_name("Main menu"), parse_name(7)) == ("Main menu", "7")
    assert {refusal(parse_name, written) for written in ("", "  ", None)} == {"is blank; a name is needed"}


@pytest.mark.parametrize("word", ["department", "hangup", "Custom_Dialplan 2", " ivr "])
def test_a_destination_type_is_any_word(word: str) -> None:
    assert parse_destination_type(word) == parse_optional_type(word) == word.strip()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "'' is not a destination type; use a word such as department or hangup"),
        ("  ", "'  ' is not a destination type; use a word such as department or hangup"),
        ("department||7", "'department||7' is not a destination type; use a word such as department or hangup"),
        ("department|7", "'department|7' is not a destination type; use a word such as department or hangup"),
        (7, "7 is not a destination type; use a word such as department or hangup"),
        (None, "nothing is not a destination type; use a word such as department or hangup"),
        ("UNKNOWN", UNKNOWN_SAID),
    ],
)
def test_what_is_no_destination_type(written: Any, said: str) -> None:
    assert refusal(parse_destination_type, written) == said


def test_a_destination_type_that_is_not_set() -> None:
    assert (parse_optional_type(None), parse_optional_type("")) == (None, None)


# messages


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        ("a" * 40, "'" + "a" * 40 + "'"),
        ("a" * 41, "'" + "a" * 37 + "...'"),
        ("two\nlines \x1b[31m", "'two\\nlines \\x1b[31m'"),
        ({"a": 1}, "a mapping"),
        ([1], "a list"),
        ((1,), "a list"),
        (10**40 - 1, "9" * 40),
        (-(10**40), "a number of over 40 digits"),
        (2.5, "2.5"),
    ],
)
def test_a_value_is_quoted_short_and_on_one_line(value: object, quoted: str) -> None:
    assert quote_value(value) == quoted


def test_digits_of_other_scripts_are_shown_as_they_should_be_written() -> None:
    assert ascii_digits(f"1{ARABIC_7}\N{FULLWIDTH DIGIT THREE}x") == "173x"
    assert digits_hint(ARABIC_7) == "; write '7' with ASCII digits"
    assert (digits_hint("7"), digits_hint(7)) == ("", "")


def test_only_the_very_word_is_unknown() -> None:
    refuse_unknown("unknown")
    assert refusal(refuse_unknown, "UNKNOWN") == UNKNOWN_SAID


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.integers(min_value=10**39)
    | st.from_regex(r"-?[0-9]{1,20}(\.[0-9]*)?", fullmatch=True).map(PlainNumber),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
@given(ANYTHING)
def test_a_rule_takes_a_value_or_says_in_one_line_why_not(rule: Callable[[Any], Any], value: Any) -> None:
    try:
        taken = rule(value)
    except ValueError as refused:
        said = str(refused)
    else:
        said = "" if rule(taken) == taken else f"{taken!r} is its own form, and not taken"
    assert said.isprintable()
    assert len(said) < 250
    assert "not taken" not in said
