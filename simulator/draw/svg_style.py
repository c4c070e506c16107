"""The look of a map in SVG: its colours by day, by night and on paper, its style sheet, and its signs.

A picture that follows its reader (``auto``) names its colours once for each; one for a program that knows neither
(``light``, ``dark``) has them written out.
"""

from __future__ import annotations

import re
from typing import Literal

Theme = Literal["auto", "light", "dark"]

LIGHT = {
    "ink": "#17211f",
    "quiet": "#55625f",
    "line": "#7b8985",
    "pale": "#7f8a86",
    "faint": "#d5dcd9",
    "paper": "#ffffff",
    "card": "#f2f5f3",
    "go": "#0b655d",
    "mark": "#8a4700",
    "ground": "#fdebcf",
}
DARK = {
    "ink": "#e8eeec",
    "quiet": "#a4b2ae",
    "line": "#6f7f7a",
    "pale": "#6f7f7a",
    "faint": "#34423e",
    "paper": "#111716",
    "card": "#1b2422",
    "go": "#63d2c1",
    "mark": "#f3bd72",
    "ground": "#3b2a10",
}
PRINT = {**LIGHT, "ink": "#000000", "quiet": "#444444", "line": "#777777", "faint": "#cccccc", "card": "#f4f4f4"}

RULES = """\
.ivr{color:var(--ink);font-family:system-ui,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif}
.ivr text{fill:var(--ink);font-size:14px}
.ivr .h{font-size:22px;font-weight:700}
.ivr .s{font-size:12px;fill:var(--quiet)}
.ivr .m{font-size:13px}
.ivr .n{font-weight:700}
.ivr .bg{fill:var(--paper)}
.ivr .w{fill:none;stroke:var(--line);stroke-width:1.3}
.ivr .q{fill:none;stroke:var(--line);stroke-width:1.3;stroke-dasharray:3 4}
.ivr .p{fill:none;stroke:var(--go);stroke-width:4;stroke-linecap:round;stroke-linejoin:round}
.ivr .c{fill:var(--card);stroke:var(--line);stroke-width:1.2}
.ivr .o{fill:none;stroke:var(--line);stroke-width:1.2}
.ivr .d{stroke-dasharray:4 3}
.ivr .on{stroke:var(--go);stroke-width:2.6}
.ivr .k rect{fill:var(--paper);stroke:var(--ink);stroke-width:1.2}
.ivr .k text{font-size:13px;font-weight:700;text-anchor:middle}
.ivr .dq rect{stroke:var(--line);stroke-dasharray:3 2.5}
.ivr .dq text{font-size:12px;fill:var(--quiet)}
.ivr .sm rect{stroke:var(--line)}
.ivr .sm text{font-size:11px;fill:var(--quiet)}
.ivr .ko rect{fill:var(--go);stroke:var(--go);stroke-dasharray:none}
.ivr .ka rect{stroke:var(--go);stroke-width:2.4}
.ivr .ko text{fill:var(--paper)}
.ivr .t{font-size:12px;font-weight:700;fill:var(--go)}
.ivr .g{font-weight:700;fill:var(--go)}
.ivr .x{text-decoration:line-through;fill:var(--quiet)}
.ivr use{color:var(--ink);fill:currentColor}
.ivr .us{color:var(--quiet)}
.ivr .ug{color:var(--go)}
.ivr .f{fill:var(--ground);stroke:var(--mark);stroke-width:1.5;stroke-linejoin:round}
.ivr .ft{font-size:12px;font-weight:700;text-anchor:middle;fill:var(--mark)}
.ivr .r{fill:none;stroke:var(--faint)}
.ivr .ring{fill:none;stroke:var(--quiet);stroke-width:1.3;stroke-dasharray:2.5 2.5}
.ivr .dim text,.ivr .dim tspan{fill:var(--pale);font-weight:400}
.ivr .dim rect{fill:var(--paper);stroke:var(--faint)}
.ivr .dim use{color:var(--pale)}
.ivr a text{fill:var(--ink)}
.ivr a:focus rect,.ivr a:hover rect{stroke:var(--go);stroke-width:2}
"""

_ON_PAPER = "max-width:100%;height:auto"
"""A map of one sheet fits on a page; its height follows from its width."""

_OUTLINE = 'fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"'

_REELS = '<circle cx="4" cy="8" r="2.9"/><circle cx="12" cy="8" r="2.9"/><path d="M4 10.9h8"/>'

_SIGNS = {
    "person": '<circle cx="8" cy="4.6" r="3.2"/><path d="M1.8 14.8a6.2 5.9 0 0 1 12.4 0z"/>',
    "machine": f"<g {_OUTLINE}>{_REELS}</g>",
    "menu": "".join(
        f'<rect x="{2 + 4.5 * column}" y="{2 + 4.5 * row}" width="3" height="3"/>'
        for row in range(3)
        for column in range(3)
    ),
    "nobody": f'<g {_OUTLINE}><circle cx="8" cy="8" r="6.2"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"/></g>',
    "unknown": '<circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5" '
    f'stroke-dasharray="2.4 1.8"/><path {_OUTLINE} d="M6 6.4a2 2 0 1 1 2.9 1.8q-.9.5-.9 1.3"/>'
    '<circle cx="8" cy="11.9" r="1"/>',
    "back": f'<path {_OUTLINE} d="M6 2.5L2.5 6L6 9.5M3 6h6.5a3.5 3.5 0 0 1 0 7H6"/>',
    "across": f'<path {_OUTLINE} d="M2.5 13V10a3.5 3.5 0 0 1 3.5 -3.5h7M9.7 3l3.5 3.5l-3.5 3.5"/>',
    "phone": '<path d="M4.2 1.5L6.5 4.8L5 6.5Q6.7 9.7 9.5 11L11.2 9.5L14.5 11.8L13.7 14.3'
    'Q12.5 14.7 11 14.3Q3.5 12 1.7 5Q1.4 3.3 1.8 2.2z"/>',
    "clock": f'<g {_OUTLINE}><circle cx="8" cy="8" r="6.2"/><path d="M8 4.3V8l2.6 1.7"/></g>',
    "sound": f'<path d="M1.5 6h2.5L8 2.7v10.6L4 10H1.5z"/><path {_OUTLINE} d="M10.5 5.7q1.7 2.3 0 4.6'
    'M12.7 3.9q3 4.1 0 8.2"/>',
}


def symbols(used: frozenset[str]) -> str:
    """Return the signs that a picture uses, as SVG symbols."""
    kept = ((name, shape) for name, shape in _SIGNS.items() if name in used)
    return "".join(f'<symbol id="ivr-{name}" viewBox="0 0 16 16">{shape}</symbol>' for name, shape in kept)


def style_sheet(theme: Theme) -> str:
    """Return the style sheet for a theme."""
    if theme == "auto":
        dark = f"@media (prefers-color-scheme:dark){{.ivr{{{colour_variables(DARK)}}}}}"
        paper = f"@page{{size:A4 landscape;margin:8mm}}@media print{{.ivr{{{colour_variables(PRINT)};{_ON_PAPER}}}}}"
        return f".ivr{{{colour_variables(LIGHT)}}}\n{dark}\n{paper}\n{RULES}"
    colours = LIGHT if theme == "light" else DARK
    return re.sub(r"var\(--(\w+)\)", lambda name: colours[name[1]], RULES)


def colour_variables(colours: dict[str, str]) -> str:
    """Return colours as declarations of the properties that ``RULES`` use."""
    return ";".join(f"--{name}:{value}" for name, value in colours.items())
