from simulator.config.semantics import Collect, Semantics
from simulator.graph.round_keys import KeyWindow, RoundKeys, SlowTyping, TypedKeys, key_window, read_round
from simulator.tables.flow_table import FlowTable
from tests.graph.small_flows import PERSON, flow, menu

AT_ONCE = SlowTyping(0, waits=False)


def pad(codes: str, collect: Collect = "prefix", *, timeout: float = 5, interdigit: float = 3) -> RoundKeys:
    item = menu(dict.fromkeys(codes.split(), PERSON), timeout=timeout)
    semantics = Semantics(collect=collect, interdigit_seconds=interdigit)
    made = flow({"main": item}, semantics=semantics)
    return read_round(FlowTable(made).station_of("main"))


def test_a_code_of_one_key_is_acted_on_at_once_and_the_smallest_wrong_key_is_named() -> None:
    assert pad("1 0") == RoundKeys(
        quickest={"0": (TypedKeys("0", False),), "1": (TypedKeys("1", False),), None: (TypedKeys("2", False),)},
        slowest={"0": (AT_ONCE,), "1": (AT_ONCE,), None: (AT_ONCE,)},
        places=0,
    )


def test_a_code_that_another_continues_waits() -> None:
    found = pad("1 12")
    assert found.quickest == {
        "1": (TypedKeys("1", True),),
        "12": (TypedKeys("12", False),),
        None: (TypedKeys("0", False),),
    }
    assert found.slowest == {
        "1": (SlowTyping(0, True),),
        "12": (SlowTyping(1, False),),
        None: (SlowTyping(1, False),),
    }
    assert found.places == 1


def test_where_no_further_key_is_waited_for_only_the_first_one_counts() -> None:
    assert pad("1 12", interdigit=0).quickest == {"1": (TypedKeys("1", True),), None: (TypedKeys("0", False),)}


def test_where_every_key_is_a_code_none_is_wrong() -> None:
    assert None not in pad("0 1 2 3 4 5 6 7 8 9 * #").quickest


def test_a_code_hidden_by_a_shorter_one_cannot_be_typed() -> None:
    assert set(pad("1 12", "first_match").quickest) == {"1", None}


def test_a_wrong_key_is_noticed_after_the_wait_or_at_the_hash() -> None:
    assert pad("1", "first_match").quickest[None] == (TypedKeys("#", False), TypedKeys("0", True))
    assert pad("1 #", "first_match").quickest[None] == (TypedKeys("0", True),)


def test_the_hash_ends_a_code() -> None:
    found = pad("1", "terminated")
    assert found.quickest == {
        "1": (TypedKeys("1", True), TypedKeys("1#", False)),
        None: (TypedKeys("#", False), TypedKeys("0", True)),
    }
    assert found.slowest["1"] == (SlowTyping(0, True), SlowTyping(1, False))


def test_a_first_key_is_in_time_into_prompts_that_last_or_before_the_wait_is_over() -> None:
    assert [key_window(prompts, wait, early=True) for prompts, wait in ((8, 5), (0, 5), (8, 0), (0, 0))] == [
        KeyWindow(0, 12),
        KeyWindow(0, 4),
        KeyWindow(0, 7),
        None,
    ]
    assert [key_window(8, wait, early=False) for wait in (5, 0)] == [KeyWindow(8, 12), None]
