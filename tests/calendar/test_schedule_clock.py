"""A schedule asked at a moment, against tables and against a scan of every minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar.moments import describe_moment, parse_moment
from simulator.calendar.schedule_clock import EARLIEST, LATEST, HolidayIndex, ScheduleClock
from simulator.calendar.zones import load_zone
from simulator.config.schedules import Holiday, Schedule, parse_date, parse_dates, parse_hours, parse_ranges
from tests.calendar.minute_clock import WINDOWS, Window, minute_clock
from tests.calendar.schedules import schedules


def clock(*hours: str, zone: str = "Europe/London", holidays: tuple[Holiday, ...] = ()) -> ScheduleClock:
    return ScheduleClock(Schedule("office", tuple(map(parse_hours, hours)), holidays), load_zone(zone))


def holiday(dates: str, open: str = "") -> Holiday:
    return Holiday(*parse_dates(dates), ranges=parse_ranges(open) if open else ())


def state(asked: ScheduleClock, moment: str) -> str:
    return asked.state_at(parse_moment(moment, asked.zone).instant)


def changes(asked: ScheduleClock, start: str, until: str) -> list[str]:
    instants = (parse_moment(text, asked.zone).instant for text in (start, until))
    return [f"{describe_moment(instant, asked.zone)} {new}" for instant, new in asked.changes_between(*instants)]


OFFICE = clock(
    "Mon-Thu 09:00-17:30", "Fri 22:00-06:00",
    holidays=(holiday("2026-12-24", "09:00-12:00"), holiday("2026-12-26/2026-12-28"), holiday("2026-12-30")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        ("Mon 21 Dec 2026 08:59:59", "closed"),
        ("Mon 21 Dec 2026 09:00", "open"),
        ("2026-12-21T17:29:59.999999", "open"),
        ("Mon 21 Dec 2026 17:30", "closed"),
        ("Thu 24 Dec 2026 08:59", "holiday"),  # a half day is a holiday outside of its own hours
        ("Thu 24 Dec 2026 11:59", "open"),
        ("Thu 24 Dec 2026 12:00", "holiday"),
        ("2026-12-24T23:59:59.999999", "holiday"),
        ("Fri 25 Dec 2026 00:00", "closed"),
        ("Fri 25 Dec 2026 22:00", "open"),
        ("Sat 26 Dec 2026 05:59", "open"),  # the range of Friday is not cut off by Saturday's holiday
        ("Sat 26 Dec 2026 06:00", "holiday"),
        ("Mon 28 Dec 2026 10:00", "holiday"),
        ("Tue 29 Dec 2026 00:00", "closed"),
        ("2026-12-29T09:00:00.000001", "open"),
        ("2026-12-29T18:30+01:00", "closed"),
        ("2026-12-29T18:29+01:00", "open"),
    ],
)
def test_the_answer_of_a_schedule(moment: str, answer: str) -> None:
    assert state(OFFICE, moment) == answer


def test_the_changes_of_a_week_with_holidays() -> None:
    assert changes(OFFICE, "2026-12-23T09:00", "2026-12-30T17:30") == [
        "Wed 23 Dec 2026 17:30 closed",
        "Thu 24 Dec 2026 00:00 holiday",
        "Thu 24 Dec 2026 09:00 open",
        "Thu 24 Dec 2026 12:00 holiday",
        "Fri 25 Dec 2026 00:00 closed",
        "Fri 25 Dec 2026 22:00 open",
        "Sat 26 Dec 2026 06:00 holiday",
        "Tue 29 Dec 2026 00:00 closed",
        "Tue 29 Dec 2026 09:00 open",
        "Tue 29 Dec 2026 17:30 closed",
        "Wed 30 Dec 2026 00:00 holiday",
    ]


@pytest.mark.parametrize(
    ("zone", "hours", "start", "until", "shown"),
    [
        pytest.param(
            "Europe/London", "Sun 01:30-09:00", "2026-03-28T12:00", "2026-03-29T12:00",
            ["Sun 29 Mar 2026 02:00 open", "Sun 29 Mar 2026 09:00 closed"],
            id="a start that is skipped falls on the end of the gap",
        ),
        pytest.param(
            "Europe/London", "Sun 01:10-01:50", "2026-03-28T12:00", "2026-03-29T12:00", [],
            id="a range inside the gap is empty",
        ),
        pytest.param(
            "Europe/London", "Sun 00:30-01:30", "2026-10-24T12:00", "2026-10-25T12:00",
            ["Sun 25 Oct 2026 00:30 open", "Sun 25 Oct 2026 01:30 closed"],
            id="an end that happens twice is taken at its first occurrence",
        ),
        pytest.param(
            "Europe/London", "Sun 01:30-03:00", "2026-10-24T12:00", "2026-10-25T12:00",
            ["Sun 25 Oct 2026 01:30 open", "Sun 25 Oct 2026 03:00 closed"],
            id="a start that happens twice, too: the range lasts two and a half hours",
        ),
        pytest.param(
            "Australia/Lord_Howe", "Sun 01:45-02:15", "2026-10-03T12:00", "2026-10-04T12:00",
            ["Sun 4 Oct 2026 01:45 open", "Sun 4 Oct 2026 02:30 closed"],
            id="a gap of half an hour",
        ),
        pytest.param(
            "America/Sao_Paulo", "Sun 00:00-08:00", "2017-10-14T12:00", "2017-10-15T12:00",
            ["Sun 15 Oct 2017 01:00 open", "Sun 15 Oct 2017 08:00 closed"],
            id="a midnight that is skipped",
        ),
        pytest.param(
            "America/St_Johns", "Sun 00:00-08:00", "2006-10-28T12:00", "2006-10-29T12:00",
            ["Sun 29 Oct 2006 00:00 open", "Sun 29 Oct 2006 08:00 closed"],
            id="a midnight that happens twice",
        ),
        pytest.param(
            "Pacific/Apia", "daily 09:00-17:00", "2011-12-29T12:00", "2011-12-31T12:00",
            ["Thu 29 Dec 2011 17:00 closed", "Sat 31 Dec 2011 09:00 open"],
            id="a day that is skipped",
        ),
    ],
)  # fmt: skip
def test_the_days_on_which_the_clocks_change(zone: str, hours: str, start: str, until: str, shown: list[str]) -> None:
    assert changes(clock(hours, zone=zone), start, until) == shown


def test_what_starts_on_a_day_has_started_although_clocks_that_go_back_show_the_day_before_again() -> None:
    newfoundland = clock("Sun 00:00-08:00", zone="America/St_Johns")
    second_2330 = datetime(2006, 10, 29, 3, 0, tzinfo=UTC)
    assert describe_moment(second_2330, newfoundland.zone) == "Sat 28 Oct 2006 23:30 (the second time)"
    assert newfoundland.state_at(second_2330) == "open"


def test_a_holiday_begins_and_ends_by_the_clock_of_its_zone() -> None:
    apia = clock(zone="Pacific/Apia", holidays=(holiday("2011-12-30"), holiday("2012-01-02")))
    assert changes(apia, "2011-12-25T00:00", "2012-01-10T00:00") == [
        "Mon 2 Jan 2012 00:00 holiday",
        "Tue 3 Jan 2012 00:00 closed",
    ]


def test_the_next_change_is_looked_for_within_ten_years() -> None:
    at = parse_moment("2026-12-25T12:00Z", None).instant
    leap_day = clock("09:00-17:00|*|29|feb")
    assert leap_day.next_change(at) == datetime(2028, 2, 29, 9, tzinfo=UTC)
    assert clock(holidays=(holiday("2036-12-24"),)).next_change(at) == datetime(2036, 12, 24, tzinfo=UTC)
    assert clock(holidays=(holiday("2046-12-24"),)).next_change(at) is None
    assert clock("daily 00:00-24:00").next_change(at) is None
    assert clock().next_change(at) is None


def test_the_calendar_ends_with_the_year_9998() -> None:
    office = clock("daily 09:00-17:00", zone="Pacific/Auckland", holidays=(holiday("2026-12-25/9998-12-31"),))
    weekly = clock("daily 09:00-17:00", zone="Pacific/Auckland")
    last = datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    first = datetime.min.replace(tzinfo=UTC)
    assert office.state_at(datetime(9998, 12, 31, tzinfo=UTC)) == "holiday"
    assert weekly.next_change(last) is None
    assert weekly.next_change(first) == EARLIEST.replace(hour=5, minute=20, second=56)  # local mean time
    assert weekly.changes_between(last - timedelta(days=1), last) == []
    assert weekly.changes_between(first, EARLIEST) == []
    assert weekly.changes_between(LATEST, EARLIEST) == []
    with pytest.raises(ValueError, match="outside") as refused:
        office.state_at(last)
    assert str(refused.value) == (
        "9999-12-31T23:59:59.999999+00:00 lies outside of the calendar, which ends with the year 9998"
    )


def test_a_switch_and_a_time_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="switch") as refused:
        ScheduleClock(Schedule("night-mode", is_switch=True), UTC)
    assert str(refused.value) == "night-mode is a switch, which is set by hand; no calendar knows how it stands"
    with pytest.raises(ValueError, match="zone") as refused:
        OFFICE.state_at(datetime(2026, 12, 25, 21))  # noqa: DTZ001 - that is what is wrong
    assert str(refused.value) == "2026-12-25T21:00:00 has no zone, so it is not an instant"


@given(st.data())
def test_schedules_answer_as_a_scan_of_every_minute_does(data: st.DataObject) -> None:
    window: Window = data.draw(st.sampled_from(WINDOWS))
    schedule = data.draw(schedules(window))
    oracle = minute_clock(window)
    asked = ScheduleClock(schedule, load_zone(window.zone))
    states = oracle.states(schedule)
    assert asked.changes_between(oracle.start, oracle.end) == oracle.changes(schedule)
    minutes = data.draw(st.lists(st.integers(2 * 1440, (window.days + 3) * 1440), max_size=20))
    for minute in (*minutes, *oracle.minutes_around_jumps()):
        instant = datetime.fromtimestamp(oracle.instants[minute], UTC)
        assert (instant, asked.state_at(instant + timedelta(seconds=30.5))) == (instant, states[minute])


@given(st.data())
def test_the_changes_are_where_the_answer_changes_and_nowhere_else(data: st.DataObject) -> None:
    window: Window = data.draw(st.sampled_from(WINDOWS))
    asked = ScheduleClock(data.draw(schedules(window)), load_zone(window.zone))
    oracle = minute_clock(window)
    before, state_before = oracle.start, asked.state_at(oracle.start)
    for instant, new_state in asked.changes_between(oracle.start, oracle.end):
        assert asked.next_change(before) == instant
        assert asked.state_at(instant - timedelta(microseconds=1)) == state_before != new_state
        assert asked.state_at(instant) == new_state
        before, state_before = instant, new_state
    assert asked.state_at(oracle.end - timedelta(microseconds=1)) == state_before


@given(st.data())
def test_the_index_finds_the_last_holiday_of_each_date(data: st.DataObject) -> None:
    dates = st.dates(date(2026, 12, 1), date(2026, 12, 31))
    holidays = [
        Holiday(first, min(first + timedelta(days=length), parse_date("9998-12-31")))
        for first, length in data.draw(st.lists(st.tuples(dates, st.integers(0, 40)), max_size=8))
    ]
    index = HolidayIndex(holidays)
    for day in data.draw(st.lists(st.dates(date(2026, 11, 25), date(2027, 2, 20)), min_size=1)):
        places = [place for place, one in enumerate(holidays) if one.covers(day)]
        assert index.place_on(day) == (places[-1] if places else None)
