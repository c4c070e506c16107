"""One phone menu in two systems: the same for callers, under other ids."""

from __future__ import annotations

from pathlib import Path

import simulator
from simulator.config.flow import Flow

MENU = """
name: Main
destination_type: multiple
recording: "{greeting}"
entries:
  - {{option: "1", destination_type: {desk_type}, destination_id: "{desk}"}}
  - {{option: "2", destination_type: time_condition, destination_id: "{hours}"}}
  - {{option: "3", destination_type: voicemail, destination_id: "{box}"}}
timeout: 5
incorrect_count: 1
timeout_retries: 1
invalid_recording: "{sorry}"
invalid_destination_type: hangup
invalid_destination_id: "1"
timeout_destination_type: voicemail
timeout_destination_id: "{box}"
"""

FLOW = """
entry: main
numbers: {{"{number}": main}}
receptionists: {{main: main.yaml}}
timezone: Europe/London
schedules:
  {schedule}: {{open: ["Mon-Fri 09:00-17:00"]}}
recordings:
  "{greeting}": {{name: Welcome, script: "Welcome to Acme.", {length}}}
  "{sorry}": {{script: "Sorry, {words}"}}
destinations:
  {desk_type}||{desk}: {{name: Desk, rings: 20 s, no_answer: "voicemail||{box}"}}
  time_condition||{hours}:
    {{name: Hours, schedule: {schedule}, open: "{desk_type}||{desk}", closed: "voicemail||{box}"}}
  voicemail||{box}: {{name: Box}}
"""

OLD = {
    "greeting": "5",
    "sorry": "6",
    "desk_type": "ringgroup",
    "desk": "600",
    "hours": "1",
    "box": "101",
    "number": "441632960001",
    "schedule": "timegroup-1",
    "length": "seconds: 8",
    "words": "try again.",
}
NEW = OLD | {
    "greeting": "19549",
    "sorry": "5",
    "desk_type": "department",
    "desk": "108000",
    "hours": "77",
    "box": "9001",
    "number": "+44 1632 960001",
    "schedule": "office",
    "length": "",
    "words": "TRY  again.",
}


def write_system(folder: Path, values: dict[str, str]) -> Path:
    """The files of a system in a folder."""
    folder.mkdir()
    flow = FLOW.format(**values).replace(", }", "}")
    (folder / "flow.yaml").write_text(flow, encoding="utf-8")
    (folder / "main.yaml").write_text(MENU.format(**values), encoding="utf-8")
    return folder


def load_systems(folder: Path, **changes: str) -> tuple[Flow, Flow]:
    """Both systems; ``changes`` are values of the new one."""
    return (
        simulator.load(write_system(folder / "old", OLD)),
        simulator.load(write_system(folder / "new", NEW | changes)),
    )
