"""A flow of files with office hours, a switch and a desk that rings, for the commands."""

from __future__ import annotations

from pathlib import Path

FLOW = """\
entry: main
timezone: Europe/London
schedules:
  office:
    open: ["Mon-Thu 09:00-17:30", "Fri 09:00-16:00"]
    holidays:
    - {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve}
    - {date: 2026-12-25, name: Christmas Day}
receptionists: {main: main.yaml, night: night.yaml}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "@night"}
  department||108000: {name: Booking desk, answers: person, rings: 20 s, no_answer: "voicemail||9001"}
  extension||7: {name: Reception, answers: person}
  voicemail||9001: {name: Night voicemail, answers: machine}
numbers: {"+441632960001": time_condition||77}
"""

MENU = """\
name: %s
destination_type: multiple
timeout: 5
timeout_retries: 0
incorrect_count: 0
entries:
- {option: "1", destination_type: %s, destination_id: "%s"}
invalid_destination_type: extension
invalid_destination_id: "7"
timeout_destination_type: extension
timeout_destination_id: "7"
"""


def write_world(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the flow into a folder, with texts of its files replaced."""
    texts = {
        "flow.yaml": FLOW,
        "main.yaml": MENU % ("Main menu", "department", "108000"),
        "night.yaml": MENU % ("Night menu", "voicemail", "9001"),
    }
    assert all(any(old in text for text in texts.values()) for old, _ in changes)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        for old, new in changes:
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
