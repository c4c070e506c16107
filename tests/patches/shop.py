"""A small shop whose files a patch edits, and what it makes of them, line by line."""

from pathlib import Path

from simulator.patches.flow_files import FlowFiles, open_files
from simulator.patches.flow_patch import StepMisfit, fit_patch
from simulator.patches.patch_file import read_patch

FILES = {
    "flow.yaml": """\
entry: main
numbers: {"+441632960001": time_condition||77, "+441632960002": main}
timezone: Europe/London
schedules:
  office:
    open: ["Mon-Fri 09:00-17:00"]   # as on the door
    holidays:
      - {file: uk.yaml}
      - {date: 2026-12-24, open: "09:00-12:00", name: Christmas Eve}   # half a day
  late: {open: "daily 17:00-20:00"}
  mode: {switch: manual}
receptionists: {main: main.yaml, night: night.yaml, notice: notice.yaml}
recordings:
  "101": {name: greeting, script: "Welcome", seconds: 2}
  "102": {name: sorry, seconds: 1}   # after a wrong key
  "103":
    name: closed
    script_file: closed.txt
destinations:
  time_condition||77: {schedule: office, open: "@main", closed: "@Night voicemail", holiday: "@notice"}
  department||1: {name: Sales, answers: person, rings: 20 s, no_answer: voicemail||9}
  voicemail||9: {name: Night voicemail, answers: machine}
claims:
  - {reach: Sales}
variants:
  christmas: {from: 2026-12-24, until: 2026-12-29, receptionists: {main: {recording: "@closed"}}}
""",
    "main.yaml": """\
id: "7"
name: Main menu
destination_type: multiple
recording: "@greeting"   # what callers hear first
entries:
  - {option: "1", destination_type: department, destination_id: "@Sales"}
  - {option: "2", destination_type: virtual_receptionist, destination_id: "@night"}
timeout: 5
incorrect_count: 2
invalid_recording: 102
timeout_retries: "2"
invalid_destination_type: department
invalid_destination_id: '1'
timeout_destination_type: voicemail
timeout_destination_id: "9"
""",
    "night.yaml": """\
name: Night menu
destination_type: multiple
recording: "103"
entries:
  "1": {destination_type: voicemail, destination_id: "@Night voicemail"}
timeout: 5
incorrect_count: 2
timeout_retries: 2
invalid_destination_type: hangup
invalid_destination_id: "1"
timeout_destination_type: hangup
timeout_destination_id: "1"
""",
    "notice.yaml": """\
name: Notice
destination_type: single
recording: "@closed"
forward_destination_type: virtual_receptionist
forward_destination_id: "@night"
""",
    "uk.yaml": '- {date: 2026-12-25, name: Christmas Day}\n- {date: 2026-12-28, name: "Boxing Day"}\n',
    "closed.txt": "We are closed.\n",
    "shop.calls.yaml": """\
tests:
  - name: each key
    number: "+441632960002"
    each: [{key: 1, who: Sales}]
    call: [{hears: greeting}, {presses: "{key}"}, {reaches: "{who}"}]
  - {name: at night, at: "2026-12-21T22:00", caller: silence, number: "+441632960001", reaches: Night voicemail}
  - name: nobody
    number: "+441632960002"
    given: {Sales: no answer}
    caller: "1"
    reaches: Night voicemail
    never: [sorry]
""",
}
"""The files by name."""


def write_shop(folder: Path) -> Path:
    """Write the shop into a folder."""
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def fit(folder: Path, patch: str) -> FlowFiles | StepMisfit:
    """What a patch makes of the flow in a folder."""
    file = folder.parent / "patch.yaml"
    file.write_text(patch, encoding="utf-8")
    return fit_patch(read_patch(str(file)), open_files(str(folder)))


def changed_lines(folder: Path, patch: str) -> list[str]:
    """The lines that a patch takes out and puts in, by file, or why it does not fit; none: it is so already."""
    files = fit(folder, patch)
    if isinstance(files, StepMisfit):
        return [f"{'refused' if files.is_refused else 'misfit'}: {files.reason}"]
    lines: list[str] = []
    for change in files.changes.values():
        lines.append(change.path.name)
        shown = change.difference.splitlines()[2:]
        lines += [line.replace("  ", "") for line in shown if line[0] in "+-"]
    return lines
