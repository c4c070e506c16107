"""A ``*.calls.yaml`` -> its tests; every problem of the file, and of its flow, with file:line:column."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem
from simulator.flowtests.calls_document import CallsDocument, validate_part
from simulator.flowtests.flow_test import TestFile
from simulator.flowtests.flow_test_reader import FileCircumstances, FlowTestReader
from simulator.flowtests.foreign_document import TESTS_NEEDED, refuse_other_document
from simulator.flowtests.stated_world import NO_DEFAULTS, CallStart, DefaultWorld, StatedWorldReader
from simulator.flowtests.table_tests import TestRow, expand_table
from simulator.flowtests.tested_flow import Flows, load_tested
from simulator.loader.semantics_section import semantics_of
from simulator.text.document import Document, read_document
from simulator.text.positions import REFUSED
from simulator.text.yaml_tree import yaml_tree
from simulator.wire.decoding import Path

SUFFIXES = (".calls.yaml", ".calls.yml")
PROBLEMS_MOST = 1_000
"""The most problems gathered from one file: a table of 10,000 rows repeats one mistake 10,000 times."""


def load_tests(
    path: str | os.PathLike[str],
    *,
    semantics: str | None = None,
    variant: str | None = None,
    world: DefaultWorld = NO_DEFAULTS,
    flows: Flows | None = None,
    within: Sequence[FilePath] = (),
) -> TestFile:
    """Read the tests of a file.

    ``semantics`` (a profile's name), ``variant`` and ``world`` are for tests that say nothing of it.

    ``flows`` keeps loaded flows for the next file; ``within`` are folders that its flow may be in, in addition
    to its own. Raises ``FlowError`` with every problem of the file and of its flow, ``UsageError`` for a profile,
    a number, a moment or an answer of the world that does not exist.
    """
    name = os.fspath(path)
    document = read_document(FilePath(name), name, needed=TESTS_NEEDED)
    return _Reader(document, semantics, variant, {} if flows is None else flows, within=within, world=world).read_file()


def parse_tests(name: str, text: str, flow: Flow | None = None, within: Sequence[FilePath] = ()) -> TestFile:
    """Read the tests of a text that is not saved yet; ``flow`` is the one that they test. Raises as ``load_tests``."""
    document = Document(name, FilePath(name).parent, text, "yaml", yaml_tree(text))
    return _Reader(document, None, None, {}, flow, within).read_file()


def reread_file(file: TestFile, text: str) -> TestFile:
    """Read another text in place of a file, for the same flow. Raises as ``load_tests``."""
    old = file.document
    document = Document(old.name, old.folder, text, "yaml", yaml_tree(text))
    return _Reader(document, file.under, file.variant, {}, file.flow, world=file.world).read_file()


class _Reader:
    """Reads one file; its problems gather in ``problems``."""

    def __init__(
        self,
        document: Document,
        under: Semantics | str | None,
        variant: str | None,
        flows: Flows,
        flow: Flow | None = None,
        within: Sequence[FilePath] = (),
        world: DefaultWorld = NO_DEFAULTS,
    ) -> None:
        self.document = document
        self.flows = flows
        self.flow = flow
        self.within = within
        self.problems: list[Problem] = list(document.problems)
        self.stated = under
        self.under = under if isinstance(under, Semantics) else None
        self.variant = variant
        self.world = world

    def read_file(self) -> TestFile:
        """Return all tests; raises ``FlowError`` with every problem."""
        written = self._validate_document()
        flow = self.flow or load_tested(
            self.document, written.flow, flows=self.flows, within=self.within, problems=self.problems
        )
        if flow is None:
            raise FlowError(self.problems)
        if isinstance(self.stated, str):  # it may be a profile of the flow's project
            self.under = semantics_of(self.stated, flow.profiles)
        reader = FlowTestReader(self.document, flow, self.problems)
        circumstances = self._read_circumstances(reader, written)
        tests = []
        for row in self._expand_tables(written.tests):
            test = reader.read_test(row, circumstances)
            if test is not None:
                tests.append(test)
            if len(self.problems) > PROBLEMS_MOST:  # nobody reads more, and a table can repeat one mistake
                break
        if self.problems:
            raise FlowError(self.problems)
        return TestFile(self.document.name, self.document, flow, tuple(tests), self.under, self.variant, self.world)

    def _validate_document(self) -> CallsDocument:
        tree = self.document.tree
        if not isinstance(tree, dict):
            message = f"{quote_value(tree)} is not a test file; `tests:` with a list of them is needed"
            raise FlowError([*self.problems, self.document.problem_at((), message)])
        if (refusal := refuse_other_document(tree)) is not None:
            raise FlowError([*self.problems, Problem(self.document.name, 0, 0, refusal)])
        written, problems = validate_part(CallsDocument, self.document, (), tree, "a file of tests")
        self.problems += problems
        if written is None:
            raise FlowError(self.problems)
        return written

    def _expand_tables(self, tests: list[Any]) -> Iterator[TestRow]:
        for index, tree in enumerate(tests):
            path: Path = ("tests", index)
            if isinstance(tree, dict):
                yield from expand_table(self.document, path, tree, self.problems)
            elif tree is not REFUSED:
                message = f"{quote_value(tree)} is not a test; a test has a name, and a call or a caller"
                self.problems.append(self.document.problem_at(path, message))

    def _read_circumstances(self, reader: FlowTestReader, written: CallsDocument) -> FileCircumstances:
        flow = reader.flow
        semantics = reader.read_semantics((), written.semantics) or self.under or flow.semantics
        number = flow.find_number(self.world.number) if self.world.number else flow.number
        world_reader = StatedWorldReader(self.document, flow, self.problems)
        start = world_reader.read_start((), written.entry, written.number, CallStart(flow.entry, number))
        world = world_reader.read_world((), written.at, written.given, self.world.state_for(flow))
        bench = reader.read_variant((), written.variant) or reader.benches.plain
        if written.variant is None and self.variant is not None:
            bench = reader.benches.line_of(self.variant)
        return FileCircumstances(bench, semantics, start, world)
