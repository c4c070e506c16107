"""``ivrsim play``: a scripted caller, or many."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.callers.call_record import CallRecord
from simulator.callers.caller_script import CallerScript, caller
from simulator.callers.drivers import ROUNDS_MOST, Trace
from simulator.callers.rehearsal import Rehearsal, RehearsedCall
from simulator.callers.transcript import layout_lines, recap_sentence, shorten_transcript, write_transcript
from simulator.callers.world_sentence import world_sentence
from simulator.cli.arguments import QUOTE, Parser, add_flow, add_view, names_files, one_of
from simulator.cli.flow_argument import open_flow
from simulator.cli.main import COULD_NOT_RUN
from simulator.cli.screen import complain, say
from simulator.cli.worker_flags import parse_workers
from simulator.cli.world_flags import add_world, read_world
from simulator.config.flow import Flow
from simulator.errors import ScriptError, UsageError
from simulator.text.missing_file import explain_open_error
from simulator.words.markup import dump_json
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import escape_signs
from simulator.words.suggestion import suggest

if TYPE_CHECKING:
    from io import FileIO

    from simulator.cli.caller_stream import ByteStream

NOT_REACHED = 1


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
    parser.add_argument(
        "--workers",
        metavar="N",
        help="with --callers: number of processes, or auto (default: 1; records keep their order)",
    )
    add_view(parser)
    add_world(parser)
    parser.add_argument(
        "--engine",
        metavar="ENGINE",
        help="make the call on a real engine: asterisk, or asterisk:ROOT for one that is installed in a folder",
    )
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
    workers = _parse_workers(options)
    flow = open_flow(options)
    if options.reaches is not None:
        _refuse_unknown_destination(flow, options.reaches)
    world = read_world(options, flow)
    if options.engine is not None:
        from simulator.cli.engine_call import ring_engine  # nothing of a real engine is needed without it

        return ring_engine(options, flow, parse_script(options.caller or ""))
    rehearsal = Rehearsal(flow, limit=limit, at=world.at, given=world.given)
    if options.callers is not None:
        return _play_many(rehearsal, options.callers, options.reaches, workers)
    record = _play_one(rehearsal, parse_script(options.caller or ""), options.format or "text")
    return judge_reached(record, options.reaches)


def judge_reached(record: CallRecord, target: str | None) -> int:
    """Return the exit code of a call that was to reach a target (None: any), and complain where it did not."""
    if target is None or record.outcome.reaches(target):
        return 0
    complain(f"not reached: {target}. {recap_sentence(record)}")
    return NOT_REACHED


def _parse_limit(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= 1_000_000 and len(text) < 9:
        return int(text)
    raise UsageError(f"--limit {text}: use a whole number of rounds from 1 to 1,000,000")


def _parse_workers(options: argparse.Namespace) -> int:
    text = options.workers
    if text is None:
        return 1
    if options.callers is None:
        raise UsageError("--workers is for many callers; use it with --callers FILE")
    return parse_workers(text)


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


def _play_one(rehearsal: Rehearsal, script: CallerScript, form: str) -> CallRecord:
    played = rehearsal.play_call(script)
    flow, record = played.machine.flow, played.record
    if form == "json":
        say(dump_json(record.as_json(), indent=2))
        return record
    world = world_sentence(played)
    if world:
        say(world, "")
    print_call(flow, played.trace, record, f"to {_called_name(played)}")
    return record


def print_call(flow: Flow, trace: Trace, record: CallRecord, where: str) -> None:
    """Print the title of a call, its transcript, and how it ended."""
    changed = ", changed" if flow.semantics.changes else ""
    profile = flow.profile_name or f"{flow.semantics.profile}{changed}"
    title = f"{escape_signs(record.name)}: a call" if record.name else "A call"
    variant = f", variant {escape_signs(flow.variant)}" if flow.variant else ""
    say(f"{title} {where}, under {profile}{variant}", "")
    lines = layout_lines(write_transcript(flow, trace))
    say(*(shorten_transcript(lines) if record.outcome.kind == "endless" else lines))
    say("", recap_sentence(record))


def _called_name(played: RehearsedCall) -> str:
    """The number that was rung with what it leads to, else the receptionist that answered."""
    flow, record = played.machine.flow, played.record
    if record.number and "||" in flow.numbers[record.number]:
        return escape_signs(f"{record.number}, {flow.describe_address(flow.numbers[record.number])}")
    return escape_signs(flow.receptionists[record.entry or flow.entry].name)


def _play_many(rehearsal: Rehearsal, source: str, target: str | None, workers: int) -> int:
    """Print one record per line, in order; a line that cannot be played gets an error, and the others still run."""
    from simulator.cli.caller_stream import play_stream  # one caller alone needs neither rows nor processes

    if source == "-":
        failed, missed = play_stream(rehearsal, _unbuffered_input(), target, workers)
    else:
        with _open_callers(source) as stream:
            failed, missed = play_stream(rehearsal, stream, target, workers)
    if failed:
        name = "standard input" if source == "-" else source
        lines = count_noun(failed, "line", spell=False)
        complain(f"{lines} of {name} could not be played; the output says why, in place of the record")
        return COULD_NOT_RUN
    if missed:
        complain(f"{target} was not reached by {count_noun(missed, 'caller', spell=False)}")
        return NOT_REACHED
    return 0


def _unbuffered_input() -> ByteStream:
    stream: ByteStream = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
    return stream


def _open_callers(source: str) -> FileIO:
    try:
        return Path(source).open("rb", buffering=0)
    except OSError as error:
        reason = explain_open_error(error, Path(source), "use a file with a JSON object on each line")
        raise UsageError(f"--callers {source}: {reason}") from None
