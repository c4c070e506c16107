"""``git:REV[:PATH]``: a flow as it was in a revision, read straight out of git: nothing is written to the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from simulator.cli.git_program import files_changed, run_git
from simulator.cli.git_tree import BLOB, TREE, GitTree
from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem, UsageError
from simulator.loader.flow_kinds import gather_file
from simulator.loader.flow_location import FLOW_FILES, locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.text.positions import UnreadableText
from simulator.words.phrases import list_first

GIT = "git:"
_NAMED_MOST = 8


class Revision(NamedTuple):
    """The target of ``git:REV:PATH``.

    ``top`` is the repository's folder, ``folder`` the one in which git is asked, ``commit`` the revision's id;
    the path is from the top.
    """

    top: Path
    folder: Path
    commit: str
    path: str
    label: str


def is_revision(side: str) -> bool:
    """Return whether a side is in git."""
    return side.startswith(GIT)


def revision(side: str, opposite: str | None) -> Revision:
    """Return where a side is; without a path, it is where ``other`` is (None: the nearest flow.yaml).

    Raises ``UsageError`` outside a repository, and for a revision or a path that it does not have.
    """
    name, _, path = side.removeprefix(GIT).partition(":")
    if not name:
        raise UsageError(f"{side}: a revision is missing; use git:HEAD, git:main or git:v1.2:flows/clinic")
    shared = None if path else _shared_path(side, opposite)
    folder = Path.cwd() if shared is None else shared if shared.is_dir() else shared.parent
    top = _repository_top(side, folder)
    commit = _resolve_commit(side, top, folder, name)
    location = Revision(top, folder, commit, "", f"{GIT}{name}")
    with _open_tree(location) as tree:
        inside = _path_inside(side, top, shared) if shared is not None else _from_top(tree, top, path)
        if _path_kind(tree, inside) is None:
            raise UsageError(f"{side}: {inside or '.'} is not in {name}; git:{name}:PATH names another path")
    return location._replace(path=inside)


def changed_files(side: str, folder: Path) -> tuple[Path, frozenset[Path]]:
    """Return the top of a folder's repository, and its files that changed since ``git:REV``.

    Raises ``UsageError`` outside a repository, and for a revision that it does not have.
    """
    name = side.removeprefix(GIT)
    top = _repository_top(side, folder)
    return top, files_changed(top, _resolve_commit(side, top, folder, name))


def load_revision(location: Revision) -> Flow:
    """The flow of a revision. Raises ``FlowError`` with places in ``git:REV:PATH``."""
    return load_revision_with_shelf(location)[0]


def load_revision_with_shelf(location: Revision) -> tuple[Flow, Shelf]:
    """The flow of a revision, and what it was loaded from: documents by their paths from the repository's top.

    Raises as ``load_revision`` does.
    """
    before = f"{location.label}:"
    with _open_tree(location) as tree:
        file = _find_file(tree, location.path, before)
        try:
            tree.begin(file)
        except UnreadableText as refusal:
            raise FlowError([Problem(f"{before}{file}", 0, 0, str(refusal))]) from None
        shelf = Shelf(f"{before}{location.path}")
        try:
            flow, shelf = gather_file(Path(file), file, shelf, tree)
            problems = shelf.problems
        except FlowError as error:
            problems = [*error.problems]
    if problems:
        raise FlowError(problem._replace(file=f"{before}{problem.file}") for problem in problems)
    return replace(flow, notes=tuple(note._replace(file=f"{before}{note.file}") for note in flow.notes)), shelf


@contextmanager
def _open_tree(location: Revision) -> Iterator[GitTree]:
    tree = GitTree(location.top, location.folder, location.commit, location.label)
    try:
        yield tree
    finally:
        tree.close()


def _find_file(tree: GitTree, path: str, before: str) -> str:
    """The file that a path means: itself, or the flow.yaml of a folder."""
    if _path_kind(tree, path) != TREE:
        return path
    for name in FLOW_FILES:
        file = f"{path}/{name}" if path else name
        if _path_kind(tree, file) == BLOB:
            return file
    entries = tree.names(path)
    holds = f"it holds {list_first(entries, _NAMED_MOST)}" if entries else "it is empty"
    raise FlowError([Problem(f"{before}{path}", 0, 0, f"the folder has no flow.yaml; {holds}")])


def _path_kind(tree: GitTree, path: str) -> str | None:
    """Return what a path leads to. Raises ``UsageError`` where it cannot be followed."""
    try:
        return tree.kind(path)
    except UnreadableText as refusal:
        raise UsageError(f"{tree.label}:{path}: {refusal}") from None


# -- where ----------------------------------------------------------------------------------------


def _shared_path(side: str, opposite: str | None) -> Path:
    """The path of the other side, which this one shares."""
    if opposite is not None and (opposite == "-" or opposite.startswith("example:")):
        raise UsageError(f"{side}: {opposite} is not a path of the repository; use {side}:PATH")
    if opposite is not None and is_revision(opposite):
        path = opposite.removeprefix(GIT).partition(":")[2]
        if path:
            raise UsageError(f"{side}: a path is needed here too: {side}:{path}")
        opposite = None
    nearest = locate_flow(opposite).path
    assert nearest is not None, "only standard input has no path"
    given = None if opposite is None else Path(opposite)
    return (given if given is not None and given.is_dir() else nearest).resolve()


def _path_inside(side: str, top: Path, path: Path) -> str:
    try:
        inside = path.relative_to(top.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{side}: {path} is outside the repository {top}; use a path inside it") from None
    return "" if inside == "." else inside


def _from_top(tree: GitTree, top: Path, path: str) -> str:
    """A path from the top of the repository, or else from the folder that we are in."""
    plain = os.path.normpath(path).replace(os.sep, "/").strip("/")
    plain = "" if plain == "." else plain
    if not path.startswith(("./", "../")) and _path_kind(tree, plain) is not None:
        return plain
    cwd = Path.cwd().resolve()
    if cwd.is_relative_to(top.resolve()):
        below = os.path.relpath(cwd / path, top.resolve()).replace(os.sep, "/")
        if _path_kind(tree, below) is not None:
            return "" if below == "." else below
    return plain


# -- git ------------------------------------------------------------------------------------------


def _repository_top(side: str, folder: Path) -> Path:
    result = run_git(folder, "rev-parse", "--show-toplevel")
    if result.returncode == 0:
        return Path(os.fsdecode(result.stdout).removesuffix("\n"))
    if b"dubious ownership" in result.stderr:
        raise UsageError(f"{side}: {folder} is in a repository of another user; git config safe.directory allows it")
    raise UsageError(f"{side}: {folder} is not in a git repository, so it has no earlier version")


def _resolve_commit(side: str, top: Path, folder: Path, name: str) -> str:
    # --end-of-options: a revision that begins with - must not be read as a flag of git
    result = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if result.returncode:
        raise UsageError(f"{side}: there is no revision {name!r} in {top}; use a branch, a tag or a commit")
    return result.stdout.decode().strip()


def revision_day(location: Revision) -> str:
    """The day on which a revision was committed, as 2026-11-12."""
    result = run_git(location.folder, "show", "--no-patch", "--format=%cs", location.commit, "--")
    return result.stdout.decode("ascii", "replace").strip()


def revisions_of(location: Revision, most: int) -> list[Revision]:
    """The revisions in which what is at a path changed, the newest first, from this one on backwards."""
    limit = f"--max-count={most}"
    result = run_git(location.top, "log", limit, "--format=%H", location.commit, "--", location.path or ".")
    commits = result.stdout.decode("ascii", "replace").split()
    return [location._replace(commit=commit, label=f"{GIT}{commit[:10]}") for commit in commits]
