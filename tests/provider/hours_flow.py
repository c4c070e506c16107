"""A flow with hours on the disk, as somebody wrote it: comments, a half day, a switch, and who picks up."""

from pathlib import Path

FLOW = """\
# The front door of Fernside.
entry: main
timezone: Europe/London            # where the clinic is
schedules:
  office:                          # agreed with reception in May
    open: ["Mon-Thu 09:00-17:30", "Fri 09:00-12:00, 13:00-16:00"]
    holidays:
      - {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve}
      - {date: 2026-12-25, name: Christmas Day}
  night-mode: {switch: manual}
receptionists: {main: main.yaml, night: night.yaml}
destinations:
  time_condition||77: {name: Office hours, schedule: office, open: "@main", closed: "@night"}
  time_condition||78: {name: Night switch, schedule: night-mode, open: "@Office hours", closed: "@night"}
  department||108000: {name: Booking desk, answers: person, rings: 20 s, no_answer: voicemail||9001, busy: "@main"}
  voicemail||9001: {name: Night voicemail, answers: machine}
numbers:
  "+441632960001": "@Office hours"  # on the letterhead
  "+441632960002": time_condition||78
  "+441632960003": main
"""

MENU = """\
id: "{id}"
name: {name}
destination_type: multiple
recording: "1"
timeout: 5
timeout_retries: 1
incorrect_count: 1
entries:
  - {{option: "1", destination_type: {kind}, destination_id: "{to}"}}
  - {{option: "2", destination_type: time_condition, destination_id: "77"}}
invalid_destination_type: voicemail
invalid_destination_id: "9001"
timeout_destination_type: voicemail
timeout_destination_id: "9001"
"""


def write_hours_flow(folder: Path, flow: str = FLOW) -> Path:
    """Write it; its receptionists have the ids that a sandbox gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "flow.yaml").write_text(flow, encoding="utf-8")
    main = MENU.format(id="7001", name="Main menu", kind="department", to="108000")
    night = MENU.format(id="7002", name="Night menu", kind="voicemail", to="9001")
    (folder / "main.yaml").write_text(main, encoding="utf-8")
    (folder / "night.yaml").write_text(night, encoding="utf-8")
    return folder
