"""A map turned round, for those who read from right to left: it begins on the right, and goes on to the left.

Theory. A group with a negative scale turns all lines and boxes round at once; what has to stay as it is (letters, a
clock) is turned round once more, about its own place. A text then ends where it began, and what follows a name
inside of a text comes before it. The markup is that of ``svg_parts``: in it, every ``<`` of a name is escaped, so the
patterns below cannot meet one.
"""

from __future__ import annotations

import re

TURNED_SIGNS = ("back", "across")
"""Signs that point somewhere, and so turn with the map."""

_TEXT = re.compile(r'<text x="(-?[\d.]+)"([^>]*)>([^<]*)((?:<tspan[^>]*>[^<]*</tspan>)*)</text>')
_ASIDE = re.compile(r'<tspan class="(\w*)" dx="([\d.]+)">([^<]*)</tspan>')
_SIGN = re.compile(r'<use href="#ivr-(\w+)" x="(-?[\d.]+)"( y="-?[\d.]+" width="([\d.]+)")')
_END = ' text-anchor="end"'
_GAP = "&#160; "


def mirror_markup(markup: str, width: float) -> str:
    """Return the markup of a picture of this width with its left and its right exchanged."""
    turned = _SIGN.sub(_turn_sign, _TEXT.sub(_turn_text, markup))
    return f'<g transform="matrix(-1 0 0 1 {width:g} 0)">{turned}</g>'


def _turn_text(text: re.Match[str]) -> str:
    place, attributes, words, asides = text.groups()
    attributes = attributes.replace(_END, "") if _END in attributes else attributes + _END
    start = float(place)
    # spaces, not dx: renderers differ in whether a text that ends somewhere is as much longer
    parts = [words] if words else []
    for look, gap, aside in _ASIDE.findall(asides):
        if not parts:
            start += float(gap)
        shown = f"{aside.removeprefix('· ')} ·" if aside.startswith("· ") else aside
        parts.append(f'<tspan class="{look}">{shown}{_GAP if parts else ""}</tspan>')
    content = "".join(reversed(parts))
    return f'<text transform="scale(-1 1)" x="{-start:g}"{attributes}>{content}</text>'


def _turn_sign(sign: re.Match[str]) -> str:
    name, place, rest, size = sign.groups()
    if name in TURNED_SIGNS:
        return sign[0]
    start = f"{-float(place) - float(size):g}"
    return f'<use transform="scale(-1 1)" href="#ivr-{name}" x="{start}"{rest}'
