from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.flow_callers import FlowCallers
from simulator.graph.coverage.unreachable import UnreachableItem, find_unreachable
from tests.graph.small_flows import PERSON, flow, menu, single


def beyond(of: Flow) -> list[UnreachableItem]:
    return find_unreachable(FlowCallers(of))


def test_in_a_sound_flow_everything_can_be_covered(clinic: Flow) -> None:
    assert beyond(clinic) == []


def test_receptionists_that_no_call_reaches() -> None:
    alone = flow({"main": menu({"1": PERSON}), "lost": menu({"1": "found"}), "found": single(PERSON)})
    assert beyond(alone) == [
        UnreachableItem("lost", "all of it", "no call reaches it"),
        UnreachableItem("found", "all of it", "no call reaches it"),
    ]


def test_codes_that_are_hidden() -> None:
    codes = {"1": PERSON, "12": PERSON, "3#": PERSON}
    first_match = flow({"main": menu(codes)}, semantics=Semantics(collect="first_match"))
    assert beyond(first_match) == [
        UnreachableItem("main", "keys 12", "1 is taken first"),
        UnreachableItem("main", "keys 3#", "# ends a choice"),
    ]
    hasty = flow({"main": menu({"12": PERSON})}, semantics=Semantics(interdigit_seconds=0))
    assert beyond(hasty) == [UnreachableItem("main", "keys 12", "no key can be pressed in time")]


def test_where_every_key_is_an_option_nobody_is_wrong() -> None:
    full = menu(dict.fromkeys("0123456789*#", PERSON), wrong_key_retry_recording="1", wrong_key_final_recording="2")
    assert beyond(flow({"main": full})) == [
        UnreachableItem("main", "a wrong key, and the rounds after one", "every key is an option"),
        UnreachableItem("main", "the recording after a wrong key, “1”", "no key is wrong"),
        UnreachableItem("main", "the recording after the last wrong key, “2”", "no key is wrong"),
    ]


def test_recordings_that_nothing_plays_or_nothing_stops() -> None:
    given = menu(
        {"1": PERSON}, allowed=(0, 0), greeting="00", wrong_key_retry_recording="1", silence_retry_recording="2"
    )
    assert beyond(flow({"main": given})) == [
        UnreachableItem("main", "a key into the greeting, “00”", "it lasts 0 s"),
        UnreachableItem("main", "the recording after a wrong key, “1”", "no wrong key leaves another try"),
        UnreachableItem("main", "the recording after a silence, “2”", "no silence leaves another try"),
    ]


def test_rounds_in_which_no_key_comes_in_time() -> None:
    once = menu({"1": PERSON}, timeout=0, greeting="00", wrong_key_retry_recording="1", allowed=(1, 1))
    no_wait = flow({"main": once}, semantics=Semantics(zero_timeout_seconds=0))
    assert beyond(no_wait) == [
        UnreachableItem("main", "key 1", "no key can be pressed in time"),
        UnreachableItem("main", "a wrong key, and the rounds after one", "no key can be pressed in time"),
        UnreachableItem("main", "a key into the greeting, “00”", "it lasts 0 s"),
        UnreachableItem("main", "the recording after a wrong key, “1”", "no key is wrong"),
    ]
    first_only = menu({"1": PERSON}, timeout=0, greeting="2", silence_retry_recording="00", allowed=(0, 1))
    heard_once = Semantics(zero_timeout_seconds=0, replay_greeting="without_retry_prompt")
    assert beyond(flow({"main": first_only}, semantics=heard_once)) == [
        UnreachableItem("main", "key 1 after one silence", "no key can be pressed in time"),
        UnreachableItem("main", "a wrong key after one silence", "no key can be pressed in time"),
        UnreachableItem("main", "a key into the recording after a silence, “00”", "it lasts 0 s"),
    ]
