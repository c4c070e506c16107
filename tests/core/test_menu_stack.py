"""Where choices and the ends of menus lead, by the menus that FreeSWITCH runs in each other."""

from pathlib import Path
from typing import Any

from simulator.callers.rehearsal import Rehearsal
from simulator.core.call_plan import CallPlan
from simulator.core.effects import Return
from simulator.core.menu_stack import before_return
from simulator.core.places import Level, Place, WayBack
from tests.callers.switch_flows import switch_flow

MENU: dict[str, Any] = {"greet_long": "long2", "timeout": 1.5, "failures": 1, "timeouts": 2, "digit_len": 1}
MENUS: dict[str, dict[str, Any]] = {
    "m0": MENU | {"exit_sound": "exit1", "entries": {"1": "m1", "2": "department||7", "3": "m0", "9": "exit"}},
    "m1": MENU | {"entries": {"1": "m2", "*": "back", "0": "top"}},
    "m2": MENU | {"entries": {"*": "back", "0": "top", "9": "exit", "1": "m0"}},
}


def heard_and_end(folder: Path, *steps: str, menus: dict[str, dict[str, Any]] = MENUS) -> tuple[list[str], str | None]:
    """The places that a call enters or goes back to, and its end; ``.`` is a silence, the others are keys."""
    script = [{"silence": True} if step == "." else {"press": step, "cue": "prompt", "after": 0.1} for step in steps]
    record = Rehearsal(switch_flow(menus, folder)).play({"steps": script})
    effects = [effect for turn in record.turns for effect in turn["effects"]]
    moves = [f"{name} {effect[name]}" for effect in effects for name in ("enter", "return") if name in effect]
    return moves[1:], record.outcome.destination


def test_a_sub_menu_returns_to_the_menu_before_it(tmp_path: Path) -> None:
    for end in ("*", "8", ". ."):
        steps = ["1", *end.split(), "2"]
        assert heard_and_end(tmp_path, *steps) == (["enter m1", "return m0"], "department||7")


def test_top_leaves_all_levels_and_exit_ends_all_menus(tmp_path: Path) -> None:
    assert heard_and_end(tmp_path, "1", "1", "0", "2") == (["enter m1", "enter m2", "return m0"], "department||7")
    assert heard_and_end(tmp_path, "1", "1", "9") == (["enter m1", "enter m2"], "menu_end||success")
    assert heard_and_end(tmp_path, "1", "1", "*", "*", "9") == (
        ["enter m1", "enter m2", "return m1", "return m0"],
        "menu_end||success",
    )


def test_the_first_menu_of_the_call_is_known_by_its_name(tmp_path: Path) -> None:
    """It is entered once more below itself: from there, ``top`` leads no further."""
    assert heard_and_end(tmp_path, "1", "1", "1", "1", "0", "2") == (
        ["enter m1", "enter m2", "enter m0", "enter m1", "return m0"],
        "department||7",
    )


def test_the_first_menu_is_its_own_top(tmp_path: Path) -> None:
    menus = MENUS | {"m0": MENUS["m0"] | {"entries": {"0": "top", "2": "department||7"}}}
    assert heard_and_end(tmp_path, "0", "2", menus=menus) == ([], "department||7")


def test_mistakes_may_lead_to_a_place_of_their_own(tmp_path: Path) -> None:
    menus = MENUS | {"m0": MENUS["m0"] | {"on_failure": "extension||8"}}
    assert heard_and_end(tmp_path, "8", menus=menus) == ([], "extension||8")


def test_at_one_level_more_than_twelve_all_menus_end(tmp_path: Path) -> None:
    entered, end = heard_and_end(tmp_path, *"1" * 12)
    assert (entered[-1], len(entered), end) == ("enter m2", 11, "menu_end||success")


def test_a_menu_that_calls_itself_goes_on(tmp_path: Path) -> None:
    assert heard_and_end(tmp_path, "3", "3", "2") == ([], "department||7")


def test_the_status_is_that_of_the_last_menu_that_ended(tmp_path: Path) -> None:
    """The engine puts it back to success only where a menu begins."""
    assert heard_and_end(tmp_path, "1", "8", "9")[1] == "menu_end||failure"
    assert heard_and_end(tmp_path, "1", ".", ".", "9")[1] == "menu_end||timeout"
    assert heard_and_end(tmp_path, "1", "8", "1", "*", "9")[1] == "menu_end||success"


def test_wrong_keys_are_forgotten_by_a_choice_and_silences_are_not(tmp_path: Path) -> None:
    """One silence in the first menu, a sub-menu, and one more ends it; a wrong key would have had its two tries."""
    menus = MENUS | {"m0": MENUS["m0"] | {"failures": 2}}
    assert heard_and_end(tmp_path, ".", "1", "*", ".", menus=menus) == (["enter m1", "return m0"], "menu_end||timeout")
    assert heard_and_end(tmp_path, "8", "1", "*", "8", "2", menus=menus)[1] == "department||7"


def test_a_place_has_its_levels_and_the_status(tmp_path: Path) -> None:
    plan = CallPlan(switch_flow(MENUS, tmp_path))
    stack, menu = plan.stack, plan.switch_blueprint_of("m1")
    way_back = WayBack((Level("m0", 0, 1),), "failure")
    source = Place("m1", "final", 1, 0, "wrong", way_back=way_back)
    effects, place = stack.follow(source, menu.runs_out(source))
    assert effects[0] == Return("m0")
    assert (place.receptionist, place.silences, place.way_back) == ("m0", 1, WayBack((), "failure"))
    assert place.name == "m0/0,1/prompt/entry/0!failure"
    saved = source.coordinates
    assert saved["way_back"] == [["m0", 0, 1], "failure"]
    assert WayBack.of_json(saved["way_back"]) == way_back


def test_a_search_looks_at_a_menu_once_for_each_menu_that_it_returns_to() -> None:
    levels = (Level("m1", 0, 1), Level("m0", 0, 0))
    deep = Place("m2", "listening", way_back=WayBack(levels, "failure"))
    shallow = Place("m2", "listening", way_back=WayBack(levels[:1], "failure"))
    assert (before_return(deep), before_return(shallow) is shallow) == (shallow, True)


def test_a_plan_finds_one_event_and_a_saved_place(tmp_path: Path) -> None:
    plan = CallPlan(switch_flow(MENUS, tmp_path))
    listening = plan.switch_blueprint_of("m1").place_at("listening")
    found = [plan.find_arc(listening, trigger) for trigger in ("1", "prompt_ended")]
    assert [arc and arc.dest.name for arc in found] == ["m2/0,0/prompt/entry/0<m1", None]
    assert plan.restore_place(listening.coordinates) == listening


def test_the_exit_sound_plays_at_the_end_of_the_first_menu_and_not_before_a_transfer(tmp_path: Path) -> None:
    rehearsal = Rehearsal(switch_flow(MENUS, tmp_path))
    by_caller = {line: list(rehearsal.play(line).heard) for line in ("9", "1 9", "2", "8")}
    assert by_caller == {
        "9": ["long2", "exit1"],
        "1 9": ["long2", "long2", "long2", "long2", "exit1"],
        "2": ["long2"],
        "8": ["long2", "exit1"],
    }
