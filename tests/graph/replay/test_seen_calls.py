"""Calls that are listed twice: found within the last rows, or wherever they are."""

from simulator.graph.replay.seen_calls import AllCalls, RecentCalls


def test_a_call_is_repeated_within_the_last_rows() -> None:
    seen = RecentCalls(3)
    assert [seen.is_repeated(id) for id in "abacdaae"] == [False, False, True, False, False, True, True, False]


def test_a_call_that_is_listed_again_counts_from_there() -> None:
    seen = RecentCalls(3)
    assert [seen.is_repeated(id) for id in "aabcaaabcda"] == [bool(int(digit)) for digit in "01001110000"]


def test_an_id_may_be_half_of_a_character() -> None:
    for seen in (RecentCalls(3), AllCalls()):
        assert [seen.is_repeated(id) for id in ("\ud800", "\udfff", "\ud800")] == [False, False, True]


def test_a_call_is_repeated_however_far_apart() -> None:
    seen = AllCalls()
    assert [seen.is_repeated(id) for id in "abacdaae"] == [False, False, True, False, False, True, True, False]
