"""A walk over the tokens of a JSON text that ``json`` accepts (or nearly): their places.

Only for messages, so only when something is wrong. It does not recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_TEXT, _WORD = r'"[^"\\]*(?:\\.[^"\\]*)*"', r'[^\s{}\[\],:"]+'
JSON_VALUE = re.compile(rf"({_TEXT})(?:\s*:\s*({_TEXT}|[{{\[]|{_WORD}))?|[{{}}\[\]]|{_WORD}", re.DOTALL)
"""A key (1) with the value after it, or the bracket that opens it (2); or a value, or a bracket, without a key."""

_DIGITS_MOST = 4300
"""How long an integer Python converts (its documented limit); json raises beyond."""


def json_tokens(text: str) -> Iterator[tuple[str, int]]:
    """Each token with the index of its first character."""
    return ((match.group(), match.start()) for match in _TOKEN.finditer(text))


def refused_number(text: str) -> tuple[str, int]:
    """Message and index for the first number that JSON, or Python, does not take."""
    for token, index in json_tokens(text):
        if token in ("NaN", "Infinity", "-Infinity"):
            return f"{token} is not a number in JSON; use a number, or null", index
        if len(token) > _DIGITS_MOST and token.lstrip("-").isdecimal():
            return f"a number of {len(token):,} digits; an id that long is written as text, in quotes", index
    return "holds a number that cannot be read", -1
