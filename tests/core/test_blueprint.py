"""The rules of one menu, read off its places and edges; the worked examples are in callers."""

from collections.abc import Iterator

import pytest
from hypothesis import given

from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Choice, Effect, Miss, Note, Play, Round
from simulator.core.events import HUNG_UP, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import ENDED, Place
from simulator.testing.strategies import flows
from simulator.wire import vr

BODY = {
    "name": "menu",
    "destination_type": "multiple",
    "recording": "g",
    "entries": [
        {"option": "1", "destination_type": "department", "destination_id": "sales", "template_id": 7},
        {"option": "12", "destination_type": "department", "destination_id": "support"},
        {"option": "34", "destination_type": "department", "destination_id": "stock"},
        {"option": "#", "destination_type": "department", "destination_id": "hash"},
    ],
    "timeout": 5,
    "incorrect_count": 1,
    "timeout_retries": 1,
    "invalid_recording": "ir",
    "recording_invalid": "if",
    "timeout_retry_recording": "tr",
    "timeout_recording": "tf",
    "invalid_destination_type": "extension",
    "invalid_destination_id": "wrong",
    "timeout_destination_type": "extension",
    "timeout_destination_id": "silent",
}


def blueprint(semantics: Semantics | None = None, **changes: object) -> Blueprint:
    receptionist = Receptionist.model_validate(vr.decode_write({**BODY, **changes}).fields)
    return Blueprint(
        "m", receptionist, semantics or PROFILES["freepbx"], lambda _: RecordingLength(1000, estimated=False)
    )


def after(plan: Blueprint, place: Place, trigger: str) -> tuple[list[Effect], str]:
    """What one event causes, and the place or the destination that it leads to."""
    (edge,) = [edge for edge in plan.edges_from(place) if edge.trigger == trigger]
    effects, dest, destination, *_ = edge.onward
    return list(effects), str(destination) if dest is None else dest.name


def reachable_places(plan: Blueprint) -> Iterator[Place]:
    """Every place that can be reached in a menu, breadth first, from the start."""
    first = plan.enter().place
    assert first is not None, "a start is a place"
    queue, visited = [first], {first}
    for place in queue:
        yield place
        for edge in plan.edges_from(place):
            dest = edge.onward.place
            if dest is not None and dest is not ENDED and dest not in visited:
                visited.add(dest)
                queue.append(dest)


def test_a_round_is_its_prompts_and_then_the_wait() -> None:
    plan = blueprint()
    effects, start, *_ = plan.enter()
    assert effects == (Round(0, 0), Play("g", 1000, interruptible=True))
    assert start is not None
    assert start.name == "m/0,0/prompt/entry/0"
    assert after(plan, start, PROMPT_ENDED) == ([], "m/0,0/listening")
    listening = plan.place_at("listening")
    assert listening.wait is not None
    assert listening.wait.milliseconds == 5000


def test_prefix_takes_a_code_that_no_other_continues_at_once_and_waits_for_one_that_some_does() -> None:
    plan, listening = blueprint(), blueprint().place_at("listening")
    assert after(plan, listening, "#") == ([Choice("#")], "department||hash")
    assert after(plan, listening, "1") == ([], "m/0,0/collecting/1")
    one = plan.place_at("collecting", keys="1")
    assert one.wait is not None
    assert one.wait.milliseconds == 3000
    assert after(plan, one, "2") == ([Choice("12")], "department||support")
    assert after(plan, one, SILENCE) == ([Choice("1"), Note("7")], "department||sales")
    wrong = [Miss("wrong", 1, 1, last=False), Round(1, 0), Play("ir", 1000, interruptible=True)]
    assert after(plan, one, "3") == (wrong, "m/1,0/prompt/wrong/0")


def test_prefix_takes_a_part_of_a_code_that_stays_alone_for_a_wrong_key_not_for_a_silence() -> None:
    plan = blueprint()
    effects, dest = after(plan, plan.place_at("collecting", keys="3"), SILENCE)
    assert (effects[0], dest) == (Miss("wrong", 1, 1, last=False), "m/1,0/prompt/wrong/0")


def test_first_match_takes_the_shorter_code_and_the_longer_is_never_reached() -> None:
    plan = blueprint(PROFILES["freepbx-first-match"])
    assert after(plan, plan.place_at("listening"), "1") == ([Choice("1"), Note("7")], "department||sales")
    assert not [place for place in reachable_places(plan) if place.keys.startswith("1")]


def test_first_match_notices_a_wrong_key_only_when_no_further_key_comes() -> None:
    plan = blueprint(PROFILES["freepbx-first-match"])
    assert after(plan, plan.place_at("listening"), "9") == ([], "m/0,0/dead")
    dead = plan.place_at("dead")
    assert dead.wait is not None
    assert dead.wait.milliseconds == 5000
    assert after(plan, dead, "1") == ([], "m/0,0/dead")
    effects, dest = after(plan, dead, SILENCE)
    assert (effects[0], dest) == (Miss("wrong", 1, 1, last=False), "m/1,0/prompt/wrong/0")
    assert after(plan, dead, "#") == ([Choice("#")], "department||hash")


def test_terminated_decides_at_the_hash_or_when_no_further_key_comes() -> None:
    plan = blueprint(PROFILES["freepbx-terminated"])
    one = plan.place_at("collecting", keys="1")
    assert after(plan, plan.place_at("listening"), "1") == ([], "m/0,0/collecting/1")
    assert after(plan, one, "#") == ([Choice("1"), Note("7")], "department||sales")
    assert after(plan, one, SILENCE) == ([Choice("1"), Note("7")], "department||sales")
    assert after(plan, plan.place_at("listening"), "#") == ([Choice("#")], "department||hash")
    effects, _ = after(plan, plan.place_at("dead"), "#")
    assert effects[0] == Miss("wrong", 1, 1, last=False)


@pytest.mark.parametrize(
    ("profile", "timeout", "first", "further"),
    [
        ("freepbx", 0, 10_000, 3000),
        ("freepbx-first-match", 0, 10_000, 10_000),
        ("freepbx-terminated", 0, 10_000, 0),
        ("freepbx-terminated", 1.5, 1500, 1500),
    ],
)
def test_a_timeout_of_nought_is_the_engines_own(profile: str, timeout: float, first: int, further: int) -> None:
    plan = blueprint(PROFILES[profile], timeout=timeout)
    waits = [plan.place_at("listening").wait, plan.place_at("collecting", keys="1").wait]
    assert [wait.milliseconds for wait in waits if wait] == [first, further]


def test_without_barge_in_keys_in_a_prompt_are_ignored_and_restart_nothing() -> None:
    plan = blueprint(PROFILES["freepbx"].model_copy(update={"barge_in": False}))
    _, start, *_ = plan.enter()
    assert start is not None
    ignored = [edge for edge in plan.edges_from(start) if edge.trigger in KEYS]
    assert [(edge.internal, edge.onward.effects, edge.onward.place) for edge in ignored] == [(True, (), start)] * 12


def test_the_last_wrong_key_plays_a_recording_that_no_key_stops() -> None:
    plan = blueprint()
    effects, dest = after(plan, plan.place_at("listening", 1, 0), "9")
    assert (effects, dest) == (
        [Miss("wrong", 2, 1, last=True), Play("if", 1000, interruptible=False)],
        "m/2,0/final/wrong",
    )
    final = plan.place_at("final", 2, 0, "wrong")
    assert after(plan, final, PROMPT_ENDED) == ([], "extension||wrong")
    assert all(edge.internal for edge in plan.edges_from(final) if edge.trigger in KEYS)


def test_where_there_is_no_final_recording_the_call_goes_on_at_once() -> None:
    plan = blueprint(timeout_recording="0")
    assert after(plan, plan.place_at("listening", 0, 1), SILENCE) == (
        [Miss("silence", 2, 1, last=True)],
        "extension||silent",
    )


def test_at_count_the_nth_is_the_last_and_nought_is_as_one() -> None:
    literal = PROFILES["acefone-uk-literal"]
    for allowed in (0, 1):
        plan = blueprint(literal, incorrect_count=allowed)
        effects, _ = after(plan, plan.place_at("listening"), "9")
        assert effects[0] == Miss("wrong", 1, 0, last=True)


def test_shared_counters_count_both_kinds_together() -> None:
    plan = blueprint(PROFILES["freepbx"].model_copy(update={"counters": "shared"}))
    effects, dest = after(plan, plan.place_at("listening"), SILENCE)
    assert (effects[0], dest) == (Miss("silence", 1, 1, last=False), "m/1,1/prompt/silence/0")
    effects, dest = after(plan, plan.place_at("listening", 1, 1), "9")
    assert (effects[0], dest) == (Miss("wrong", 2, 1, last=True), "m/2,2/final/wrong")


def test_a_menu_of_one_key_options_with_three_and_three_has_sixteen_rounds() -> None:
    plan = blueprint(entries=[BODY["entries"][3]], incorrect_count=3, timeout_retries=3)  # type: ignore[index]  # a plain dict
    assert len([place for place in reachable_places(plan) if place.phase == "listening"]) == 16


def test_a_place_that_is_told_by_its_phase_alone_is_one_of_a_menu_just_entered() -> None:
    assert blueprint().place_at("listening") == Place("m", "listening", 0, 0, "entry", 0, "")


@given(flows())
def test_complete_every_place_answers_every_key_and_the_hang_up_once(flow: Flow) -> None:
    for key, receptionist in flow.receptionists.items():
        plan = Blueprint(key, receptionist, flow.semantics, flow.length_of)
        for place in reachable_places(plan):
            triggers = [edge.trigger for edge in plan.edges_from(place)]
            passing = PROMPT_ENDED if place.phase in ("prompt", "final", "forward") else SILENCE
            assert triggers == [*KEYS, passing, HUNG_UP]
            assert place.wait is not None
            assert place.wait.then.trigger == passing


def test_a_place_that_is_none_of_a_menu_can_only_be_left_and_waits_for_nothing() -> None:
    plan = blueprint()
    assert [edge.trigger for edge in plan.edges_from(Place("m", "ringing"))] == [HUNG_UP]
    assert plan.place_at("ringing").wait is None


@given(flows())
def test_places_have_names_of_their_own(flow: Flow) -> None:
    for key, receptionist in flow.receptionists.items():
        places = list(reachable_places(Blueprint(key, receptionist, flow.semantics, flow.length_of)))
        assert len({place.name for place in places}) == len(places)
        assert ENDED not in places
