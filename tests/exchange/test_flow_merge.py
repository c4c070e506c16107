"""An imported flow into a folder: new, or again, with what people wrote there."""

from pathlib import Path

import pytest

from simulator import load
from simulator.cli.main import run
from simulator.exchange.flow_merge import add_comments, one_line
from tests.exchange.freepbx_backups import Row, entry, everything, ivr, write_folder
from tests.exchange.golden_backup import silent_wave

SOUNDS = {"s/custom/welcome.wav": silent_wave(1500)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a first import."""
    imported(tmp_path / "flow", everything())
    return tmp_path / "flow"


def imported(folder: Path, backup: dict[str, Row]) -> None:
    source = write_folder(folder.parent / "backup", backup, SOUNDS)
    assert run(["import", str(source), "-o", str(folder), "--accept"]) == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_file_says_what_it_is_from(folder: Path) -> None:
    assert (folder / "main-menu.yaml").read_text(encoding="utf-8").splitlines()[:3] == [
        "# Ivr.json ivr 1",
        'id: "1"',
        'name: "Main menu"',
    ]
    lines = (folder / "flow.yaml").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if "office" in line or "11" in line] == [
        '"office":  # Timeconditions.json time group 9',
        '"11": {name: "welcome", file: "audio/welcome.wav"}  # Recordings.json recording 11: custom/welcome',
        '"time_condition||5": {name: "Office hours", schedule: "office", open: "department||600", '
        'closed: "voicemail||101"}  # Timeconditions.json time condition 5',
    ]
    assert load(folder).length_of("11").milliseconds == 1500


def test_a_second_import_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(folder)
    imported(folder, everything())
    assert contents(folder) == before
    assert "nothing to write" in capsys.readouterr().out


def test_a_newer_backup_keeps_names_scripts_comments_and_tests(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("Sales", "Sales desk")
        file.write_text(text.replace('name: "welcome"', 'name: "welcome", script: "Hello."'), encoding="utf-8")
    (folder / "own.calls.yaml").write_text("tests: []\n", encoding="utf-8")
    newer = everything()
    configs = newer["Ivr"]["configs"]
    configs["ivrs"]["1"][0]["timeout_time"] = "7"
    configs["ivrs"]["4"] = [ivr("4", name="New menu")]
    configs["entries"]["1"].append(entry("1", "6", "ivr-4,s,1"))
    newer["Ringgroups"]["configs"]["groups"][0]["grptime"] = "30"
    capsys.readouterr()
    imported(folder, newer)
    out = capsys.readouterr().out
    changed = [line for line in out.splitlines() if line[:1] in "+-" and line[1:2] not in "+-"]
    assert changed == [
        "+# Ivr.json ivr 4",
        '+id: "4"',
        '+name: "New menu"',
        '+destination_type: "multiple"',
        "+entries: []",
        "+timeout: 5",
        "+incorrect_count: 2",
        '+invalid_destination_type: "hangup"',
        '+invalid_destination_id: "1"',
        "+timeout_retries: 2",
        '+timeout_destination_type: "hangup"',
        '+timeout_destination_id: "1"',
        '+  - {option: "6", destination_type: virtual_receptionist, destination_id: "@new-menu"}',
        "-timeout: 5",
        "+timeout: 7",
        '+  "new-menu": "new-menu.yaml"  # Ivr.json ivr 4',
        '-  "department||600": {name: "Sales desk", answers: "person", rings: "25 s", no_answer: "voicemail||101"}  '
        "# Ringgroups.json ring group 600",
        '+  "department||600": {name: "Sales desk", answers: "person", rings: "30 s", no_answer: "voicemail||101"}  '
        "# Ringgroups.json ring group 600",
        '+  "new-menu": {direct_dial: "none"}',
    ]
    flow = load(folder)
    assert flow.recordings["11"].script == "Hello."
    assert (folder / "own.calls.yaml").read_text(encoding="utf-8") == "tests: []\n"


def test_what_is_gone_stays_and_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    older = everything()
    older["Announcement"]["configs"] = []
    older["Ivr"]["configs"]["entries"]["1"] = []
    imported(folder, older)
    assert f"note: closing (announcement-3) is no longer in {folder.parent}/backup; its file stays" in (
        capsys.readouterr().err
    )
    assert (folder / "closing.yaml").exists()


def test_a_sound_that_is_there_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "audio" / "welcome.wav").write_bytes(silent_wave(900))
    imported(folder, everything())
    assert "audio/welcome.wav differs from the source's; it stays" in capsys.readouterr().err
    assert load(folder).length_of("11").milliseconds == 900


def test_comments_are_put_after_the_lines_of_their_keys() -> None:
    text = 'entry: "a"\nnumbers:\n  "a\\"b": "x"\n  "c": "y"\ndestinations:\n  "c": {}\n'
    assert add_comments(text, {("numbers", 'a"b'): "one", ("destinations", "c"): "two\nlines"}) == (
        'entry: "a"\nnumbers:\n  "a\\"b": "x"  # one\n  "c": "y"\ndestinations:\n  "c": {}  # two lines\n'
    )
    assert one_line("a\x1b[2J\tb" + "c" * 200)[:8] == "a [2J bc"
