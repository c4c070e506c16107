"""``ivrsim render --prompts`` as its user sees it."""

import json
from pathlib import Path

import pytest

from simulator.audio import speech
from tests.audio.speech_engines import BrokenEngine, HummingEngine
from tests.cli.conftest import Command
from tests.report.sound_flow import sound_folder


@pytest.fixture
def humming(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow with one script that has no audio file, and something that reads it."""
    monkeypatch.setattr(speech, "find_speech_engine", HummingEngine)
    return sound_folder(here)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_script_without_a_file_gets_one(humming: Path, ivrsim: Command) -> None:
    shown = ivrsim("render", "--prompts", "out")
    assert (shown.returncode, shown.stderr, shown.stdout.splitlines()) == (
        0,
        "",
        [
            "out/sorry.wav: 3 s",
            "1 file, read aloud by the humming engine: a machine's voice, to try out.",
        ],
    )
    assert names(humming / "out") == ["sorry.wav"]


def test_the_files_of_a_shipped_flow_as_json(humming: Path, ivrsim: Command) -> None:
    listed = json.loads(ivrsim("render", "example:clinic", "--prompts", "out", "--format", "json").stdout)
    assert [each["file"] for each in listed["files"]] == [
        f"out/{name}.wav" for name in ("greeting", "billing-greeting", "sorry", "are-you-there", "goodbye")
    ]
    assert len(names(humming / "out")) == 5


def test_a_file_that_exists_is_kept_without_force(humming: Path, ivrsim: Command) -> None:
    (humming / "out").mkdir()
    (humming / "out" / "sorry.wav").write_text("the studio's", encoding="utf-8")
    shown = ivrsim("render", "--prompts", "out")
    assert (shown.returncode, shown.stderr) == (2, "'out': sorry.wav already exists; use --force to overwrite\n")
    assert (humming / "out" / "sorry.wav").read_text(encoding="utf-8") == "the studio's"
    assert ivrsim("render", "--prompts", "out", "--force").returncode == 0
    assert (humming / "out" / "sorry.wav").read_bytes()[:4] == b"RIFF"


def test_a_file_in_place_of_the_folder_is_refused(humming: Path, ivrsim: Command) -> None:
    shown = ivrsim("render", "--prompts", "main.yaml")
    assert (shown.returncode, shown.stderr) == (2, "--prompts main.yaml is not a folder; use one for the files\n")


def test_nothing_to_read_is_said(humming: Path, ivrsim: Command) -> None:
    flow = (humming / "flow.yaml").read_text(encoding="utf-8")
    (humming / "flow.yaml").write_text(flow.replace('script: "Sorry', 'hours: "Sorry'), encoding="utf-8")
    shown = ivrsim("render", "--prompts", "out")
    assert (shown.returncode, shown.stdout) == (0, "Every script has an audio file: nothing was written.\n")
    assert not (humming / "out").exists()


def test_without_a_voice_nothing_is_written(humming: Path, ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "find_speech_engine", lambda: None)
    shown = ivrsim("render", "--prompts", "out")
    extra = "install espeak-ng, or pip install 'ivrsim[speech]'"
    assert (shown.returncode, shown.stderr) == (2, f"nothing here reads scripts aloud; {extra}\n")
    assert not (humming / "out").exists()


def test_a_script_that_is_not_read_is_named(humming: Path, ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "find_speech_engine", BrokenEngine)
    shown = ivrsim("render", "--prompts", "out")
    assert (shown.returncode, shown.stderr) == (2, "sorry: the broken engine ended with code 9; it has no file\n")
    assert not (humming / "out").exists()
