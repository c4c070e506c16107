"""A move from one system to another, and the shortest caller who can tell."""

from __future__ import annotations

from pathlib import Path

from simulator.callers.caller_script import caller
from simulator.config.semantics import PROFILES
from simulator.graph.compare.paired_worlds import FixedPair, SideAnswers
from simulator.graph.moving.move import MoveReview, MoveRun, engine_name, engine_settings, make_move
from simulator.graph.review.change import difference_sentence
from simulator.graph.work_step import go_through
from tests.graph.moving.two_systems import load_systems


def review(folder: Path, engine: str = "acefone", fixed: FixedPair | None = None, **changes: str) -> MoveReview:
    old, new = load_systems(folder, **changes)
    move_run = MoveRun(make_move(old, new.with_semantics(PROFILES[engine])), fixed=fixed)
    go_through(move_run.steps())
    return move_run.review()


def test_nobody_can_tell_the_same_menu_in_two_systems(tmp_path: Path) -> None:
    result = review(tmp_path)
    assert (result.equal, result.shortest, result.is_shortest) == (True, None, True)
    assert result.review.changes == ()


def test_the_shortest_caller_is_played_through_both(tmp_path: Path) -> None:
    result = review(tmp_path, engine="acefone-uk-literal")
    shortest = result.shortest
    assert shortest is not None
    assert (result.is_shortest, result.equal) == (True, False)
    assert difference_sentence(result.review, shortest) == (
        "A caller who stays silent no longer hears “Welcome” after “Welcome”"
    )
    assert result.move.play_old(shortest).record.heard == ["5", "5"]
    assert shortest.difference.new.record.heard == ["19549"]


def test_a_caller_is_told_to_the_old_system_in_its_own_words(tmp_path: Path) -> None:
    result = review(tmp_path, box="9001", desk="108000").move
    closed = {"given": {"office": "closed", "Desk": "no answer"}, "number": "+44 1632 960001"}
    told = result.script_for_old(caller(closed | {"steps": []}))
    assert told.given == {"timegroup-1": "closed", "Desk": "no answer"}
    assert told.number == "441632960001"


def test_a_world_that_is_fixed_is_the_only_one_compared(tmp_path: Path) -> None:
    old, new = load_systems(tmp_path)
    closed = SideAnswers({"office": "closed"})
    move_run = MoveRun(make_move(old, new), fixed=FixedPair(closed, closed))
    go_through(move_run.steps())
    assert move_run.review().equal


def test_engines_by_name_and_settings(tmp_path: Path) -> None:
    flow = load_systems(tmp_path)[0]
    assert engine_name(flow) == "acefone"
    own = flow.with_semantics(PROFILES["freepbx"].model_copy(update={"barge_in": False}))
    assert engine_name(own) == "freepbx with barge_in: false"
    assert engine_settings(own)["barge_in"] is False
    assert engine_settings(flow.with_semantics(PROFILES["freeswitch"])) == {}
