"""Differences in many flows: those that are alike are shown once, the odd ones first."""

from typing import Any

from simulator.report.patch_groups import changes_text, group_changes


def planned(flow: str, line: str = "timeout: 6", **fields: Any) -> dict[str, Any]:
    difference = f"--- a/{flow}/main.yaml\n+++ b/{flow}/main.yaml\n@@ -{len(flow)} +1 @@\n-timeout: 5\n+{line}"
    files = [{"file": f"{flow}/main.yaml", "difference": difference}]
    return {"flow": flow, "outcome": "changes", "files": files, "noticed": "Waits longer.", "failures": [], **fields}


RESULTS = [
    planned("acton"),
    planned("bolton", outcome="already so", files=[]),
    planned("crewe-on-sea"),
    planned("dover", "timeout: 7"),
    planned("ely", outcome="refused", failures=["a test fails"]),
]


def test_flows_that_change_alike_are_one_group() -> None:
    assert [[result["flow"] for result in group] for group in group_changes(RESULTS)] == [
        ["dover"],
        ["ely"],
        ["acton", "crewe-on-sea"],
    ]


def test_each_group_is_shown_once() -> None:
    assert "\n".join(changes_text(RESULTS)).splitlines() == [
        "",
        "dover",
        *RESULTS[3]["files"][0]["difference"].splitlines(),
        "",
        "What callers would notice:",
        "Waits longer.",
        "",
        "ely (refused)",
        *RESULTS[4]["files"][0]["difference"].splitlines(),
        "",
        "What fails now and did not before:",
        "  · a test fails",
        "",
        "What callers would notice:",
        "Waits longer.",
        "",
        "2 flows alike, shown once: acton and crewe-on-sea",
        *RESULTS[0]["files"][0]["difference"].splitlines(),
        "",
        "What callers would notice:",
        "Waits longer.",
    ]
    assert next(iter(changes_text(RESULTS[:1]))).startswith("--- a/acton")
