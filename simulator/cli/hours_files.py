"""The files of ``init --hours``: flow.yaml with hours, a night menu if it is new, and tests at four moments."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from simulator.cli.hours_calls import hours_calls
from simulator.cli.hours_interview import NIGHT, HoursAnswers, HoursInterview
from simulator.cli.interview import Ask, Interview, Tell
from simulator.cli.schema import schema_line
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, UsageError
from simulator.loader.catalogue import written_destinations
from simulator.loader.flow_kinds import gather_file, load_with_shelf
from simulator.loader.flow_writer import receptionist_text
from simulator.loader.receptionist_file import Shelf
from simulator.loader.schedule_section import read_schedules
from simulator.provider.live.live_state import number_digits
from simulator.provider.pull.flow_edit import FlowEdit
from simulator.provider.pull.hours_stub import remove_stub
from simulator.text.document import Document
from simulator.text.file_source import DiskFiles
from simulator.text.splice import SpliceRefused
from simulator.text.yaml_quotes import quote_yaml

CALLS_FILE = "hours.calls.yaml"


def ask_hours(file: Path, name: str, today: date, *, ask: Ask, tell: Tell) -> dict[Path, str]:
    """Ask for the hours of a flow.yaml; the texts to be written, by path, flow.yaml last.

    Raises ``UsageError`` before the first question where there is a file of such tests already.
    """
    if os.path.lexists(file.parent / CALLS_FILE):
        raise UsageError(f"{file.parent} already has {CALLS_FILE}; rename it, and run init --hours again")
    flow, shelf = load_with_shelf(str(file))
    assert shelf.document is not None, "a flow.yaml was read"
    document = shelf.document

    def count_holidays(path: str) -> int:
        return holidays_in_file(document, path)

    interview = Interview(ask, tell, dict(flow.recordings), dict(flow.destinations))
    return hours_files(document, name, HoursInterview(flow, interview, count_holidays).ask(), today)


def hours_files(document: Document, name: str, answers: HoursAnswers, today: date) -> dict[Path, str]:
    """The texts by path, flow.yaml last; they load together. ``name`` is what messages call flow.yaml.

    Raises ``UsageError`` where flow.yaml is laid out so that it cannot be edited.
    """
    folder = document.folder
    path = folder / Path(document.name).name
    names = (f"{NIGHT}.yaml", *(f"{NIGHT}-{number}.yaml" for number in range(2, 1000)))
    night_file = next(file for file in names if not (folder / file).exists())
    try:
        text = _edit_flow(document, answers, night_file)
    except SpliceRefused:
        raise UsageError(f"{name} is laid out in a way that cannot be edited; write one field on each line") from None
    texts: dict[Path, str] = {}
    if answers.night is not None:
        texts[folder / night_file] = receptionist_text(answers.night)
    texts[path] = text
    flow = load_texts(path, name, texts)
    # An untouched comment of a pull asks for what is there now.
    texts[path] = remove_stub(text, {str(destination) for destination in flow.routes})
    calls = hours_calls(flow, answers, today)
    return {folder / CALLS_FILE: f"{schema_line('calls')}\n{calls}", **texts}


def holidays_in_file(document: Document, path: str) -> int:
    """Count the holidays that a file next to a flow.yaml lists. Raises ``ValueError`` with what is wrong with it."""
    shelf = Shelf(str(document.folder))
    shelf.files = DiskFiles(document.folder / Path(document.name).name)
    section = {NIGHT: {"open": ["daily 00:00-24:00"], "holidays": [{"file": path}]}}
    schedules = read_schedules(shelf, document, "UTC", section).schedules
    if shelf.problems:
        message = shelf.problems[0].message.removeprefix(f"{path}: ")
        raise ValueError(f"{quote_value(path)}: {message}")
    return len(schedules[NIGHT].holidays)


def load_texts(path: Path, name: str, texts: Mapping[Path, str]) -> Flow:
    """The flow of a flow.yaml, with texts in place of files. Raises ``FlowError``."""
    flow, shelf = gather_file(path, name, Shelf(str(path.parent), texts))
    if shelf.problems:
        raise FlowError(shelf.problems)
    return flow


def _edit_flow(document: Document, answers: HoursAnswers, night_file: str) -> str:
    edit = FlowEdit(document)
    if answers.timezone != document.at_path(("timezone",)):
        edit.value("timezone", quote_yaml(answers.timezone))
    edit.add_fields("schedules", {answers.schedule: _schedule_text(edit, answers)})
    if answers.night is not None:
        edit.add_fields("receptionists", {NIGHT: quote_yaml(night_file)})
    _add_names(edit, answers)
    targets = {"open": answers.open, "closed": answers.closed, "holiday": answers.on_holidays}
    name = {"name": answers.name} if answers.name else {}
    _put_route(edit, answers.condition, name | {"schedule": answers.schedule, **targets})
    if answers.desk is not None:
        desk_name = _new_name(answers, answers.desk)
        fields = desk_name | {"answers": "person", "rings": answers.rings, "no_answer": answers.no_answer}
        _put_route(edit, answers.desk, fields)
    numbers = document.at_path(("numbers",)) or {}
    spelt = next((key for key in numbers if number_digits(key) == number_digits(answers.number)), None)
    if spelt is None:
        edit.add_fields("numbers", {answers.number: quote_yaml(str(answers.condition))})
    elif numbers[spelt] not in (str(answers.condition), f"@{answers.name}"):
        edit.splice.replace_value(("numbers", spelt), quote_yaml(str(answers.condition)))
    return edit.new_text


def _schedule_text(edit: FlowEdit, answers: HoursAnswers) -> str:
    """The schedule on lines of its own, or in braces where the section is."""
    lines = {"open": [quote_yaml(line) for line in answers.hours]}
    if answers.holidays:
        lines["holidays"] = [edit.inline(holiday) for holiday in answers.holidays]
    if not edit.lays_out_in_lines("schedules"):
        return "{" + ", ".join(f"{edit.word(field)}: [{', '.join(items)}]" for field, items in lines.items()) + "}"
    margin = edit.splice.line_end + " " * edit.indent_of("schedules")
    return "".join(
        f"{margin}  {field}:" + "".join(f"{margin}    - {item}" for item in items) for field, items in lines.items()
    )


def _add_names(edit: FlowEdit, answers: HoursAnswers) -> None:
    """Add the recordings and destinations that the interview was told of."""
    assert answers.interview is not None, "somebody was asked"
    recordings = edit.document.at_path(("recordings",)) or {}
    for id, recording in answers.interview.recordings.items():
        if id not in recordings:
            fields = {key: value for key, value in recording.model_dump().items() if value not in ("", None)}
            edit.add_fields("recordings", {id: edit.inline(fields)})
    routed = {answers.condition.canonical, *([answers.desk.canonical] if answers.desk else [])}
    written = written_destinations(edit.document)
    for destination, entry in answers.interview.destinations.items():
        if destination not in written and destination not in routed:
            names = {key: value for key, value in entry.model_dump().items() if value not in ("", None, {})}
            edit.add_fields("destinations", {str(destination): edit.inline(names)})


def _new_name(answers: HoursAnswers, destination: Destination) -> dict[str, str]:
    entry = answers.interview.destinations.get(destination.canonical) if answers.interview else None
    return {"name": entry.name} if entry is not None and entry.name else {}


def _put_route(edit: FlowEdit, destination: Destination, fields: Mapping[str, str]) -> None:
    """Put fields into a destination of the catalogue; those that are there already stay."""
    values = {key: quote_yaml(value) for key, value in fields.items() if value}
    key = written_destinations(edit.document).get(destination.canonical)
    inside = ", ".join(f"{edit.word(field)}: {value}" for field, value in values.items())
    if key is None:
        edit.add_fields("destinations", {str(destination): f"{{{inside}}}"})
    elif not (stored := edit.document.at_path(("destinations", key))):
        edit.splice.replace_value(("destinations", key), f"{{{inside}}}")
    else:
        for field, value in values.items():
            if stored.get(field) is None:
                edit.splice.put_field(("destinations", key), field, value, there=field in stored)
