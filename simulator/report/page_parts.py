"""The pieces that pages are made of. Every text of a flow is escaped here, and only here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from simulator.draw.svg_parts import xml_text
from simulator.graph.plain_words import visible

_LINES = {
    "ring": '<circle class="ring" cx="8" cy="8" r="6.6"/>',
    "quiet": '<path class="dash" d="M0 8h16"/>',
}
"""The signs of a legend that are no symbols."""


def own(text: str) -> str:
    """Return a name or a text of the flow, which runs in its own direction."""
    return f"<bdi>{escape(visible(text))}</bdi>"


def sentence(text: str) -> str:
    """Return a sentence in which names of the flow stand; those from right to left do not turn it around."""
    return xml_text(text)


def icon(sign: str) -> str:
    """Return a sign of the map, next to the words that say the same."""
    if sign == "ring":
        return (
            '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><circle class="ring" cx="8" cy="8" r="6.6"/></svg>'
        )
    if sign == "quiet":
        return '<svg class="i" viewBox="0 0 16 16" aria-hidden="true"><path class="dash" d="M0 8h16"/></svg>'
    return f'<svg class="i" aria-hidden="true"><use href="#ivr-{sign}"/></svg>'


def cap(caption: str) -> str:
    """Return a keycap; nothing for a way that is always taken."""
    return f'<span class="cap">{escape(visible(caption))}</span>' if caption else ""


def quote_block(text: str) -> str:
    """Return what callers hear."""
    return f'<blockquote dir="auto">{escape(visible(text))}</blockquote>'


def mark(number: int) -> str:
    """Return the mark of a finding: the only diamond, the only amber."""
    # two digits need a larger diamond, not smaller letters
    size, look, box = (9.2, "mark", "0 0 20 20") if number < 10 else (12.2, "mark wide", "-3 -3 26 26")
    shape = f'<path class="f" d="M10 {10 - size:g}l{size} {size}-{size} {size}-{size}-{size}z"/>'
    words = f'<text class="ft" x="10" y="14.5">{number}</text>' if number else ""
    return f'<svg class="{look}" viewBox="{box}" role="img" aria-label="Finding {number or ""}">{shape}{words}</svg>'


def item_list(items: Iterable[str], look: str = "") -> str:
    """Return a list of items that are HTML already."""
    kind = f' class="{look}"' if look else ""
    return f"<ul{kind}>{''.join(items)}</ul>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, look: str) -> str:
    """Return a table of cells that are HTML already; the first cell of a row names it."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    heads = f"<thead><tr>{top}</tr></thead>" if head else ""
    body = "".join(
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    name = f'<caption class="sr">{escape(visible(caption))}</caption>'
    return f'<table class="{look}">{name}{heads}<tbody>{body}</tbody></table>'


def scrolled(svg: str) -> str:
    """Return a picture that scrolls by itself where the screen is narrower."""
    return f'<div class="scroll" tabindex="0" role="group" aria-label="Map">{svg}</div>'


def css_string(text: str) -> str:
    """Return a text as a string of a style sheet: all but letters and digits escaped, so that nothing ends it."""
    signs = (sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in visible(text))
    return f'"{"".join(signs)}"'


def shorten(text: str, most: int) -> str:
    """Return a text, or its beginning with an ellipsis; words are not torn."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0].rstrip()} …"
