"""An office with hours, a switch, and telephones that ring, as files."""

from pathlib import Path

FLOW = """
entry: main
timezone: Europe/London
schedules:
  office:
    open: ["Mon-Fri 09:00-17:30"]
    holidays:
      - {date: 2026-12-25, name: Christmas Day}
  night-mode: {switch: manual}
receptionists: {main: main.yaml, night: night.yaml}
recordings:
  "1": {name: welcome, seconds: 4}
  "2": {name: we-are-closed, seconds: 4}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "@night"}
  time_condition||78: {name: Night switch, schedule: night-mode, open: "time_condition||77", closed: "@night"}
  department||108000: {name: Booking desk, answers: person, rings: 20 s, no_answer: "voicemail||9001", busy: "@main"}
  extension||7: {name: Reception, answers: person, rings: 15 s}
  voicemail||9001: {name: Night voicemail, answers: machine}
numbers: {"+441632960001": time_condition||77, "+441632960002": time_condition||78}
"""
MENU = """
name: NAME
destination_type: multiple
recording: "ID"
timeout: 5
timeout_retries: 0
incorrect_count: 0
entries:
- {option: "1", destination_type: TYPE, destination_id: "TO"}
- {option: "2", destination_type: extension, destination_id: "7"}
invalid_destination_type: extension
invalid_destination_id: "7"
timeout_destination_type: extension
timeout_destination_id: "7"
"""


def menu(name: str, recording: str, first: str) -> str:
    kind, _, id = first.partition("||")
    return MENU.replace("NAME", name).replace("ID", recording, 1).replace("TYPE", kind).replace("TO", id, 1)


def write_office(folder: Path) -> None:
    """Write the files of the office into a folder."""
    (folder / "flow.yaml").write_text(FLOW, encoding="utf-8")
    (folder / "main.yaml").write_text(menu("Main menu", "1", "department||108000"), encoding="utf-8")
    (folder / "night.yaml").write_text(menu("Night menu", "2", "voicemail||9001"), encoding="utf-8")
