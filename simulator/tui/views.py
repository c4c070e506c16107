"""A session at a moment of its clock, as rows of styled text. Pure: no terminal, no colour, no clock.

A style is a class name, which ``app`` gives its looks; nothing is said by a style alone. Rows never
fill the last column, so that no terminal wraps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from simulator.callers.transcript import Line, clock_text
from simulator.tui.ahead import Count, Offer
from simulator.tui.columns import bar, cells, clipped, padded, wrapped
from simulator.tui.keys import help_lines, hints
from simulator.tui.look import RICH, Look
from simulator.tui.session import Playing, Session, Situation

Fragment = tuple[str, str]
Row = list[Fragment]

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 11
"""Below this only one line is shown."""

TEXT_AT = 12
"""The column in which a transcript's text begins, behind time and sign."""

OFFER_WIDEST = 36
"""Cells that a key and where it leads may take, at most."""

OFFER_ROWS = 12
"""Rows that keys may take, at most."""


# -- the transcript ---------------------------------------------------------------------------------


def transcript_rows(lines: Iterable[Line], look: Look) -> list[Row]:
    """Lines of a transcript: time, sign and text; below them what was heard of a recording."""
    return [row for line in lines for row in (*_headline(line, look), *_quote(line, look))]


def _headline(line: Line, look: Look) -> list[Row]:
    style = f"class:{line.kind}"
    first, *others = wrapped(line.text, look.width - TEXT_AT) or [""]
    sign = padded(look.signs.kinds[line.kind], 2)
    head: Row = [("class:time", f"{clock_text(line.at):>8}  "), (style, sign + first)]
    return [head, *([(style, " " * TEXT_AT + other)] for other in others)]


def _quote(line: Line, look: Look) -> list[Row]:
    if not line.quote:
        return []
    said = look.signs.opens + _in_signs(line.quote, look) + look.signs.closes
    return [_indented(row) for row in wrapped(said, look.width - TEXT_AT)]


def _indented(text: str) -> Row:
    return [("class:quote", " " * TEXT_AT + text)]


def _in_signs(text: str, look: Look) -> str:
    return text.replace(RICH.cut, look.signs.cut)


# -- the live part ----------------------------------------------------------------------------------


def live_rows(session: Session, look: Look) -> list[Row]:
    """What is drawn anew all the time: the recording that plays, the wait, the keys, the counters."""
    situation, now = session.situation, session.clock.now()
    if situation is None:
        return []
    if look.columns < SMALLEST_COLUMNS or look.rows < SMALLEST_ROWS:
        return [[("class:remark", clipped(_in_short(situation, now), look.width, look.signs.ellipsis))]]
    foot = _foot(session, situation, look)
    room = look.rows - 1 - 3 - len(foot)
    offers = _offers(situation, look, most=min(OFFER_ROWS, max(room - 4, min(room, 1))))
    spoken = _spoken(session, now, look, most=room - len(offers))
    return [*spoken, _rule(session, situation, now, look), _progress(session, situation, now, look),
            _remark(situation, look), *offers, *foot]  # fmt: skip


def _in_short(situation: Situation, now: int) -> str:
    return f"{clock_text(now)} {situation.menu}: {seconds_left(situation, now)} left; h hangs up"


def _spoken(session: Session, now: int, look: Look, *, most: int) -> list[Row]:
    """The recording that plays with the words said so far, and the keys pressed into it in vain."""
    playing = session.playing
    if playing is None or most < 1:
        return []
    first, *pressed = session.lines[playing.line :]
    ignored = [row for line in pressed[-2:] for row in _headline(line, look)]
    head = _headline(first, look)
    words = _words(playing, now, look, most=max(0, most - len(head) - len(ignored)))
    return [*head, *words, *ignored][:most]


def _words(playing: Playing, now: int, look: Look, *, most: int) -> list[Row]:
    """The words said so far, in the rows that all of them will need; the last ones if those are too many."""
    if not playing.words or most < 1:
        return []
    width, signs = look.width - TEXT_AT, look.signs
    needed = len(wrapped(signs.opens + playing.words + signs.closes, width))
    heard = playing.heard(now)
    said = wrapped(signs.opens + heard + (signs.closes if heard == playing.words else ""), width)
    size = min(most, needed)
    return [_indented(text) for text in [*said, *[""] * size][max(0, len(said) - size) :][:size]]


def _rule(session: Session, situation: Situation, now: int, look: Look) -> Row:
    """A rule across the screen that holds the menu's name and the time."""
    sign = look.signs.rule
    at = f" {clock_text(now)}{' stopped' if session.clock.paused else ''} "
    name = f" {clipped(situation.menu, look.width - cells(at) - 8, look.signs.ellipsis)} "
    between = sign * max(1, look.width - 4 - cells(name) - cells(at))
    return [("class:rule", sign * 2), ("class:menu", name), ("class:rule", between),
            ("class:clock", at), ("class:rule", sign * 2)]  # fmt: skip


def _progress(session: Session, situation: Situation, now: int, look: Look) -> Row:
    """What plays and how far it is, as a bar that grows; or the wait, as a bar that shrinks."""
    lasts, done = situation.until - situation.since, min(now, situation.until) - situation.since
    share = done / lasts if lasts else 1.0
    signs = look.signs
    if session.playing is not None:
        doing, kind = f"{signs.kinds['plays']} plays {session.playing.name}", "plays"
        figure = f"{_tenths(done)} of {_tenths(lasts)} s"
    else:
        doing, kind = f"{signs.kinds['waits']} {_waiting(situation)}", "waits"
        figure = f"{seconds_left(situation, now)} left"
    doing = clipped(doing, max(14, look.width // 3), signs.ellipsis)
    size = max(4, look.width - cells(doing) - max(15, cells(figure)) - 5)
    if session.playing is not None:
        full, rest = bar(share, size, signs.full, signs.rest)
    else:
        full, rest = bar(1 - share, size, signs.left, signs.gone)
    return [(f"class:{kind}", f"  {doing} "), ("class:bar", full), ("class:bar.rest", rest), ("", f"  {figure}")]


def _waiting(situation: Situation) -> str:
    match situation.phase:
        case "listening":
            return "waits for a key"
        case "collecting" | "dead":
            return "waits for more"
        case _:
            return "goes on"


def seconds_left(situation: Situation, now: int) -> str:
    """The rest of the wait, or of the recording."""
    return f"{_tenths(max(0, situation.until - now))} s"


def _tenths(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.1f}"


def _remark(situation: Situation, look: Look) -> Row:
    """What keys do now, and what follows without one."""
    then = f"then: {situation.then}" if situation.then else ""
    parts = [part for part in (_keys_now(situation), then) if part]
    text = f" {look.signs.dot} ".join(parts)
    return [("class:remark", "  " + clipped(text, look.width - 2, look.signs.ellipsis))]


def _keys_now(situation: Situation) -> str:
    if not situation.hears_keys:
        return "keys are not heard"
    match situation.phase:
        case "prompt":
            return "a key stops it"
        case "collecting":
            return f"keys so far: {situation.typed}"
        case "dead":
            return "keys so far are no choice"
        case _:
            return ""


def _offers(situation: Situation, look: Look, *, most: int) -> list[Row]:
    """The keys that count, each with where it leads, in columns; the rest is counted."""
    offers = situation.offers
    if not offers or most < 1:
        return []
    widest = max(cells(f"[{offer.keys}] {offer.leads}") for offer in offers)
    column = min(widest, OFFER_WIDEST, look.width - 2) + 2
    across = max(1, look.width // column)
    fit = across * most
    shown = offers if len(offers) <= fit else offers[: max(1, fit - 1)]
    fragments = [_offer(offer, column, look) for offer in shown]
    if len(shown) < len(offers):
        fragments.append([("class:remark", f"  {look.signs.ellipsis} and {len(offers) - len(shown):,} more")])
    return [
        [fragment for offer in fragments[start : start + across] for fragment in offer]
        for start in range(0, len(fragments), across)
    ]


def _offer(offer: Offer, column: int, look: Look) -> Row:
    key = f"[{offer.keys}]"
    leads = clipped(offer.leads, column - cells(key) - 3, look.signs.ellipsis)
    return [("", "  "), ("class:key", key), ("", padded(f" {leads}", column - 2 - cells(key)))]


def _counters(session: Session, situation: Situation, look: Look) -> Row:
    """Wrong keys and silences used of those allowed, the profile, the speed."""
    semantics = session.flow.semantics
    changed = " with changes" if semantics.changes else ""
    parts = [*_counts(situation, shared=semantics.counters == "shared"),
             f"{semantics.profile}{changed}", f"{session.clock.speed:g}x"]  # fmt: skip
    text = f" {look.signs.dot} ".join(parts)
    return [("class:counters", "  " + clipped(text, look.width - 2, look.signs.ellipsis))]


def _counts(situation: Situation, *, shared: bool) -> Sequence[str]:
    if situation.counts is None:
        return ()
    wrong, silent = situation.counts
    if shared:
        return (f"mistakes {wrong.used} (wrong keys {wrong.allowed}, silences {silent.allowed} allowed)",)
    return f"wrong keys {_used(wrong)}", f"silences {_used(silent)}"


def _used(count: Count) -> str:
    """How many of those allowed; of one too many, that it is."""
    return f"{count.used} of {count.allowed}" if count.used <= count.allowed else f"{count.used}, too many"


def _foot(session: Session, situation: Situation, look: Look) -> list[Row]:
    """The counters, and the keys of this program: one line of hints, or the whole help."""
    counters = _counters(session, situation, look)
    if not session.help_shown:
        text = f" {look.signs.dot} ".join(f"{shown} {word}" for shown, word in hints())
        return [counters, [("class:hints", "  " + clipped(text, look.width - 2, look.signs.ellipsis))]]
    helping: list[Row] = [
        [("class:key", f"  {shown:<8}"), ("class:hints", clipped(does, look.width - 10, look.signs.ellipsis))]
        for shown, does in help_lines()
    ]
    return [counters, *helping] if look.rows > SMALLEST_ROWS else helping
