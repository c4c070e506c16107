"""Statements in a script about the present: that somebody is open now, or closed now.

``We are closed.`` speaks of now; ``We are closed on Sundays.`` and ``If we are closed, leave a message.`` do not.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from simulator.checks.scripts.days import day_words
from simulator.checks.scripts.hours import speaks_of_times
from simulator.checks.scripts.language import Language, Phrases, language_codes, load_language
from simulator.checks.scripts.word_tokens import plain_words


class PresentState(NamedTuple):
    """Open or closed, and the words that say so."""

    state: Literal["open", "closed"]
    phrase: str


def any_present_state(script: str, language: Language) -> PresentState | None:
    """Return what a script says of now in its language, else in another: three words do not tell which one it is."""
    others = (load_language(code) for code in language_codes() if code != language.code)
    return next((state for spoken in (language, *others) if (state := present_state(script, spoken))), None)


def present_state(script: str, language: Language) -> PresentState | None:
    """Return what a script says of now with the words that say so; None: nothing, or both."""
    words = day_words(language)
    states: dict[Literal["open", "closed"], str] = {}
    for sentence in words.sentence_ends.split(script.lower()):
        text = plain_words(sentence)
        if any(f" {word} " in text for word in language.words.ifs):
            continue
        # with days or times it tells the hours; of "open", anything that follows tells when or for what
        is_general = speaks_of_times(sentence, language)
        closed = _phrase_in(text, language.says_closed_now) or (
            "" if is_general else _phrase_in(text, language.says_closed)
        )
        opened = _phrase_in(text, language.says_open_now) or _phrase_at_end(text, language.says_open)
        if closed:
            states.setdefault("closed", closed)
        elif opened:
            states.setdefault("open", opened)
    return PresentState(*next(iter(states.items()))) if len(states) == 1 else None


def _phrase_in(text: str, phrases: Phrases) -> str:
    return next((words for words in _every_phrase(phrases) if f" {words} " in text), "")


def _phrase_at_end(text: str, phrases: Phrases) -> str:
    return next((words for words in _every_phrase(phrases) if text.endswith(f" {words} ")), "")


def _every_phrase(phrases: Phrases) -> list[str]:
    return [" ".join(words) for same_start in phrases.values() for words in same_start]
