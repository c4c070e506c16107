"""Paths -> test files; tests chosen by name; many of them in several processes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.callers.drivers import Trace
from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem, UsageError
from simulator.fast_classes import NamedTuple
from simulator.flowtests.calls_reader import SUFFIXES, load_tests
from simulator.flowtests.flow_test import CallVerdict, FlowTest, TestFile
from simulator.flowtests.runner import run
from simulator.flowtests.stated_world import NO_DEFAULTS, DefaultWorld
from simulator.flowtests.tested_call import TestedCall
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES, is_looked_into, locate_flow, path_as_flow
from simulator.text.boundary import Boundary, allow, allowed_folders
from simulator.text.missing_file import missing_message
from simulator.text.positions import UnreadableText

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from contextlib import AbstractContextManager

PAYS_FROM = 20_000
"""Tests from which several processes are clearly quicker than one: about two seconds of calls."""

CHUNK = 500
"""Tests that a process is given at a time."""

ProgressListener = Callable[[int], object]
"""Called with the number of tests done."""


def find_test_files(paths: Sequence[str]) -> list[str]:
    """The ``*.calls.yaml`` of files and folders (with all below them), each once, in order.

    Raises ``UsageError`` for a path that leads nowhere, and for paths without any such file.
    """
    files: dict[str, None] = {}
    for path in paths or ["."]:
        files.update(dict.fromkeys(test_files_below(path)))
    if not files:
        raise UsageError(f"no tests found: there is no *.calls.yaml in {', '.join(paths or ['.'])}")
    return list(files)


find_test_files.__test__ = False  # type: ignore[attr-defined]  # pytest is not to collect it


def test_files_below(path: str) -> Iterator[str]:
    """Yield the ``*.calls.yaml`` of one file or folder, in order; none where a folder has none.

    Raises ``UsageError`` for a path that leads nowhere, and for a link out of the folder.
    """
    start = path
    if path.startswith(EXAMPLE):
        example = locate_flow(path).path
        start = path if example is None else os.path.relpath(example.parent)
    if Path(start).is_file():
        if not start.endswith((".yaml", ".yml")) or Path(start).name in ("flow.yaml", "flow.yml"):
            raise UsageError(f"{start}: is not a test file; test files are named NAME.calls.yaml")
        yield start
        return
    if not Path(start).is_dir():
        raise UsageError(f"{start}: {missing_message(Path(start))}")
    for folder, folders, names in os.walk(start):
        folders[:] = sorted(filter(is_looked_into, folders))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                file = os.path.normpath(os.path.join(folder, name))  # noqa: PTH118 - as given, without ./
                if os.path.islink(file):  # noqa: PTH114 - text so far
                    _refuse_link_out(Path(start), Path(file))
                yield file


test_files_below.__test__ = False  # type: ignore[attr-defined]  # pytest is not to collect it


def flow_test_files(path: Path, name: str) -> list[str]:
    """Return the test files of the flow in the file ``path``; messages name them after ``name``, the same place.

    They are those below its folder, without those of other flows there. A file that is not a folder's flow has none:
    it may lie anywhere, next to tests of anything. Raises ``UsageError`` for a link that leads out of the folder.
    """
    if path.name not in FLOW_FILES:
        return []
    folder = path_as_flow(os.path.dirname(name) or ".")  # noqa: PTH120 - as it is called, with the ./ that Path would drop
    return [file for file in test_files_below(folder) if not _belongs_elsewhere(Path(file).parent, Path(folder))]


_FACTS = ("receptionists", "recordings", "destinations", "routes", "numbers", "schedules", "variant")
"""What makes a flow, with its semantics: two files of tests load the same one each for itself."""


def tests_to_show(flow: Flow, tests: Iterable[FlowTest]) -> list[FlowTest]:
    """Return the tests that call this very flow, in the order in which people want to see them.

    It has the same menus, words, world, variant and semantics; a call whose caller stays after a voicemail is made in
    another one. Files of few tests come first: people wrote those, and programs the long ones.
    """
    alike: dict[int, bool] = {}  # by the identity of a file's flow: to compare it for each of its tests takes too long
    own: list[FlowTest] = []
    for test in list(tests):  # kept, so that each identity is that of one flow
        if id(test.flow) not in alike:
            alike[id(test.flow)] = all(getattr(test.flow, name) == getattr(flow, name) for name in _FACTS)
        if alike[id(test.flow)] and test.semantics.label == flow.semantics.label and not test.world.staying:
            own.append(test)
    file_sizes = Counter(test.file for test in own)
    return sorted(own, key=lambda test: file_sizes[test.file])


tests_to_show.__test__ = False  # type: ignore[attr-defined]  # pytest is not to collect it


def _belongs_elsewhere(folder: Path, top: Path) -> bool:
    """Return whether a folder below another one belongs to a flow of its own."""
    between = (above for above in (folder, *folder.parents) if above != top and above.is_relative_to(top))
    return any((above / file).is_file() for above in between for file in FLOW_FILES)


def _refuse_link_out(start: Path, file: Path) -> None:
    """Raise ``UsageError`` for a link that was come upon, not named, and that leads out of the folder."""
    try:
        Boundary(start).resolve(file)
    except UnreadableText as refusal:
        raise UsageError(f"{file}: {refusal}") from None


def named_folders(paths: Sequence[str]) -> tuple[Path, ...]:
    """The folders among the paths that the user gave for tests: their flows may be anywhere below."""
    return tuple(Path(path) for path in paths or ["."] if Path(path).is_dir())


def load_all(
    names: Sequence[str],
    *,
    semantics: str | None = None,
    variant: str | None = None,
    world: DefaultWorld = NO_DEFAULTS,
    within: Sequence[Path] = (),
) -> list[TestFile]:
    """The test files of these names; their flows may be below ``within``, in addition to their own folders.

    Raises ``FlowError`` with every problem of all of them.
    """
    flows: dict[str, Flow] = {}
    files: list[TestFile] = []
    problems: list[Problem] = []
    for name in names:
        try:
            file = load_tests(name, semantics=semantics, variant=variant, world=world, flows=flows, within=within)
            files.append(file)
        except FlowError as error:
            problems += error.problems
    if problems:
        raise FlowError(problems)
    return files


def select_tests(files: Sequence[TestFile], words: str | None) -> list[FlowTest]:
    """The tests whose name or file holds all of these words, in any case; all of them where none is given.

    Raises ``UsageError`` where no test does.
    """
    tests = [test for file in files for test in file.tests]
    needles = (words or "").lower().split()
    selected = [test for test in tests if all(word in f"{test.file} {test.name}".lower() for word in needles)]
    if not selected:
        raise UsageError(f"no tests found: none of {len(tests):,} has {words!r} in its name")
    return selected


def run_all(
    tests: Sequence[FlowTest],
    *,
    on_progress: ProgressListener = lambda done: None,
    first: bool = False,
    workers: int = 1,
    semantics: str | None = None,
    variant: str | None = None,
    world: DefaultWorld = NO_DEFAULTS,
    within: Sequence[Path] = (),
) -> list[CallVerdict]:
    """The verdicts, in order. ``first``: up to and with the first failure, in one process.

    ``semantics``, ``variant``, ``world`` and ``within`` are what the files were loaded with: each of several
    processes loads them itself.
    """
    verdicts: list[CallVerdict] = []
    under = LoadOptions(semantics, variant, within, allowed_folders(), world)
    for part in run_in_parts(tests, first=first, workers=workers, under=under):
        verdicts += part
        on_progress(len(verdicts))
    return verdicts


def run_in_parts(
    tests: Sequence[FlowTest], *, first: bool, workers: int, under: LoadOptions
) -> Iterator[Sequence[CallVerdict]]:
    """Yield the verdicts in order, some at a time, as they come; the arguments are those of ``run_all``."""
    if workers > 1 and not first:
        yield from _run_in_processes(tests, workers, under)
        return
    for test in tests:
        verdict = run(test)
        yield [verdict]
        if first and not verdict.passed:
            return


class LoadOptions(NamedTuple):
    """The options that files of tests are loaded with; a process that is spawned loads them again by these."""

    semantics: str | None
    variant: str | None
    within: Sequence[Path] = ()
    allowed: Sequence[Path] = ()
    world: DefaultWorld = NO_DEFAULTS


def worker_count(count: int) -> int:
    """Return how many processes pay for so many tests; one where each would have to load the files again."""
    if count < PAYS_FROM:
        return 1
    from simulator.workers.processes import can_fork  # its libraries take 30 ms, and few suites are so large

    return (os.cpu_count() or 1) if can_fork() else 1


def _run_in_processes(tests: Sequence[FlowTest], workers: int, under: LoadOptions) -> Iterator[Sequence[CallVerdict]]:
    """The verdicts of several processes. A failed test is run again here, for its call."""
    # In parts: one message between processes for each test would take longer than the call that it tests.
    parts = [tests[start : start + CHUNK] for start in range(0, len(tests), CHUNK)]
    with _start_pool(tests, min(workers, len(parts)), under) as pool:
        results = [pool.submit(_run_slice, number * CHUNK, len(part)) for number, part in enumerate(parts)]
        for part, result in zip(parts, results, strict=True):
            yield [
                CallVerdict(test, TestedCall(Trace(test.entry), ()), None, seconds) if holds else run(test)
                for test, (holds, seconds) in zip(part, result.result(), strict=True)
            ]


def _start_pool(
    tests: Sequence[FlowTest], workers: int, under: LoadOptions
) -> AbstractContextManager[ProcessPoolExecutor]:
    """Processes that hold the tests: from this one where it can be forked, else loaded again."""
    from simulator.workers.processes import can_fork, worker_pool

    # A forked process has the tests already; a spawned one would have to unpickle every machine and document,
    # so it gets their places and loads the files itself.
    if can_fork():
        return worker_pool(workers, _keep_tests, (tests,))
    places = [(test.file, test.name) for test in tests]
    return worker_pool(workers, _load_tests, (places, under))


_kept: list[FlowTest] = []
"""The tests of a process of the pool."""


def _keep_tests(tests: Sequence[FlowTest]) -> None:
    _kept[:] = tests


def _load_tests(places: Sequence[tuple[str, str]], under: LoadOptions) -> None:
    allow(under.allowed)
    names = list(dict.fromkeys(file for file, _ in places))
    files = load_all(names, semantics=under.semantics, variant=under.variant, world=under.world, within=under.within)
    by_place = {(test.file, test.name): test for file in files for test in file.tests}
    _keep_tests([by_place[place] for place in places])


def _run_slice(start: int, count: int) -> list[tuple[bool, float]]:
    """Return whether each of some tests passed, and how long it took; run in a process of the pool."""
    verdicts = map(run, _kept[start : start + count])
    return [(verdict.passed, verdict.seconds) for verdict in verdicts]
