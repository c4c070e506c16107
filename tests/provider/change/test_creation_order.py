"""What is made first."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.provider.change.creation_order import CreationStep, creation_order


def test_what_is_led_to_comes_first() -> None:
    assert creation_order({"main": ["billing", "old"], "billing": ["desk"], "desk": []}) == [
        CreationStep("desk", ()),
        CreationStep("billing", ()),
        CreationStep("main", ()),
    ]


def test_in_a_circle_one_waits() -> None:
    assert creation_order({"a": ["b"], "b": ["a", "b"]}) == [CreationStep("b", ("a", "b")), CreationStep("a", ())]


def test_ten_thousand_in_a_row() -> None:
    row = {str(number): [str(number + 1)] for number in range(10_000)}
    assert [turn.key for turn in creation_order(row)] == [str(number) for number in reversed(range(10_000))]


KEYS = st.sampled_from("abcdef")


@given(st.dictionaries(KEYS, st.lists(KEYS, max_size=4)))
def test_nothing_is_led_to_before_it_is_there(leads: dict[str, list[str]]) -> None:
    made: set[str] = set()
    for turn in creation_order(leads):
        assert {to for to in leads[turn.key] if to in leads} - set(turn.postponed) <= made
        assert not made & {turn.key, *turn.postponed}
        made.add(turn.key)
    assert made == set(leads)
