"""The page's own words."""

import re
from dataclasses import replace
from datetime import date

import pytest

from simulator.config.flow import Flow, Recording
from simulator.web.page_scripts import FOLDER, module_order, read_module
from simulator.web.page_words import LANGUAGES, PageWords, language_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_values(language: str) -> None:
    english, other = PageWords("en").sentences, PageWords(language).sentences
    assert set(other) == set(english)
    values = {key: [sorted(re.findall(r"\{\d\}", words[key])) for words in (english, other)] for key in english}
    assert {key: pair for key, pair in values.items() if pair[0] != pair[1]} == {}


def test_the_scripts_say_only_what_there_is() -> None:
    used = {key for name in module_order() for key in re.findall(r'\bsay\("([\w-]+)"[,)]', read_module(name))}
    assert used - set(PageWords("en").sentences) == set()


def test_words_that_people_do_not_use_are_not_there() -> None:
    text = " ".join(PageWords("en").sentences.values()).lower()
    for word in ("receptionist", "entry", "round", "retry", "time-out", "dtmf", "semantics", "profile", "reading"):
        assert word not in text


def test_the_language_follows_from_what_is_said(clinic: Flow) -> None:
    assert language_of(clinic) == "en"
    for language, script in (("hi", "नमस्ते " * 20), ("ar", "مرحبًا بكم " * 20)):
        assert language_of(replace(clinic, recordings={"19549": Recording(script=script)})) == language


def test_a_sentence_with_its_values() -> None:
    words = PageWords("en")
    assert words.say("after", "A person", "0:14") == "A person, after 0:14"
    assert (words.day(date(2026, 11, 3)), PageWords("ar").day(date(2026, 11, 3))) == ("3 November 2026", "2026-11-03")
    assert (PageWords("ar").right_to_left, words.right_to_left) == (True, False)
    assert sorted(path.stem for path in (FOLDER / "words").iterdir()) == sorted(LANGUAGES)
