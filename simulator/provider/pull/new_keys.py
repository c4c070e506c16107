"""A key and a file name for a receptionist that has none here yet: from its name, unique, fit for any disk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

LONGEST = 40
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9]|flow|base)")
"""Names that Windows keeps for itself, and those that mean something here."""


def slug_of(name: str) -> str:
    """A name in small ASCII letters, digits and hyphens; empty where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def new_key(name: str, id: str, taken: Container[str]) -> str:
    """A key that is not in ``taken`` (in small letters); a number keeps two of one name apart.

    Never all digits: it would be taken for an id.
    """
    stem = slug_of(name) or slug_of(f"receptionist {id}")
    if stem.isdecimal() or _RESERVED.fullmatch(stem):
        stem = f"receptionist-{stem}"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key
