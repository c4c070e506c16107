"""Past calls counted: which differences are shown, and who shows them."""

from dataclasses import replace

import simulator
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.graph.replay.past_landing import StartedCalls
from simulator.graph.replay.replay_count import ReplayCount
from simulator.graph.replay.replay_job import count_calls, replay_job
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


def count_past(flow: Flow, old: Flow | None, *calls: RecordedCall) -> ReplayCount:
    """The counts of some calls."""
    starts, count = StartedCalls(flow, old), ReplayCount(flow, old)
    count.add_counts(count_calls(replay_job(flow, old), [starts.start_call(call) for call in calls]))
    return count


def test_the_most_frequent_differences_come_first_with_a_caller_for_each() -> None:
    new = with_key(with_key(OLD, "1", BILLS), "3", Destination("hangup", "1"))
    count = count_past(new, OLD, past("3", "77"), past("9", "1"), past("2", "1"), past("1"), past("1", "4"))
    ways = [(ways.calls, [one.code or one.result for one in way.rounds]) for way, ways in count.frequent_ways(9)]
    assert ways == [(2, ["1"]), (1, ["3"]), (1, ["wrong", "1"])]
    scripts = [count.script_of(way, ways) for way, ways in count.frequent_ways(9)]
    assert [(script.as_line(), script.name) for script in scripts] == [("1", ""), ("3", "[2 digits] more"), ("4 1", "")]
    assert len(list(count.frequent_ways(1))) == 1
