"""One command for many flows: each in a process of its own, and a line for each, the odd ones first.

The command line of the command stays as it is; ``--all`` and its flags are taken off, and each flow is put in the place
of FLOW. A flow that fails is a line like any other: it hides none, and the exit code is the worst of all.
"""

from __future__ import annotations

import importlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import as_completed
from contextlib import redirect_stderr, redirect_stdout
from itertools import chain
from pathlib import Path
from typing import Any

from simulator.cli import progress
from simulator.cli.arguments import Parser
from simulator.cli.main import INTERRUPTED, run_quietly
from simulator.cli.progress import follow, partial_note
from simulator.cli.revisions import changed_files, is_revision
from simulator.cli.screen import complain, say
from simulator.errors import FlowError, UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.work_step import WorkStep
from simulator.loader.flow_location import locate_flow, named_flows
from simulator.loader.project_profiles import project_profiles
from simulator.report.flow_lines import FlowRun, runs_json, runs_text
from simulator.text.boundary import PROJECT_FILE
from simulator.text.file_source import DiskFiles
from simulator.words.markup import dump_json
from simulator.workers.processes import worker_pool

TEXT_ALONE = frozenset({"show"})
"""Those without JSON."""


class SplitLine(NamedTuple):
    """A command line for many flows: the flows or folders that it names, its flags, and those of ``--all``."""

    flows: list[str]
    flags: list[str]
    is_all: bool
    since: str | None
    jobs: str | None
    form: str | None


def wants_many(command: str, arguments: Sequence[str]) -> bool:
    """Return whether a command line is about many flows: it says so, or names several."""
    if "--all" in arguments:
        return True
    # a test's paths are many by themselves, and a difference has two sides
    if command in ("test", "diff") or sum(not word.startswith("-") for word in arguments) < 2:
        return False
    return len(split_line(command, arguments).flows) > 1


def split_line(command: str, arguments: Sequence[str]) -> SplitLine:
    """Take a command line apart. Raises ``UsageError`` for a flag without its value."""
    parser = importlib.import_module(f"simulator.cli.{command}").build_parser()
    groups = list(word_groups(parser, arguments))
    taken: dict[str, str] = {}
    flags: list[str] = []
    for group in groups:
        flag, _, value = group[0].partition("=")
        if flag in ("--changed-since", "--jobs", "--format"):
            if not value and len(group) < 2:
                raise UsageError(f"ivrsim {command}: {flag} needs a value (see ivrsim {command} --help)")
            taken[flag] = value or group[1]
        elif flag.startswith("-") and flag not in ("-", "--all"):
            flags += group
    flows = [group[0] for group in groups if group[0] == "-" or not group[0].startswith("-")]
    is_all = ["--all"] in groups
    return SplitLine(flows, flags, is_all, taken.get("--changed-since"), taken.get("--jobs"), taken.get("--format"))


def word_groups(parser: Parser, arguments: Sequence[str]) -> Iterator[list[str]]:
    """Yield the words of a command line: each flag with its value, each other word by itself."""
    words = iter(arguments)
    for word in words:
        flag, is_joined, _ = word.partition("=")
        action = parser.flag_action(flag)
        takes_value = action is not None and action.nargs != 0 and not is_joined
        yield [word, *([value] if takes_value and (value := next(words, None)) is not None else [])]


def run_many(command: str, arguments: Sequence[str]) -> int:
    """Run a command for each of its flows, and print a line each; the worst exit code."""
    line = split_line(command, arguments)
    if line.form not in (None, "text", "json"):
        raise UsageError(f"ivrsim {command}: --all prints a line for each flow; use --format text or json")
    flags = [*line.flags, *([] if command in TEXT_ALONE else ["--format", "json"])]
    flows, sides = _flows_and_sides(command, line)
    calls = [[command, *before, flow, *flags] for flow, before in zip(flows, sides, strict=True)]
    fleet = Fleet(command, flows, calls, count_jobs(line.jobs, len(flows)))
    stopped = follow(fleet.steps(), timed=False)
    return print_runs(command, fleet.runs, form=line.form, stopped=stopped)


def _flows_and_sides(command: str, line: SplitLine) -> tuple[list[str], list[list[str]]]:
    """Return the flows, and for each what stands before it: the other side, where the command compares two."""
    if command != "diff":
        flows = find_flows(line.flows, line)
        return flows, [[] for _ in flows]
    from simulator.cli.many_moves import is_many_moves, pair_flows

    revisions = [flow for flow in line.flows if is_revision(flow)]
    if is_many_moves(line.flags) and not revisions:
        pairs = {pair.new: [pair.old] for pair in pair_flows(line.flows)}
        flows = [*pairs] if line.since is None else list(_changed_flows(pairs, line.since))
        return flows, [pairs[flow] for flow in flows]
    flows = find_flows([flow for flow in line.flows if flow not in revisions], line)
    return flows, [revisions or ["git:HEAD"] for _ in flows]


def print_runs(command: str, runs: Sequence[FlowRun], *, form: str | None, stopped: WorkStep | None) -> int:
    """Print the results of many flows; the worst exit code."""
    if form == "json":
        say(dump_json({**runs_json(command, runs), **({"partial": True} if stopped else {})}, indent=2))
    else:
        say(*runs_text(runs))
    if stopped is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    return max((run.code for run in runs), default=0)


def find_flows(starts: Sequence[str], line: SplitLine) -> list[str]:
    """Return the flows of a command line. Raises ``UsageError`` where there is none."""
    folders = list(starts) or ["."]
    flows = list(dict.fromkeys(chain.from_iterable(map(named_flows, folders)) if line.is_all else folders))
    if line.is_all and not flows:
        raise UsageError(f"no flow: there is no flow.yaml in {', '.join(folders)} or below")
    if line.since is None:
        return flows
    if not is_revision(line.since):
        raise UsageError(f"--changed-since {line.since}: use a revision such as git:main")
    return list(_changed_flows(flows, line.since))


def _changed_flows(flows: Iterable[str], since: str) -> Iterator[str]:
    """Yield the flows with a file that changed, in their folder, the project file above it, or its holidays."""
    known: dict[Path, frozenset[Path]] = {}
    for flow in flows:
        path = locate_flow(flow).path
        if path is None:
            continue
        folder = path.parent.resolve()
        top = next((above for above in known if folder.is_relative_to(above)), None)
        if top is None:
            top, known_files = changed_files(since, folder)
            known[top] = known_files
        shared = {*(above / PROJECT_FILE for above in (folder, *folder.parents)), *_shared_holidays(path)}
        if any(file.is_relative_to(folder) or file in shared for file in known[top]):
            yield flow


def _shared_holidays(path: Path) -> Iterator[Path]:
    """Yield the files of holidays that a flow has from its project; none where that cannot be read."""
    try:
        project = project_profiles(DiskFiles(path))
    except FlowError:  # each flow below tells it
        return
    yield from ((Path(project.path).parent / shared.path).resolve() for shared in project.holidays)


def count_jobs(jobs: str | None, flows: int) -> int:
    """Return the number of processes. Raises ``UsageError`` for a number that cannot be."""
    if jobs is None:
        return max(1, min(flows, os.cpu_count() or 1))
    if not jobs.isdecimal() or not 1 <= int(jobs) <= 256:
        raise UsageError(f"--jobs {jobs}: use a number from 1 to 256")
    return int(jobs)


class Fleet:
    """Runs of one command, a flow each; ``runs`` has those that are done, in the order of the flows."""

    def __init__(self, command: str, flows: Sequence[str], calls: Sequence[list[str]], jobs: int) -> None:
        self._command = command
        self._flows = flows
        self._calls = calls
        self._jobs = jobs
        self._done: dict[int, FlowRun] = {}

    @property
    def runs(self) -> list[FlowRun]:
        """Return the runs that are done."""
        return [self._done[number] for number in sorted(self._done)]

    def steps(self) -> Iterator[WorkStep]:
        """Run flow after flow, with a step after each."""
        total = len(self._calls)
        if self._jobs == 1:
            for number, call in enumerate(self._calls):
                yield WorkStep(number, total, "flows")
                self._done[number] = run_call(self._flows[number], call)
            return
        with worker_pool(self._jobs, _start_worker, (self._command,)) as pool:
            sent = {
                pool.submit(run_call, flow, call): number
                for number, (flow, call) in enumerate(zip(self._flows, self._calls, strict=True))
            }
            for done in as_completed(sent):
                self._done[sent[done]] = done.result()
                yield WorkStep(len(self._done), total, "flows")


def _start_worker(command: str) -> None:
    """Load the command once, before its flows."""
    progress.PATIENCE = 86_400.0  # how far all flows are is told by the first process
    importlib.import_module(f"simulator.cli.{command}")


def run_call(flow: str, call: list[str]) -> FlowRun:
    """Run one command line, and return what it printed."""
    printed, complaints = io.StringIO(), io.StringIO()
    with redirect_stdout(printed), redirect_stderr(complaints):
        code = run_quietly(call)
    text = printed.getvalue()
    result: Any = None
    if "--format" in call and code != INTERRUPTED:
        try:
            result = json.loads(text)
        except ValueError:
            result = None
    return FlowRun(call[0], flow, code, result, text, complaints.getvalue())
