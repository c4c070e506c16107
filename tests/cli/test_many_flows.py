"""One command for many flows: none hides another, the odd ones come first, and the worst exit code is told."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Command, CtrlC
from tests.conftest import FLOWS

BROKEN = "clients/bolton/main.yaml:14:64: no extension is named 'Nobody'; the flow has Reception"


@pytest.fixture
def clients(here: Path) -> Path:
    """Three clients, of which one flow cannot be loaded, and one has no test that passes."""
    for name in ("acton", "bolton", "crewe"):
        shutil.copytree(FLOWS / "clinic", here / "clients" / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    menu = here / "clients" / "bolton" / "main.yaml"
    menu.write_text(
        menu.read_text("utf-8").replace(
            'extension, destination_id: "@Reception"', 'extension, destination_id: "@Nobody"'
        ),
        "utf-8",
    )
    tests = here / "clients" / "crewe" / "clinic.calls.yaml"
    tests.write_text("tests:\n  - {name: a desk, call: [{presses: 1}, {reaches: Reception}]}\n", "utf-8")
    (here / "clients" / "crewe" / "generated.calls.yaml").unlink()
    return here / "clients"


@pytest.mark.usefixtures("clients")
def test_a_line_for_each_flow(ivrsim: Command) -> None:
    done = ivrsim("check", "--all", "clients", "--jobs", "1")
    assert (done.returncode, done.stderr, done.stdout.splitlines()) == (
        2,
        "",
        [
            "3 flows: 2 alike (no problem found), 1 otherwise",
            "",
            f"  ! clients/bolton  {BROKEN}",
            "  ✓ clients/acton   no problem found",
            "  ✓ clients/crewe   no problem found",
        ],
    )


def test_a_folder_whose_name_looks_like_a_flag(ivrsim: Command, clients: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clients)
    for name in ("acton", "bolton", "crewe"):
        (clients / name).rename(clients / f"-{name}")
    done = ivrsim("check", "--all", "--jobs", "1")
    assert done.stdout.splitlines()[2:] == [
        f"  ! ./-bolton  {BROKEN.replace('clients/bolton', './-bolton')}",
        "  ✓ ./-acton   no problem found",
        "  ✓ ./-crewe   no problem found",
    ]


def test_several_flows_are_many(ivrsim: Command, clients: Path) -> None:
    done = ivrsim("prove", clients / "acton", clients / "crewe", "--never", "hangup")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "2 flows: 10 claims hold")


def test_processes_give_the_same_in_json(ivrsim: Command, clients: Path) -> None:
    one, two = (ivrsim("test", "--all", clients, "--format=json", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.returncode == two.returncode == 2
    told = json.loads(two.stdout)
    assert [(Path(flow["flow"]).name, flow["code"]) for flow in told["flows"]] == [
        ("acton", 0),
        ("bolton", 2),
        ("crewe", 1),
    ]
    assert told["flows"][2]["summary"] == "1 of 1 failed: a desk"
    assert [flow["summary"] for flow in json.loads(one.stdout)["flows"]] == [flow["summary"] for flow in told["flows"]]


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b.example", *words], check=True)


def test_what_has_not_changed_is_left_out(ivrsim: Command, clients: Path) -> None:
    git(clients, "init", "-q")
    git(clients, "add", "-A")
    git(clients, "commit", "-qm", "clients")
    since = ("show", "--all", clients, "--changed-since", "git:HEAD")
    assert ivrsim(*since).stdout == "No flow to look at.\n"
    (clients / "acton" / "new.calls.yaml").write_text("tests: []\n", "utf-8")
    assert [line.split()[1] for line in ivrsim(*since).stdout.splitlines()[2:]] == [str(clients / "acton")]
    (clients / "ivrsim.toml").write_text('semantics = "freepbx"\n', "utf-8")
    assert len(ivrsim(*since).stdout.splitlines()) == 2 + 3  # a profile holds for all below
    difference = ivrsim("diff", "--all", clients / "acton", "--format", "json")
    assert json.loads(difference.stdout)["flows"][0]["result"]["old"] == "git:HEAD:acton"


def test_a_date_that_all_share_changes_all(ivrsim: Command, clients: Path) -> None:
    dates = clients / "dates" / "uk.yaml"
    dates.parent.mkdir()
    dates.write_text("- {date: 2026-12-25}\n", "utf-8")
    (clients / "ivrsim.toml").write_text('holidays = ["dates/uk.yaml"]\n', "utf-8")
    git(clients, "init", "-q")
    git(clients, "add", "-A")
    git(clients, "commit", "-qm", "clients")
    dates.write_text("- {date: 2026-12-26}\n", "utf-8")
    done = ivrsim("show", "--all", clients, "--changed-since", "git:HEAD")
    assert len(done.stdout.splitlines()) == 2 + 3
    (clients / "ivrsim.toml").write_text("[x]\n", "utf-8")  # each flow below tells it
    assert ivrsim("show", "--all", clients, "--changed-since", "git:HEAD").returncode == 2


def test_ctrl_c_keeps_the_lines_so_far(ivrsim: Command, ctrl_c_at: CtrlC, clients: Path) -> None:
    ctrl_c_at("2 of 3 flows")
    done = ivrsim("check", "--all", clients, "--jobs", "1")
    assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (
        130,
        4,
        "Partial result: interrupted after 2 of 3 flows.\n",
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("check", "--all", "--jobs", "0"), "--jobs 0: use a number from 1 to 256"),
        (("check", "--all", "--jobs"), "ivrsim check: --jobs needs a value (see ivrsim check --help)"),
        (
            ("show", "--all", "--format", "markdown"),
            "ivrsim show: --all prints a line for each flow; use --format text or json",
        ),
        (("check", "--all", "--changed-since", "main"), "--changed-since main: use a revision such as git:main"),
        (("check", "--all", "empty"), "no flow: there is no flow.yaml in empty or below"),
    ],
)
def test_what_cannot_be_done_is_refused(ivrsim: Command, here: Path, words: tuple[str, ...], message: str) -> None:
    (here / "empty").mkdir()
    shutil.copytree(FLOWS / "clinic", here / "clinic")
    done = ivrsim(*words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{message}\n")
