"""``ivrsim export`` as its user sees it."""

import json
from pathlib import Path

import pytest

from simulator.audio import speech
from tests.audio.speech_engines import HummingEngine
from tests.cli.conftest import Command
from tests.report.sound_flow import sound_folder


@pytest.fixture
def humming(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A flow with a recording, a script, a file that does not exist and a name alone; something reads scripts."""
    monkeypatch.setattr(speech, "find_speech_engine", HummingEngine)
    folder = sound_folder(here)
    (folder / "noise.wav").unlink()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_flow_as_a_folder(humming: Path, ivrsim: Command) -> None:
    shown = ivrsim("export", "asterisk", "-o", "out")
    assert (shown.returncode, shown.stdout.splitlines(), shown.stderr.splitlines()) == (
        0,
        [
            "out: 1 receptionist, 4 sounds (11 s)",
            "Calls come in at ivr-start,s,1. README.md in the folder says how to use it.",
        ],
        [
            "again: noise.wav does not exist",
            "read aloud by a machine: sorry and again",
            "tones stand for goodbye",
            "assumed: the length of goodbye, estimated from the script or 4 s",
        ],
    )
    assert names(humming / "out") == [
        "README.md",
        "extensions.conf",
        *("sounds/again.sln", "sounds/goodbye.sln", "sounds/greeting.sln", "sounds/sorry.sln"),
    ]
    assert (humming / "out/extensions.conf").read_text(encoding="utf-8").splitlines()[:2] == [
        "[globals]",
        f"IVR_SOUNDS = {(humming / 'out/sounds').resolve().as_posix()}",
    ]


def test_the_same_as_json(humming: Path, ivrsim: Command) -> None:
    shown = ivrsim("export", "asterisk", "-o", "out", "--sounds", "clinic", "--no-speech", "--format", "json")
    listed = json.loads(shown.stdout)
    assert {name: listed[name] for name in ("folder", "start", "contexts", "variables")} == {
        "folder": "out",
        "start": "ivr-start",
        "contexts": {"main": "ivr-menu-main"},
        "variables": {},
    }
    assert listed["files"] == [name for name in listed["files"] if (humming / "out" / name).is_file()]
    assert listed["sounds"][:2] == [
        {"id": "1", "name": "greeting", "file": "sounds/greeting.sln", "source": "file", "seconds": 2.0},
        {"id": "2", "name": "sorry", "file": "sounds/sorry.sln", "source": "tones", "seconds": 3.0},
    ]
    assert "IVR_SOUNDS = clinic\n" in (humming / "out/extensions.conf").read_text(encoding="utf-8")


def test_nothing_is_overwritten_without_force(humming: Path, ivrsim: Command) -> None:
    (humming / "out").mkdir()
    (humming / "out/README.md").write_text("ours", encoding="utf-8")
    shown = ivrsim("export", "asterisk", "-o", "out")
    assert (shown.returncode, shown.stderr.splitlines()[-1]) == (
        2,
        "'out': README.md already exists; use --force to overwrite",
    )
    assert names(humming / "out") == ["README.md"]
    assert ivrsim("export", "asterisk", "-o", "out", "--force").returncode == 0
    assert ivrsim("export", "asterisk", "-o", "out").stderr == (
        "'out': extensions.conf, README.md, sounds/greeting.sln, ... already exist; use --force to overwrite\n"
    )


def test_what_follows_an_arrival_is_in_a_file(humming: Path, ivrsim: Command) -> None:
    (humming / "dial.yaml").write_text("department||5: Dial(PJSIP/desk,20)\n", encoding="utf-8")
    assert ivrsim("export", "asterisk", "-o", "out", "--dial", "dial.yaml").returncode == 0
    assert " same => n,Dial(PJSIP/desk,20)\n" in (humming / "out/extensions.conf").read_text(encoding="utf-8")
    (humming / "dial.yaml").write_text("department||5: System(rm)\n", encoding="utf-8")
    shown = ivrsim("export", "asterisk", "-o", "other", "--dial", "dial.yaml")
    assert (shown.returncode, shown.stderr) == (
        2,
        "dial.yaml:1:16: 'System(rm)' is not an application that can follow an arrival; "
        "use Dial(...), VoiceMail(...), Queue(...) or Goto(...)\n",
    )
    assert not (humming / "other").exists()


def test_an_asterisk_of_ones_own(humming: Path, ivrsim: Command) -> None:
    shown = ivrsim("export", "asterisk", "-o", "out", "--softphone")
    own = (humming / "out").resolve()
    assert shown.stdout.splitlines()[-1] == f"To ring it from this computer: asterisk -c -C {own}/etc/asterisk.conf"
    assert (own / "etc/extensions.conf").read_text(encoding="utf-8").endswith(f"#include {own}/extensions.conf\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("asterisk",), "export writes a folder; use -o DIR, such as -o dialplan"),
        (("asterisk", "-o", "main.yaml"), "-o main.yaml is not a folder; use one for the files"),
        (
            ("freeswitch", "-o", "out"),
            "ivrsim export: 'freeswitch' is not accepted; use asterisk or csv (see ivrsim export --help)",
        ),
        (
            ("asterisk", "-o", "out", "--sounds", "/a&b"),
            "'/a&b' cannot be in a dialplan; use a folder whose path has only letters, digits, spaces and "
            "_ . + - @ ~ / (200 at most), or say with --sounds where the sounds will be",
        ),
        (
            ("asterisk", "-o", "out", "--dial", "gone.yaml"),
            "gone.yaml: there is no such file or folder; did you mean main.yaml or flow.yaml?",
        ),
    ],
)
def test_what_cannot_be_exported(humming: Path, ivrsim: Command, arguments: tuple[str, ...], message: str) -> None:
    shown = ivrsim("export", *arguments)
    assert (shown.returncode, shown.stdout, shown.stderr) == (2, "", f"{message}\n")
    assert not (humming / "out").exists()
