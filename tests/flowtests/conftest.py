"""Files of tests, written on the spot."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import FlowError
from simulator.flowtests import TestFile, load_tests

ROOT = Path(__file__).parents[2]

Written = Callable[[str], TestFile]
Refused = Callable[[str], list[str]]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """The tests of a text, as of a file ``t.calls.yaml`` here, for the shipped clinic unless it says another."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> TestFile:
        flow = "" if text.startswith("flow:") else "flow: example:clinic\n"
        (tmp_path / "t.calls.yaml").write_text(flow + text, encoding="utf-8")
        return load_tests("t.calls.yaml")

    return write


@pytest.fixture
def refused(written: Written) -> Refused:
    """The whole message that a text gets, line by line."""

    def refuse(text: str) -> list[str]:
        with pytest.raises(FlowError) as refusal:
            written(text)
        return str(refusal.value).splitlines()

    return refuse
