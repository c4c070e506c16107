"""Staying on the line as a choice: "For sales, press 1, or stay on the line to speak with reception".

A few phrases always mean it (``stay`` in a file of words). Others (``stay_offered``: "please hold", "wait")
mean it only where the sentence makes an offer of them: after "or" or a purpose, or in front of one. "Please hold
while we connect you" is not an offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from simulator.checks.scripts.labels import label_mentions
from simulator.checks.scripts.language import Language
from simulator.checks.scripts.language_passages import language_passages
from simulator.checks.scripts.mentions import STAY, Mention, find_mentions
from simulator.checks.scripts.word_tokens import Token, phrase_at, phrase_before, phrase_ending, skip_phrases


class StayOffer(NamedTuple):
    """The purpose of staying on the line (empty: not said), and the code of the language that says it."""

    label: str
    language: str


@lru_cache(maxsize=20_000)
def stay_offer(script: str) -> StayOffer | None:
    """Return what a script offers to callers who stay on the line; None: it offers nothing."""
    passages, _ = language_passages(script)
    for passage in passages:
        label = _stay_offers(passage.tokens, passage.language) if passage.language else None
        if passage.language and label is not None:
            return StayOffer(label, passage.language.code)
    return None


def _stay_offers(tokens: Sequence[Token], language: Language) -> str | None:
    mentions = list(find_mentions(tokens, language))
    stays = [
        index
        for index, mention in enumerate(mentions)
        if mention.codes == (STAY,) and _is_meant(tokens, mention, language)
    ]
    if not stays:
        offer = _weak_offer(tokens, language)
        if offer is None:
            return None
        mentions = sorted((*(mention for mention in mentions if mention.end <= offer.start), offer))
        stays = [mentions.index(offer)]
    return label_mentions(tokens, mentions, language)[stays[0]].text


def _is_meant(tokens: Sequence[Token], stay: Mention, language: Language) -> bool:
    """Return whether staying is meant, unlike in "if you are on hold for longer"."""
    phrase = " ".join(token.text for token in tokens[stay.start : stay.end + 1])
    return phrase not in language.words.stay_keeps_lead or _is_offer(tokens, stay.start, stay.end, language)


def _weak_offer(tokens: Sequence[Token], language: Language) -> Mention | None:
    for index in range(len(tokens)):
        size = phrase_at(tokens, index, language.stay_offered)
        if size and _is_offer(tokens, index, index + size, language):
            return Mention(index, index + size, (STAY,), (tokens[index].word,))
    return None


def _is_offer(tokens: Sequence[Token], start: int, end: int, language: Language) -> bool:
    """Return whether "hold" or "wait" is offered here: after "or" or a purpose, or with a purpose after it."""
    opens = _clause_start(tokens, start, language)
    behind_or = phrase_before(tokens, start, language.otherwise) or phrase_before(tokens, opens, language.otherwise)
    named = any(_ends_purpose(tokens, index, language) for index in range(opens, start + 1))
    if not (behind_or or named or opens == 0 or tokens[opens - 1].kind == "mark"):
        return False  # "a hold", "on hold", "you may have to wait"
    if end < len(tokens) and tokens[end].text in language.not_behind_stay:
        return False
    if opens < start and phrase_at(tokens, start - 1, language.leads) == 1:
        return False  # "to hold a table"
    purpose = phrase_at(tokens, end, language.leads)
    behind = {token.text for token in tokens[end + purpose :]} if purpose else set[str]()
    if behind.intersection(language.stay_not_for):
        return False
    return behind_or or named or bool(behind) or _has_purpose(tokens[:opens], language)


def _ends_purpose(tokens: Sequence[Token], end: int, language: Language) -> bool:
    """Return whether a purpose ends right before an index, in a language that says so after it ("ke liye")."""
    if not phrase_ending(tokens, end, language.trails):
        return False
    return tokens[end - 1].text not in language.not_bare or _has_purpose(tokens[:end], language)


def _has_purpose(before: Sequence[Token], language: Language) -> bool:
    """Return whether the sentence opens with a purpose, and no key has been pressed for it."""
    at = 0 if _opens_purpose(before, 0, language) else skip_phrases(before, 0, language.polite)
    pressed = any(phrase_at(before, index, language.strong) for index in range(len(before)))
    return _opens_purpose(before, at, language) and not pressed


def _opens_purpose(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return bool(phrase_at(tokens, at, language.leads) or phrase_at(tokens, at, language.conditions))


def _clause_start(tokens: Sequence[Token], start: int, language: Language) -> int:
    """The index in front of the words of politeness that stand before ``start``."""
    while not phrase_before(tokens, start, language.otherwise) and (
        size := phrase_ending(tokens, start, language.polite)
    ):
        start -= size
    return (
        start - 1
        if start and tokens[start - 1].text == "," and phrase_before(tokens, start - 1, language.otherwise)
        else start
    )
