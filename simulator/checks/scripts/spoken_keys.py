"""Keys as they are spoken: one, a code of several digits, a list, or a range.

What is written as ``1-2`` or said as "one two" may be a code or two keys. Both are kept (``Keys.other``), and the
reader takes the one that the menu has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.word_tokens import Token, phrase_at, skip_phrases

# "1 to 800" is a quantity; nobody announces that many keys as a range
_RANGE_MOST = 20
_CODE_MOST = 4
_DASHES = ("-", "–")


class Keys(NamedTuple):
    """Keys that stand together, the words at which they are heard, and the index of the token after them.

    ``other`` are the keys that may be meant instead; empty: there is no doubt.
    """

    codes: tuple[str, ...]
    words: tuple[int, ...]
    end: int
    other: tuple[str, ...] = ()


class Code(NamedTuple):
    """A key or a code, the index after it, and the keys that it may be if it is not a code."""

    text: str
    end: int
    apart: tuple[str, ...] = ()


def code_of(token: Token, language: Language) -> str | None:
    """Return the key that a token names, if it names one."""
    if token.kind == "number":
        return token.text if len(token.text) <= _CODE_MOST else None
    return language.codes.get(token.text) if token.kind == "word" else None


def keys_at(tokens: Sequence[Token], at: int, language: Language, *, between: bool = False) -> Keys | None:
    """The keys that stand here: one, several, or a range; None: a quantity, a telephone number, or none."""
    first = _dashed_keys(tokens, at) or _strip_key_words(tokens, at, language, between=between)
    if first is None or _is_unit(tokens, first.end, language):
        return None
    return _listed_keys(
        tokens, at, first._replace(end=_skip_repetition(tokens, first.end, first.codes[-1], language)), language
    )


def _strip_key_words(tokens: Sequence[Token], at: int, language: Language, *, between: bool) -> Keys | None:
    """One key or code, or a range from it to another."""
    first = code_at(tokens, at, language)
    if first is None or _is_unit(tokens, first.end, language):
        return None
    last = _range_end(tokens, first.end, language, between=between)
    word = tokens[at].word
    if last is None:
        return Keys((first.text,), (word,), first.end, first.apart)
    codes = _number_range(first.text, last.text)
    dashed = tokens[first.end].text in _DASHES
    return Keys(codes, (word,) * len(codes), last.end, (first.text + last.text,) if dashed else ()) if codes else None


def codes_named(tokens: Sequence[Token], at: int, language: Language) -> tuple[str, ...]:
    """The keys that may be meant by what stands here, whatever is said of them."""
    single, row, dashed = code_of(tokens[at], language), code_at(tokens, at, language), _dashed_keys(tokens, at)
    codes = (single, row.text if row else None, *((*dashed.codes, *dashed.other) if dashed else ()))
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def may_end(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Return whether a key may end here: the sentence does, or a purpose or another key follows."""
    if at >= len(tokens) or tokens[at].kind == "mark" or tokens[at].text in language.joins:
        return True
    purposes = (language.leads, language.conditions, language.polite)
    continuations = (
        *purposes,
        language.behind_keys,
        language.strong,
        language.weak,
        language.behind,
        language.unavailable,
    )
    return any(phrase_at(tokens, at, phrases) for phrases in continuations)


# -- one code -------------------------------------------------------------------------------------


def code_at(tokens: Sequence[Token], at: int, language: Language) -> Code | None:
    """A key, or digits said one after the other ("one oh one", "star nine"); None for longer numbers."""
    pieces: list[str] = []
    end = at
    while (
        len(pieces) <= _CODE_MOST
        and end < len(tokens)
        and (piece_read := _read_piece(tokens, end, language, inside=bool(pieces))) is not None
    ):
        pieces.append(piece_read[0])
        end = piece_read[1]
    # digits in front of a price, a time or a telephone number belong to it
    if not pieces or (end < len(tokens) and tokens[end].kind == "figure"):
        return None
    code = "".join(pieces)
    if len(pieces) == 1:
        # "marcar uma consulta" is an article with its noun
        return None if tokens[at].text in language.articles and not may_end(tokens, end, language) else Code(code, end)
    signed = pieces[0] in ("*", "#") and len(pieces) == 2
    if not signed and (len(code) > _CODE_MOST or any(len(piece) > 1 and piece[0] != piece[-1] for piece in pieces)):
        return None
    return Code(code, end, tuple(pieces) if len(set(pieces)) == len(pieces) else ())


def _read_piece(tokens: Sequence[Token], at: int, language: Language, *, inside: bool) -> tuple[str, int] | None:
    """A part of a code, and the index after it: a digit, "oh" next to another, "double one", "one hundred"."""
    following = code_of(tokens[at + 1], language) if at + 1 < len(tokens) else None
    text = tokens[at].text
    if times := language.words.repeats.get(text):
        return (following * times, at + 2) if following is not None and len(following) == 1 else None
    if text in language.words.zeros and (inside or following is not None):
        return "0", at + 1
    number = _below_hundred(tokens, at, language)
    hundreds = number is not None and number[1] < len(tokens) and tokens[number[1]].text in language.words.hundreds
    if number is None or not hundreds or number[0] not in tuple("123456789"):
        return number
    after = number[1] + 1
    joined = after + (after < len(tokens) and tokens[after].text in language.joins)
    below = _below_hundred(tokens, joined, language) if joined < len(tokens) else None
    if below is None or not below[0].isdecimal() or len(below[0]) > 2:
        return f"{number[0]}00", after
    return f"{number[0]}{int(below[0]):02}", below[1]


def _below_hundred(tokens: Sequence[Token], at: int, language: Language) -> tuple[str, int] | None:
    """A number or a sign, also of two words ("twenty one"), and the index after it."""
    ten = language.words.tens.get(tokens[at].text)
    if ten is None:
        code = code_of(tokens[at], language)
        return (code, at + 1) if code is not None else None
    following = code_of(tokens[at + 1], language) if at + 1 < len(tokens) else None
    return (ten[0] + following, at + 2) if following in tuple("123456789") else (ten, at + 1)


def _dashed_keys(tokens: Sequence[Token], at: int) -> Keys | None:
    """Single digits with dashes between: ``1-0-1`` is a code, ``1-3`` a range or a code."""
    if at >= len(tokens) or tokens[at].kind != "figure":
        return None
    digits = tokens[at].text.replace("–", "-").split("-")
    if not 2 <= len(digits) <= _CODE_MOST or not all(len(digit) == 1 and digit in "0123456789" for digit in digits):
        return None
    code = "".join(digits)
    range_ = _number_range(digits[0], digits[1]) if len(digits) == 2 else ()
    codes = range_ or (code,)
    apart = tuple(digits) if len(set(digits)) == len(digits) else ()
    return Keys(codes, (tokens[at].word,) * len(codes), at + 1, other=(code,) if range_ else apart)


# -- ranges and lists -----------------------------------------------------------------------------


def _range_end(tokens: Sequence[Token], end: int, language: Language, *, between: bool) -> Code | None:
    if end + 1 >= len(tokens):
        return None
    word = tokens[end].text
    if word not in (*language.ranges, *_DASHES) and not (between and word in language.words.between_joins):
        return None
    return code_at(tokens, skip_phrases(tokens, end + 1, _phrases_of(language.articles)), language)


def _number_range(low: str, high: str) -> tuple[str, ...]:
    if not (low.isdecimal() and high.isdecimal()) or not 0 < int(high) - int(low) < _RANGE_MOST:
        return ()
    return tuple(map(str, range(int(low), int(high) + 1)))


def _phrases_of(words: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {word: ((word,),) for word in words}


def _skip_repetition(tokens: Sequence[Token], end: int, code: str, language: Language) -> int:
    """The index after the key said again in brackets ("press 1 (one)"), and after "key", "now"."""
    end = skip_phrases(tokens, end, language.behind_keys)
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        if code_of(tokens[end + 1], language) == code:
            end += 3
    elif end < len(tokens) and tokens[end].text in ("'", '"', ")"):
        end += 1
    return skip_phrases(tokens, end, language.behind_keys)


def _listed_keys(tokens: Sequence[Token], at: int, first: Keys, language: Language) -> Keys:
    """The keys, and those that are listed after them: "1, 2 or 3", "1 to 3, or 9"."""
    keys, words, end = [*first.codes], [*first.words], first.end
    doubtful, single = bool(first.other), len(first.codes) == 1
    alternatives = [*(first.other or first.codes)]
    while (more := _next_listed(tokens, end, language)) is not None:
        index, code = more
        single = single and tokens[end].text == "," and index == end + 1
        keys.append(code.text)
        words.append(tokens[index].word)
        doubtful = doubtful or bool(code.apart)
        alternatives += code.apart or (code.text,)
        end = _skip_repetition(tokens, code.end, code.text, language)
    if end == first.end:
        return first
    if phrase_at(tokens, end, language.leads) and _has_own_purposes(tokens, at, end, language):
        return first
    codes = tuple(dict.fromkeys(keys))  # "press 0, zero, for the operator"
    if single and all(len(code) == 1 for code in keys) and 2 < len(keys) <= _CODE_MOST:
        if len(codes) < len(keys) and len(codes) > 1:  # nobody lists "one, zero, one"
            return Keys(("".join(keys),), (words[0],), end)
        doubtful, alternatives = True, ["".join(keys)]
    first_heard = tuple(words[keys.index(code)] for code in codes)
    return Keys(codes, first_heard, end, tuple(dict.fromkeys(alternatives)) if doubtful else ())


def _next_listed(tokens: Sequence[Token], end: int, language: Language) -> tuple[int, Code] | None:
    """The key that is listed next, and where it begins; None: the list ends."""
    after = end
    while after < len(tokens) and (tokens[after].text in (",", ";") or tokens[after].text in language.joins):
        after += 1
    if after == end:
        return None
    after = skip_phrases(tokens, after, language.between_keys)
    more = code_at(tokens, after, language) if after < len(tokens) else None
    if more is None or _is_unit(tokens, more.end, language) or not may_end(tokens, more.end, language):
        return None
    return after, more


def _has_own_purposes(tokens: Sequence[Token], at: int, end: int, language: Language) -> bool:
    """Return whether "For sales press 1, 2 for support": the second key has a purpose of its own after it."""
    joined = any(token.text in language.joins for token in tokens[at:end])
    return not joined and any(phrase_at(tokens, index, language.leads) for index in range(max(0, at - 6), at))


def _is_unit(tokens: Sequence[Token], at: int, language: Language) -> bool:
    return at < len(tokens) and tokens[at].text in language.units
