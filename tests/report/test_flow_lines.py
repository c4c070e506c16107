"""Many flows at a glance: each in a line, the odd ones first."""

from typing import Any

import pytest

from simulator.report.flow_lines import FlowRun, runs_json, runs_text

SPAN = ["2026-12-28T00:00:00Z", "2026-12-28T06:00:00Z"]
REST = ["2026-12-28T06:00:00Z", "2026-12-29T00:00:00Z"]


@pytest.mark.parametrize(
    ("command", "code", "result", "summary"),
    [
        ("check", 0, [], "no problem found"),
        ("check", 1, [{"severity": "error"}, {"severity": "warning"}, {"severity": "error"}], "2 errors, 1 warning"),
        ("test", 0, {"passed": 3, "failed": 0, "tests": []}, "3 passed"),
        ("test", 1, {"passed": 3, "failed": 1, "tests": [{"name": "a b", "passed": False}]}, "1 of 4 failed: a b"),
        ("prove", 0, [{"holds": True}], "1 claim holds"),
        (
            "prove",
            1,
            [{"holds": True}, {"holds": False, "claim": "All get out."}],
            "1 of 2 claims not true: All get out.",
        ),
        ("plan", 0, {"steps": []}, "nothing to push"),
        ("plan", 0, {"steps": [{"action": "update", "key": "main"}]}, "1 request: update main"),
        (
            "plan",
            0,
            {"steps": [{"action": "update", "key": "main"}], "noticed": {"noticed": [{}]}},
            "1 request: update main; callers notice 1 thing",
        ),
        ("diff", 0, {"noticed": [], "complete": True}, "callers notice nothing"),
        (
            "diff",
            0,
            {"noticed": [{"words": "1 now leads on."}], "complete": True},
            "callers notice 1 thing: 1 now leads on.",
        ),
        (
            "calendar",
            0,
            {
                "situations": [
                    {"schedules": {"office": "open"}, "spans": [SPAN]},
                    {"schedules": {"office": "closed"}, "spans": [REST]},
                ]
            },
            "office closed 18 h, open 6 h",
        ),
        ("calendar", 0, {"situations": []}, "no schedule is asked"),
    ],
)
def test_a_result_in_one_line(command: str, code: int, result: Any, summary: str) -> None:
    assert FlowRun(command, "a", code, result).summary == summary


def test_what_has_no_json_is_told_by_what_it_printed() -> None:
    shown = "Overview\n========\n\n- A call begins at menu “Main”.\n- Callers can reach two menus.\n"
    assert FlowRun("show", "a", 0, None, shown).summary == "Callers can reach two menus."
    assert (
        FlowRun("push", "a", 0, None, "1. PUT\nnow live: 1 request sent\nundo: x\n").summary
        == "now live: 1 request sent"
    )
    assert FlowRun("push", "a", 1, None, "", "refused: tests fail\n").summary == "refused, and nothing was sent"
    assert FlowRun("check", "a", 2, None, "", "\na/flow.yaml:1:1: no\nmore\n").summary == "a/flow.yaml:1:1: no"


def test_the_odd_ones_come_first() -> None:
    runs = [
        FlowRun("check", "a", 0, []),
        FlowRun("check", "b", 1, [{"severity": "error"}]),
        FlowRun("check", "c", 0, []),
        FlowRun("check", "d", 2, None, "", "d: broken"),
        FlowRun("check", "e", 0, [{"severity": "info"}]),
    ]
    assert list(runs_text(runs)) == [
        "5 flows: 2 alike (no problem found), 3 otherwise",
        "",
        "  ! d  d: broken",
        "  ✗ b  1 error",
        "  ✓ e  1 info",
        "  ✓ a  no problem found",
        "  ✓ c  no problem found",
    ]
    assert [next(iter(runs_text(some))) for some in ([], runs[:1], runs[:2])] == [
        "No flow to look at.",
        "1 flow: no problem found",
        "2 flows, no two alike",
    ]
    told = runs_json("check", runs[2:4])
    assert told == {
        "command": "check",
        "code": 2,
        "flows": [
            {"flow": "c", "code": 0, "summary": "no problem found", "result": [], "error": None},
            {"flow": "d", "code": 2, "summary": "d: broken", "result": None, "error": "d: broken"},
        ],
    }
