"""The nearest of many known words, for a file in which many are misspelt.

``errors.nearest_words`` compares a word with every candidate by difflib, at 20 us each: right for one mistake, but
where every reference of 2,000 menus is misspelt, that takes minutes. The result here is the same, found sooner.

Theory. difflib's ratio of two words is at most that of their letters, whatever their order: twice the number of
letters in common over the sum of the lengths. A word's letters are held as the bits of a number (one for the first
``a``, another for the second), so that ``(a & b).bit_count()`` counts what two words have in common in 0.1 us.
Candidates are tried from the greatest of these bounds downwards, until the bound is below the worst that is kept::

    biling:   billing 12/13   filling 10/13   selling 8/13 (below 0.6 is never near)

Comparing every misspelt word with every candidate would still grow with the square of the file, so there is an end to
it: after ``COMPARED_MOST`` comparisons, which take some two seconds, no word has a near one.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappush, heappushpop

NEAR_FROM = 0.6
"""The least ratio of near words, as ``errors.nearest_words`` has it."""

COMPARED_MOST = 4_000_000
"""Comparisons of one index; by then some thousand mistakes have been explained, which is more than anybody reads."""


class WordIndex:
    """Known words, ready to be compared with misspelt ones; case does not matter."""

    __slots__ = ("_bits", "_compared", "_folded", "_letters", "_nearest")

    def __init__(self, words: Iterable[str]) -> None:
        self._folded: dict[str, str] = {}
        for word in words:
            self._folded.setdefault(word.lower(), word)
        self._bits: dict[tuple[str, int], int] = {}
        self._letters = [(self._letters_of(word), len(word), word) for word in self._folded]
        self._nearest: dict[tuple[str, int], list[str]] = {}
        self._compared = 0

    def nearest_words(self, word: str, *, most: int = 3) -> list[str]:
        """Return the known words that a misspelt one resembles, the nearest first; at most ``most``.

        >>> WordIndex(["billing", "selling", "Filling"]).nearest_words("biling")
        ['billing', 'Filling', 'selling']
        """
        key = (word.lower(), most)
        if key not in self._nearest:
            if self._compared >= COMPARED_MOST:
                return []
            self._compared += len(self._letters)
            self._nearest[key] = [self._folded[name] for name in self._search(*key)]
        return self._nearest[key]

    def _search(self, word: str, most: int) -> list[str]:
        from difflib import SequenceMatcher

        letters, length = self._letters_of(word), len(word)
        bounds = [
            (bound, name)
            for others, size, name in self._letters
            if (bound := 2 * (letters & others).bit_count() / (length + size or 1)) >= NEAR_FROM or not length + size
        ]
        bounds.sort(reverse=True)
        matcher = SequenceMatcher()
        matcher.set_seq2(word)
        kept: list[tuple[float, str]] = []  # a heap: the worst comes first, as difflib orders them
        for candidate in bounds:
            if len(kept) == most and candidate < kept[0]:
                break
            name = candidate[1]
            matcher.set_seq1(name)
            if (ratio := matcher.ratio()) >= NEAR_FROM:
                (heappush if len(kept) < most else heappushpop)(kept, (ratio, name))
        return [name for _, name in sorted(kept, reverse=True)]

    def _letters_of(self, word: str) -> int:
        counts: dict[str, int] = {}
        letters = 0
        for letter in word:
            counts[letter] = counts.get(letter, 0) + 1
            letters |= 1 << self._bits.setdefault((letter, counts[letter]), len(self._bits))
        return letters
