"""Past calls counted: the same, elsewhere, in a dead end; what a key meant, and means."""

from dataclasses import replace

import pytest

import simulator
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.graph.replay import replay_count
from simulator.graph.replay.key_walk import RoundResult
from simulator.graph.replay.replay_count import MovedKey, ReplayCount
from simulator.loader.recorded_call import RecordedCall

OLD = simulator.load("flows/clinic")
DESK, BILLS = Destination("department", "108000"), Destination("department", "108003")


def with_key(flow: Flow, code: str, destination: Destination) -> Flow:
    """The flow with one key of its main menu led elsewhere."""
    main = flow.receptionists["main"]
    entries = tuple(
        Entry.of_number(code, destination) if entry.option == code else entry for entry in main.entries or ()
    )
    return replace(flow, receptionists={**flow.receptionists, "main": main.model_copy(update={"entries": entries})})


def past(*groups: str, reached: str = "") -> RecordedCall:
    return RecordedCall("", "", "", groups, None, None, reached)


def test_calls_are_compared_with_the_flow_as_it_was() -> None:
    new = with_key(with_key(OLD, "1", BILLS), "3", Destination("hangup", "1"))
    count = ReplayCount(new, OLD)
    for call in (past("1"), past("9", "1"), past("2", "1"), past("3", "77"), past("1", "4")):
        count.add_call(call)
    assert (count.same, count.elsewhere, count.dead_end, count.unknown, count.unheard) == (1, 3, 1, 0, 2)
    assert count.moved == {
        MovedKey("main", "1", DESK, BILLS): 3,
        MovedKey("main", "3", Destination("voicemail", "9001"), Destination("hangup", "1")): 1,
    }
    ways = [(ways.calls, [one.code or one.result for one in way.rounds]) for way, ways in count.frequent_ways(9)]
    assert ways == [(2, ["1"]), (1, ["wrong", "1"]), (1, ["3"])]
    scripts = [count.script_of(way, ways) for way, ways in count.frequent_ways(9)]
    assert [(script.as_line(), script.name) for script in scripts] == [("1", ""), ("4 1", ""), ("3", "[2 digits] more")]


def test_calls_are_compared_with_what_their_records_say() -> None:
    count = ReplayCount(OLD)
    for reached in ("Booking desk", "Reception", "no such desk", ""):
        count.add_call(past("1", reached=reached))
    assert (count.same, count.elsewhere, count.dead_end, count.unknown, count.moved) == (1, 1, 0, 2, {})


def test_ways_beyond_the_most_add_to_the_totals_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    count = ReplayCount(with_key(with_key(OLD, "1", BILLS), "3", BILLS), OLD)
    monkeypatch.setattr(replay_count, "WAYS_MOST", 1)
    for code in ("1", "3", "1"):
        count.add_call(past(code))
    assert [(way.rounds, ways.calls) for way, ways in count.ways.items()] == [
        ((RoundResult("main", "choice", "1"),), 2)
    ]
    assert count.elsewhere == 3
