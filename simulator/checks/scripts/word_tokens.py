"""A script cut into words, numbers and marks, and these into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.checks.scripts.language import Language, Phrases
from simulator.checks.scripts.spelling import LETTERS, one_spelling, split_elisions

Kind = Literal["word", "number", "figure", "mark", "stop"]

# the order decides: a figure is tried before the plain number that it begins with
_TOKEN = re.compile(
    rf"""
    (?P<figure> [$£€₹]\s?[0-9]+(?:[.,][0-9]+)* | [+][0-9][0-9 ]* | [0-9]+(?:[.,:/\-–][0-9]+)+%? | [0-9]+[%€]
              | [0-9]+[-]?[^\W\d_]+[0-9]* )
  | (?P<number> [0-9]+ )
  | (?P<word> {LETTERS}(?:['\-]{LETTERS})*'? | [*#] )
  | (?P<listed> \x00 )
  | (?P<stop> [.!?|•…।॥。！？؟]+ | \n\s*\n )
  | (?P<mark> [^\w\s] )
    """,
    re.VERBOSE,
)
_PLAIN = rf"(?:{LETTERS}|[0-9])+(?:['\-](?:{LETTERS}|[0-9])+)*"
_LISTED = re.compile(r"^[ \t]*([0-9]{1,2}|[*#])[ \t]*(?:[.):=–—]|-+>?)[ \t]+(?=\S)", re.MULTILINE)
_KINDS: Mapping[str, Kind] = {
    "word": "word",
    "number": "number",
    "figure": "figure",
    "mark": "mark",
    "stop": "stop",
}


class Token(NamedTuple):
    """A word, a number, or a mark; ``word`` counts the words of the script before it.

    A *figure* is a number that is not a key: a price, a time, a telephone number, ``4-digit``. A *stop*
    ends a sentence.
    """

    text: str
    kind: Kind
    word: int

    @property
    def spoken(self) -> bool:
        """Return whether it is spoken, unlike a mark."""
        return self.kind in ("word", "number", "figure")


def split_sentences(script: str, language: Language) -> Iterator[tuple[list[Token], str]]:
    """The sentences of a script, each with the mark that ends it (empty at the end)."""
    tokens: list[Token] = []
    for token in _split_tokens(script):
        if token.kind != "stop" or (token.text == "." and _is_abbreviation(tokens, language)):
            tokens.append(token)
            continue
        if tokens:
            yield tokens, token.text.strip()[:1] or "."
        tokens = []
    if tokens:
        yield tokens, ""


def apart(tokens: Sequence[Token], language: Language) -> list[Token]:
    """The tokens with words that a language writes together taken apart: ``l'accueil``, ``one-zero-one``."""
    separated: list[Token] = []
    for token in tokens:
        parts = (token.text,) if token.kind != "word" else split_elisions(token.text, language.words.elisions)
        pieces = parts[-1].split("-")
        if (
            len(pieces) > 1
            and parts[-1] not in language.codes
            and all(piece in language.digit_words for piece in pieces)
        ):
            parts = (*parts[:-1], *pieces)
        separated += [token._replace(text=part) for part in parts]
    return _signs_joined(separated, language) if language.signs else separated


def _signs_joined(tokens: list[Token], language: Language) -> list[Token]:
    """The tokens with each sign of several words ("jogo da velha") as one."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        size = phrase_at(tokens, index, language.signs) or 1
        joined.append(tokens[index]._replace(text=" ".join(token.text for token in tokens[index : index + size])))
        index += size
    return joined


def _is_abbreviation(before: Sequence[Token], language: Language) -> bool:
    if not before or before[-1].kind != "word":
        return False
    word = before[-1].text
    return word in language.abbreviations or (len(word) == 1 and word.isalpha())


def _split_tokens(script: str) -> Iterator[Token]:
    text = _as_list(one_spelling(script))
    # words are counted by blanks, as a speaker spends time on them, and not by tokens
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    word = 0
    for match in _TOKEN.finditer(text):
        while word < len(ends) and ends[word] <= match.start():
            word += 1
        if match.lastgroup == "listed":  # a new line of a list ends the sentence before
            yield Token("\n", "stop", word)
        else:
            yield Token(match.group().lower(), _KINDS[match.lastgroup or "mark"], word)


def _as_list(text: str) -> str:
    """Lines such as ``1. Sales`` and ``2 - Support``, of which there are two at least, as sentences."""
    if len(_LISTED.findall(text)) < 2:
        return text
    return _LISTED.sub("\x00\\1: ", text)


def phrase_at(tokens: Sequence[Token], index: int, phrases: Phrases) -> int:
    """Return how many tokens the longest of these phrases takes that stands here; 0: none does."""
    if not 0 <= index < len(tokens):
        return 0
    for words in phrases.get(tokens[index].text, ()):
        if len(words) == 1 or words == tuple(token.text for token in tokens[index : index + len(words)]):
            return len(words)
    return 0


def skip_phrases(tokens: Sequence[Token], index: int, phrases: Phrases) -> int:
    """Return the index after all of these phrases that stand here, one after the other."""
    while size := phrase_at(tokens, index, phrases):
        index += size
    return index


def phrase_before(tokens: Sequence[Token], index: int, phrases: Phrases) -> bool:
    """Return whether one of these phrases ends right before an index."""
    return phrase_ending(tokens, index, phrases) > 0


def phrase_ending(tokens: Sequence[Token], end: int, phrases: Phrases) -> int:
    """Return how many tokens the longest of these phrases takes that ends right before an index; 0: none does."""
    before = tuple(token.text for token in tokens[max(0, end - 8) : end])
    sizes = (len(words) for all_ in phrases.values() for words in all_ if before[-len(words) :] == words)
    return max(sizes, default=0)


def plain_words(text: str) -> str:
    """A text as its words only, in lower case, one blank between and around: to look for phrases in."""
    words = re.findall(_PLAIN, one_spelling(text).lower())
    return f" {' '.join(words)} "
