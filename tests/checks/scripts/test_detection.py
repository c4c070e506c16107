"""In which language a text is."""

import pytest

from simulator.checks.scripts.detection import UNKNOWN, Detected, detect_language, detect_switch, language_of
from tests.checks.scripts.labelled import OTHERS, PARTS


@pytest.mark.parametrize("one", OTHERS["unread"]["unread"], ids=lambda one: f"{one['name']}: {one['script'][:20]}")
def test_a_language_that_is_not_read_is_named(one: dict[str, str]) -> None:
    assert detect_language(one["script"]) == Detected(unread=one["name"])


def test_scripts_in_languages_that_are_read_are_never_held_to_be_in_others() -> None:
    assert [one["script"] for part in PARTS.values() for one in part if detect_language(one["script"]).unread] == []
    for parts in (OTHERS[code] for code in OTHERS if code != "unread"):
        assert [one["script"] for part in parts.values() for one in part if detect_language(one["script"]).unread] == []


def test_nothing_is_told_of_a_few_words() -> None:
    assert [detect_language(text) for text in ("", "1 2 3", "Acme.", "Ibiza 1, Malta 2")] == [Detected()] * 4
    assert detect_language("Zog blim frat 1, nakka blu frat 2, wexi 3.") == Detected(unread=UNKNOWN)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("For sales, press 1.", "en"),
        ("Für Verkauf drücken Sie die 1.", "de"),
        ("Pour les ventes, tapez 1.", "fr"),
        ("Para ventas, pulse 1.", "es"),
        ("Para vendas, tecle 1.", "pt"),
        ("Dial 1 for sales.", "en"),
        ("Sales ke liye 1 press karein.", "hi"),
        ("सेल्स के लिए 1 दबाएं।", "hi"),
        ("", "en"),
    ],
)
def test_a_language_that_is_read_is_found(text: str, found: str) -> None:
    assert language_of(text) == found


def test_a_part_is_in_the_language_of_its_script_unless_it_is_clearly_in_another() -> None:
    english, hindi = Detected("en"), Detected("hi")
    assert detect_switch("Para español oprima 2", english) == Detected("es")
    assert detect_switch("Service 2", Detected("fr")) == Detected("fr")
    assert detect_switch("For English press 2", hindi) == english
    assert detect_switch("Sales ke liye press 1", hindi) == hindi
    assert detect_switch("Per italiano, premere due", english) == Detected(unread="Italian")
    assert detect_switch("请按一", english) == Detected(unread="Chinese")
