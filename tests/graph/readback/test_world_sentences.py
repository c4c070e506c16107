"""Schedules and telephones in plain words."""

from dataclasses import replace
from datetime import date

import pytest

from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.config.schedules import Holiday, parse_hours
from simulator.graph.display_names import DisplayNames
from simulator.graph.readback.flow_readback import read_back, world_sections
from simulator.graph.readback.world_sentences import (
    HOLIDAYS_NAMED,
    date_words,
    days_words,
    hours_words,
    route_sentences,
    schedule_sentences,
)
from tests.callers.world_flow import DESK, NUMBER, OFFICE, world_flow


def test_what_lies_behind_the_menus() -> None:
    (section,) = world_sections(world_flow(reception=PersonRoute(15_000, rings_stated=True)))
    assert section.sentences == (
        "The schedule office is open Mon to Fri 09:00-17:00 (Europe/London).",
        "Its holidays: Thu 24 Dec 2026 (Christmas Eve), open 09:00-12:00; Fri 25 Dec 2026 (Christmas Day).",
        "The switch night-mode is set by hand, so its position is not known.",
        "Office hours asks office: open leads to menu “Main menu”, closed to menu “Night menu”.",
        "Night switch asks night-mode: open leads to Office hours (by the hours of office), "
        "closed to menu “Night menu”.",
        "Booking desk rings for 20 s (assumed: the flow does not say); if nobody picks up, they go to Night voicemail "
        "(a machine); if it is busy, they go to Reception (a person).",
        "Reception rings for 15 s; if nobody picks up, the call ends.",
    )


def test_a_flow_without_a_world_says_nothing_of_it() -> None:
    assert world_sections(replace(world_flow(), schedules={}, routes={})) == []


def test_a_holiday_may_have_its_own_way_and_many_are_counted() -> None:
    flow = world_flow()
    office = replace(
        flow.schedules["office"],
        holidays=tuple(Holiday(date(2027, 1, day), date(2027, 1, day)) for day in range(1, 12)),
    )
    names = DisplayNames(replace(flow, schedules={"office": office}, routes={}))
    assert [*schedule_sentences(names)][1].endswith(f"; and {11 - HOLIDAYS_NAMED} more.")
    long = Holiday(date(2027, 8, 2), date(2027, 8, 13), "Summer break")
    names = DisplayNames(replace(flow, schedules={"office": replace(office, holidays=(long,))}, routes={}))
    assert [*schedule_sentences(names)][1] == "Its holidays: Mon 2 Aug 2027 to Fri 13 Aug 2027 (Summer break)."


def test_a_destination_without_a_name_is_its_address() -> None:
    flow = replace(world_flow(), destinations={}, schedules={}, routes={DESK: PersonRoute(1000, rings_stated=True)})
    assert [*route_sentences(DisplayNames(flow))] == [
        "department||108000 rings for 1 s; if nobody picks up, the call ends."
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("daily 00:00-24:00", "every day 00:00-24:00"),
        ("Mon,Wed-Fri 09:00-12:00, 13:00-16:00", "Mon and Wed to Fri 09:00-12:00 and 13:00-16:00"),
        ("Sat-Mon 22:00-06:00", "Mon and Sat to Sun 22:00-06:00"),
        ("*|*|25-26|dec", "every day 00:00-24:00 on day 25 and 26 in Dec"),
    ],
)
def test_a_line_of_hours_in_words(line: str, words: str) -> None:
    assert hours_words(parse_hours(line)) == words


def test_days_and_dates() -> None:
    assert days_words(frozenset({5, 6})) == "Sat to Sun"
    assert date_words(date(2026, 12, 25)) == "Fri 25 Dec 2026"


def arrivals(flow: Flow) -> dict[str, str]:
    """How callers get to each menu, as the sections of a flow say it."""
    return {
        section.heading: next((sentence for sentence in section.sentences if "get here" in sentence), "")
        for section in read_back(flow)
        if section.heading.startswith("Menu")
    }


def test_a_call_begins_where_its_number_leads_and_not_at_the_entry() -> None:
    flow = replace(world_flow(), numbers={NUMBER: str(OFFICE)}).rung_at(NUMBER)
    assert arrivals(flow) == {
        "Menu “Main menu”": f"Callers get here by calling {NUMBER}, through Office hours (by the hours of office).",
        "Menu “Night menu”": f"Callers get here by calling {NUMBER}, through Office hours (by the hours of office).",
    }
    assert read_back(flow)[0].sentences == (
        f"A call to {NUMBER} begins at Office hours (by the hours of office).",
        f"{NUMBER} leads to Office hours (by the hours of office).",
        "Callers can reach two menus.",
    )
