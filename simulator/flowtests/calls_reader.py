"""A ``*.calls.yaml`` -> its tests; every problem of the file, and of its flow, with file:line:column."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import FlowError, Problem, UsageError
from simulator.fast_classes import NamedTuple
from simulator.flowtests.calls_document import (
    NAMELESS,
    CallsDocument,
    FlowTestDocument,
    validate_part,
)
from simulator.flowtests.flow_test import CallRule, EndClaim, FlowTest, Limit, ScriptedAct, Step, TestFile, TimeLimit
from simulator.flowtests.foreign_document import explain_problem, refuse_other_document
from simulator.flowtests.line_coverage import FlowBench, FlowBenches
from simulator.flowtests.stated_world import NO_DEFAULTS, CallStart, DefaultWorld, StatedWorld, StatedWorldReader
from simulator.flowtests.steps import StepReader
from simulator.flowtests.table_tests import TestRow, expand_table
from simulator.flowtests.tested_flow import Flows, load_tested
from simulator.loader.semantics_section import read_semantics, semantics_of
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
    try:
        document = read_document(FilePath(name), name)
    except FlowError as error:
        raise FlowError(explain_problem(problem) for problem in error.problems) from None
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


class _Circumstances(NamedTuple):
    """The circumstances of a file's calls, unless its tests state others."""

    start: CallStart
    world: StatedWorld


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
        self.named: Mapping[str, Semantics] = {}
        self.names: dict[str, Path] = {}

    def read_file(self) -> TestFile:
        """Return all tests; raises ``FlowError`` with every problem."""
        written = self._validate_document()
        flow = self.flow or load_tested(
            self.document, written.flow, flows=self.flows, within=self.within, problems=self.problems
        )
        if flow is None:
            raise FlowError(self.problems)
        self.named = flow.profiles
        if isinstance(self.stated, str):  # it may be a profile of the flow's project
            self.under = semantics_of(self.stated, flow.profiles)
        lines = FlowBenches(self.document, flow, self.problems)
        ours = self._read_semantics((), written.semantics) or self.under or flow.semantics
        circumstances = self._read_circumstances(flow, written)
        line = self._line_of(lines, (), written.variant) or lines.plain
        if written.variant is None and self.variant is not None:
            line = lines.line_of(self.variant)
        tests = []
        for row in self._expand_tables(written.tests):
            test = self._build_test(lines, line, row, ours, circumstances)
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

    # -- what holds for the file ----------------------------------------------------------------

    def _read_semantics(self, base: Path, value: Any) -> Semantics | None:
        if value is None or value is REFUSED:
            return None
        semantics, wrong = read_semantics(value, self.named)
        path = (*base, "semantics")
        self.problems += [
            self.document.problem_at((*path, *place), f"semantics: {message}") for place, message in wrong
        ]
        return semantics

    def _read_circumstances(self, flow: Flow, written: CallsDocument) -> _Circumstances:
        number = flow.find_number(self.world.number) if self.world.number else flow.number
        reader = StatedWorldReader(self.document, flow, self.problems)
        start = reader.read_start((), written.entry, written.number, CallStart(flow.entry, number))
        return _Circumstances(start, reader.read_world((), written.at, written.given, self.world.state_for(flow)))

    def _line_of(self, lines: FlowBenches, base: Path, variant: str | None) -> FlowBench | None:
        if variant is None or variant is REFUSED:
            return None
        try:
            return lines.line_of(variant)
        except UsageError as error:
            self.problems.append(self.document.problem_at((*base, "variant"), f"variant: {error}"))
            return None

    # -- one test -------------------------------------------------------------------------------

    def _build_test(
        self, lines: FlowBenches, line: FlowBench, row: TestRow, semantics: Semantics, outer: _Circumstances
    ) -> FlowTest | None:
        problems_before = len(self.problems)
        base = row.path[:2]
        written, problems = validate_part(FlowTestDocument, self.document, base, row.tree, "a test")
        self.problems += problems
        if written is None:
            return None
        reader, switchboard = self._line_of(lines, base, written.variant) or line
        mark = reader.mark_at(row.path)
        steps = [*self._build_steps(reader, base, written), *self._end_claims(reader, base, written)]
        limits = tuple(self._call_limits(reader, base, written))
        # Only of a test without other problems: a claim whose name is misspelt was meant as a claim.
        if len(self.problems) == problems_before and not limits and all(type(step) is ScriptedAct for step in steps):
            message = f"this test checks nothing; add {_CLAIM_FIELDS} or always"
            self.problems.append(self.document.problem_at(row.path, message))
        world_reader = StatedWorldReader(self.document, switchboard.flow, self.problems)
        start = world_reader.read_start(base, written.entry, written.number, outer.start)
        if written.name != NAMELESS and written.name is not REFUSED:
            self._refuse_second_name(base, written.name, row)
        return FlowTest(
            name=written.name,
            file=self.document.name,
            mark=mark,
            steps=tuple(steps),
            limits=limits,
            entry=start.entry,
            semantics=self._read_semantics(base, written.semantics) or semantics,
            switchboard=switchboard,
            is_short=written.call is None,
            row=row.number,
            number=start.number,
            world=world_reader.read_world(base, written.at, written.given, outer.world),
        )

    def _refuse_second_name(self, base: Path, name: str, row: TestRow) -> None:
        # Rows of a table share the place of their name, so a second name is reported at the row that makes it.
        path = row.path if row.number else (*base, "name")
        first = self.names.setdefault(name, path)
        if first != path:
            line = self.document.line_of(first)
            message = f"the test in line {line} has the name {quote_value(name)} already; a test needs one of its own"
            self.problems.append(self.document.problem_at(path, message))

    def _build_steps(self, reader: StepReader, base: Path, written: FlowTestDocument) -> Iterator[Step]:
        if written.call is not None:
            for name, message in _BESIDE_CALL.items():
                if name in written.model_fields_set:
                    reader.note_problem((*base, name), message, key=True)
            yield from reader.read_call((*base, "call"), written.call)
            return
        if written.caller is not None and written.caller is not REFUSED:
            yield from reader.read_script(reader.mark_at((*base, "caller"), key=True), written.caller)
        for name, read in (("hears", reader.read_hears), ("rings", reader.read_rings)):
            if name in written.model_fields_set:
                tree = self.document.at_path((*base, name))
                names = _lists_for_names(tree, getattr(written, name))
                yield read(reader.mark_at((*base, name), key=True), names, whole=True)

    def _end_claims(self, reader: StepReader, base: Path, written: FlowTestDocument) -> Iterator[EndClaim]:
        claimed = [name for name in ENDINGS if name.replace(" ", "_") in written.model_fields_set]
        # In the order of the file, so that the message points at the one that the author wrote second.
        names = sorted(claimed, key=lambda name: self.document.index_of((*base, name), key=True))
        if len(names) > 1:
            reader.note_problem(
                (*base, names[1]), f"a call ends in one way; {names[0]} and {names[1]} are two", key=True
            )
        in_call = [item for item in written.call or () if _is_ending(item)]
        for name in names[:1]:
            path = (*base, name)
            mark = reader.mark_at(path, key=True)
            if in_call:
                reader.note_problem(path, f"the call says how it ends already; {name} here is one too many", key=True)
            elif name == "reaches":
                yield from reader.read_reaches(mark, written.reaches)
            else:
                yield EndClaim(mark, "menu hangs up" if name == "menu hangs up" else "never ends")

    def _call_limits(self, reader: StepReader, base: Path, written: FlowTestDocument) -> Iterator[Limit]:
        """Yield what is claimed of the whole call, in the order in which it is written."""
        for name in self._key_order(base, written):
            path = (*base, name)
            mark = reader.mark_at(path, key=True)
            if name == "within":
                assert written.within is not None
                yield TimeLimit(mark, written.within)
            else:
                tree = self.document.at_path(path)
                things = reader.look_up_names(
                    path, _lists_for_names(tree, getattr(written, name)), reader.names.thing_named
                )
                yield CallRule(mark, "never" if name == "never" else "always", things)

    def _key_order(self, base: Path, written: FlowTestDocument) -> list[str]:
        tree = self.document.at_path(base)
        limits = written.model_fields_set & {"within", "never", "always"}
        return [name for name in tree if name in limits and getattr(written, name) is not None]


_CLAIM_FIELDS = "hears, rings, reaches, menu hangs up, never ends, within, never"
ENDINGS = ("reaches", "menu hangs up", "never ends")
_BESIDE_CALL = {
    "caller": "a test has a call or a caller, not both; remove one of the two",
    "hears": "hears belongs in the call, after the act that it follows",
    "rings": "rings belongs in the call, after the act that it follows",
}


def _lists_for_names(tree: Any, names: tuple[str, ...] | None) -> Any:
    """Return names as a list where the file has a list, so that a problem points at the one name."""
    items = list(names or ())
    return items if isinstance(tree, list) or len(items) != 1 else items[0]


def _is_ending(item: Any) -> bool:
    name = next(iter(item), None) if isinstance(item, dict) else item
    return name in ENDINGS
