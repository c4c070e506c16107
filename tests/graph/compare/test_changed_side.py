"""A flow and a change of it as two sides: the same as the change alone, and one object where nothing can differ."""

from __future__ import annotations

from itertools import islice

from hypothesis import given, settings

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call_plan import CallPlan
from simulator.core.events import KEYS
from simulator.core.places import ENDED, Place
from simulator.flowtests.mutants import list_mutants
from simulator.graph.compare.changed_place import ChangedPlace
from simulator.graph.compare.changed_side import ChangedSide
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.walk_side import Side
from simulator.testing.strategies import flows
from tests.graph.small import changed, flow, menu

PLACES_MOST = 25
MAIN = flow(
    main=menu(k1="department||1", k2="ivr||more", k3="ivr||far"),
    more=menu(k1="department||2", k2="ivr||main", k3="ivr||far"),
    far=menu(k1="ivr||main"),
)


def settled_places(made: Flow) -> list[Place]:
    places = (place for place in CallPlan(made).reachable_places() if place != ENDED and place.phase != "ringing")
    return [place for place in islice(places, PLACES_MOST) if place.wait is not None and place.wait.milliseconds]


@settings(max_examples=15, deadline=None)
@given(flows(most=3, most_options=3))
def test_a_changed_side_brings_what_the_changed_flow_alone_brings(made: Flow) -> None:
    for mutant in islice(list_mutants(made), 0, None, 3):
        side = ChangedPlace(made, mutant.receptionist).changed_side(mutant.flow)
        alone = Side(Observer(mutant.flow))
        assert isinstance(side, ChangedSide)
        assert side.answer_call() == alone.answer_call()
        for place in settled_places(mutant.flow):
            assert side.press_each_key(place) == alone.press_each_key(place)
            assert side.hear_prompts_out(place) == alone.hear_prompts_out(place)
            assert side.let_wait_lapse(place) == alone.let_wait_lapse(place)
            assert side.silent_ending(place) == alone.silent_ending(place)
            assert side.ear.moves_from(place) == alone.ear.moves_from(place)
            assert side.ear.is_start(place) == alone.ear.is_start(place)


def test_what_cannot_differ_is_one_object_on_both_sides() -> None:
    place = ChangedPlace(MAIN, "more")
    old, new = place.side, place.changed_side(changed(MAIN, "more", wrong_keys_allowed=2))
    more, far = old.ear.plan.start_place("more"), old.ear.plan.start_place("far")
    assert old.press_each_key(far) is new.press_each_key(far)
    shared = [before is after for before, after in zip(old.press_each_key(more), new.press_each_key(more), strict=True)]
    assert [key for key, is_shared in zip(KEYS, shared, strict=True) if is_shared] == ["1", "2", "3"]
    assert old.ear.arrive_at(Destination("ivr", "main")) is new.ear.arrive_at(Destination("ivr", "main"))
