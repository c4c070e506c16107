"""What happens to callers who choose nothing, or wrongly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator import play
from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import PROFILES, ProfileName, Semantics
from simulator.core.call_plan import CallPlan
from simulator.graph.default_paths import (
    ANY_KEY,
    DefaultPath,
    DefaultPaths,
    SilentExit,
    option_pauses,
    silent_exits,
    silent_path,
    wrong_key_path,
)
from simulator.testing.strategies import flows
from tests.callers.switch_flows import switch_flow, switch_menus
from tests.graph.played_stay import play_stay, typed_pause, with_every_key_wrong

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
    assert_as_played(whole)


def assert_as_played(whole: Flow) -> None:
    """Every path and every pause is that of a caller who is played, event by event."""
    paths = DefaultPaths(whole)
    for key, item in whole.receptionists.items():
        deaf = with_every_key_wrong(whole, key)
        for path, stay in (
            (paths.silent_path(key), play_stay(whole, key)),
            (paths.wrong_key_path(key), play_stay(deaf, key, ANY_KEY)),
        ):
            assert (path.repeats, path.final, path.length) == (stay.rounds[1:], stay.final, stay.length)
            assert {path.listens} == ({until - since for since, until in stay.listened} or {0})
            if whole.semantics.switch is None and not path.destination.leads_back:
                assert CallPlan(whole).arrive_at(path.destination)[0][:1] == stay.met[:1]
        if item.is_menu and play_stay(whole, key).listened:
            assert paths.option_pauses(key) == {code: typed_pause(whole, key, code) for code in item.options}


@given(flows(worlds=True) | flows(returns=True))
def test_paths_and_pauses_of_any_flow_are_those_of_played_callers(whole: Flow) -> None:
    assert_as_played(whole)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(menus=switch_menus())
def test_so_are_those_of_freeswitch(tmp_path: Path, menus: dict[str, dict[str, Any]]) -> None:
    assert_as_played(switch_flow(menus, tmp_path))


@pytest.mark.parametrize("profile", ["freepbx", "freepbx-terminated"])
def test_a_second_key_for_which_there_is_no_time_chooses_nothing(profile: ProfileName) -> None:
    """Under terminated, a timeout of 0 leaves 10 s for the first key and none for a further one."""
    semantics = PROFILES[profile].model_copy(update={"interdigit_seconds": 0})
    entries = tuple(Entry(option=code, destination_type="extension", destination_id=code) for code in ("1", "12", "2"))
    hasty = flow(semantics, entries=entries, timeout_seconds=0)
    assert option_pauses(hasty, "main") == {"1": 0, "12": None, "2": 0}


def test_the_wait_for_a_further_key_of_freeswitch_ends_with_the_time_for_all_of_them(tmp_path: Path) -> None:
    waits = {"timeout": 0.6, "inter_digit_timeout": 0.8, "failures": 1, "timeouts": 1, "digit_len": 2}
    entries = {"1": "department||7", "34": "department||8"}
    made = switch_flow({"m0": waits | {"greet_long": "long1", "entries": entries}}, tmp_path)
    assert option_pauses(made, "m0") == {"1": 600, "34": 0}
