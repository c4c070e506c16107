"""The shortest caller who can tell: none where flows are equal, and none that trying all finds is shorter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from simulator.graph.compare.differences import compare_flows
from simulator.graph.compare.shortest_difference import find_shortest
from tests.graph.engine_pairs import engine_pair, random_callers, script_length, shortest_by_trying, tells_apart
from tests.graph.small_flows import MACHINE, PERSON, flow, menu

SEEDS = st.integers(0, 2**32)

MAIN = flow({"main": menu({"1": PERSON}, greeting="3", wrong_key_retry_recording="2", silence=MACHINE)})


@given(seed=SEEDS)
def test_two_engines_are_told_apart_by_a_caller_or_by_nobody(seed: int) -> None:
    old, new = engine_pair(seed)
    shortest = find_shortest(old, new)
    assert shortest.is_proved
    assert (shortest.difference is None) == compare_flows(old, new).equal
    if shortest.difference is not None:
        assert tells_apart(shortest.difference.script, Rehearsal(old), Rehearsal(new))
        return
    players = Rehearsal(old, limit=80), Rehearsal(new, limit=80)
    assert not [caller for caller in random_callers(seed, 30) if tells_apart(caller, *players)]


@given(seed=SEEDS)
def test_nobody_is_shorter(seed: int) -> None:
    old, new = engine_pair(seed)
    shortest = find_shortest(old, new, most=2)
    if shortest.difference is not None:
        tried = shortest_by_trying(old, new, shortest.cost.length)
        assert tried is None or script_length(tried) == shortest.cost.length
    else:
        assert shortest_by_trying(old, new, 1) is None


def test_a_silent_caller_is_the_shortest() -> None:
    new = MAIN.with_semantics(PROFILES["acefone-uk-literal"])
    found = find_shortest(MAIN, new)
    assert found.difference is not None
    assert (found.difference.script.as_line(), found.cost.length, found.difference.kind) == ("", 0, "recording")


def test_a_silence_counts_only_before_a_key() -> None:
    old = flow({"main": menu({"1": PERSON}, greeting="3", allowed=(1, 2), silence=MACHINE)})
    new = flow(
        {
            "main": menu({"1": PERSON}, greeting="3", allowed=(1, 0), silence="next"),
            "next": menu({"1": MACHINE}, greeting="3", allowed=(1, 1), silence=MACHINE),
        }
    )
    found = find_shortest(old, new)
    assert found.difference is not None
    assert (found.difference.script.as_line(), found.cost.length) == ("silence 1", 2)
    assert (found.difference.old.ending, found.difference.new.ending) == (PERSON, MACHINE)


def test_somebody_who_does_not_pick_up_counts_as_a_key() -> None:
    asks = Destination("department", "10")
    old = replace(MAIN, routes={asks: PersonRoute(5000, no_answer=Destination("voicemail", "9001"))})
    new = replace(MAIN, routes={asks: PersonRoute(5000, no_answer=Destination("hangup", "1"))})
    found = find_shortest(old, new)
    assert found.difference is not None
    assert found.difference.script.as_json() == {"steps": [{"press": "1"}], "given": {"Desk": "no answer"}}
    assert found.cost.length == 2


def test_a_bound_that_is_too_low_finds_nobody() -> None:
    new = flow({"main": menu({"1": MACHINE}, greeting="3", wrong_key_retry_recording="2", silence=MACHINE)})
    assert find_shortest(MAIN, new, most=0).difference is None
    assert find_shortest(MAIN, new, most=1).difference is not None
