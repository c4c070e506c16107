"""A script cut into words, numbers, marks and sentences."""

from simulator.checks.scripts.language import index_phrases, load_language
from simulator.checks.scripts.word_tokens import (
    Token,
    phrase_at,
    phrase_before,
    plain_words,
    skip_phrases,
    split_sentences,
)

EN = load_language("en")


def cut(script: str) -> list[tuple[list[str], str]]:
    return [([token.text for token in tokens], ending) for tokens, ending in split_sentences(script, EN)]


def test_sentences_end_at_stops_and_not_in_abbreviations() -> None:
    assert cut("Ask Dr. Shah. Need help? Press 1") == [
        (["ask", "dr", ".", "shah"], "."),
        (["need", "help"], "?"),
        (["press", "1"], ""),
    ]


def test_a_list_is_sentences_and_a_wrapped_line_is_not() -> None:
    assert cut("1. Sales\n2. Support") == [(["1", ":", "sales"], "."), (["2", ":", "support"], "")]
    assert cut("For sales, press\n1. Thanks") == [(["for", "sales", ",", "press", "1"], "."), (["thanks"], "")]


def test_a_number_that_is_no_key_is_a_figure() -> None:
    ((tokens, _),) = split_sentences("4-digit 9:30 $5 24/7 1st 5pm 1-4 7", EN)
    assert [token.kind for token in tokens] == [*["figure"] * 7, "number"]


def test_words_are_counted_as_a_voice_reads_them() -> None:
    ((tokens, _),) = split_sentences("For sales, press *1", EN)
    assert tokens == [
        Token("for", "word", 0),
        Token("sales", "word", 1),
        Token(",", "mark", 1),
        Token("press", "word", 2),
        Token("*", "word", 3),
        Token("1", "number", 3),
    ]


def test_phrases_are_found_and_passed() -> None:
    ((tokens, _),) = split_sentences("now please key in 5", EN)
    wanted = index_phrases(["key in", "key", "please", "now"])
    assert [phrase_at(tokens, index, wanted) for index in range(-1, 6)] == [0, 1, 1, 2, 0, 0, 0]
    assert skip_phrases(tokens, 0, wanted) == 4
    assert [phrase_before(tokens, index, wanted) for index in range(6)] == [False, True, True, True, True, False]


def test_a_text_as_its_words() -> None:
    assert plain_words("We’re — “open”!") == " we're open "
