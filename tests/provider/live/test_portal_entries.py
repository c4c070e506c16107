"""What to enter in the portal: one line for each range, and holidays by date."""

from datetime import date

from simulator.config.schedules import Holiday, Schedule, TimeRange, parse_hours
from simulator.provider.live.portal_entries import portal_holidays, portal_ranges


def entered(*hours: str) -> list[str]:
    return [str(line) for line in portal_ranges(Schedule("office", tuple(map(parse_hours, hours))))]


def test_one_line_for_each_range_and_one_group_for_each_set_of_days() -> None:
    assert entered("Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00") == [
        "office 1: from_time 09:00, to_time 17:30, days mon,tue,wed,thu",
        "office 2: from_time 09:00, to_time 12:00, days fri",
        "office 2: from_time 13:00, to_time 16:00, days fri",
    ]
    assert entered("daily 00:00-24:00") == ["office: from_time 00:00, to_time 24:00, days mon,tue,wed,thu,fri,sat,sun"]
    assert entered("09:00-17:00|sat|1-3|nov&dec") == [
        "office: from_time 09:00, to_time 17:00, days sat, dates 1,2,3, months nov,dec"
    ]


def test_a_range_past_midnight_is_two_lines() -> None:
    assert entered("Fri,Sun 22:00-06:00") == [
        "office 1: from_time 22:00, to_time 24:00, days fri,sun",
        "office 2: from_time 00:00, to_time 06:00, days mon,sat",
    ]
    assert entered("22:00-06:00|*|31|dec") == [
        "office: from_time 22:00, to_time 24:00, days mon,tue,wed,thu,fri,sat,sun, dates 31, months dec "
        "(goes on until 06:00 of the day after, which needs a line of its own)"
    ]


def test_a_line_in_json() -> None:
    late, weekdays = portal_ranges(
        Schedule("office", (parse_hours("22:00-06:00|sun|31|*"), parse_hours("Mon 09:00-17:00")))
    )
    assert weekdays.json == {
        "name": "office 2",
        "from_time": "09:00",
        "to_time": "17:00",
        "days": ["mon"],
        "dates": [],
        "months": [],
    }
    assert late.json["note"] == "goes on until 06:00 of the day after, which needs a line of its own"


def holidays(*lines: Holiday) -> list[str]:
    return [str(line) for line in portal_holidays(Schedule("office", (), lines), date(2026, 11, 30))]


def test_holidays_that_are_not_over_in_order_of_their_dates() -> None:
    half = Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", (TimeRange(540, 720),))
    summer = Holiday(date(2027, 7, 30), date(2027, 8, 2), "Summer break")
    past = Holiday(date(2026, 5, 1), date(2026, 5, 1), "May Day")
    assert holidays(summer, past, half, Holiday(date(2026, 11, 30), date(2026, 11, 30))) == [
        "2026-11-30: closed (dates 30, months nov)",
        "2026-12-24 Christmas Eve: 09:00-12:00 (dates 24, months dec)",
        "2027-07-30/2027-08-02 Summer break: closed (dates 30-31, months jul; dates 1-2, months aug)",
    ]
    assert portal_holidays(Schedule("office", (), (half,)), date(2026, 12, 24))[0].json == {
        "when": "2026-12-24",
        "name": "Christmas Eve",
        "open": ["09:00-12:00"],
        "entries": [{"dates": [24], "months": ["dec"]}],
    }


def test_a_holiday_that_a_later_line_replaces_is_left_out() -> None:
    day = Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve")
    week = Holiday(date(2026, 12, 21), date(2026, 12, 31), "Winter break")
    assert holidays(day, week) == ["2026-12-21/2026-12-31 Winter break: closed (dates 21-31, months dec)"]
    assert len(holidays(week, day)) == 2


def test_a_holiday_of_thousands_of_years_is_listed_for_twelve_months() -> None:
    for_ever = Holiday(date(1000, 1, 1), date(9998, 12, 31))
    (line,) = portal_holidays(Schedule("office", (), (for_ever,)), date(2026, 11, 30))
    assert (line.when, len(line.entries)) == ("1000-01-01/9998-12-31", 12)
