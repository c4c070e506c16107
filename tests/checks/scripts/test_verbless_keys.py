"""Keys that no verb goes with."""

from simulator.checks.scripts.language import load_language
from simulator.checks.scripts.mentions import find_mentions
from simulator.checks.scripts.verbless_keys import (
    continued_mentions,
    enumerated_keys,
    keys_after_mention,
    preceding,
    verbless_mentions,
)
from simulator.checks.scripts.word_tokens import split_sentences

EN, FR, HI = load_language("en"), load_language("fr"), load_language("hi")


def behind(script: str) -> list[tuple[str, ...]]:
    ((tokens, _),) = split_sentences(script, EN)
    taken = list(find_mentions(tokens, EN))
    return [found.codes for found in keys_after_mention(tokens, taken[0].end, taken, EN)]


def by_itself(script: str, *, strict: bool = False) -> list[tuple[str, ...]]:
    ((tokens, _),) = split_sentences(script, EN)
    return [found.codes for found in verbless_mentions(tokens, EN, strict=strict)]


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


def test_keys_before_the_only_verb_of_a_hindi_sentence() -> None:
    def ahead(script: str) -> list[tuple[str, ...]]:
        ((tokens, _),) = split_sentences(script, HI)
        return [found.codes for found in preceding(tokens, list(find_mentions(tokens, HI)), HI)]

    assert ahead("Hindi ke liye 1, Tamil ke liye star button aur English ke liye 3 dabayein") == [("1",), ("*",)]
    assert ahead("Aapke khate mein 2, 5 dabayein") == []


def test_a_sentence_goes_on_where_the_one_before_ended() -> None:
    def on(script: str, *said: str) -> list[tuple[str, ...]]:
        ((tokens, _),) = split_sentences(script, EN)
        return [found.codes for found in continued_mentions(tokens, said, EN)]

    assert on("2 for support", "1") == [("2",)]
    assert [on("Owners, two", "1"), on("Owners, the two", "1")] == [[("2",)]] * 2
    assert [on("Owners, two", "2"), on("Owners, two", "*"), on("We have two", "1"), on("two", "1")] == [[]] * 4


def test_keys_behind_a_colon() -> None:
    def listed(script: str) -> list[tuple[str, ...]]:
        ((tokens, _),) = split_sentences(script, EN)
        return [found.codes for found in enumerated_keys(tokens, EN)]

    assert listed("please choose one of these keys: 1, 2 or 3") == [("1", "2", "3")]
    assert [listed("we have shops in zones: 1, 2 or 3"), listed("choose a key: 1"), listed("choose: 1 or 2 days")] == [
        []
    ] * 3


def test_a_key_that_is_set_off() -> None:
    ((tokens, _),) = split_sentences("choisissez : 1, si vous êtes abonné ; 2, si vous êtes client", FR)
    assert [found.codes for found in verbless_mentions(tokens, FR, strict=False)] == [("1",), ("2",)]
