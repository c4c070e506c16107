"""Time groups as a response carries them, and next to the hours of a flow."""

from typing import Any

import pytest

from simulator.config.schedules import Schedule, parse_hours
from simulator.provider.live.time_group import (
    TimeGroup,
    compare_hours,
    describe_days,
    describe_hours,
    describe_ranges,
    read_time_group,
)

ITEM = {"id": 5, "name": "Office", "from_time": ["09:00"], "to_time": ["17:30"], "days": "mon,tue"}


def lines(item: dict[str, Any]) -> list[str] | None:
    """The hours of an item, as flow.yaml would have them."""
    group = read_time_group(item)
    return (
        None
        if group is None or group.hours is None
        else [text for line in group.hours for text in describe_hours(line)]
    )


@pytest.mark.parametrize(
    ("more", "hours"),
    [
        ({}, ["Mon-Tue 09:00-17:30"]),
        ({"from_time": ["09:00:00", "13:00"], "to_time": ["12:00:00", "16:00"]}, ["Mon-Tue 09:00-12:00, 13:00-16:00"]),
        ({"from_time": "22:00", "to_time": "06:00", "days": ["Friday", "SAT"]}, ["Fri-Sat 22:00-06:00"]),
        ({"days": "all"}, ["daily 09:00-17:30"]),
        ({"days": None, "dates": ["*"], "months": []}, ["daily 09:00-17:30"]),
        ({"dates": [1, 2, 25], "months": ["dec"]}, ["09:00-17:30|mon-tue|1-2&25|dec"]),
        ({"days": "", "dates": "", "months": "nov,dec,feb"}, ["09:00-17:30|*|*|feb&nov-dec"]),
    ],
)
def test_hours_in_the_documented_fields(more: dict[str, Any], hours: list[str]) -> None:
    assert lines(ITEM | more) == hours


@pytest.mark.parametrize(
    "more",
    [
        {"days": "1,2"}, {"days": [0, 1]}, {"months": [12]}, {"dates": [0]}, {"dates": ["x"]}, {"days": [True]},
        {"from_time": []}, {"from_time": [], "to_time": []}, {"from_time": ["9am"]}, {"to_time": ["09:00"]},
        {"days": {"mon": 1}}, {"from_time": [None]},
    ],
)  # fmt: skip
def test_a_form_whose_meaning_nobody_documents_is_not_guessed(more: dict[str, Any]) -> None:
    assert read_time_group(ITEM | more) == TimeGroup("5", "Office", None)


def test_without_hours_or_without_an_id() -> None:
    assert read_time_group({"id": "5"}) == TimeGroup("5", "5", None)
    assert read_time_group({"name": "Office"}) is None
    assert read_time_group("Office") is None


def schedule(*hours: str) -> Schedule:
    return Schedule("office", tuple(map(parse_hours, hours)))


def compared(here: list[str], live: list[str]) -> tuple[str, ...]:
    return compare_hours(schedule(*here), tuple(map(parse_hours, live)))


def test_hours_that_say_the_same_otherwise() -> None:
    assert (
        compared(["Mon-Fri 09:00-17:00"], ["Mon,Tue 09:00-12:00", "Mon-Tue 12:00-17:00", "Wed-Fri 09:00-17:00"]) == ()
    )
    assert compared(["Fri 22:00-06:00"], ["Fri 22:00-24:00", "Sat 00:00-06:00"]) == ()
    assert compared(["Sun 22:00-06:00"], ["Sun 22:00-24:00", "Mon 00:00-06:00"]) == ()
    assert compared(["09:00-17:00|mon-fri|*|jan-dec"], ["Mon-Fri 09:00-17:00"]) == ()


def test_hours_that_differ_are_named_day_by_day() -> None:
    assert compared(["Mon-Thu 09:00-17:30", "Fri 09:00-12:00"], ["Mon-Fri 09:00-17:00"]) == (
        "Mon-Thu: 09:00-17:30 here, 09:00-17:00 live",
        "Fri: 09:00-12:00 here, 09:00-17:00 live",
    )
    assert compared(["Sat-Sun 10:00-16:00"], ["Sat 10:00-16:00"]) == ("Sun: 10:00-16:00 here, closed live",)
    assert compared(["09:00-17:00|mon-fri|*|*"], ["09:00-17:00|mon-fri|*|jan-nov"]) == (
        "for example on Mon 2 Dec: 09:00-17:00 here, closed live",
    )
    assert compared(["00:00-24:00|*|29|feb"], ["00:00-24:00|sat|29|feb"]) == (
        "for example on Thu 29 Feb: 00:00-24:00 here, closed live",
    )


def test_days_and_ranges_in_words() -> None:
    assert [describe_days(days) for days in ({0, 2, 3, 6}, {5}, set(range(7)))] == ["Mon,Wed-Thu,Sun", "Sat", "daily"]
    assert describe_ranges(()) == "closed"
