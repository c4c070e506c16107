"""One way to write what people write in several."""

from simulator.checks.scripts.spelling import one_spelling, spellings, split_elisions


def test_digits_signs_and_quotes_of_every_keyboard_are_one() -> None:
    assert one_spelling("१ ٢ ۳ ４ ＃ ＊ l’accueil «oui»") == '1 2 3 4 # * l\'accueil "oui"'


def test_hindi_is_written_with_and_without_its_dots() -> None:
    assert one_spelling("अंग्रेज़ी दबाएँ") == one_spelling("अंग्रेजी दबाएं")
    assert one_spelling("अंग्रेज\u093cी") == one_spelling("अंग्रे\u095bी")


def test_accents_may_be_dropped_but_for_short_words() -> None:
    assert spellings("pressez l'étoile", dropped=True) == ("pressez l'étoile", "pressez l'etoile")
    assert spellings("é o três", dropped=True) == ("é o três", "é o tres")
    assert [spellings("drücken", dropped=False), spellings("tape", dropped=True)] == [("drücken",), ("tape",)]


def test_words_that_are_written_together_are_taken_apart() -> None:
    assert split_elisions("l'accueil", ["l'", "d'"]) == ("l'", "accueil")
    assert [split_elisions(word, ["l'"]) for word in ("o'clock", "accueil", "l'")] == [
        ("o'clock",),
        ("accueil",),
        ("l'",),
    ]
