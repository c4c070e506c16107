"""An engine that plays the telephone."""

from __future__ import annotations

import simulator
from simulator.graph.compare.readings import ReadingComparison
from simulator.graph.identification.menu_approach import menu_approaches
from simulator.graph.identification.menu_calls import MenuCalls
from simulator.graph.identification.synthetic_engine import SyntheticEngine

CLINIC = simulator.load("example:clinic")


def test_its_answers_are_those_of_its_reading() -> None:
    comparison = ReadingComparison(CLINIC, collect=True)
    readings = comparison.readings.readings
    approach = next(menu_approaches(CLINIC))
    calls = MenuCalls(approach, readings, comparison)
    for line in ("early:4 silence 3", "4 1"):
        probe = calls.probe(line)
        for index, reading in enumerate(readings):
            reported = SyntheticEngine(approach, reading).make_call(probe)
            assert (reported.unsure, reported.fits(index)) == ((), True), (line, index)
