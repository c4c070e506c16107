"""The reader, measured on the labelled scripts, and shown by a few."""

import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.checks.scripts import reader
from simulator.checks.scripts.language import language_codes, load_language
from simulator.checks.scripts.reader import STAY, AnnouncedKey, language_of, read_script
from tests.checks.scripts.labelled import OTHERS, PARTS, expected, measured, read


@pytest.mark.parametrize("part", [*PARTS])
def test_the_figures_are_those_that_the_reader_states(part: str) -> None:
    figures = str(measured(PARTS[part]))
    sys.stdout.write(f"\n{part}: {figures}\n")  # shown with -s
    assert figures in " ".join((reader.__doc__ or "").split())


def test_a_key_that_is_announced_is_never_held_to_be_left_out() -> None:
    every = [one for part in PARTS.values() for one in part]
    readings = [(read_script(one["script"], one.get("language")), {key for key, _ in expected(one)}) for one in every]
    kept = [key in (*reading.keys, *reading.named) for reading, keys in readings for key in keys - {STAY}]
    noticed = [
        key not in (*reading.keys, *reading.named)
        for reading, keys in readings
        for key in sorted({*"123456789*#"} - keys)
    ]
    sys.stdout.write(f"\nnot announced and noticed: {sum(noticed)} of {len(noticed)}\n")
    assert (len(kept), all(kept), round(sum(noticed) / len(noticed), 2)) == (514, True, 0.96)


def test_the_languages_are_measured_apart_too() -> None:
    german = [one for part in PARTS.values() for one in part if one.get("language") == "de"]
    figures = measured(german)
    sys.stdout.write(f"\nGerman, both parts: {figures}\n")
    assert figures.precision >= 0.95
    assert figures.recall >= 0.95


NAMES = {"es": "Spanish", "fr": "French", "hi": "Hindi", "pt": "Portuguese", "mixed": "several"}
"""The other languages, as the reader's docstring calls them."""


def scripts(code: str) -> list[dict[str, Any]]:
    return [one for part in OTHERS[code].values() for one in part]


@pytest.mark.parametrize("code", NAMES)
def test_the_figures_of_each_other_language_are_those_that_the_reader_states(code: str) -> None:
    figures = measured(scripts(code))
    for part, ones in OTHERS[code].items():
        sys.stdout.write(f"\n{NAMES[code]}, {part}: {measured(ones)}")
    sys.stdout.write(f"\n{NAMES[code]}: {figures}\n")  # shown with -s
    assert f"{NAMES[code]} {figures}" in " ".join((reader.__doc__ or "").split())
    assert figures.precision >= 0.97
    assert figures.recall >= 0.95


@pytest.mark.parametrize("code", NAMES)
def test_no_key_of_another_language_is_held_to_be_left_out(code: str) -> None:
    readings = [(read_script(one["script"]), {key for key, _ in expected(one)}) for one in scripts(code)]
    assert all(key in (*reading.keys, *reading.named) for reading, keys in readings for key in keys - {STAY})
    assert [list(reading.unread) for reading, _ in readings] == [one.get("unread", []) for one in scripts(code)]
    noticed = [
        key not in (*reading.keys, *reading.named)
        for reading, keys in readings
        for key in sorted({*"123456789*#"} - keys)
    ]
    sys.stdout.write(f"\n{NAMES[code]}, not announced and noticed: {sum(noticed)} of {len(noticed)}\n")
    assert sum(noticed) / len(noticed) >= 0.9


def test_scripts_without_choices_announce_nothing_in_any_language() -> None:
    silent = [one for code in NAMES for one in scripts(code) if not one["keys"]]
    assert [read(one) for one in silent] == [[]] * len(silent)


@pytest.mark.parametrize("one", OTHERS["unread"]["unread"], ids=lambda one: f"{one['name']}: {one['script'][:20]}")
def test_nothing_is_read_in_a_language_that_is_not_known(one: dict[str, str]) -> None:
    reading = read_script(one["script"])
    assert (reading.keys, reading.unread) == ((), (one["name"],))


def test_the_menu_decides_what_may_be_read_in_two_ways() -> None:
    def keys(script: str, *options: str) -> tuple[str, ...]:
        return read_script(script, options=options).keys

    assert [keys("Press 1-2.", *has) for has in ((), ("12",), ("1", "2"), ("1", "2", "12"))] == [
        *(("1", "2"), ("12",), ("1", "2"), ("1", "2"))
    ]
    assert [keys("Press 1 2 for sales.", *has) for has in ((), ("12",), ("1", "2"))] == [("12",), ("12",), ("1", "2")]
    assert keys("Press one zero one.", "1", "0") == ("101",)


def test_a_key_may_be_said_to_be_unavailable() -> None:
    reading = read_script("For sales, press 1. Option 3 is no longer available. Press 4.")
    assert (reading.keys, reading.withdrawn) == (("1", "4"), frozenset("3"))
    assert reading.announced[1] == AnnouncedKey("4", "", function_first=None, word=11)


def test_each_key_tells_its_language() -> None:
    reading = read_script("For English press 1. Para español oprima 2. Pour le français, faites le 3.")
    assert [(item.key, item.label, item.language) for item in reading.announced] == [
        ("1", "english", "en"),
        ("2", "español", "es"),
        ("3", "français", "fr"),
    ]


def test_an_article_names_no_key() -> None:
    assert read_script("Pour un devis, tapez 2. Une urgence ? Tapez 3.").named == frozenset("23")
    assert read_script("Pour un devis, prenez le un.").named == frozenset("1")


def test_there_are_scripts_enough_in_each_added_language() -> None:
    counts = {code: (len(scripts(code)), len(OTHERS[code]["held_out"])) for code in ("es", "fr", "hi", "pt")}
    assert counts == {"es": (57, 16), "fr": (116, 23), "hi": (123, 23), "pt": (113, 23)}


def test_there_are_scripts_enough() -> None:
    assert {part: len(scripts) for part, scripts in PARTS.items()} == {
        "development": 140,
        "held_out": 84,
        "later": 40,
        "last": 24,
    }


def test_a_reading_tells_key_label_order_and_the_word_at_which_it_is_heard() -> None:
    reading = read_script("For sales, press 1. Press 2 for support, or stay on the line for an operator.")
    assert reading.announced == (
        AnnouncedKey("1", "sales", function_first=True, word=3),
        AnnouncedKey("2", "support", function_first=False, word=5),
        AnnouncedKey(STAY, "operator", function_first=False, word=9),
    )
    assert (reading.keys, reading.words, reading.language) == (("1", "2"), 16, "en")
    assert [reading.seconds(item, 8.0) for item in reading.announced] == [2.0, 3.0, 5.0]


def test_the_language_is_found_out() -> None:
    assert language_of("Für Verkauf drücken Sie die 1.") == "de"
    assert language_of("For sales, press 1.") == "en"
    assert language_of("") == "en"
    assert read_script("Für Verkauf drücken Sie die 1.").keys == ("1",)


PIECES = sorted(
    {word for code in language_codes() for word in (*load_language(code).codes, *load_language(code).words.leads)}
)
SPOKEN = st.lists(
    st.sampled_from(
        [*PIECES, "press", "drücken", "dial", "option", "1", "2", "12", "9-5", ".", ",", ":", "\n", "(", "or"]
    )
)


@given(st.text() | SPOKEN.map(" ".join), st.sampled_from([None, *language_codes()]))
def test_any_text_is_read(text: str, code: str | None) -> None:
    reading = read_script(text, code)
    assert all(0 <= item.word < max(1, reading.words) for item in reading.announced)
    assert all(item.key == STAY or set(item.key) <= set("0123456789*#") for item in reading.announced)
    assert [item.word for item in reading.announced] == sorted(item.word for item in reading.announced)
    assert all(0 <= reading.seconds(item, 8.0) <= 8.0 for item in reading.announced)
