"""Patterns of Asterisk as the codes that match them: ``_1XX`` is 100 to 199."""

from __future__ import annotations

import re
from itertools import product
from math import prod

from simulator.config.value_rules import ENTRIES_MOST, OPTION_LONGEST

_CLASSES = {"X": "0123456789", "Z": "123456789", "N": "23456789"}
_PART = re.compile(r"\[([0-9*#-]+)\]|([XZNxzn])|([0-9*#])")


def pattern_keys(pattern: str) -> list[str] | None:
    """Return the keys that each place of a pattern takes; None where it has no end (``.``, ``!``) or is none.

    >>> pattern_keys("_1[2-4]Z")
    ['1', '234', '123456789']
    """
    if not pattern.startswith("_"):
        return None
    places: list[str] = []
    at = 1
    while at < len(pattern):
        part = _PART.match(pattern, at)
        if part is None:
            return None
        group, letter, key = part.groups()
        places.append(_keys_of_group(group) if group else _CLASSES[letter.upper()] if letter else key)
        at = part.end()
    return places if places and all(places) else None


def _keys_of_group(group: str) -> str:
    """The keys of ``[1-35*]``; empty where it is none."""
    keys: dict[str, None] = {}
    at = 0
    while at < len(group):
        first, last = group[at], group[at + 2 : at + 3]
        if group[at + 1 : at + 2] == "-" and first.isdigit() and last.isdigit():
            keys |= {str(key): None for key in range(int(first), int(last) + 1)}
            at += 3
        elif first == "-":
            return ""
        else:
            keys[first] = None
            at += 1
    return "".join(keys)


def expand_patterns(patterns: list[str], taken: set[str]) -> dict[str, list[str]]:
    """Return the codes of each pattern that can be written out, without those that something else takes.

    A code belongs to itself first (``taken``), then to the narrowest pattern that matches it, as Asterisk chooses:
    place by place, the one that takes fewer keys.
    """
    keys = {pattern: places for pattern in patterns if (places := pattern_keys(pattern)) is not None}
    codes: dict[str, list[str]] = {}
    given = set(taken)
    for pattern in sorted(keys, key=lambda name: [len(place) for place in keys[name]]):
        places = keys[pattern]
        if len(places) > OPTION_LONGEST or prod(map(len, places)) > ENTRIES_MOST:
            continue
        codes[pattern] = [code for code in map("".join, product(*places)) if code not in given]
        given.update(codes[pattern])
    return codes
