"""The places to which a script says that the call goes: "We will now put you through to reception".

A promise is a verb of transfer, then a word such as *to*, then the place; only words such as *now* and *your call* may
stand between the two. A sentence that is negated, and one that asks for a key, promise nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.scripts.label_match import telling_words
from simulator.checks.scripts.language import Language, index_phrases
from simulator.checks.scripts.mentions import STAY, find_mentions
from simulator.checks.scripts.word_tokens import Token, phrase_at, skip_phrases, split_sentences

PLACE_MOST = 6
"""Words of a place; more of them tell something else."""


def promised_places(script: str, language: Language) -> Iterator[str]:
    """Yield the places to which a script says that callers are sent, in lower case and without an article."""
    verbs = index_phrases(language.words.promises.verbs)
    for tokens, _ in split_sentences(script, language) if verbs else ():
        asks = any(mention.codes != (STAY,) for mention in find_mentions(tokens, language))
        if asks or any(phrase_at(tokens, index, language.negations) for index in range(len(tokens))):
            continue
        for index in range(len(tokens)):
            size = phrase_at(tokens, index, verbs)
            if size and (place := _place_words(tokens, index + size, language)):
                yield place


def _place_words(tokens: Sequence[Token], start: int, language: Language) -> str:
    """The words after ``to``; empty where the verb has none."""
    words = language.words.promises
    at = skip_phrases(tokens, start, index_phrases(words.between))
    if at >= len(tokens) or tokens[at].text not in words.joins:
        return ""
    at += 1
    if at < len(tokens) and tokens[at].text in language.articles:
        at += 1
    place: list[str] = []
    for token in tokens[at : at + PLACE_MOST]:
        if not token.spoken or token.text in words.ends:
            break
        place.append(token.text)
    return " ".join(place)


def means_somebody(place: str, language: Language) -> bool:
    """Return whether a place is whoever answers, and has no other name: ``an operator``, ``one of our team``."""
    somebody = {*language.words.persons, *language.words.promises.somebody}
    spoken = set(place.split())
    return bool(spoken & somebody) and not telling_words(place, language) - somebody


def means_a_machine(place: str, language: Language) -> bool:
    """Return whether a place is a voicemail."""
    return any(f" {words} " in f" {place} " for words in language.words.promises.machines)
