"""Text in the cells of a terminal: how wide it is, how it is cut, wrapped and drawn as a bar.

A wide character (Chinese, most emoji) takes two cells, a combining mark none. The width is prompt_toolkit's,
which places the cells: a row that is counted in another way is off wherever the two disagree.
"""

from __future__ import annotations

from collections.abc import Iterator

from prompt_toolkit.utils import get_cwidth


def text_cells(text: str) -> int:
    """Return how many cells a text takes."""
    # sign by sign, since get_cwidth keeps every short text that it is given, and a countdown makes ever new ones
    return len(text) if text.isascii() else sum(map(get_cwidth, text))


def clip_text(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, cut to a width with an ellipsis where it is longer."""
    if text_cells(text) <= width:
        return text
    start = _fitting_start(text, max(0, width - text_cells(ellipsis)))
    return (start.rstrip() + ellipsis) if width >= text_cells(ellipsis) else _fitting_start(text, width)


def _fitting_start(text: str, width: int) -> str:
    """As much of the beginning of a text as fits into a width."""
    taken = 0
    for index, sign in enumerate(text):
        taken += get_cwidth(sign)
        if taken > width:
            return text[:index]
    return text


def wrap_cells(text: str, width: int) -> list[str]:
    """The text in lines of at most a width, broken at spaces; a longer word is broken anywhere."""
    lines: list[str] = []
    line = ""
    for word in _split_words(text, max(2, width)):  # a wide sign needs two cells, or the split would never end
        joined = f"{line} {word}" if line else word
        if text_cells(joined) <= width or not line:
            line = joined
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines


def _split_words(text: str, width: int) -> Iterator[str]:
    """The words of a text, each at most as wide as a line."""
    for word in text.split(" "):
        remainder = word
        while text_cells(remainder) > width:
            piece = _fitting_start(remainder, width)
            yield piece
            remainder = remainder[len(piece) :]
        if remainder:
            yield remainder


def draw_bar(share: float, width: int, full: str, empty: str) -> tuple[str, str]:
    """A bar of a width, as its full part and the rest; it is full at 1, and empty only at 0."""
    size = min(width, max(0, round(share * width)))
    if 0 < share < 1:  # a bar that looks full or empty would say that the recording is over, or has not begun
        size = min(max(size, 1), width - 1) if width > 1 else size
    return full * size, empty * (width - size)
