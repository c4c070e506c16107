"""Words in a script that callers may misunderstand, with those that say it better."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.checks.scripts.language import Language, language
from simulator.checks.scripts.reader import language_of
from simulator.checks.scripts.spoken_keys import keys_at
from simulator.checks.scripts.tokens import Token, phrase_at, phrase_before, sentences, skip


def forbidden(script: str) -> dict[str, str]:
    """The forbidden words of a script, in order, each with what to say instead."""
    known = language(language_of(script))
    found: dict[str, str] = {}
    for tokens, _ in sentences(script, known):
        for index, token in enumerate(tokens):
            better = known.words.forbidden.get(token.text)
            if better is not None and _is_meant(tokens, index, known):
                found.setdefault(token.text, better)
    return found


def speaks_of_dialling(script: str) -> bool:
    """Whether a sentence speaks of an extension and of dialling or entering it."""
    known = language(language_of(script))
    return any(_dials_extension(tokens, known) for tokens, _ in sentences(script, known))


def _dials_extension(tokens: Sequence[Token], known: Language) -> bool:
    words = {token.text for token in tokens}
    verbs = {word for verb in (*known.words.weak_verbs, *known.words.others_verbs) for word in verb.split()}
    return bool(words.intersection(known.words.extensions) and words.intersection(verbs))


def _is_meant(tokens: Sequence[Token], index: int, known: Language) -> bool:
    """Whether the word is a verb for a key here; one that is no verb for keys is always meant."""
    if not (phrase_at(tokens, index, known.strong) or phrase_at(tokens, index, known.weak)):
        return True
    before = tokens[index - 1] if index else None
    if before is not None and (before.text in known.articles or before.text in known.codes or before.kind == "number"):
        return False  # "the star key"
    if phrase_before(tokens, index, known.negations):
        return False
    if tokens[index].text in known.words.others_verbs and _dials_extension(tokens, known):
        return False  # an extension is a telephone number, which is dialled
    if index + 1 < len(tokens) and tokens[index + 1].text in known.words.typed:
        return True
    keys = keys_at(tokens, skip(tokens, index + 1, known.fillers), known)
    return keys is not None and not set(keys.codes) & set(known.words.others_numbers)
