"""Words in a script that callers may misunderstand, with those that say it better."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.checks.scripts.language import Language
from simulator.checks.scripts.language_passages import language_passages
from simulator.checks.scripts.mentions import find_mentions
from simulator.checks.scripts.spoken_keys import code_of, keys_at
from simulator.checks.scripts.word_tokens import Token, phrase_at, phrase_before, skip_phrases


def forbidden_words(script: str) -> dict[str, str]:
    """The forbidden words of a script, in order, each with what to say instead."""
    passages, _ = language_passages(script)
    words: dict[str, str] = {}
    for passage in passages:
        language = passage.language
        for index, token in enumerate(passage.tokens if language else ()):
            better = language.words.forbidden.get(token.text) if language else None
            if language and better is not None and _is_meant(passage.tokens, index, language):
                words.setdefault(token.text, better)
    return words


def speaks_of_dialling(script: str) -> bool:
    """Return whether a sentence mentions an extension and dialling or entering it."""
    passages, _ = language_passages(script)
    return any(_dials_extension(passage.tokens, passage.language) for passage in passages if passage.language)


def _dials_extension(tokens: Sequence[Token], language: Language) -> bool:
    """Return whether an extension is spoken of, and a verb for it; "for an extension lead, press 1" dials none."""
    words = [token.text for token in tokens]
    if not language.extensions.intersection(words):
        return False
    pressed = {index for mention in find_mentions(tokens, language) for index in range(mention.start, mention.end)}
    free = [index for index in range(len(tokens)) if index not in pressed]
    speaks = any(words[index] in language.extensions and not _is_code(tokens, index + 1, language) for index in free)
    return speaks and any(phrase_at(tokens, index, language.dials) for index in free)


def _is_code(tokens: Sequence[Token], index: int, language: Language) -> bool:
    return index < len(tokens) and code_of(tokens[index], language) is not None


def _is_meant(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Return whether the word is a verb for a key here; a word that is never such a verb always counts."""
    if not (phrase_at(tokens, index, language.strong) or phrase_at(tokens, index, language.weak)):
        return True
    before = tokens[index - 1] if index else None
    if before is not None and (
        before.text in language.articles or before.text in language.codes or before.kind == "number"
    ):
        return False  # "the star key"
    if phrase_before(tokens, index, language.negations):
        return False
    if tokens[index].text in language.words.others_verbs and _dials_extension(tokens, language):
        return False  # an extension is a telephone number, which is dialled
    if index + 1 < len(tokens) and tokens[index + 1].text in language.words.typed:
        return True
    keys = keys_at(tokens, skip_phrases(tokens, index + 1, language.fillers), language)
    return keys is not None and not set(keys.codes) & set(language.words.others_numbers)
