"""A failed test for people: the line that broke, expected against got, a hint, and the call as it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import RehearsedCall
from simulator.callers.transcript import SIGNS, Transcriber, TranscriptLine, clock_text
from simulator.callers.world_sentence import world_sentence
from simulator.flowtests.cause import describe_cause
from simulator.flowtests.flow_test import CallVerdict, Failure
from simulator.words.sanitizer import OutputText, escape_signs, join_lines

CALL_MOST = 40
"""Lines of a call that are shown: its beginning, and the surroundings of what broke."""

_AROUND = 6
_MARK = "✗"


def failure_report(verdict: CallVerdict, *, source: Sequence[str] = ()) -> OutputText:
    """The transcript of a failure, several lines; ``""`` where the test passed.

    ``source`` holds the lines of the test's file, of which the broken one is shown; without it, the
    report says the place alone.
    """
    failure = verdict.problem
    return join_lines(()) if failure is None else join_lines(_report_lines(verdict, failure, source))


def reason(failure: Failure) -> str:
    """Return what broke, in one line: ``line 21: expected greeting, got sorry``."""
    return escape_signs(f"line {failure.line}: expected {failure.expected}, got {failure.got}")


def _report_lines(verdict: CallVerdict, failure: Failure, source: Sequence[str]) -> Iterator[str]:
    test = verdict.test
    yield f"{_MARK} {escape_signs(test.name)}"
    yield f"  {escape_signs(test.file)}:{failure.line}:{failure.column}"
    yield ""
    yield from _quote_source(source, failure.line, test.line)
    yield f"      expected  {escape_signs(failure.expected)}"
    yield f"      got       {escape_signs(failure.got)}"
    if failure.hint:
        yield f"      hint      {escape_signs(failure.hint)}"
    if cause := describe_cause(verdict):
        yield f"      because   {escape_signs(cause)}"
    yield ""
    yield "  The call:"
    if world := verdict_world(verdict):
        yield f"            {world}"
    yield from _shorten_call(_call_lines(verdict, failure))


def verdict_world(verdict: CallVerdict) -> str:
    """Return in which world the call was made, in one line: its moment, how the schedules stood, what was assumed."""
    test = verdict.test
    machine = test.switchboard.machine_for(test.machine_key())
    settings = test.world.settings_in(machine.flow)
    return world_sentence(RehearsedCall(machine, verdict.trace, CallerScript(), test.world.moment, settings))


def _quote_source(source: Sequence[str], line: int, first: int) -> Iterator[str]:
    """The line that broke, marked, with the one before it where that is of the same test."""
    for number in (line - 1, line):
        if (number == line or number > first) and 0 < number <= len(source):
            mark, text = ">" if number == line else " ", escape_signs(source[number - 1].rstrip())
            yield f"  {mark} {number:>4} | {text}".rstrip()


def _call_lines(verdict: CallVerdict, failure: Failure) -> list[tuple[bool, str]]:
    """The happenings of the call, each with whether it is the one that broke the test."""
    transcriber = Transcriber(verdict.test.called_flow)
    marked: list[tuple[bool, TranscriptLine]] = []
    plays = 0
    for number, turn in enumerate(verdict.trace.turns):
        lines = list(transcriber.turn_lines(turn))
        for line in lines:
            is_play = line.kind in ("plays", "rings")
            at_fault = is_play and plays == failure.play
            plays += is_play
            marked.append((at_fault, line))
        if failure.play < 0 and number == failure.moment and marked:
            marked[-1] = (True, marked[-1][1])
    return [
        (broke, f"  {_MARK if broke else ' '} {clock_text(line.at):>7}  {SIGNS[line.kind]} {line.text}")
        for broke, line in marked
    ]


def _shorten_call(lines: Sequence[tuple[bool, str]]) -> Iterator[str]:
    """The lines of a call; of a long one its beginning, what broke, and its end."""
    broke = next((number for number, (is_it, _) in enumerate(lines) if is_it), 0)
    keep = {
        number
        for number in range(len(lines))
        if len(lines) <= CALL_MOST or number < _AROUND or abs(number - broke) <= _AROUND or number >= len(lines) - 2
    }
    omitted = 0
    for number, (_, text) in enumerate(lines):
        if number in keep:
            if omitted:
                yield f"{'':>12}… {omitted:,} lines more"
            omitted = 0
            yield text
        else:
            omitted += 1
