"""Opening hours on a map."""

from dataclasses import replace
from datetime import date

from simulator import load
from simulator.config.schedules import Holiday, Schedule, parse_hours
from simulator.draw.map_layout import lay_out
from simulator.draw.map_tree import build_tree
from simulator.draw.opening_hours import hours_lines, hours_notes, schedule_at
from simulator.draw.svg_writer import draw_svg
from tests.draw.test_svg_writer import texts_of

WEEK = ("mon 09:00-17:00", "tue 09:00-18:00", "wed 09:00-12:00", "thu 10:00-17:00", "fri 10:00-16:00")


def schedule(*lines: str, holidays: int = 0) -> Schedule:
    """A schedule with so many holidays, one in each year."""
    days = tuple(Holiday(date(2027 + year, 1, 1), date(2027 + year, 1, 1)) for year in range(holidays))
    return Schedule("s", tuple(map(parse_hours, lines)), days)


def test_what_stands_below_the_name_of_a_schedule() -> None:
    assert hours_lines(schedule("mon-fri 09:00-17:30", holidays=2)) == ("Mon to Fri 09:00-17:30", "2 holidays")
    assert hours_lines(schedule(*WEEK)) == (
        "Mon 09:00-17:00",
        "Tue 09:00-18:00",
        "Wed 09:00-12:00",
        "and 2 more lines of hours",
    )
    assert hours_lines(Schedule("s")) == ("never open",)
    assert hours_lines(Schedule("s", is_switch=True)) == ("set by hand",)


def test_the_foot_has_the_dates_and_what_is_too_long() -> None:
    surgery = load("example:surgery")
    assert schedule_at(surgery, "main") is None
    dates, zone = hours_notes(build_tree(surgery))
    assert dates.startswith("Office hours: the holidays are Thu 1 Jan 2026 (New Year's Day); ")
    assert (dates.count(";"), "Thu 24 Dec 2026 (Christmas Eve), open 08:30-12:00;" in dates) == (19, True)
    assert zone == "Hours are those of Europe/London"
    busy = replace(surgery, schedules={"office": replace(schedule(*WEEK), key="office")})
    assert [*hours_notes(build_tree(busy))] == [
        "Office hours: open Mon 09:00-17:00, Tue 09:00-18:00, Wed 09:00-12:00, Thu 10:00-17:00 and Fri 10:00-16:00",
        "Hours are those of Europe/London",
    ]
    assert [*hours_notes(build_tree(replace(surgery, schedules={"office": Schedule("office", is_switch=True)})))] == []


def test_a_reader_finds_the_hours_in_the_picture() -> None:
    shown = texts_of(draw_svg(lay_out(build_tree(load("example:surgery"))), "Surgery"))
    place = shown.index("Office hours")
    assert shown[place + 1 : place + 4] == ["Mon to Thu 08:30-18:00", "Fri 08:30-12:30 and 13:30-17:00", "20 holidays"]
    assert "Hours are those of Europe/London" in shown
