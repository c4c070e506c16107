"""The hours of a schedule as rules speak of them."""

from pathlib import Path
from typing import Any

import pytest

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.schedule_hours import (
    attended_answer,
    day_minutes,
    hours_lines,
    is_office,
    is_open_by_day,
    list_days,
    schedule_routes,
    timed_schedules,
)
from simulator.config.schedules import DAY_NAMES, Schedule, parse_hours, parse_range
from tests.callers.world_flow import world_flow
from tests.checks.cases import world_subject


def schedule(*lines: str, key: str = "office") -> Schedule:
    return Schedule(key, tuple(map(parse_hours, lines)))


def test_lines_are_named_as_they_are_written_and_where(tmp_path: Path) -> None:
    subject = world_subject(tmp_path)
    lines = hours_lines(subject, subject.flow.schedules["office"])
    assert [(line.path, line.name) for line in lines] == [
        (("schedules", "office", "open", 0), '"Mon-Thu 09:00-17:30" (line 1)'),
        (("schedules", "office", "open", 1), '"Fri 09:00-12:00, 13:00-16:00" (line 1)'),
    ]


def test_a_single_line_and_a_flow_that_was_made_in_python(tmp_path: Path) -> None:
    subject = world_subject(tmp_path, {"schedules": {"office": {"open": "daily 09:00-17:00"}}})
    assert hours_lines(subject, subject.flow.schedules["office"])[0].path == ("schedules", "office", "open")
    flow = world_flow()
    (line,) = hours_lines(CheckedFlow(flow), flow.schedules["office"])
    assert (line.path, line.name) == (("schedules", "office", "open", 0), '"Mon-Fri 09:00-17:00"')


def test_the_answers_of_schedules_that_go_by_the_clock() -> None:
    flow = world_flow()
    assert {item.key: answers for item, answers in timed_schedules(flow)} == {"office": {"open", "closed", "holiday"}}
    assert [route.open.id for route in schedule_routes(flow, "office")] == ["@main"]


@pytest.mark.parametrize(
    ("lines", "by_day"),
    [
        (("Mon-Fri 09:00-17:00",), True),
        (("Mon-Fri 18:00-09:00",), False),
        (("Mon-Fri 12:00-20:00",), True),
        (("Mon-Fri 18:00-08:00", "Sat,Sun 00:00-24:00"), False),
        ((), False),
    ],
)
def test_by_day_is_when_most_of_the_open_minutes_are(lines: tuple[str, ...], by_day: bool) -> None:
    assert is_open_by_day(schedule(*lines)) is by_day


def test_minutes_by_day_of_a_range_that_passes_midnight() -> None:
    assert [day_minutes(parse_range(text)) for text in ("18:00-09:00", "22:00-06:00", "00:00-24:00")] == [180, 0, 720]


def test_an_office_is_open_by_day_for_more_than_a_break_and_is_not_named_otherwise() -> None:
    hours = "Mon-Fri 09:00-17:00"
    assert [is_office(schedule(hours, key=key)) for key in ("office", "after-hours", "lunch")] == [True, False, False]
    assert not is_office(schedule("Mon-Fri 12:00-13:00"))


@pytest.mark.parametrize(
    ("route", "hours", "answer"),
    [
        ({}, "Mon-Fri 09:00-17:00", "open"),
        ({"open": "@night", "closed": "@main"}, "Mon-Fri 09:00-17:00", "closed"),
        ({"open": "@main", "closed": "@billing"}, "Mon-Fri 18:00-09:00", "closed"),
        ({"open": "@main", "closed": "@billing"}, "Mon-Fri 09:00-17:00", "open"),
    ],
)
def test_the_answer_while_people_are_there(tmp_path: Path, route: dict[str, Any], hours: str, answer: str) -> None:
    change = {"schedules": {"office": {"open": [hours]}}, "destinations": {"time_condition||77": route}}
    flow = world_subject(tmp_path, change).flow
    assert attended_answer(flow, flow.schedules["office"]) == answer


def test_a_switch_is_open_by_day() -> None:
    flow = world_flow()
    assert attended_answer(flow, flow.schedules["night-mode"]) == "open"


def test_days_in_words() -> None:
    assert [list_days(days, DAY_NAMES) for days in ([2], [0, 1, 2, 3, 4, 6], [5, 6])] == [
        *("Wed", "Mon-Fri and Sun", "Sat and Sun")
    ]
