"""A comparison of what a script calls an option with what its destination is called."""

from __future__ import annotations

from functools import lru_cache

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.spelling import spellings, split_elisions
from simulator.checks.scripts.word_tokens import plain_words

_STEM = 4
"""Letters at the beginning by which two words are one: booking, bookings, book."""


@lru_cache(maxsize=50_000)
def telling_words(text: str, language: Language) -> frozenset[str]:
    """The words of a text that tell what it is about."""
    spoken = words_in(text.replace("_", " ").replace("-", " "), language)
    return frozenset(word for word in spoken if word not in language.plain_words and not word.isdecimal())


def words_in(text: str, language: Language) -> frozenset[str]:
    """The words of a text as they are compared: "l'accueil" is "accueil", and "opção" is "opcao"."""
    apart = (split_elisions(word, language.words.elisions)[-1] for word in plain_words(text).split())
    return frozenset(spellings(word, dropped=language.words.accents_dropped)[-1] for word in apart)


def labels_match(label: str, name: str, language: Language) -> bool:
    """Return whether a label shares a word, the beginning of one, a meaning, or its initials with a name.

    True as well where either holds no word that tells anything: nothing can be said then.
    """
    label_words, name_words = telling_words(label, language), telling_words(name, language)
    if not label_words or not name_words:
        return True
    return any(
        _words_match(label_word, name_word, language) for label_word in label_words for name_word in name_words
    ) or _match_initials(label, name_words)


def closeness(label: str, name: str, language: Language) -> int:
    """Return how close a label is to a name: 0 not at all, 1 in meaning, 2 by a word, 3 by all telling words."""
    label_words, name_words = telling_words(label, language), telling_words(name, language)
    if not label_words or not name_words:
        return 0
    if label_words == name_words:
        return 3
    return 2 if label_words & name_words else int(labels_match(label, name, language))


def _words_match(first: str, second: str, language: Language) -> bool:
    if first == second or language.kinds.get(first, frozenset()) & language.kinds.get(second, frozenset()):
        return True
    if min(len(first), len(second)) < _STEM:
        return first.rstrip("s") == second.rstrip("s")
    # endings differ by up to three letters: repair, repairs, repairing
    size = max(_STEM, min(len(first), len(second)) - 3)
    return first[:size] == second[:size]


def _match_initials(label: str, names: frozenset[str]) -> bool:
    """``human resources`` and ``HR``."""
    words = plain_words(label).split()
    return len(words) > 1 and "".join(word[0] for word in words) in names
