"""Keys as they are spoken."""

import pytest

from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.spoken_keys import codes_named, keys_at, may_end
from simulator.checks.scripts.word_tokens import apart, split_sentences


def keys(script: str, code: str = "en", *, between: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    known = load_language(code)
    ((tokens, _),) = split_sentences(script, known)
    found = keys_at(apart(tokens, known), 0, known, between=between)
    return (found.codes, found.other) if found else None


@pytest.mark.parametrize(
    ("script", "codes", "other"),
    [
        ("1 0 1", ("101",), ()),
        ("one oh two", ("102",), ("1", "0", "2")),
        ("oh one", ("01",), ("0", "1")),
        ("one-zero-one", ("101",), ()),
        ("1-0-2", ("102",), ("1", "0", "2")),
        ("1-2", ("1", "2"), ("12",)),
        ("2-1", ("21",), ("2", "1")),
        ("1–4", ("1", "2", "3", "4"), ("14",)),
        ("ten", ("10",), ()),
        ("eleven", ("11",), ()),
        ("twenty", ("20",), ()),
        ("twenty one", ("21",), ()),
        ("twenty-one", ("21",), ()),
        ("double one", ("11",), ()),
        ("double oh seven", None, None),
        ("star 1 2", ("*12",), ("*", "1", "2")),
        ("star nine", ("*9",), ("*", "9")),
        ("1 2 or 3", ("12", "3"), ("1", "2", "3")),
        ("1 through 5", ("1", "2", "3", "4", "5"), ()),
        ("1 or 2", ("1", "2"), ()),
        ("1, 2, 3", ("1", "2", "3"), ("123",)),
        ("one, zero, one for the lab", ("101",), ()),
        ("1 - 3 for a branch", ("1", "2", "3"), ("13",)),
        ("1 to 3, or 9", ("1", "2", "3", "9"), ()),
        ("1-3 or 9", ("1", "2", "3", "9"), ("13", "9")),
        ("0, zero, for the operator", ("0",), ()),
        ("three hundred", ("300",), ()),
        ("one hundred and one", ("101",), ()),
        ("one hundred and twenty one", ("121",), ()),
        ("one hundred percent", None, None),
        ("twenty hundred", None, None),
        ("one hundred one hundred", None, None),
        ("number sign", ("#",), ()),
        ("1 8 0 0 5 5", None, None),
        ("12 34", None, None),
        ("1-2 minutes", None, None),
        ("1-800", None, None),
        ("9 1 1 1 234-5678", None, None),
    ],
)
def test_keys(script: str, codes: tuple[str, ...] | None, other: tuple[str, ...] | None) -> None:
    assert keys(script) == ((codes, other) if codes else None)


def test_an_article_with_its_noun_is_no_number() -> None:
    assert [keys("uma consulta", "pt"), keys("um", "pt")] == [None, (("1",), ())]
    assert keys("jogo da velha", "pt") == (("#",), ())
    assert keys("1 et le 2", "fr") == (("1", "2"), ())


def test_what_may_be_named_where_nothing_is_read() -> None:
    known = load_language("en")
    ((tokens, _),) = split_sentences("reception is 1 0 1 or 2-3 at 14", known)
    found = [codes_named(tokens, index, known) for index in range(len(tokens))]
    assert found[2:] == [("1", "101"), ("0", "01"), ("1",), (), ("2", "3", "23"), (), ("14",)]


def test_where_a_key_may_end() -> None:
    known = load_language("en")
    ((tokens, _),) = split_sentences("1 for sales, thanks", known)
    assert [may_end(tokens, at, known) for at in range(1, 6)] == [True, False, True, False, True]
