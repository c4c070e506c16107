"""600 calls measured on a real Asterisk 16.28 that ran the same menus with FreePBX's rules.

240 are of six flows, one for each way of collecting keys and of replaying the greeting; 360 are of 18 more, with
nested menus, ways back, announcements, hang-ups, codes of up to ten keys, type-ahead and keys into final recordings.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator import load
from simulator.callers.rehearsal import Rehearsal
from simulator.loader.semantics_section import semantics_of
from tests.callers.menu_rules import Endless, Heard, MenuCall, Menus
from tests.callers.planted_mistakes import MISTAKES

GOLDEN = Path(__file__).parent.parent / "golden"
FLOWS = sorted(
    name
    for path in GOLDEN.glob("**/flow.yaml")
    if not (name := path.parent.relative_to(GOLDEN).as_posix()).startswith("freeswitch/")
)
NESTED = [name for name in FLOWS if name.startswith("nested/")]
JOIN = 0.05
"""Seconds that the engine pauses between two recordings of one round, where ``joins`` counts it."""
NOISE = 0.2
"""Seconds by which a measured call may differ (13 ms in the median, 86 ms at most were seen)."""


@cache
def lines(name: str, file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLDEN / name / file).read_text(encoding="utf-8").splitlines()]


def measured_seconds(measured: dict[str, Any]) -> float:
    return float(measured["seconds"] - JOIN * measured["joins"])


@cache
def menus_of(name: str) -> Menus:
    flow = yaml.safe_load((GOLDEN / name / "flow.yaml").read_text(encoding="utf-8"))
    settings = semantics_of(flow["semantics"])
    lengths = {id: round(recording["seconds"] * 1000) for id, recording in flow["recordings"].items()}
    replays = settings.replay_greeting == "always"
    return Menus(flow["receptionists"], lengths, settings.collect, replays)


def agrees(heard: Heard, measured: dict[str, Any]) -> bool:
    same = (heard.recordings, heard.destination) == (measured["heard"], measured["destination"])
    return same and abs(heard.milliseconds / 1000 - measured_seconds(measured)) <= NOISE


def notices(mistake: type[MenuCall], name: str) -> int:
    """How many calls of a flow do not agree with what somebody plays who makes this mistake."""
    noticed = 0
    for caller, measured in zip(lines(name, "callers.jsonl"), lines(name, "expected.jsonl"), strict=True):
        try:
            noticed += not agrees(mistake(menus_of(name), caller["entry"], caller["steps"]).play(), measured)
        except Endless:
            noticed += 1
    return noticed


def test_all_flows_and_their_calls_are_here() -> None:
    calls = {name: len(lines(name, "expected.jsonl")) for name in FLOWS}
    assert (len(calls) - len(NESTED), len(NESTED)) == (6, 18)
    assert sum(calls.values()) == 240 + 360


@pytest.mark.parametrize("name", FLOWS)
def test_every_measured_call_agrees(name: str) -> None:
    rehearsal = Rehearsal(load(GOLDEN / name))
    for caller, measured in zip(lines(name, "callers.jsonl"), lines(name, "expected.jsonl"), strict=True):
        record = rehearsal.play(caller)
        played = (record.name, record.entry, record.heard, record.outcome.destination)
        assert played == tuple(measured[field] for field in ("name", "entry", "heard", "destination"))
        assert abs(record.seconds - measured_seconds(measured)) <= NOISE, record.name


def test_the_rules_that_mistakes_are_planted_in_agree_themselves() -> None:
    assert {name: notices(MenuCall, name) for name in NESTED} == dict.fromkeys(NESTED, 0)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: str(mistake.__name__))
def test_the_measured_calls_notice_each_planted_mistake(mistake: type[MenuCall]) -> None:
    assert sum(notices(mistake, name) for name in NESTED) >= 3
