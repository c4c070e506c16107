"""A session that is played back, as a film: the screen at its moments, and these as an asciicast v2.

``cast_picture`` makes a moving picture of the same film. The format of an asciicast is a header, and one line for each
change, ``[seconds, "o", text]`` (docs.asciinema.org/manual/asciicast/v2). Only the rows that changed are sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from simulator.core.events import KEYS
from simulator.tui.desk import Desk
from simulator.tui.keymap import key_for
from simulator.tui.screen import screen_rows
from simulator.tui.styled_rows import Row
from simulator.tui.tape import Tape
from simulator.tui.terminal_look import STYLES, TerminalLook

FRAME_SECONDS = 0.1
"""Seconds of the cast between two looks at the screen."""

HOLD_SECONDS = 3.0
"""How long the last screen stays."""

LIT_FRAMES = 2
"""Looks at the screen for which a pressed key is lit."""

_CODES = {"bold": "1", "dim": "2", "italic": "3", "reverse": "7", "ansicyan": "36", "ansiyellow": "33"}


class FilmFrame(NamedTuple):
    """The screen ``at`` a moment, in seconds of the film."""

    at: float
    rows: list[Row]


def film_frames(
    desk: Desk, look: TerminalLook, *, speed: float = 1.0, until: int | None = None, step: float = FRAME_SECONDS
) -> Iterator[FilmFrame]:
    """Yield the screens of this desk's call, from its answer to its end, or to ``until`` milliseconds.

    There is one every ``step`` seconds. The desk's clock has to stand still; it
    is moved along.
    """
    session, desk.is_film = desk.session, True
    session.input_for = key_for
    session.answer_call()
    count = 0
    while True:
        # multiplied, not added up: ten thousand additions of 0.1 would drift away from the call's clock
        at = count * step
        now = round(at * 1000 * speed)
        now = now if until is None else min(now, until)
        session.advance_to(now)
        desk.lit = _lit_key(session.tape, now, round(LIT_FRAMES * 1000 * step * speed))
        yield FilmFrame(round(at, 3), screen_rows(desk, look))
        if session.is_over or now == until:
            break
        count += 1
    if desk.lit:
        desk.lit = ""
        yield FilmFrame(round((count + LIT_FRAMES) * step, 3), screen_rows(desk, look))


def cast_lines(
    desk: Desk, look: TerminalLook, *, title: str, speed: float = 1.0, until: int | None = None
) -> Iterator[str]:
    """Yield the lines of a cast of this desk's call; the arguments are those of ``film_frames``."""
    head = {"version": 2, "width": look.columns, "height": look.rows, "title": title}
    yield json.dumps({**head, "env": {"TERM": "xterm-256color"}})
    last_rows: list[Row] = []
    at = 0.0
    for at, rows in film_frames(desk, look, speed=speed, until=until):
        text = paint_changes(last_rows, rows)
        if not last_rows:
            text = "\x1b[?25l\x1b[2J" + text
        if text:
            yield json.dumps([at, "o", text])
        last_rows = rows
    yield json.dumps([round(at + HOLD_SECONDS, 3), "o", "\x1b[0m"])


def _lit_key(tape: Tape, now: int, lit_ms: int) -> str:
    """Return the key that was pressed less than so many milliseconds ago; empty where none was."""
    keys = (act.event.trigger for act in reversed(tape.by_the_caller) if 0 <= now - act.at < lit_ms)
    return next((key for key in keys if key in KEYS), "")


def paint_changes(before: list[Row], rows: list[Row]) -> str:
    """Return what a terminal has to be sent so that it shows these rows, where it shows those before."""
    parts = []
    for number, row in enumerate(rows):
        if number >= len(before) or before[number] != row:
            parts.append(f"\x1b[{number + 1};1H\x1b[2K" + "".join(_styled_text(*fragment) for fragment in row))
    return "".join(parts)


def _styled_text(style: str, text: str) -> str:
    words = STYLES.get(style.removeprefix("class:"), "").split()
    return f"\x1b[{';'.join(_CODES[word] for word in words)}m{text}\x1b[0m" if words else text
