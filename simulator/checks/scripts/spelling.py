"""Spelling: one way to write what people write in several, so that words can be looked up."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# A letter of any alphabet with the marks that belong to it: the vowels of Devanagari are such marks.
LETTERS = r"(?:[^\W\d_][\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963]*)+"

_QUOTES = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\x00": " "}
_WIDE = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DIGITS = {zero + value: str(value) for zero in (0x0660, 0x06F0, 0x0966) for value in range(10)}
# Hindi is written with and without a nukta, with either sign for a nasal, and with invisible joiners.
_HINDI = {"\u093c": None, "\u0901": "\u0902", "\u200c": None, "\u200d": None, "\u00ad": None}
_SAME = str.maketrans(_QUOTES) | _WIDE | _DIGITS | str.maketrans(_HINDI)


def one_spelling(text: str) -> str:
    """A text in which digits, quotes and letters that may be written in several ways are written in one."""
    return unicodedata.normalize("NFC", text).translate(_SAME)


def spellings(phrase: str, *, dropped: bool) -> tuple[str, ...]:
    """A phrase as it is written, and without its accents where a language is often written so.

    Words of one or two letters keep theirs: they would be other words ("é" and "e").
    """
    if not dropped or phrase.isascii():
        return (phrase,)
    without = " ".join(_without_accents(word) if len(word) > 2 else word for word in phrase.split(" "))
    return tuple(dict.fromkeys((phrase, without)))


def _without_accents(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not "\u0300" <= letter <= "\u036f"))


def split_elisions(word: str, elisions: Sequence[str]) -> tuple[str, ...]:
    """A word apart from the one that is written together with it: ``l'accueil`` is ``l'`` and ``accueil``."""
    front, mark, noun = word.partition("'")
    return (f"{front}'", noun) if noun and f"{front}{mark}" in elisions else (word,)
