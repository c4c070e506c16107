"""A script cut into clauses, each of which announces one thing or nothing, so that one can be exchanged for another.

``Welcome. For sales, press 1, for billing, press 2.`` is three clauses: ``Welcome.``, ``For sales, press 1,`` and
``for billing, press 2.``. The words keep their spelling; together they are the script again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from simulator.checks.scripts.labels import NOTHING, Label, label_mentions
from simulator.checks.scripts.language_passages import LanguagePassage, language_passages
from simulator.checks.scripts.mentions import STAY, Mention
from simulator.checks.scripts.reader import AnnouncedKey, SentenceMentions, announced_keys, read_sentences
from simulator.checks.scripts.spelling import one_spelling
from simulator.checks.scripts.word_tokens import Token


class ScriptClause(NamedTuple):
    """Words that stand together, and the keys that they announce (none: they say something else).

    ``first`` counts the words of the script before it, ``sentence`` the sentences. ``language`` is its code; empty
    where it is not read.
    """

    words: tuple[str, ...]
    announced: tuple[AnnouncedKey, ...]
    first: int
    sentence: int
    language: str

    @property
    def text(self) -> str:
        """The words as they are written, with one blank between."""
        return " ".join(self.words)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys to press that are announced here."""
        return tuple(dict.fromkeys(item.key for item in self.announced if item.key != STAY))


class _Cut(NamedTuple):
    """The word at which a clause begins, what it announces, and its sentence and language."""

    first: int
    announced: tuple[AnnouncedKey, ...]
    sentence: int
    language: str


def split_clauses(script: str, options: Collection[str] = ()) -> list[ScriptClause]:
    """Return the clauses of a script; none where its words cannot be told apart, as in a list with signs of its own.

    ``options`` are the keys of the menu, as in ``read_script``.
    """
    words = script.split()
    passages, _ = language_passages(script)
    if not passages or not all(_stands_at(token, words) for passage in passages for token in passage.tokens):
        return []
    cuts = _join_short(list(_find_cuts(passages, options)))
    edges = [0, *(cut.first for cut in cuts[1:]), len(words)]
    return [
        ScriptClause(tuple(words[start:end]), cut.announced, start, cut.sentence, cut.language)
        for cut, (start, end) in zip(cuts, pairwise(edges), strict=True)
    ]


def _stands_at(token: Token, words: Sequence[str]) -> bool:
    """Return whether a token is part of the word that it counts as; lists are rewritten before they are read."""
    return " " in token.text or (token.word < len(words) and token.text in one_spelling(words[token.word]).lower())


def _find_cuts(passages: Sequence[LanguagePassage], options: Collection[str]) -> Iterator[_Cut]:
    parts = iter(read_sentences(passages, options))
    before: SentenceMentions | None = None
    for number, passage in enumerate(passages):
        if passage.language is None:
            yield _Cut(passage.tokens[0].word, (), number, "")
            continue
        part = next(parts)
        yield from _cuts_of(part, before, number)
        before = part


def _cuts_of(part: SentenceMentions, before: SentenceMentions | None, sentence: int) -> Iterator[_Cut]:
    """The clauses of one sentence: one for each mention of keys, where they can be parted."""
    code = part.language.code
    announced = announced_keys(part, before)
    given = label_mentions(part.tokens, part.mentions, part.language)
    begins = part.tokens[0].word
    if given and given[0] == NOTHING and announced[0].label:
        sentence -= 1  # "Need help? Press 1.": one clause, with its purpose in the sentence before
        begins = -1
    pending: list[AnnouncedKey] = []
    for index, mention in enumerate(part.mentions):
        pending += announced[: len(mention.codes)]
        del announced[: len(mention.codes)]
        end = _clause_end(part, index, given)
        if end is not None:
            yield _Cut(begins, tuple(pending), sentence, code)
            begins, pending = end, []
    yield _Cut(begins, tuple(pending), sentence, code)


def _clause_end(part: SentenceMentions, index: int, given: Sequence[Label]) -> int | None:
    """The word at which the clause after a mention begins; None: it is the last, or they cannot be parted."""
    if index + 1 >= len(part.mentions):
        return None
    mention, following = part.mentions[index], part.mentions[index + 1]
    if given[index] == given[index + 1] or NOTHING in (given[index], given[index + 1]):
        return None  # "press 0 or hold the line for reception": one purpose for both
    if given[index].function_first is not False:
        at = _skip_marks(part.tokens, mention.end)
    elif given[index + 1].function_first is False:
        at = _before_joins(part, following)
    else:
        return None
    tokens = part.tokens
    return tokens[at].word if mention.end <= at <= following.start and tokens[at - 1].word < tokens[at].word else None


def _skip_marks(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and not tokens[at].spoken:
        at += 1
    return at


def _before_joins(part: SentenceMentions, mention: Mention) -> int:
    """The index in front of "and", "or" before a mention."""
    at = mention.start
    while at and part.tokens[at - 1].text in (*part.language.joins, *part.language.articles):
        at -= 1
    return at


def _join_short(cuts: list[_Cut]) -> list[_Cut]:
    """The cuts in order; one that begins no later than the one before it (-1: within it) is part of that one."""
    joined: list[_Cut] = []
    for cut in cuts:
        if joined and cut.first <= joined[-1].first:
            last = joined[-1]
            joined[-1] = last._replace(announced=(*last.announced, *cut.announced), language=cut.language)
        else:
            joined.append(cut)
    return joined
