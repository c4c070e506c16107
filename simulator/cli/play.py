"""``ivrsim play``: a scripted caller, or many."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from simulator.callers.call_record import CallRecord
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.drivers import ROUNDS_MOST
from simulator.callers.rehearsal import Rehearsal, RehearsedCall
from simulator.callers.transcript import layout_lines, recap_sentence, shorten_transcript, write_transcript
from simulator.callers.world_sentence import world_sentence
from simulator.cli.arguments import QUOTE, Parser, add_flow, add_view, names_files, one_of
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import COULD_NOT_RUN
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_world
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.errors import ScriptError, SimulatorError, UsageError
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import escape_signs
from simulator.words.suggestion import suggest

NOT_REACHED = 1
LINE_MOST = 1_000_000
"""Bytes of one line of ``--callers``; 1,000 steps fit many times over."""


def _build_parser() -> Parser:
    parser = Parser(
        "play",
        "play one scripted caller through a flow, or many",
        "ivrsim play example:clinic --caller '9 silence 1' --reaches 'Booking desk'",
    )
    add_flow(parser)
    parser.add_argument(
        "--caller",
        metavar="SCRIPT",
        help="steps in quotes, such as '9 silence 12 early:1 hangup', or a JSON object (default: a silent caller)",
    )
    parser.add_argument("--callers", metavar="FILE", help="callers as JSON, one object per line (- for standard input)")
    add_view(parser)
    add_world(parser)
    parser.add_argument("--reaches", metavar="X", help="exit 1 unless the call is routed to X, a name or TYPE||ID")
    parser.add_argument(
        "--limit",
        metavar="ROUNDS",
        default=str(ROUNDS_MOST),
        help=f"call it endless after so many rounds (default: {ROUNDS_MOST})",
    )
    parser.add_argument(
        "--format",
        type=one_of("text", "json"),
        metavar="{text,json}",
        help="default: text; --callers always prints JSON",
    )
    return parser


def run(arguments: list[str]) -> int:
    """Play, print, and return 1 where ``--reaches`` is not met."""
    options = _build_parser().read_arguments(arguments)
    limit = _parse_limit(options.limit)
    if options.callers is not None and (options.caller is not None or options.format == "text"):
        raise UsageError("--callers plays many callers and prints JSON; remove --caller and --format text")
    if options.callers == options.flow == "-":
        raise UsageError("standard input cannot be both the flow and the callers; give one of them as a file")
    flow = open_flow(options)
    if options.reaches is not None:
        _refuse_unknown_destination(flow, options.reaches)
    world = read_world(options, flow)
    rehearsal = Rehearsal(flow, limit=limit, at=world.at, given=world.given)
    if options.callers is not None:
        return _play_many(rehearsal, options.callers, options.reaches)
    record = _play_one(rehearsal, parse_script(options.caller or ""), options.format or "text")
    if options.reaches is None or reaches(record, options.reaches):
        return 0
    complain(f"not reached: {options.reaches}. {recap_sentence(record)}")
    return NOT_REACHED


def _parse_limit(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= 1_000_000 and len(text) < 9:
        return int(text)
    raise UsageError(f"--limit {text}: use a whole number of rounds from 1 to 1,000,000")


def parse_script(text: str) -> CallerScript:
    """Parse the value of ``--caller``. Raises ``ScriptError`` that names the flag, and a hint after a shell's ``*``."""
    try:
        return caller(text)
    except ScriptError as error:
        hint = f"; {QUOTE}" if names_files(text.split()) else ""
        raise ScriptError(f"--caller: {error}{hint}") from None


def _refuse_unknown_destination(flow: Flow, target: str) -> None:
    names = [destination.name for destination in flow.destinations.values() if destination.name]
    if "||" in target or target in names:
        return
    hint = suggest(target, names, "use a name from flow.yaml, or TYPE||ID", most=3)
    raise UsageError(f"--reaches {target}: no destination has this name{hint}")


def reaches(record: CallRecord, target: str) -> bool:
    """Return whether a call was routed to a destination, given by name or as ``type||id``.

    Types that mean the same, such as ringgroup and department, are alike.
    """
    name, destination = record.outcome.name, record.outcome.destination
    return destination is not None and (
        target == name or _canonical_destination(target) == _canonical_destination(destination)
    )


def _canonical_destination(address: str) -> Destination:
    kind, _, id = address.partition("||")
    return Destination(kind, id).canonical


def _play_one(rehearsal: Rehearsal, script: CallerScript, form: str) -> CallRecord:
    played = rehearsal.play_call(script)
    flow, record = played.machine.flow, played.record
    if form == "json":
        say(dump_json(record.as_json(), indent=2))
        return record
    label = flow.semantics.label
    profile = label if isinstance(label, str) else f"{flow.semantics.profile}, changed"
    title = f"{escape_signs(record.name)}: a call" if record.name else "A call"
    variant = f", variant {escape_signs(flow.variant)}" if flow.variant else ""
    world = world_sentence(played)
    if world:
        say(world, "")
    say(f"{title} to {_called_name(played)}, under {profile}{variant}", "")
    lines = layout_lines(write_transcript(flow, played.trace))
    say(*(shorten_transcript(lines) if record.outcome.kind == "endless" else lines))
    say("", recap_sentence(record))
    return record


def _called_name(played: RehearsedCall) -> str:
    """The number that was rung with what it leads to, else the receptionist that answered."""
    flow, record = played.machine.flow, played.record
    if record.number and "||" in flow.numbers[record.number]:
        return escape_signs(f"{record.number}, {flow.describe_address(flow.numbers[record.number])}")
    return escape_signs(flow.receptionists[record.entry or flow.entry].name)


def _play_many(rehearsal: Rehearsal, source: str, target: str | None) -> int:
    """Print one record per line, in order; a line that cannot be played gets an error, and the others still run."""
    failed = missed = 0
    if source == "-":
        failed, missed = _play_stream(rehearsal, sys.stdin.buffer, target)
    else:
        with _open_callers(source) as stream:
            failed, missed = _play_stream(rehearsal, stream, target)
    if failed:
        name = "standard input" if source == "-" else source
        lines = count_noun(failed, "line", spell=False)
        complain(f"{lines} of {name} could not be played; the output says why, in place of the record")
        return COULD_NOT_RUN
    if missed:
        complain(f"{target} was not reached by {count_noun(missed, 'caller', spell=False)}")
        return NOT_REACHED
    return 0


def _open_callers(source: str) -> BinaryIO:
    try:
        return Path(source).open("rb")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"--callers {source}: {reason}; use a file with a JSON object on each line") from None


def _play_stream(rehearsal: Rehearsal, stream: BinaryIO, target: str | None) -> tuple[int, int]:
    failed = missed = 0
    flush = sys.stdout.flush
    for number, line in _numbered_lines(stream):
        try:
            record = rehearsal.play(_parse_line(line))
        except SimulatorError as error:
            failed += 1
            say(dump_json({"line": number, "error": str(error)}))
        else:
            missed += target is not None and not reaches(record, target)
            say(dump_json(record.as_json(), compact=True))
        flush()  # whoever pipes callers in, one at a time, waits for each record
    return failed, missed


def _numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, numbered from 1; of one that is too long, its beginning."""
    number = 0
    while line := stream.readline(LINE_MOST + 1):
        number += 1
        chunk = line
        while len(chunk) > LINE_MOST and not chunk.endswith(b"\n"):
            chunk = stream.readline(LINE_MOST + 1)
        if line.strip():
            yield number, line


def _parse_line(line: bytes) -> CallerScript:
    if len(line) > LINE_MOST:
        raise ScriptError(f"the line has more than {LINE_MOST:,} bytes; split the script, or use fewer steps")
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ScriptError(f"the line is not UTF-8: see its byte {error.start + 1}") from None
    if not text.startswith("{"):
        raise ScriptError('not a JSON object; use one with steps, such as {"steps": ["9"]}')
    return caller(text)
