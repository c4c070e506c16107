"""Lists of dates, and the years that they are asked for."""

from datetime import date, datetime

import pytest

from simulator.calendar.holiday_list import PartialClosure, minutes_of_day, parse_years, year_words


@pytest.mark.parametrize(
    ("text", "years", "words"),
    [
        ("2026", range(2026, 2027), "2026"),
        (" 2026-2027 ", range(2026, 2028), "2026 to 2027"),
        ("2026 – 2027", range(2026, 2028), "2026 to 2027"),
        ("2026/2027", range(2026, 2028), "2026 to 2027"),
        ("2026-2026", range(2026, 2027), "2026"),
        ("9949-9998", range(9949, 9999), "9949 to 9998"),
    ],
)
def test_years_are_one_or_a_span(text: str, years: range, words: str) -> None:
    assert (parse_years(text), year_words(years)) == (years, words)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a span of years; use 2026 or 2026-2027"),
        ("26", "'26' is not a span of years; use 2026 or 2026-2027"),
        ("٢٠٢٦", "'٢٠٢٦' is not a span of years; use 2026 or 2026-2027"),
        ("2026-12-25", "'2026-12-25' is not a span of years; use 2026 or 2026-2027"),
        ("2027-2026", "'2027-2026' ends before it starts; exchange the two years"),
        ("9999", "'9999' lies too far away; use years from 1000 to 9998"),
        ("0999-1000", "'0999-1000' lies too far away; use years from 1000 to 9998"),
        ("2026-2076", "'2026-2076' is 51 years; use at most 50"),
        ("1000-9998", "'1000-9998' is 8,999 years; use at most 50"),
    ],
)
def test_what_is_not_a_span_of_years_is_told_what_would_be(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"use|exchange") as refused:
        parse_years(text)
    assert str(refused.value) == message


def test_a_partial_closure_is_shown_by_its_hours() -> None:
    day = date(2026, 12, 24)
    assert [str(PartialClosure(day, *bounds)) for bounds in ((540, 1050), (720, 1440), (720, 720))] == [
        "09:00-17:30",
        "12:00-24:00",
        "12:00",
    ]
    walls = [datetime.fromisoformat(f"2026-12-{text}") for text in ("23T22:00", "24T09:30:59", "25T06:00")]
    assert [minutes_of_day(day, wall) for wall in walls] == [0, 570, 1440]
