"""``ivrsim diff --recordings`` as its user sees it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.conftest import FLOWS

CLINIC = FLOWS / "clinic"
BOOKING = 'department, destination_id: "@Booking desk"'
NIGHT = 'voicemail, destination_id: "@Night voicemail"'


@pytest.fixture
def edited(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the clinic whose key 1 leads to the voicemail; the working directory is in it."""
    folder = here / "clinic"
    shutil.copytree(CLINIC, folder)
    text = (folder / "main.yaml").read_text("utf-8")
    (folder / "main.yaml").write_text(text.replace(BOOKING, NIGHT), "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("edited")
def test_the_bill_says_what_to_record_and_what_would_avoid_it(ivrsim: Command) -> None:
    shown = ivrsim("diff", CLINIC, ".", "--recordings", "--session", "£180", "--exit-code")
    assert (shown.returncode, shown.stderr) == (1, "")
    assert shown.stdout.splitlines() == [
        "Re-record 1 of 5 prompts, about 8 s of audio; the other 4 are still correct.",
        "19549  greeting (greeting.wav, 8 kHz mono 16 bit; used in Main menu)",
        '  untrue   "To book an appointment, press 1": key 1 now reaches Night voicemail   main.yaml:11',
        '  record   "Welcome to Fernside Clinic. For Night voicemail, press 1. For billing, press 2. '
        'For voicemail, press 3. For reception, press 0."',
        "           proposed from the destination's name: read it before you send it",
        "To avoid re-recording: keep Booking desk on 1 and route key 4 to Night voicemail "
        "(not announced: IVR304; key 3 already leads there)",
        "Studio: 1 session at £180, £180 in all.",
        "Could not be judged: none (languages understood: en)",
    ]


@pytest.mark.usefixtures("edited")
def test_nothing_to_record_is_no_failure(ivrsim: Command) -> None:
    shown = ivrsim("diff", ".", ".", "--recordings", "--exit-code")
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, "Nothing to re-record: all 5 are still correct.")
    assert ivrsim("diff", CLINIC, ".", "--recordings").returncode == 0


@pytest.mark.usefixtures("edited")
def test_a_sheet_for_the_studio(ivrsim: Command) -> None:
    lines = ivrsim("diff", CLINIC, ".", "--recordings", "--sheet", "csv").stdout.splitlines()
    assert lines[0] == "Number,File,Words,How it is used,Target length,Remark"
    assert lines[1].startswith('1,greeting.wav,"Welcome to Fernside Clinic. For Night voicemail, press 1.')
    assert ivrsim("diff", CLINIC, ".", "--recordings", "--sheet", "md").stdout.startswith("Files: WAV, 8 kHz, mono")


def test_what_could_not_be_judged_is_said_next_to_a_sheet_too(ivrsim: Command, edited: Path) -> None:
    dutch = edited.parent / "dutch"
    shutil.copytree(CLINIC, dutch)
    for folder in (dutch, edited):
        text = (folder / "flow.yaml").read_text("utf-8")
        told = text[text.index("Welcome to Fernside") : text.index("    seconds: 8.2")]
        words = (
            "Welkom bij de kliniek. Voor een afspraak, toets 1. Voor facturen, toets 2. Voor de receptie, toets 0.\n"
        )
        (folder / "flow.yaml").write_text(text.replace(told, words), "utf-8")
    shown = ivrsim("diff", dutch, ".", "--recordings")
    assert shown.stdout.splitlines()[0] == (
        "Nothing found to re-record: 4 are still correct and 1 could not be judged."
    )
    sheet = ivrsim("diff", dutch, ".", "--recordings", "--sheet", "csv")
    assert sheet.stderr == (
        "note: 1 prompt could not be judged, and may be missing here: the bill without --sheet lists them\n"
    )


@pytest.mark.usefixtures("edited")
def test_json_has_the_line(ivrsim: Command) -> None:
    told = json.loads(ivrsim("diff", CLINIC, ".", "--recordings", "--format", "json").stdout)
    assert [(fault["file"], fault["line"]) for item in told["record"] for fault in item["untrue"]] == [
        ("main.yaml", 11)
    ]


def test_a_revision_has_lines_too(ivrsim: Command, edited: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=edited, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    shown = ivrsim("diff", CLINIC, "git:HEAD:main.yaml", "--recordings")
    assert shown.returncode == 2  # a file of the flow, not the flow
    (edited / "sub").mkdir()
    git("mv", *(file.name for file in edited.glob("*.yaml")), "sub")
    git("commit", "-qm", "second")
    shown = ivrsim("diff", CLINIC, "git:HEAD:sub", "--recordings")
    assert "   git:HEAD:sub/main.yaml:11" in shown.stdout


@pytest.mark.usefixtures("edited")
def test_a_number_narrows_the_bill_down(ivrsim: Command) -> None:
    shown = ivrsim("diff", CLINIC, ".", "--recordings", "--number", "+441632960002", "--given", "everyone: no answer")
    assert shown.stdout.startswith("Re-record 1 of 5 prompts")  # billing leads back to the main menu


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sheet", "md"], "--sheet belongs to the re-record bill; add --recordings"),
        (["--session", "9"], "--session belongs to the re-record bill; add --recordings"),
        (
            ["--recordings", "--format", "markdown"],
            "--recordings has no Markdown form; use --format json, or --sheet md",
        ),
        (["--recordings", "--sheet", "md", "--format", "json"], "--sheet sets its own format; remove --format json"),
        (["--recordings", "--session", "free"], "'free' is not a price; use an amount such as 180, £180, 180.50 or"),
        (["--recordings", "--session", "-5"], "is not a price"),
        (["--recordings", "--sheet", "pdf"], "'pdf' is not accepted; use md or csv"),
        (["--recordings", "--during", "2026-12-01/2026-12-02"], "a recording plays at any time"),
    ],
)
def test_flags_that_mean_nothing_are_refused(ivrsim: Command, arguments: list[str], message: str) -> None:
    shown = ivrsim("diff", CLINIC, CLINIC, *arguments)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert message in shown.stderr
