"""The purpose of each key in a sentence: the words before it ("for sales, press 1") or after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.checks.scripts.language import Language, Phrases
from simulator.checks.scripts.mentions import STAY, Mention
from simulator.checks.scripts.word_tokens import Token, phrase_at, phrase_ending, skip_phrases

_SOFT = frozenset(",;:-–—()[]\"'=>/¿¡")


class Label(NamedTuple):
    """The purpose of a key; ``function_first`` says that it comes before the key. None: there is no purpose."""

    text: str
    function_first: bool | None


NOTHING = Label("", None)


def label_mentions(tokens: Sequence[Token], mentions: Sequence[Mention], language: Language) -> list[Label]:
    """A label for each mention of a sentence, in order."""
    given: list[Label] = []
    floor = 0
    for index, mention in enumerate(mentions):
        upcoming = mentions[index + 1] if index + 1 < len(mentions) else None
        ceiling = upcoming.start if upcoming else len(tokens)
        before, after = tokens[floor : mention.start], tokens[mention.end : ceiling]
        label, used = _choose_label(before, after, mention, upcoming, language)
        if mention.codes == (STAY,) and label.function_first is False and not _lead_size(after, language):
            label, used = NOTHING, 0  # "stay on the line and someone will be with you" says no purpose
        given.append(label)
        floor = mention.end + used
    return _share_labels(tokens, mentions, given, language)


def _choose_label(
    before: Sequence[Token], after: Sequence[Token], mention: Mention, upcoming: Mention | None, language: Language
) -> tuple[Label, int]:
    """The label of one mention, and how many tokens after it belong to it."""
    clause = _clause_behind(after, language)
    size = _lead_size(clause, language)
    if mention.key_first and clause:
        return Label(_label_text(clause[size:], language), function_first=False), len(clause)
    behind = size > 0 and not (
        upcoming and _opens_condition(clause, language) and _label_after_lead(before, language.conditions, language)
    )
    ahead = _label_after_lead(before, language.leads, language)
    if ahead and not (behind and upcoming is not None and upcoming.key_first):
        return Label(ahead, function_first=True), 0
    if behind:
        return Label(_label_text(clause[size:], language), function_first=False), len(clause)
    plain = _label_after_lead(before, language.conditions, language) or _last_clause(before, language)
    if plain:
        return Label(plain, function_first=True), 0
    text = _label_text(clause, language)
    return (Label(text, function_first=False), len(clause)) if text else (NOTHING, 0)


def _opens_condition(clause: Sequence[Token], language: Language) -> bool:
    start = _skip_polite(clause, 0, language)
    return not phrase_at(clause, start, language.leads) and phrase_at(clause, start, language.conditions) > 0


def _label_after_lead(tokens: Sequence[Token], leads: Phrases, language: Language) -> str:
    """The label after the first of these words that opens a clause; empty: none does."""
    opens = True
    index = 0
    while index < len(tokens):
        if opens:
            index = _skip_polite(tokens, index, language)
            size = phrase_at(tokens, index, leads)
            if size:
                return _label_text(_without_aside(tokens[index + size :], language), language)
            if index >= len(tokens):
                break
        opens = tokens[index].text in _SOFT
        index += 1
    return _behind_greeting(tokens, leads, language)


def _behind_greeting(tokens: Sequence[Token], leads: Phrases, language: Language) -> str:
    """``Thank you for calling Acme for sales``: no mark parts them, so the last purpose counts."""
    if leads is not language.leads or not any(token.text in language.greetings for token in tokens):
        return ""
    if any(token.text in _SOFT for token in tokens):
        return ""
    for index in range(len(tokens) - 1, 0, -1):
        size = phrase_at(tokens, index, leads)
        if size and not any(token.text in language.greetings for token in tokens[index:]):
            return _label_text(tokens[index + size :], language)
    return ""


def _skip_polite(tokens: Sequence[Token], index: int, language: Language) -> int:
    """The index after words of politeness, unless a purpose begins with them ("to", "you can")."""
    while True:
        size = phrase_at(tokens, index, language.polite)
        lead = phrase_at(tokens, index, language.leads)
        if lead and lead >= size:
            break
        if not size and index < len(tokens) and tokens[index].text in _SOFT:
            size = 1
        if not size:
            break
        index += size
    return index


def _without_aside(tokens: Sequence[Token], language: Language) -> Sequence[Token]:
    """A label without what stands for another way to choose: ``, say pharmacy or``."""
    for index in range(1, len(tokens)):
        if tokens[index - 1].text in _SOFT and phrase_at(tokens, index, language.asides):
            return tokens[:index]
    return tokens


def _last_clause(tokens: Sequence[Token], language: Language) -> str:
    """The words since the last mark, as in ``Sales, press 1``; empty where they greet."""
    end = _without_tail(tokens, 0, len(tokens), language)
    start = end
    while start and tokens[start - 1].text not in _SOFT:
        start -= 1
    clause = tokens[_skip_polite(tokens, start, language) : end]
    if any(token.text in language.greetings for token in clause):
        return ""
    return _label_text(clause, language)


def _clause_behind(tokens: Sequence[Token], language: Language) -> Sequence[Token]:
    """Return what may be a label after a key, with the marks before it: up to the next clause with a purpose."""
    start = _skip_polite(tokens, 0, language)
    for index in range(start + 1, len(tokens)):
        if tokens[index - 1].text not in _SOFT and tokens[index - 1].text not in language.joins:
            continue
        at = _skip_polite(tokens, index, language)
        if phrase_at(tokens, at, language.leads) and tokens[index - 1].text in _SOFT:
            return tokens[:index]
    return tokens


def _lead_size(clause: Sequence[Token], language: Language) -> int:
    """Return how many tokens of a clause go before its label; 0: it opens with no purpose."""
    start = _skip_polite(clause, 0, language)
    size = phrase_at(clause, start, language.leads) or phrase_at(clause, start, language.conditions)
    return start + size if size else 0


def _label_text(tokens: Sequence[Token], language: Language) -> str:
    """A label as words: without marks, politeness at either end, and a first article."""
    start, end = _skip_polite(tokens, 0, language), len(tokens)
    end = _without_tail(tokens, start, end, language)
    if end - start > 1 and tokens[start].text in language.articles:
        start = skip_phrases(tokens, start, {tokens[start].text: ((tokens[start].text,),)})
    spoken = " ".join(token.text for token in tokens[start:end] if token.spoken)
    return spoken.replace("' ", "'") if language.words.elisions else spoken


def _without_tail(tokens: Sequence[Token], start: int, end: int, language: Language) -> int:
    """Return where a label ends: before marks, words of politeness, and what only ends a purpose ("ke liye")."""
    while end > start:
        size = phrase_ending(tokens[start:], end - start, language.trails)
        if tokens[end - 1].text in _SOFT:
            end -= 1
        elif size := size or phrase_ending(tokens[start:], end - start, language.polite):
            end -= size
        else:
            break
    return end


def _share_labels(
    tokens: Sequence[Token], mentions: Sequence[Mention], given: list[Label], language: Language
) -> list[Label]:
    """Give keys that are only joined ("press 0 or stay on the line for an operator") one label."""
    for first in range(len(mentions) - 1):
        between = tokens[mentions[first].end : mentions[first + 1].start]
        joined = bool(between) and all(
            token.text == "," or phrase_at(tokens, mentions[first].end + index, language.polite)
            for index, token in enumerate(between)
        )
        if not joined or not any(token.text in language.joins for token in between):
            continue
        if given[first] == NOTHING:
            given[first] = given[first + 1]
        elif given[first + 1] == NOTHING:
            given[first + 1] = given[first]
    return given
