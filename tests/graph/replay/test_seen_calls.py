"""Calls that are listed twice: found within the last rows, or wherever they are."""

from simulator.graph.replay.seen_calls import AllCalls, RecentCalls


def test_a_call_is_repeated_within_the_last_rows() -> None:
    seen = RecentCalls(3)
    assert [seen.is_repeated(id) for id in "abacdaae"] == [False, False, True, False, False, False, True, False]


def test_a_call_is_repeated_however_far_apart() -> None:
    seen = AllCalls()
    assert [seen.is_repeated(id) for id in "abacdaae"] == [False, False, True, False, False, True, True, False]
