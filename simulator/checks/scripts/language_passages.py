"""A script cut into passages of one language each: its sentences, and parts of them where the language changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from simulator.checks.scripts.detection import Detected, detect_language, detect_switch
from simulator.checks.scripts.language import Language, language_codes, language_words, load_language
from simulator.checks.scripts.spelling import spellings
from simulator.checks.scripts.spoken_keys import code_of
from simulator.checks.scripts.word_tokens import Token, apart, phrase_at, split_sentences

_BREAKS = frozenset(",;:-–—/")


class LanguagePassage(NamedTuple):
    """A sentence or a part of one, with the mark that ends it, and its language; None: one that is not read."""

    tokens: list[Token]
    ending: str
    language: Language | None


def language_passages(script: str, code: str | None = None) -> tuple[tuple[LanguagePassage, ...], tuple[str, ...]]:
    """The passages of a script, in order, and the names of the languages in it that are not read.

    ``code`` is the language of all of it; None: each passage's own is found out.
    """
    return _cut_passages(script, code)


@lru_cache(maxsize=5_000)  # several rules ask about each script
def _cut_passages(script: str, code: str | None) -> tuple[tuple[LanguagePassage, ...], tuple[str, ...]]:
    dominant = Detected(code) if code else detect_language(script)
    passages: list[LanguagePassage] = []
    unread: dict[str, None] = {dominant.unread: None} if dominant.unread else {}
    for tokens, ending in split_sentences(script, load_language(dominant.code or "en")):
        for part, detected in [(tokens, dominant)] if code else _split_sentence(tokens, dominant):
            language = None if detected.unread else load_language(detected.code or "en")
            if detected.unread:
                unread[detected.unread] = None
            passages.append(LanguagePassage(apart(part, language) if language else part, ending, language))
    return tuple(passages), tuple(unread)


def _split_sentence(tokens: list[Token], dominant: Detected) -> list[tuple[list[Token], Detected]]:
    """A sentence, cut where it goes on in another language."""
    # one verb for keys means one language: cutting such a sentence would only scatter borrowed words
    if len(_verb_languages(tokens)) < 2:
        return [(tokens, detect_switch(_join_tokens(tokens), dominant))]
    parts: list[tuple[list[Token], Detected]] = []
    nothing = Detected()
    for piece in _cut_pieces(tokens):
        detected = detect_switch(_join_tokens(piece), nothing)
        if parts and detected in (nothing, parts[-1][1]):
            parts[-1][0].extend(piece)
        elif parts and parts[-1][1] == nothing:
            parts[-1] = ([*parts[-1][0], *piece], detected)
        else:
            parts.append((piece, detected))
    return [(part, dominant if detected == nothing else detected) for part, detected in parts]


def _cut_pieces(tokens: list[Token]) -> Iterator[list[Token]]:
    """The sentence in pieces, each up to a mark or a key."""
    english = load_language("en")
    edges = [0]
    for index, token in enumerate(tokens[:-1], start=1):
        marked = token.text in _BREAKS
        keyed = code_of(token, english) is not None and tokens[index].kind != "mark"
        if marked or keyed:
            edges.append(index)
    for start, end in pairwise([*edges, len(tokens)]):
        yield tokens[start:end]


def _verb_languages(tokens: Sequence[Token]) -> set[str]:
    """The languages whose verbs for keys stand here, each verb for one that it tells apart."""
    languages: set[str] = set()
    openings = _verb_openings()
    for index, token in enumerate(tokens):
        codes = openings.get(token.text, ())
        having = [code for code in codes if phrase_at(tokens, index, load_language(code).strong)]
        if having and not languages.intersection(having):
            languages.add(having[0])
    return languages


@cache
def _verb_openings() -> dict[str, list[str]]:
    """The languages by the first words of their verbs for keys."""
    openings: dict[str, list[str]] = {}
    for code in language_codes():
        words = language_words(code)
        verbs = (spelt for verb in words.strong_verbs for spelt in spellings(verb, dropped=words.accents_dropped))
        for word in dict.fromkeys(verb.split()[0] for verb in verbs):
            openings.setdefault(word, []).append(code)
    return openings


def _join_tokens(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)
