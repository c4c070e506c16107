"""A list of dates as text, read back by YAML."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.calendar.holiday_list import HolidayList, PartialClosure
from simulator.config.schedules import Holiday, parse_date
from simulator.loader.holiday_writer import holiday_text
from simulator.text.yaml_tree import yaml_tree

YEARS = range(2026, 2028)
CHRISTMAS = date(2026, 12, 25)


def named(name: str) -> str:
    return holiday_text(HolidayList("here", (Holiday(CHRISTMAS, CHRISTMAS, name),)), YEARS, "ivrsim calendar")


def test_dates_one_line_each_with_where_they_come_from() -> None:
    closures = HolidayList(
        "Closures of x.ics",
        (
            Holiday(CHRISTMAS, CHRISTMAS, "Christmas Day"),
            Holiday(date(2027, 8, 2), date(2027, 8, 13), "Summer break: all"),
            Holiday(date(2027, 9, 1), date(2027, 9, 1)),
        ),
        (PartialClosure(date(2026, 12, 24), 720, 1440, "Party"), PartialClosure(date(2026, 12, 30), 540, 540)),
    )
    assert holiday_text(closures, YEARS, "ivrsim calendar --holidays x.ics --years 2026-2027") == (
        """\
# Closures of x.ics; 2026 to 2027.
# Written by `ivrsim calendar --holidays x.ics --years 2026-2027`; the same command shows what changed.
- {date: 2026-12-25, name: Christmas Day}
- {dates: 2027-08-02/2027-08-13, name: "Summer break: all"}
- {date: 2027-09-01}
# These close only part of a day. Fill in the hours that stay open, and remove the #:
# - {date: 2026-12-24, open: "HH:MM-HH:MM", name: Party}  # closed 12:00-24:00
# - {date: 2026-12-30, open: "HH:MM-HH:MM"}  # closed 09:00
"""
    )


def test_a_list_without_dates_is_a_list() -> None:
    assert holiday_text(HolidayList("a\nb", ()), range(2026, 2027), "x") == (
        "# a\\nb; 2026.\n# Written by `x`; the same command shows what changed.\n[]\n"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("New Year's Day", "New Year's Day"),
        ("Fête du Travail", "Fête du Travail"),
        ("一月一日", "一月一日"),
        ("Boxing Day (observed)", "Boxing Day (observed)"),
        ("no", '"no"'),
        ("Null", '"Null"'),
        ("UNKNOWN", '"UNKNOWN"'),
        ("1 May", '"1 May"'),
        ("a, b", '"a, b"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a}", '"a}"'),
        ('"a"', '"\\"a\\""'),
        ("a\x1b[31m", '"a\\u001b[31m"'),
    ],
)
def test_a_name_is_quoted_where_yaml_would_make_something_else_of_it(name: str, written: str) -> None:
    assert named(name).splitlines()[2] == f"- {{date: 2026-12-25, name: {written}}}"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_name_is_read_back(name: str) -> None:
    (line,) = yaml_tree(named(name)).root
    assert line["name"] == name
    assert parse_date(str(line["date"])) == CHRISTMAS
