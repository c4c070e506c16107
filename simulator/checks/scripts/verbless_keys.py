"""Keys that no verb goes with, as in "press 1 for sales, 2 for support" and "Sales, one. Support, two.".

A number alone is seldom a key, so such a mention counts only after one with a verb in the same
sentence, as a sentence of its own form ("For support, 2.") in a script that has verbs, or where a
script without any holds two or more of them and hardly anything else in those sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.mentions import Mention
from simulator.checks.scripts.spoken_keys import code_at, code_of, keys_at
from simulator.checks.scripts.word_tokens import Token, phrase_at, phrase_ending, skip_phrases

_SOFT = frozenset(",;:-–—()[]=>/")
_DASHES = frozenset("-–—:=>,")
_LABEL_MOST = 4
_LED_LABEL_MOST = 10
_COUNTED_LEAST = 3
_PLACED_LEAST = 2
_LOOK_BACK = 40


def keys_after_mention(
    tokens: Sequence[Token], first: int, taken: Sequence[Mention], language: Language
) -> Iterator[Mention]:
    """Yield bare mentions after the first mention of a sentence, outside of those that are taken."""
    busy = {index for mention in taken for index in range(mention.start, mention.end)}
    floor = first
    for index in range(first, len(tokens)):
        if index in busy:
            floor = index + 1
            continue
        bare = _key_first(tokens, index, language) or _label_first(tokens, index, floor, language)
        if bare:
            yield bare
            floor = bare.end


def preceding(tokens: Sequence[Token], taken: Sequence[Mention], language: Language) -> Iterator[Mention]:
    """Bare mentions before the first with a verb, where the verb stands after the last: "A ke liye 1, B ke liye 2".

    Only those whose purpose is ended ("ke liye") count.
    """
    floor = 0
    for index in range(taken[0].start if language.trails else 0):
        before = index - (index > 0 and tokens[index - 1].text in _SOFT)
        ends = phrase_ending(tokens, before, language.trails)
        mention = _label_first(tokens, index, floor, language) if ends else None
        if mention:
            yield mention
            floor = mention.end


def enumerated_keys(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """``Please choose one of these keys: 1, 2 or 3``: several keys, and nothing else, after a verb and a colon."""
    begins = _behind_colon(tokens)
    keys = keys_at(tokens, begins, language) if begins else None
    if keys is None or len(keys.codes) < 2 or keys.end < len(tokens):
        return []
    verbs = (phrase_at(tokens, index, verb) for index in range(begins) for verb in (language.strong, language.weak))
    return [Mention(begins, keys.end, keys.codes, keys.words, other=keys.other)] if any(verbs) else []


def verbless_mentions(tokens: Sequence[Token], language: Language, *, strict: bool) -> list[Mention]:
    """The bare mentions of a sentence that consists of them; none where it says anything else.

    ``strict``: only "For support, 2", as in a script whose other sentences have verbs.
    """
    counted = [] if strict else _counted_clauses(tokens, language) or _placed_clauses(tokens, language)
    if counted:
        return counted
    mentions: list[Mention] = []
    begins = floor = _behind_colon(tokens)
    for index in range(len(tokens)):
        if index < floor or code_of(tokens[index], language) is None:
            continue
        # a label starts near its key: looking further would take a long script's length squared
        led = _is_led(tokens, max(floor, index - _LOOK_BACK), language)
        mention = None if strict else _key_first(tokens, index, language)
        if mention is None and (led or not strict):
            mention = _label_first(tokens, index, floor, language)
        if mention:
            mentions.append(mention)
            floor = mention.end
    return mentions if mentions and _is_all(tokens, begins, mentions, language) else []


def _is_led(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """Return whether a purpose is opened here, or after words of politeness."""
    return any(phrase_at(tokens, start, language.leads) for start in (at, skip_phrases(tokens, at, language.polite)))


def continued_mentions(tokens: Sequence[Token], announced: Sequence[str], language: Language) -> list[Mention]:
    """``2 for support`` as a sentence of its own, after one that announced a key: the verb is not said again.

    It has to go on where those ``said`` so far ended, by a higher number or by 0, and to say nothing else; so has
    ``Support, 2``, by the next number.
    """
    if tokens and code_of(tokens[-1], language) == _next_of(announced[-1]):
        label_mention = _label_first(tokens, len(tokens) - 1, 0, language)
        begins = label_mention.start if label_mention else 0  # "Owners, two.": the key is set off
        return [label_mention] if label_mention and begins and tokens[begins - 1].text in _SOFT else []
    code = code_of(tokens[0], language) if tokens else None
    mention = _key_first(tokens, 0, language) if code is not None else None
    if code is None or mention is None or code in announced:
        return []
    goes_on = code in ("0", "*", "#") or not announced[-1].isdecimal() or int(code) > int(announced[-1])
    more = [mention, *keys_after_mention(tokens, mention.end, [mention], language)]
    spoken_after = [token for token in tokens[more[-1].end :] if token.spoken]
    short = len(spoken_after) <= _LED_LABEL_MOST and not any(token.kind == "figure" for token in spoken_after)
    return more if goes_on and short else []


def _next_of(code: str) -> str:
    return str(int(code) + 1) if code.isdecimal() else ""


def _behind_colon(tokens: Sequence[Token]) -> int:
    """Return where the choices begin in ``Please choose: 1 for sales, 2 for support``."""
    colons = [index for index, token in enumerate(tokens) if token.text == ":"]
    return colons[0] + 1 if len(colons) == 1 and 1 < colons[0] < len(tokens) - 2 else 0


def _counted_clauses(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """``1 sales, 2 support, 3 billing``: three clauses at least that count from 1."""
    mentions: list[Mention] = []
    for index in range(_behind_colon(tokens), len(tokens) - 1):
        code = code_of(tokens[index], language)
        opens = index == 0 or tokens[index - 1].text in _SOFT
        after = index + 1 + (tokens[index + 1].text in _DASHES and index + 2 < len(tokens))
        named = tokens[after].kind == "word" and tokens[after].text not in language.units
        if opens and named and code == str(len(mentions) + 1) and not phrase_at(tokens, after, language.leads):
            mentions.append(Mention(index, after, (code,), (tokens[index].word,), key_first=True))
    return mentions if len(mentions) >= _COUNTED_LEAST else []


def _placed_clauses(tokens: Sequence[Token], language: Language) -> list[Mention]:
    """``The shop is on 1, the café is on 2``: two at least that count from 1, each at the end of its clause."""
    mentions: list[Mention] = []
    for index in range(len(tokens)):
        size = phrase_at(tokens, index, language.placed)
        code = code_of(tokens[index + size], language) if size and index + size < len(tokens) else None
        if code == str(len(mentions) + 1) and _ends_clause(tokens, index + size + 1, language):
            mentions.append(Mention(index, index + size + 1, (code,), (tokens[index + size].word,)))
    return mentions if len(mentions) >= _PLACED_LEAST else []


def _is_all(tokens: Sequence[Token], begins: int, mentions: Sequence[Mention], language: Language) -> bool:
    """Return whether what stands around the keys is labels: few words, and none that tells a story."""
    edges = [begins, *(mention.end for mention in mentions), len(tokens)]
    starts = [*(mention.start for mention in mentions), len(tokens)]
    for before, after in zip(edges, starts, strict=False):
        led = phrase_at(tokens, before, language.leads)
        words = [token for token in tokens[before + led : after] if token.spoken]
        parted = led > 0 and after > before and tokens[after - 1].text in _SOFT and after < len(tokens)
        if len(words) > (_LED_LABEL_MOST if led else _LABEL_MOST + 1):
            return False
        free = parted or (led and len(words) == 1)  # "2 for no" tells no story
        strange = (token.kind == "figure" or (not free and token.text in language.not_bare) for token in words)
        if any(strange):
            return False
    return True


def _key_first(tokens: Sequence[Token], index: int, language: Language) -> Mention | None:
    """``2 for support``, ``2: support``, at the beginning of a clause."""
    spoken = code_at(tokens, index, language)
    if spoken is None or index + 2 >= len(tokens) or not _begins_clause(tokens, index, language):
        return None
    code, behind, _ = spoken
    if len(code) > 2 and behind == index + 1:
        return None
    after = skip_phrases(tokens, behind, language.behind_keys)
    after += _is_set_off(tokens, _number_start(tokens, index, language), after)
    size = phrase_at(tokens, after, language.leads)
    marked = index == 0 and after < len(tokens) and tokens[after].text in (":", "-", "–", "—", "=", ")", "]")
    if not (size or marked) or (after + size < len(tokens) and _is_number(tokens[after + size], language)):
        return None
    start = _number_start(tokens, index, language)
    return Mention(start, after + (1 if marked else 0), (code,), (tokens[index].word,), key_first=True)


def _is_set_off(tokens: Sequence[Token], start: int, after: int) -> bool:
    """Return whether stronger marks enclose a key than follow it: ``choose: 1, for sales; 2, for support``."""
    opened = start == 0 or tokens[start - 1].text in (":", ";")
    return opened and after + 1 < len(tokens) and tokens[after].text == ","


def _number_start(tokens: Sequence[Token], index: int, language: Language) -> int:
    """Return where ``the 2 key``, ``number 2`` begins."""
    start = index
    while (
        start and tokens[start - 1].text not in language.joins and phrase_at(tokens, start - 1, language.fillers) == 1
    ):
        start -= 1
    return start


def _begins_clause(tokens: Sequence[Token], index: int, language: Language) -> bool:
    start = _number_start(tokens, index, language)
    return start == 0 or tokens[start - 1].text in _SOFT or tokens[start - 1].text in language.joins


def _label_first(tokens: Sequence[Token], index: int, floor: int, language: Language) -> Mention | None:
    """``support 2``, ``For support, 2``: a short label, and a key at the end of its clause."""
    code, end = code_of(tokens[index], language), skip_phrases(tokens, index + 1, language.behind_keys)
    if code is None or len(code) > 2 or index <= floor or not _ends_clause(tokens, end, language):
        return None
    begins = max(
        floor + 1, _number_start(tokens, index, language)
    )  # "Pour les ventes, le 2": the article belongs to the key
    if _is_number(tokens[begins - 1], language):
        return None
    last = begins - 1 if tokens[begins - 1].text in _SOFT else begins
    start = last
    while start > max(floor, index - _LOOK_BACK) and tokens[start - 1].text not in _SOFT:
        start -= 1
    if not (led := phrase_at(tokens, start, language.leads)):
        start = skip_phrases(tokens, start, language.polite)
        led = phrase_at(tokens, start, language.leads)
    closed = phrase_ending(tokens, last, language.trails) > 0  # "sales ke liye 1": the purpose ends after the label
    words = tokens[start + led : last]
    if not words or len(words) > (_LED_LABEL_MOST if led or closed else _LABEL_MOST):
        return None
    parted = closed or (led > 0 and last < index)  # "To speak with a banker, 0": the purpose is opened and closed
    if any(_is_number(token, language) or (not parted and token.text in language.not_bare) for token in words):
        return None
    return Mention(begins, end, (code,), (tokens[index].word,))


def _ends_clause(tokens: Sequence[Token], after: int, language: Language) -> bool:
    return after >= len(tokens) or tokens[after].text in _SOFT or tokens[after].text in language.joins


def _is_number(token: Token, language: Language) -> bool:
    return token.kind == "figure" or (code_of(token, language) is not None and token.text not in language.articles)
