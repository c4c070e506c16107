"""Expectations rewritten in the text of their file: what a call does now, in place of what was claimed.

Only the values that no longer hold are replaced; comments, layout and everything else stay. What a
machine must not decide stays too, and is said: rules (``never``, ``always``), acts that never came
about, and the rows of a table, which share one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from simulator.errors import FlowError
from simulator.flowtests.judge import ends_so, heard_in, stretches
from simulator.flowtests.known import NOTHING, Known
from simulator.flowtests.model import Ends, FlowTest, Hears, TestFile, Verdict, Within
from simulator.flowtests.read import reread
from simulator.flowtests.running import run
from simulator.load.document import Document
from simulator.load.places import Unreadable
from simulator.load.save import quoted
from simulator.wire.reading import Path


class Edit(NamedTuple):
    """The characters from ``start`` to ``stop`` of a text become ``text``."""

    start: int
    stop: int
    text: str


class Left(NamedTuple):
    """A failed test that only its author can mend, and why."""

    test: FlowTest
    reason: str


@dataclass(frozen=True, slots=True)
class Update:
    """A file's new text, how many tests it mends, and those that are left."""

    file: TestFile
    text: str
    mended: int
    left: tuple[Left, ...]


def update(file: TestFile, verdicts: Sequence[Verdict]) -> Update:
    """The text of a file in which the claims of its failed tests are what their calls do."""
    failed = [verdict for verdict in verdicts if not verdict.passed]
    rewriting = _Rewriting(file)
    edits = [edit for verdict in failed if not verdict.test.row for edit in rewriting.edits(verdict)]
    text = file.document.text
    for edit in sorted(set(edits), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.stop :]
    after = _passing(file, text)
    if after is None:  # a layout that nobody writes by hand, such as a name behind `>-`
        return Update(file, file.document.text, 0, tuple(Left(verdict.test, _BY_HAND) for verdict in failed))
    left = tuple(Left(verdict.test, _reason(verdict)) for verdict in failed if verdict.test.name not in after)
    return Update(file, text, len(failed) - len(left), left)


_BY_HAND = "the layout of this file cannot be rewritten here; change it by hand"


def _passing(file: TestFile, text: str) -> frozenset[str] | None:
    """The names of the tests that pass in a new text; None where it does not load."""
    try:
        tests = reread(file, text).tests
    except (FlowError, Unreadable):
        return None
    return frozenset(test.name for test in tests if run(test).passed)


def _reason(verdict: Verdict) -> str:
    failure = verdict.problem
    assert failure is not None, "a failed test has a failure"
    if verdict.test.row:
        return "it is a row of a table, whose text is shared"
    return f"line {failure.line} is not for a machine to decide: expected {failure.expected}, got {failure.got}"


class _Rewriting:
    """The edits of one file."""

    def __init__(self, file: TestFile) -> None:
        self.document: Document = file.document
        self.flow = file.flow
        self.known = Known(file.flow)

    def edits(self, verdict: Verdict) -> Iterator[Edit]:
        """What to change for one failed test."""
        test, trace = verdict.test, verdict.trace
        for stretch in stretches(test, heard_in(trace), verdict.begun):
            if stretch.acts <= len(verdict.begun) or test.is_short:
                yield from self._hears(stretch.claims, [one.recording for one in stretch.heard])
        for step in test.steps:
            if type(step) is Ends and not ends_so(trace, step):
                yield from self._ends(step, verdict)
        for limit in test.limits:
            if type(limit) is Within and trace.milliseconds > limit.milliseconds:
                start = self.document.index(limit.mark.path)
                seconds = -(-trace.milliseconds // 1000)
                yield Edit(start, self._end(limit.mark.path), f"{seconds} s")

    def _hears(self, claims: Sequence[Hears], heard: Sequence[str]) -> Iterator[Edit]:
        """Each claim gets as many recordings as it had, the last one the rest."""
        at = 0
        for claim in claims:
            stop = None if claim is claims[-1] else at + len(claim.recordings)
            share = tuple(heard[at:stop])
            at += len(share)
            if share != claim.recordings:
                yield self._list(claim.mark.path, [self._recording(id) for id in share])

    def _list(self, path: Path, names: Sequence[str]) -> Edit:
        """Names in place of a value, in the layout that it has: inline, or each behind a dash."""
        start, text = self.document.index(path), self.document.text
        if text[start : start + 1] == "-" and isinstance(self.document.at_path(path), list) and names:
            column = self.document.lines.place(start)[1] - 1
            shown = f"\n{' ' * column}".join(f"- {name}" for name in names)
        else:
            shown = f"[{', '.join(names)}]" if len(names) > 1 else "".join(names) or NOTHING
        return Edit(start, self._end(path), shown)

    def _ends(self, claim: Ends, verdict: Verdict) -> Iterator[Edit]:
        kind: Literal["reaches", "menu hangs up", "never ends"]
        destination = verdict.trace.destination
        match verdict.trace.kind:
            case "routed" if destination is not None:
                kind, said = "reaches", self._destination(str(destination))
            case "hung_up":
                kind, said = "menu hangs up", "true"
            case "endless":
                kind, said = "never ends", "true"
            case _:
                return  # the caller hangs up: nothing is claimed of where they would have gone
        path = claim.mark.path
        if kind == claim.kind:
            yield Edit(self.document.index(path), self._end(path), said)
            return
        is_bare = kind != "reaches" and "call" in path and not self._in_brackets(path)
        entry = kind if is_bare else f"{kind}: {said}"
        yield Edit(self.document.index(path, key=True), self._end(path), entry)

    def _recording(self, id: str) -> str:
        name = self.flow.recording_name(id)
        return plain(name if name != NOTHING else f"recording:{name}")

    def _destination(self, address: str) -> str:
        found = self.known.destination(address)
        return plain(self.flow.destination_name(found) or address)

    # -- where a value ends ---------------------------------------------------------------------

    def _in_brackets(self, path: Path) -> bool:
        """Whether a value stands within brackets or braces."""
        starts = (self.document.index(path[:size]) for size in range(1, len(path)))
        return any(self.document.text[start : start + 1] in ("[", "{") for start in starts)

    def _end(self, path: Path) -> int:
        """Where the value of a path ends, behind its last character."""
        value, start, text = self.document.at_path(path), self.document.index(path), self.document.text
        if text[start : start + 1] in ("[", "{"):
            return _closed(text, start)
        if isinstance(value, list):
            return self._end((*path, len(value) - 1))
        if value is None:
            return start
        return _scalar_end(text, start, in_brackets=self._in_brackets(path))


_PLAIN = re.compile(r"[A-Za-z][\w./-]*( [\w./-]+)*|[a-z_]+\|\|\w+", re.ASCII)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)


def plain(text: str) -> str:
    """Text as YAML takes it, in quotes where it needs some."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDS else quoted(text)


def _scalar_end(text: str, start: int, *, in_brackets: bool) -> int:
    """Where a scalar ends: its closing quote, or before a comment, the line's end, or a bracket's sign."""
    if match := _QUOTED.match(text, start):
        return match.end()
    stop = re.compile(r"[ \t]+#|[ \t]*[\r\n]|[ \t]*\Z" + (r"|[ \t]*[,\]}]" if in_brackets else "")).search(text, start)
    return stop.start() if stop else len(text)


def _closed(text: str, start: int) -> int:
    """Behind the bracket that closes the one at ``start``."""
    depth = 0
    at = start
    while at < len(text):
        if text[at] in "'\"" and text[at - 1] in " ,[{:\n" and (match := _QUOTED.match(text, at)):
            at = match.end()
            continue
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            break
    return at
