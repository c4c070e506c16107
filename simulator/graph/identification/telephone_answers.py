"""Answers to questions about a call, as people write them: ``y``, ``twice`` as ``2``, ``5 s``, ``not sure``."""

from __future__ import annotations

import re
from typing import Final

from simulator.config.value_rules import quote_value
from simulator.graph.identification.audible_call import OWN_HANGUP, TelephoneQuestion
from simulator.graph.identification.call_probe import QuestionAnswer

UNSURE: Final = "not sure"
"""The answer of a person who does not know: it rules nothing out."""

NOT_ARISING: Final = "-"
"""The answer to a question that did not arise in the call."""

COUNT_MOST = 99
SECONDS_MOST = 600.0

_UNSURE_WORDS = {UNSURE, "?", "unsure", "don't know", "not-sure"}
_YES, _NO = {"y", "yes", "true"}, {"n", "no", "false"}
_SECONDS = re.compile(r"([0-9]{1,4}(\.[0-9]{1,3})?) *(s|sec|seconds)?")


def is_unsure(text: str) -> bool:
    """Return whether an answer says that the person does not know."""
    return text.strip().casefold() in _UNSURE_WORDS


def parse_answer(question: TelephoneQuestion, text: str) -> QuestionAnswer:
    """Return an answer to a question of yes or no, a number or seconds. Raises ``ValueError`` with what is accepted."""
    words = text.strip().casefold()
    if words == NOT_ARISING and question.kind in ("stopped", "pause"):
        return None
    match question.kind:
        case "stopped":
            return parse_yes(words)
        case "pause":
            return _parse_pause(words)
        case "heard":
            return parse_yes(words) if words in _YES | _NO else _parse_count(words)
    raise ValueError(f"{quote_value(text)} is not an answer here")


def parse_yes(words: str) -> bool:
    """Yes or no. Raises ``ValueError``."""
    if words in _YES | _NO:
        return words in _YES
    raise ValueError(f"{quote_value(words)} is not an answer; use yes, no or {UNSURE}")


def _parse_count(words: str) -> int:
    number = {"never": "0", "once": "1", "twice": "2"}.get(words, words)
    if number.isascii() and number.isdecimal() and len(number) <= 4 and int(number) <= COUNT_MOST:
        return int(number)
    raise ValueError(f"{quote_value(words)} is not a count; use a number from 0 to {COUNT_MOST}, yes, no or {UNSURE}")


def _parse_pause(words: str) -> float:
    match = _SECONDS.fullmatch("0" if words == "at once" else words)
    if match and float(match[1]) <= SECONDS_MOST:
        return float(match[1])
    raise ValueError(
        f"{quote_value(words)} is not a pause; use seconds from 0 to {SECONDS_MOST:g}, "
        f"'{NOT_ARISING}' if it did not arise, or {UNSURE}"
    )


ENDING_WORDS = {
    "cut off": "hangup",
    "the call was cut off": "hangup",
    "i hung up": OWN_HANGUP,
    "you hung up": OWN_HANGUP,
    "somewhere else": "elsewhere",
}
"""Endings without a name of their own, in the words of a file of answers."""
