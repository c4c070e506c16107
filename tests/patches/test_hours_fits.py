"""Edits of hours: what they change in a flow, that nothing is changed twice, and why they do not fit."""

from pathlib import Path

import pytest

from tests.patches.shop import changed_lines

CASES = {
    "add_holiday: {date: 2026-12-28}": [
        "flow.yaml",
        '-late: {open: "daily 17:00-20:00"}',
        '+late: {open: "daily 17:00-20:00", holidays: [{date: 2026-12-28}]}',
    ],
    "add_holiday: {schedule: office, date: 2026-12-29, name: Stock day}": [
        "flow.yaml",
        '+- {date: 2026-12-29, name: "Stock day"}',
    ],
    'add_holiday: {dates: 2027-08-02/2027-08-13, open: "09:00-12:00"}': [
        "flow.yaml",
        '-late: {open: "daily 17:00-20:00"}',
        '+- {dates: 2027-08-02/2027-08-13, open: "09:00-12:00"}',
        '+late: {open: "daily 17:00-20:00", holidays: [{dates: 2027-08-02/2027-08-13, open: "09:00-12:00"}]}',
    ],
    "add_holiday: {schedule: office, date: 2026-12-24, name: Eve}": [
        "flow.yaml",
        '-- {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve} # half a day',
        "+- {date: 2026-12-24, name: Eve} # half a day",
    ],
    'add_holiday: {schedule: office, date: 2026-12-24, open: "09:00-12:00", name: Eve}': [
        "flow.yaml",
        '-- {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve} # half a day',
        '+- {date: 2026-12-24, open: "09:00-12:00", name: Eve} # half a day',
    ],
    'add_holiday: {schedule: office, date: 2026-12-24, open: "09:00-12:00"}': [],
    "add_holiday: {schedule: office, date: 2026-12-28, name: Closed}": [],
    "add_holiday: {schedule: office, dates: 2020-01-01/2026-12-31}": [
        "flow.yaml",
        "+- {dates: 2020-01-01/2026-12-31}",
    ],
    "add_holiday: {schedule: mode, date: 2026-12-24}": [
        "misfit: mode is a switch, which is set by hand and has no hours",
    ],
    "add_holiday: {schedule: ofice, date: 2026-12-24}": [
        "misfit: no schedule 'ofice'; did you mean office?",
    ],
    "remove_holiday: {date: 2026-12-24}": [
        "flow.yaml",
        '-- {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve} # half a day',
    ],
    "remove_holiday: {date: 2026-12-25}": [
        "misfit: office has 2026-12-25 from a file of holidays, which other flows may use",
    ],
    "remove_holiday: {date: 2026-12-26}": [],
    'set_hours: {schedule: late, open: ["daily 18:00-20:00", "Sat 10:00-12:00"]}': [
        "flow.yaml",
        '-late: {open: "daily 17:00-20:00"}',
        '+late: {open: ["daily 18:00-20:00", "Sat 10:00-12:00"]}',
    ],
    'set_hours: {schedule: late, open: "Mon-Sun 17:00-20:00"}': [],
}


@pytest.mark.parametrize("patch", CASES)
def test_an_edit_and_what_it_changes(shop: Path, patch: str) -> None:
    assert [line.replace(f"{shop}/", "SHOP/") for line in changed_lines(shop, patch)] == CASES[patch]


def test_a_line_that_a_later_one_overrides_is_not_enough(shop: Path) -> None:
    flow = shop / "flow.yaml"
    text = flow.read_text("utf-8")
    flow.write_text(
        text.replace("- {file: uk.yaml}", "- {date: 2026-12-28, open: '09:00-12:00'}\n      - {file: uk.yaml}")
    )
    half = 'add_holiday: {schedule: office, date: 2026-12-28, open: "09:00-12:00"}'
    assert changed_lines(shop, half) == ["flow.yaml", '+- {date: 2026-12-28, open: "09:00-12:00"}']
    assert changed_lines(shop, "remove_holiday: {date: 2026-12-28}") == [  # the date would be a holiday all the same
        "misfit: office has 2026-12-28 from a file of holidays, which other flows may use"
    ]


def test_the_only_line_and_a_schedule_that_has_none(shop: Path) -> None:
    flow = shop / "flow.yaml"
    text = flow.read_text("utf-8").replace("      - {file: uk.yaml}\n", "")
    flow.write_text(text.replace("late: {", "late: {holidays: none, "), "utf-8")
    assert changed_lines(shop, "remove_holiday: {date: 2026-12-24}") == [
        "flow.yaml",
        "-holidays:",
        '-- {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve} # half a day',
    ]
    assert changed_lines(shop, "add_holiday: {schedule: late, date: 2026-12-24}") == [
        "misfit: late says holidays: none"
    ]
