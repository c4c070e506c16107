"""What the flags of ``ivrsim draw`` lay over the map."""

import argparse

from simulator import load
from simulator.cli.map_overlays import find_overlay
from simulator.draw.map_tree import build_tree
from simulator.loader.flow_kinds import load_with_shelf


def flags(**given: object) -> argparse.Namespace:
    plain: dict[str, object] = {
        "no_findings": True,
        "at": None,
        "given": [],
        "diff": None,
        "coverage": False,
        "caller": None,
        "odds": None,
        "flow": None,
    }
    return argparse.Namespace(**{**plain, **given})


def test_nothing_and_findings() -> None:
    flow, shelf = load_with_shelf("example:council")
    tree = build_tree(flow)
    nothing, findings = (find_overlay(flags(no_findings=not on), tree, shelf) for on in (False, True))
    assert nothing is not None
    assert findings is not None
    assert (nothing.foot, list(findings.marks)) == ((), ["heating", "evidence"])


def test_a_moment_with_what_is_given_is_the_heading() -> None:
    flow, shelf = load_with_shelf("example:surgery")
    overlay = find_overlay(flags(at="25 Dec 2026 21:00", given=["Appointments desk: busy"]), build_tree(flow), shelf)
    assert overlay is not None
    assert overlay.heading == "Fri 25 Dec 2026 21:00, Appointments desk: busy"


def test_a_call_stands_over_the_moment() -> None:
    flow, shelf = load_with_shelf("example:surgery")
    rung = load("example:surgery").rung_at("+441632960040")
    overlay = find_overlay(flags(given=["office: closed"], caller="1"), build_tree(rung), shelf)
    assert overlay is not None
    assert overlay.node_remarks["night"] == "0:00"
    assert flow.source == rung.source


def test_odds_are_of_first_time_callers_at_the_moment() -> None:
    flow, shelf = load_with_shelf("example:surgery")
    tree = build_tree(flow.rung_at("+441632960040"))
    overlay = find_overlay(flags(odds="first-time", given=["office: closed"]), tree, shelf)
    assert overlay is not None
    assert overlay.foot[0].text == (
        "Percentages are of callers, exactly. Persona “first-time” (ASSUMED; ivrsim odds --fit RECORDS measures it). "
        "Office hours closed. A person takes the call: 0.0 %."
    )
    assert (overlay.node_remarks["night"], overlay.node_tones["main"]) == ("100 %", "faded")
