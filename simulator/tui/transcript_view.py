"""The conversation as rows: the time, what was pressed and where it led, and the words that were spoken."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.tui.cell_width import clip_text, text_cells, wrap_cells
from simulator.tui.desk import Desk
from simulator.tui.dialogue import DialogueLine
from simulator.tui.stage import PlayingRecording
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import RICH, TerminalLook

TEXT_AT = 7
"""The column in which a row's text begins, after the time."""

WHOLE_FROM = 100
"""Columns of the terminal from which past announcements are shown whole."""


def call_rows(desk: Desk, look: TerminalLook, width: int, height: int) -> list[Row]:
    """The end of the conversation, or the part that a person scrolled back to, which the desk notes.

    Only the lines that are shown are laid out: a call may have thousands.
    """
    lines = desk.session.stage.dialogue
    needed = height + desk.read_back
    spoken_since = pressed_since = False
    tail: list[Row] = []
    # from the end, since nobody knows how many rows a line takes before it is wrapped
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        is_last = line.kind == "spoken" and not spoken_since
        spoken_since = spoken_since or is_last
        is_lit = bool(desk.lit) and not pressed_since and line.keys.endswith(desk.lit)
        pressed_since = pressed_since or bool(line.keys)
        tail[:0] = _line_rows(desk, line, look, width, is_last=is_last, is_lit=is_lit)
        if len(tail) >= needed:
            break
    stop = max(min(height, len(tail)), len(tail) - desk.read_back)
    desk.read_back = len(tail) - stop
    return tail[max(0, stop - height) : stop]


def _line_rows(
    desk: Desk, line: DialogueLine, look: TerminalLook, width: int, *, is_last: bool, is_lit: bool
) -> list[Row]:
    """The rows of one line; ``is_last``: the last announcement; ``is_lit``: its key was pressed a moment ago."""
    room = max(2, width - TEXT_AT)
    if line.kind == "spoken":
        whole = is_last or desk.unabridged or look.columns >= WHOLE_FROM
        playing = desk.session.playing if is_last else None
        rows = [*_spoken_rows(line, playing, desk.session.clock.now(), look, room, is_past=not is_last, whole=whole)]
    else:
        rows = _event_rows(line, look, room, is_lit=is_lit)
    time = ("class:time", f"{_minutes(line.at):>5}  ")
    return [[time if count == 0 else ("", " " * TEXT_AT), *row] for count, row in enumerate(rows)]


def _minutes(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def _spoken_rows(
    line: DialogueLine,
    playing: PlayingRecording | None,
    now: int,
    look: TerminalLook,
    room: int,
    *,
    is_past: bool,
    whole: bool,
) -> Iterator[Row]:
    """The words said so far; the name of a recording whose words are not known."""
    style = "class:spoken.past" if is_past else "class:spoken"
    words, caret = line.text, ""
    if playing is not None and not look.still:
        words = playing.words_heard(now)
        caret = look.signs.caret if words != playing.words else ""
    if not line.text:
        yield [("class:quiet", clip_text(f"({line.name})", room, look.signs.ellipsis))]
        return
    words = words.replace(RICH.cut, look.signs.cut)
    texts = wrap_cells(words, room - (1 if caret else 0)) or [""]
    if not whole and len(texts) > 1:
        # the last word leaves where the sign that there is more has no room; half a word reads as a typing error
        start = wrap_cells(texts[0], room - text_cells(look.signs.ellipsis) - 1)[0]
        texts = [f"{start} {look.signs.ellipsis}"]
    for text in texts[:-1]:
        yield [(style, text)]
    yield [(style, texts[-1]), ("", caret)]


def _event_rows(line: DialogueLine, look: TerminalLook, room: int, *, is_lit: bool) -> list[Row]:
    """Return the rows of an event: the keys and their result, or what happened."""
    brackets = look.signs.wrong
    style = ""
    match line.kind:
        case "choice" | "digit":
            cap, cap_style = f"[{line.keys}]", "class:key"
        case "wrong" | "lost":
            cap, cap_style, style = f"{brackets[0]}{line.keys}{brackets[1]}", "class:wrong", "class:wrong"
        case "silence":
            cap, cap_style, style = f"[{look.signs.dot}]", "class:silence", "class:silence"
        case _:
            cap, cap_style, style = look.signs.events.get(line.kind, ""), f"class:{line.kind}", f"class:{line.kind}"
    indent = text_cells(cap) + 1
    first, *others = wrap_cells(line.text, room - indent) or [""]
    return [
        [("class:key.lit" if is_lit else cap_style, cap), (style, f" {first}")],
        *([("", " " * indent), (style, text)] for text in others),
    ]
