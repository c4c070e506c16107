"""One test of a ``*.calls.yaml`` as it is read -> a test that can be run; every problem with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import Problem, UsageError
from simulator.fast_classes import NamedTuple
from simulator.flowtests.calls_document import NAMELESS, FlowTestDocument, validate_part
from simulator.flowtests.flow_test import CallRule, EndClaim, FlowTest, Limit, ScriptedAct, Step, TimeLimit
from simulator.flowtests.line_coverage import FlowBench, FlowBenches
from simulator.flowtests.stated_world import CallStart, StatedWorld, StatedWorldReader
from simulator.flowtests.steps import StepReader
from simulator.flowtests.table_tests import TestRow
from simulator.loader.semantics_section import read_semantics
from simulator.text.document import Document
from simulator.text.positions import REFUSED
from simulator.wire.decoding import Path

_CLAIM_FIELDS = "hears, rings, reaches, menu hangs up, never ends, within, never"
_ENDINGS = ("reaches", "menu hangs up", "never ends")
_BESIDE_CALL = {
    "caller": "a test has a call or a caller, not both; remove one of the two",
    "hears": "hears belongs in the call, after the act that it follows",
    "rings": "rings belongs in the call, after the act that it follows",
}


class FileCircumstances(NamedTuple):
    """The circumstances of a file's calls, unless its tests state others."""

    bench: FlowBench
    semantics: Semantics
    start: CallStart
    world: StatedWorld


class FlowTestReader:
    """Reads the tests of one file; what is wrong is added to ``problems``."""

    def __init__(self, document: Document, flow: Flow, problems: list[Problem]) -> None:
        self.document = document
        self.flow = flow
        self.problems = problems
        self.benches = FlowBenches(document, flow, problems)
        self._names: dict[str, Path] = {}

    def read_semantics(self, base: Path, value: Any) -> Semantics | None:
        """The semantics that a file or a test states; None: it states none."""
        if value is None or value is REFUSED:
            return None
        semantics, wrong = read_semantics(value, self.flow.profiles)
        path = (*base, "semantics")
        self.problems += [
            self.document.problem_at((*path, *place), f"semantics: {message}") for place, message in wrong
        ]
        return semantics

    def read_variant(self, base: Path, variant: str | None) -> FlowBench | None:
        """What plays the variant that a file or a test states; None: it states none."""
        if variant is None or variant is REFUSED:
            return None
        try:
            return self.benches.line_of(variant)
        except UsageError as error:
            self.problems.append(self.document.problem_at((*base, "variant"), f"variant: {error}"))
            return None

    def read_test(self, row: TestRow, outer: FileCircumstances) -> FlowTest | None:
        """The test of one row; None where it cannot be made out."""
        problems_before = len(self.problems)
        base = row.path[:2]
        written, problems = validate_part(FlowTestDocument, self.document, base, row.tree, "a test")
        self.problems += problems
        if written is None:
            return None
        reader, switchboard = self.read_variant(base, written.variant) or outer.bench
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
        test = FlowTest(
            name=written.name,
            file=self.document.name,
            mark=mark,
            steps=tuple(steps),
            limits=limits,
            entry=start.entry,
            semantics=self.read_semantics(base, written.semantics) or outer.semantics,
            switchboard=switchboard,
            is_short=written.call is None,
            row=row.number,
            number=start.number,
            world=world_reader.read_world(base, written.at, written.given, outer.world),
        )
        if test.world.staying:
            self._refuse_shared_ways(test, base if written.given is None else (*base, "given"))
        return test

    def _refuse_shared_ways(self, test: FlowTest, path: Path) -> None:
        """Note why the caller of a test cannot stay after a voicemail, where that is so."""
        try:
            test.switchboard.player_for(test.machine_key())
        except UsageError as error:
            self.problems.append(self.document.problem_at(path, str(error)))

    def _refuse_second_name(self, base: Path, name: str, row: TestRow) -> None:
        # Rows of a table share the place of their name, so a second name is reported at the row that makes it.
        path = row.path if row.number else (*base, "name")
        first = self._names.setdefault(name, path)
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
        claimed = [name for name in _ENDINGS if name.replace(" ", "_") in written.model_fields_set]
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


def _lists_for_names(tree: Any, names: tuple[str, ...] | None) -> Any:
    """Return names as a list where the file has a list, so that a problem points at the one name."""
    items = list(names or ())
    return items if isinstance(tree, list) or len(items) != 1 else items[0]


def _is_ending(item: Any) -> bool:
    name = next(iter(item), None) if isinstance(item, dict) else item
    return name in _ENDINGS
