"""Tests by the settings that they depend on, the most fragile first."""

from pathlib import Path

from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.readings_matrix import Robustness, under_all_readings
from simulator.report.robustness_summary import summarize_robustness

FINAL = "holds under 8 of 16: needs final_on: after_retries"
BOTH = "holds under 12 of 16: depends on final_on, counters"


def robustness(folder: Path, *tests: str) -> list[Robustness]:
    file = folder / "a.calls.yaml"
    file.write_text("flow: example:clinic\ntests:\n" + "".join(f"  - {test}\n" for test in tests), encoding="utf-8")
    return list(under_all_readings(load_tests(str(file)).tests))


def lines(found: list[Robustness], folder: Path, *, full: bool = False) -> list[str]:
    return [line.replace(f"{folder}/", "") for line in summarize_robustness(found, full=full)]


def test_each_reason_is_told_once_with_some_of_its_tests(tmp_path: Path) -> None:
    two = [f"{{name: two {number}, caller: '9 9 1', reaches: Booking desk}}" for number in range(4)]
    found = robustness(
        tmp_path,
        "{name: books, caller: '9 silence 1', reaches: Booking desk}",
        *two,
        "{name: plain, caller: '1', reaches: Booking desk}",
    )
    assert lines(found, tmp_path) == [
        "1 of 6 tests hold under all 16 readings of the settings that no document settles",
        "(final_on, replay_greeting, counters, barge_in: `ivrsim semantics` explains them). The others:",
        "",
        f"  {FINAL} (4 tests)",
        "      a.calls.yaml:4: two 0",
        "      a.calls.yaml:5: two 1",
        "      and 2 more",
        "",
        f"  {BOTH} (1 test)",
        "      a.calls.yaml:3: books",
        "",
        "--full names every test",
    ]
    assert lines(found, tmp_path, full=True)[3:8] == [
        f"  {FINAL} (4 tests)",
        *(f"      a.calls.yaml:{number + 4}: two {number}" for number in range(4)),
    ]


def test_three_tests_of_a_reason_are_all_named(tmp_path: Path) -> None:
    two = [f"{{name: two {number}, caller: '9 9 1', reaches: Booking desk}}" for number in range(3)]
    assert lines(robustness(tmp_path, *two), tmp_path)[3:] == [
        f"  {FINAL} (3 tests)",
        *(f"      a.calls.yaml:{number + 3}: two {number}" for number in range(3)),
    ]


def test_where_all_hold_one_line_says_so(tmp_path: Path) -> None:
    found = robustness(tmp_path, "{name: plain, caller: '1', reaches: Booking desk}")
    assert lines(found, tmp_path) == [
        "1 of 1 tests hold under all 16 readings of the settings that no document settles"
    ]
