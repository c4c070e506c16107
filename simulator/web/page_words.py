"""The words of the page itself, in one of the languages that it speaks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from simulator.config.flow import Flow
from simulator.web.page_scripts import FOLDER

LANGUAGES = {"en": "English", "hi": "हिन्दी", "ar": "العربية"}
"""The languages of the page's words, by code."""

RIGHT_TO_LEFT = frozenset({"ar"})

_BLOCKS = {"ar": ("\u0600", "\u06ff"), "hi": ("\u0900", "\u097f")}
"""The signs of a language's script, where it is not Latin (Unicode's blocks)."""


class PageWords:
    """The words of one language; ``say`` fills a sentence with its values."""

    def __init__(self, language: str) -> None:
        self.language = language
        text = (FOLDER / "words" / f"{language}.json").read_text(encoding="utf-8")
        self.sentences: Mapping[str, str] = json.loads(text)

    @property
    def right_to_left(self) -> bool:
        """Return whether the page mirrors."""
        return self.language in RIGHT_TO_LEFT

    def say(self, key: str, *values: object) -> str:
        """Return a sentence with its values. Raises ``KeyError`` for one that there is not."""
        sentence = self.sentences[key]
        for place, value in enumerate(values):
            sentence = sentence.replace(f"{{{place}}}", str(value))
        return sentence

    def day(self, day: date) -> str:
        """Return a day as the printed report writes it."""
        return day.isoformat() if self.language != "en" else f"{day.day} {day:%B} {day.year}"


def language_of(flow: Flow) -> str:
    """The language of a flow, by the script of its words and names: English unless most letters are of another."""
    texts = [recording.script for recording in flow.recordings.values()]
    texts += [item.name for item in flow.receptionists.values()]
    letters = [sign for text in texts for sign in text if sign.isalpha()]
    for language, (first, last) in _BLOCKS.items():
        if sum(first <= sign <= last for sign in letters) * 2 > len(letters):
            return language
    return "en"
