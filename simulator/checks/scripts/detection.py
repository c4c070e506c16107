"""The language of a text, found by the small words that every sentence of a language is full of.

Each such word counts for the languages that have it, the less the more of them do. A text is in a language that is
read, in one that is known but not read (``languages/unread.toml``), or in none that can be told.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from simulator.checks.scripts.language import FOLDER, Words, language_codes, language_words
from simulator.checks.scripts.spelling import LETTERS, one_spelling, spellings

UNKNOWN = "unknown language"
_UNREAD = "unread"

_WORD = re.compile(LETTERS)
_VERB_WEIGHT = 2.0
_AMID_BORROWED = 2.0
"""The words of a language's own count for more where it is mixed with those of another."""
_LEAST_SCORE = 0.9
_LEAST_SHARE = 0.1
"""The share of a text's words that has to speak for a language that is read."""
_SWITCH_SCORE = 1.4
_PART_SCORE = 0.7
_SWITCH_TIMES = 1.5
"""A sentence is in another language than its script if that one's score is this many times larger."""
_TELLING_WORDS = 6
"""Fewer words than these may belong to any language, so nothing is reported about them."""


class Detected(NamedTuple):
    """The code of the language that is read, or the name of one that is not; neither: it cannot be told."""

    code: str = ""
    unread: str = ""


class _Evidence(NamedTuple):
    """The words that speak for each language, and the letters of the alphabets that are not read, as patterns."""

    words: Mapping[str, Mapping[str, float]]
    alphabets: Mapping[str, str]
    unread: frozenset[str]
    borrowed: Mapping[str, frozenset[str]]


def detect_language(text: str) -> Detected:
    """Find the language of a whole script."""
    words = words_of(text)
    if alphabet := _unread_alphabet(text, words):
        return Detected(unread=alphabet)
    scores = language_scores(words)
    read, unread = _best_languages(scores)
    # twice the score: a script that is called unread is skipped by every rule, so be sure of it
    if scores[unread] > scores[read] and scores[unread] >= _LEAST_SCORE * 2:
        return Detected(unread=unread)
    speaking = sum(read in _load_evidence().words.get(word, ()) for word in words)
    if scores[read] >= _LEAST_SCORE and speaking >= _LEAST_SHARE * len(words):
        return Detected(read)
    return Detected(unread=UNKNOWN if len(set(words)) >= _TELLING_WORDS else "")


def detect_switch(text: str, script: Detected) -> Detected:
    """Find the language of a part of a script: the script's own, unless it is clearly in another."""
    words = words_of(text)
    if alphabet := _unread_alphabet(text, words):
        return Detected(unread=alphabet)
    scores = language_scores(words)
    read, unread = _best_languages(scores)
    best = max(read, unread, key=lambda name: scores[name])
    own = scores[script.code or script.unread]
    if script.code and best in language_words(script.code).borrows_from:
        own -= sum(
            _load_evidence().words.get(word, {}).get(best, 0.0) for word in words if _is_borrowed(word, script.code)
        )
    least = _SWITCH_SCORE if script != Detected() else _PART_SCORE
    if scores[best] >= least and scores[best] > own * _SWITCH_TIMES:
        return Detected(unread=best) if best == unread else Detected(best)
    return script


def language_of(script: str) -> str:
    """Return the code of the readable language that a script holds most of; English if none stands out."""
    scores = language_scores(words_of(script))
    return max(("en", *(code for code in language_codes() if code != "en")), key=lambda code: scores[code])


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up."""
    return _WORD.findall(one_spelling(text).lower())


def language_scores(words: Iterable[str]) -> defaultdict[str, float]:
    """Return how much these words speak for each language: by code where it is read, else by name."""
    weights = _load_evidence().words
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for name, weight in weights.get(word, {}).items():
            scores[name] += weight
    return scores


def _is_borrowed(word: str, code: str) -> bool:
    """Return whether a language has a word only from another."""
    return word in _load_evidence().borrowed.get(code, frozenset())


def _best_languages(scores: Mapping[str, float]) -> tuple[str, str]:
    """The best language that is read (English where none is), and the best that is not (empty: none)."""
    unread = sorted(_load_evidence().unread.intersection(scores))
    # English first: max keeps the first of equal scores, and English is the likeliest
    read = [code for code in ("en", *language_codes()) if code in scores]
    return max(read, key=scores.__getitem__, default="en"), max(unread, key=scores.__getitem__, default="")


def _unread_alphabet(text: str, words: Sequence[str]) -> str:
    """Return the unread alphabet that most of a text's letters belong to; empty: there is not one."""
    letters = sum(map(len, words))
    if text.isascii() or not letters:
        return ""
    for name, pattern in _load_evidence().alphabets.items():
        if 2 * len(re.findall(pattern, text)) > letters:
            return name
    return ""


@cache
def _load_evidence() -> _Evidence:
    written = tomllib.loads(one_spelling((FOLDER / f"{_UNREAD}.toml").read_text("utf-8")))
    telling = {code: _telling_words(language_words(code)) for code in language_codes()}
    for name, words in written["words"].items():
        telling[name] = dict.fromkeys(words.split(), 1.0) | dict.fromkeys(written["verbs"][name].split(), _VERB_WEIGHT)
    own_names = {name: code for code in language_codes() for name in language_words(code).own_names}
    borrowed = _take_borrowed(telling)
    # a word that three languages share speaks a third as much for each: "de" alone decides nothing
    having = Counter(word for words in telling.values() for word in words)
    weights: dict[str, dict[str, float]] = {}
    for name, words in telling.items():
        for word, weight in words.items():
            if own_names.get(word, name) == name:
                weights.setdefault(word, {})[name] = weight / (1 if word in own_names else having[word])
    for code, lender, word in borrowed:
        if lender in weights.get(word, {}):
            weights[word][code] = weights[word][lender]
    alphabets = {name: f"[{letters}]" for name, letters in written["alphabets"].items()}
    taken = {code: frozenset(word for borrower, _, word in borrowed if borrower == code) for code in language_codes()}
    return _Evidence(weights, alphabets, frozenset(written["words"]), taken)


def _take_borrowed(telling: dict[str, dict[str, float]]) -> list[tuple[str, str, str]]:
    """Take from each language the words that it borrows; return these with who borrows and who lends.

    A text that holds no others is in the lender's language: the borrower's score is never above it then.
    """
    borrowed: list[tuple[str, str, str]] = []
    for code in language_codes():
        for lender in language_words(code).borrows_from:
            borrowed += [(code, lender, word) for word in telling[code] if word in telling[lender]]
            own = {word: weight for word, weight in telling[code].items() if word not in telling[lender]}
            telling[code] = {word: weight * _AMID_BORROWED for word, weight in own.items()}
    return borrowed


def _telling_words(words: Words) -> dict[str, float]:
    """The words that speak for a language, and how much."""
    groups = (
        *words.synonyms,
        words.plain_words,
        words.articles,
        words.conditions,
        words.greetings,
        words.polite,
        words.joins,
        words.telling,
    )
    phrases = (*(phrase for group in groups for phrase in group), *words.leads, *words.trails, *words.stay)
    verbs = (*words.weak_verbs, *words.units, *words.not_bare)
    weights = dict.fromkeys((*words.numbers, *words.signs, *(verb for verb in verbs if " " not in verb)), 1.0)
    weights |= {word: 1.0 for phrase in phrases for word in _WORD.findall(phrase)}
    weights |= {
        word: _VERB_WEIGHT for verb in (*words.strong_verbs, *words.verbs_behind) for word in _WORD.findall(verb)[:1]
    }
    weights |= dict.fromkeys(words.own_names, _VERB_WEIGHT)
    dropped = words.accents_dropped
    return {spelling: weight for word, weight in weights.items() for spelling in spellings(word, dropped=dropped)}
