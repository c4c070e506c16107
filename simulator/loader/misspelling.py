"""The missing field that an unknown one stands for, so that one slip of the pen gets one message.

Where ``incorrect_count`` is written ``incorect_count``, a validator objects twice: to a field that it does not
know, and to one that is missing. Both have one cause, and whoever mends the first has mended the second.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from simulator.errors import nearest_words
from simulator.wire.decoding import Path


def meant_field(
    unknown: str, accepted: Iterable[str], missing: Collection[str], present: Collection[str]
) -> str | None:
    """Return the missing field that an unknown one resembles most; None where that is not certain.

    A field that is there already is not meant. One that may be left out may be meant, and then nothing is
    missing on account of the misspelling.
    """
    if not missing:
        return None
    near = next((name for name in nearest_words(unknown, accepted) if name not in present), None)
    return near if near in missing else None


def misspelt_fields(errors: Sequence[Any], accepted: Callable[[Path], Iterable[str]]) -> dict[Path, str]:
    """Return which missing field each unknown one among pydantic's errors stands for, by the place of the unknown.

    ``known`` gives the fields that there are at the place of an owner.
    """
    missing: dict[Path, set[str]] = {}
    present: dict[Path, Collection[str]] = {}
    # All missing fields first: the error about an unknown field may come before that about the field it stands for.
    for error in errors:
        *owner, field = error["loc"] or ("",)
        if error["type"] == "missing":
            missing.setdefault(tuple(owner), set()).add(str(field))
            present[tuple(owner)] = error["input"] if isinstance(error["input"], dict) else ()
    meant: dict[Path, str] = {}
    for error in errors:
        *owner, field = error["loc"] or ("",)
        if error["type"] == "extra_forbidden" and (lacks := missing.get(tuple(owner))):
            name = meant_field(str(field), accepted(tuple(owner)), lacks, present[tuple(owner)])
            if name is not None:
                lacks.discard(name)
                meant[error["loc"]] = name
    return meant


def without_echoes(errors: Iterable[Any], meant: dict[Path, str]) -> list[Any]:
    """Return the errors without the missing fields whose misspellings are among them."""
    echoes = {(*place[:-1], name) for place, name in meant.items()}
    return [error for error in errors if error["type"] != "missing" or error["loc"] not in echoes]
