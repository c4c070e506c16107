"""Schedules whose hours changed, in words, and whether callers can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from simulator.config.flow import Flow
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Holiday, Schedule, parse_hours, parse_ranges
from simulator.graph.review.schedule_changes import list_schedule_changes, schedule_sentences
from tests.callers.world_flow import OFFICE, VOICEMAIL, world_flow
from tests.graph.compare.worlds import rerouted

FLOW = world_flow()
HOLIDAYS = FLOW.schedules["office"].holidays


def with_office(*lines: str, holidays: tuple[Holiday, ...] = HOLIDAYS, flow: Flow = FLOW) -> Flow:
    office = Schedule("office", tuple(parse_hours(line) for line in lines), holidays)
    return replace(flow, schedules={**flow.schedules, "office": office})


def told(new: Flow, old: Flow = FLOW) -> list[str]:
    return [sentence for change in list_schedule_changes(old, new) for sentence in schedule_sentences(change)]


def test_hours_that_are_only_written_otherwise_are_no_change() -> None:
    assert told(with_office("Mon-Wed 09:00-17:00", "Thu,Fri 9:00-12:00, 12:00-17:00")) == []


def test_weekly_hours_before_and_after() -> None:
    assert told(with_office("Mon-Thu 09:00-18:00", "Fri 09:00-12:00, 13:00-16:00")) == [
        "The office is now open Mon-Thu 09:00-18:00; Fri 09:00-12:00 and 13:00-16:00 (before: open Mon-Fri 09:00-17:00)"
    ]
    assert told(with_office()) == ["The office is now never open (before: open Mon-Fri 09:00-17:00)"]


def test_lines_of_some_days_of_the_month_are_told_as_they_are_written() -> None:
    assert told(with_office("Mon-Fri 09:00-17:00", "10:00-12:00|sat|1-7|*")) == [
        "The office is now open Mon-Fri 09:00-17:00; 10:00-12:00|sat|1-7|* (before: open Mon-Fri 09:00-17:00)"
    ]


def test_holidays_that_are_new_gone_or_have_other_hours() -> None:
    eve, christmas = HOLIDAYS
    boxing = Holiday(date(2026, 12, 28), date(2026, 12, 29), "Boxing days")
    half = eve._replace(ranges=parse_ranges("10:00-12:00"))
    assert told(with_office("Mon-Fri 09:00-17:00", holidays=(half, boxing))) == [
        "The office is open 10:00-12:00 on Thu 24 Dec 2026 (Christmas Eve) (before: open 09:00-12:00)",
        "The office has no holiday any more on Fri 25 Dec 2026 (Christmas Day)",
        "The office is closed all day on Mon 28 Dec 2026 to Tue 29 Dec 2026 (Boxing days) (before: no holiday)",
    ]
    assert told(with_office("Mon-Fri 09:00-17:00", holidays=(christmas, eve))) == []


def test_many_holidays_are_counted() -> None:
    days = [date(2027, 1, 4) + timedelta(days=2 * number) for number in range(14)]
    holidays = (*HOLIDAYS, *(Holiday(day, day) for day in days))
    sentences = told(with_office("Mon-Fri 09:00-17:00", holidays=holidays))
    assert (len(sentences), sentences[-1]) == (11, "The office changes on 4 more holidays")


def test_another_zone() -> None:
    assert told(replace(FLOW, timezone="Europe/Madrid")) == [
        "The office now follows the clocks of Europe/Madrid (before: Europe/London)"
    ]


def test_hours_that_become_a_switch() -> None:
    switch = replace(FLOW, schedules={**FLOW.schedules, "office": Schedule("office", is_switch=True)})
    assert told(switch)[0] == "The office is now a switch that is set by hand (before: open Mon-Fri 09:00-17:00)"


def test_a_schedule_that_leads_to_the_same_place_whatever_it_answers_is_not_noticed() -> None:
    idle = rerouted(FLOW, OFFICE, ScheduleRoute("office", VOICEMAIL, VOICEMAIL))
    assert told(with_office("Mon-Fri 09:00-18:00", flow=idle), idle) == [
        "The office is now open Mon-Fri 09:00-18:00 (before: open Mon-Fri 09:00-17:00) (no caller can tell)"
    ]


def test_a_holiday_on_a_day_that_is_closed_anyway_is_not_noticed() -> None:
    saturday = Holiday(date(2026, 12, 26), date(2026, 12, 26), "Boxing Day")
    assert told(with_office("Mon-Fri 09:00-17:00", holidays=(*HOLIDAYS, saturday))) == [
        "The office is closed all day on Sat 26 Dec 2026 (Boxing Day) (before: no holiday) (no caller can tell)"
    ]


def test_a_schedule_that_only_one_flow_asks_is_no_change_of_hours() -> None:
    assert told(rerouted(with_office("Mon 09:00-10:00"), OFFICE, None)) == []
