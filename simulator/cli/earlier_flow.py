"""A flow as it was in a revision, for pages that are made repeatedly: a failure is a reason and not an exception."""

from __future__ import annotations

import os
from pathlib import Path

from simulator.cli.git_program import run_git
from simulator.cli.revisions import load_revision, revision_day
from simulator.cli.revisions import revision as find_revision
from simulator.errors import FlowError, SimulatorError
from simulator.web.served_flow import EarlierFlow


def load_earlier(revision: str, file: str) -> EarlierFlow:
    """Return the flow of a file in a revision (``git:HEAD``)."""
    files = _head_files(Path(file).parent)
    try:
        location = find_revision(revision, file)
        return EarlierFlow(load_revision(location), revision_day(location), files=files)
    except FlowError as error:
        return EarlierFlow(None, reason=f"The flow cannot be loaded as it was then: {error.problems[0]}", files=files)
    except SimulatorError as error:
        reason = str(error).removeprefix(f"{revision}: ").partition("; ")[0]  # the rest is advice to a command line
        return EarlierFlow(None, reason=f"Not known: {reason}.", files=files)


def _head_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of git that change with a commit, a reset, or another branch; none where there is no git."""
    try:
        output = run_git(folder, "rev-parse", "--git-path", "HEAD", "--git-path", "logs/HEAD")
    except SimulatorError:
        return ()
    return tuple(folder / os.fsdecode(line) for line in output.stdout.splitlines()) if output.returncode == 0 else ()
