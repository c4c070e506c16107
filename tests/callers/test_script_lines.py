"""Lines of callers, read without pydantic."""

import json
from typing import Any

import pytest
from hypothesis import given

from simulator.callers import script_lines
from simulator.callers.act_schedule import TimedStep, lower_step
from simulator.callers.caller_script import caller
from simulator.callers.script_lines import PlainScript, ScriptLines
from tests.callers.crowds import CALLERS


def test_a_line_of_the_plain_kind() -> None:
    line = '{"name": "Ann", "steps": [{"press": "12", "cue": "prompt", "after": 1}, {"wait": true}, {"hangup": true}]}'
    assert ScriptLines().read_plain(line) == PlainScript(
        "Ann",
        "",
        [
            TimedStep("prompt", ("1", "2"), 1000, 250),
            TimedStep("listening", (), 0, 0),
            TimedStep("listening", ("hung_up",), 500, 250),
        ],
        (0, 1, 2),
    )


def test_steps_alike_have_one_number_and_no_two_share_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script_lines, "SEEN_MOST", 620)
    lines = ScriptLines()
    read = [lines.read_plain(json.dumps({"steps": [{"press": key} for key in keys]})) for keys in ("121", "31", "1")]
    assert [plain and plain.numbers for plain in read] == [(0, 1, 0), (2, 3), (3,)]


@given(CALLERS)
def test_what_is_read_plainly_is_what_the_models_read(script: dict[str, Any]) -> None:
    line = json.dumps(script)
    plain = ScriptLines().read_plain(line)
    whole = caller(line)
    if plain is None:
        assert script.keys() - {"name", "steps"} or not script["name"].isascii()
    else:
        assert (plain.name, plain.entry) == (whole.name, whole.entry)
        assert plain.steps == list(map(lower_step, whole.steps))
