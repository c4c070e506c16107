"""What a project gives all flows below its ``ivrsim.toml``: named settings of the engine, and files of holidays.

    semantics = "acefone-uk-2026-11"        # what flows use that say nothing of it
    holidays = ["holidays/gb-eng.yaml"]     # dates that every schedule with hours has, before its own

    [profiles.acefone-uk-2026-11]
    base = "acefone"                        # a built-in profile; then the settings that differ
    final_on = "at_count"

    [profiles.acefone-uk-2026-11.evidence]  # where they are from: written by `ivrsim identify --save`
    date = "2026-11-30"

The file is the nearest one upwards from a flow; its folder is also the boundary of the flow's files
(``text.boundary``). A schedule that says ``holidays: none`` has none, also not these. ``[accounts]`` in it is for
``provider.account``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from simulator.config.semantics import DEFAULT_PROFILE, PROFILES, Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.fast_classes import NamedTuple
from simulator.loader.semantics_section import read_semantics
from simulator.text.file_source import FileSource
from simulator.text.positions import TextLines, UnreadableText
from simulator.text.text_file import decode_text
from simulator.text.toml_tree import toml_tree
from simulator.words.suggestion import suggest

TABLES = ("accounts", "semantics", "profiles", "holidays")
"""What may stand in ``ivrsim.toml``."""

EVIDENCE = "evidence"
PROFILE_NAME = r"(?=[A-Za-z0-9_-]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
"""A name for a profile: a key that TOML takes without quotes, with a letter in it."""

_ADVICE = "use letters, digits, - and _ (at most 64, at least one of them a letter)"


HOLIDAY_FILES_MOST = 50
"""How many files of holidays a project may name."""


class SharedHolidays(NamedTuple):
    """A file of holidays that all flows of a project have: its ``path``, and the place in ``ivrsim.toml``."""

    path: str
    project: str
    line: int
    column: int

    def problem(self, message: str) -> Problem:
        """Return what is wrong with it, at its place."""
        return Problem(self.project, self.line, self.column, f"holidays: {message}")


class ProjectProfiles(NamedTuple):
    """The profiles of one ``ivrsim.toml``, with their evidence as it is written; ``default`` is the name of one.

    ``holidays`` are the files of dates that its flows share. Not ``complete``: the file has mistakes, so any name may
    be one of its profiles.
    """

    path: str = ""
    default: str = ""
    profiles: Mapping[str, Semantics] = {}
    evidence: Mapping[str, Mapping[str, Any]] = {}
    complete: bool = True
    holidays: tuple[SharedHolidays, ...] = ()

    @property
    def inherited(self) -> Semantics:
        """The semantics of a flow that says nothing of them."""
        return {**self.profiles, **PROFILES}[self.default or DEFAULT_PROFILE]


NO_PROJECT = ProjectProfiles()
"""Where there is no ``ivrsim.toml``, or none that has profiles."""

UNREADABLE_PROJECT = ProjectProfiles(complete=False)
"""Where an ``ivrsim.toml`` has mistakes, which are told once and not again at each name that it may have."""


def refuse_profile_name(name: str) -> str:
    """Return what is wrong with a new profile's name; empty: nothing."""
    if name in PROFILES:
        return f"{name} is a built-in profile; use another name"
    if not re.fullmatch(PROFILE_NAME, name):
        return f"{quote_value(name)} is not a name for a profile; {_ADVICE}"
    return ""


def project_profiles(files: FileSource) -> ProjectProfiles:
    """Return the profiles that hold where a flow's files are. Raises ``FlowError`` with every problem of the file."""
    path = files.project_file()
    if path is None:
        return NO_PROJECT
    try:
        with files.open(path) as stream:
            content = stream.read()
    except (OSError, UnreadableText) as error:  # not as if it said nothing: flows below would have other semantics
        reason = error.strerror or type(error).__name__ if isinstance(error, OSError) else error
        raise FlowError([Problem(str(path), 0, 0, f"cannot be read: {str(reason).lower()}")]) from None
    # Most such files are there to be a boundary, or for accounts: Python's reader is loaded for the others.
    if _holds_accounts_alone(content):
        return ProjectProfiles(str(path))
    return read_profiles(path, content)


def read_profiles(path: FilePath, content: bytes) -> ProjectProfiles:
    """Return the profiles of a file's text. Raises ``FlowError`` with every problem in it."""
    tree = _read_tree(path, content)
    text = decode_text(content)
    problems: list[Problem] = []

    def object_to(message: str, *place: str) -> None:
        problems.append(Problem(str(path), *place_in_toml(text, place), message))

    for name in tree:
        if name not in TABLES:
            hint = suggest(name, TABLES, "use [accounts], semantics, holidays and [profiles.NAME]")
            object_to(f"{quote_value(name)} does not belong here{hint}", name)
    tables = tree.get("profiles", {})
    if not isinstance(tables, dict):
        object_to(f"profiles: {quote_value(tables)} is not accepted; use tables such as [profiles.NAME]", "profiles")
        tables = {}
    profiles: dict[str, Semantics] = {}
    evidence: dict[str, Mapping[str, Any]] = {}
    for name, table in tables.items():
        if refusal := refuse_profile_name(name):
            object_to(refusal, "profiles", name)
        elif not isinstance(table, dict):
            message = f"profiles: {name} is {quote_value(table)}; use a table [profiles.{name}] with settings"
            object_to(message, "profiles", name)
        else:
            proof = table.get(EVIDENCE, {})
            if not isinstance(proof, dict):
                object_to(f"evidence: {quote_value(proof)} is not accepted; use a table", "profiles", name, EVIDENCE)
            else:
                evidence[name] = proof
            profiles[name], wrong = read_semantics({key: value for key, value in table.items() if key != EVIDENCE})
            for place, message in wrong:
                object_to(message, "profiles", name, *map(str, place))
    default = tree.get("semantics", "")
    if not isinstance(default, str) or (default and default not in {**profiles, **PROFILES}):
        names = [*profiles, *PROFILES]
        message = f"semantics: {quote_value(default)} is not a profile; the profiles are {', '.join(names)}"
        object_to(message + suggest(default, names), "semantics")
    files, place = tree.get("holidays", []), place_in_toml(text, ("holidays",))
    if refusal := _refuse_holidays(files):
        object_to(f"holidays: {refusal}", "holidays")
    if problems:
        raise FlowError(problems)
    holidays = tuple(SharedHolidays(file, str(path), *place) for file in files)
    return ProjectProfiles(str(path), default, profiles, evidence, holidays=holidays)


def _refuse_holidays(value: Any) -> str:
    """Return what is wrong with the files of holidays; empty: nothing."""
    if not isinstance(value, list):
        return f'{quote_value(value)} is not accepted; use a list of files: holidays = ["holidays/gb-eng.yaml"]'
    for file in value:
        if not isinstance(file, str) or not file.strip() or not file.isprintable():
            return f"{quote_value(file)} is not a path; use files such as holidays/gb-eng.yaml"
    if len(value) > HOLIDAY_FILES_MOST:
        return f"holds {len(value):,} files; at most {HOLIDAY_FILES_MOST} are accepted"
    doubled = next((file for file in value if value.count(file) > 1), None)
    return f"{quote_value(doubled)} is here twice; remove one of the two" if doubled else ""


def _holds_accounts_alone(content: bytes) -> bool:
    """Return whether it is plain without reading TOML that a file has nothing but ``[accounts]``, or nothing at all."""
    lines = [line for line in map(bytes.strip, content.splitlines()) if line and not line.startswith(b"#")]
    return not lines or (lines[0] == b"[accounts]" and not any(line.startswith(b"[") for line in lines[1:]))


def _read_tree(path: FilePath, content: bytes) -> dict[str, Any]:
    try:
        return toml_tree(content)
    except UnreadableText as refusal:
        fault = refusal.fault
        place = TextLines(refusal.text or content.decode("utf-8-sig", "replace")).line_and_column(fault.offset)
        raise FlowError([Problem(str(path), *place, fault.message)]) from None


def place_in_toml(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """Return the line and column of a value found by its table's heading; 0 where the layout is another one."""
    lines = text.splitlines()
    table, start = path, 0
    while table:
        heading = re.compile(
            r"\s*\[\s*" + r"\s*\.\s*".join(f"[\"']?{re.escape(name)}[\"']?" for name in table) + r"\s*\]"
        )
        heading_line = next((number for number, line in enumerate(lines, 1) if heading.match(line)), 0)
        if heading_line:
            start = heading_line
            break
        table = table[:-1]
    inner_path = path[len(table) :]
    if not inner_path:
        return start, 1
    key = re.compile(rf"\s*[\"']?{re.escape(inner_path[0])}[\"']?\s*[=.]")
    for number, line in enumerate(lines[start:], start + 1):
        if key.match(line):
            return number, 1
        if line.lstrip().startswith("["):
            break
    return (start, 1) if start else (0, 0)
