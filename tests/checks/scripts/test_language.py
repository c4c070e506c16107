"""Languages are files of words."""

import pytest

from simulator.checks.scripts.language import index_phrases, language_codes, load_language


def test_a_language_is_a_file() -> None:
    assert language_codes() == ("de", "en", "es", "fr", "hi", "pt")
    assert [load_language(code).words.name for code in language_codes()] == [
        *("German", "English", "Spanish", "French", "Hindi", "Portuguese"),
    ]
    with pytest.raises(ValueError, match="no language 'tlh'; there are de, en, es, fr, hi, pt"):
        load_language("tlh")


def test_the_longest_phrase_comes_first() -> None:
    assert index_phrases(["key", "key in", "press"]) == {"key": (("key", "in"), ("key",)), "press": (("press",),)}


def test_every_file_has_words_for_all_that_is_looked_for() -> None:
    for code in language_codes():
        words = load_language(code).words
        assert set("0123456789") <= set(words.numbers.values())
        assert set(words.signs.values()) == {"*", "#"}
        assert all((words.strong_verbs, words.leads, words.stay, words.farewells, words.transfers))
        assert all((words.unavailable, words.telling, words.own_names, words.negations, words.collects))
        assert all((words.stay_offered, words.stay_not_for, words.otherwise, words.extensions, words.dials))
        assert all((words.heard_nothing, words.heard_wrong, words.heard_either, words.ifs, words.persons))
        assert set(words.hours.weekdays.values()) == set(range(7))
        assert set(words.hours.months.values()) == set(range(1, 13))
