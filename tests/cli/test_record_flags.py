"""--map is one flag wherever records are read."""

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("line", [("replay", "calls.csv"), ("odds", "flows/clinic", "--fit", "calls.csv")])
def test_a_map_that_is_not_there_is_said(ivrsim: Command, line: tuple[str, ...]) -> None:
    done = ivrsim(*line, *(("flows/clinic",) if line[0] == "replay" else ()), "--map", "none.yaml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "none.yaml" in done.stderr
