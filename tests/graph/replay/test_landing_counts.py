"""Counts that are added up in parts are those of the whole, and what is kept apart has a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.graph.replay import landing_counts
from simulator.graph.replay.key_walk import RoundResult
from simulator.graph.replay.landing_counts import LandingCounts
from simulator.graph.replay.past_landing import StartedCalls
from simulator.graph.replay.replay_job import count_calls, replay_job
from tests.graph.replay.test_replay_count import BILLS, OLD, count_past, past, with_key

NEW = with_key(with_key(OLD, "1", BILLS), "3", BILLS)
JOB, STARTS = replay_job(NEW, OLD), StartedCalls(NEW, OLD)


@given(st.lists(st.sampled_from(["1", "3", "2 1", "9 1", "9 3", "7 7 7", ""]), max_size=30), st.data())
def test_the_counts_of_parts_add_up_to_those_of_the_whole(keys: list[str], data: st.DataObject) -> None:
    calls = [STARTS.start_call(past(*text.split())) for text in keys]
    parts, whole, begin = LandingCounts(), LandingCounts(), 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(landing_counts, "WAYS_MOST", data.draw(st.integers(1, 4)))
        while begin < len(calls):
            end = data.draw(st.integers(begin + 1, len(calls)))
            parts.add_counts(count_calls(JOB, calls[begin:end]))
            begin = end
        whole.add_counts(count_calls(JOB, calls))
    assert vars(parts) == vars(whole)
    assert ([*parts.ways], [*parts.landed]) == ([*whole.ways], [*whole.landed])
    assert parts.calls == len(keys)


def test_ways_beyond_the_most_add_to_the_totals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing_counts, "WAYS_MOST", 1)
    count = count_past(NEW, OLD, past("1"), past("3"), past("1"))
    assert [(way.rounds, ways.calls) for way, ways in count.ways.items()] == [
        ((RoundResult("main", "choice", "1"),), 2)
    ]
    assert count.elsewhere == 3
