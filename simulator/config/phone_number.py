"""Telephone numbers as people write them, compared by their digits."""

from __future__ import annotations

import re

# patterns as text: `re` compiles each when it is first used, which most commands never do
_TRUNK = r"^(\s*(?:\+|00)[0-9\s.\-/]*)\(0\)"
"""``+44 (0) 1632 ...``: the zero that is dialled only inside the country."""

_SEPARATORS = r"[\s().\-/]"
_NUMBER = r"(?:\+|00)?([0-9]{3,15})"
"""E.164: at most 15 digits; fewer than three are keys or ids rather than numbers."""


def dialled_digits(text: str) -> str:
    """Return the digits of a number with its country code; empty for what is not a telephone number.

    ``+44 1632 960001``, ``0044 1632 960001``, ``+44 (0)1632-960001`` and ``441632960001`` are alike. A number
    without its country code (``01632 960001``) is another one, since nobody says which country it is in.
    """
    # The (0) goes first: without its brackets it is a digit like any other.
    number = re.fullmatch(_NUMBER, re.sub(_SEPARATORS, "", re.sub(_TRUNK, r"\1", text)))
    return number.group(1) if number else ""
