"""``ivrsim report --verify`` and ``--comments``."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody, on 12 November 2026."""
    day = "2026-11-12T12:00:00Z"
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": day}
    committer = {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    settings = {**os.environ, **who, **committer}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=settings)


def committed_clinic(folder: Path) -> Path:
    """The clinic without its tests, in a repository of its own."""
    clinic = folder / "clinic"
    shutil.copytree("flows/clinic", clinic, ignore=shutil.ignore_patterns("*.calls.yaml", "*.py"))
    git(clinic, "init", "-q")
    git(clinic, "add", ".")
    git(clinic, "commit", "-q", "-m", "First")
    return clinic


def approve(ivrsim: Command, folder: Path) -> Path:
    """An approval of the flow as it is."""
    page = folder.parent / "approved.html"
    written = ivrsim("report", folder, "-o", page, "--force", "--today", "2026-11-30")
    (digest,) = re.findall(r"version ([0-9a-f-]{14})", written.stdout)
    approval = folder.parent / "approval.txt"
    approval.write_text(f"ivrsim {digest}\nApproved by: A. Client, 2026-12-01\n", encoding="utf-8")
    return approval


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_approved_flow_and_another(ivrsim: Command, tmp_path: Path) -> None:
    clinic = committed_clinic(tmp_path)
    approval = approve(ivrsim, clinic)
    same = ivrsim("report", clinic, "--verify", approval)
    assert same.returncode == 0
    assert re.fullmatch(
        r"The flow is the one that was approved by A\. Client, 2026-12-01 \(version [0-9a-f-]{14}\)\.\n", same.stdout
    )
    assert ivrsim("report", clinic, "--verify", tmp_path / "approved.html").returncode == 0
    change(clinic / "main.yaml", 'option: "1", destination_type: department, destination_id: "@Booking desk"',
           'option: "1", destination_type: extension, destination_id: "@Reception"')  # fmt: skip
    other = ivrsim("report", clinic, "--verify", approval)
    assert other.returncode == 1
    lines = other.stdout.splitlines()
    assert lines[0].startswith("The flow is not the one that was approved by A. Client, 2026-12-01: that was version ")
    assert re.fullmatch(r"Compared with git:[0-9a-f]{10} of 2026-11-12:", lines[2])
    assert "  · A caller who presses 1 now reaches Reception (before: reaches Booking desk)" in lines


def test_other_words_and_only_other_names(ivrsim: Command, tmp_path: Path) -> None:
    clinic = committed_clinic(tmp_path)
    approval = approve(ivrsim, clinic)
    change(clinic / "flow.yaml", "For billing, press 2.", "For bills, press 2.")
    words = ivrsim("report", clinic, "--verify", approval)
    said = "Main menu says other words at the beginning: “… appointment, press 1. For bills, press 2. For voicemail, …”"
    assert (words.returncode, said in words.stdout) == (1, True)
    change(clinic / "flow.yaml", "For bills, press 2.", "For billing, press 2.")
    change(clinic / "main.yaml", "description: Every call", "description: Each call")
    assert ivrsim("report", clinic, "--verify", approval).returncode == 0
    change(clinic / "main.yaml", "name: Main menu", "name: First menu")
    names = ivrsim("report", clinic, "--verify", approval)
    assert (names.returncode, names.stdout.splitlines()[-1]) == (
        0,
        f"Callers notice no difference from {re.findall('git:[0-9a-f]{10}', names.stdout)[0]} of 2026-11-12: "
        "only names differ.",
    )


def test_outside_of_git_the_difference_is_not_known(ivrsim: Command) -> None:
    other = ivrsim("report", "example:clinic", "--verify", "-", stdin="ivrsim 1111-2222-3333\n")
    assert other.returncode == 1
    assert other.stdout.splitlines()[1] == (
        "What callers notice cannot be told: the approved version was not found in git."
    )


def test_comments_with_their_places(ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clinic = committed_clinic(tmp_path)
    monkeypatch.chdir(clinic)
    comments = """Comments:
- Main menu (main), greeting: please say "surgery"
- Billing (billing), key 3: why?\x1b[2J
- Main menu (main), in between: hm
- Gone (gone), greeting: old
"""
    shown = ivrsim("report", "--comments", "-", stdin=comments)
    assert (shown.returncode, shown.stdout.splitlines()) == (
        0,
        [
            "Main menu (main): recording (main.yaml:7)",
            '  please say "surgery"',
            "Billing (billing): entries.3 (billing.yaml:12)",
            "  why?\\x1b[2J",
            "Main menu (main): “in between” is not a known part of it",
            "  hm",
            "",
            "About nothing that this flow has:",
            "  -:5: Gone (gone), greeting: old",
        ],
    )
    assert ivrsim("report", "--comments", "-", stdin="Fine.\n").stdout == "- has no comments.\n"


def test_what_is_no_text(ivrsim: Command, tmp_path: Path) -> None:
    refused = ivrsim("report", "example:clinic", "--verify", "-", stdin=b"\xff\xfe\x00")
    assert (refused.returncode, refused.stderr) == (2, "- is not UTF-8 text (byte 1); save it as plain text\n")
    folder = ivrsim("report", "example:clinic", "--comments", tmp_path)
    assert (folder.returncode, folder.stderr) == (2, f"{tmp_path}: cannot be read: is a directory\n")
