"""A session as text: JSON lines, the first of which says what they are. Each call is a header and its events.

::

    {"ivrsim": "session", "version": 1, "flow": "flows/clinic", "current": "1"}
    {"call": "1", "entry": "main", "semantics": "acefone"}
    {"at": 0.0, "event": "answered"}
    {"at": 0.3, "event": "9"}

Times are seconds from the answer, in whole milliseconds; events are the machine's triggers, the answers of
schedules and telephones among them. A call that has a moment, rings a number that leads to no receptionist, or has
answers that are given says so in its header: ``"at"``, ``"number"``, ``"given"``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from simulator.callers.given_answers import answer_words, parse_given
from simulator.callers.script_actor import TimedAct
from simulator.core.events import EVENTS
from simulator.core.places import to_milliseconds
from simulator.errors import UsageError
from simulator.loader.semantics_section import semantics_of
from simulator.text.json_file import parse_json
from simulator.tui.circumstances import Circumstances
from simulator.tui.tape import Tape
from simulator.words.suggestion import suggest

VERSION = 1
MILLISECONDS_MOST = 10**9
LINES_MOST = 1_000_000


class RecordedSession(NamedTuple):
    """The calls of a session by name, the one that was going on, and what its flow was called."""

    tapes: Mapping[str, Tape]
    current: str
    flow: str


def session_text(recorded: RecordedSession) -> str:
    """The text of a session; what was undone is not in it."""
    return "".join(json.dumps(line) + "\n" for line in _session_lines(recorded))


def _session_lines(recorded: RecordedSession) -> Iterator[dict[str, Any]]:
    yield {"ivrsim": "session", "version": VERSION, "flow": recorded.flow, "current": recorded.current}
    for name, tape in recorded.tapes.items():
        head = {"call": name, "entry": tape.entry, "semantics": tape.semantics.label}
        yield {**head, **_written_circumstances(tape.circumstances)}
        for act in tape.acts:
            yield {"at": act.at / 1000, "event": act.event.trigger}


def _written_circumstances(circumstances: Circumstances) -> dict[str, Any]:
    """Return what a call was made with; nothing where nothing is said."""
    moment = circumstances.moment
    fields = {
        "at": moment.isoformat() if moment else "",
        "number": circumstances.number,
        "given": dict(circumstances.given),
    }
    return {name: value for name, value in fields.items() if value}


def read_session(text: str, name: str) -> RecordedSession:
    """The session of a text. Raises ``UsageError`` that names the file's line and what would be accepted."""
    reading = _SessionReader(name)
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            reading.read_line(number, line)
    return reading.finish()


class _SessionReader:
    """A session file, line by line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.number = 0
        self.head: dict[str, Any] | None = None
        self.tapes: dict[str, Tape] = {}
        self.acts: list[TimedAct] = []
        self.call = ""

    def read_line(self, number: int, line: str) -> None:
        """Read one line."""
        self.number = number
        try:
            value = parse_json(line)
        except ValueError:
            raise self.refuse("not a JSON object; each line must be one") from None
        if not isinstance(value, dict):
            raise self.refuse("not a JSON object; each line must be one")
        if self.head is None:
            self._read_head(value)
        elif "call" in value:
            self._read_call(value)
        else:
            self._read_act(value)

    def refuse(self, message: str) -> UsageError:
        """Return an error that names the line."""
        return UsageError(f"{self.name}:{self.number}: {message}")

    def _read_head(self, value: dict[str, Any]) -> None:
        if value.get("ivrsim") != "session":
            raise self.refuse('not a session file; one begins with {"ivrsim": "session", "version": 1, ...}')
        if value.get("version") != VERSION:
            raise self.refuse(
                f"session version {value.get('version')!r} is not supported; this ivrsim reads version {VERSION}"
            )
        self.head = value

    def _read_call(self, value: dict[str, Any]) -> None:
        self._keep_call()
        name, entry = value.get("call"), value.get("entry")
        if not (isinstance(name, str) and name and isinstance(entry, str)):
            raise self.refuse("a call needs a name and an entry, both text")
        if name in self.tapes:
            raise self.refuse(f"call {name!r} appears twice; give each call a name of its own")
        semantics = value.get("semantics", "acefone")
        if not isinstance(semantics, (str, dict)):
            raise self.refuse("semantics must be the name of a profile, or an object with base and changes")
        circumstances = self._read_circumstances(value)
        try:
            self.tapes[name] = Tape(entry, semantics_of(semantics), circumstances=circumstances)
        except UsageError as error:
            raise self.refuse(str(error)) from None
        self.call = name

    def _read_circumstances(self, value: dict[str, Any]) -> Circumstances:
        """Read the circumstances of a call; the flow's own names are looked up when the session is opened."""
        number, given = value.get("number", ""), value.get("given", {})
        if not isinstance(number, str):
            raise self.refuse(f"number: {number!r} is not a number of the flow; use text such as +441632960001")
        try:
            answers = {name: answer_words(first.answer) for name, (first, *_) in parse_given(given).items()}
        except ValueError as error:
            raise self.refuse(f"given: {error}") from None
        return Circumstances(self._read_moment(value["at"]) if "at" in value else None, number, answers)

    def _read_moment(self, text: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(text)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None or not 1000 <= moment.year <= 9998:
            raise self.refuse(f"at: {text!r} is not an instant; use one such as 2026-12-25T21:00:00+00:00")
        return moment.astimezone(UTC)

    def _read_act(self, value: dict[str, Any]) -> None:
        if not self.call:
            raise self.refuse('an event before its call; {"call": "1", "entry": ...} must come first')
        at, trigger = value.get("at"), value.get("event")
        if not isinstance(trigger, str) or trigger not in EVENTS:
            hint = suggest(str(trigger), EVENTS, f"use {', '.join(EVENTS)}")
            raise self.refuse(f"{trigger!r} is not an event{hint}")
        if isinstance(at, bool) or not isinstance(at, (int, float)) or not 0 <= at <= MILLISECONDS_MOST / 1000:
            raise self.refuse(f"at: {at!r} is not a time; use seconds since the call was answered, from 0")
        if self.acts and to_milliseconds(at) < self.acts[-1].at:
            raise self.refuse(f"at: {at!r} is before the event above; events must be in order of time")
        self.acts.append(TimedAct(to_milliseconds(at), EVENTS[trigger]))

    def _keep_call(self) -> None:
        if self.call:
            tape = self.tapes[self.call]
            self.tapes[self.call] = replace(tape, acts=tuple(self.acts))
        self.acts = []

    def finish(self) -> RecordedSession:
        """Return the whole session. Raises ``UsageError`` where it has no calls."""
        self._keep_call()
        if self.head is None or not self.tapes:
            raise UsageError(f"{self.name}: the file has no calls; ivrsim call FLOW --save-session FILE writes one")
        current = self.head.get("current")
        if not isinstance(current, str) or current not in self.tapes:
            raise UsageError(
                f"{self.name}:1: current: {current!r} is not one of the calls; use {', '.join(self.tapes)}"
            )
        return RecordedSession(self.tapes, current, str(self.head.get("flow", "")))
