"""``git:REV[:PATH]``, and what is said where it leads nowhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from simulator.cli.revisions import is_revision, load_revision, revision
from simulator.errors import FlowError, UsageError
from simulator.text.boundary import allowing

Factory = pytest.TempPathFactory

SINGLE = "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(here: Path) -> Path:
    """One flow in the folder ``a``, with a receptionist in the folder beside it; one that is broken."""
    for name, text in {
        "a/flow.yaml": "receptionists: {one: one.yaml, two: ../b/two.yaml}\nentry: one\n",
        "a/one.yaml": SINGLE,
        "b/two.yaml": SINGLE,
        "ivrsim.toml": "",
        "alone/a/flow.yaml": "receptionists: {two: ../b/two.yaml}\n",
        "alone/b/two.yaml": SINGLE,
        "broken.yaml": "name: One\n",
    }.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text(text)
    (here / "b" / "link.yaml").symlink_to("two.yaml")
    (here / "b" / "outside.yaml").symlink_to("/etc/hostname")
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    return here


def test_which_sides_are_in_git() -> None:
    assert [is_revision(side) for side in ("git:HEAD", "git", "flows/clinic")] == [True, False, False]


def test_a_path_from_the_top_or_from_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert revision("git:HEAD:a", None).path == "a"
    monkeypatch.chdir(repository / "a")
    assert [revision(f"git:main:{path}", None).path for path in ("a/one.yaml", "one.yaml", "./one.yaml", "../b")] == [
        "a/one.yaml",
        "a/one.yaml",
        "a/one.yaml",
        "b",
    ]


def test_without_a_path_it_is_where_the_other_side_is(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [revision("git:HEAD", other).path for other in ("a", "a/one.yaml")] == ["a", "a/one.yaml"]
    monkeypatch.chdir(repository / "a")
    assert revision("git:HEAD", None).path == "a/flow.yaml"


def test_a_flow_is_read_with_the_files_of_its_project(repository: Path) -> None:
    (repository / "b" / "two.yaml").unlink()
    flow = load_revision(revision("git:HEAD:a", None))
    assert (flow.source, list(flow.receptionists)) == ("git:HEAD:a", ["one", "two"])


def test_links_are_followed_inside_the_repository_only(repository: Path) -> None:
    assert list(load_revision(revision("git:HEAD:b/link.yaml", None)).receptionists) == ["link"]
    with pytest.raises(UsageError) as refused:
        revision("git:HEAD:b/outside.yaml", None)
    assert str(refused.value) == (
        "git:HEAD:b/outside.yaml: leads outside the repository, by the link 'outside.yaml' to '/etc/hostname'; "
        "use the path of a file of this revision"
    )


def test_a_flow_without_a_project_stays_below_its_folder(repository: Path) -> None:
    git(repository, "rm", "-q", "--cached", "ivrsim.toml")
    git(repository, "commit", "-qm", "alone")
    with pytest.raises(FlowError) as refused:
        load_revision(revision("git:HEAD:alone/a", None))
    assert str(refused.value) == (
        "git:HEAD:alone/a/flow.yaml:1:22: '../b/two.yaml' leads outside git:HEAD:alone/a; use a file below it, keep "
        "an ivrsim.toml in a folder above both, or name the folder: --allow DIR"
    )
    with allowing(["alone"]):
        assert list(load_revision(revision("git:HEAD:alone/a", None)).receptionists) == ["two"]


def test_nothing_is_written_anywhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = repository / "tmp"
    empty.mkdir()
    monkeypatch.setenv("TMPDIR", str(empty))
    before = sorted(repository.rglob("*"))
    load_revision(revision("git:HEAD:a", None))
    assert (sorted(repository.rglob("*")), list(empty.iterdir())) == (before, [])


def test_a_folder_without_a_flow(repository: Path) -> None:
    with pytest.raises(FlowError) as refused:
        load_revision(revision("git:HEAD:b", None))
    assert str(refused.value) == "git:HEAD:b: the folder has no flow.yaml; it holds link.yaml, outside.yaml, two.yaml"


def test_the_project_s_own_worktree_setting_leads_nowhere_else(repository: Path, tmp_path_factory: Factory) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    (other / "flow.yaml").write_text("receptionists: {x: x.yaml}\n")
    (other / "x.yaml").write_text(SINGLE)
    git(other, "add", ".")
    git(other, "commit", "-qm", "secret")
    git(repository, "config", "core.worktree", str(other))
    with pytest.raises(UsageError, match=r"git:HEAD:x\.yaml: x\.yaml is not in HEAD"):
        revision("git:HEAD:x.yaml", None)


def test_problems_are_told_by_their_place_in_git(repository: Path) -> None:
    with pytest.raises(FlowError) as refused:
        load_revision(revision("git:HEAD:broken.yaml", None))
    assert {problem.file for problem in refused.value.problems} == {"git:HEAD:broken.yaml"}


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("side", "other", "message"),
    [
        ("git:", None, "git:: a revision is missing; use git:HEAD, git:main or git:v1.2:flows/clinic"),
        (
            "git:nope:a",
            None,
            "git:nope:a: there is no revision 'nope' in {top}; use a branch, a tag or a commit",
        ),
        (
            "git:--help:a",
            None,
            "git:--help:a: there is no revision '--help' in {top}; use a branch, a tag or a commit",
        ),
        ("git:HEAD:c", None, "git:HEAD:c: c is not in HEAD; git:HEAD:PATH names another path"),
        ("git:HEAD", "-", "git:HEAD: - is not a path of the repository; use git:HEAD:PATH"),
        ("git:HEAD", "git:main:a", "git:HEAD: a path is needed here too: git:HEAD:a"),
    ],
)
def test_a_revision_that_leads_nowhere_is_refused(here: Path, side: str, other: str | None, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        revision(side, other)
    assert str(refused.value) == message.format(top=here)


def test_outside_a_repository(here: Path) -> None:
    (here / "one.yaml").write_text(SINGLE)
    with pytest.raises(UsageError) as refused:
        revision("git:HEAD", "one.yaml")
    assert str(refused.value) == (f"git:HEAD: {here} is not in a git repository, so it has no earlier version")


@pytest.mark.usefixtures("repository")
def test_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PATH", "")
    with pytest.raises(UsageError, match="git is not installed, or not on the PATH"):
        revision("git:HEAD:a", None)
