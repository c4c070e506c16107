"""What callers did in the rounds of past calls: as far as their records tell it, and no further."""

from collections import Counter

import simulator
from simulator.graph.replay.key_walk import KeyWalk
from simulator.graph.replay.past_landing import StartedCall, StartedCalls
from simulator.graph.replay.round_acts import ROUNDS_MOST, Act, ActCounts, RoundAct
from simulator.loader.recorded_call import RecordedCall
from simulator.tables.flow_table import FlowTable
from tests.graph.small_flows import PERSON, flow, menu

CLINIC = simulator.load("flows/clinic")


def count(*calls: RecordedCall) -> ActCounts:
    """The acts of some calls to the clinic, whose silent callers reach Reception after four rounds."""
    counts, starts, walk = ActCounts(), StartedCalls(CLINIC), KeyWalk(FlowTable(CLINIC))
    for call in calls:
        counts.add_call(walk, starts.start_call(call))
    return counts


def past(*groups: str, reached: str = "", times: tuple[int, ...] | None = None) -> RecordedCall:
    return RecordedCall("", "", "", groups, times, None, reached)


def acts(counts: ActCounts) -> list[tuple[int, Act]]:
    return [(one.number, one.act) for one in counts.acts.elements()]


def test_keys_are_right_or_wrong_in_the_rounds_of_a_stay() -> None:
    counts = count(past("9", "2", "8", "9", "1"))
    assert acts(counts) == [(1, "wrong"), (1, "wrong"), (2, "right"), (2, "wrong"), (3, "right")]
    assert counts.choices == {("main", "2"): 1, ("billing", "1"): 1}


def test_where_a_call_landed_tells_silence_from_hanging_up() -> None:
    assert acts(count(past("9"))) == [(1, "wrong"), (2, "stopped")]
    assert acts(count(past("9", reached="hangup"))) == [(1, "wrong"), (2, "stopped-hung-up")]
    assert acts(count(past("9", reached="Reception"))) == [(1, "wrong"), *((n, "stopped-silent") for n in (2, 3, 4))]
    assert acts(count(past("9", reached="Night voicemail"))) == [(1, "wrong"), (2, "stopped")]


def test_keys_with_times_tell_silences_and_reactions() -> None:
    """The greeting takes 8.2 s and the wait 5 s; the prompt for a retry 3.6 s, and the greeting again 8.2 s."""
    counts = count(past("1", times=(25_500,)), past("1", times=(2_040,)))
    assert counts.acts == Counter([RoundAct(1, "silent", True), RoundAct(2, "right", True), RoundAct(1, "right", True)])
    assert (counts.timed_calls, counts.reactions) == (2, {("listening", 500): 1, ("prompt", 2_000): 1})


def test_a_call_to_no_menu_has_no_acts_and_rounds_have_a_bound() -> None:
    patient = flow({"main": menu({"1": PERSON}, allowed=(40, 1))})
    counts, walk = ActCounts(), KeyWalk(FlowTable(patient))
    for start, keys in (("main", "9" * 30), (PERSON, "1")):
        counts.add_call(walk, StartedCall(start, "", "", (keys,), None, None, None))
    assert (counts.calls, counts.acts[RoundAct(ROUNDS_MOST, "wrong", False)]) == (2, 30 - ROUNDS_MOST + 1)
