"""Scripts cut into passages of one language."""

from simulator.checks.scripts.language_passages import language_passages


def cut(script: str, code: str | None = None) -> list[tuple[str, str]]:
    passages, _ = language_passages(script, code)
    return [
        (one.language.code if one.language else "", " ".join(token.text for token in one.tokens)) for one in passages
    ]


def test_sentences_may_be_in_several_languages() -> None:
    assert cut("For English press 1. Pour le français, faites le 2. हिंदी के लिए ३ दबाएं।") == [
        ("en", "for english press 1"),
        ("fr", "pour le français , faites le 2"),
        ("hi", "हिंदी के लिए 3 दबाएं"),
    ]


def test_a_sentence_may_go_on_in_another_language() -> None:
    assert cut("for english press 1 para español oprima 2 pour le français faites le 3") == [
        ("en", "for english press 1"),
        ("es", "para español oprima 2"),
        ("fr", "pour le français faites le 3"),
    ]
    assert cut("2, press 1, oprima 2.") == [("en", "2 , press 1 ,"), ("es", "oprima 2")]


def test_what_is_not_read_is_kept_apart() -> None:
    assert cut("For sales, press 1. Per le vendite, premere due.")[1] == ("", "per le vendite , premere due")
    assert language_passages("Per le vendite, premere due. 请按一。")[1] == ("Italian", "Chinese")


def test_the_language_may_be_given() -> None:
    assert cut("Para ventas, pulse 1", "de") == [("de", "para ventas , pulse 1")]
    assert cut("l'accueil", "fr") == [("fr", "l' accueil")]
