"""What Asterisk wrote into its log about each call: the steps of the dialplan, and the recordings that began.

Which recording plays, and when, stands nowhere else. The log's time stamps are the one clock of a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from simulator.engines.dialplan_marks import DialplanPlace
from simulator.errors import EngineError

_LINE = re.compile(r"^\[(\d+\.\d+)\] (.*)$")
_PLAYING = re.compile(r"<(Local/[^>]+;2)> Playing '([^']*)'")
_EXECUTING = re.compile(r'Executing \[([^@\]]*)@([^:\]]*):(\d+)\] (\w+)\("(Local/[^"]+;2)", "(.*)"\)')
_SOUND_ENDING = re.compile(r"\.\w+$")

_FATAL = {
    "queue threshold exceeded": "the log lost lines; ring fewer calls at once",
    "ast_streamfile failed": "a recording could not be played",
    "does not exist in any format": "a recording could not be played",
}
"""Lines after which a measurement is worth nothing, and why."""

_SOUND_OF_A_MESSAGE = re.compile(r"\bFile (beep|auth-thankyou) does not exist")
"""What ``VoiceMail`` plays around a message, of Asterisk's own sounds; it goes on where they are not installed."""


class ExecutedStep(NamedTuple):
    """A step of the dialplan that began at a moment of the engine's clock (seconds)."""

    at: float
    place: DialplanPlace
    application: str
    argument: str


class StartedSound(NamedTuple):
    """A sound file that began to play; ``sound`` is its path without the ending."""

    at: float
    sound: str


LoggedEvent = ExecutedStep | StartedSound


def read_log(path: Path, channels: Iterable[str]) -> dict[str, list[LoggedEvent]]:
    """Return the events of each channel, in order. Raises ``EngineError`` where the log shows that they are wrong."""
    events: dict[str, list[LoggedEvent]] = {channel: [] for channel in channels}
    text = path.read_text(encoding="utf-8", errors="replace")
    for line in text.splitlines():
        for channel, event in _line_events(line):
            if channel in events:
                events[channel].append(event)
        if ("WARNING" in line or "ERROR" in line) and not _SOUND_OF_A_MESSAGE.search(line):
            for sign, reason in _FATAL.items():
                if sign in line:
                    raise EngineError(f"{reason}: {line.partition('] ')[2]}")
    return events


def _line_events(line: str) -> Iterator[tuple[str, LoggedEvent]]:
    match = _LINE.match(line)
    if match is None:
        return
    at, words = float(match[1]), match[2]
    if playing := _PLAYING.search(words):
        yield playing[1], StartedSound(at, _SOUND_ENDING.sub("", playing[2]))
    elif step := _EXECUTING.search(words):
        extension, context, priority, application, channel, argument = step.groups()
        yield channel, ExecutedStep(at, DialplanPlace(context, extension, int(priority)), application, argument)
