"""What happens to callers who choose nothing, or wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import play
from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Play, Round
from simulator.core.places import Onward, Place
from simulator.graph.default_paths import (
    DefaultPath,
    DefaultPaths,
    SilentExit,
    option_pauses,
    silent_exits,
    silent_path,
    wrong_key_path,
)

SALES, NIGHT = Destination("department", "1"), Destination("voicemail", "2")
LENGTHS = {
    "greeting": RecordingLength(1000, estimated=False),
    "sorry": RecordingLength(500, estimated=False),
    "hello?": RecordingLength(600, estimated=False),
    "wrong": RecordingLength(700, estimated=False),
    "bye": RecordingLength(800, estimated=False),
}


def menu(**changes: Any) -> Receptionist:
    fields: dict[str, Any] = {
        "name": "Main",
        "destination_type": "multiple",
        "greeting": "greeting",
        "entries": (Entry(option="1", destination_type="department", destination_id="1"),),
        "timeout_seconds": 1,
        "wrong_keys_allowed": 2,
        "wrong_key_retry_recording": "sorry",
        "wrong_key_final_recording": "wrong",
        "wrong_key_destination_type": "department",
        "wrong_key_destination_id": "1",
        "silences_allowed": 2,
        "silence_retry_recording": "hello?",
        "silence_final_recording": "bye",
        "silence_destination_type": "voicemail",
        "silence_destination_id": "2",
    }
    return Receptionist(**fields | changes)


def flow(profile: str | Semantics = "acefone", **changes: Any) -> Flow:
    semantics = PROFILES[profile] if isinstance(profile, str) else profile
    return Flow("main", {"main": menu(**changes)}, lengths=LENGTHS, semantics=semantics)


def test_a_silent_caller_hears_the_greeting_again_after_each_retry_recording() -> None:
    again = ("hello?", "greeting")
    time = RecordingLength((1000 + 1000) + 2 * (600 + 1000 + 1000) + 800, estimated=False)
    assert silent_path(flow(), "main") == DefaultPath((again, again), "bye", NIGHT, time, listens=1000)


def test_a_caller_of_wrong_keys_goes_through_the_other_recordings() -> None:
    course = wrong_key_path(flow("freepbx"), "main")
    assert (course.repeats, course.final, course.destination) == ((("sorry",), ("sorry",)), "wrong", SALES)


def test_the_nth_is_final_under_the_literal_reading() -> None:
    assert len(silent_path(flow("acefone-uk-literal"), "main").repeats) == 1
    assert len(wrong_key_path(flow("acefone-uk-literal", wrong_keys_allowed=0), "main").repeats) == 0


def test_an_unknown_recording_makes_the_time_an_estimate() -> None:
    course = silent_path(flow(silences_allowed=0, silence_final_recording="mystery"), "main")
    assert course.length == RecordingLength(1000 + 1000 + 4000, estimated=True)


def test_a_forward_takes_its_greeting() -> None:
    single = Receptionist(
        name="Welcome",
        destination_type="single",
        greeting="greeting",
        forward_destination_type="department",
        forward_destination_id="1",
    )
    time = RecordingLength(1000, estimated=False)
    assert silent_path(Flow("w", {"w": single}, lengths=LENGTHS), "w") == DefaultPath((), None, SALES, time, listens=0)


def test_the_way_out_leads_through_every_menu_that_silence_reaches() -> None:
    onward = {"silence_destination_type": "ivr", "silences_allowed": 0, "silence_final_recording": None}
    menus = {
        "main": menu(silence_destination_id="@second", **onward),
        "second": menu(silences_allowed=0),
        "round": menu(silence_destination_id="@about", **onward),
        "about": menu(silence_destination_id="@round", **onward),
        "into": menu(silence_destination_id="@about", **onward),
    }
    whole = Flow("main", menus, lengths=LENGTHS)
    ways = silent_exits(whole, {key: silent_path(whole, key) for key in menus})
    assert ways["main"] == SilentExit(RecordingLength(2000 + 2800, estimated=False), NIGHT)
    assert ways["second"] == SilentExit(RecordingLength(2800, estimated=False), NIGHT)
    assert [ways[key].destination for key in ("round", "about", "into")] == [None, None, None]


@pytest.mark.parametrize(
    ("profile", "waits"),
    [
        ("freepbx", {"1": 3000, "12": 0, "2": 0, "#": 0, "3#": 0}),
        ("freepbx-first-match", {"1": 0, "12": None, "2": 0, "#": 0, "3#": None}),
        ("freepbx-terminated", {"1": 1000, "12": 1000, "2": 1000, "#": 0, "3#": None}),
    ],
)
def test_how_long_each_choice_waits_behind_its_last_key(profile: str, waits: dict[str, int | None]) -> None:
    entries = tuple(
        Entry(option=option, destination_type="extension", destination_id=f"20{number}")
        for number, option in enumerate(waits)
    )
    assert option_pauses(flow(profile, entries=entries), "main") == waits


@pytest.mark.parametrize(
    ("profile", "codes", "waits"),
    [
        ("freepbx-terminated", {"3": "1", "3#": "1"}, {"3": 1000, "3#": 0}),
        ("freepbx-terminated", {"3": "1", "3#": "2"}, {"3": 1000, "3#": None}),
        ("freepbx-first-match", {"1": "1", "14": "2", "34": "2"}, {"1": 0, "14": None, "34": 0}),
    ],
)
def test_a_code_for_which_another_is_taken_acts_where_that_leads_to_the_same(
    profile: str, codes: dict[str, str], waits: dict[str, int | None]
) -> None:
    entries = tuple(Entry(option=code, destination_type="department", destination_id=id) for code, id in codes.items())
    assert option_pauses(flow(profile, entries=entries), "main") == waits


recordings = st.sampled_from([None, *LENGTHS])
menus = st.builds(
    menu,
    greeting=recordings,
    timeout_seconds=st.sampled_from([0, 1, 2.5]),
    wrong_keys_allowed=st.integers(0, 4),
    silences_allowed=st.integers(0, 4),
    wrong_key_retry_recording=recordings,
    wrong_key_final_recording=recordings,
    silence_retry_recording=recordings,
    silence_final_recording=recordings,
)
semantics = st.builds(
    Semantics,
    final_on=st.sampled_from(["after_retries", "at_count"]),
    replay_greeting=st.sampled_from(["always", "without_retry_prompt"]),
    counters=st.sampled_from(["separate", "shared"]),
    collect=st.sampled_from(["prefix", "first_match", "terminated"]),
    barge_in=st.booleans(),
)


@given(menus, semantics)
def test_what_a_course_tells_is_what_a_played_caller_goes_through(item: Receptionist, under: Semantics) -> None:
    whole = Flow("main", {"main": item}, lengths=LENGTHS, semantics=under)
    silent, wrong = silent_path(whole, "main"), wrong_key_path(whole, "main")
    for course, script in ((silent, ""), (wrong, " ".join("9" * (len(wrong.repeats) + 1)))):
        record = play(whole, script)
        prompts = [item.greeting, *(id for again in course.repeats for id in again), course.final]
        assert list(record.heard) == [id for id in prompts if id is not None]
        assert record.outcome.destination == str(course.destination)
    assert play(whole, "").seconds == silent.length.milliseconds / 1000


codes = st.sampled_from(["1", "11", "12", "2", "#", "1#2", "##", "*"])
entries: st.SearchStrategy[dict[str, str]] = st.builds(
    dict, st.lists(st.tuples(codes, st.sampled_from("123")), max_size=4)
)


@given(st.lists(st.tuples(menus, entries), min_size=1, max_size=4), semantics)
def test_menus_of_one_kind_share_nothing_that_is_their_own(
    drawn: list[tuple[Receptionist, dict[str, str]]], under: Semantics
) -> None:
    receptionists = {
        f"m{number}": item.model_copy(
            update={
                "entries": tuple(
                    Entry(option=code, destination_type="department", destination_id=to) for code, to in keys.items()
                ),
                "silence_destination_id": f"{number}",
            }
        )
        for number, (item, keys) in enumerate(drawn)
    }
    whole = Flow("m0", receptionists, lengths=LENGTHS, semantics=under)
    paths = DefaultPaths(whole)
    for key in receptionists:
        assert paths.silent_path(key) == plain_path(whole, key, presses=False)
        assert paths.wrong_key_path(key) == plain_path(whole, key, presses=True)
        assert paths.option_pauses(key) == plain_pauses(whole, key)


def plain_path(whole: Flow, key: str, *, presses: bool) -> DefaultPath:
    """The path of one menu, walked place by place; every key is wrong in it."""
    item = whole.receptionists[key].model_copy(update={"entries": ()})
    blueprint = Blueprint(key, item, whole.semantics, whole.length_of)
    rounds: list[list[str]] = []
    final, milliseconds, estimated, listens = None, 0, False, 0
    step = blueprint.enter()
    while True:
        place = step.place
        rounds += [[] for effect in step.effects if isinstance(effect, Round)]
        for play_effect in (effect for effect in step.effects if isinstance(effect, Play)):
            estimated |= whole.length_of(play_effect.recording).estimated
            if place and place.phase == "final":
                final = play_effect.recording
            else:
                rounds[-1].append(play_effect.recording)
        if place is None or place.wait is None:
            break
        milliseconds += place.wait.milliseconds
        is_listening = place.phase == "listening"
        listens = place.wait.milliseconds if is_listening else listens
        trigger = "1" if presses and is_listening else place.wait.then.trigger
        step = next(edge.onward for edge in blueprint.edges_from(place) if edge.trigger == trigger)
    assert step.destination is not None
    length = RecordingLength(milliseconds, estimated)
    return DefaultPath(tuple(map(tuple, rounds[1:])), final, step.destination, length, listens)


def plain_pauses(whole: Flow, key: str) -> dict[str, int | None]:
    """The pauses of one menu's options, each typed place by place."""
    item = whole.receptionists[key].model_copy(update={"wrong_keys_allowed": 2})
    blueprint = Blueprint(key, item, whole.semantics, whole.length_of)

    def typed(option: str) -> tuple[Destination | None, int]:
        step, waited = Onward((), blueprint.place_at("listening")), 0
        for pressed in option:
            if step.place is None or step.place.phase not in ("listening", "collecting"):
                return None, 0
            step = moves(step.place)[pressed]
        while step.place is not None and step.place.wait is not None and step.place.phase == "collecting":
            waited += step.place.wait.milliseconds
            step = moves(step.place)["silence"]
        return step.destination, waited

    def moves(place: Place) -> dict[str, Onward]:
        return {edge.trigger: edge.onward for edge in blueprint.edges_from(place)}

    pauses: dict[str, int | None] = {}
    for option, entry in item.options.items():
        target, waited = typed(option)
        pauses[option] = waited if target == entry.destination else None
    return pauses
