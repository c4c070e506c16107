"""Pairs of places, with what is left of their waits and of the time that keys have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from simulator.callers.rehearsal import Rehearsal
from simulator.core.events import EVENTS
from simulator.core.places import Place, Wait
from simulator.graph.compare.differences import are_equal, compare_flows
from simulator.graph.compare.place_pairs import CallerPath, PlacePair, key_pauses, make_pair
from tests.callers.switch_flows import switch_flow
from tests.graph.engine_pairs import tells_apart

SILENCE = EVENTS["silence"]
PLAIN = Place("main", "listening", wait=Wait(5000, SILENCE))
LISTENS = Place("main", "listening", wait=Wait(3000, SILENCE, within=3000))
COLLECTS = Place("main", "collecting", keys="1", wait=Wait(2000, SILENCE, within=3000))


def test_a_wait_lasts_as_long_as_its_place_says() -> None:
    pair = make_pair(PLAIN, PLAIN, CallerPath(), None, 0)
    assert pair == PlacePair(PLAIN, 5000, PLAIN, 5000, CallerPath())
    assert (pair.is_lopsided, key_pauses(pair)) == (False, (500,))


def test_the_time_of_all_keys_goes_on_from_key_to_key() -> None:
    first = make_pair(LISTENS, PLAIN, CallerPath(), None, 0)
    assert (first.old_until, first.new_until, first.is_lopsided) == (3000, None, True)
    assert key_pauses(first) == (0, 2999)
    late = make_pair(COLLECTS, PLAIN, CallerPath(), first, 2999)
    assert (late.old_left, late.old_until, late.new_left) == (1, 1, 5000)
    assert key_pauses(late) == (0,)
    early = make_pair(COLLECTS, PLAIN, CallerPath(), first, 0)
    assert (early.old_left, early.old_until) == (2000, 3000)


def test_a_call_that_stays_has_less_left() -> None:
    first = make_pair(LISTENS, PLAIN, CallerPath(), None, 0)
    then = make_pair(PLAIN, None, CallerPath(), first, 3000)
    assert then == PlacePair(PLAIN, 5000, PLAIN, 2000, CallerPath())


def test_one_time_for_both_is_not_lopsided() -> None:
    pair = make_pair(LISTENS, LISTENS, CallerPath(), None, 0)
    assert (pair.is_lopsided, key_pauses(pair)) == (False, (500,))
    assert make_pair(COLLECTS, LISTENS, CallerPath(), None, 0).is_lopsided


MENU: dict[str, Any] = {"timeout": 3, "failures": 2, "timeouts": 2, "digit_len": 3, "greet_long": "long1"}


def _menu(inter_digit: float, **more: Any) -> dict[str, dict[str, Any]]:
    return {"m0": MENU | {"inter_digit_timeout": inter_digit, "entries": {"12": "department||7"}} | more}


def test_a_wait_for_a_key_beyond_the_time_of_all_is_noticed_by_nobody(tmp_path: Path) -> None:
    """The first key takes some of the 3 s, so neither 5 s nor 7 s ever run out; of 2 s and 2.5 s both can."""
    assert are_equal(switch_flow(_menu(5), tmp_path), switch_flow(_menu(7), tmp_path))
    old, new = switch_flow(_menu(2), tmp_path), switch_flow(_menu(2.5), tmp_path)
    comparison = compare_flows(old, new)
    assert not comparison.equal
    assert all(tells_apart(item.script, Rehearsal(old), Rehearsal(new)) for item in comparison.differences)
