"""Moments as people write them."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar.moments import Moment, describe_moment, parse_moment
from tests.calendar.minute_clock import WINDOWS

LONDON = ZoneInfo("Europe/London")
AUCKLAND = ZoneInfo("Pacific/Auckland")
NOW = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)
"""A Monday, 09:15 in London and 22:15 in Auckland."""

USE = "use 2026-12-25T21:00, 2026-12-25T21:00+00:00 or 25 Dec 2026 21:00"
USE_WITH_NOW = (
    "use 2026-12-25T21:00, 2026-12-25T21:00+00:00, 25 Dec 2026 21:00, now, today 9:00, tomorrow 20:00 or Sat 10:00"
)


def read(text: str, zone: tzinfo | None = LONDON, now: datetime | None = None) -> str:
    moment = parse_moment(text, zone, now)
    assert moment.note == ""
    assert moment.instant.tzinfo is UTC
    return moment.instant.isoformat().removesuffix("+00:00")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-07-25T21:00", "2026-07-25T20:00:00"),
        ("2026-07-25 21:00", "2026-07-25T20:00:00"),
        ("2026-07-25t21:00:30", "2026-07-25T20:00:30"),
        ("2026-07-25T21:00:30.25", "2026-07-25T20:00:30.250000"),
        ("2026-07-25T21:00Z", "2026-07-25T21:00:00"),
        ("2026-07-25T21:00z", "2026-07-25T21:00:00"),
        ("2026-07-25T21:00-05:30", "2026-07-26T02:30:00"),
        ("2026-07-25 21:00 -0530", "2026-07-26T02:30:00"),
        ("2026-07-25T21:00+02", "2026-07-25T19:00:00"),
        ("20260725T2100", "2026-07-25T20:00:00"),
        ("20260725T210030Z", "2026-07-25T21:00:30"),
        ("25 Jul 2026 21:00", "2026-07-25T20:00:00"),
        ("  25  jul. 2026,  9:05 ", "2026-07-25T08:05:00"),
        ("Saturday, 25 July 2026, 21:00:15", "2026-07-25T20:00:15"),
        ("1 Sept 2026 00:00", "2026-08-31T23:00:00"),
        ("1000-01-01T12:00Z", "1000-01-01T12:00:00"),
        ("9998-12-31T23:59-11:00", "9999-01-01T10:59:00"),
    ],
)
def test_a_date_and_a_time_are_a_moment(text: str, instant: str) -> None:
    assert read(text) == instant


@pytest.mark.parametrize(
    ("text", "zone", "instant"),
    [
        ("now", LONDON, "2026-11-30T09:15:00"),
        ("NOW", None, "2026-11-30T09:15:00"),
        ("today 9:00", LONDON, "2026-11-30T09:00:00"),
        ("today 23:00", AUCKLAND, "2026-11-30T10:00:00"),
        ("Tomorrow 20:00", LONDON, "2026-12-01T20:00:00"),
        ("tomorrow 7:00", AUCKLAND, "2026-11-30T18:00:00"),
        ("Sat 10:00", LONDON, "2026-12-05T10:00:00"),
        ("sunday 10:00", None, "2026-12-06T10:00:00"),
        ("Mon 9:16", LONDON, "2026-11-30T09:16:00"),  # still ahead
        ("Mon 9:15", LONDON, "2026-12-07T09:15:00"),
        ("Mon 9:16", AUCKLAND, "2026-12-06T20:16:00"),
    ],
)
def test_some_moments_count_from_now(text: str, zone: tzinfo | None, instant: str) -> None:
    assert read(text, zone, NOW) == instant


def test_without_a_zone_a_time_is_taken_as_utc() -> None:
    assert read("2026-07-25T21:00", None) == "2026-07-25T21:00:00"
    assert read("2026-07-25T21:00+01:00", None) == "2026-07-25T20:00:00"


def test_of_a_time_that_happens_twice_the_first_is_taken_and_noted() -> None:
    assert parse_moment("25 Oct 2026 01:30", LONDON) == Moment(
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        "Sun 25 Oct 2026 01:30 happens twice in Europe/London; the first is taken (2026-10-25T01:30+01:00; "
        "the second is 2026-10-25T01:30+00:00)",
    )
    assert parse_moment("2006-10-28T23:30:05", ZoneInfo("America/St_Johns")).note == (
        "Sat 28 Oct 2006 23:30:05 happens twice in America/St_Johns; the first is taken (2006-10-28T23:30:05-02:30; "
        "the second is 2006-10-28T23:30:05-03:30)"
    )
    assert read("2026-10-25T01:30+00:00") == "2026-10-25T01:30:00"


@pytest.mark.parametrize(
    ("text", "zone", "message"),
    [
        ("2026-03-29T01:30", "Europe/London", "from Sun 29 Mar 2026 01:00 to 02:00"),
        ("29 Mar 2026 1:00", "Europe/London", "from Sun 29 Mar 2026 01:00 to 02:00"),
        ("2026-10-04T02:29", "Australia/Lord_Howe", "from Sun 4 Oct 2026 02:00 to 02:30"),
        ("2011-12-30T12:00", "Pacific/Apia", "from Fri 30 Dec 2011 00:00 to Sat 31 Dec 2011 00:00"),
    ],
)
def test_a_time_that_does_not_exist_is_refused_with_the_gap(text: str, zone: str, message: str) -> None:
    with pytest.raises(ValueError, match="does not exist in") as refused:
        parse_moment(text, ZoneInfo(zone))
    assert str(refused.value) == (
        f"'{text}' does not exist in {zone}: the clocks go {message}; use a time before or after"
    )


def test_a_day_that_counts_from_now_may_fall_into_a_gap() -> None:
    with pytest.raises(ValueError, match="does not exist in Europe/London"):
        parse_moment("Sun 1:30", LONDON, datetime(2026, 3, 28, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"'' is not a moment; {USE}"),
        ("soon", f"'soon' is not a moment; {USE}"),
        ("someday 10:00", f"'someday 10:00' is not a moment; {USE}"),
        ("21:00", f"'21:00' is not a moment; {USE}"),
        ("12/25/2026 21:00", f"'12/25/2026 21:00' is not a moment; {USE}"),
        ("٢٠٢٦-12-25T21:00", f"'٢٠٢٦-12-25T21:00' is not a moment; {USE}"),
        ("2026-12-25T9pm", f"'2026-12-25T9pm' is not a moment; {USE}"),
        ("2026-12-25", f"'2026-12-25' has no time of day; {USE}"),
        ("Fri 25 Dec 2026", f"'Fri 25 Dec 2026' has no time of day; {USE}"),
        ("2026-02-29T21:00", f"'2026-02-29T21:00' holds a date or a time that does not exist; {USE}"),
        ("2026-12-25T24:00", f"'2026-12-25T24:00' holds a date or a time that does not exist; {USE}"),
        ("2026-12-25T21:00+24:00", f"'2026-12-25T21:00+24:00' holds a date or a time that does not exist; {USE}"),
        ("31 Feb 2026 21:00", f"'31 Feb 2026 21:00' holds a date that does not exist; {USE}"),
        ("25 Dez 2026 21:00", f"'25 Dez 2026 21:00' holds a date that does not exist; {USE}"),
        ("25 Dec 2026 21:60", "'25 Dec 2026 21:60' has a time that does not exist; use 0:00 to 23:59"),
        ("Thu 25 Dec 2026 21:00", "'Thu 25 Dec 2026 21:00': that day is a Friday; leave the weekday out or correct it"),
        ("0999-12-31T23:59", "'0999-12-31T23:59' lies too far away; use a year from 1000 to 9998"),
        ("9999-01-01T00:00Z", "'9999-01-01T00:00Z' lies too far away; use a year from 1000 to 9998"),
        ("1 Jan 9999 00:00", "'1 Jan 9999 00:00' lies too far away; use a year from 1000 to 9998"),
        ("1 Jan 0000 00:00", f"'1 Jan 0000 00:00' holds a date that does not exist; {USE}"),
        ("now", f"'now' depends on the present, which only a command knows; {USE}"),
        ("tomorrow 20:00", f"'tomorrow 20:00' depends on the present, which only a command knows; {USE}"),
        ("Sat 10:00", f"'Sat 10:00' depends on the present, which only a command knows; {USE}"),
        ("x" * 1_000_000, f"'{'x' * 37}...' is not a moment; {USE}"),
    ],
)
def test_what_is_not_a_moment_is_told_what_would_be(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"use|leave") as refused:
        parse_moment(text, LONDON)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("soon", f"'soon' is not a moment; {USE_WITH_NOW}"),
        ("today", f"'today' is not a moment; {USE_WITH_NOW}"),
        ("today 25:00", "'today 25:00' has a time that does not exist; use 0:00 to 23:59"),
    ],
)
def test_where_now_is_known_the_words_for_it_are_accepted_too(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="use") as refused:
        parse_moment(text, LONDON, NOW)
    assert str(refused.value) == message


def test_a_moment_is_described_as_a_clock_shows_it() -> None:
    instant = datetime(2026, 12, 25, 21, 0, 0, 500_000, tzinfo=UTC)
    assert describe_moment(instant, LONDON) == "Fri 25 Dec 2026 21:00"
    assert describe_moment(instant, None) == "Fri 25 Dec 2026 21:00"
    assert describe_moment(instant, AUCKLAND) == "Sat 26 Dec 2026 10:00"
    assert describe_moment(instant.replace(hour=9, second=5), LONDON) == "Fri 25 Dec 2026 09:00:05"
    assert [describe_moment(datetime(2026, 10, 25, hour, 30, tzinfo=UTC), LONDON) for hour in (0, 1)] == [
        "Sun 25 Oct 2026 01:30",
        "Sun 25 Oct 2026 01:30 (the second time)",
    ]


@given(st.sampled_from(WINDOWS), st.integers(-3 * 86_400, 12 * 86_400))
def test_the_description_of_a_moment_is_read_back(window: tuple[str, datetime], seconds: int) -> None:
    zone = ZoneInfo(window[0])
    start = datetime(window[1].year, window[1].month, window[1].day, tzinfo=UTC)
    instant = datetime.fromtimestamp(start.timestamp() + seconds, UTC)
    described = describe_moment(instant, zone)
    if not described.endswith("(the second time)"):
        assert parse_moment(described, zone).instant == instant
    assert parse_moment(instant.astimezone(zone).isoformat(), None).instant == instant
