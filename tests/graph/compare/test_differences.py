"""Two flows compared as callers notice them, each difference with a caller who was played."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from simulator import Flow, Rehearsal
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.config.engine_attachment import attach_engines
from simulator.config.menu_engine import DirectDial, MenuSettings
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.config.semantics import PROFILES
from simulator.graph.compare.caller_acts import LongCallerError
from simulator.graph.compare.differences import (
    BY_THE_CLOCK,
    Comparison,
    Difference,
    are_equal,
    compare_flows,
    find_differences,
    play_call,
    timed_script,
)
from simulator.graph.compare.paired_worlds import FixedPair, WorldPair, fix_answers
from simulator.graph.compare.place_pairs import TimedKey
from simulator.graph.compare.world_script import known_given
from simulator.testing.strategies import callers, flows
from tests.callers.world_flow import DESK, NUMBER, RECEPTION, VOICEMAIL, world_flow
from tests.examples import few
from tests.graph.compare.worlds import rerouted, world_pairs
from tests.graph.small import changed, flow, menu, pairs, renamed, single

MAIN = flow(main=menu(k1="department||1", k2="ivr||more"), more=menu(k1="department||2", k3="ivr||main"))


def told(found: Comparison) -> list[tuple[str, str | None, str, str]]:
    return [(item.kind, item.script.as_line(), item.old.ending, item.new.ending) for item in found.differences]


def test_equal_flows() -> None:
    assert are_equal(MAIN, renamed(MAIN))
    assert compare_flows(MAIN, renamed(MAIN)) == Comparison(equal=True, differences=(), walked=2)


def test_every_difference_with_what_its_caller_gets_before_and_after() -> None:
    new = changed(changed(MAIN, "main", silence_retry_recording="sorry"), "more", wrong_key_destination_id="7")
    assert told(compare_flows(MAIN, new)) == [
        ("recording", "", "department||8", "department||8"),
        ("destination", "2 2 2", "department||9", "department||7"),
    ]


def test_each_way_out_that_leads_elsewhere_is_told() -> None:
    """In receptionists that are otherwise alike, and in those that are not."""
    old = flow(main=menu(k1="department||1", k2="department||2", k3="department||3", k4="department||4"))
    new = flow(
        main=menu(
            k1="department||11", k2="department||12", k3="department||13", k4="department||4",
            wrong="department||19", silent="department||18",
        )
    )  # fmt: skip
    elsewhere = [
        ("destination", "", "department||8", "department||18"),
        ("destination", "1", "department||1", "department||11"),
        ("destination", "2", "department||2", "department||12"),
        ("destination", "3", "department||3", "department||13"),
        ("destination", "5 5", "department||9", "department||19"),
    ]
    assert sorted(told(compare_flows(old, new))) == elsewhere
    louder = changed(new, "main", silence_final_recording="bye")
    assert [one for one in sorted(told(compare_flows(old, louder))) if one[0] == "destination"] == elsewhere


NUMBERS = ("33", "34", "101")


def dialled(direct_dial: DirectDial) -> Flow:
    """A FreePBX menu at which callers can dial three extensions, or none."""
    plain = flow(main=menu(k1="department||1"))
    semantics = PROFILES["freepbx-16-default"]
    people = [Destination("extension", number) for number in NUMBERS]
    settings = {"main": MenuSettings(direct_dial=direct_dial)}
    menus = attach_engines(plain.receptionists, semantics, recordings={}, destinations=people, settings=settings)
    return replace(plain, receptionists=menus, semantics=semantics)


def test_each_extension_that_can_no_longer_be_dialled_is_told() -> None:
    """Also the one whose first key is told already, and the one whose last key begins a choice of the other flow."""
    on, off = dialled("all"), dialled("none")
    for old, new in ((on, off), (off, on)):
        found = told(compare_flows(old, new))
        assert {
            caller: ending
            for kind, caller, *endings in found
            for ending in endings
            if kind == "destination" and ending.startswith("extension")
        } == {number: f"extension||{number}" for number in NUMBERS}


def test_a_hang_up_and_an_endless_call_are_destinations_too() -> None:
    hangs_up = changed(MAIN, "main", wrong_key_destination_type="hangup", wrong_key_destination_id="1")
    loops = changed(MAIN, "main", silence_destination_type="ivr", silence_destination_id="main")
    assert told(compare_flows(MAIN, hangs_up)) == [("destination", "3 3", "department||9", "hangup")]
    assert told(compare_flows(MAIN, loops)) == [("destination", "", "department||8", "endless")]


def test_no_more_than_asked_for() -> None:
    new = changed(changed(MAIN, "main", greeting="bye"), "more", greeting="bye")
    found = compare_flows(MAIN, new, most=1)
    assert (len(found.differences), found.complete, compare_flows(MAIN, new).complete) == (1, False, True)


def test_templates_when_asked_for() -> None:
    entries = tuple(entry.model_copy(update={"template_id": "7"}) for entry in MAIN.receptionists["more"].entries or ())
    found = compare_flows(MAIN, changed(MAIN, "more", entries=entries), templates=True)
    assert [(item.kind, item.script.as_line(), item.old.notes, item.new.notes) for item in found.differences] == [
        ("template", "2 1", (), ("7",)),
        ("template", "2 3", (), ("7",)),
    ]


def test_where_only_the_clock_tells_them_apart() -> None:
    quiet: dict[str, Any] = {"greeting": None, "wrong_key_retry_recording": None, "silence_retry_recording": None}
    once = flow(main=menu(**quiet, timeout_seconds=10, silences_allowed=0))
    found = compare_flows(once, flow(main=menu(**quiet, timeout_seconds=5)))
    assert not found.equal
    assert all(item.old != item.new for item in found.differences)
    at_once = flow(main=menu(**quiet, silent="department||9", silence_final_recording=None, silences_allowed=0))
    other = changed(at_once, "main", timeout_seconds=4.0)
    assert [item.kind for item in compare_flows(at_once, other).differences][:1] == ["time"]


def test_keys_at_exact_times() -> None:
    script = timed_script((TimedKey(500, "9"), TimedKey(1250, "1")))
    assert script.as_json()["steps"] == [
        {"press": "9", "cue": "now"},
        {"press": "1", "cue": "now", "after": 1.25},
    ]


@given(pairs())
def test_every_caller_really_shows_what_they_stand_for(pair: tuple[Flow, Flow]) -> None:
    found = compare_flows(*pair)
    assert found.equal == (not found.differences)
    assert [item for item in found.differences if not shown(item)] == []


def shown(item: Difference) -> bool:
    """Whether playing the caller anew shows the difference; a key that cuts a recording off is heard, not recorded."""
    match item.kind:
        case "destination":
            return item.old.ending != item.new.ending
        case "recording":
            return item.old.recording_ids != item.new.recording_ids or item.what == BY_THE_CLOCK
        case _:
            return (item.old.sounds, item.old.milliseconds) != (item.new.sounds, item.new.milliseconds)


@given(flows())
def test_a_flow_does_not_differ_from_itself(old: Flow) -> None:
    assert compare_flows(old, renamed(old)).equal
    assert list(find_differences(old, renamed(old))) == []


def every_caller(old: Flow, new: Flow, most: int) -> list[CallerScript]:
    """Every caller of so many codes of either flow, or wrong keys, each so many seconds after the one before.

    By the clock, since rounds are nobody's to hear: in silence, three waits of 5 s are five of 3 s.
    """
    codes = {code for one in (old, new) for item in one.receptionists.values() for code in item.options}
    pressed = sorted(code for code in codes | {"0", "7"} if len(code) < 3)[:4]
    steps = [ScriptStep(press=keys, cue="now", after=after, gap=0.1) for keys in pressed for after in (0.3, 2.2, 6.4)]
    return [CallerScript(steps=some) for count in range(most + 1) for some in product(steps, repeat=count)]


@few(30)
@given(pairs())
def test_equal_flows_treat_every_caller_up_to_a_depth_alike(pair: tuple[Flow, Flow]) -> None:
    if not are_equal(*pair):
        return  # the callers who show it: test_every_caller_really_shows_what_they_stand_for
    players = [Rehearsal(one, limit=60) for one in pair]
    for script in every_caller(*pair, 2):
        old, new = (play_call(player, script) for player in players)
        if "endless" not in (old.ending, new.ending):  # an endless call is cut off after 60 rounds
            assert (old.ending, old.sounds, old.milliseconds) == (new.ending, new.sounds, new.milliseconds)


def test_where_calls_never_end_the_caller_hangs_up_in_time() -> None:
    quiet: dict[str, Any] = {"wrong_keys_allowed": 0, "silences_allowed": 0, "silence_final_recording": None}
    quiet |= {"wrong_key_final_recording": None, "wrong": "ivr||last", "timeout_seconds": 3}
    turns = flow(
        heard=menu(**quiet, silent="ivr||unheard", greeting="nil"),
        unheard=menu(**quiet, silent="ivr||heard", greeting=None),
        last=single("ivr||heard"),
    )
    differing = compare_flows(turns, replace(turns, entry="unheard")).differences
    assert [(item.script.as_json()["steps"], item.kind) for item in differing] == [
        ([{"hangup": True, "cue": "now", "after": 0.001}], "recording")
    ]


# -- worlds ---------------------------------------------------------------------------------------


def world_told(found: Comparison) -> list[tuple[str, dict[str, Any], str, str, list[str]]]:
    """Each caller with what is given, the ending before and after, and the states of the office in which it differs."""
    return [
        (
            item.script.as_line() or "",
            item.script.given,
            item.old.ending,
            item.new.ending,
            list(dict.fromkeys(world.new["office"] for world in item.worlds)),
        )
        for item in found.differences
    ]


def test_a_caller_who_notices_in_some_worlds_is_reported_once_with_these_worlds() -> None:
    old = world_flow().rung_at(NUMBER)
    new = changed(old, "night", entries=world_flow().receptionists["main"].entries)
    assert world_told(compare_flows(old, new)) == [
        ("1", {"office": "closed"}, "voicemail||9001", "department||108000", ["closed", "holiday"])
    ]


def test_in_every_world_nothing_is_said_of_schedules() -> None:
    old = world_flow()
    new = changed(old, "main", silence_destination_id="9")
    assert world_told(compare_flows(old, new)) == [("", {}, "extension||7", "extension||9", [])]


def test_each_answer_of_a_telephone_that_leads_elsewhere() -> None:
    old = world_flow()
    new = rerouted(old, DESK, PersonRoute(20_000, False, RECEPTION, VOICEMAIL))
    assert world_told(compare_flows(old, new)) == [
        ("1", {"Booking desk": "busy"}, "extension||7", "voicemail||9001", []),
        ("1", {"Booking desk": "no answer"}, "voicemail||9001", "extension||7", []),
    ]


def test_a_telephone_that_rings_for_another_time() -> None:
    old = world_flow()
    found = compare_flows(old, rerouted(old, DESK, PersonRoute(30_000, True, VOICEMAIL, RECEPTION)))
    assert [
        (item.kind, item.script.given, item.old.milliseconds, item.new.milliseconds) for item in found.differences
    ] == [("time", {"Booking desk": "no answer"}, 20_500, 30_500)]


def test_a_destination_that_rings_only_now() -> None:
    old = rerouted(world_flow(), DESK, None)
    assert world_told(compare_flows(old, rerouted(old, DESK, PersonRoute()))) == [
        ("1", {"everyone": "no answer"}, "department||108000", "hangup", [])
    ]


def test_fixed_answers_leave_only_what_differs_with_them() -> None:
    old = world_flow().rung_at(NUMBER)
    new = rerouted(old, DESK, PersonRoute(20_000, False, VOICEMAIL, VOICEMAIL))
    for answer, expected in (("no answer", []), ("busy", ["voicemail||9001"])):
        answers = fix_answers(old, {"office": "open", "everyone": answer})
        fixed = FixedPair(answers, answers, "", {"office": "open", "everyone": answer})
        found = compare_flows(old, new, fixed=fixed)
        assert [item.new.ending for item in found.differences] == expected
        assert all(item.script.given == fixed.given for item in found.differences)


def chain_of(menus: int) -> Flow:
    """A chain of menus in which only key 1 leads on."""
    items: dict[str, Any] = {f"m{number}": menu(k1=f"ivr||m{number + 1}") for number in range(menus)}
    return flow(**items | {f"m{menus}": menu(k1="department||1")})


def test_what_only_callers_of_too_many_steps_notice_is_refused() -> None:
    old = chain_of(1005)
    assert not compare_flows(old, changed(old, "m500", wrong_keys_allowed=2)).equal
    with pytest.raises(LongCallerError, match="it takes a caller of 1,007 steps to notice"):
        compare_flows(old, changed(old, "m1005", wrong_keys_allowed=2))


def test_what_only_callers_of_too_many_steps_notice_is_left_out_behind_other_differences() -> None:
    old = chain_of(1005)
    new = changed(changed(old, "m1005", wrong_keys_allowed=2), "m1", silences_allowed=2)
    found = compare_flows(old, new)
    assert (found.equal, found.complete) == (False, False)
    assert {difference.where for difference in found.differences} == {("m1", "m1")}


def _play_in(flow: Flow, script: CallerScript) -> tuple[object, ...]:
    played = play_call(Rehearsal(flow), script.model_copy(update={"given": known_given(flow, script.given)}))
    return played.ending, played.sounds, played.milliseconds


def _without_what_was_cut_off(played: tuple[object, ...]) -> tuple[object, ...]:
    """An endless call is cut off after so many rounds and answers of the world, of which no caller knows."""
    return played[:1] if played[0] == "endless" else played


@given(st.data())
@few(30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_equal_flows_treat_every_caller_alike_in_every_world_and_others_do_not(data: st.DataObject) -> None:
    old, new = data.draw(world_pairs())
    comparison = compare_flows(old, new, most=5)
    assert comparison.equal == are_equal(old, new)
    for difference in comparison.differences:
        assert _play_in(old, difference.script) != _play_in(new, difference.script)
    if comparison.equal:
        script = data.draw(callers(old)).model_copy(update={"entry": "", "number": "", "at": "", "semantics": None})
        # Schedules stand as some calendar has them (a switch is never on holiday), and for a whole call.
        people = {name: answer for name, answer in script.given.items() if name not in old.schedules}
        given = {**data.draw(st.sampled_from(comparison.worlds or (WorldPair({}, {}),))).states, **people}
        given |= data.draw(st.sampled_from([{}, {"everyone": "busy"}, {"everyone": ["no answer", "busy"]}]))
        if known_given(old, given) == known_given(new, given):
            script = script.model_copy(update={"given": given})
            played = [_without_what_was_cut_off(_play_in(flow, script)) for flow in (old, new)]
            assert played[0] == played[1]
