"""Clauses with other words in them: another key, another place, and sentences made of what was one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simulator.checks.scripts.language import Language, load_language
from simulator.checks.scripts.mentions import STAY
from simulator.checks.scripts.reader import AnnouncedKey
from simulator.checks.scripts.script_clauses import ScriptClause
from simulator.checks.scripts.spelling import one_spelling

_CORE = re.compile(r"[0-9]+|[*#]|[^\W\d_]+")
DEVANAGARI = re.compile("[\u0900-\u097f]")
_SIGNS = ("0", "*", "#")
_LAST = 99
MARKS = ".,;:!?।\"'()"


@dataclass(slots=True)
class ScriptPiece:
    """A part of the new script: its words, its keys, the sentence that it is from (-1: none), and if it is new."""

    text: str
    keys: tuple[str, ...]
    sentence: int
    is_new: bool = False


def key_rank(key: str) -> tuple[int, int, str]:
    """The order in which keys are announced: 1 to 9, longer codes, then 0, star and hash."""
    return (_LAST, _SIGNS.index(key), key) if key in _SIGNS else (len(key), 0, key)


def announced_alone(clause: ScriptClause) -> AnnouncedKey | None:
    """Return the one key that a clause announces; None: none, or several."""
    return clause.announced[0] if len(clause.announced) == 1 and clause.announced[0].key != STAY else None


def exchange_key(clause: ScriptClause, said: AnnouncedKey, key: str, *, is_spelt: bool) -> str:
    """Return a clause with another key in it, as a word or a digit; empty where the key is not one word of it."""
    language = load_language(said.language)
    words = list(clause.words)
    at = said.word - clause.first
    core = _CORE.search(words[at]) if 0 <= at < len(words) else None
    if core is None:
        return ""
    spelt = one_spelling(core.group()).lower()
    if said.key not in (spelt, language.codes.get(spelt)):
        return ""
    words[at] = words[at][: core.start()] + spoken_key(key, language, is_spelt=is_spelt) + words[at][core.end() :]
    return " ".join(words)


def spoken_key(key: str, language: Language, *, is_spelt: bool) -> str:
    """Return a key as a script writes it: a digit, or the word for it; star and hash are always words."""
    words = language.words.numbers if is_spelt or key in _SIGNS[1:] else {}
    return next((word for word, code in (words | language.words.signs).items() if code == key), key)


def find_words(words: Sequence[str], label: str) -> int | None:
    """The index at which the words of a label stand, whatever marks are around them."""
    plain = [one_spelling(word).lower().strip(MARKS) for word in words]
    sought = label.split()
    return next((at for at in range(len(plain)) if plain[at : at + len(sought)] == sought), None)


class NamedClause(NamedTuple):
    """A clause with a name in it, and the words that stand before and after the name."""

    text: str
    before: list[str]
    after: list[str]


def exchange_label(words: Sequence[str], label: str, name: str, language: Language) -> NamedClause | None:
    """Return a clause with a name in the place of a label and of its article; None: the label is not there."""
    at = find_words(words, label)
    if at is None:
        return None
    end = at + len(label.split())
    start = at - (at > 0 and words[at - 1].lower() in language.articles)
    tail = words[end - 1][len(words[end - 1].rstrip(MARKS)) :]
    text = " ".join([*words[:start], name + tail, *words[end:]])
    return NamedClause(text, [*words[:start]], [*words[end:]])


def join_pieces(pieces: Sequence[ScriptPiece], language: Language) -> str:
    """Return the pieces as a script. The clauses of a sentence that has changed become sentences of their own.

    So does what is left of one: "or stay on the line" begins with a capital once nothing stands before it.
    """
    counts: dict[int, int] = {}
    for piece in pieces:
        counts[piece.sentence] = counts.get(piece.sentence, 0) + 1
    touched: set[int] = set()
    for index, piece in enumerate(pieces):
        if piece.is_new:
            touched |= {piece.sentence, *(other.sentence for other in pieces[max(0, index - 1) : index + 2])}
    texts = [
        _as_sentence(piece.text, language)
        if (piece.is_new and piece.sentence == -1)
        or (piece.sentence in touched and (counts[piece.sentence] > 1 or piece.text[:1].islower()))
        else piece.text
        for piece in pieces
    ]
    return " ".join(text for text in texts if text)


def _as_sentence(text: str, language: Language) -> str:
    """A clause as a sentence: without the join that it begins with or ends in, with a capital and a stop."""
    words = text.rstrip(",;:–—- ").split()
    while words and words[0].lower() in language.joins:
        del words[0]
    while words and words[-1].lower().strip(MARKS) in language.joins:
        del words[-1]
    sentence = " ".join(words).rstrip(",;:")
    if not sentence:
        return ""
    stop = "।" if DEVANAGARI.search(sentence) else "."
    return sentence[0].upper() + sentence[1:] + ("" if sentence[-1] in ".!?।" else stop)
