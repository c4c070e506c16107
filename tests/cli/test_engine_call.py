"""``play --engine``: what it takes of a command line; the call itself is in ``test_agree``."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.engines.live_asterisk import ENGINE, live_engine

FLOW = """\
entry: main
numbers: {"+441632960001": main, "+441632960002": "department||1"}
receptionists:
  main: {name: Main, destination_type: single, forward_destination_type: hangup, forward_destination_id: "1"}
"""


@pytest.mark.heavy
def test_the_script_says_where_the_call_begins(tmp_path: Path, ivrsim: Command) -> None:
    live_engine()
    (tmp_path / "flow.yaml").write_text(FLOW)
    refused = [ivrsim(name, tmp_path, "--number", "+441632960002", "--engine", ENGINE) for name in ("play", "agree")]
    assert [(done.returncode, done.stdout) for done in refused] == [(2, "")] * 2
    assert {done.stderr for done in refused} == {"--engine: +441632960002 leads to department||1, not to a menu\n"}
    rung = ivrsim("play", tmp_path, "--caller", '{"number": "+441632960001", "steps": []}', "--engine", ENGINE)
    assert (rung.returncode, rung.stdout.splitlines()[-1]) == (0, "Hung up by the menu after 0:00.0.")
    missed = ivrsim("play", tmp_path, "--engine", ENGINE, "--reaches", "department||1", "--format", "json")
    assert missed.returncode == 1
    assert missed.stderr == "not reached: department||1. Hung up by the menu after 0:00.0.\n"
