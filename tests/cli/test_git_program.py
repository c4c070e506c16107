"""git is run so that a stranger's repository starts no program and uses no network."""

import subprocess
from pathlib import Path

import pytest

from simulator.cli.git_program import run_git, state_of
from simulator.cli.revisions import load_revision, revision
from simulator.errors import FlowError, UsageError

SINGLE = "name: One\ndestination_type: single\nforward_destination_type: department\nforward_destination_id: '1'\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(here: Path) -> Path:
    (here / "one.yaml").write_text(SINGLE)
    (here / ".gitattributes").write_text("*.yaml filter=evil diff=evil\n")
    git(here, "init", "-q")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    return here


def test_a_repository_starts_no_program(repository: Path) -> None:
    mark = repository.parent / "started"
    script = repository / ".git" / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    script.chmod(0o755)
    for setting in ("core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process",
                    "diff.evil.textconv", "diff.evil.command", "diff.external", "core.pager", "core.editor",
                    "core.sshCommand", "core.askPass"):  # fmt: skip
        git(repository, "config", setting, str(script))
    git(repository, "config", "filter.evil.required", "true")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (repository / ".git" / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {mark}\n")
        (repository / ".git" / "hooks" / hook).chmod(0o755)
    (repository / "one.yaml").write_text(SINGLE.replace("One", "Two"))

    commit, is_clean = state_of(repository)
    assert (commit is not None, is_clean) == (True, False)
    assert load_revision(revision("git:HEAD:one.yaml", None)).receptionists["one"].name == "One"
    assert not mark.exists()


def test_a_filter_that_git_cannot_be_told_to_leave_out_is_not_started(repository: Path) -> None:
    mark = repository.parent / "started"
    (repository / ".git" / "info" / "attributes").write_text("* filter=a=b\n")
    for setting in ("filter.a=b.clean", "filter.a=b.process"):
        git(repository, "config", setting, f"touch {mark}; cat")
    (repository / "one.yaml").touch()

    commit, is_clean = state_of(repository)
    assert (len(commit or ""), is_clean) == (40, None)
    assert not mark.exists()


def test_a_partial_clone_fetches_nothing(repository: Path) -> None:
    mark = repository.parent / "fetched"
    git(repository, "config", "extensions.partialClone", "origin")
    git(repository, "config", "remote.origin.promisor", "true")
    git(repository, "config", "remote.origin.url", f"ext::sh -c touch% {mark}")
    git(repository, "config", "protocol.ext.allow", "always")
    git(repository, "config", "core.repositoryFormatVersion", "1")
    blob = subprocess.run(
        ["git", "rev-parse", "HEAD:one.yaml"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.strip()
    (repository / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(FlowError) as refused:
        load_revision(revision("git:HEAD:one.yaml", None))
    assert str(refused.value) in (
        "git:HEAD:one.yaml: is not in this clone of the repository; run git fetch",
        "git:HEAD:one.yaml: cannot be read: the repository is damaged; run git fsck",
    )
    assert not mark.exists()


def test_the_state_of_a_folder(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit, is_clean = state_of(repository)
    assert (len(commit or ""), is_clean) == (40, True)
    (repository / "more.yaml").touch()
    assert state_of(repository) == (commit, False)
    assert state_of(repository.parent) == (None, None)
    monkeypatch.setenv("PATH", "")
    assert state_of(repository) == (None, None)


def test_a_hook_in_a_worktree_finds_the_top_of_the_repository(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "flows").mkdir()
    monkeypatch.setenv("GIT_DIR", str(repository / ".git"))
    found = run_git(repository / "flows", "rev-parse", "--show-toplevel")
    assert found.stdout.decode() == f"{repository.resolve()}\n"
    monkeypatch.setenv("GIT_WORK_TREE", str(repository / "flows"))
    found = run_git(repository / "flows", "rev-parse", "--show-toplevel")
    assert found.stdout.decode() == f"{(repository / 'flows').resolve()}\n"


def test_a_nul_is_refused(here: Path) -> None:
    with pytest.raises(UsageError, match="a revision or a path has a NUL character, which git does not accept"):
        run_git(here, "rev-parse", "a\0b")
