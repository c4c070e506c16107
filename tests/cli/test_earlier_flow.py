"""A flow as it was in a commit, or why it is not known."""

import os
import subprocess
from pathlib import Path

from simulator.cli.earlier_flow import load_earlier
from tests.web.served_folder import clinic_folder, edit


def git(folder: Path, *arguments: str) -> None:
    names = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    day = {"GIT_COMMITTER_DATE": "2026-11-12T10:00:00Z", "PATH": os.environ["PATH"]}
    subprocess.run(["git", "-C", str(folder), *names, *arguments], check=True, env=day, capture_output=True)


def test_the_flow_of_a_commit_and_the_files_that_change_with_the_next_one(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    git(top, "init", "-q")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "x")
    edit(top / "clinic" / "main.yaml", "Main menu", "Front door")
    earlier = load_earlier("git:HEAD", str(top / "clinic" / "flow.yaml"))
    assert earlier.flow is not None
    assert (earlier.flow.receptionists["main"].name, earlier.day) == ("Main menu", "2026-11-12")
    assert [os.path.relpath(path.resolve(), top.resolve()) for path in earlier.files] == [".git/HEAD", ".git/logs/HEAD"]
    unknown = load_earlier("git:v1", str(top / "clinic" / "flow.yaml"))
    assert (unknown.flow, unknown.reason.startswith("Not known: there is no revision 'v1' in ")) == (None, True)
    clinic_folder(top, "new")
    assert load_earlier("git:HEAD", str(top / "new" / "flow.yaml")).reason == "Not known: new/flow.yaml is not in HEAD."


def test_a_commit_that_cannot_be_loaded_and_no_commit_at_all_have_reasons(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    file = str(top / "clinic" / "flow.yaml")
    outside = load_earlier("git:HEAD", file)
    assert (outside.flow, outside.files) == (None, ())
    assert outside.reason.startswith(f"Not known: {top / 'clinic'} is not in a git repository")
    git(top, "init", "-q")
    assert load_earlier("git:HEAD", file).reason.startswith("Not known: there is no revision 'HEAD' in ")
    (top / "clinic" / "main.yaml").write_text("name: [", encoding="utf-8")
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "x")
    reason = load_earlier("git:HEAD", file).reason
    assert reason.startswith("The flow cannot be loaded as it was then: git:HEAD:clinic/main.yaml:1:8: ")
