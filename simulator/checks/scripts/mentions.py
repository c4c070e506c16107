"""Where a sentence speaks of keys: behind a verb ("press 1"), before one, or as staying on the line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.tokens import Token, phrase_at, phrase_before, skip

STAY = "stay"
"""Stands for staying on the line, where others name a key."""

_RANGE_MOST = 20
_CODE_MOST = 4


class Mention(NamedTuple):
    """Keys that a sentence speaks of: tokens ``start`` to ``end``; ``words`` tells when each is heard.

    ``key_first``: no verb stands with them, and what they are for comes behind.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    words: tuple[int, ...]
    key_first: bool = False


class Keys(NamedTuple):
    """Keys that stand together, the words at which they are heard, and the token behind them."""

    codes: tuple[str, ...]
    words: tuple[int, ...]
    end: int


def mentions(tokens: Sequence[Token], known: Language) -> Iterator[Mention]:
    """Every mention of a sentence that has a verb, in order."""
    index = 0
    while index < len(tokens):
        found = (
            _stay_at(tokens, index, known) or _behind_verb(tokens, index, known) or _before_verb(tokens, index, known)
        )
        if found is None:
            index += 1
            continue
        if found.codes:
            yield found
        index = found.end


def _stay_at(tokens: Sequence[Token], index: int, known: Language) -> Mention | None:
    size = phrase_at(tokens, index, known.stay)
    if not size:
        return None
    phrase = " ".join(token.text for token in tokens[index : index + size])
    end = index + size - (1 if phrase in known.words.stay_keeps_lead else 0)
    if end < len(tokens) and tokens[end].text in known.words.not_behind_stay:
        return Mention(index, end, (), ())
    return Mention(index, end, (STAY,), (tokens[index].word,))


def _behind_verb(tokens: Sequence[Token], index: int, known: Language) -> Mention | None:
    strong = phrase_at(tokens, index, known.strong)
    size = strong or phrase_at(tokens, index, known.weak)
    if not size:
        return None
    between = False
    at = index + size
    while filler := phrase_at(tokens, at, known.fillers) or _mark_in_front(tokens, at, known):
        between = between or tokens[at].text in known.words.between_words
        at += filler
    keys = keys_at(tokens, at, known, between=between)
    if keys is None:
        return None
    if _is_refused(tokens, index, at, keys, known) or not (strong or _may_end(tokens, keys.end, known)):
        return Mention(index, keys.end, (), ())
    return Mention(index, keys.end, keys.codes, keys.words)


def _mark_in_front(tokens: Sequence[Token], at: int, known: Language) -> int:
    """1 for a quote in front of a key."""
    follows = at + 1 < len(tokens) and code_of(tokens[at + 1], known) is not None
    return int(follows and tokens[at].text in ("'", '"', "("))


def _is_refused(tokens: Sequence[Token], index: int, at: int, keys: Keys, known: Language) -> bool:
    """Whether no key of this menu is meant: "do not press 1", "dial 999", "enter your PIN, then press hash"."""
    if phrase_before(tokens, index, known.negations):
        return True
    if tokens[index].text in known.words.others_verbs and set(keys.codes) & set(known.words.others_numbers):
        return True
    ends_input = set(keys.codes) <= {"*", "#"} and not (index and tokens[index - 1].text in known.words.either)
    return ends_input and any(phrase_at(tokens, before, known.collects) for before in range(index))


def _before_verb(tokens: Sequence[Token], index: int, known: Language) -> Mention | None:
    if not known.behind or code_of(tokens[index], known) is None:
        return None
    keys = keys_at(tokens, index, known)
    if keys is None:
        return None
    verb = skip(tokens, keys.end, known.fillers)
    size = phrase_at(tokens, verb, known.behind)
    if not size:
        return None
    start = index
    while start and (phrase_at(tokens, start - 1, known.fillers) or phrase_at(tokens, start - 1, known.polite)) == 1:
        start -= 1
    return Mention(start, verb + size, keys.codes, keys.words)


# -- keys -----------------------------------------------------------------------------------------


def code_of(token: Token, known: Language) -> str | None:
    """The key that a token names; None: it names none."""
    if token.kind == "number":
        return token.text if len(token.text) <= _CODE_MOST else None
    return known.codes.get(token.text) if token.kind == "word" else None


def keys_at(tokens: Sequence[Token], at: int, known: Language, *, between: bool = False) -> Keys | None:
    """The keys that stand here: one, several, or a range; None: a quantity, a telephone number, or none."""
    ends = _figure_range(tokens, at)
    if ends is not None:
        codes = _range(*ends)
        end = skip(tokens, at + 1, known.behind_keys)
        return Keys(codes, (tokens[at].word,) * len(codes), end) if codes and not _is_unit(tokens, end, known) else None
    first = _one(tokens, at, known)
    if first is None or _is_unit(tokens, first[1], known):
        return None
    code, end = first
    upto = _range_end(tokens, end, known, between=between)
    if upto is not None:
        codes = _range(code, upto[0])
        if not codes or _is_unit(tokens, upto[1], known):
            return None
        return Keys(codes, (tokens[at].word,) * len(codes), skip(tokens, upto[1], known.behind_keys))
    return _listed(tokens, at, code, _repeated(tokens, end, code, known), known)


def _one(tokens: Sequence[Token], at: int, known: Language) -> tuple[str, int] | None:
    """A key or a code such as ``*9``, and the index behind it; None for more numbers in a row."""
    code, end = "", at
    while end < len(tokens) and (found := code_of(tokens[end], known)) is not None:
        code += found
        end += 1
    if not code or end - at > 2:
        return None
    if end < len(tokens) and tokens[end].kind == "figure":
        return None
    if end - at == 2 and (code[0] not in "*#" and len(code) > 2):
        return None
    return code, end


def _figure_range(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    if at >= len(tokens) or tokens[at].kind != "figure":
        return None
    low, dash, high = tokens[at].text.replace("–", "-").partition("-")
    return (low, high) if dash and _is_digit(low) and _is_digit(high) else None


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text in "0123456789"


def _range_end(tokens: Sequence[Token], end: int, known: Language, *, between: bool) -> tuple[str, int] | None:
    if end + 1 >= len(tokens):
        return None
    word = tokens[end].text
    if word not in known.ranges and not (between and word in known.words.between_joins):
        return None
    return _one(tokens, end + 1, known)


def _range(low: str, high: str) -> tuple[str, ...]:
    if not (low.isdecimal() and high.isdecimal()) or not 0 < int(high) - int(low) < _RANGE_MOST:
        return ()
    return tuple(map(str, range(int(low), int(high) + 1)))


def _repeated(tokens: Sequence[Token], end: int, code: str, known: Language) -> int:
    """The index behind the key said again in brackets ("press 1 (one)"), and behind "key", "now"."""
    end = skip(tokens, end, known.behind_keys)
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        if code_of(tokens[end + 1], known) == code:
            end += 3
    elif end < len(tokens) and tokens[end].text in ("'", '"', ")"):
        end += 1
    return skip(tokens, end, known.behind_keys)


def _listed(tokens: Sequence[Token], at: int, code: str, end: int, known: Language) -> Keys:
    """The key, and those that are listed behind it: "1, 2 or 3"."""
    codes, words = [code], [tokens[at].word]
    while True:
        after = end
        while after < len(tokens) and (tokens[after].text in (",", ";") or tokens[after].text in known.joins):
            after += 1
        if after == end:
            break
        after = skip(tokens, after, {"the": (("the",),)})
        more = _one(tokens, after, known)
        if more is None or _is_unit(tokens, more[1], known) or not _joins_on(tokens, more[1], known):
            break
        if more[0] not in codes:  # "press 0, zero, for the operator"
            codes.append(more[0])
            words.append(tokens[after].word)
        end = _repeated(tokens, more[1], more[0], known)
    if len(codes) > 1 and phrase_at(tokens, end, known.leads) and _has_own_purposes(tokens, at, end, known):
        return Keys((code,), (words[0],), _repeated(tokens, at + 1, code, known))
    return Keys(tuple(codes), tuple(words), end)


def _has_own_purposes(tokens: Sequence[Token], at: int, end: int, known: Language) -> bool:
    """Whether "For sales press 1, 2 for support": the second key has a purpose of its own behind it."""
    joined = any(token.text in known.joins for token in tokens[at:end])
    return not joined and any(phrase_at(tokens, index, known.leads) for index in range(max(0, at - 6), at))


def _joins_on(tokens: Sequence[Token], end: int, known: Language) -> bool:
    return _may_end(tokens, end, known)


def _is_unit(tokens: Sequence[Token], at: int, known: Language) -> bool:
    return at < len(tokens) and tokens[at].text in known.units


def _may_end(tokens: Sequence[Token], at: int, known: Language) -> bool:
    """Whether a key may end here: the sentence does, or a purpose or another key follows."""
    if at >= len(tokens) or tokens[at].kind == "mark" or tokens[at].text in known.joins:
        return True
    wanted = (known.leads, known.conditions, known.behind_keys, known.polite, known.strong, known.weak, known.behind)
    return any(phrase_at(tokens, at, phrases) for phrases in wanted)
