"""The look of a terminal: its size, the signs that its encoding has, and the styles that its colours allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from simulator.tui.destination_kind import Kind
from simulator.tui.dialogue import DialogueKind


class FrameSigns(NamedTuple):
    """The signs of a frame: level and upright lines, then the corners, from the top left."""

    level: str
    upright: str
    corners: str


class ScreenSigns(NamedTuple):
    """The signs that a screen is drawn with."""

    events: Mapping[DialogueKind, str]
    kinds: Mapping[Kind, str]
    frame: FrameSigns = FrameSigns("─", "│", "┌┐└┘")
    heavy: FrameSigns = FrameSigns("━", "┃", "┏┓┗┛")
    full: str = "━"
    rest: str = "─"
    left: str = "█"
    gone: str = "░"
    wrong: str = "⟦⟧"
    crumb: str = "›"
    caret: str = "▌"
    dot: str = "·"
    times: str = "×"
    ellipsis: str = "…"
    cut: str = "—"
    opens: str = "“"
    closes: str = "”"
    pointer: str = "›"
    rail: str = "│"
    fork: str = "├"
    corner: str = "└"
    branch: str = "─"
    quiet: str = "╌"
    unfolds: str = "▸"
    folds: str = "▾"
    elsewhere: str = "↪"
    back: str = "↺"
    here: str = "◀ here"
    within: str = "◀"
    seen: str = "✓"
    arrows: str = "↑↓"
    sideways: str = "←→"


FINDING = "!"
"""The mark of a finding, which alone is yellow."""

RICH = ScreenSigns(
    events={"enter": "☎", "note": "✉", "world": "◷", "rings": "♪", "end": "→", "hangup": "×"},
    kinds={
        "menu": "▸",
        "announcement": "▸",
        "schedule": "◷",
        "person": "●",
        "machine": "○",
        "system": "▦",
        "nobody": "×",
        "unknown": "?",
    },
)
PLAIN = ScreenSigns(
    events={"enter": "#", "note": "@", "world": "%", "rings": "~", "end": "=", "hangup": "x"},
    kinds={
        "menu": ">",
        "announcement": ">",
        "schedule": "%",
        "person": "o",
        "machine": "a",
        "system": "#",
        "nobody": "x",
        "unknown": "?",
    },
    frame=FrameSigns("-", "|", "++++"),
    heavy=FrameSigns("=", "#", "####"),
    full="=",
    rest="-",
    left="#",
    gone=".",
    wrong="{}",
    crumb=">",
    caret="_",
    dot="-",
    times="x",
    ellipsis="...",
    cut="-",
    opens='"',
    closes='"',
    pointer="*",
    rail="|",
    fork="|",
    corner="`",
    branch="-",
    quiet="-",
    unfolds=">",
    folds="v",
    elsewhere="^",
    back="<",
    here="< here",
    within="<",
    seen="+",
    arrows="arrows",
    sideways="left/right",
)
"""The signs for a terminal that shows ASCII only."""


STYLES = {
    "pane.focus": "bold",
    "pane.title": "bold",
    "here": "reverse",
    "key": "bold ansicyan",
    "key.lit": "bold reverse",
    "unlit": "dim",
    "wrong": "bold",
    "silence": "dim",
    "spoken.past": "dim",
    "time": "dim",
    "rule": "dim",
    "quiet": "dim",
    "assumed": "dim italic",
    "finding": "bold ansiyellow",
    "rings": "bold",
    "end": "bold",
    "heading": "bold",
    "clock": "bold",
    "marked": "reverse",
    "notice": "bold",
    "hint.key": "bold",
}
"""Meaning by weight, and few of the sixteen colours of the terminal's own theme, readable on light and dark.

Cyan is for what can be pressed, yellow for findings alone. Nothing is said by a style alone: some terminals, and
some people, see no colours.
"""

PALETTES = {
    "dark": ("#63d2c1", "#a4b2ae", "#f3bd72"),
    "light": ("#0b655d", "#55625f", "#8a4700"),
    "": ("#12917f", "#7d8986", "#b9721c"),
}
"""Accent, quiet and finding, by background; where that is not known, at least 3.4 : 1 on black and on white."""


def rich_styles(background: str) -> dict[str, str]:
    """The styles for 256 colours or more, on a ``dark`` or ``light`` background, or on one that is not known."""
    accent, quiet, finding = PALETTES[background]
    by_colour = {
        "pane.focus": accent,
        "here": f"{accent} reverse",
        "key": f"bold {accent}",
        "key.lit": f"bold reverse {accent}",
        "silence": quiet,
        "spoken.past": quiet,
        "time": quiet,
        "rule": quiet,
        "quiet": quiet,
        "unlit": quiet,
        "assumed": f"italic {quiet}",
        "finding": f"bold {finding}",
    }
    return {**STYLES, **by_colour}


def background_of(colours: str) -> str:
    """Return ``dark`` or ``light`` from the value of COLORFGBG, such as ``15;0``; empty where it does not say."""
    number = colours.rpartition(";")[2]
    if not number.isdecimal():
        return ""
    return "light" if int(number) in (7, 15) else "dark"


def count_colours(environment: Mapping[str, str], terminfo: int | None) -> int:
    """Return how many colours a terminal has: 1, 16, 256 or 2 to the power of 24.

    ``terminfo`` is the number that its entry there has: below 8 for none; None where there is no such entry.
    """
    if environment.get("NO_COLOR"):
        return 1
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return 1 << 24
    if terminfo is None:  # by its name, then; on Windows there is none
        name = environment.get("TERM", "256color")
        return 256 if "256color" in name or "direct" in name else 16
    return 1 if terminfo < 8 else 16 if terminfo < 256 else 256


@dataclass(frozen=True, slots=True)
class TerminalLook:
    """The terminal: its size in cells, and the signs that it can show.

    ``still``: as little moves as possible. Words appear whole, and figures change once a second.
    """

    columns: int
    rows: int
    signs: ScreenSigns = RICH
    still: bool = False

    @property
    def width(self) -> int:
        """Cells that a row may take."""
        return self.columns - 1


WIDE_LANGUAGES = ("zh", "ja", "ko")
"""Languages whose terminals may give lines and marks two cells, which takes every row apart."""


def signs_for(encoding: str, language: str = "") -> ScreenSigns:
    """Return the signs that a terminal's encoding can show; ``language`` is its locale's, such as ``ja_JP.UTF-8``."""
    if language.startswith(WIDE_LANGUAGES):
        return PLAIN
    texts = (sign for sign in RICH if isinstance(sign, str))
    frames = (sign for frame in (RICH.frame, RICH.heavy) for sign in frame)
    try:
        "".join([*RICH.events.values(), *RICH.kinds.values(), *frames, *texts]).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return RICH
