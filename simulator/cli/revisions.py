"""``git:REV[:PATH]``: a flow as it was in a revision, read out of git into a folder that is then removed."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem, UsageError
from simulator.load import load
from simulator.load.find import find

GIT = "git:"
_FILE, _LINK = "100", "120000"


class Revision(NamedTuple):
    """What ``git:REV:PATH`` names; the path is from the top of the repository."""

    top: Path
    commit: str
    path: str
    label: str


def is_revision(side: str) -> bool:
    """Whether a side is in git."""
    return side.startswith(GIT)


def revision(side: str, other: str | None) -> Revision:
    """Where a side is; without a path, it is where ``other`` is (None: the nearest flow.yaml).

    Raises ``UsageError`` where that is no repository, or has no such revision or path.
    """
    name, _, path = side.removeprefix(GIT).partition(":")
    if not name:
        raise UsageError(f"{side}: a revision is missing; git:HEAD, git:main or git:v1.2:flows/clinic is accepted")
    beside = None if path else _beside(side, other)
    folder = Path.cwd() if beside is None else beside if beside.is_dir() else beside.parent
    top = Path(_asked(side, folder, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    commit = _commit(side, top, name)
    inside = _inside(side, top, beside) if beside is not None else _from_top(top, commit, path)
    if _kind(top, commit, inside) is None:
        raise UsageError(f"{side}: {inside or '.'} is not in {name}; git:{name}:PATH names another path")
    return Revision(top, commit, inside, f"{GIT}{name}:{inside}")


def load_revision(found: Revision) -> Flow:
    """The flow of a revision. Raises ``FlowError`` with places in ``git:REV:PATH``."""
    is_folder = _kind(found.top, found.commit, found.path) == "tree"
    folder = found.path if is_folder else str(PurePosixPath(found.path).parent)
    try:
        return _load(found, "" if folder == "." else folder)
    except FlowError:
        if folder in ("", "."):
            raise
        return _load(found, "")  # it may name files beside its folder


def _load(found: Revision, folder: str) -> Flow:
    with TemporaryDirectory(prefix="ivrsim-") as place:
        root = Path(place).resolve()
        _write(found, folder, root)
        before = f"{root}{os.sep}"
        label = found.label.removesuffix(found.path)
        try:
            return replace(load(root / found.path), source=found.label)
        except FlowError as error:
            problems = [
                Problem(problem.file.replace(before, label), problem.line, problem.column, problem.message)
                for problem in error.problems
            ]
            raise FlowError(problems) from None
        except UsageError as error:
            raise UsageError(str(error).replace(before, label)) from None


def _write(found: Revision, folder: str, root: Path) -> None:
    """Write the files of a folder, with all that lies in it."""
    listed = _git(found.top, "ls-tree", "-r", "-z", "--full-tree", found.commit, "--", *([folder] if folder else []))
    entries = [line.split("\t", 1) for line in listed.stdout.decode(errors="surrogateescape").split("\0") if line]
    wanted = [(path, *about.split()) for about, path in entries]
    wanted = [item for item in wanted if item[2] == "blob"]
    contents = _contents(found.top, [item[3] for item in wanted])
    for (path, mode, *_), content in zip(wanted, contents, strict=True):
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode.startswith(_FILE):
            file.write_bytes(content)
        elif mode == _LINK and (file.parent / os.fsdecode(content)).resolve().is_relative_to(root):
            file.symlink_to(os.fsdecode(content))


def _contents(top: Path, ids: list[str]) -> list[bytes]:
    answer = _git(top, "cat-file", "--batch", given="".join(f"{id}\n" for id in ids).encode()).stdout
    contents, at = [], 0
    for _ in ids:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        contents.append(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return contents


# -- where ----------------------------------------------------------------------------------------


def _beside(side: str, other: str | None) -> Path:
    """The path of the other side, which this one shares."""
    if other is not None and (other == "-" or other.startswith("example:")):
        raise UsageError(f"{side}: which flow of the repository? {other} is no path in it; {side}:PATH is accepted")
    if other is not None and is_revision(other):
        path = other.removeprefix(GIT).partition(":")[2]
        if path:
            raise UsageError(f"{side}: a path is needed here too: {side}:{path}")
        other = None
    found = find(other).path
    assert found is not None, "only standard input has no path"
    given = None if other is None else Path(other)
    return (given if given is not None and given.is_dir() else found).resolve()


def _inside(side: str, top: Path, path: Path) -> str:
    try:
        inside = path.relative_to(top.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{side}: {path} is outside the repository {top}") from None
    return "" if inside == "." else inside


def _from_top(top: Path, commit: str, path: str) -> str:
    """A path from the top of the repository, or else from the folder that we are in."""
    plain = os.path.normpath(path).replace(os.sep, "/").strip("/")
    plain = "" if plain == "." else plain
    if not path.startswith("./") and _kind(top, commit, plain) is not None:
        return plain
    here = Path.cwd().resolve()
    if here.is_relative_to(top.resolve()):
        below = os.path.relpath(here / path, top.resolve()).replace(os.sep, "/")
        if _kind(top, commit, below) is not None:
            return "" if below == "." else below
    return plain


# -- git ------------------------------------------------------------------------------------------


def _commit(side: str, top: Path, name: str) -> str:
    found = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise UsageError(f"{side}: there is no revision {name!r} in {top}; a branch, a tag or a commit is accepted")
    return found.stdout.decode().strip()


def _kind(top: Path, commit: str, path: str) -> str | None:
    """``tree``, ``blob``, or None where there is no such path."""
    found = _git(top, "cat-file", "-t", f"{commit}:{path}")
    return None if found.returncode else found.stdout.decode().strip()


def _asked(side: str, folder: Path, *arguments: str) -> bytes:
    found = _git(folder, *arguments)
    if found.returncode:
        raise UsageError(f"{side}: {folder} is in no git repository; two FLOWs are accepted: ivrsim diff OLD NEW")
    return found.stdout


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), "--literal-pathspecs", *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError("git is not installed, or not on the PATH; two FLOWs can be compared without it") from None


def git_state(folder: Path) -> tuple[str | None, bool | None]:
    """The commit of a folder, and whether nothing in it differs from that; None: it is not in git.

    Receipts and locks below the folder are no part of a flow.
    """
    from simulator.remote.change.journal import FOLDER

    def asked(*words: str) -> str | None:
        try:
            done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)
        except OSError:
            return None
        return done.stdout.strip() if done.returncode == 0 else None

    commit = asked("rev-parse", "HEAD")
    changed = asked("status", "--porcelain", "--", ".", f":(exclude){FOLDER}") if commit else None
    return commit, None if changed is None else changed == ""
