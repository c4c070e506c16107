"""Findings as numbered marks."""

from dataclasses import replace

from simulator import load
from simulator.checks.rule import Finding
from simulator.checks.run import run_checks
from simulator.draw.finding_marks import mark_findings
from simulator.draw.map_tree import build_tree
from simulator.text.text_place import TextPlace


def finding(code: str, receptionist: str | None, message: str = "is wrong") -> Finding:
    return Finding(code, "a-rule", "warning", message, TextPlace.at_line("flow.yaml", 1, 1), receptionist, "field")


def test_the_same_fault_in_two_menus_is_one_number_and_one_line() -> None:
    flow = load("example:council")
    overlay = mark_findings(build_tree(flow), run_checks(flow).findings)
    assert overlay.marks == {"heating": (1,), "evidence": (1,)}
    assert [(line.number, line.text) for line in overlay.foot] == [
        (
            1,
            "Heating and gas: heating is the fourth menu that callers come through (main, key 2: housing, "
            "key 1: repairs, key 2: heating), more than 3: lead to it from an earlier menu "
            "(IVR402; the same in Evidence for a claim)",
        )
    ]


def test_what_most_menus_have_is_marked_nowhere() -> None:
    tree = build_tree(load("example:council"))
    menus = [id for id, node in tree.nodes.items() if node.kind == "menu"]
    overlay = mark_findings(tree, [finding("IVR999", menu) for menu in menus[:11]])
    assert (overlay.marks, overlay.foot[0].text) == (
        {},
        "In 11 of 12 menus, such as Main menu: is wrong (IVR999)",
    )
    overlay = mark_findings(tree, [finding("IVR999", menu) for menu in menus])
    assert overlay.foot[0].text == "In every menu, such as Main menu: is wrong (IVR999)"


def test_a_schedule_is_marked_however_its_author_spells_it() -> None:
    tree = build_tree(load("example:surgery"))
    found = [
        replace(finding("IVR705", None, "no call takes holiday of Office hours"), field=field)
        for field in ("destinations.time_condition||77.holiday", "destinations.time_condition||77", "numbers.+44")
    ]
    overlay = mark_findings(tree, found)
    assert overlay.marks == {"time_condition||77": (1,)}
    assert overlay.foot[0].text == "no call takes holiday of Office hours (IVR705)"


def test_findings_of_the_flow_itself_have_a_line() -> None:
    tree = build_tree(load("example:council"))
    overlay = mark_findings(tree, [finding("IVR998", None), finding("IVR998", None), finding("IVR999", "main")])
    assert [line.text for line in overlay.foot] == [
        "is wrong (IVR998; one more place like this)",
        "Main menu: is wrong (IVR999)",
    ]
    assert overlay.marks == {"main": (2,)}
