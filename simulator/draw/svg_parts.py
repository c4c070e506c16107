"""The pieces that a map in SVG is made of: text, keycaps, signs, marks. Every text is escaped here, and only here."""

from __future__ import annotations

import re
from html import escape

from simulator.draw.map_card import cap_width
from simulator.graph.plain_words import visible

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LEFT = "A-Za-z\u00c0-\u024f\u0370-\u052f"
_RIGHT_RUN = re.compile(f"[{_RIGHT}](?:[^{_LEFT}]*[{_RIGHT}])?")
_LEFT_SIGN = re.compile(f"[{_LEFT}]")


def xml_text(text: str) -> str:
    """Return a text as XML takes it: on one line, without markup, without a sign that XML forbids.

    A name from right to left is isolated, so that it begins where its place on the map does; words from right to left
    inside a sentence are, so that they do not turn their neighbours around.
    """
    shown = visible(text)
    if not _RIGHT_RUN.search(shown):
        return escape(shown)
    if not _LEFT_SIGN.search(shown):
        return _isolate(shown)
    parts, end = [], 0
    for run in _RIGHT_RUN.finditer(shown):
        parts += [escape(shown[end : run.start()]), _isolate(run[0])]
        end = run.end()
    return "".join([*parts, escape(shown[end:])])


def _isolate(text: str) -> str:
    return f"&#x2067;{escape(text)}&#x2069;"


def number_text(value: float) -> str:
    """Return a length without digits that nobody sees."""
    return f"{value:.1f}".removesuffix(".0")


def text_at(x: float, y: float, text: str, look: str = "", *, anchor: str = "", more: str = "") -> str:
    """Return a text that begins at a point (or ends there: ``anchor="end"``); ``more`` is made by ``aside``."""
    kind = f' class="{look}"' if look else ""
    ends = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{number_text(x)}" y="{number_text(y)}"{kind}{ends}>{xml_text(text)}{more}</text>'


def aside(text: str, look: str, gap: float = 8) -> str:
    """Return a text that follows another one, inside of it."""
    return f'<tspan class="{look}" dx="{number_text(gap)}">{xml_text(text)}</tspan>' if text else ""


def sign_at(sign: str, x: float, y: float, *, look: str = "", size: float = 16) -> str:
    """Return a sign; ``x`` is its left edge, ``y`` its middle."""
    kind = f' class="{look}"' if look else ""
    box = (
        f'x="{number_text(x)}" y="{number_text(y - size / 2)}" width="{number_text(size)}" height="{number_text(size)}"'
    )
    return f'<use href="#ivr-{sign}" {box}{kind}/>'


def cap_at(caption: str, x: float, y: float, *, look: str = "", small: bool = False) -> str:
    """Return a keycap, or a cap with a word, around a middle."""
    width, height = cap_width(caption, small=small), 16.0 if small else 22.0
    look = " ".join(part for part in ("k", "sm" if small else "", look) if part)
    corner = f'x="{number_text(x - width / 2)}" y="{number_text(y - height / 2)}"'
    box = f'{corner} width="{number_text(width)}" height="{number_text(height)}" rx="{4 if small else 5}"'
    words = f'<text x="{number_text(x)}" y="{number_text(y + (4 if small else 4.6))}">{xml_text(caption)}</text>'
    return f'<g class="{look}"><rect {box}/>{words}</g>'


def mark_radius(words: str) -> float:
    """Return half the width of a mark: two digits need more room than one."""
    return 12.0 if len(words) < 2 else 14.5


def mark_at(words: str, x: float, y: float, *, radius: float) -> str:
    """Return the mark of a finding around a middle: the only diamond, the only amber."""
    size = number_text(radius)
    shape = f"M{number_text(x)} {number_text(y - radius)}l{size} {size}-{size} {size}-{size}-{size}z"
    return f'<path class="f" d="{shape}"/>{text_at(x, y + 4.3, words, "ft")}'


def path_of(points: str, look: str) -> str:
    """Return a line."""
    return f'<path class="{look}" d="{points}"/>'


def box_at(x: float, y: float, width: float, height: float, look: str, radius: float) -> str:
    """Return a box with round corners; ``x`` and ``y`` are its upper left corner."""
    corner, size = f'x="{number_text(x)}" y="{number_text(y)}"', f'width="{number_text(width)}"'
    return f'<rect class="{look}" {corner} {size} height="{number_text(height)}" rx="{number_text(radius)}"/>'


def circle_at(x: float, y: float, radius: float, look: str) -> str:
    """Return a circle around a middle."""
    return f'<circle class="{look}" cx="{number_text(x)}" cy="{number_text(y)}" r="{number_text(radius)}"/>'


def group_of(content: str, title: str = "", look: str = "") -> str:
    """Return a group, with a title that is shown where a pointer rests and is read aloud."""
    kind = f' class="{look}"' if look else ""
    return f"<g{kind}><title>{xml_text(title)}</title>{content}</g>" if title else f"<g{kind}>{content}</g>"


def link_to(target: str, content: str, title: str) -> str:
    """Return a link to another part of the picture."""
    return f'<a href="#{target}"><title>{xml_text(title)}</title>{content}</a>'
