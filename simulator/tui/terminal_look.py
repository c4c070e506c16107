"""The look of a terminal: its size, and the signs that its encoding has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulator.callers.transcript import SIGNS, Kind


class ScreenSigns(NamedTuple):
    """The signs that a screen is drawn with."""

    kinds: dict[Kind, str]
    full: str = "━"
    rest: str = "─"
    left: str = "█"
    gone: str = "░"
    rule: str = "─"
    opens: str = "“"
    closes: str = "”"
    cut: str = "—"
    dot: str = "·"
    ellipsis: str = "…"
    bar: str = "│"
    pointer: str = "▸"
    marks: dict[str, str] = {"here": "◀ here", "seen": "✓", "loop": "↺", "closed": "…", "": ""}  # noqa: RUF012 - read only


RICH = ScreenSigns(SIGNS)
PLAIN = ScreenSigns(
    kinds={"menu": "#", "plays": ">", "waits": ".", "caller": "*", "note": "@", "world": "o", "rings": "~", "end": "="},
    full="=",
    rest="-",
    left="#",
    gone=".",
    rule="-",
    opens='"',
    closes='"',
    cut="-",
    dot="-",
    ellipsis="...",
    bar="|",
    pointer=">",
    marks={"here": "< here", "seen": "(seen)", "loop": "(loop)", "closed": "...", "": ""},
)
"""The signs for a terminal that shows ASCII only."""


STYLES = {
    "menu": "bold",
    "plays": "ansicyan",
    "caller": "bold ansigreen",
    "rings": "ansicyan",
    "end": "bold",
    "key": "bold",
    "heading": "bold",
    "map.here": "bold",
    "bar": "ansicyan",
    "clock": "bold",
    "marked": "bold",
    "notice": "bold",
}
"""A few of the sixteen colours of the terminal's own theme, which are readable on light and dark."""


@dataclass(frozen=True, slots=True)
class TerminalLook:
    """The terminal: its size in cells, and the signs that it can show."""

    columns: int
    rows: int
    signs: ScreenSigns = RICH

    @property
    def width(self) -> int:
        """Cells that a row may take."""
        return self.columns - 1


def signs_for(encoding: str) -> ScreenSigns:
    """The signs that a terminal's encoding can show."""
    try:
        "".join([*RICH.kinds.values(), *RICH.marks.values(), *(sign for sign in RICH if isinstance(sign, str))]).encode(
            encoding
        )
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return RICH
