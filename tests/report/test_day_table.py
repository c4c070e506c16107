"""The days of schedules as tables."""

from dataclasses import replace
from datetime import date, timedelta

from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.report.day_table import day_table, exception_lines, ordinary_week

OFFICE = Schedule("office", (parse_hours("Mon-Thu 09:00-17:30"), parse_hours("Fri 22:00-06:00")))
DAYS = [date(2026, 12, 21) + timedelta(days=day) for day in range(7)]


def test_a_column_for_each_day() -> None:
    assert [*day_table([OFFICE], DAYS[:2])] == ["        Mon 21 Dec  Tue 22 Dec", "office  9-17:30     9-17:30"]
    assert [*day_table([OFFICE], DAYS[3:6], dated=False)] == ["        Thu      Fri   Sat", "office  9-17:30  22-6  -"]


def test_days_that_differ_from_an_ordinary_week() -> None:
    christmas = Holiday(date(2026, 12, 22), date(2026, 12, 22), "A day off")
    closed = replace(OFFICE, holidays=(christmas,))
    assert ordinary_week([closed], DAYS)[1] == date(2026, 12, 29)  # the Tuesday of the week after
    assert [*exception_lines([closed], DAYS)] == ["  Tue 22 Dec 2026  office -  A day off"]
