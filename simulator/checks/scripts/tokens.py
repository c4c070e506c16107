"""A script cut into words, numbers and marks, and these into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from simulator.checks.scripts.language import Language, Phrases

Kind = Literal["word", "number", "figure", "mark", "stop"]

_TOKEN = re.compile(
    r"""
    (?P<figure> [$£€]\s?[0-9][0-9.,]* | [+][0-9][0-9 ]* | [0-9]+(?:[.,:/\-–][0-9]+)+%? | [0-9]+[%€]
              | [0-9]+[-]?[^\W\d_]+ )
  | (?P<number> [0-9]+ )
  | (?P<word> [^\W\d_]+(?:['\-][^\W\d_]+)* | [*#] )
  | (?P<listed> \x00 )
  | (?P<stop> [.!?|•…]+ | \n\s*\n )
  | (?P<mark> [^\w\s] )
    """,
    re.VERBOSE,
)
_LISTED = re.compile(r"^[ \t]*([0-9]{1,2}|[*#])[ \t]*(?:[.):=–—]|-+>?)[ \t]+(?=\S)", re.MULTILINE)
_KINDS: Mapping[str, Kind] = {
    "word": "word",
    "number": "number",
    "figure": "figure",
    "mark": "mark",
    "stop": "stop",
}
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\x00": " ", "＊": "*", "＃": "#"})


class Token(NamedTuple):
    """A word, a number, or a mark; ``word`` counts the words of the script before it.

    A *figure* is a number that is no key: a price, a time, a telephone number, ``4-digit``. A *stop*
    ends a sentence.
    """

    text: str
    kind: Kind
    word: int

    @property
    def spoken(self) -> bool:
        """Whether it is no mark."""
        return self.kind in ("word", "number", "figure")


def sentences(script: str, known: Language) -> Iterator[tuple[list[Token], str]]:
    """The sentences of a script, each with the mark that ends it (empty at the end)."""
    found: list[Token] = []
    for token in _tokens(script):
        if token.kind != "stop" or (token.text == "." and _abbreviates(found, known)):
            found.append(token)
            continue
        if found:
            yield found, token.text.strip()[:1] or "."
        found = []
    if found:
        yield found, ""


def _abbreviates(before: Sequence[Token], known: Language) -> bool:
    if not before or before[-1].kind != "word":
        return False
    word = before[-1].text
    return word in known.abbreviations or (len(word) == 1 and word.isalpha())


def _tokens(script: str) -> Iterator[Token]:
    text = _as_list(script.translate(_QUOTES))
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


def phrase_at(tokens: Sequence[Token], index: int, wanted: Phrases) -> int:
    """How many tokens the longest of these phrases takes that stands here; 0: none does."""
    if not 0 <= index < len(tokens):
        return 0
    for words in wanted.get(tokens[index].text, ()):
        if len(words) == 1 or words == tuple(token.text for token in tokens[index : index + len(words)]):
            return len(words)
    return 0


def skip(tokens: Sequence[Token], index: int, wanted: Phrases) -> int:
    """The index behind all of these phrases that stand here, one after the other."""
    while size := phrase_at(tokens, index, wanted):
        index += size
    return index


def phrase_before(tokens: Sequence[Token], index: int, wanted: Phrases) -> bool:
    """Whether one of these phrases ends right before an index."""
    before = tuple(token.text for token in tokens[max(0, index - 8) : index])
    return any(before[-len(words) :] == words for all_ in wanted.values() for words in all_)


def plain(text: str) -> str:
    """A text as its words only, in lower case, one blank between and around: to look for phrases in."""
    found = re.findall(r"[^\W_]+(?:['\-][^\W_]+)*", text.translate(_QUOTES).lower())
    return f" {' '.join(found)} "
