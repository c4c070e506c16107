"""``ivrsim diff``: two flows, or a flow and what it was in git."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC

CLINIC = Path(__file__).parents[2] / "flows" / "clinic"


@pytest.fixture
def repository(here: Path) -> Callable[..., None]:
    """A repository with the clinic in a folder whose name has a space; each call is a git command."""

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *arguments], cwd=here, check=True, capture_output=True)

    shutil.copytree(CLINIC, here / "my flows" / "clinic")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    return git


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("repository")
def test_an_unchanged_flow_has_no_difference(ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(here / "my flows" / "clinic")
    shown = ivrsim("diff", "--exit-code")
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "No caller can tell the difference.\n", "")


@pytest.mark.usefixtures("repository")
def test_without_arguments_the_flow_is_compared_with_the_last_commit(
    ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "my flows" / "clinic")
    edit(Path("main.yaml"), 'destination_id: "@Night voicemail"', 'destination_id: "9002"')
    shown = ivrsim("diff")
    assert (shown.returncode, shown.stdout.splitlines()) == (
        0,
        [
            "Ends elsewhere:",
            "  · A caller who presses 3 now reaches voicemail||9002 (before: reaches Night voicemail)",
            "      --caller '3'",
            "",
            "Fields:",
            "  Main menu (main)",
            "    entries, option 3 (where key 3 leads): voicemail||9001 (Night voicemail) -> voicemail||9002",
        ],
    )
    assert ivrsim("diff", "--exit-code").returncode == 1


@pytest.mark.usefixtures("repository")
def test_a_change_that_nobody_hears_is_a_change_all_the_same(ivrsim: Command, here: Path) -> None:
    edit(here / "my flows" / "clinic" / "main.yaml", "name: Main menu", "name: Front door")
    shown = ivrsim("diff", "git:HEAD", "my flows/clinic", "--exit-code")
    assert (shown.returncode, shown.stdout.splitlines()) == (
        1,
        [
            "No caller can tell the difference.",
            "",
            "Fields:",
            "  Front door (main)",
            "    name: Main menu -> Front door",
        ],
    )


def test_two_revisions_are_compared(ivrsim: Command, repository: Callable[..., None], here: Path) -> None:
    edit(here / "my flows" / "clinic" / "main.yaml", "timeout: 5", "timeout: 4")
    repository("commit", "-qam", "second")
    path = "my flows/clinic"
    found = json.loads(ivrsim("diff", f"git:HEAD~1:{path}", f"git:HEAD:{path}", "--format", "json").stdout)
    assert [found["old"], found["new"]] == [f"git:HEAD~1:{path}", f"git:HEAD:{path}"]
    assert [item["caller"] for item in found["noticed"] if item["kind"] == "time"] == [{"steps": []}]
    assert [item["field"] for item in found["fields"]] == ["timeout"]


def test_two_flows_whose_names_differ(ivrsim: Command, here: Path) -> None:
    edited = (CLINIC / "main.yaml").read_text(encoding="utf-8").replace("timeout: 5", "timeout: 5.0")
    for name in ("one.yaml", "two words.yaml"):
        text = "\n".join(line for line in edited.splitlines() if "@" not in line)
        text += "\ninvalid_destination_id: 1\ntimeout_destination_id: 1\n"
        (here / name).write_text(text.replace("entries:", "entries: []"), encoding="utf-8")
    assert ivrsim("diff", "one.yaml", "two words.yaml").stdout == "No caller can tell the difference.\n"


def test_differences_are_written_as_markdown(ivrsim: Command) -> None:
    shown = ivrsim("diff", CLINIC, CLINIC, "--format", "markdown")
    assert shown.stdout == "**No caller can tell the difference.**\n"


def test_two_flows_are_compared_under_another_profile(ivrsim: Command) -> None:
    shown = ivrsim("diff", CLINIC, CLINIC, "--semantics", "freepbx")
    assert shown.stdout == "No caller can tell the difference.\n"


def test_standard_input_holds_one_flow(ivrsim: Command) -> None:
    shown = ivrsim("diff", "-", "-")
    assert (shown.returncode, shown.stderr) == (2, "standard input holds one flow; give the other as a file\n")


@pytest.mark.usefixtures("repository")
def test_one_flow_alone_is_compared_with_nothing(ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusal(*arguments: str) -> str:
        done = ivrsim("diff", *arguments)
        assert done.returncode == 2
        return done.stderr

    flow = "my flows/clinic"
    since = f"ivrsim diff git:HEAD '{flow}' compares it with the last commit\n"
    assert refusal(flow) == f"{flow} is one flow, and diff compares two: {since}"
    assert refusal(flow, "--variant", "night") == (
        f"{flow} is one flow, and diff compares two: ivrsim diff '{flow}' '{flow}' --variant night "
        "compares it with its variant\n"
    )
    monkeypatch.chdir(here / flow)
    since = "ivrsim diff git:HEAD . compares it with the last commit\n"
    assert refusal(".") == f". is one flow, and diff compares two: {since}"
    assert refusal("flow.yaml") == (
        f"flow.yaml is one flow, and diff compares two: {since.replace(' . ', ' flow.yaml ')}"
    )
    assert refusal("main.yaml") == f"main.yaml belongs to flow.yaml: {since}"
    assert refusal(".", "main.yaml") == "main.yaml belongs to flow.yaml: ivrsim diff . .\n"


def test_another_flow_alone_is_compared_with_the_nearest(
    ivrsim: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CLINIC, here / "clinic")
    monkeypatch.chdir(here / "clinic")
    assert ivrsim("diff", "example:clinic").stdout == "No caller can tell the difference.\n"
    assert ivrsim("diff", "git:HEAD").stderr.startswith("git:HEAD: ")


def test_ctrl_c_before_anything_was_compared_claims_no_equality(ivrsim: Command, ctrl_c_at: CtrlC) -> None:
    ctrl_c_at("0 of 2 entries compared")
    shown = ivrsim("diff", "example:clinic", "example:clinic")
    assert (shown.returncode, shown.stdout, shown.stderr) == (
        130,
        "",
        "Partial result: interrupted after 0 of 2 entries compared.\n",
    )


def test_ctrl_c_keeps_the_differences_of_the_entries_compared(ivrsim: Command, here: Path, ctrl_c_at: CtrlC) -> None:
    shutil.copytree(CLINIC, here / "clinic")
    edit(here / "clinic" / "main.yaml", 'destination_id: "@Night voicemail"', 'destination_id: "9002"')
    whole = ivrsim("diff", "example:clinic", "clinic")
    ctrl_c_at("1 of 2 entries compared")
    shown = ivrsim("diff", "example:clinic", "clinic")
    assert (shown.returncode, shown.stdout, shown.stderr) == (
        130,
        whole.stdout,
        "Partial result: interrupted after 1 of 2 entries compared.\n",
    )
