"""``ivrsim diff`` of two systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC
from tests.graph.moving.two_systems import NEW, OLD, write_system


@pytest.fixture
def systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two folders, ``old`` and ``new``, here."""
    monkeypatch.chdir(tmp_path)
    write_system(tmp_path / "old", OLD)
    write_system(tmp_path / "new", NEW)
    return tmp_path


@pytest.mark.usefixtures("systems")
def test_two_systems_are_compared_by_what_callers_notice(ivrsim: Command) -> None:
    shown = ivrsim("diff", "old", "new", "--old-semantics", "acefone", "--new-semantics", "acefone", "--exit-code")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[0] == "Old: old, on acefone"
    assert shown.stdout.splitlines()[-1] == "No caller can tell the difference."
    plain = ivrsim("diff", "old", "new", "--exit-code")
    assert plain.returncode == 1  # ids are all that is known of one system's flows


@pytest.mark.usefixtures("systems")
def test_the_shortest_caller_who_can(ivrsim: Command) -> None:
    flags = ("--old-semantics", "freepbx-16-default", "--new-semantics", "final_on=at_count")
    shown = ivrsim("diff", "old", "new", *flags, "--format", "json", "--exit-code")
    values = json.loads(shown.stdout)
    assert (shown.returncode, values["equal"], values["shortest_is_proved"]) == (1, False, True)
    assert values["engines"]["new"] == "acefone with final_on: at_count"
    assert values["shortest"]["caller"] == {"steps": []}
    markdown = ivrsim("diff", "old", "new", *flags, "--format", "markdown").stdout
    assert "**Callers can tell the difference.**" in markdown


@pytest.mark.usefixtures("systems")
def test_one_flow_is_compared_on_two_engines(ivrsim: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ivrsim("diff", "old", "--new-semantics", "freepbx")
    assert shown.stdout.splitlines()[:2] == ["Old: old, on acefone", "New: old, on freepbx"]
    monkeypatch.chdir("new")
    assert ivrsim("diff", "--new-semantics", "freepbx").stdout.splitlines()[1] == "New: flow.yaml, on freepbx"


@pytest.mark.usefixtures("systems")
@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--old-semantics", ""), "--old-semantics: '' is not a semantics profile; the profiles are "),
        (("--new-semantics", "barge_in=maybe"), "--new-semantics: barge_in: 'maybe' is not accepted; use true or "),
    ],
)
def test_an_engine_that_is_none_is_refused(ivrsim: Command, flags: tuple[str, str], message: str) -> None:
    shown = ivrsim("diff", "old", "new", *flags)
    assert (shown.returncode, shown.stdout, shown.stderr[: len(message)]) == (2, "", message)


@pytest.mark.usefixtures("systems")
def test_what_is_alike_can_be_said(ivrsim: Command) -> None:
    Path("alike.yaml").write_text('recordings: {Welcome: "5"}\nrules: [name]\n', encoding="utf-8")
    shown = ivrsim("diff", "old", "new", "--alike", "alike.yaml", "--given", "Desk: no answer", "--exit-code")
    assert (shown.returncode, shown.stderr) == (1, "")
    assert "Taken to be alike: 1 recording (as stated) and 3 destinations (by name)" in shown.stdout


@pytest.mark.usefixtures("systems")
def test_calls_to_a_number_at_a_time(ivrsim: Command) -> None:
    flags = ("--number", "+441632960001", "--old-semantics", "acefone")
    for when in (("--at", "2026-12-25T21:00"), ("--during", "2026-12-21/2027-01-03")):
        assert ivrsim("diff", "old", "new", *flags, *when, "--exit-code").returncode == 0
    both = ivrsim("diff", "old", "new", *flags, "--at", "2026-12-25T21:00", "--during", "2026-12-21/2027-01-03")
    assert (both.returncode, both.stderr) == (2, "--at is one moment and --during a period; use one of them\n")


@pytest.mark.usefixtures("systems")
def test_ctrl_c_says_nothing_that_is_not_known(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("0 of 1 entries compared")
    shown = ivrsim("diff", "old", "new", "--old-semantics", "freepbx", "--certificate", "move.yaml")
    assert (shown.returncode, shown.stdout) == (130, "")
    assert not Path("move.yaml").exists()


@pytest.mark.usefixtures("systems")
def test_a_certificate_that_cannot_be_written(ivrsim: Command) -> None:
    def refusal(*arguments: str) -> str:
        shown = ivrsim("diff", "old", "new", *arguments)
        assert (shown.returncode, shown.stdout) == (2, "")
        return shown.stderr

    Path("taken.yaml").touch()
    assert refusal("--certificate", "taken.yaml") == "taken.yaml already exists; use --force to overwrite it\n"
    assert "is a folder" in refusal("--certificate", "old")
    assert "is not the name of a file" in refusal("--certificate", "-")
    shown = ivrsim("diff", "-", "new", "--certificate", "c.yaml", stdin="{}")
    assert shown.stderr == "--certificate names both flows, and standard input has no name; give a file\n"
