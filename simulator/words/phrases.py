"""Counts and lists as an administrator would write them: ``two menus``, ``1,204 tests``, ``a, b and c``."""

from __future__ import annotations

from collections.abc import Sequence

LISTED_MOST = 6
"""How many things a sentence names before it only counts them."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count_noun(number: int, noun: str, nouns: str = "", *, spell: bool = True) -> str:
    """Return ``one menu``, ``two menus``, ``11 menus``; ``nouns`` is a plural that takes no ``s``.

    Without ``spell``, small numbers are digits too, for lists and sums that a reader compares.

    >>> count_noun(2, "entry", "entries"), count_noun(1204, "test", spell=False)
    ('two entries', '1,204 tests')
    """
    word = _NUMBERS[number] if spell and number < len(_NUMBERS) else f"{number:,}"
    return f"{word} {noun if number == 1 else nouns or noun + 's'}"


def count_tries(used: int, allowed: int) -> str:
    """Return which try a mistake was, ``1 of 3``, where ``allowed`` mistakes leave another one.

    Tries and not allowances, so that everybody knows which one is the last. Where mistakes of both kinds share a count
    and one kind has fewer tries, the last mistake may have a higher number than its kind has tries.

    >>> count_tries(1, 2), count_tries(4, 2)
    ('1 of 3', '4 of 4')
    """
    return f"{used} of {max(used, allowed + 1)}"


def join_words(
    words: Sequence[str],
    *,
    between: str = ", ",
    last: str = " and ",
    most: int = LISTED_MOST,
    remainder: str = "{} more",
) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; of more than ``most`` words, the ``remainder`` is only counted.

    >>> join_words(["default", "strict", "accessible"], last=" or ")
    'default, strict or accessible'
    """
    if len(words) > most:
        # One place goes to the count: six names and "and 1 more" would take longer than the seventh name.
        hidden = len(words) - most + 1
        return f"{between.join(words[: most - 1])} and {remainder.format(f'{hidden:,}')}"
    *others, final = words
    return f"{between.join(others)}{last}{final}" if others else final


def list_first(words: Sequence[str], most: int) -> str:
    """Return the first words with commas, and ``, ...`` if there are more: examples, not all that exists.

    >>> list_first(["main", "sales", "support"], 2)
    'main, sales, ...'
    """
    return ", ".join(words[:most]) + (", ..." if len(words) > most else "")
