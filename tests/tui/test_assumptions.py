from dataclasses import replace

from simulator import Flow
from simulator.config.flow import Variant
from simulator.tui.assumptions import Assumptions
from tests.callers.world_flow import world_flow


def words(flow: Flow, **given: str) -> list[str]:
    assumed = Assumptions(flow)
    return [assumed.variant_words, assumed.hours_words, assumed.people_words(given), assumed.length_words]


def test_a_flow_without_hours_or_telephones(clinic: Flow) -> None:
    assert words(clinic) == ["", "no hours in this flow", "everyone picks up (assumed)", ""]


def test_a_flow_with_hours_and_telephones() -> None:
    assert words(world_flow()) == ["", "", "you say who picks up", ""]
    assert words(world_flow(), everyone="no answer")[2] == ""


def test_the_variant_that_holds(clinic: Flow) -> None:
    flow = replace(clinic, variants={"night": Variant()})

    assert (words(flow)[0], words(flow.in_variant("night"))[0]) == ("no variant", "variant night")


def test_lengths_that_nobody_measured_are_counted(clinic: Flow) -> None:
    assert words(replace(clinic, lengths={}))[3] == "lengths: 5 estimated"
