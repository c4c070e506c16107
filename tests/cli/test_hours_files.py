"""The files that ``init --hours`` writes: what was there stays, and all of it loads."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from simulator import load
from simulator.cli.hours_files import ask_hours, holidays_in_file
from simulator.errors import UsageError
from simulator.text.document import read_document
from tests.cli.test_hours_interview import SMALL
from tests.provider.hours_flow import write_hours_flow

TODAY = date(2026, 11, 30)


def asked(folder: Path, given: list[str], *, file: str = "flow.yaml") -> dict[str, str]:
    """The texts by file name, for these answers; Enter to every question after them."""
    lines: Iterator[str] = iter(given)
    texts = ask_hours(folder / file, file, TODAY, ask=lambda question: next(lines, ""), tell=lambda remark: None)
    return {path.name: text for path, text in texts.items()}


ANSWERS = [
    *("", "Europe/London", "Mon-Fri 09:00-17:00", "", "2026-12-25 Christmas Day", ""),
    *("", "", "", "", "", "", "", "15 s", "voicemail||9001", "Night voicemail"),
]


def test_comments_and_spelling_of_a_flow_stay(tmp_path: Path) -> None:
    text = SMALL.replace("time_condition||77: {}", "time_condition||77: {}  # to be filled in")
    texts = asked(write_hours_flow(tmp_path, text), ANSWERS)
    assert [*texts] == ["hours.calls.yaml", "flow.yaml"]
    assert texts["flow.yaml"] == (
        """\
# The front door of Fernside.
entry: main
receptionists: {main: main.yaml, night: night.yaml}
destinations:
  time_condition||77: {name: "Office hours", schedule: "office", open: "@main", closed: "@night"}  # to be filled in
  department||108000: {name: Booking desk, answers: person, rings: "15 s", no_answer: "voicemail||9001"}
  "voicemail||9001": {name: "Night voicemail", answers: "machine"}
numbers: {"+441632960001": "time_condition||77"}
timezone: "Europe/London"
schedules:
  "office":
    open:
      - "Mon-Fri 09:00-17:00"
    holidays:
      - {date: "2026-12-25", name: "Christmas Day"}
"""
    )


def test_what_is_written_loads_and_a_further_schedule_is_added(tmp_path: Path) -> None:
    folder = write_hours_flow(tmp_path)
    texts = asked(folder, ["lunch", "Mon-Fri 12:00-13:00", "", "", "time_condition||9", "", "", "", "+441632960009"])
    assert "schedules:\n  office:                          # agreed with reception in May\n" in texts["flow.yaml"]
    assert '  night-mode: {switch: manual}\n  lunch:\n    open:\n      - "Mon-Fri 12:00-13:00"\n' in texts["flow.yaml"]
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    flow = load(folder)
    assert ([*flow.schedules], flow.numbers["+441632960009"]) == (
        ["office", "night-mode", "lunch"],
        "time_condition||9",
    )
    with pytest.raises(UsageError) as refused:
        asked(folder, ["tea", "Mon 12:00-13:00", "", "", "time_condition||10", "", "", "", "+441632960010"])
    assert str(refused.value) == f"{folder} already has hours.calls.yaml; rename it, and run init --hours again"


def test_a_flow_in_json_stays_json(tmp_path: Path) -> None:
    folder = write_hours_flow(tmp_path)
    (folder / "flow.yaml").unlink()
    plain = {"entry": "main", "receptionists": {"main": "main.yaml", "night": "night.yaml"}}
    (folder / "flow.json").write_text(json.dumps(plain, indent=1), encoding="utf-8")
    answers = ["", "Europe/London", "daily 09:00-17:00", "", "2026-12-25 Christmas Day", ""]
    texts = asked(folder, [*answers, "", "", "", "", "", "+441632960001", "extension||7", "", "none"], file="flow.json")
    assert json.loads(texts["flow.json"]) == {
        **plain,
        "numbers": {"+441632960001": "time_condition||1"},
        "timezone": "Europe/London",
        "schedules": {
            "office": {"open": ["daily 09:00-17:00"], "holidays": [{"date": "2026-12-25", "name": "Christmas Day"}]}
        },
        "destinations": {
            "time_condition||1": {
                "name": "Office hours", "schedule": "office", "open": "@main", "closed": "@night"
            },
            "extension||7": {"answers": "person", "rings": "20 s"},
        },
    }  # fmt: skip


def test_a_night_menu_gets_a_file_and_names(tmp_path: Path) -> None:
    folder = write_hours_flow(tmp_path, "entry: main\nreceptionists:\n  main: main.yaml\n")
    night = ["menu", "Night line", "", "300", "We are closed.", "single", "voicemail", "9001", "Night voicemail"]
    answers = ["", "UTC", "Mon 09:00-17:00", "", "", "", "", "", *night, "", "", "", "none"]
    texts = asked(folder, answers)
    assert [*texts] == ["hours.calls.yaml", "night-2.yaml", "flow.yaml"]  # night.yaml is somebody's
    assert texts["flow.yaml"].splitlines() == [
        "entry: main",
        'timezone: "UTC"',
        "schedules:",
        '  "office":',
        "    open:",
        '      - "Mon 09:00-17:00"',
        "numbers:",
        '  "+441632960001": "time_condition||1"',
        "receptionists:",
        "  main: main.yaml",
        '  night: "night-2.yaml"',
        "recordings:",
        '  "300": {script: "We are closed."}',
        "destinations:",
        '  "voicemail||9001": {name: "Night voicemail"}',
        '  "time_condition||1": {name: "Office hours", schedule: "office", open: "@main", closed: "@night"}',
    ]
    assert 'name: "Night line"' in texts["night-2.yaml"]


def test_the_comment_of_a_pull_is_taken_out_once_it_is_answered(tmp_path: Path) -> None:
    from simulator.config.receptionist import Destination
    from simulator.provider.pull.hours_stub import stub_lines

    comment = "\n".join(stub_lines([Destination("time_condition", "77")], {}))
    texts = asked(write_hours_flow(tmp_path, f"{SMALL}{comment}\n"), ANSWERS)
    assert "does not say" not in texts["flow.yaml"]


def test_holidays_of_a_file_are_read_at_once(tmp_path: Path) -> None:
    folder = write_hours_flow(tmp_path, SMALL)
    document = read_document(folder / "flow.yaml", "flow.yaml")
    (folder / "uk.yaml").write_text(
        "- {date: 2026-12-25, name: Christmas Day}\n- {date: 2026-12-28}\n", encoding="utf-8"
    )
    assert holidays_in_file(document, "uk.yaml") == 2
    (folder / "bad.yaml").write_text("- {date: 2026-02-30}\n", encoding="utf-8")
    for name, why in (
        ("bad.yaml", "date: '2026-02-30' is a date that does not exist"),
        ("uk.yml", f"there is no such file or folder; did you mean {folder / 'uk.yaml'}?"),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(repr(name))}: {re.escape(why)}"):
            holidays_in_file(document, name)
