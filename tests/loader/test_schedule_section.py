"""``schedules:`` and ``timezone:``: hours, holidays and switches, and what is wrong with them, where it stands."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from simulator.config.schedules import Holiday, Schedule, TimeRange, parse_hours
from simulator.errors import FlowError
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
        (
            "schedules: {never: {open: []}}\n",
            ["3:1: timezone is missing; schedules need the IANA name of their zone, such as timezone: Europe/London"],
        ),
        (
            "timezone: Mars\nvariants: {x: {from: 2026-12-24, receptionists: {desk: {name: Closed}}}}\n",
            ["3:11: timezone: 'Mars' is not a time zone; use an IANA name such as Europe/London"],
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


ACCEPTED = 'use DAYS HH:MM-HH:MM, such as "Mon-Thu 09:00-17:30" or "daily 00:00-24:00"'
OPEN_MISSING = 'open is missing; add hours such as open: ["Mon-Fri 09:00-17:00"]'


@pytest.mark.parametrize(
    ("schedule", "lines"),
    [
        ("{}", [f"5:11: office: {OPEN_MISSING}"]),
        ("{holidays: []}", [f"5:11: office: {OPEN_MISSING}"]),
        ("{open: }", [f"5:11: office: {OPEN_MISSING}"]),
        ('{open: "@main"}', [f"5:18: open: '@main' names no time; {ACCEPTED}"]),
        ("{open: 09:00-17:00}", [f"5:18: open: '09:00-17:00' names no days; {ACCEPTED}"]),
        ("{open: {Mon: 9}}", [f"5:18: open: a mapping is not a line of hours; {ACCEPTED}"]),
        (
            "{open: [Mon 09:00-10:00, 09:00, Fri, null]}",
            [
                f"5:36: open: '09:00' names no days; {ACCEPTED}",
                f"5:43: open: 'Fri' names no time; {ACCEPTED}",
                f"5:48: open: nothing is not a line of hours; {ACCEPTED}",
            ],
        ),
        ("{open: Mon 25:00-26:00}", ["5:18: open: '25:00-26:00' has a time that does not exist; use 00:00 to 24:00"]),
        (
            "{open: Mon 9:00-9:00}",
            ["5:18: open: '9:00-9:00' starts and ends at the same time; for a whole day use 00:00-24:00"],
        ),
        (
            '{open: "09:00-17:30|mon-fri|*"}',
            [
                "5:18: open: '09:00-17:30|mon-fri|*' has 3 fields; FreePBX writes TIME|WEEKDAYS|DAYS OF MONTH|MONTHS, "
                "such as 09:00-17:30|mon-fri|*|*",
            ],
        ),
        (
            "{opn: Mon 9:00-10:00}",
            [f"5:11: office: {OPEN_MISSING}", "5:12: a schedule has no field 'opn'; did you mean open?"],
        ),
        (
            "{open: Mon 9:00-10:00, zone: Europe/Paris}",
            ["5:34: a schedule has no field 'zone'; use one of open, holidays, switch"],
        ),
        ("{switch: null}", ["5:20: switch: nothing is not accepted; use manual"]),
        (
            "{switch: manual, holidays: []}",
            ["5:28: holidays: a switch is set by hand and has no holidays; leave it out"],
        ),
    ],
)
def test_what_is_wrong_with_a_schedule(told: Told, schedule: str, lines: list[str]) -> None:
    text = DESK + f"timezone: Europe/London\nschedules:\n  office: {schedule}\n"
    assert told(flow=text) == [f"flow.yaml:{line}" for line in lines]


def test_a_line_of_thousands_of_spaces_is_refused_at_once(told: Told) -> None:
    text = DESK + f'timezone: Europe/London\nschedules:\n  office: {{open: "{" " * 100_000}x"}}\n'
    assert told(flow=text) == [f"flow.yaml:5:18: open: '{' ' * 37}...' names no time; {ACCEPTED}"]


def with_holidays(holidays: str) -> str:
    """A flow.yaml whose line 7 has the holidays of a schedule."""
    return DESK + (
        f"timezone: Europe/London\nschedules:\n  office:\n    open: Mon 9:00-10:00\n    holidays: {holidays}\n"
    )


HOLIDAY = "{date: 2026-12-25, name: Christmas Day}"
A_DATE = "use a date such as 2026-12-24"


@pytest.mark.parametrize(
    ("holidays", "lines"),
    [
        ("x", [f"15: holidays: 'x' is not a list; use [{HOLIDAY}], or none"]),
        ("{file: uk.yaml}", [f"15: holidays: a mapping is not a list; use [{HOLIDAY}], or none"]),
        ("[2026-12-26]", [f"16: '2026-12-26' is not a holiday; use {HOLIDAY}"]),
        ("[null]", [f"16: nothing is not a holiday; use {HOLIDAY}"]),
        ("[{name: Easter}]", [f"16: a holiday has no date; use {HOLIDAY}"]),
        (
            "[{date: 2026-12-25, dates: 2026-12-25/2026-12-26}]",
            ["16: a holiday has both date and dates; use one of them"],
        ),
        (
            "[{date: 2026-12-25, closed: true}]",
            ["35: a holiday has no field 'closed'; use one of date, dates, name, open, file"],
        ),
        ("[{date: 25 Dec}]", [f"23: date: '25 Dec' is not a date; {A_DATE}"]),
        ("[{date: 20261225}]", [f"23: date: '20261225' is not a date; {A_DATE}"]),
        ("[{date: 9999-12-25}]", ["23: date: '9999-12-25' lies too far away; use a year from 1000 to 9998"]),
        ("[{date: 2026-02-30}]", ["23: date: '2026-02-30' is a date that does not exist"]),
        (
            "[{dates: 2026-12-26/2026-12-25}]",
            ["24: dates: '2026-12-26/2026-12-25' ends before it starts; exchange the two dates"],
        ),
        (
            "[{dates: [2026-12-25, 2026-12-26]}]",
            ["24: dates: a list is not a span of dates; use one such as 2027-08-02/2027-08-13"],
        ),
        (
            "[{date: 2026-12-25, open: 09:00}]",
            ["41: open: '09:00' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30"],
        ),
        (
            "[{date: 2026-12-25, open: false}]",
            ["41: open: 'false' is not a time range; use HH:MM-HH:MM, such as 09:00-17:30"],
        ),
        ("[{date: 2026-12-25, name: [x]}]", ["41: name: a list is not a name; use words on one line"]),
        (r'[{date: 2026-12-25, name: "a\nb"}]', [r"41: name: 'a\nb' is not a name; use words on one line"]),
        ("[{file: 7}]", ["23: 7: there is no such file or folder"]),
        ("[{file: uk.yaml}]", ["23: uk.yaml: there is no such file or folder; did you mean us.yaml or flow.yaml?"]),
        ("[{file: ''}]", ["23: file: '' is not a path; use holidays/uk.yaml"]),
        ("[{file: [a]}]", ["23: file: a list is not a path; use holidays/uk.yaml"]),
        (
            "[{file: us.yaml, name: Holidays}]",
            ["32: name: a holiday with file has no other field; move name into the file"],
        ),
        (
            "[{file: ../uk.yaml}]",
            [
                "23: '../uk.yaml' leads outside the folder of the flow; use a file below it, "
                "keep an ivrsim.toml in a folder above both, or name the folder: --allow DIR"
            ],
        ),
    ],
)
def test_what_is_wrong_with_holidays(told: Told, here: Path, holidays: str, lines: list[str]) -> None:
    (here / "us.yaml").write_text("[]\n", encoding="utf-8")
    assert told(flow=with_holidays(holidays)) == [f"flow.yaml:7:{line}" for line in lines]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [f"uk.yaml: is empty; use lines such as - {HOLIDAY}, or [] for none"]),
        ("# none yet\n", [f"uk.yaml: holds only comments; use lines such as - {HOLIDAY}, or [] for none"]),
        ("{date: 2026-12-25}\n", [f"uk.yaml:1:1: a mapping is not a list of holidays; use lines such as - {HOLIDAY}"]),
        ("- {date: 2026-12-25\n", ["uk.yaml:2:1: a bracket is opened and never closed; a } or ] is missing"]),
        (
            "- 2026-12-25\n- {date: 2026-13-01}\n- {file: us.yaml}\n- {dat: 2026-12-25}\n",
            [
                f"uk.yaml:1:3: '2026-12-25' is not a holiday; use {HOLIDAY}",
                "uk.yaml:2:10: date: '2026-13-01' is a date that does not exist",
                "uk.yaml:3:4: file: a file of holidays cannot name a file; list the dates",
                f"uk.yaml:4:3: a holiday has no date; use {HOLIDAY}",
                "uk.yaml:4:4: a holiday has no field 'dat'; did you mean date?",
            ],
        ),
        (
            "- {date: 2026-12-25}\n" * 2_001,
            ["flow.yaml:7:15: holidays: over 2,000 are here; at most 2,000 are accepted"],
        ),
        ("x" * 50_000_001, ["uk.yaml: is over 50 MB; a file may hold at most that"]),
    ],
    ids=["empty", "only comments", "no list", "broken", "wrong lines", "too many", "too big"],
)
def test_what_is_wrong_in_a_file_of_holidays(told: Told, here: Path, text: str, lines: list[str]) -> None:
    (here / "uk.yaml").write_text(text, encoding="utf-8")
    assert told(flow=with_holidays("[{file: uk.yaml}]")) == lines


def test_holidays_in_json(told: Told, here: Path) -> None:
    holidays = here / "uk.json"
    holidays.write_text('[{"date": "2026-12-25", "name": "Christmas Day"}, {"dates": "2026-12-28/2026-12-29"}]')
    assert told(flow=with_holidays("[{file: uk.json}]")) == []
    assert load("flow.yaml").schedules["office"].holidays == (
        Holiday(date(2026, 12, 25), date(2026, 12, 25), "Christmas Day"),
        Holiday(date(2026, 12, 28), date(2026, 12, 29)),
    )
    holidays.write_text('[{"date": 20261225}, {"date": "2026-12-25", "open": 0}, {"date": "2026-12-25", "open": []}]')
    assert told(flow=with_holidays("[{file: uk.json}]")) == [
        "uk.json:1:11: date: 20261225 is not a date; use a date such as 2026-12-24",
        "uk.json:1:53: open: 0 is not a time range; use HH:MM-HH:MM, such as 09:00-12:00",
    ]


def test_a_holiday_file_above_the_flow_is_read_below_an_ivrsim_toml(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "flows").mkdir()
    (here / "ivrsim.toml").write_text("", encoding="utf-8")
    (here / "uk.yaml").write_text("- {date: 2026-12-25}\n- {date: 2026-12-32}\n", encoding="utf-8")
    (here / "flows" / "flow.yaml").write_text(with_holidays("[{file: ../uk.yaml}]"), encoding="utf-8")
    monkeypatch.chdir(here / "flows")
    with pytest.raises(FlowError) as error:
        load(".")
    assert str(error.value) == "../uk.yaml:2:10: date: '2026-12-32' is a date that does not exist"
    (here / "uk.yaml").write_text("- {date: 2026-12-25}\n", encoding="utf-8")
    assert load(".").schedules["office"].holidays == (Holiday(date(2026, 12, 25), date(2026, 12, 25)),)
