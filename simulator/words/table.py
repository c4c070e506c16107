"""The one printer of small tables: columns as wide as their widest text, two spaces between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

_GAP = "  "


def align_columns(
    rows: Iterable[Sequence[str]], *, indent: str = "  ", widest: int | None = None, right: bool = False
) -> Iterator[str]:
    """Yield rows as lines. All rows have the same number of columns.

    ``widest`` bounds the width of the first column: a longer text pushes its own row only. ``right`` sets all but the
    first column against their right edge, for numbers.

    >>> list(align_columns([("main", "as here"), ("billing", "drifted")]))
    ['  main     as here', '  billing  drifted']
    """
    table = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    if widest is not None and widths:
        widths[0] = min(widths[0], widest)
    for row in table:
        first, *others = (
            text.rjust(width) if right and number else text.ljust(width)
            for number, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        # Cut at the right: trailing spaces wrap in a narrow terminal and show up in every difference of two outputs.
        yield f"{indent}{_GAP.join((first, *others))}".rstrip()
