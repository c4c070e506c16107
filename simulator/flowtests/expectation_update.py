"""Expectations rewritten in the text of their file: what a call does now, in place of what was claimed.

Theory of operation. ``ivrsim test --update`` serves an author whose menu has changed on purpose: the tests are
still the right calls, but claim yesterday's recordings and ends. The call of each failed test has been made
already, so what it does now is known, and each claim that does not hold has a place in the file::

      - presses: 9                             - presses: 9
      - hears: sorry      # said once    ->    - hears: [sorry, greeting]      # said once
      - presses: 1                             - presses: 1
      - reaches: Reception                     - reaches: Booking desk

1. The call is cut at its acts, as ``judge`` cuts it. The claims of each stretch share the recordings that were
   heard there: each takes as many as it claimed, in order, and the last one takes the rest. Of a list only the
   items that differ are replaced, so that comments between the others stay.
2. An end that does not hold is replaced by the end that came, a ``within`` that is too short by the time that the
   call took, rounded up to a second.
3. All edits go into one ``TextSplice``, which changes those characters alone, and the new text is read and run.
   Only tests that pass in it are kept, so that a test is rewritten as a whole or not at all. If the text cannot be
   made (a comment would be lost, a layout has no place for a list), each test is tried alone, so that one odd
   layout holds no other test back.

A machine must not decide everything. What the author forbade or demanded of the whole call (``never``,
``always``), acts that never came about, and the rows of a table, which share one text, stay as they are, and the
result says why: a rule that gave way to any call would be no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from simulator.callers.started_sounds import Sound
from simulator.config.receptionist import Destination
from simulator.errors import FlowError
from simulator.flowtests.calls_reader import reread_file
from simulator.flowtests.flow_names import NOTHING, FlowNames
from simulator.flowtests.flow_test import (
    CallVerdict,
    EndClaim,
    FlowTest,
    HearsClaim,
    RingsClaim,
    SoundClaim,
    TestFile,
    TimeLimit,
)
from simulator.flowtests.judge import ends_as_claimed, split_stretches
from simulator.flowtests.runner import run
from simulator.flowtests.yaml_scalars import plain_scalar
from simulator.text.positions import UnreadableText
from simulator.text.splice import SpliceRefused, TextSplice
from simulator.text.yaml_quotes import quote_yaml
from simulator.wire.decoding import Path


class UnmendedTest(NamedTuple):
    """A failed test that only its author can mend, and why."""

    test: FlowTest
    reason: str


@dataclass(frozen=True, slots=True)
class Update:
    """A file's new text, how many tests it mends, and those that are left."""

    file: TestFile
    text: str
    mended: int
    left: tuple[UnmendedTest, ...]


def update(file: TestFile, verdicts: Sequence[CallVerdict]) -> Update:
    """Return the text of a file in which the claims of its failed tests are what their calls do.

    A test is rewritten as a whole or not at all: one that would still fail stays as its author wrote it.
    """
    failed = [verdict for verdict in verdicts if not verdict.passed]
    candidates = [verdict for verdict in failed if not verdict.test.row]
    text, passing = _rewrite_tests(file, candidates)
    if passing is None:  # one of them has a layout that cannot be rewritten: find out which
        candidates = [
            verdict for verdict in candidates if verdict.test.name in (_rewrite_tests(file, [verdict])[1] or ())
        ]
        text, passing = _rewrite_tests(file, candidates)
    mended = [verdict for verdict in candidates if verdict.test.name in (passing or ())]
    if len(mended) < len(candidates):
        text, _ = _rewrite_tests(file, mended)
    names = {verdict.test.name for verdict in mended}
    unmended = tuple(
        UnmendedTest(verdict.test, _explain_unmended(file, verdict))
        for verdict in failed
        if verdict.test.name not in names
    )
    return Update(file, text, len(mended), unmended)


def _rewrite_tests(file: TestFile, verdicts: Sequence[CallVerdict]) -> tuple[str, frozenset[str] | None]:
    """Return the text with the claims of some tests rewritten, and those that pass in it; None if there is no text."""
    if not verdicts:
        return file.document.text, frozenset()
    rewriting = _Rewriting(file)
    try:
        for verdict in verdicts:
            rewriting.rewrite_claims(verdict)
        text = rewriting.splice.edited_text
        tests = reread_file(file, text).tests
    except (SpliceRefused, FlowError, UnreadableText):
        return file.document.text, None
    names = {verdict.test.name for verdict in verdicts}
    return text, frozenset(test.name for test in tests if test.name in names and run(test).passed)


def _explain_unmended(file: TestFile, verdict: CallVerdict) -> str:
    """Return the reason why a test stays as it is."""
    if verdict.test.row:
        return "it is a row of a table, whose text is shared"
    failure = verdict.problem
    assert failure is not None, "a failed test has a failure"
    text, passing = _rewrite_tests(file, [verdict])
    if passing is None:
        return f"line {failure.line} has a layout that cannot be rewritten here; change it by hand"
    # The first failure may be one that can be rewritten; what keeps the test is the claim that fails even then.
    rewritten = next(test for test in reread_file(file, text).tests if test.name == verdict.test.name)
    failure = run(rewritten).problem or failure
    line = file.document.line_of(failure.mark.path)  # the new text, which nobody sees, may have other lines
    return f"line {line} is not for a machine to decide: expected {failure.expected}, got {failure.got}"


class _Rewriting:
    """The edits of one file."""

    def __init__(self, file: TestFile) -> None:
        self.splice = TextSplice(file.document)
        self.is_json = file.document.syntax == "json"
        self.flow = file.flow
        self.names = FlowNames(file.flow)

    def rewrite_claims(self, verdict: CallVerdict) -> None:
        """Put what a call does in place of the claims of a failed test. Raises ``SpliceRefused``."""
        test, call = verdict.test, verdict.call
        for stretch in split_stretches(test, call.heard, call.begun):
            if stretch.acts <= len(call.begun) or test.is_short:
                # Each kind by itself: where recordings and telephones change places, only the author can say how.
                sounds = [item.sound for item in stretch.heard]
                for kind, sound_type in ((HearsClaim, str), (RingsClaim, Destination)):
                    claims = [claim for claim in stretch.claims if type(claim) is kind]
                    self._rewrite_sounds(claims, [sound for sound in sounds if type(sound) is sound_type])
        for step in test.steps:
            if type(step) is EndClaim and not ends_as_claimed(call, step):
                self._rewrite_end(step, verdict)
        for limit in test.limits:
            if type(limit) is TimeLimit and call.milliseconds > limit.milliseconds:
                seconds = f"{-(-call.milliseconds // 1000)} s"
                self.splice.replace_value(limit.mark.path, quote_yaml(seconds) if self.is_json else seconds)

    def _rewrite_sounds(self, claims: Sequence[SoundClaim], heard: Sequence[Sound]) -> None:
        """Give each claim as many sounds as it had, and the last one the rest."""
        at = 0
        for claim in claims:
            stop = None if claim is claims[-1] else at + len(claim.sounds)
            share = tuple(heard[at:stop])
            at += len(share)
            if share == claim.sounds:
                continue
            span = self.splice.top.span_at(claim.mark.path)
            if span is not None and span.kind == "sequence" and share:
                self._rewrite_list(claim, share, block=span.block)
            else:
                self._rewrite_value(claim.mark.path, share)

    def _rewrite_list(self, claim: SoundClaim, heard: Sequence[Sound], *, block: bool) -> None:
        """Replace the items that differ, each in its place, so that the comments between them stay."""
        path, was = claim.mark.path, claim.sounds
        for change, start, stop, first, last in SequenceMatcher(None, was, heard, autojunk=False).get_opcodes():
            if change == "equal":
                continue
            names = [self._sound_scalar(sound) for sound in heard[first:last]]
            paired = min(stop - start, len(names))
            for index, name in enumerate(names[:paired], start):
                self.splice.replace_value((*path, index), name)
            if start + paired < stop:
                self.splice.remove_items(path, start + paired, stop - 1)
            more = names[paired:]
            behind = start + paired - 1 if start + paired else None
            for item in more if block else [", ".join(more)] * bool(more):
                self.splice.insert_item(path, item, behind=behind)

    def _rewrite_value(self, path: Path, heard: Sequence[Sound]) -> None:
        """Write one name, a list where there was none, or ``nothing``."""
        names = [self._sound_scalar(sound) for sound in heard] or [quote_yaml(NOTHING) if self.is_json else NOTHING]
        if self.splice.holds_comments(path):
            raise SpliceRefused  # they would go with the list
        self.splice.replace_value(path, names[0] if len(names) == 1 else f"[{', '.join(names)}]")

    def _rewrite_end(self, claim: EndClaim, verdict: CallVerdict) -> None:
        kind: Literal["reaches", "menu hangs up", "never ends"]
        destination = verdict.call.destination
        match verdict.call.kind:
            case "routed" if destination is not None:
                kind, value = "reaches", self._destination_scalar(str(destination))
            case "hung_up":
                kind, value = "menu hangs up", "true"
            case "endless":
                kind, value = "never ends", "true"
            case _:
                return  # the caller hangs up: nothing is claimed of where they would have gone
        path = claim.mark.path
        span = self.splice.top.span_at(path)
        if kind == claim.kind:
            self.splice.replace_value(path, value)
        elif kind != "reaches" and "call" in path and not self._is_in_brackets(path):
            self.splice.replace_entry(path, kind)
        elif span is None or span.start == span.end or span.key == span.start:
            self.splice.replace_entry(path, f"{self._quote_scalar(kind)}: {value}")
        else:
            self.splice.rename(path, self._quote_scalar(kind))
            self.splice.replace_value(path, value)

    def _sound_scalar(self, sound: Sound) -> str:
        if not isinstance(sound, str):
            return self._destination_scalar(str(sound))
        name = self.flow.recording_name(sound)
        return self._quote_scalar(name if name != NOTHING else f"recording:{name}")

    def _destination_scalar(self, address: str) -> str:
        destination = self.names.destination_named(address)
        return self._quote_scalar(self.flow.destination_name(destination) or address)

    def _quote_scalar(self, text: str) -> str:
        return quote_yaml(text) if self.is_json else plain_scalar(text)

    def _is_in_brackets(self, path: Path) -> bool:
        """Return whether a value stands within brackets or braces."""
        above = (self.splice.top.span_at(path[:size]) for size in range(1, len(path)))
        return any(span is not None and not span.block for span in above)
