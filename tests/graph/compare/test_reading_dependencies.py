"""What callers get under readings that differ in one setting."""

from __future__ import annotations

from simulator.callers.caller_script import caller
from simulator.callers.rehearsal import Rehearsal
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.reading_dependencies import find_dependencies, outcomes_of, results_of
from simulator.graph.compare.reading_menus import ReadingMenus
from simulator.graph.compare.walk_side import Side
from tests.graph.small import flow, menu

FLOW = flow(main=menu(k1="department||1", wrong_keys_allowed=1, silences_allowed=1))
READINGS = [FLOW.semantics, FLOW.semantics.model_copy(update={"final_on": "at_count"})]
PLAYERS = [Rehearsal(FLOW.with_semantics(semantics)) for semantics in READINGS]
MENUS = ReadingMenus(FLOW, READINGS, EndingSets(FLOW))


def test_each_kind_of_what_one_setting_does_with_its_shortest_caller() -> None:
    sides = [Side(Observer(FLOW.with_semantics(semantics))) for semantics in READINGS]
    ((dependency,),) = find_dependencies(FLOW, sides, PLAYERS, [("final_on", 0, 1)], MENUS)
    assert (dependency.setting, dependency.kind, dependency.script.as_line()) == ("final_on", "destination", "2")
    assert results_of(dependency.outcomes) == [
        ((0,), "department||8", ("hello", "sorry", "hello", "there?", "hello", "bye")),
        ((1,), "department||9", ("hello", "wrong")),
    ]


def test_readings_with_one_result_stand_together() -> None:
    players = [*PLAYERS, Rehearsal(FLOW)]
    assert results_of(outcomes_of(players, caller("3 1"), "destination")) == [
        ((0, 2), "department||1", ("hello", "sorry", "hello")),
        ((1,), "department||9", ("hello", "wrong")),
    ]
