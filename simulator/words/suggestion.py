"""The end of a message about a word that is not known: the nearest that are, or what would be accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from simulator.errors import nearest_words
from simulator.words.word_index import WordIndex


def suggest(
    word: object,
    candidates: Iterable[str] | WordIndex,
    otherwise: str = "",
    *,
    most: int = 1,
    form: Callable[[str], str] = str,
) -> str:
    """Return ``; did you mean main?`` for a misspelt word; if none is near, ``; `` and ``otherwise``, or nothing.

    At most ``most`` candidates are named, each in the ``form`` in which it is written (``@main``).

    Who asks about many words gives an index of the candidates.

    >>> suggest("slw", ["slow", "silent"])
    '; did you mean slow?'
    >>> suggest("x", ["slow", "silent"], "use slow or silent")
    '; use slow or silent'
    """
    # A file may hold a number or a list where a word belongs; those are not misspellings of anything.
    if not isinstance(word, str):
        near = []
    elif isinstance(candidates, WordIndex):
        near = candidates.nearest_words(word, most=most)
    else:
        near = nearest_words(word, candidates, most=most)
    if near:
        return f"; {ask_meant(map(form, near))}"
    return f"; {otherwise}" if otherwise else ""


def ask_meant(words: Iterable[str]) -> str:
    """Return ``did you mean a or b?``."""
    return f"did you mean {' or '.join(words)}?"
