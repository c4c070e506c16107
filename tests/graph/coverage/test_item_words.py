from dataclasses import replace

import pytest

from simulator.callers.caller_script import caller
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.coverage_items import DROPPED, CoverageItem
from simulator.graph.coverage.item_words import ItemWords, nth_words, play_flags
from tests.graph.small_flows import PERSON, flow, menu


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (CoverageItem("main", "choice", 0, 0, "1"), "Main menu: key 1"),
        (CoverageItem("main", "choice", 1, 2, "12"), "Main menu: keys 12 after one wrong key and two silences"),
        (CoverageItem("main", "wrong", 1, 1), "Main menu: a second wrong key after one silence"),
        (CoverageItem("main", "wrong", 0, 0), "Main menu: a wrong key"),
        (CoverageItem("billing", "silence", 2, 0), "Billing: a silence after two wrong keys"),
        (CoverageItem("main", "recording", what="greeting"), "Main menu: the greeting, “greeting”"),
        (
            CoverageItem("main", "recording", what="wrong final"),
            "Main menu: the recording after the last wrong key, “goodbye”",
        ),
        (
            CoverageItem("main", "barge_in", what="wrong retry"),
            "Main menu: a key into the recording after a wrong key, “sorry”",
        ),
        (
            CoverageItem("main", "destination", what="billing", cause="choice"),
            "Main menu: reaching Billing by a choice",
        ),
        (
            CoverageItem("main", "destination", what="extension||050109590001", cause="silence"),
            "Main menu: reaching Reception after the last silence",
        ),
    ],
)
def test_items_in_plain_words(clinic: Flow, item: CoverageItem, words: str) -> None:
    assert ItemWords(clinic).in_full(item) == words


def test_mistakes_that_are_counted_together_are_told_so() -> None:
    words = ItemWords(flow({"main": menu({"1": PERSON})}, semantics=Semantics(counters="shared")))
    assert words(CoverageItem("main", "wrong", 1, 1)) == "a wrong key after one mistake"
    assert words(CoverageItem("main", "choice", 2, 2, "1")) == "key 1 after two mistakes"


def test_names_that_two_share_come_with_the_key(clinic: Flow) -> None:
    same = {key: item.model_copy(update={"name": "Menu"}) for key, item in clinic.receptionists.items()}
    words = ItemWords(replace(clinic, receptionists=same))
    assert words.in_full(CoverageItem("billing", "wrong")) == "Menu (billing): a wrong key"
    assert words(CoverageItem("main", "destination", what="hangup||1", cause="wrong")) == (
        "reaching the end of the call after the last wrong key"
    )
    assert words(CoverageItem("main", "destination", what="agent||5", cause="forward")) == "passing through to agent||5"


def test_ordinals_have_their_article() -> None:
    assert [nth_words(number, "silence") for number in (1, 2, 8, 11, 21)] == [
        "a silence",
        "a second silence",
        "an eighth silence",
        "an 11th silence",
        "a 21st silence",
    ]


def test_a_caller_as_play_takes_it() -> None:
    assert play_flags(caller("early:9 silence 1")) == "--caller 'early:9 silence 1'"
    assert play_flags(caller("")) == "--caller ''"
    assert play_flags(caller({"entry": "night", "steps": [{"press": "1"}]})) == "--caller '1' --entry night"
    assert play_flags(caller({"entry": "a b's", "steps": []})) == "--caller '' --entry 'a b'\\''s'"
    assert play_flags(caller({"steps": [{"press": "1", "after": 2}]})) == (
        """--caller '{"steps": [{"press": "1", "after": 2.0}]}'"""
    )


def test_a_call_that_drops_reaches_a_blank_destination() -> None:
    words = ItemWords(flow({"main": menu({"1": "department||"})}))
    assert words(CoverageItem("main", "destination", what=DROPPED, cause="silence")) == (
        "reaching a blank destination after the last silence"
    )
