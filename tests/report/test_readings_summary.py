"""What depends on undocumented settings, laid out as text and as JSON."""

from pathlib import Path

from simulator.graph.compare.readings import ReadingComparison, Readings
from simulator.graph.work_step import go_through
from simulator.loader.flow_kinds import load
from simulator.report.readings_summary import dependency_lines, readings_json, readings_lines

ANNOUNCEMENT = (
    "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"
)


def compared(source: str | Path) -> Readings:
    comparison = ReadingComparison(load(source))
    go_through(comparison.steps())
    return comparison.readings


def test_each_setting_that_matters_is_explained_above_its_callers() -> None:
    readings = compared("example:clinic")
    assert [line for line in dependency_lines(readings) if line and not line.startswith(" ")] == [
        "final_on: which wrong key, or which silence, is the last one",
        "replay_greeting: whether the greeting plays again after a retry recording",
        "counters: whether wrong keys and silences are counted together",
        "barge_in: whether a key stops the greeting and the retry recordings",
    ]
    assert [line for line in dependency_lines(readings) if "--caller" in line] == [
        "      --caller '4 4 1'",
        "      --caller '4 hangup'",
        "      --caller '4 4 silence 1'",
        "      --caller 'early:1'",
    ]


def test_a_flow_that_depends_on_nothing_is_robust_and_has_no_dependencies(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(ANNOUNCEMENT, encoding="utf-8")
    readings = compared(tmp_path / "one.yaml")
    assert [*dependency_lines(readings)] == []
    assert "Robust: no caller can tell the 16 readings apart." in readings_lines(readings)
    found = readings_json(readings)
    assert (found["robust"], found["classes"], found["dependencies"]) == (True, [[*range(16)]], [])
