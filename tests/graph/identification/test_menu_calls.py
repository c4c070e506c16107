"""The calls to a menu: the plain ones first, odder ones only where they are needed."""

from __future__ import annotations

from dataclasses import replace

import simulator
from simulator.graph.compare.readings import ReadingComparison
from simulator.graph.identification.menu_approach import menu_approaches
from simulator.graph.identification.menu_calls import MenuCalls
from simulator.graph.work_step import WorkStep

CLINIC = simulator.load("example:clinic")


def calls_of(flow: simulator.Flow) -> tuple[MenuCalls, list[WorkStep]]:
    comparison = ReadingComparison(flow)
    calls = MenuCalls(next(menu_approaches(flow)), comparison.readings.readings, comparison)
    return calls, [*calls.steps()]


def test_the_plain_calls_are_enough_for_the_clinic() -> None:
    calls, steps = calls_of(CLINIC)
    assert (calls.tells_all_apart, calls.calls_needed, len(steps)) == (True, 2, 88)
    assert calls.probe("4 3") is calls.probe("4 3")
    assert str(steps[0]) == "1 calls looked at"


def test_a_menu_without_retries_is_helped_by_the_menu_behind_it() -> None:
    strict = CLINIC.receptionists["main"].model_copy(update={"wrong_keys_allowed": 0, "silences_allowed": 0})
    calls, _ = calls_of(replace(CLINIC, receptionists={**CLINIC.receptionists, "main": strict}))
    assert calls.tells_all_apart
    assert {probe.line.split()[0] for probe in calls.tree.fixed_probes()} >= {"2"}


def test_a_menu_of_a_hundred_retries_is_not_compared_whole() -> None:
    patient = CLINIC.receptionists["main"].model_copy(update={"wrong_keys_allowed": 99, "silences_allowed": 99})
    calls, steps = calls_of(replace(CLINIC, receptionists={"main": patient}))
    assert (len(calls.tree.classes), len(steps) < 150) == (4, True)
