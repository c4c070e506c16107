"""One flow of a folder that is served: read, rehearsed and checked step by step whenever its files have changed.

The page comes first, then the tests, the findings and the changes, so that what somebody waits for is there soon. Each
state replaces the one before it as a whole: whoever shows it never sees half of two versions. A version that cannot be
loaded leaves the page, and what was found out of it, as it was.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from time import time_ns
from typing import Any, NamedTuple, Protocol

from simulator.checks.run import Examination
from simulator.config.flow import Flow
from simulator.errors import FlowError, Problem, SimulatorError
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.collection import flow_test_files
from simulator.flowtests.failure_text import failure_report
from simulator.flowtests.flow_test import CallVerdict, TestFile
from simulator.flowtests.runner import run
from simulator.graph.plain_words import visible
from simulator.graph.review.change import ReviewRun
from simulator.loader.flow_kinds import load_with_shelf
from simulator.loader.receptionist_file import Shelf
from simulator.text.boundary import PROJECT_FILE, Boundary
from simulator.text.positions import UnreadableText
from simulator.web.demo_page import DemoSettings, default_client, demo_html
from simulator.web.flow_notes import ChangeNotes, FailingTest, FlowNotes, TestNotes
from simulator.web.notes_html import SHOWN_MOST, notes_html
from simulator.web.recording_audio import NO_AUDIO, flow_audio
from simulator.web.watched_calls import choose_tests

HEAD = "git:HEAD"


class EarlierFlow(NamedTuple):
    """A flow as it was in a revision, and the day of that; None: ``reason`` says why it is not known.

    ``files`` change when the revision does.
    """

    flow: Flow | None
    day: str = ""
    reason: str = ""
    files: tuple[Path, ...] = ()


class LoadEarlier(Protocol):
    """Something that loads the flow of a file as it was in a revision (``git:HEAD``)."""

    def __call__(self, revision: str, file: str) -> EarlierFlow:
        """Return that flow, or the reason why there is none."""


@dataclass(frozen=True, slots=True)
class ServedSettings:
    """The settings of all pages of a folder. ``today`` reads a clock; the others are as in ``DemoSettings``."""

    today: Callable[[], datetime]
    load_earlier: LoadEarlier
    client: str = ""
    logo: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class FlowState:
    """A flow as it is shown: its page (None: there is none yet), its notes, and what a list says of it.

    The versions tell pages and notes apart that differ; those of equal contents are equal.
    """

    notes: FlowNotes = field(default_factory=FlowNotes)
    title: str = ""
    summary: str = "being checked"
    is_good: bool = True
    page: bytes | None = None
    page_version: str = ""
    notes_html: str = ""
    notes_version: str = ""


class ServedFlow:
    """The flow in a file: ``path``, which messages call ``name``, below the folder ``top``; its page is at ``address``.

    ``state`` is what is known of it; ``examine`` finds it out anew. ``is_open``: somebody wants to see the page.
    ``files`` are those that it was made from, and ``read_at`` when they began to be read, in nanoseconds.
    """

    def __init__(self, path: Path, name: str, address: str, top: Path, settings: ServedSettings) -> None:
        self.path = path
        self.name = name
        self.address = address
        self.state = FlowState(title=visible(path.parent.name if path.stem == "flow" else path.stem))
        self.is_open = False
        self.files: frozenset[Path] = frozenset((path, *_project_files(path)))
        self.read_at = 0
        self._top = top
        self._settings = settings

    @property
    def command_flow(self) -> str:
        """The flow as a command line names it: by its folder, where it is the flow of that."""
        folder, file = os.path.split(self.name)
        return (folder or ".") if file == "flow.yaml" else self.name

    def examine(self) -> Iterator[None]:
        """Read everything again, with a stop after each part; ``state`` has what is known by then."""
        self.read_at = time_ns()
        try:
            self._refuse_stray_file()
            flow, shelf = load_with_shelf(self.name)
        except SimulatorError as error:
            problems = _problems_of(error, self.name)
            self.files |= {_absolute(Path(problem.file)) for problem in problems}
            self._show(problems=problems, is_working=False)
            return
        files, test_problems = self._load_test_files()
        self.files = frozenset(map(_absolute, _files_of(self.path, flow, shelf, files, test_problems)))
        yield
        # what was found out of the version before is shown until the new is known
        self._show(self._make_page(flow, files), flow=flow, problems=(), is_working=True)
        yield
        yield from self._run_tests(flow, files, test_problems)
        yield from self._check(flow, shelf)
        if self.is_open:
            yield from self._compare(flow)
        self._show(is_working=False)
        if not self.is_open:  # of three hundred flows that nobody looks at, the words are enough
            self.state = replace(self.state, notes=FlowNotes(is_working=False))

    def _run_tests(self, flow: Flow, files: list[TestFile], problems: tuple[Problem, ...]) -> Iterator[None]:
        tests = [test for file in files for test in file.tests]
        verdicts: list[CallVerdict] = []
        for test in tests:
            verdicts.append(run(test))
            yield
        calls = {id(test): number for number, test in enumerate(choose_tests(flow, tests))}
        self._show(tests=TestNotes(len(verdicts), tuple(_failing_tests(files, verdicts, calls)), problems))

    def _check(self, flow: Flow, shelf: Shelf) -> Iterator[None]:
        try:
            examination = Examination(flow, shelf)
            for _ in examination.steps():
                yield
            self._show(report=examination.report(), check_problems=())
        except SimulatorError as error:  # of the rules that flow.yaml asks for
            self._show(check_problems=_problems_of(error, self.name))

    def _compare(self, flow: Flow) -> Iterator[None]:
        """Compare the flow with the last commit."""
        earlier = self._settings.load_earlier(HEAD, self.name)
        self.files |= {*map(_absolute, earlier.files)}
        if earlier.flow is None:
            self._show(changes=ChangeNotes(None, earlier.reason))
            return
        review_run = ReviewRun(earlier.flow, flow)
        for _ in review_run.steps():
            yield
        self._show(changes=ChangeNotes(review_run.review()))

    def _refuse_stray_file(self) -> None:
        """Raise ``FlowError`` for a file that is a link out of the folder that is served: nobody has named it."""
        try:
            Boundary(self._top).resolve(self.path)
        except UnreadableText as refusal:
            raise FlowError([Problem(self.name, 0, 0, str(refusal))]) from None

    def _load_test_files(self) -> tuple[list[TestFile], tuple[Problem, ...]]:
        """Return the test files that can be read, and the problems of the others."""
        files: list[TestFile] = []
        problems: list[Problem] = []
        flows: dict[str, Flow] = {}
        try:
            names = flow_test_files(self.path, self.name)
        except SimulatorError as error:
            return [], _problems_of(error, self.name)
        for name in names:
            try:
                files.append(load_tests(name, flows=flows, within=(self.path.parent,)))
            except SimulatorError as error:
                problems += _problems_of(error, name)
        return files, tuple(problems)

    def _make_page(self, flow: Flow, files: list[TestFile]) -> bytes | None:
        """Return the page; None while nobody wants to see it. What cannot be on it becomes notes."""
        if not self.is_open:
            return None
        settings, audio, problems = self._settings, NO_AUDIO, list[Problem]()
        try:
            audio = flow_audio(flow, self.path)
        except SimulatorError as error:
            problems += _problems_of(error, self.name)
        problems += (Problem(self.name, 0, 0, gap) for gap in audio.describe_gaps(flow))
        earlier = settings.load_earlier(settings.since, self.name) if settings.since else EarlierFlow(None)
        if earlier.reason:
            problems.append(Problem(self.name, 0, 0, f"the changes since {settings.since}: {earlier.reason}"))
        self._show(page_problems=tuple(problems))
        page = demo_html(
            flow,
            DemoSettings(
                today=settings.today(),
                client=settings.client,
                logo=settings.logo,
                tests=[test for file in files for test in file.tests],
                before=earlier.flow,
                since=earlier.day,
                audio=audio,
            ),
        )
        return page.encode("utf-8")

    def give_up(self, reason: str) -> None:
        """Show that the flow cannot be examined, and why."""
        self._show(problems=(Problem(self.name, 0, 0, reason),), is_working=False)

    def _show(self, page: bytes | None = None, **notes: Any) -> None:
        """Replace the state: by a page, where there is a new one, and by some of the fields of the notes."""
        state_notes = replace(self.state.notes, **notes)
        html = notes_html(state_notes, self.command_flow, self.address)
        page = page if page is not None else self.state.page
        page_version = version_of(page) if page is not None else ""
        self.state = FlowState(
            notes=state_notes,
            title=self.state.title if state_notes.flow is None else default_client(state_notes.flow),
            summary=state_notes.summary(),
            is_good=state_notes.is_good,
            page=page,
            page_version=page_version,
            notes_html=html,
            notes_version=version_of(html.encode("utf-8", "replace")),
        )


def version_of(content: bytes) -> str:
    """Return a text that differs where contents differ."""
    return hashlib.sha256(content).hexdigest()[:16]


def _problems_of(error: SimulatorError, name: str) -> tuple[Problem, ...]:
    if isinstance(error, FlowError):
        return error.problems
    return (Problem(name, 0, 0, str(error).removeprefix(f"{name}: ")),)


def _files_of(
    path: Path, flow: Flow, shelf: Shelf, test_files: list[TestFile], problems: tuple[Problem, ...]
) -> Iterator[Path]:
    """Yield the files that a flow and its tests were made from, or will be once they are there."""
    yield path
    yield from _project_files(path)
    yield from (Path(shared.project).parent / shared.path for shared in shelf.project.holidays)
    yield from shelf.read_files
    yield from (Path(file.document.name) for file in test_files)
    yield from (Path(problem.file) for problem in problems)
    for recording in flow.recordings.values():
        yield from (path.parent / name for name in (recording.file, recording.script_file) if name)


def _project_files(path: Path) -> Iterator[Path]:
    """Every place of the ``ivrsim.toml`` that a flow's profiles are from: the nearest that is there, or may come."""
    folder = path.parent.resolve()
    for above in (folder, *folder.parents):
        yield above / PROJECT_FILE
        if (above / PROJECT_FILE).is_file():
            return


def _absolute(path: Path) -> Path:
    """Return the path without ``..``, and from the root: as the folder that is served is looked through."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - links are kept as they are


def _failing_tests(
    files: list[TestFile], verdicts: list[CallVerdict], calls: Mapping[int, int]
) -> Iterator[FailingTest]:
    """Yield the tests that fail; ``calls`` are the places of those that the page carries, by their identity."""
    sources = {file.name: file.document.text.splitlines() for file in files}
    failing = ((verdict, verdict.problem) for verdict in verdicts if verdict.problem is not None)
    for number, (verdict, problem) in enumerate(failing):
        test = verdict.test
        yield FailingTest(
            test.name,
            f"{test.file}:{problem.line}",
            problem.expected,
            problem.got,
            failure_report(verdict, source=sources[test.file]) if number < SHOWN_MOST else "",
            calls.get(id(test)),
        )
