"""The measurements: what they cover, and that those which ship are what the tests measure."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median

from simulator import load
from simulator.callers.rehearsal import Rehearsal
from simulator.config.measurements import MEASUREMENTS, TimeError, measured_values, measurements_of
from simulator.config.semantics import PROFILES, SETTINGS

GOLDEN = Path(__file__).parent.parent / "golden"
JOIN = 0.05
"""Seconds that the engine pauses between two recordings of one round."""


def test_the_calls_that_ship_agree_as_it_is_stated() -> None:
    errors: list[int] = []
    calls = 0
    for folder in sorted(path for path in GOLDEN.iterdir() if (path / "callers.jsonl").exists()):
        rehearsal = Rehearsal(load(folder))
        callers, expected = ((folder / f"{name}.jsonl").read_text().splitlines() for name in ("callers", "expected"))
        for caller, line in zip(callers, expected, strict=True):
            measured, record = json.loads(line), rehearsal.play(caller)
            calls += 1
            if (record.heard, record.outcome.destination) == (measured["heard"], measured["destination"]):
                errors.append(abs(round(1000 * (measured["seconds"] - JOIN * measured["joins"] - record.seconds))))
    (shipped,) = (measurement for measurement in MEASUREMENTS if measurement.shipped)
    stated = TimeError(round(median(errors)), sorted(errors)[int(0.95 * len(errors))], max(errors))
    assert (shipped.calls, shipped.agreeing, shipped.time_error) == (calls, len(errors), stated)


def test_what_is_measured_of_a_setting_is_read_off_the_calls() -> None:
    values = {setting: [*measured_values(setting)] for setting in SETTINGS}
    assert values == {
        "final_on": ["after_retries", "at_count"],
        "replay_greeting": ["without_retry_prompt", "always"],
        "counters": ["separate", "shared"],
        "collect": ["prefix", "first_match", "terminated"],
        "interdigit_seconds": [3.0, 5.0, 2.0],
        "barge_in": [True],
        "zero_timeout_seconds": [10.0],
        "extension_dialling": ["none", "digits", "any"],
        "optional_hash": [False],
        "missing_final": [],
    }
    assert [measurement.version for measurement in measured_values("zero_timeout_seconds")[10.0]] == ["16.28"]


def test_a_profile_is_measured_if_its_very_settings_are() -> None:
    assert {name: len(measurements_of(profile)) for name, profile in PROFILES.items() if "acefone" in name} == {
        "acefone": 4,
        "acefone-uk-literal": 0,
    }
