"""Worlds in words."""

from collections.abc import Sequence
from itertools import product

from simulator.config.routes import ScheduleAnswer
from simulator.graph.state_words import describe_states, describe_worlds
from simulator.graph.worlds import distinct_worlds
from tests.callers.world_flow import world_flow

ANSWERS: tuple[ScheduleAnswer, ...] = ("open", "closed", "holiday")


def said(*chosen: Sequence[ScheduleAnswer]) -> str:
    """Some of the combinations of an office and a shop."""
    return describe_states(
        [dict(zip(("office", "shop"), answers, strict=True)) for answers in chosen],
        [{"office": office, "shop": shop} for office, shop in product(ANSWERS, repeat=2)],
    )


def test_what_tells_some_worlds_from_the_others() -> None:
    every = [*product(ANSWERS, repeat=2)]
    assert said(*every) == ""
    assert said(*(answers for answers in every if answers[0] == "open")) == "office is open"
    assert said(*(answers for answers in every if answers[1] != "open")) == "shop is closed"
    assert said(("holiday", "holiday")) == "office is on holiday and shop is on holiday"
    assert said(("open", "closed"), ("open", "holiday")) == "office is open and shop is closed"
    assert (
        said(("open", "open"), ("closed", "closed"))
        == "office is open and shop is open, or office is closed and shop is closed"
    )


def test_many_conditions_are_counted() -> None:
    keys = [f"shop{number}" for number in range(5)]
    every: list[dict[str, ScheduleAnswer]] = [dict.fromkeys(keys, "closed")]
    every += [{**every[0], key: "open"} for key in keys]
    assert describe_states(every[1:], every) == "shop0 is open, or shop1 is open, or shop2 is open, or in 2 other cases"


def test_flows_in_their_worlds() -> None:
    worlds = distinct_worlds(world_flow())
    assert [describe_worlds([world], worlds) for world in worlds] == [
        "office is open and night-mode is open",
        "office is open and night-mode is closed",
        "office is closed",
    ]
