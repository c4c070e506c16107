"""The foot of the screen as rows: what plays or is awaited and the tries used, the world, what is assumed, the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.callers.transcript import clock_text, recap_sentence
from simulator.tui.cell_width import clip_text, draw_bar, text_cells, wrap_cells
from simulator.tui.commands import complete_line, fitting_commands
from simulator.tui.desk import Desk
from simulator.tui.keymap import key_hints
from simulator.tui.lookahead import MistakeCount
from simulator.tui.session import Session
from simulator.tui.stage import Situation
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook
from simulator.words.sanitizer import escape_signs

WORDS_FROM = 100
"""Columns from which counts are written out."""

STATUS_FROM = 12
"""Rows from which there is room to say what is assumed."""

NOTICE_ROWS = 3
"""Rows of the foot that a notice takes at most: a refusal says how to proceed at its end."""

BAR_LEAST = 8
"""Cells of the bar for which words are left out."""


class ProgressWords(NamedTuple):
    """What goes on, from the fullest words to the shortest, and how much of it is done, as ``share``.

    ``figure`` is the text of which the width must not change while time passes, so that the bar does not jump.
    """

    texts: tuple[str, ...]
    share: float
    grows: bool


def foot_rows(desk: Desk, look: TerminalLook) -> list[Row]:
    """The rows at the bottom of every screen."""
    session = desk.session
    last = _message_rows(desk, look)
    rows = [_state_row(session, look), *_world_rows(session, look)]
    if look.rows >= STATUS_FROM:
        rows.append(_assumed_row(session, look))
    # a notice takes the place of what is assumed first: what goes on stays in sight
    return [*rows[: max(1, len(rows) + 1 - len(last))], *last]


def in_short(session: Session) -> str:
    """The situation in one line, for a terminal that is too small for more."""
    situation, now = session.situation, session.clock.now()
    if situation is None:
        return "The call is over; q leaves"
    return f"{clock_text(now)} {situation.menu}: {seconds_left(situation, now)} left; q leaves"


def seconds_left(situation: Situation, now: int) -> str:
    """The rest of the wait, or of the recording."""
    return f"{_tenths_text(max(0, situation.until - now))} s"


def _tenths_text(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f}"


def _state_row(session: Session, look: TerminalLook) -> Row:
    """What goes on, as a bar and in words; of a call that is over, where it went."""
    situation, now = session.situation, session.clock.now()
    if look.still and situation is not None:
        # whole seconds of what goes on, so that its figures change once a second, all of them at the same time
        now = max(situation.since, now - (now - situation.since) % 1000)
    if situation is None:
        record = session.record
        recap = recap_sentence(record) if record is not None else "The call has not been answered yet."
        return [("class:end", " " + clip_text(recap, look.width - 1, look.signs.ellipsis))]
    progress = _progress_words(session, situation, now)
    room = look.width - 4
    counts = _count_words(session, situation, words=look.columns >= WORDS_FROM)
    shortest = _count_words(session, situation, words=False)
    # the fullest words for which the bar has room; the tries used matter more than what is said of the recording
    fitting = [
        (text, count)
        for count in dict.fromkeys((counts, shortest, ""))
        for text in progress.texts
        if text_cells(text) + text_cells(count) + BAR_LEAST + 5 <= room
    ]
    text, count = fitting[0] if fitting else (progress.texts[-1], "")
    count = count.replace("·", look.signs.dot)
    size = max(4, min(room - text_cells(text) - text_cells(count) - 5, look.width * 2 // 5))
    full, empty = _bar(progress, size, look)
    gap = room - size - text_cells(text) - text_cells(count)
    between = " " * gap if look.columns >= WORDS_FROM else f" {look.signs.dot} " if count else ""
    style = "class:rings" if session.ringing is not None else ""
    return [("", " "), ("class:bar", full), ("class:rule", empty), (style, f"  {text}"), ("", f"{between}{count}")]


def _bar(progress: ProgressWords, size: int, look: TerminalLook) -> tuple[str, str]:
    """Return a bar that grows while a recording plays, and that shrinks while something is awaited."""
    if progress.grows:
        return draw_bar(progress.share, size, look.signs.full, look.signs.rest)
    return draw_bar(1 - progress.share, size, look.signs.left, look.signs.gone)


def _progress_words(session: Session, situation: Situation, now: int) -> ProgressWords:
    lasts, done = situation.until - situation.since, min(now, situation.until) - situation.since
    share = done / lasts if lasts else 1.0  # a recording of no length, or a timeout of 0
    keys = _keys_now(situation)
    # as wide as the longest figure there will be, so that the bar does not jump when 10.0 becomes 9.9
    cells = len(_tenths_text(lasts))
    if session.playing is not None and session.ringing is None:
        figure = f"{_tenths_text(done):>{cells}} of {_tenths_text(lasts)} s"
        plays = f"plays {session.playing.name}, {figure}"
        return ProgressWords((f"{plays}: {keys}", plays, figure) if keys else (plays, figure), share, grows=True)
    figure = f"{_tenths_text(max(0, situation.until - now)):>{cells}} s left"
    doing = "rings" if session.ringing is not None else _waiting_words(situation)
    waits = f"{doing}, {figure}"
    return ProgressWords((f"{waits}: {keys}", waits, figure) if keys else (waits, figure), share, grows=False)


def _waiting_words(situation: Situation) -> str:
    match situation.place.phase:
        case "listening":
            return "waits for a key"
        case "collecting" | "dead":
            return "waits for more"
        case _:
            return "goes on"


def _keys_now(situation: Situation) -> str:
    if not situation.hears_keys:
        return "keys are not heard"
    match situation.place.phase:
        case "prompt":
            return "a key stops it"
        case "collecting":
            return f"keys so far {situation.place.keys}"
        case "dead":
            return "keys so far match no choice"
        case _:
            return ""


def _count_words(session: Session, situation: Situation, *, words: bool) -> str:
    """The tries used: of wrong keys and silences, or of mistakes where they share a count."""
    if situation.counts is None:
        return ""
    wrong, silent = situation.counts
    if session.flow.semantics.counters == "shared":
        if wrong.allowed == silent.allowed:
            return f"mistakes {_used_words(wrong, words=words)}"
        return f"mistakes {wrong.used} (the last: wrong key {wrong.allowed + 1}, silence {silent.allowed + 1})"
    if words:
        return f"wrong keys {_used_words(wrong, words=True)} · silences {_used_words(silent, words=True)}"
    return f"wrong {_used_words(wrong, words=False)} · silent {_used_words(silent, words=False)}"


def _used_words(count: MistakeCount, *, words: bool) -> str:
    """Return the tries used and all there are; the last one leads on."""
    used = min(count.used, count.allowed + 1)
    return f"{used} of {count.allowed + 1}" if words else f"{used}/{count.allowed + 1}"


def _world_rows(session: Session, look: TerminalLook) -> list[Row]:
    """The moment of the call, how the schedules stand, and what is given; none where there is nothing to say."""
    if not (session.flow.schedules or session.tape.circumstances.given):
        return []
    now = session.tape.milliseconds if session.situation is None else session.clock.now()
    text = f"{look.signs.kinds['schedule']} {session.board.describe(session.tape.circumstances, now)}"
    return [[("class:world", " " + clip_text(text, look.width - 1, look.signs.ellipsis))]]


def _assumed_row(session: Session, look: TerminalLook) -> Row:
    """The variant, what is assumed, the profile and the speed; the least important leaves first."""
    assumed, semantics = session.assumptions, session.flow.semantics
    changed = " with changes" if semantics.changes else ""
    variant = assumed.variant_words
    parts = [
        (6 if session.flow.variant else 1, variant),
        (0, assumed.hours_words),
        (4, assumed.people_words(session.tape.circumstances.given)),
        (3, assumed.length_words),
        (2, f"{semantics.profile}{changed}"),
        (5, f"{session.clock.speed:g}{look.signs.times}"),
    ]
    parts = [part for part in parts if part[1]]
    dot = f" {look.signs.dot} "
    while len(parts) > 1 and text_cells(dot.join(text for _, text in parts)) > look.width - 1:
        parts.remove(min(parts))
    text = clip_text(dot.join(text for _, text in parts), look.width - 1, look.signs.ellipsis)
    return [("class:quiet", f" {text}")]


def _message_rows(desk: Desk, look: TerminalLook) -> list[Row]:
    """Return the notice, in up to three rows, or the keys where there is none."""
    notice, width = desk.session.notice, look.width - 1
    if not notice:
        if desk.question is not None and desk.question.kind == "command":
            return [_completion_row(desk, look)]
        return [_hint_row(key_hints(desk), look)]
    first, *others = wrap_cells(notice, width)
    if len(others) >= NOTICE_ROWS:
        others[NOTICE_ROWS - 2 :] = [" ".join(others[NOTICE_ROWS - 2 :])]
    texts = [clip_text(text, width, look.signs.ellipsis) for text in (first, *others)]
    return [[("class:notice", f" {text}")] for text in texts]


def _completion_row(desk: Desk, look: TerminalLook) -> Row:
    """Return the completions of a command that is being typed: names of commands, then values of the argument."""
    typed = desk.typed.lstrip(" :")
    lines = complete_line(desk.session, typed)
    values = [line.partition(" ")[2] or line for line in lines]
    command = fitting_commands(desk.session).get(typed.partition(" ")[0])
    text = "  ".join(values) if values else f"{command.usage}: {command.help}" if command else ""
    return [("class:quiet", " " + clip_text(escape_signs(text), look.width - 1, look.signs.ellipsis))]


def _hint_row(hints: Sequence[tuple[str, str]], look: TerminalLook) -> Row:
    """The keys that a person needs most; those before the last, which is the help, leave where there is no room."""
    gap = " " * (3 if look.columns >= WORDS_FROM else 2)
    named = {"arrows": look.signs.arrows, "left right": look.signs.sideways}
    kept = [(named.get(key, key), words) for key, words in hints]
    while len(kept) > 1 and sum(text_cells(f"{key} {words}") + len(gap) for key, words in kept) > look.width:
        kept.pop(-2)
    row: Row = [("", " ")]
    for count, (key, words) in enumerate(kept):
        row += [("", gap if count else ""), ("class:hint.key", key), ("class:hints", f" {words}")]
    return row
