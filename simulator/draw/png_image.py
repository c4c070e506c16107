"""A map as PNG, made of its SVG by resvg: a library in a wheel that needs no package of the system."""

from __future__ import annotations

from simulator.errors import UsageError

SCALE = 2.0
"""Pixels for each unit: sharp on a screen of high density, and in print."""

SIDE_MOST = 20_000
"""Pixels of a side that is still drawn; more does not fit into the memory of many machines."""

_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><text y="16">{}</text></svg>'


def render_png(svg: str, width: float, height: float) -> bytes:
    """Return an SVG of this size (in its units) as PNG. It has to have its colours written out (``light``, ``dark``).

    Raises ``UsageError`` where the library is missing, where there is no font, and for a picture that is too large.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise UsageError(
            "a PNG needs resvg_py: pip install 'ivrsim[draw]'; SVG, Mermaid and DOT need nothing"
        ) from None
    longest = max(width, height)
    if longest > SIDE_MOST:
        size = f"{width:,.0f} x {height:,.0f} pixels"
        raise UsageError(
            f"a map of {size} is too large for PNG (at most {SIDE_MOST:,}); use SVG, or draw a part: --entry NAME"
        )
    if svg_to_bytes(svg_string=_PROBE.format("M")) == svg_to_bytes(svg_string=_PROBE.format("")):
        raise UsageError("PNG needs a font, and this machine has none; install one, or use SVG, which needs none")
    return bytes(svg_to_bytes(svg_string=svg, zoom=min(SCALE, SIDE_MOST / longest)))
