"""``schedules:`` and ``timezone:``: hours, holidays and switches, and what is wrong with them, where it stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from simulator.config.schedules import Holiday, Schedule, TimeRange, parse_hours
from simulator.loader.flow_kinds import load

Told = Callable[..., list[str]]

DESK = """\
receptionists:
  desk: {name: Desk, destination_type: single, forward_destination_type: hangup, forward_destination_id: 1}
"""


def test_hours_holidays_and_a_switch(here: Path) -> None:
    (here / "holidays").mkdir()
    (here / "holidays" / "uk.yaml").write_text(
        "# from somewhere\n- {date: 2026-12-25, name: Christmas Day}\n- {date: 2026-12-26}\n", encoding="utf-8"
    )
    (here / "flow.yaml").write_text(
        DESK
        + """\
timezone: Europe/London
schedules:
  office:
    open: ["Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"]
    holidays:
      - {file: holidays/uk.yaml}
      - {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve}
      - {dates: 2027-08-02/2027-08-13, name: Summer break}
      - {date: 2026-12-26, open: ["10:00-11:00", "12:00-13:00"]}
  saturday: {open: Sat 10:00-13:00}
  night-mode: {switch: manual}
""",
        encoding="utf-8",
    )
    flow = load(".")
    assert flow.timezone == "Europe/London"
    assert flow.schedules == {
        "office": Schedule(
            "office",
            (parse_hours("Mon-Thu 09:00-17:30"), parse_hours("Fri 09:00-12:00, 13:00-16:00")),
            (
                Holiday(date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),
                Holiday(date(2026, 12, 26), date(2026, 12, 26)),
                Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", (TimeRange(540, 720),)),
                Holiday(date(2027, 8, 2), date(2027, 8, 13), "Summer break"),
                Holiday(date(2026, 12, 26), date(2026, 12, 26), "", (TimeRange(600, 660), TimeRange(720, 780))),
            ),
        ),
        "saturday": Schedule("saturday", (parse_hours("Sat 10:00-13:00"),)),
        "night-mode": Schedule("night-mode", is_switch=True),
    }


def test_a_switch_alone_needs_no_zone(here: Path) -> None:
    (here / "flow.yaml").write_text(DESK + "schedules: {night: {switch: manual}}\n", encoding="utf-8")
    assert load(".").schedules == {"night": Schedule("night", is_switch=True)}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "timezone: Europe/Londn\n",
            [
                "3:11: timezone: 'Europe/Londn' is not a time zone; "
                "did you mean Europe/London or Europe/Lisbon or Europe/Oslo?"
            ],
        ),
        ("timezone: 7\n", ["3:11: timezone: '7' is not a time zone; use an IANA name such as Europe/London"]),
        (
            "schedules: {office: {open: Mon 09:00-10:00}}\n",
            ["3:1: timezone is missing; schedules need the IANA name of their zone, such as timezone: Europe/London"],
        ),
        ("schedules: 7\n", ["3:12: schedules: '7' is not accepted; use {office: {open: [\"Mon-Fri 09:00-17:00\"]}}"]),
        (
            "schedules: {office: closed}\n",
            ["3:21: office: 'closed' is not a schedule; use {office: {open: [\"Mon-Fri 09:00-17:00\"]}}"],
        ),
        (
            "schedules: {everyone: {switch: manual}}\n",
            ["3:13: 'everyone' speaks for every telephone; use a word such as office"],
        ),
        (
            "schedules: {a||b: {switch: manual}}\n",
            ["3:13: 'a||b' is not a key for a schedule; use a word such as office"],
        ),
        (
            "schedules: {night: {switch: auto, open: Mon 9:00-10:00}}\n",
            [
                "3:29: switch: 'auto' is not accepted; use manual",
                "3:35: open: a switch is set by hand and has no open; leave it out",
            ],
        ),
    ],
)
def test_what_is_wrong_with_a_section(told: Told, text: str, lines: list[str]) -> None:
    assert told(flow=DESK + text) == [f"flow.yaml:{line}" for line in lines]
