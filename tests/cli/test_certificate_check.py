"""A certificate of a move, written and checked again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.approval.move_certificate import seal_of
from tests.cli.conftest import Command
from tests.cli.test_diff import edit
from tests.graph.moving.two_systems import NEW, OLD, write_system

FLAGS = ("--old-semantics", "acefone", "--new-semantics", "acefone", "--today", "2026-11-30")


@pytest.fixture
def certify(ivrsim: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write the certificate of two systems, which are in folders here; other flags may follow."""
    monkeypatch.chdir(tmp_path)
    write_system(tmp_path / "old", OLD)
    write_system(tmp_path / "new", NEW)

    def write(*flags: str) -> Path:
        file = Path("signed") / "move.yaml"
        file.parent.mkdir(exist_ok=True)
        shown = ivrsim("diff", "old", "new", *FLAGS, *flags, "--certificate", file, "--force")
        assert (shown.returncode, shown.stderr) == (0, f"wrote {file}\n")
        return file

    return write


def verify(ivrsim: Command, file: Path, *flags: str) -> tuple[int, list[str]]:
    shown = ivrsim("diff", *flags, "--verify", file)
    assert shown.stderr == ""
    return shown.returncode, shown.stdout.splitlines()


HOLDS = "The certificate of 2026-11-30 holds: No caller can tell the old flow from the new one."
BROKEN = "The certificate of 2026-11-30 no longer holds:"


def test_a_certificate_holds_as_long_as_nothing_changes(
    ivrsim: Command, certify: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = certify()
    assert verify(ivrsim, file, "--exit-code") == (0, [HOLDS])
    assert certify().read_bytes() == file.read_bytes()
    monkeypatch.chdir("signed")  # the flows are found from the certificate
    assert verify(ivrsim, Path("move.yaml")) == (0, [HOLDS])


def test_a_change_that_callers_notice_breaks_it(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()
    edit(Path("new/main.yaml"), "timeout: 5", "timeout: 6")
    code, lines = verify(ivrsim, file)
    assert (code, lines[:4]) == (
        1,
        [
            BROKEN,
            "  · the new flow is not the one that was compared (changed: main.yaml)",
            "  · compared again: callers can tell the old flow from the new one.",
            "  · now: A caller who stays silent reaches Box 2 s later (28 s; before: 26 s) (--caller '')",
        ],
    )
    values = json.loads(ivrsim("diff", "--verify", file, "--format", "json").stdout)
    assert (values["holds"], values["certified"], values["equal"]) == (False, True, False)
    assert values["changes"] == [line.removeprefix("  · ") for line in lines[1:]]


def test_the_same_change_in_both_flows_makes_them_other_flows(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()
    for side in ("old", "new"):
        edit(Path(side, "main.yaml"), "timeout: 5", "timeout: 6")
    assert verify(ivrsim, file) == (
        1,
        [
            BROKEN,
            "  · the old flow is not the one that was compared (changed: main.yaml)",
            "  · the new flow is not the one that was compared (changed: main.yaml)",
        ],
    )


def test_a_comment_is_only_noted(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()
    edit(Path("new/main.yaml"), "timeout: 5", "timeout: 5 # s")
    note = "  · note: files of the new flow have changed, and no caller can tell: main.yaml"
    assert verify(ivrsim, file) == (0, [HOLDS, note])


def test_what_was_alike_may_be_so_no_longer(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()
    edit(Path("new/flow.yaml"), "name: Welcome", "name: Hello")
    edit(Path("new/flow.yaml"), "Welcome to Acme", "Welcome to Acme Ltd")
    code, lines = verify(ivrsim, file)
    assert code == 1
    assert "  · the recording 5 is no longer taken to be alike to 19549 (by name)" in lines


def test_what_was_stated_to_be_alike_stays_so(ivrsim: Command, certify: Callable[..., Path]) -> None:
    Path("alike.yaml").write_text('recordings: {Welcome: "19549"}\n', encoding="utf-8")
    file = certify("--alike", "alike.yaml")
    Path("alike.yaml").unlink()
    edit(Path("new/flow.yaml"), "name: Welcome", "name: Hello")
    note = "  · note: files of the new flow have changed, and no caller can tell: flow.yaml"
    assert verify(ivrsim, file) == (0, [HOLDS, note])


def test_an_engine_of_the_project_may_become_another(ivrsim: Command, certify: Callable[..., Path]) -> None:
    profile = '[profiles.ours]\nbase = "freepbx"\ninterdigit_seconds = 4\n'
    Path("ivrsim.toml").write_text(profile, encoding="utf-8")
    shown = ivrsim("diff", "old", "--old-semantics", "ours", "--new-semantics", "freepbx", "--certificate", "c.yaml")
    assert shown.returncode == 0
    edit(Path("ivrsim.toml"), "interdigit_seconds = 4", "interdigit_seconds = 2")
    code, lines = verify(ivrsim, Path("c.yaml"))
    assert (code, lines[1:3]) == (
        1,
        [
            "  · the old flow's engine, ours, has other settings: interdigit_seconds",
            "  · the old flow is not the one that was compared (changed: ../ivrsim.toml)",
        ],
    )


def test_callers_who_can_tell_are_certified_too(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify("--at", "2026-12-25T21:00", "--given", "Desk: no answer")
    assert verify(ivrsim, file) == (0, [HOLDS])
    shown = ivrsim("diff", "old", "--new-semantics", "acefone-uk-literal", "--certificate", "c.yaml", "--force")
    assert shown.returncode == 0
    code, lines = verify(ivrsim, Path("c.yaml"))
    assert (code, lines[0].partition(": ")[2]) == (0, "Callers can tell the old flow from the new one.")
    assert verify(ivrsim, Path("c.yaml"), "--exit-code")[0] == 1


def test_a_seal_of_somebody_else_makes_nothing_true(ivrsim: Command, certify: Callable[..., Path]) -> None:
    """Anybody can seal what they wrote; every statement is compared again."""
    file = certify()
    body = file.read_text(encoding="utf-8").rpartition("seal:")[0]
    forged = (
        body.replace("No caller can tell", "Callers can tell")
        .replace('  - "every key at', '  - "every key and every star at')
        .replace("  lengths:\n", '  lengths:\n    "1": "3"\n')
    )
    file.write_text(f'{forged}seal: "{seal_of(forged)}"\n', encoding="utf-8")
    scope = "every moment of every wait and recording, and every silence, to the end of each call"
    assert verify(ivrsim, file) == (
        1,
        [
            BROKEN,
            "  · the lengths that only one flow knows are others (recordings: 1)",
            "  · compared again: no caller can tell the old flow from the new one.",
            f"  · now compared: every key at {scope}",
            f"  · no longer compared: every key and every star at {scope}",
        ],
    )


def test_the_same_caller_is_shown_as_now(ivrsim: Command, certify: Callable[..., Path]) -> None:
    certify()
    command = ("diff", "old", "--new-semantics", "acefone-uk-literal", "--certificate", "c.yaml")
    assert ivrsim(*command).returncode == 0
    file = Path("c.yaml")
    body = file.read_text(encoding="utf-8").rpartition("seal:")[0]
    start = body.index('caller: "--caller') + len('caller: "')
    forged = f"{body[:start]}--caller 9{body[body.index(chr(34), start) :]}"
    file.write_text(f'{forged}seal: "{seal_of(forged)}"\n', encoding="utf-8")
    code, lines = verify(ivrsim, file)
    assert (code, len(lines), lines[1].endswith("; before: --caller 9)")) == (1, 2, True)


def test_flows_may_have_moved(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()
    shutil.move("old", "older")
    gone = ivrsim("diff", "--verify", file)
    assert (gone.returncode, "there is no such file or folder" in gone.stderr) == (2, True)
    assert verify(ivrsim, file, "older", "new") == (0, [HOLDS])


def test_examples_are_named_as_they_are(ivrsim: Command, tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    ivrsim("diff", "example:clinic", "--new-semantics", "acefone", "--certificate", file, "--today", "2026-11-30")
    assert '  flow: "example:clinic"' in file.read_text(encoding="utf-8").splitlines()
    assert verify(ivrsim, file) == (0, [HOLDS])


def test_verify_asks_as_the_certificate_says(ivrsim: Command, certify: Callable[..., Path]) -> None:
    file = certify()

    def refusal(*flags: str) -> str:
        shown = ivrsim("diff", "--verify", file, *flags)
        assert (shown.returncode, shown.stdout) == (2, "")
        return shown.stderr

    assert refusal("--old-semantics", "x") == "--verify compares as the certificate says; remove --old-semantics\n"
    assert refusal("--given", "a: b") == "--verify compares as the certificate says; remove --given\n"
    assert refusal("old") == "--verify finds both flows by itself; give both, OLD and NEW, or none\n"
    edit(file, "2026-11-30", "2026-12-01")
    assert refusal().startswith(f"{file}:")
    assert "was changed after it was written" in refusal()


def test_a_certificate_states_its_bounds(ivrsim: Command, certify: Callable[..., Path]) -> None:
    with Path("old/flow.yaml").open("a", encoding="utf-8") as file:
        file.write("menus: {main: {return_after: [silence]}}\n")
    ivrsim("diff", "old", "--new-semantics", "freeswitch", "--certificate", "c.yaml")
    lines = Path("c.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("compared:")
    assert lines[start + 3 : start + 7] == [
        '  - "every state of the schedules that the calendars can produce, held fixed for a call"',
        '  - "every answer of each telephone, afresh each time that it rings"',
        '  - "FreeSWITCH\'s menus in each other, up to 12 levels"',
        '  - "every way back to the menu that a call came from (flows with over 20,000 are refused)"',
    ]
