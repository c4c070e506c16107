"""What the tests of loading write to disk, and how they ask what was said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import SimulatorError
from simulator.loader.flow_kinds import load

MENU = """\
name: Front desk
destination_type: multiple
recording: "19549"
entries:
  - {option: "1", destination_type: department, destination_id: "108000"}
timeout: 5
incorrect_count: 2
invalid_destination_type: department
invalid_destination_id: "108000"
timeout_retries: 2
timeout_destination_type: department
timeout_destination_id: "108000"
"""

SINGLE = """\
name: Night line
destination_type: single
forward_destination_type: voicemail
forward_destination_id: "9001"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def menu() -> str:
    """A receptionist file of destination_type multiple."""
    return MENU


@pytest.fixture
def single() -> str:
    """A receptionist file of destination_type single."""
    return SINGLE


@pytest.fixture
def told(here: Path) -> Callable[..., list[str]]:
    """Write files (the first is loaded) and give the lines that are said of them; none if they load."""

    def told(**files: str) -> list[str]:
        for name, text in files.items():
            (here / f"{name}.yaml").write_text(text, encoding="utf-8")
        try:
            load(f"{next(iter(files))}.yaml")
        except SimulatorError as error:
            return str(error).splitlines()
        return []

    return told
