"""``ivrsim report``: the page, its formats, and what is refused."""

import shutil
from pathlib import Path

import pytest

from simulator.checks.registry import rule_codes
from tests.cli.conftest import Command, CtrlC

DAY = ("--today", "2026-11-30")


def test_the_page_and_its_version(ivrsim: Command, tmp_path: Path) -> None:
    page = tmp_path / "clinic.html"
    written = ivrsim("report", "example:clinic", "-o", page, "--client", "Fernside\n Clinic", *DAY)
    html = page.read_text(encoding="utf-8")
    digest = html.split("<p>Version ")[1][:14]
    assert (written.returncode, written.stdout) == (0, f"wrote {page} (version {digest})\n")
    assert "<title>Fernside Clinic: phone menu to approve</title>" in html
    assert "73 of 73 rehearsed calls go as they should. They take every way there is." in html
    assert "30 November 2026" in html


def test_markdown_to_the_screen_and_with_its_map(ivrsim: Command, tmp_path: Path) -> None:
    shown = ivrsim("report", "example:clinic", "--format", "md", *DAY)
    assert shown.stdout.startswith("# Clinic: the phone menu, for approval\n\nVersion ")
    assert "```mermaid" in shown.stdout
    page = tmp_path / "clinic.md"
    written = ivrsim("report", "example:clinic", "-o", page, *DAY)
    assert written.stdout.startswith(f"wrote {page} and {tmp_path / 'clinic.svg'} (version ")
    assert "![Map of Clinic](<clinic.svg>)" in page.read_text(encoding="utf-8")
    again = ivrsim("report", "example:clinic", "-o", page, *DAY)
    assert (again.returncode, again.stderr) == (2, f"{page} already exists; use --force to overwrite it\n")
    assert ivrsim("report", "example:clinic", "-o", page, "--force", *DAY).returncode == 0


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (["-o", "x.pdf"], "-o x.pdf: the ending does not name a format; use .html or .md, or --format"),
        (["-o", "x.md", "--format", "html"], "-o x.md is markdown, and --format is html; use one of them"),
        (["--today", "soon", "-o", "x.html"], "--today: 'soon' is not a date"),
        (["--since", "HEAD", "-o", "x.html"], "--since: HEAD is not a revision; use git:HEAD, git:main or git:v1.2"),
        (["--verify", "a", "-o", "x.html"], "-o writes a report, and --verify and --comments write nothing; remove it"),
        (["--verify", "a", "--comments", "b"], "--comments: not allowed with argument --verify"),
        (["--verify", "missing.txt"], "missing.txt: there is no such file or folder"),
        (["-o", ""], "-o needs the name of a file, such as report.html\n"),
        (["-o", "-"], "-o - is not the name of a file; leave -o out to write to standard output\n"),
        (["-o", "."], "-o . is a folder; use the name of a file, such as report.html\n"),
        (["-o", "none/x.html"], "'none/x.html' cannot be written: there is no folder 'none'; nothing was written\n"),
    ],
)
def test_refusals(
    flags: list[str], message: str, ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = ivrsim("report", "example:clinic", *flags)
    assert refused.returncode == 2
    assert message in refused.stderr
    assert refused.stderr.count("\n") == 1, "no work is done before that is said"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_file(ivrsim: Command, tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()
    refused = ivrsim("report", "example:clinic", "-o", tmp_path / "report.html")
    assert (refused.returncode, "is a folder" in refused.stderr) == (2, True)


def test_ctrl_c_writes_nothing(ivrsim: Command, ctrl_c_at: CtrlC, tmp_path: Path) -> None:
    ctrl_c_at(f"1 of {len(list(rule_codes()))} rules")
    stopped = ivrsim("report", "example:clinic", "-o", tmp_path / "x.html")
    assert (stopped.returncode, "Nothing is written." in stopped.stderr) == (130, True)
    assert list(tmp_path.iterdir()) == []


def test_a_failing_test_is_not_shown_as_good(ivrsim: Command, tmp_path: Path) -> None:
    shutil.copytree("flows/clinic", tmp_path / "clinic", ignore=shutil.ignore_patterns("generated*", "*.py"))
    tests = tmp_path / "clinic" / "clinic.calls.yaml"
    tests.write_text("tests:\n  - {name: books, caller: '1', reaches: Reception}\n", encoding="utf-8")
    page = tmp_path / "x.html"
    assert ivrsim("report", tmp_path / "clinic", "-o", page, *DAY).returncode == 0
    assert "1 of 1 rehearsed calls do not go as they should: “books”." in page.read_text(encoding="utf-8")
