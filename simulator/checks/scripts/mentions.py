"""The places where a sentence mentions keys: after a verb ("press 1"), before one, or as staying on the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.spoken_keys import Keys, code_of, keys_at, may_end
from simulator.checks.scripts.word_tokens import Token, phrase_at, phrase_before, phrase_ending, skip_phrases

STAY = "stay"
"""Stands for staying on the line, where others name a key."""

_UNAVAILABLE_WITHIN = 6
"""Words that may stand between a key and the statement that it is not available."""


class Mention(NamedTuple):
    """Keys that a sentence mentions: tokens ``start`` to ``end``; ``words`` tells when each is heard.

    ``key_first``: no verb stands with them, and what they are for comes after. ``other`` are the keys that may
    be meant instead.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    words: tuple[int, ...]
    key_first: bool = False
    other: tuple[str, ...] = ()


def find_mentions(tokens: Sequence[Token], language: Language) -> Iterator[Mention]:
    """Every mention of a sentence that has a verb, in order."""
    index = 0
    while index < len(tokens):
        mention = (
            _stay_at(tokens, index, language)
            or _behind_verb(tokens, index, language)
            or _before_verb(tokens, index, language)
        )
        if mention is None:
            index += 1
            continue
        # one without keys was refused: nothing is announced, but its words are not read a second time
        if mention.codes:
            yield mention
        index = mention.end


def _stay_at(tokens: Sequence[Token], index: int, language: Language) -> Mention | None:
    size = phrase_at(tokens, index, language.stay)
    if not size:
        return None
    phrase = " ".join(token.text for token in tokens[index : index + size])
    size = max(size, 1 + phrase_at(tokens, index + 1, language.stay))  # "or hold" may go on: "or hold the line"
    end = index + size - (1 if phrase in language.words.stay_keeps_lead else 0)
    if end < len(tokens) and tokens[end].text in language.not_behind_stay:
        return Mention(index, end, (), ())
    start = index + (tokens[index].text in language.joins)  # "or hold": the join is not part of what is announced
    return Mention(start, end, (STAY,), (tokens[index].word,))


def _behind_verb(tokens: Sequence[Token], index: int, language: Language) -> Mention | None:
    strong = phrase_at(tokens, index, language.strong)
    size = strong or phrase_at(tokens, index, language.weak)
    if not size:
        return None
    between = False
    at = index + size
    while filler := phrase_at(tokens, at, language.fillers) or _mark_in_front(tokens, at, language):
        between = between or tokens[at].text in language.words.between_words
        at += filler
    keys = keys_at(tokens, at, language, between=between)
    if keys is None:
        return None
    if _is_refused(tokens, index, index, keys, language) or not (strong or may_end(tokens, keys.end, language)):
        return Mention(index, keys.end, (), ())
    return Mention(index, keys.end, keys.codes, keys.words, other=keys.other)


def _mark_in_front(tokens: Sequence[Token], at: int, language: Language) -> int:
    """1 for a quote in front of a key."""
    follows = at + 1 < len(tokens) and code_of(tokens[at + 1], language) is not None
    return int(follows and tokens[at].text in ("'", '"', "("))


def _is_refused(tokens: Sequence[Token], start: int, verb: int, keys: Keys, language: Language) -> bool:
    """Return whether no key of this menu is meant: "do not press 1", "dial 999", "enter your PIN, then press hash"."""
    if phrase_before(tokens, start, language.negations) or _is_unavailable(tokens, keys.end, language):
        return True
    if tokens[verb].text in language.words.others_verbs and set(keys.codes) & set(language.words.others_numbers):
        return True
    or_else = any(token.text in language.words.either for token in tokens[max(0, start - 1) : verb])
    ends_input = set(keys.codes) <= {"*", "#"} and not or_else
    return ends_input and any(phrase_at(tokens, before, language.collects) for before in range(start))


def _before_verb(tokens: Sequence[Token], index: int, language: Language) -> Mention | None:
    if not language.behind or code_of(tokens[index], language) is None:
        return None
    keys = keys_at(tokens, index, language)
    if keys is None:
        return None
    verb = skip_phrases(tokens, keys.end, language.fillers)
    size = phrase_at(tokens, verb, language.behind)
    if not size:
        return None
    start = index
    while before := phrase_ending(tokens, start, language.polite) or phrase_ending(tokens, start, language.fillers):
        start -= before
    if _is_refused(tokens, start, verb, keys, language):
        return Mention(start, verb + size, (), ())
    return Mention(start, verb + size, keys.codes, keys.words, other=keys.other)


# -- keys that are not available ------------------------------------------------------------------


def withdrawn(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The keys that a sentence says are not available: "option 3 is no longer available"."""
    for index in range(len(tokens) if language.unavailable else 0):
        size = phrase_at(tokens, index, language.strong) or phrase_at(tokens, index, language.weak)
        keys = keys_at(tokens, skip_phrases(tokens, index + size, language.fillers), language) if size else None
        if keys is not None and _is_unavailable(tokens, keys.end, language):
            yield from keys.codes


def _is_unavailable(tokens: Sequence[Token], end: int, language: Language) -> bool:
    """Return whether the words that a key is not available follow: at once, or after what it is for.

    "Option 3, sales, is no longer available" speaks of the option; "press 1 if our shop is not available" does not.
    """
    for index in range(end, min(len(tokens), end + _UNAVAILABLE_WITHIN)):
        if phrase_at(tokens, index, language.unavailable):
            between = tokens[end:index]
            set_off = bool(between) and between[0].kind == between[-1].kind == "mark"
            return not between or set_off or bool(phrase_at(between, 0, language.leads))
        if code_of(tokens[index], language) is not None or phrase_at(tokens, index, language.conditions):
            break
    return False
