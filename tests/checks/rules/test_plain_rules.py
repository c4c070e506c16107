"""Rules that follow callers, held against callers who are played and against a plain walk over every place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given

from simulator.checks.checked_flow import CheckedFlow
from simulator.checks.registry import check_of
from simulator.checks.rules.ivr204 import SILENT_SECONDS
from simulator.checks.rules.ivr206 import attempts
from simulator.checks.rules.ivr403 import find as find_ivr403
from simulator.config.flow import Flow
from simulator.config.menu_engine import can_return
from simulator.core.call_plan import Arc
from simulator.core.effects import Route
from simulator.core.places import Place
from simulator.graph.reach.slow_callers import RELAY_SECONDS
from simulator.graph.reach.times import is_person, keys_to_person, time_to_person
from simulator.testing.strategies import flows
from tests.callers.switch_flows import switch_flow, switch_menus
from tests.checks.plain_proofs import PlainProof
from tests.examples import few
from tests.graph.played_stay import play_stay, with_every_key_wrong
from tests.graph.reach.plain_passive import OneMistake, codes_chosen
from tests.graph.reach.plain_walk import Step, chooses, misses, steps, walk
from tests.graph.small_flows import PERSON, flow, going_back, menu, single

OWN = "9999"
"""The id of a recording that is played for one reason alone."""

any_flow = flows(most=3) | flows(most=3, most_options=3, returns=True)


def named(code: str, flow: Flow) -> set[str]:
    """The receptionists in which a rule finds something."""
    return {one.receptionist or "" for one in check_of(code).find(CheckedFlow(flow))}


@few(30)
@given(any_flow)
def test_who_is_reached_and_who_reaches_a_person_or_goes_back(flow: Flow) -> None:
    """IVR101, IVR106 and IVR119."""
    plain = PlainProof(flow)
    reached = {place.receptionist for place in plain.places if place.receptionist in flow.receptionists}
    assert named("IVR101", flow) == flow.receptionists.keys() - reached
    assert named("IVR106", flow) == reached - {place.receptionist for place in _leading_to_persons(plain)}
    behind = {place.receptionist for place in plain.places if place.way_back.menus}
    returning = {key for key, item in flow.receptionists.items() if can_return(item)}
    assert named("IVR119", flow) == (returning & reached) - behind


def _leading_to_persons(plain: PlainProof) -> set[Place]:
    """The places from which some caller gets to a person: once nothing is added, all are found."""
    arcs = {place: [step.arc for step in steps(plain.plan, place)] for place in plain.places}
    found = {place for place, onward in arcs.items() if any(_reaches_person(plain.flow, arc) for arc in onward)}
    size = 0
    while len(found) > size:
        size = len(found)
        found |= {place for place, onward in arcs.items() if any(arc.dest in found for arc in onward)}
    return found


def _reaches_person(flow: Flow, arc: Arc) -> bool:
    return any(isinstance(effect, Route) and is_person(flow, effect.destination) for effect in arc.effects)


@few(30)
@given(any_flow)
def test_how_long_callers_take_who_are_silent_or_choose_a_person(flow: Flow) -> None:
    """IVR204, IVR205 and IVR403, by the figures that they compare with their limits."""
    ends = OneMistake(flow, "silence").ends_from(flow.entry)
    kept = max((one.slowest for one in ends or ()), default=0)
    assert (named("IVR204", flow) == {flow.entry}) == (kept > SILENT_SECONDS.value * 1000)
    fastest = time_to_person(flow)
    patient, shortest = (
        min(
            (cost for end, cost in walk(flow, order, leave_out=misses).ends.items() if is_person(flow, end)),
            default=None,
        )
        for order in ("patient", "shortest")
    )
    assert (fastest and (fastest.keys, fastest.milliseconds)) == (patient and patient[:2])
    assert keys_to_person(flow) == (shortest and shortest[0])
    assert bool(list(find_ivr403(CheckedFlow(flow)))) == bool(shortest and shortest[0] > 2)


@few(30)
@given(any_flow)
def test_what_callers_hear_and_how_often_they_may_try(flow: Flow) -> None:
    """IVR206, IVR207, IVR501 and IVR505, menu by menu."""
    subject = CheckedFlow(flow)
    for key, item in flow.receptionists.items():
        if item.is_menu and item.entries and item.greeting:
            told = item.model_copy(update={"greeting": OWN})
            rounds = play_stay(replace(flow, receptionists={**flow.receptionists, key: told}), key).rounds
            retry = item.model_copy(update={"silence_retry_recording": item.silence_retry_recording and OWN})
            warned = play_stay(replace(flow, receptionists={**flow.receptionists, key: retry}), key).rounds
            pressing = play_stay(with_every_key_wrong(flow, key), key, "1").rounds
            assert attempts(subject, item, "silences_allowed") == len(rounds)
            assert attempts(subject, item, "wrong_keys_allowed") == len(pressing)
            assert (key in named("IVR207", flow)) == (1 in (len(rounds), len(pressing)))
            assert (key in named("IVR501", flow)) == (not any(OWN in heard for heard in warned))
            again = sum(OWN in heard for heard in rounds[1:])
            leads_back = any(flow.receptionist_for(entry.destination) == key for entry in item.entries)
            if not leads_back and all(entry.destination.type == "hangup" for entry in item.entries):
                assert (key in named("IVR505", flow)) == (again < 2)


@few(30)
@given(flows(most=3))
def test_the_level_of_a_menu_is_the_fewest_menus_that_choices_lead_through(flow: Flow) -> None:
    """IVR402."""
    plain = PlainProof(flow)
    level, depth = plain.reached_from([plain.plan.ringing_place()], _is_passed), 0
    depths: dict[str, int] = {}
    while level:
        depth += 1
        menus = {place.receptionist for place in level if place.phase not in ("ringing", "forward", "ended")}
        new = menus - depths.keys()
        depths |= dict.fromkeys(new, depth)
        chosen = [
            step.arc.dest
            for place in plain.places
            if place.receptionist in new
            for step in steps(plain.plan, place)
            if chooses(step.arc)
        ]
        level = plain.reached_from(chosen, _is_passed) if new else []
    found = {key: one.depth for key, one in CheckedFlow(flow).levels.levels.items()}
    assert found == depths


def _is_passed(place: Place, step: Step) -> bool:
    """Whether a call goes on so where nobody chooses."""
    return place.phase in ("ringing", "forward") and not chooses(step.arc)


@few(30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(menus=switch_menus())
def test_late_and_slow_callers_of_freeswitch_choose_what_the_rules_say(
    tmp_path: Path, menus: dict[str, dict[str, Any]]
) -> None:
    """IVR502 and IVR503."""
    assert_late_and_slow(switch_flow(menus, tmp_path))


@few(30)
@given(any_flow)
def test_so_do_those_of_other_engines(flow: Flow) -> None:
    assert_late_and_slow(flow)


def assert_late_and_slow(flow: Flow) -> None:
    """Callers who are played, and press while a menu listens, choose something in all but those that are named."""
    subject = CheckedFlow(flow)
    late, slow = named("IVR502", flow), named("IVR503", flow)
    for key, item in subject.menus():
        if key not in subject.reachable or all(code[0] == "#" for code in item.options):
            continue  # FreeSWITCH takes # for the end of a code once it listens: IVR108
        prompt = codes_chosen(flow, key, 0, 0.001)
        is_too_late = not codes_chosen(flow, key, RELAY_SECONDS, 0.001)
        if prompt or flow.semantics.switch is None:
            assert (key in late) == (bool(prompt) and is_too_late), key
        elif key in late:  # nobody who waits for FreeSWITCH to listen can choose: late callers cannot, either
            assert is_too_late, key
        lost = prompt - codes_chosen(flow, key, 0, 4)
        assert (key in slow) == any(len(code) > 1 and code in item.own_options for code in lost), key


def test_a_menu_that_an_announcement_goes_back_to_has_all_its_rounds() -> None:
    """Its counts go on after a return, which makes a receptionist of each of its rounds elsewhere (unrolled_flow)."""
    main = menu(
        {"1": PERSON, "2": "hours"}, allowed=(2, 2), wrong=PERSON, silence=PERSON, greeting="3",
        silence_retry_recording="2", wrong_key_retry_recording="2",
    )  # fmt: skip
    made = going_back(flow({"main": main, "hours": single(PERSON, greeting="4")}), "hours")
    assert [named(code, made) for code in ("IVR501", "IVR502", "IVR503", "IVR505")] == [set()] * 4
