"""``ivrsim recordings`` as its user sees it."""

import json

import pytest

from simulator import UsageError
from simulator.cli.recordings import run
from tests.conftest import FLOWS

CLINIC = str(FLOWS / "clinic")


def test_recordings_are_listed_with_their_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([CLINIC]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["19549  greeting · 8.2 s", "    main: greeting"]
    assert lines[-1] == "5 recordings, 5 used, 0 unused, 0 without script"


def test_recordings_are_given_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([CLINIC, "--format", "json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["19549", "19550", "244", "245", "246"]


def test_a_recording_sheet_is_written_as_markdown_or_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([CLINIC, "--sheet", "md"]) == 0
    assert capsys.readouterr().out.startswith(
        "Files: WAV, 8 kHz, mono, 16 bit.\n\n| Number | File | Words | How it is used | Target length |\n"
    )
    assert run([CLINIC, "--sheet", "csv"]) == 0
    assert capsys.readouterr().out.startswith("Number,File,Words,How it is used,Target length\n1,greeting.wav,")


def test_a_sheet_takes_no_format() -> None:
    with pytest.raises(UsageError, match="--sheet sets its own format; remove --format json"):
        run([CLINIC, "--sheet", "md", "--format", "json"])
