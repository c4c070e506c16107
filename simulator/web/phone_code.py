"""An address as a code that a phone's camera reads (QR code), for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import segno

Look = Literal["colour", "blocks", "ascii"]
"""How a terminal shows the code: in black on white, in blocks of its own colour, or in plain characters."""

_TEXT_BORDER, _PAGE_BORDER = 2, 4
"""Empty modules around a code: four are the standard's (ISO/IEC 18004), and two are enough on a screen."""

_BLACK_ON_WHITE, _RESET = "\x1b[30;107m", "\x1b[0m"


class HalfBlocks(NamedTuple):
    """The characters for two modules, one above the other: none of them drawn, the upper, the lower, both."""

    none: str
    upper: str
    lower: str
    both: str

    def of(self, upper: bool, lower: bool) -> str:
        """Return the character of two modules."""
        return self[upper + 2 * lower]


_BLOCKS = HalfBlocks(" ", "▀", "▄", "█")


def code_lines(address: str, look: Look) -> list[str]:
    """Return the code as lines of text.

    Where the colours are the terminal's own, its light modules are drawn: on a dark ground that is the code as it
    should be, and on a light one its negative, which phones read as well.
    """
    modules = _modules(address, _TEXT_BORDER)
    if look == "ascii":
        return ["".join("  " if dark else "##" for dark in row).rstrip() for row in modules]
    pairs = zip(modules[::2], [*modules[1::2], [False] * len(modules[0])][: (len(modules) + 1) // 2], strict=True)
    if look == "colour":
        return [f"{_BLACK_ON_WHITE}{''.join(map(_BLOCKS.of, upper, lower))}{_RESET}" for upper, lower in pairs]
    return [
        "".join(_BLOCKS.of(not up, not down) for up, down in zip(upper, lower, strict=True)) for upper, lower in pairs
    ]


def code_svg(address: str) -> str:
    """Return the code as a picture for a page: black on white, whatever the page looks like."""
    modules = _modules(address, _PAGE_BORDER)
    size = len(modules)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark)
    return (
        f'<svg viewBox="0 0 {size} {size}" role="img" aria-label="The address as a code for a camera" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def _modules(address: str, border: int) -> Sequence[Sequence[bool]]:
    """Return the modules of the code, row by row; True is dark."""
    code = segno.make(address, error="l", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=border)]
