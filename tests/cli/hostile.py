"""A small flow with a hostile text in some of its fields, and the command lines that read it."""

import contextlib
import io
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from simulator.cli import progress
from simulator.cli.main import run

FIELDS = (
    "menu key",
    "menu name",
    "description",
    "prefix",
    "intercom",
    "recording id",
    "recording name",
    "script",
    "destination id",
    "destination name",
    "template",
    "receptionist id",
    "number",
    "variant",
    "test name",
    "claim",
    "silenced because",
    "file",
    "flow folder",
    "caller entry",
    "unknown field",
    "unknown value",
)
"""Where a text of somebody else's can stand."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "FLOW"),
    ("check", "FLOW", "--format", "github", "--ruleset", "strict"),
    ("check", "FLOW", "--diff"),
    ("play", "FLOW"),
    ("play", "FLOW", "--caller", "1 9 9 9"),
    ("play", "FLOW", "--caller", "9 1", "--reaches", "TARGET"),
    ("play", "FLOW", "--entry", "ENTRY"),
    ("explain", "FLOW", "--caller", "9 silence 1"),
    ("show", "FLOW"),
    ("show", "FLOW", "--format", "markdown"),
    ("diff", "FLOW", "CALM"),
    ("diff", "CALM", "FLOW", "--format", "markdown"),
    ("prove", "FLOW"),
    ("prove", "FLOW", "--never", "TARGET"),
    ("readings", "FLOW"),
    ("identify", "FLOW", "--sheet", "markdown"),
    ("odds", "FLOW", "--sensitivity", "--suggest-order"),
    ("odds", "FLOW", "CALM"),
    ("traffic", "FLOW", "--calls", "200"),
    ("traffic", "FLOW", "--calls", "200", "--format", "markdown"),
    ("recordings", "FLOW"),
    ("recordings", "FLOW", "--sheet", "csv"),
    ("recordings", "FLOW", "--sheet", "md"),
    ("cover", "FLOW"),
    ("cover", "FLOW", "--format", "text"),
    ("test", "FOLDER", "--coverage"),
    ("test", "FOLDER", "--mutate"),
    ("test", "FOLDER", "--all-readings", "-k", "test"),
    ("test", "FOLDER", "--update", "--yes"),
    ("call", "FLOW", "--plain"),
    ("status", "FLOW", "--from", "ANSWER"),
    ("status", "--all", "FOLDER", "--from", "ANSWER"),
    ("plan", "FLOW", "--from", "ANSWER"),
    ("plan", "FLOW", "--from", "ANSWER", "--format", "markdown"),
    ("pull", "FOLDER", "--from", "ANSWER", "--dry-run"),
    ("check", "ANSWER"),
    ("play", "ANSWER"),
    ("history", "FLOW"),
    ("draw", "FLOW", "--caller", "9 1"),
    ("draw", "CALM", "--diff", "FLOW", "--format", "dot"),
    ("draw", "FLOW", "--format", "mermaid", "--coverage"),
    ("draw", "FLOW", "--rounds"),
    ("render", "FLOW", "--caller", "9 1", "-o", "SOUND", "--force", "--no-speech"),
    ("export", "asterisk", "FLOW", "-o", "EXPORT", "--force", "--no-speech"),
    ("ENTRY",),
    ("explain", "ENTRY"),
)
"""Every command that shows text of a flow; the words in capitals stand for paths and values."""

JSON_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check", "FLOW", "--format", "json"),
    ("check", "FLOW", "--format", "sarif"),
    ("check", "FLOW", "--format", "gitlab"),
    ("play", "FLOW", "--format", "json"),
    ("explain", "FLOW", "--caller", "9", "--format", "json"),
    ("diff", "FLOW", "CALM", "--format", "json"),
    ("prove", "FLOW", "--format", "json"),
    ("readings", "FLOW", "--format", "json"),
    ("recordings", "FLOW", "--format", "json"),
    ("render", "FLOW", "--caller", "1", "-o", "SOUND", "--force", "--no-speech", "--format", "json"),
    ("export", "asterisk", "FLOW", "-o", "EXPORT", "--force", "--no-speech", "--format", "json"),
    ("test", "FOLDER", "--format", "json"),
    ("status", "FLOW", "--from", "ANSWER", "--format", "json"),
    ("plan", "FLOW", "--from", "ANSWER", "--format", "json"),
)


class Shown(NamedTuple):
    """What a command printed."""

    code: int
    out: str
    err: str


def write_flow(root: Path, hostile: Mapping[str, str]) -> dict[str, str]:
    """Write a folder with a flow, its tests and a provider's answer; what the words in capitals stand for."""

    def text(field: str, calm: str) -> str:
        return hostile.get(field, calm)

    folder = root / _file_name(text("flow folder", "flow"))
    folder.mkdir()
    file = _file_name(text("file", "menu")) + ".json"
    menu = _menu(text)
    desk = {"name": text("destination name", "Desk"), "answers": "person"}
    flow: dict[str, Any] = {
        "entry": text("menu key", "main"),
        "numbers": {text("number", "+441632960001"): text("menu key", "main")},
        "receptionists": {text("menu key", "main"): file},
        "recordings": {
            text("recording id", "101"): {"name": text("recording name", "greeting"), "script": text("script", "Hi")},
            "102": {"name": "spare", "script": text("script", "Sorry. Press 7 for cheese.")},
        },
        "destinations": {
            f"department||{text('destination id', '201')}": desk,
            "extension||301": {"name": "Reception", "answers": "person"},
        },
        "claims": [{"reach": text("claim", text("destination name", "Desk"))}],
        "checks": {"silence": [{"rule": "IVR303", "reason": text("silenced because", "known")}]},
        "variants": {text("variant", "night"): {"receptionists": {text("menu key", "main"): {"timeout": 7}}}},
    }
    if "unknown field" in hostile:
        flow[hostile["unknown field"]] = 1
    _write(folder / file, menu)
    _write(folder / "flow.json", flow)
    _write(folder / "x.calls.yaml", _tests(text))
    calm = root / "calm"
    if not hostile:
        calm = folder
    elif not calm.exists():
        calm.mkdir()
        words = write_flow(calm, {})
        calm = Path(words["FLOW"])
    answer = root / "answer.json"
    answer.write_text(json.dumps({"data": [_answer(text)]}), encoding="utf-8")
    return {
        "FLOW": str(folder),
        "FOLDER": str(folder),
        "CALM": str(calm),
        "ANSWER": str(answer),
        "SOUND": str(root / "call.wav"),
        "EXPORT": str(root / "export"),
        "ENTRY": text("caller entry", text("menu key", "main")),
        "TARGET": text("caller entry", text("destination name", "Desk")),
    }


def _menu(text: Any) -> dict[str, Any]:
    kind = "department"
    there = {"destination_type": kind, "destination_id": text("destination id", "201")}
    return {
        "id": text("receptionist id", "7001"),
        "name": text("menu name", "Main menu"),
        "description": text("description", "The first"),
        "destination_type": text("unknown value", "multiple"),
        "prefix": text("prefix", ""),
        "intercom": text("intercom", ""),
        "recording": text("recording id", "101"),
        "timeout": 5,
        "entries": [{"option": "1", **there, "template_id": text("template", "5")}],
        "incorrect_count": 1,
        "invalid_recording": "102",
        "recording_invalid": "102",
        "invalid_destination_type": kind,
        "invalid_destination_id": text("destination id", "201"),
        "timeout_retries": 1,
        "timeout_retry_recording": "999",
        "timeout_recording": "999",
        "timeout_destination_type": kind,
        "timeout_destination_id": text("destination id", "201"),
    }


def _tests(text: Any) -> dict[str, Any]:
    call = [{"hears": text("recording name", "greeting")}, {"presses": "1"}]
    return {
        "tests": [
            {"name": text("test name", "a test"), "call": [*call, {"reaches": text("destination name", "Desk")}]},
            {"name": text("test name", "a test") + " that fails", "call": [*call, {"reaches": "extension||301"}]},
        ]
    }


def _answer(text: Any) -> dict[str, Any]:
    item = _menu(text)
    return item | {"id": text("receptionist id", "7001"), "description": "Another", "name": text("menu name", "Main")}


def _file_name(text: str) -> str:
    """What a file system takes of a text."""
    plain = text.encode("utf-8", "replace").decode("utf-8").replace("/", "-").replace("\0", "")
    return plain.strip(". ")[:40] or "x"


def _write(path: Path, value: Any) -> None:
    """Write JSON, which is YAML too: every text is quoted, and no sign is raw."""
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")


def run_here(arguments: tuple[str, ...], words: Mapping[str, str]) -> Shown:
    """Run a command line in this process."""
    out, err = _stream(), _stream()
    given = io.TextIOWrapper(io.BytesIO(b"1\nwhy\nstatus\n\n\nquit\n"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        patch.setattr(sys, "stdin", given)
        patch.setattr(progress, "PATIENCE", 3600.0)  # a busy machine is to say nothing more than a quick one
        code = run([words.get(word, word) for word in arguments])
    return Shown(code, _read(out), _read(err))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


_OBEYED = re.compile(r"^\s*::(?!(?:error|warning|notice) (?:[a-z]+=[^,:]*,?)+::)|##[\w.-]*\[")
"""What a runner obeys, but for an annotation that is whole."""


def steering(shown: Shown) -> Iterator[str]:
    """The lines that would command a runner or steer a terminal."""
    for line in (shown.out + shown.err).split("\n"):
        plain = line.replace("\N{ZERO WIDTH JOINER}", "").replace("\N{ZERO WIDTH NON-JOINER}", "")
        if _OBEYED.search(line) or not plain.isprintable():
            yield line
