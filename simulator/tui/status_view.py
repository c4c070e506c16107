"""The foot of the screen as rows: the menu and the time, what plays or is awaited, what follows, the counts."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.callers.transcript import clock_text, recap_sentence
from simulator.tui.cell_width import clip_text, draw_bar, text_cells, wrap_cells
from simulator.tui.keymap import key_hints
from simulator.tui.lookahead import MistakeCount
from simulator.tui.session import Session
from simulator.tui.stage import Situation
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import TerminalLook

FOOT_ROWS = 5
"""Rows that the foot takes; one more where there is a world to show."""

NOTICE_ROWS = 3
"""Rows of the foot that a notice takes at most: a refusal says how to proceed at its end."""


def count_foot_rows(session: Session) -> int:
    """Return how many rows the foot takes."""
    return FOOT_ROWS + _shows_world(session)


def _shows_world(session: Session) -> bool:
    return bool(session.flow.schedules or session.tape.circumstances.given)


def foot_rows(session: Session, look: TerminalLook, keys: Sequence[tuple[str, str]] = ()) -> list[Row]:
    """The rows at the bottom of every screen; ``keys`` are those of what is open, with what they do."""
    situation, now = session.situation, session.clock.now()
    last = _message_row(session, look, keys)
    room = count_foot_rows(session) - len(last)
    if situation is None:
        return [*_over_rows(session, look)[:room], *last]
    rows = [
        _rule_row(session, situation.menu, now, look),
        _progress_row(session, situation, now, look),
        _remark_row(situation, look),
        _counter_row(session, situation, look),
        *_world_rows(session, now, look),
    ]
    return [*rows[:room], *last]


def _over_rows(session: Session, look: TerminalLook) -> list[Row]:
    """The rows of a call that is over, or has not begun: where it went, and the keys to continue."""
    record = session.record
    recap = recap_sentence(record) if record is not None else "The call has not been answered yet."
    can = f" {look.signs.dot} ".join(("u undoes", "r calls again", "s saves it as a test", "q leaves"))
    return [
        _rule_row(session, "the call is over" if record else "", session.tape.milliseconds, look),
        [("class:end", "  " + clip_text(recap, look.width - 2, look.signs.ellipsis))],
        [("class:remark", "  " + clip_text(can, look.width - 2, look.signs.ellipsis))],
        _counter_row(session, None, look),
        *_world_rows(session, session.tape.milliseconds, look),
    ]


def _world_rows(session: Session, now: int, look: TerminalLook) -> list[Row]:
    """The moment of the call, how the schedules stand, and what is given; none where there is nothing to say."""
    if not _shows_world(session):
        return []
    text = f"{look.signs.kinds['world']} {session.board.describe(session.tape.circumstances, now)}"
    return [[("class:world", "  " + clip_text(text, look.width - 2, look.signs.ellipsis))]]


def in_short(session: Session) -> str:
    """The situation in one line, for a terminal that is too small for more."""
    situation, now = session.situation, session.clock.now()
    if situation is None:
        return "The call is over; q leaves"
    return f"{clock_text(now)} {situation.menu}: {seconds_left(situation, now)} left; q leaves"


def _message_row(session: Session, look: TerminalLook, keys: Sequence[tuple[str, str]]) -> list[Row]:
    """Return the notice, in up to three rows, or the key hints where there is none."""
    if session.notice:
        first, *others = wrap_cells(session.notice, look.width - 2)
        if len(others) >= NOTICE_ROWS:
            others[NOTICE_ROWS - 2 :] = [" ".join(others[NOTICE_ROWS - 2 :])]
        texts = [clip_text(text, look.width - 2, look.signs.ellipsis) for text in (first, *others)]
        return [[("class:notice", "  " + text)] for text in texts]
    text = f" {look.signs.dot} ".join(f"{key} {word}" for key, word in keys or key_hints(session.ringing))
    return [[("class:hints", "  " + clip_text(text, look.width - 2, look.signs.ellipsis))]]


def _rule_row(session: Session, menu: str, now: int, look: TerminalLook) -> Row:
    """A rule across the screen that holds the menu's name and the time."""
    sign = look.signs.rule
    call = f"call {session.calls.current} " if len(session.calls.tapes) > 1 else ""
    at = f" {call}{clock_text(now)}{' stopped' if session.clock.paused else ''} "
    name = f" {clip_text(menu, look.width - text_cells(at) - 8, look.signs.ellipsis)} "
    between = sign * max(1, look.width - 4 - text_cells(name) - text_cells(at))
    return [("class:rule", sign * 2), ("class:menu", name), ("class:rule", between),
            ("class:clock", at), ("class:rule", sign * 2)]  # fmt: skip


def _progress_row(session: Session, situation: Situation, now: int, look: TerminalLook) -> Row:
    """Return the recording as a bar that grows, or the wait as a bar that shrinks."""
    lasts, done = situation.until - situation.since, min(now, situation.until) - situation.since
    share = done / lasts if lasts else 1.0  # a recording of no length, or a timeout of 0
    signs = look.signs
    if session.ringing is not None:
        doing, kind = f"{signs.kinds['rings']} rings", "rings"
        figure = f"{seconds_left(situation, now)} left"
    elif session.playing is not None:
        doing, kind = f"{signs.kinds['plays']} plays {session.playing.name}", "plays"
        figure = f"{_tenths_text(done)} of {_tenths_text(lasts)} s"
    else:
        doing, kind = f"{signs.kinds['waits']} {_waiting_words(situation)}", "waits"
        figure = f"{seconds_left(situation, now)} left"
    doing = clip_text(doing, max(14, look.width // 3), signs.ellipsis)
    # 15 cells for the figure whatever it is, so that the bar does not jump when 9.9 becomes 10.0
    size = max(4, look.width - text_cells(doing) - max(15, text_cells(figure)) - 5)
    if session.playing is not None:
        full, empty = draw_bar(share, size, signs.full, signs.rest)
    else:
        full, empty = draw_bar(1 - share, size, signs.left, signs.gone)
    return [(f"class:{kind}", f"  {doing} "), ("class:bar", full), ("class:bar.rest", empty), ("", f"  {figure}")]


def _waiting_words(situation: Situation) -> str:
    match situation.place.phase:
        case "listening":
            return "waits for a key"
        case "collecting" | "dead":
            return "waits for more"
        case _:
            return "goes on"


def seconds_left(situation: Situation, now: int) -> str:
    """The rest of the wait, or of the recording."""
    return f"{_tenths_text(max(0, situation.until - now))} s"


def _tenths_text(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f}"


def _remark_row(situation: Situation, look: TerminalLook) -> Row:
    """Return what keys do now, and what follows without one."""
    then = f"then: {situation.then}" if situation.then else ""
    parts = [part for part in (_keys_now(situation), then) if part]
    text = f" {look.signs.dot} ".join(parts)
    return [("class:remark", "  " + clip_text(text, look.width - 2, look.signs.ellipsis))]


def _keys_now(situation: Situation) -> str:
    if not situation.hears_keys:
        return "keys are not heard"
    match situation.place.phase:
        case "prompt":
            return "a key stops it"
        case "collecting":
            return f"keys so far: {situation.place.keys}"
        case "dead":
            return "keys so far match no choice"
        case _:
            return ""


def _counter_row(session: Session, situation: Situation | None, look: TerminalLook) -> Row:
    """Wrong keys and silences used of those allowed, the profile, the speed."""
    semantics = session.flow.semantics
    changed = " with changes" if semantics.changes else ""
    counted = _count_words(situation, shared=semantics.counters == "shared") if situation else ()
    parts = [*counted, f"{semantics.profile}{changed}", f"{session.clock.speed:g}x"]
    text = f" {look.signs.dot} ".join(parts)
    return [("class:counters", "  " + clip_text(text, look.width - 2, look.signs.ellipsis))]


def _count_words(situation: Situation, *, shared: bool) -> Sequence[str]:
    if situation.counts is None:
        return ()
    wrong, silent = situation.counts
    if shared:
        return (f"mistakes {wrong.used} (wrong keys {wrong.allowed}, silences {silent.allowed} allowed)",)
    return f"wrong keys {_used_words(wrong)}", f"silences {_used_words(silent)}"


def _used_words(count: MistakeCount) -> str:
    """Return the count and the number allowed, or that there are too many."""
    return f"{count.used} of {count.allowed}" if count.used <= count.allowed else f"{count.used}, too many"
