"""Past calls counted: the same, elsewhere, in a dead end; what a key meant, and means; here or at a worker."""

import pickle

from simulator.config.receptionist import Destination
from simulator.graph.replay.landing_counts import MovedKey
from simulator.graph.replay.past_landing import StartedCalls
from simulator.graph.replay.replay_job import count_calls, replay_job
from tests.graph.replay.test_replay_count import BILLS, DESK, OLD, count_past, past, with_key

NEW = with_key(with_key(OLD, "1", BILLS), "3", Destination("hangup", "1"))
CALLS = past("1"), past("9", "1"), past("2", "1"), past("3", "77"), past("1", "4")


def test_calls_are_compared_with_the_flow_as_it_was() -> None:
    count = count_past(NEW, OLD, *CALLS)
    assert (count.same, count.elsewhere, count.dead_end, count.unknown, count.unheard) == (1, 3, 1, 0, 2)
    assert count.moved == {
        MovedKey("main", "1", DESK, BILLS): 3,
        MovedKey("main", "3", Destination("voicemail", "9001"), Destination("hangup", "1")): 1,
    }


def test_calls_are_compared_with_what_their_records_say() -> None:
    calls = [past("1", reached=reached) for reached in ("Booking desk", "Reception", "no such desk", "")]
    count = count_past(OLD, None, *calls)
    assert (count.same, count.elsewhere, count.dead_end, count.unknown, count.moved) == (1, 1, 0, 2, {})


def test_rows_travel_and_count_alike() -> None:
    starts = StartedCalls(NEW, OLD)
    calls = [starts.start_call(call) for call in CALLS]
    content = pickle.dumps(replay_job(NEW, OLD))
    assert vars(count_calls(pickle.loads(content), calls)) == vars(count_calls(replay_job(NEW, OLD), calls))
    unread = b"Machine", b"simulator.core.blueprint", b"Welcome to Fernside", b"Booking desk", b"flows/clinic"
    assert [words for words in unread if words in content] == []
