"""Whether any caller can tell two flows apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow, RecordingLength
from simulator.config.routes import PersonRoute
from simulator.graph.compare.differences import are_equal, play_call
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.place_pairs import TimedKey
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import DESK, RECEPTION, VOICEMAIL, world_flow
from tests.graph.compare.worlds import rerouted
from tests.graph.small import LENGTHS, changed, flow, menu, pairs, renamed, single

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2", k3="ivr||main"))


def difference(old: Flow, new: Flow, *, shortcuts: bool = False) -> tuple[TimedKey, ...] | None:
    return EqualityWalk(Observer(old), Observer(new), shortcuts=shortcuts).find_difference()


def test_a_flow_is_equal_to_itself_with_other_keys_and_names() -> None:
    assert difference(MAIN, renamed(MAIN)) is None


def test_the_example_of_two_menus_that_differ_in_one_timeout() -> None:
    five, six = (
        flow(main=menu(k1="department||1", timeout_seconds=seconds, wrong_keys_allowed=0, silences_allowed=0))
        for seconds in (5, 6)
    )
    assert (difference(five, six), difference(five, five)) == ((), None)


def test_endless_loops_are_compared_too() -> None:
    loop = flow(main=menu(silent="ivr||main", wrong="ivr||main"))
    twice = flow(main=menu(silent="ivr||again", wrong="ivr||main"), again=menu(silent="ivr||main", wrong="ivr||again"))
    assert difference(loop, twice) is None


@pytest.mark.parametrize(
    ("fields", "keys"),
    [
        ({"greeting": "sorry"}, ""),
        ({"timeout_seconds": 3.0}, ""),
        ({"silence_final_recording": None}, ""),
        ({"wrong_key_retry_recording": None}, "3"),
        ({"wrong_keys_allowed": 2}, "33"),
        ({"wrong_key_destination_id": "7"}, "33"),
        ({"entries": ()}, "1"),
    ],
)
def test_the_keys_after_which_a_caller_only_has_to_wait(fields: dict[str, object], keys: str) -> None:
    found = difference(MAIN, changed(MAIN, "main", **fields))
    assert found is not None
    assert "".join(press.key for press in found) == keys


def test_ten_seconds_of_waiting_are_twice_five() -> None:
    once = flow(main=menu(greeting=None, timeout_seconds=10, silences_allowed=0, wrong_keys_allowed=0))
    twice = flow(main=menu(greeting=None, timeout_seconds=5, silence_retry_recording=None, wrong_keys_allowed=0))
    assert difference(once, twice) is None


def test_but_a_wrong_key_that_is_forgiven_shows_how_much_of_the_wait_was_left() -> None:
    quiet: dict[str, Any] = {"greeting": None, "wrong_key_retry_recording": None, "silence_retry_recording": None}
    once = flow(main=menu(**quiet, timeout_seconds=10, silences_allowed=0))
    twice = flow(main=menu(**quiet, timeout_seconds=5))
    assert difference(once, twice) is not None


def test_a_telephone_that_rings_while_the_other_menu_still_waits_is_noticed() -> None:
    quiet: dict[str, Any] = {"greeting": None, "silences_allowed": 0, "wrong_keys_allowed": 0, "entries": ()}
    waits = {seconds: flow(main=menu(**quiet, timeout_seconds=seconds)) for seconds in (5, 10)}
    desk = waits[5].receptionists["main"].silence_destination
    assert desk is not None
    old, new = (rerouted(waits[seconds], desk, PersonRoute(500)) for seconds in (5, 10))
    assert (are_equal(old, new), are_equal(new, old), are_equal(old, old)) == (False, False, True)


def test_two_recordings_of_one_length_are_not_one_of_both() -> None:
    one = replace(flow(main=single("department||1", "long")), lengths={"long": RecordingLength(1500, estimated=False)})
    two = flow(main=single("ivr||then", "hello"), then=single("department||1", "sorry"))
    assert difference(one, replace(two, lengths=LENGTHS)) == ()


def test_a_key_that_cuts_a_recording_off_is_noticed() -> None:
    deaf = MAIN.with_semantics(MAIN.semantics.model_copy(update={"barge_in": False}))
    assert difference(MAIN, deaf) == (TimedKey(500, "1"),)


def test_a_code_that_nobody_can_enter_makes_no_difference() -> None:
    hidden = flow("freepbx-first-match", main=menu(k1="department||1", k12="department||12"))
    other = flow("freepbx-first-match", main=menu(k1="department||1", k12="department||13"))
    assert [difference(hidden, other, shortcuts=shortcuts) for shortcuts in (False, True)] == [None, None]


def test_a_template_counts_when_asked_for() -> None:
    entries = tuple(entry.model_copy(update={"template_id": "7"}) for entry in MAIN.receptionists["main"].entries or ())
    other = changed(MAIN, "main", entries=entries)
    assert (are_equal(MAIN, other), are_equal(MAIN, other, templates=True)) == (True, False)


def test_receptionists_of_one_shape_take_one_pair_each() -> None:
    pairs_walked = EqualityWalk(Observer(MAIN), Observer(renamed(MAIN)))
    assert pairs_walked.find_difference() is None
    assert pairs_walked.walked == 2


@given(flows())
def test_other_keys_names_and_ids_are_never_noticed(old: Flow) -> None:
    assert [difference(old, renamed(old), shortcuts=shortcuts) for shortcuts in (False, True)] == [None, None]


@given(pairs(), st.data())
def test_equal_flows_play_alike(pair: tuple[Flow, Flow], data: st.DataObject) -> None:
    old, new = pair
    presses = difference(old, new)
    assert (presses is None) == are_equal(old, new)
    players = Rehearsal(old, limit=60), Rehearsal(new, limit=60)
    if presses is None:
        for script in (CallerScript(), data.draw(callers(old)), data.draw(callers(new))):
            one, other = (play_call(player, script) for player in players)
            heard = (one.ending, one.sounds, one.milliseconds) == (other.ending, other.sounds, other.milliseconds)
            assert (
                heard or one.ending == other.ending == "endless"
            )  # cut off after 60 rounds, which are nobody's to hear


def equal(old: Flow, new: Flow) -> bool:
    return EqualityWalk(Observer(old), Observer(new)).find_difference() is None


DESK_RINGS = rerouted(world_flow(), DESK, PersonRoute(20_000, True, VOICEMAIL))


@pytest.mark.parametrize(
    "route",
    [
        None,
        PersonRoute(20_000, True, RECEPTION),
        PersonRoute(20_000, True),
        PersonRoute(25_000, True, VOICEMAIL),
        PersonRoute(20_000, True, VOICEMAIL, VOICEMAIL),
        PersonRoute(20_000, True, VOICEMAIL, nobody=True),
    ],
)
def test_flows_differ_if_some_answer_of_a_telephone_leads_elsewhere(route: PersonRoute | None) -> None:
    other = rerouted(DESK_RINGS, DESK, route)
    assert (equal(DESK_RINGS, DESK_RINGS), equal(DESK_RINGS, other), equal(other, DESK_RINGS)) == (True, False, False)


def test_a_telephone_that_rings_for_the_default_time_is_as_one_that_says_so() -> None:
    assert equal(DESK_RINGS, rerouted(DESK_RINGS, DESK, PersonRoute(20_000, False, VOICEMAIL)))


def test_two_telephones_that_are_busy_in_turn_forever_are_a_loop_like_any_other() -> None:
    ring = rerouted(rerouted(DESK_RINGS, DESK, PersonRoute(busy=RECEPTION)), RECEPTION, PersonRoute(busy=DESK))
    assert equal(ring, ring)
    assert not equal(ring, rerouted(ring, RECEPTION, PersonRoute(busy=VOICEMAIL)))


def test_the_answers_on_the_way_to_a_difference() -> None:
    walk = EqualityWalk(Observer(DESK_RINGS), Observer(rerouted(DESK_RINGS, DESK, PersonRoute())))
    assert (walk.find_difference(), walk.answers) == ((), (("department||108000", "no_answer"),))
