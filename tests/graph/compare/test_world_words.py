"""Worlds in words."""

from __future__ import annotations

from itertools import product

import pytest

from simulator.callers.caller_script import CallerScript
from simulator.config.routes import ScheduleAnswer
from simulator.graph.compare.paired_worlds import WorldPair
from simulator.graph.compare.world_words import given_phrase, while_phrase

OFFICE: tuple[ScheduleAnswer, ...] = ("open", "closed", "holiday")
SWITCH: tuple[ScheduleAnswer, ...] = ("open", "closed")
WORLDS = [WorldPair({}, {"office": office, "shop": shop}) for office, shop in product(OFFICE, SWITCH)]


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([0, 1, 2, 3, 4, 5], ""),
        ([0], "while office is open and shop is open"),
        ([0, 1], "while office is open"),
        ([2, 3, 4, 5], "while office is closed"),
        ([1, 3, 5], "while shop is closed"),
        ([2, 4], "while office is closed and shop is open"),
        ([0, 1, 3], "while office is open, or office is open or closed and shop is closed"),
        ([0, 3], "while office is open and shop is open, or office is closed and shop is closed"),
    ],
)
def test_some_of_the_worlds(places: list[int], words: str) -> None:
    assert while_phrase([WORLDS[place] for place in places], WORLDS) == words


def test_many_conditions_are_counted() -> None:
    worlds = [WorldPair({}, dict(zip("abc", states, strict=True))) for states in product(OFFICE, repeat=3)]
    scattered = [world for world in worlds if len(set(world.new.values())) == 3]
    assert while_phrase(scattered, worlds).endswith(", or in 3 other cases")


def test_what_a_script_gives() -> None:
    script = CallerScript(given={"office": "closed", "Booking desk": ["no answer", "busy"], "everyone": "picked up"})
    assert given_phrase(script) == "office: closed; Booking desk: no answer, then busy; everyone: picked up"
    assert given_phrase(script, {"office"}) == "Booking desk: no answer, then busy; everyone: picked up"
    assert given_phrase(CallerScript()) == ""
