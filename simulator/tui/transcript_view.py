"""The conversation as rows: time, sign and text, and below it the words that were heard."""

from __future__ import annotations

from simulator.callers.transcript import TranscriptLine, clock_text
from simulator.tui.cell_width import pad_text, wrap_cells
from simulator.tui.session import Session
from simulator.tui.stage import PlayingRecording
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import RICH, TerminalLook

TEXT_AT = 12
"""The column in which a transcript's text begins, after time and sign."""


def last_view(session: Session, look: TerminalLook, width: int, height: int, read_back: int) -> tuple[list[Row], int]:
    """The end of a session's transcript, and how many rows before the end it is: fewer at the beginning.

    As many rows as fit are shown, from ``read_back`` rows before the end. Only the lines that are shown are laid out:
    a call may have thousands.
    """
    playing, now = session.playing, session.clock.now()
    needed = height + read_back
    tail: list[Row] = []
    # from the end, since nobody knows how many rows a line takes before it is wrapped
    for place in range(len(session.lines) - 1, -1, -1):
        line = session.lines[place]
        if playing is not None and place == playing.line:
            rows = [*_headline_rows(line, look, width), *_spoken_rows(playing, now, look, width)]
        else:
            rows = _line_rows(line, look, width)
        tail[:0] = rows
        if len(tail) >= needed:
            break
    stop = max(min(height, len(tail)), len(tail) - read_back)
    return tail[max(0, stop - height) : stop], len(tail) - stop


def _line_rows(line: TranscriptLine, look: TerminalLook, width: int) -> list[Row]:
    head = _headline_rows(line, look, width)
    if not line.quote:
        return head
    quote = look.signs.opens + line.quote.replace(RICH.cut, look.signs.cut) + look.signs.closes
    return [*head, *(_indented_row(text) for text in wrap_cells(quote, width - TEXT_AT))]


def _headline_rows(line: TranscriptLine, look: TerminalLook, width: int) -> list[Row]:
    style = f"class:{line.kind}"
    first, *continuations = wrap_cells(line.text, width - TEXT_AT) or [""]
    sign = pad_text(look.signs.kinds[line.kind], 2)
    head: Row = [("class:time", f"{clock_text(line.at):>8}  "), (style, sign + first)]
    return [head, *([(style, " " * TEXT_AT + continuation)] for continuation in continuations)]


def _spoken_rows(playing: PlayingRecording, now: int, look: TerminalLook, width: int) -> list[Row]:
    """The words said so far; none before the first is said."""
    heard = playing.words_heard(now)
    if not heard:
        return []
    quote = look.signs.opens + heard + (look.signs.closes if heard == playing.words else "")
    return [_indented_row(text) for text in wrap_cells(quote, width - TEXT_AT)]


def _indented_row(text: str) -> Row:
    return [("class:quote", " " * TEXT_AT + text)]
