"""One menu of FreeSWITCH: its places, and what leads from each to the next."""

from pathlib import Path
from typing import Any

import pytest

from simulator.callers.rehearsal import Rehearsal
from simulator.config.receptionist import Destination
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Choice, Miss, Play, Round
from simulator.core.events import KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import HANG_UP, Onward, Place
from simulator.core.switch_blueprint import SwitchBlueprint
from tests.callers.switch_flows import switch_flow

MENU: dict[str, Any] = {
    "greet_long": "long1",
    "greet_short": "short1",
    "invalid_sound": "invalid1",
    "timeout": 1.5,
    "failures": 2,
    "timeouts": 2,
    "digit_len": 2,
    "entries": {"1": "department||7", "23": "department||7", "#": "department||7"},
}


def blueprint(folder: Path, **fields: Any) -> SwitchBlueprint:
    return CallPlan(switch_flow({"m0": MENU | fields}, folder)).switch_blueprint_of("m0")


def after(of: SwitchBlueprint, place: Place, trigger: str) -> Onward:
    return next(edge.onward for edge in of.edges_from(place) if edge.trigger == trigger)


def test_a_menu_begins_with_its_long_greeting_and_goes_on_with_the_short_one(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    first, again = menu.enter(), menu.take_turn(0, 1, "silence")
    assert first == Onward((Round(0, 0), Play("long1", 700, interruptible=True)), menu.place_at("prompt"))
    plays = Play("short1", 300, interruptible=True)
    assert again == Onward((Round(0, 1), plays), menu.place_at("prompt", 0, 1, "silence"))


def test_keys_are_kept_while_they_begin_a_code_and_then_counted(tmp_path: Path) -> None:
    menu = blueprint(tmp_path, digit_len=4)
    listening = menu.place_at("listening")
    kept = {key: after(menu, listening, key).place for key in "12"}
    assert {key: place and place.keys for key, place in kept.items()} == {"1": "1", "2": "2"}
    lost = after(menu, listening, "9").place
    assert lost is not None
    assert lost.keys == "?"
    assert lost.wait is not None
    assert (lost.wait.milliseconds, lost.wait.within) == (750, 1500)
    further = after(menu, lost, "5").place
    assert further is not None
    assert further.keys == "??"


def test_a_hash_is_a_key_in_the_greeting_and_the_end_of_a_code_after_it(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    typed = after(menu, menu.place_at("prompt"), "#").place
    assert typed == menu.place_at("collecting", keys="#")
    to = Destination("department", "7")
    assert after(menu, typed, "#") == Onward((Choice("#"),), destination=to)
    assert after(menu, menu.place_at("collecting", keys="1"), "#") == Onward((Choice("1"),), destination=to)
    again = after(menu, menu.place_at("listening"), "#")
    assert again.effects[0] == Miss("wrong", 1, 1, last=False)
    assert again.place == menu.place_at("prompt", 1, 0, "wrong")  # without the invalid sound


def test_a_wrong_key_has_one_sound_also_the_last_time_and_a_silence_has_none(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    sound = Play("invalid1", 250, interruptible=True)
    typed = menu.place_at("collecting", keys="2")
    wrong = menu.runs_out(typed)
    assert wrong == Onward((Miss("wrong", 1, 1, last=False), sound), menu.place_at("invalid_sound", 1, 0, "wrong"))
    last = menu.runs_out(menu.place_at("collecting", 1, keys="2"))
    assert last == Onward((Miss("wrong", 2, 1, last=True), sound), menu.place_at("final", 2, 0, "wrong"))
    assert last.place is not None
    assert menu.runs_out(last.place) == Onward((), destination=Destination("menu_end", "failure"))
    silence = menu.runs_out(menu.place_at("listening", 0, 1))
    assert silence == Onward((Miss("silence", 2, 1, last=True),), destination=Destination("menu_end", "timeout"))


def test_one_key_stops_the_invalid_sound_and_is_lost(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    sound = menu.place_at("invalid_sound", 1, 0, "wrong")
    edges = menu.edges_from(sound)
    assert [edge.trigger for edge in edges] == [*KEYS, PROMPT_ENDED, HANG_UP.trigger]
    assert {edge.onward for edge in edges[:-1]} == {menu.take_turn(1, 0, "wrong")}


def test_one_move_is_the_same_as_among_all(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    for place in (
        menu.place_at("prompt"),
        menu.place_at("listening"),
        menu.place_at("collecting", keys="2"),
        menu.place_at("invalid_sound", 1, 0, "wrong"),
    ):
        moves = {edge.trigger: edge for edge in menu.edges_from(place)}
        assert {trigger: menu.edge_from(place, trigger) for trigger in moves} == moves
        assert menu.edge_from(place, PROMPT_ENDED if SILENCE in moves else SILENCE) is None


def test_a_menu_without_a_greeting_waits_for_nothing(tmp_path: Path) -> None:
    nothing = {"greet_long": "", "greet_short": ""}
    ends = blueprint(tmp_path, **nothing).enter()
    misses = (Miss("wrong", 1, 1, last=False), Miss("wrong", 2, 1, last=True))
    assert ends == Onward(misses, destination=Destination("menu_end", "failure"))
    elsewhere = blueprint(tmp_path, on_failure="extension||8", **nothing)
    out = elsewhere.enter()
    assert (out.effects, out.place) == (misses, elsewhere.place_at("final", 2))  # so that no two such menus spin
    assert out.place is not None
    assert out.place.wait is not None
    assert out.place.wait.milliseconds == 0
    short = blueprint(tmp_path, greet_long="").enter()
    assert [type(effect) for effect in short.effects] == [Miss, Round, Play]


def test_the_exit_sound_plays_before_the_end(tmp_path: Path) -> None:
    menu = blueprint(tmp_path, exit_sound="exit1")
    ends = menu.end("timeout")
    assert ends.place == menu.place_at("exit_sound", after="silence")
    assert menu.runs_out(ends.place) == Onward((), destination=Destination("menu_end", "timeout"))
    assert blueprint(tmp_path).end("success") == Onward((), destination=Destination("menu_end", "success"))


@pytest.mark.parametrize(
    "place",
    [
        {"phase": "dead"},
        {"phase": "prompt", "index": 1},
        {"phase": "exit_sound"},
        {"phase": "listening", "wrong_keys": 3},
        {"phase": "listening", "silences": 2},
        {"phase": "collecting"},
        {"phase": "listening", "keys": "1"},
        {"phase": "collecting", "keys": "9"},
        {"phase": "collecting", "keys": "23"},
    ],
    ids=str,
)
def test_coordinates_that_no_call_has_are_refused(tmp_path: Path, place: dict[str, Any]) -> None:
    menu = blueprint(tmp_path)
    with pytest.raises(ValueError, match=r"no |lead nowhere"):
        menu.restore_place(Place("m0", **place))


def test_all_keys_of_a_code_have_the_timeout_together(tmp_path: Path) -> None:
    """1.5 s from the end of the greeting, however late the keys come; from the key that stops it, if one does."""
    rehearsal = Rehearsal(switch_flow({"m0": MENU | {"digit_len": 4, "inter_digit_timeout": 1.2}}, tmp_path))
    ends = {}
    for after_seconds in (0.7, 1.1, 2.1):
        steps = [{"press": "2", "cue": "prompt", "after": after_seconds, "gap": 0.5}]
        decided = next(
            turn
            for turn in rehearsal.play({"steps": steps}).turns
            if any("wrong" in effect for effect in turn["effects"])
        )
        ends[after_seconds] = decided["at"], decided["event"]
    assert ends == {0.7: (1.9, SILENCE), 1.1: (2.2, SILENCE), 2.1: (2.2, SILENCE)}
    early = rehearsal.play({"steps": [{"press": "2222", "cue": "prompt", "after": 0.1, "gap": 0.6}]})
    decided = next(turn for turn in early.turns if any("wrong" in effect for effect in turn["effects"]))
    assert (decided["at"], decided["event"]) == (1.6, SILENCE)  # cut off before the fourth key, at 1.9


def test_a_place_that_was_saved_is_restored_where_the_menu_has_it(tmp_path: Path) -> None:
    menu = blueprint(tmp_path)
    for place in (
        menu.place_at("prompt", 1, 0, "wrong"),
        menu.place_at("listening", 0, 1),
        menu.place_at("collecting", 0, 0, "entry", 0, "2"),
        menu.place_at("invalid_sound", 1, 0, "wrong"),
    ):
        assert menu.restore_place(place) == place
    for wrong in (
        menu.place_at("listening", 3, 0),
        menu.place_at("collecting", 0, 0, "entry", 0, "9"),
        Place("m0", "exit_sound"),
    ):
        with pytest.raises(ValueError, match=r"m0|lead nowhere"):
            menu.restore_place(wrong)
