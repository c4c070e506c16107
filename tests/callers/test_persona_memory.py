"""What sampled callers remember: every field, and every problem with its place."""

from pathlib import Path

import pytest

from simulator.callers.crowd_file import load_crowd
from simulator.callers.persona import NO_MEMORY, CallBack, CallerMemory, RandomTime, RoundChances
from simulator.config.flow import Flow
from simulator.errors import FlowError

FULL = """\
personas:
  - name: new
    per_round: {right: 1}
    after_mistakes: [{right: .5, hang_up: .5}, {hang_up: 1}]
    patience: 4 min
    queue_patience: {mean: 90 s}
    calls_back: {chance: 60%, after: 10 min, most: 2, as: knows}
  - {name: knows, per_round: {right: 1}, after_mistakes: {silent: 1}, calls_back: {chance: .1, after: {mean: 1 s}}}
  - {name: plain, per_round: {right: 1}}
"""


def test_every_field_is_read(clinic: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(FULL, encoding="utf-8")
    memories = [persona.memory for persona in load_crowd(str(path), clinic).personas]
    assert memories == [
        CallerMemory(
            (RoundChances(0.5, 0, 0, 0.5), RoundChances(0, 0, 0, 1)),
            RandomTime(240_000),
            RandomTime(90_000, varies=True),
            CallBack(0.6, RandomTime(600_000), 2, "knows"),
        ),
        CallerMemory((RoundChances(0, 0, 1, 0),), calls_back=CallBack(0.1, RandomTime(1000, varies=True))),
        NO_MEMORY,
    ]


WRONG = """\
personas:
  - name: a
    per_round: {right: 1}
    after_mistakes: []
    patience: 4
    queue_patience: {maen: 2 min}
    calls_back: {chance: 2, after: 0 s, most: 21, as: c}
  - {name: b, per_round: {right: 1}, calls_back: {chance: .5}, tires: 1, patience: {mean: x}}
  - {name: d, per_round: {right: 1}, given: {everyone: [busy, no answer]}}
"""


def test_every_problem_has_its_place(clinic: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(FlowError) as error:
        load_crowd(str(path), clinic)
    assert [str(problem).removeprefix(f"{path}:") for problem in error.value.problems] == [
        "4:21: after_mistakes: chances, or a list of 1 to 200 rounds of them, are needed",
        "5:15: patience: '4' has no unit: use 4 s or 4 min",
        "6:21: queue_patience: a mapping is not a time; use 4 min or {mean: 4 min}",
        "7:26: chance: '2' is not a chance; use a number from 0 to 1, such as 0.25 or 25%",
        "7:36: after: '0 s' is too short: use at least 1 ms",
        "7:47: most: '21' is not accepted; use a whole number from 1 to 20",
        "7:55: as: 'c' is not a persona of this file; the file has a, b, d",
        "8:50: calls_back: a mapping is not accepted; use {chance: .5, after: 10 min}, and most and as if needed",
        "8:64: a persona has no field 'tires'; use one of name, share, per_round, prefers, cue, reaction, gap, given, "
        "source, after_mistakes, patience, queue_patience, calls_back",
        "8:91: patience: 'x' is not a duration: use numbers with units, such as 40 s, 2 min or 1 min 30 s",
        "9:56: given: everyone: one answer for each asking is not accepted; use chances, such as "
        "{picked_up: .8, no_answer: .2}",
    ]
