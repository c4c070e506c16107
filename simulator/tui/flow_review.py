"""The review of a flow next to its calls: the findings of the checks, and the calls of its tests.

Both take time, so that neither is there when a call begins: a screen shows them once they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Literal, TypeVar

from simulator.callers.script_actor import TimedAct
from simulator.config.flow import Flow
from simulator.errors import SimulatorError
from simulator.fast_classes import NamedTuple
from simulator.tui.circumstances import Circumstances
from simulator.tui.stage import entered_nodes
from simulator.tui.tape import Tape

if TYPE_CHECKING:
    from simulator.flowtests.flow_test import FlowTest
    from simulator.loader.receptionist_file import Shelf

UNASKED_MOST = 500
"""Receptionists of a flow that is examined before anybody asks: more of them would make the screen slow."""

TESTS_MOST = 200
"""Tests of a flow that are played."""


ReviewPart = Literal["findings", "tests"]

_Found = TypeVar("_Found")


class MapFinding(NamedTuple):
    """A finding at a node of the map (empty: it is about the flow): its words, and where it stands, if in a file.

    ``common``: most menus have one like it, so that a mark at each of them would say nothing.
    """

    node: str
    words: str
    place: str
    common: bool = False


class RehearsedTest(NamedTuple):
    """A test of the flow: whether it passes, the nodes that its call comes to, and that call."""

    name: str
    passes: bool
    nodes: frozenset[str]
    tape: Tape


class _ReviewLeft(Exception):
    """Nobody waits for the review any more."""


class FlowReview:
    """The findings and the tests of a flow; ``trouble`` says why one of them is not known.

    ``find`` and ``rehearse`` yield them, and None after each part of their work, where the review can be left.
    """

    def __init__(
        self,
        find: Callable[[], Iterable[MapFinding | None]] = lambda: (),
        rehearse: Callable[[], Iterable[RehearsedTest | None]] = lambda: (),
    ) -> None:
        self._parts: list[tuple[ReviewPart, Callable[[], None]]] = [
            ("findings", lambda: self._keep_findings(tuple(self._results(find())))),
            ("tests", lambda: self._keep_tests(tuple(self._results(rehearse())))),
        ]
        self.findings: tuple[MapFinding, ...] = ()
        self.tests: tuple[RehearsedTest, ...] = ()
        self.marked: frozenset[str] = frozenset()
        self.trouble: dict[ReviewPart, str] = {}
        self._changed: Callable[[], None] | None = None
        self._thread: Thread | None = None
        self._is_left = False

    @property
    def is_complete(self) -> bool:
        """Return whether the review is complete."""
        return not self._parts

    def keep_aside(self, changed: Callable[[], None]) -> None:
        """Have ``request`` review in another thread, which calls ``changed`` whenever something is new."""
        self._changed = changed

    def request(self) -> None:
        """Begin the review, unless it has begun: in another thread after ``keep_aside``, else at once."""
        if self._changed is None:
            while self._parts:
                self._run_next()
        elif self._thread is None:
            self._thread = Thread(target=self._run_aside, args=(self._changed,), name="review of a flow")
            self._thread.start()

    def leave(self) -> None:
        """End the review after the part that it is at: who leaves a call does not wait for ten thousand menus.

        A thread that still ran while Python ends would end the program with it, in the middle of a library.
        """
        self._is_left = True
        if self._thread is not None:
            self._thread.join()

    def _run_aside(self, changed: Callable[[], None]) -> None:
        with suppress(_ReviewLeft):
            while self._parts:
                self._run_next()
                changed()

    def _results(self, found: Iterable[_Found | None]) -> Iterator[_Found]:
        for result in found:
            if self._is_left:
                raise _ReviewLeft
            if result is not None:
                yield result

    def _run_next(self) -> None:
        name, find_out = self._parts[0]
        try:
            find_out()
        except (SimulatorError, OSError) as error:
            self.trouble[name] = str(error)
        # taken off last, so that nothing is called complete before it is
        self._parts.pop(0)

    def _keep_findings(self, findings: tuple[MapFinding, ...]) -> None:
        self.findings = findings
        self.marked = frozenset(finding.node for finding in findings if finding.node and not finding.common)

    def _keep_tests(self, tests: tuple[RehearsedTest, ...]) -> None:
        self.tests = tests

    def findings_at(self, node: str) -> tuple[MapFinding, ...]:
        """Return the findings at a node."""
        return tuple(finding for finding in self.findings if finding.node == node)

    def tests_through(self, node: str) -> tuple[RehearsedTest, ...]:
        """Return the tests whose calls come to a node."""
        return tuple(test for test in self.tests if node in test.nodes)


def find_faults(flow: Flow, shelf: Shelf | None) -> Iterator[MapFinding | None]:
    """Run the checks that the flow asks for; yield None after each, then what they found.

    Raises ``FlowError`` as ``run_checks`` does.
    """
    from simulator.checks.run import Examination  # half a second, which a call need not wait for
    from simulator.draw.finding_marks import finding_node
    from simulator.draw.map_tree import COMMON_LEAST

    examination = Examination(flow, shelf)
    for _ in examination.steps():
        yield None
    findings = [part for finding in examination.report().findings for part in finding.parts or (finding,)]
    nodes: dict[str, set[str]] = {}
    for finding in findings:
        nodes.setdefault(finding.code, set()).add(finding_node(finding))
    menus = sum(item.is_menu for item in flow.receptionists.values())
    for finding in findings:
        count = len(nodes[finding.code])
        place = f"{finding.file}:{finding.line}" if finding.line else ""
        words = f"{finding.message} ({finding.code})"
        yield MapFinding(finding_node(finding), words, place, count >= COMMON_LEAST and 2 * count > menus)


def rehearse_tests(flow: Flow, tests: Iterable[FlowTest]) -> Iterator[RehearsedTest]:
    """Play the tests of this very flow, and yield each with its call."""
    from simulator.flowtests.collection import tests_to_show  # as the checks
    from simulator.flowtests.runner import run

    for test in tests_to_show(flow, tests)[:TESTS_MOST]:
        verdict = run(test)
        turns = verdict.trace.turns
        acts = tuple(TimedAct(turn.at, turn.event) for turn in turns)
        tape = Tape(test.start, test.semantics, acts, circumstances=_circumstances(test))
        nodes = frozenset(node for turn in turns for node in entered_nodes(turn))
        yield RehearsedTest(test.name, verdict.passed, nodes, tape)


def _circumstances(test: FlowTest) -> Circumstances:
    """Return the settings of a test's call; the given answers are among its events."""
    moment = test.world.moment
    return Circumstances(moment.instant if moment else None, test.number if "||" in test.start else "")
