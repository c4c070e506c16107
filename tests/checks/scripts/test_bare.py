"""Keys that no verb goes with."""

from simulator.checks.scripts.bare import alone, following
from simulator.checks.scripts.language import language
from simulator.checks.scripts.mentions import mentions
from simulator.checks.scripts.tokens import sentences

EN = language("en")


def behind(script: str) -> list[tuple[str, ...]]:
    ((tokens, _),) = sentences(script, EN)
    taken = list(mentions(tokens, EN))
    return [found.codes for found in following(tokens, taken[0].end, taken, EN)]


def by_itself(script: str, *, strict: bool = False) -> list[tuple[str, ...]]:
    ((tokens, _),) = sentences(script, EN)
    return [found.codes for found in alone(tokens, EN, strict=strict)]


def test_keys_that_follow_one_with_a_verb() -> None:
    assert behind("Press 1 for sales, 2 for support, or 3 for billing") == [("2",), ("3",)]
    assert behind("For sales press 1, support 2, billing 3") == [("2",), ("3",)]
    assert behind("Press 3 after 2 pm, we close at 5") == []


def test_sentences_that_consist_of_them() -> None:
    assert by_itself("1 for sales, 2 for support") == [("1",), ("2",)]
    assert by_itself("1 sales, 2 support, 3 billing") == [("1",), ("2",), ("3",)]
    assert by_itself("For support, 2", strict=True) == [("2",)]


def test_sentences_that_tell_of_something_else() -> None:
    assert by_itself("Take two tablets in the morning and one for the night") == []
    assert by_itself("We are open 9 to 5") == []
    assert by_itself("Sales, one", strict=True) == []
