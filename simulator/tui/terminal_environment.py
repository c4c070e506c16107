"""A terminal's properties from its environment and terminfo: its colours, and the language of its locale."""

from __future__ import annotations

import os
import sys

from prompt_toolkit.output.color_depth import ColorDepth

from simulator.tui.terminal_look import count_colours


def locale_language() -> str:
    """Return the language of the terminal's locale."""
    return next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")


def colour_depth() -> ColorDepth:
    """Return the colours of this terminal, as far as its environment and its terminfo say."""
    colours = count_colours(os.environ, _terminfo_colours())
    depths = {1: ColorDepth.DEPTH_1_BIT, 16: ColorDepth.DEPTH_4_BIT, 256: ColorDepth.DEPTH_8_BIT}
    return depths.get(colours, ColorDepth.DEPTH_24_BIT)


def _terminfo_colours() -> int | None:
    """Return the number of colours in terminfo: -1 for none; None where there is no terminfo to ask."""
    try:
        import curses  # Windows has no such module

        curses.setupterm(fd=sys.__stdout__.fileno() if sys.__stdout__ else 1)
        return curses.tigetnum("colors")
    except (ImportError, OSError, ValueError, curses.error):
        return None
