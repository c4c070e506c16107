"""The git program, run so that a repository can make it neither start another program nor use the network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from simulator.errors import UsageError

MISSING = "git is not installed, or not on the PATH; install it, or compare two FLOWs, which needs no git"

_WITHOUT = (
    "core.fsmonitor=false",  # a program that status would start
    f"core.hooksPath={os.devnull}",
    "protocol.allow=never",
)
"""Settings that a repository's own configuration must not decide."""


def environment() -> Mapping[str, str]:
    """The environment of git: no lock is taken, nobody is asked, and a partial clone fetches nothing.

    A hook that git runs in a worktree is given ``GIT_DIR`` alone, which would make any folder the top of the
    repository; without it, git finds the repository of the folder.
    """
    own = {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_LAZY_FETCH": "1",  # since git 2.45; the line above does for older ones
        "LC_ALL": "C",
    }
    left_out = () if "GIT_WORK_TREE" in os.environ else ("GIT_DIR", "GIT_PREFIX")
    return {**{name: value for name, value in os.environ.items() if name not in left_out}, **own}


def command(folder: Path, *arguments: str) -> list[str]:
    """The command line of git in a folder."""
    settings = [word for setting in _WITHOUT for word in ("-c", setting)]
    return ["git", "-C", str(folder), *settings, "--literal-pathspecs", "--no-pager", *arguments]


def run_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder. Raises ``UsageError`` where git is missing."""
    try:
        return subprocess.run(
            command(folder, *arguments),
            stdin=subprocess.DEVNULL,  # standard input may hold a flow
            capture_output=True,
            check=False,
            env=environment(),
        )
    except FileNotFoundError:
        raise UsageError(MISSING) from None
    except ValueError:  # a NUL
        raise UsageError("a revision or a path has a NUL character, which git does not accept") from None


def state_of(folder: Path) -> tuple[str | None, bool | None]:
    """Return the commit of a folder, and whether nothing in it differs from that; None: it is not in git.

    Receipts and locks below the folder are no part of a flow.
    """
    from simulator.provider.change.journal import FOLDER

    try:
        head = run_git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
        if head.returncode:
            return None, None
        filters = _filter_names(folder)
        if any(b"=" in name for name in filters):  # ``-c`` ends a name at its first "=", so such a filter would run
            return head.stdout.decode().strip(), None
        arguments = ("status", "--porcelain", "-z", "--ignore-submodules=all", "--", ".")
        changed = run_git(folder, *_without_filters(filters), *arguments)
    except (UsageError, OSError):
        return None, None
    own = f"{FOLDER}/".encode()  # paths are relative to the repository, so the folder may stand anywhere in them
    others = [line for line in changed.stdout.split(b"\0") if line and not (b"/" + line[3:]).count(b"/" + own)]
    return head.stdout.decode().strip(), None if changed.returncode else not others


def files_changed(top: Path, commit: str) -> frozenset[Path]:
    """Return the files of a repository that differ from a commit, those that are new to git too.

    Raises ``UsageError`` where git cannot tell, or could tell only by running a program of the repository's.
    """
    filters = _filter_names(top)
    if any(b"=" in name for name in filters):
        raise UsageError(f"{top}: the repository has a filter with = in its name, which git would run; rename it")
    quiet = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=all")
    changed = run_git(top, *_without_filters(filters), "diff", *quiet, commit, "--")
    added = run_git(top, "ls-files", "--others", "--exclude-standard", "-z")
    for done in (changed, added):
        if done.returncode:
            reason = done.stderr.decode(errors="replace").strip().splitlines()
            raise UsageError(f"{top}: git cannot tell what changed: {reason[0] if reason else 'no reason given'}")
    names = [*changed.stdout.split(b"\0"), *added.stdout.split(b"\0")]
    return frozenset(top / os.fsdecode(name) for name in names if name)


def _filter_names(folder: Path) -> list[bytes]:
    """Return the filters of a repository, each of which is a program of its own choice."""
    settings = run_git(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.")
    return sorted({name.rpartition(b".")[0] for name in settings.stdout.split(b"\0") if name})


def _without_filters(names: Iterable[bytes]) -> list[str]:
    """Return settings that switch filters off."""
    values = (b"clean=", b"smudge=", b"process=", b"required=false")
    return [os.fsdecode(word) for name in names for value in values for word in (b"-c", name + b"." + value)]
