"""A session that is played back, as a moving picture: an SVG without scripts, for a page that shows images.

Most of a screen stays as it is for most of a film. What never changes is drawn once. Each place that changes is a
window onto a strip of its looks, one below the other, and a style sheet moves the strip at its times: the looks are
written once, however often they come back. Who asks for less motion sees the last screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from prompt_toolkit.utils import get_cwidth

from simulator.draw.svg_parts import number_text, xml_text
from simulator.draw.svg_style import DARK, LIGHT
from simulator.tui.cast import HOLD_SECONDS, FilmFrame
from simulator.tui.frame_strokes import CELL_HEIGHT, CELL_WIDTH, SHAPES, stroke_path
from simulator.tui.styled_rows import Row
from simulator.tui.terminal_look import STYLES, TerminalLook

LOOK_SECONDS = 0.25
"""Seconds of a film between two looks at the screen: words are spoken no faster than that."""

MARGIN = 12
BASE_LINE = 13
GAP = 3
"""Columns that stay the same between two that change, below which one window holds both."""

_FONT = 'ui-monospace,"SF Mono","Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace'

_INKS = {"key": "go", "pane.focus": "go", "here": "go", "key.lit": "go", "finding": "mark"}
"""The styles that have a colour of their own; the others are ink, or quiet where they are dim."""

_LETTERS = "…“”—·×‘’"
"""Signs that any font has as wide as its letters; others get a place of their own, whatever font they come from."""

Cell = tuple[str, str]
"""A sign, with its combining marks, and its style; the second cell of a wide sign is empty."""


class FilmStrip(NamedTuple):
    """A place that changes: its row and its columns, its looks, and which of them it has in each frame."""

    row: int
    start: int
    stop: int
    looks: Sequence[tuple[Cell, ...]]
    order: Sequence[int]


def picture_svg(frames: Sequence[FilmFrame], look: TerminalLook, *, title: str, words: str) -> str:
    """Return the picture of a film; ``title`` names it, and ``words`` tell what it shows to those who do not see it."""
    screens = [[_cells(row, look.columns) for row in frame.rows] for frame in frames]
    seconds = frames[-1].at + HOLD_SECONDS
    strips = [strip for row in range(look.rows) for strip in _strips(row, [screen[row] for screen in screens])]
    still = "".join(_still_row(row, screens[-1][row], strips) for row in range(look.rows))
    moving = "".join(_strip_svg(number, strip) for number, strip in enumerate(strips))
    moves = "\n".join(_strip_rule(number, strip, frames, seconds) for number, strip in enumerate(strips))
    width, height = look.columns * CELL_WIDTH + 2 * MARGIN, look.rows * CELL_HEIGHT + 2 * MARGIN
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" class="ivr" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
role="img" aria-label="{xml_text(title)}">
<title>{xml_text(title)}</title>
<desc>{xml_text(words)}</desc>
<style>
{_RULES}
{moves}
@media (prefers-reduced-motion:reduce){{.ivr g{{animation:none!important}}}}
</style>
<rect class="bg" width="{width}" height="{height}" rx="8"/>
<svg x="{MARGIN}" y="{MARGIN}" width="{look.columns * CELL_WIDTH}" height="{look.rows * CELL_HEIGHT}">
{still}
{moving}</svg>
</svg>
"""


def _colours(palette: dict[str, str]) -> str:
    names = ("ink", "quiet", "line", "paper", "go", "mark")
    return ";".join(f"--{name}:{palette[name]}" for name in names)


_RULES = f"""\
.ivr{{{_colours(LIGHT)}}}
@media (prefers-color-scheme:dark){{.ivr{{{_colours(DARK)}}}}}
.ivr text{{font:{CELL_WIDTH / 0.6:.2f}px {_FONT};fill:var(--ink)}}
.ivr .bg{{fill:var(--paper);stroke:var(--line);stroke-width:1}}
.ivr .b{{font-weight:700}}
.ivr .i{{font-style:italic}}
.ivr .quiet{{fill:var(--quiet)}}
.ivr .go{{fill:var(--go)}}
.ivr .mark{{fill:var(--mark)}}
.ivr .on{{fill:var(--paper)}}
.ivr .thin,.ivr .heavy{{fill:none;stroke:var(--line);stroke-width:1.2}}
.ivr .heavy{{stroke-width:2.6}}
.ivr .thin.ink,.ivr .heavy.ink{{stroke:var(--ink)}}
.ivr .heavy.go{{stroke:var(--go)}}
.ivr .block{{fill:var(--ink)}}
.ivr .block.quiet{{fill:var(--line)}}"""


def _cells(row: Row, columns: int) -> tuple[Cell, ...]:
    """Return the cells of a row, of a width."""
    cells: list[Cell] = []
    for style, text in row:
        for sign in text:
            width = get_cwidth(sign)
            if width == 0 and cells:
                cells[-1] = (cells[-1][0] + sign, cells[-1][1])
                continue
            cells += [(sign, style.removeprefix("class:")), *[("", style.removeprefix("class:"))] * (width - 1)]
    return (*cells[:columns], *[(" ", "")] * (columns - len(cells)))


def _strips(row: int, looks: Sequence[tuple[Cell, ...]]) -> Iterator[FilmStrip]:
    """Yield the places of a row that change."""
    if len(set(looks)) == 1:
        return
    changing = [len({cells[column] for cells in looks}) > 1 for column in range(len(looks[0]))]
    inked = [any(_is_inked(cells[column]) for cells in looks) for column in range(len(looks[0]))]
    start = 0
    while True in changing[start:]:
        start = stop = changing.index(True, start)
        while True in changing[stop : stop + GAP]:
            stop = changing.index(True, stop) + 1
            # a word is drawn as one, also where it begins or ends like another
            while stop < len(inked) and inked[stop]:
                stop += 1
        while start and inked[start - 1]:
            start -= 1
        parts = [cells[start:stop] for cells in looks]
        different = list(dict.fromkeys(parts))
        yield FilmStrip(row, start, stop, different, [different.index(part) for part in parts])
        start = stop


def _is_inked(cell: Cell) -> bool:
    """Return whether a cell is part of a word; the second cell of a wide sign is."""
    return cell[0] not in SHAPES and cell[0] != " "


def _still_row(row: int, cells: Sequence[Cell], strips: Sequence[FilmStrip]) -> str:
    """Return the part of a row that never changes."""
    still_cells = list(cells)
    for strip in strips:
        if strip.row == row:
            still_cells[strip.start : strip.stop] = [(" ", "")] * (strip.stop - strip.start)
    drawn = _cells_svg(still_cells, 0)
    return f'<g transform="translate(0 {row * CELL_HEIGHT})">{drawn}</g>\n' if drawn else ""


def _strip_svg(number: int, strip: FilmStrip) -> str:
    """Return a place that changes: a window, and behind it all that it shows."""
    looks = []
    for place, cells in enumerate(strip.looks):
        drawn = _cells_svg(cells, 0)
        if drawn:
            looks.append(f'<g transform="translate(0 {place * CELL_HEIGHT})">{drawn}</g>' if place else drawn)
    corner = f'x="{strip.start * CELL_WIDTH}" y="{strip.row * CELL_HEIGHT}"'
    size = f'width="{(strip.stop - strip.start) * CELL_WIDTH}" height="{CELL_HEIGHT}"'
    return f'<svg {corner} {size}><g class="s{number}">{"".join(looks)}</g></svg>\n'


def _strip_rule(number: int, strip: FilmStrip, frames: Sequence[FilmFrame], seconds: float) -> str:
    """Return the rule that moves a strip; where nothing moves, it stands at its last look."""
    steps = []
    for place, (look, frame) in enumerate(zip(strip.order, frames, strict=True)):
        if place == 0 or look != strip.order[place - 1]:
            steps.append(f"{_percent(frame.at / seconds)}{{transform:{_shift(look)}}}")
    name = f"s{number}"
    last = f"transform:{_shift(strip.order[-1])}"
    move = f".ivr .{name}{{{last};animation:{name} {number_text(seconds)}s step-end infinite}}"
    return f"{move}@keyframes {name}{{{''.join(steps)}}}"


def _percent(share: float) -> str:
    """Return a share as a percentage, as exact as a frame of a long film needs."""
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _shift(look: int) -> str:
    return f"translateY(-{look * CELL_HEIGHT}px)" if look else "none"


def _cells_svg(cells: Sequence[Cell], column: int) -> str:
    """Return the cells of one row, as runs of one style."""
    parts = []
    for style, run in groupby(cells, key=lambda cell: cell[1]):
        styled = [sign for sign, _ in run]
        parts.append(_run_svg(styled, style, column))
        column += len(styled)
    return "".join(parts)


def _run_svg(signs: Sequence[str], style: str, column: int) -> str:
    """Signs of one style: lines as strokes, words as texts of exactly their width."""
    words = STYLES.get(style, "").split()
    ink = _INKS.get(style, "quiet" if "dim" in words else "")
    ground = ""
    if "reverse" in words and "".join(signs).strip():
        corner = f'x="{column * CELL_WIDTH}" width="{len(signs) * CELL_WIDTH}" height="{CELL_HEIGHT}"'
        ground, ink = f'<rect class="{ink or "block"}" {corner}/>', "on"
    parts, start = [], 0
    for kind, piece in groupby(_pieces(signs)):
        width = len(list(piece))
        part = signs[start : start + width]
        if kind in ("thin", "heavy", "block"):
            look = f"{kind} {'quiet' if '░' in part else _stroke_ink(style)}".strip()
            parts.append(f'<path class="{look}" d="{stroke_path(part, column + start)}"/>')
        elif kind != "blank":
            look = " ".join(filter(None, (ink, "b" if "bold" in words else "", "i" if "italic" in words else "")))
            parts.append(_text_svg("".join(part), column + start, width, look))
        start += width
    return ground + "".join(parts)


def _stroke_ink(style: str) -> str:
    return "go" if style == "pane.focus" else "ink" if style in ("bar", "") else ""


def _pieces(signs: Sequence[str]) -> Iterator[str]:
    """Yield for each cell what it is part of: a stroke by its weight, a word, a sign of its own, or a blank.

    A single blank between words belongs to them; more of them part two texts.
    """
    blanks = [not sign.strip() and sign != "" for sign in signs]
    for place, sign in enumerate(signs):
        shape = SHAPES.get(sign)
        if shape is not None:
            yield shape.weight
        elif blanks[place]:
            is_inside = 0 < place < len(signs) - 1 and not blanks[place - 1] and not blanks[place + 1]
            yield "word" if is_inside and not _is_lone(signs[place - 1]) and not _is_lone(signs[place + 1]) else "blank"
        else:
            yield f"lone {place}" if _is_lone(sign) else "word"


def _is_lone(sign: str) -> bool:
    """Return whether a sign may come from another font, so that it needs its own place."""
    return len(sign) == 1 and not (sign.isascii() or sign.isalnum() or sign in _LETTERS)


def _text_svg(text: str, column: int, width: int, look: str) -> str:
    kind = f' class="{look}"' if look else ""
    fit = f' textLength="{width * CELL_WIDTH}"' if width > 1 else ""
    return f'<text x="{column * CELL_WIDTH}" y="{BASE_LINE}"{kind}{fit}>{xml_text(text)}</text>'
