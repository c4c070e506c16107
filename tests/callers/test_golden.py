"""240 calls measured on a real Asterisk 16.28 that ran the same menus with FreePBX's rules."""

import json
from pathlib import Path

import pytest

from simulator import load
from simulator.callers.rehearsal import Rehearsal

GOLDEN = Path(__file__).parent.parent / "golden"
FLOWS = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())
JOIN = 0.05
"""Seconds that the engine pauses between two recordings of one round, where ``joins`` counts it."""
NOISE = 0.2
"""Seconds by which a measured call may differ (13 ms in the median, 80 ms at most were seen)."""


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_all_six_flows_of_forty_calls_are_here() -> None:
    assert [len(lines(GOLDEN / name / "expected.jsonl")) for name in FLOWS] == [40] * 6


@pytest.mark.parametrize("name", FLOWS)
def test_every_measured_call_agrees(name: str) -> None:
    rehearsal = Rehearsal(load(GOLDEN / name))
    callers, expected = lines(GOLDEN / name / "callers.jsonl"), lines(GOLDEN / name / "expected.jsonl")
    for caller, measured in zip(callers, expected, strict=True):
        record = rehearsal.play(caller)
        seconds = float(str(measured["seconds"])) - JOIN * int(str(measured["joins"]))
        played = (record.name, record.entry, record.heard, record.outcome.destination)
        assert played == tuple(measured[field] for field in ("name", "entry", "heard", "destination"))
        assert abs(record.seconds - seconds) <= NOISE, record.name
