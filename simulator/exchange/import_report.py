"""What an import carried, changed and left out, as text and JSON; the losses first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from simulator.exchange.construct_list import Construct, Fate
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import escape_signs

_HEADS: tuple[tuple[Fate, bool, str], ...] = (
    ("not carried", True, "Not carried, and callers could notice:"),
    ("different", True, "Carried with a difference that callers could notice:"),
    ("different", False, "Carried with a difference that no caller notices:"),
    ("not carried", False, "Not carried; no caller notices:"),
    ("carried", False, "Carried:"),
)


def losses(constructs: Iterable[Construct]) -> list[Construct]:
    """Return the constructs whose loss callers could notice."""
    return [construct for construct in constructs if construct.noticeable]


def construct_lines(constructs: Sequence[Construct]) -> Iterator[str]:
    """Yield every construct, the losses first.

    A field that differs has a line of its own; fields of one row with one note share a line.
    """
    for fate, noticeable, head in _HEADS:
        chosen = [item for item in constructs if (item.fate, item.noticeable) == (fate, noticeable)]
        if not chosen:
            continue
        yield head
        groups: dict[tuple[str, str, str], list[Construct]] = {}
        for item in chosen:
            groups.setdefault((item.file, item.place, item.note), []).append(item)
        for (file, place, note), items in groups.items():
            fields = ", ".join(_field_words(item, with_value=fate != "carried") for item in items)
            what = f" {fields}" if fields else ""
            yield f"  {escape_signs(f'{file} {place}{what}')}{f': {escape_signs(note)}' if note else ''}"


def _field_words(item: Construct, *, with_value: bool) -> str:
    if not item.field:
        return f"({item.value})" if item.value else ""
    return f"{item.field} {item.value!r}" if with_value and item.value else item.field


def count_line(constructs: Sequence[Construct]) -> str:
    """Return how many there are of each fate."""
    counts = {fate: sum(item.fate == fate for item in constructs) for fate in ("carried", "different", "not carried")}
    noticed = len(losses(constructs))
    total = count_noun(len(constructs), "construct", spell=False)
    return (
        f"{total}: {counts['carried']} carried, {counts['different']} with a difference, "
        f"{counts['not carried']} not carried; callers could notice {noticed or 'none'}"
    )
