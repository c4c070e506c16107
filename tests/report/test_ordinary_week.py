"""The ordinary week of a swept calendar, whose days may all be holidays in the period."""

from dataclasses import replace
from datetime import UTC, date, datetime

from simulator.callers.world import WorldSettings
from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.graph.calendar_sweep import sweep_calendar
from simulator.report.calendar_text import CalendarText
from tests.callers.world_flow import NUMBER, OFFICE, world_flow

CHRISTMAS = Holiday(date(2026, 12, 24), date(2027, 1, 2), "Christmas")


def shown(*holidays: Holiday) -> list[str]:
    hours = parse_hours("Mon-Sat 09:00-17:00"), parse_hours("Fri 18:00-20:00")
    schedules = {"office": Schedule("office", hours, holidays), "night-mode": Schedule("night-mode", is_switch=True)}
    flow = replace(world_flow(), schedules=schedules, numbers={NUMBER: str(OFFICE)}).rung_at(NUMBER)
    start, until = datetime(2026, 12, 21, tzinfo=UTC), datetime(2027, 1, 6, tzinfo=UTC)
    return [
        line.rstrip()
        for line in CalendarText(sweep_calendar(flow, start, until, WorldSettings(flow))).text().splitlines()
    ]


def test_a_day_of_the_week_with_nothing_but_holidays_is_taken_from_after_the_period() -> None:
    lines = shown(CHRISTMAS)
    lines = lines[lines.index("An ordinary week") :]
    assert lines[1].split() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert lines[2].split() == ["office", "9-17", "9-17", "9-17", "9-17", "9-17,", "18-20", "9-17", "-"]
    others = lines[lines.index("Other days") + 1 : lines.index("", lines.index("Other days"))]
    assert others == [  # closed as on every Sunday, 27 December is an ordinary one
        *(f"  {day}  office -  Christmas" for day in ("Thu 24 Dec 2026", "Fri 25 Dec 2026", "Sat 26 Dec 2026")),
        *(f"  {day}  office -  Christmas" for day in ("Mon 28 Dec 2026", "Tue 29 Dec 2026", "Wed 30 Dec 2026")),
        *("  Thu 31 Dec 2026  office -  Christmas", "  Fri 1 Jan 2027   office -  Christmas"),
        "  Sat 2 Jan 2027   office -  Christmas",
    ]


def test_a_day_that_is_always_a_holiday_has_no_ordinary_hours() -> None:
    lines = shown(Holiday(date(2026, 1, 1), date(2028, 12, 31), "Rebuilding"))
    assert (lines.count("An ordinary week"), lines.count("Other days")) == (0, 1)
