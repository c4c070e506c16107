r"""One value of a JSON text, found by its path without a look at the others.

A tree of all positions costs seven times what reading the text does, and a message shows one place. So the way there is
walked instead: what lies before it is skipped by the reader of the standard library, which is compiled.

>>> text = '{"entry": "m0", "menus": {"m0": {"keys": [1, 2]}}}'
>>> found = search_json(text, ("menus", "m0", "keys", 1))
>>> text[found.start], found.start == found.key, search_json(text, ("menus", "m7")).start == text.index('{"m0"')
('2', True, True)
"""

from __future__ import annotations

import re
from json import JSONDecoder

from simulator.fast_classes import NamedTuple
from simulator.wire.decoding import Path


class JsonMatch(NamedTuple):
    """The characters at which a value and its key start (without a key, the value), and how far the search went."""

    start: int
    key: int
    searched: int


_BETWEEN = r"[ \t\n\r,:]*"
"""What stands between the values of a text that is JSON."""


def search_json(text: str, path: Path) -> JsonMatch:
    """Return where the value at a path starts, else the nearest container of it. The text must be JSON.

    Of a key that comes twice, the first holds.
    """
    between, read_value = re.compile(_BETWEEN), JSONDecoder().raw_decode

    def skip_between(at: int) -> int:
        match = between.match(text, at)
        assert match is not None, "it matches nothing, too"
        return match.end()

    start = key = skip_between(0)
    for step in path:
        sign, at, index = text[start], skip_between(start + 1), 0
        while sign in "{[" and text[at] not in "}]":
            name: str | int = index
            value = at
            if sign == "{":
                name, end = read_value(text, at)
                value = skip_between(end)
            if name == step:
                start, key = value, at
                break
            at = skip_between(read_value(text, value)[1])
            index += 1
        else:  # a scalar, or a container without it
            return JsonMatch(start, key, max(start, at))
    return JsonMatch(start, key, start)
