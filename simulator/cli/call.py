"""``ivrsim call``: a person plays the caller: full screen, or in plain lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.callers.rehearsal import read_moment, stay_after_voicemail
from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.cli.screen import complain, prompt, read_line, say
from simulator.cli.world_flags import add_world, read_world
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.callers.call_record import CallRecord
    from simulator.config.flow import Flow
    from simulator.tui.circumstances import Circumstances
    from simulator.tui.session import Session

SPEED_MOST = 50.0
SIZE = "100x30"
POINTER = (
    "ivrsim call needs a terminal to press keys at; without one: ivrsim call --plain, "
    "or ivrsim play FLOW --caller '9 silence 1'"
)


def _build_parser() -> Parser:
    parser = Parser("call", "make a call yourself, at the terminal", "ivrsim call example:clinic --speed 2")
    add_flow(parser)
    add_view(parser)
    add_world(parser)
    parser.add_argument(
        "--speed", metavar="X", default="1", help=f"run at X times real time, 1 to {SPEED_MOST:g} (default: 1)"
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="print lines and read commands by name, for screen readers, pipes and TERM=dumb",
    )
    parser.add_argument(
        "--ascii",
        action="store_true",
        help="draw lines and signs in ASCII, the default in Chinese, Japanese and Korean locales",
    )
    parser.add_argument(
        "--still", action="store_true", help="reduce motion: words appear whole, figures change once a second"
    )
    parser.add_argument("--save-session", metavar="FILE", help="write the session to this file, as JSON lines")
    parser.add_argument("--open-session", metavar="FILE", help="play back a session from such a file")
    parser.add_argument(
        "--cast",
        metavar="FILE",
        help="with --open-session: write the session as an asciicast, or as a moving picture (FILE.svg), "
        "instead of showing it",
    )
    parser.add_argument(
        "--size", metavar="COLSxROWS", default=SIZE, help=f"with --cast: its size in cells (default: {SIZE})"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that exist")
    return parser


def run(arguments: list[str]) -> int:
    """Hold the call; full screen needs a terminal."""
    options = _build_parser().read_arguments(arguments)
    speed = _parse_speed(options.speed)
    plain = options.plain or os.environ.get("TERM") == "dumb"
    if options.cast and not options.open_session:
        raise UsageError("--cast needs a recorded session; add --open-session FILE")
    if not plain and not options.cast and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(POINTER)
    if options.flow == "-" and not options.cast:
        raise UsageError(
            "standard input is needed for your keys, so FLOW cannot be -; give the flow as a file, or use ivrsim play"
        )
    for flag, name in (("--save-session", options.save_session), ("--cast", options.cast)):
        if name and not Path(name).absolute().parent.is_dir():  # before the call, which would be lost otherwise
            raise UsageError(f"{flag} {name}: the folder {Path(name).parent} does not exist")
        if name and name != "-":
            from simulator.cli.output_file import refuse_overwriting  # most calls are written to no file
            from simulator.disk.durable_file import refuse_unwritable

            goes_on = flag == "--save-session" and name == options.open_session  # it is written where it was read
            refuse_overwriting(Path(name), force=options.force or goes_on)
            refuse_unwritable(Path(name))
    session = _open_session(options, speed, stands_still=plain or bool(options.cast))
    if options.cast:
        _write_cast(options, session, speed)
        return 0
    record = _hold_session(session, options, speed, plain=plain)
    if options.save_session:
        _save_session(options.save_session, session)
    if not plain:
        from simulator.callers.transcript import recap_sentence

        say(recap_sentence(record))
    return 0


def _open_session(options: argparse.Namespace, speed: float, *, stands_still: bool) -> Session:
    from simulator.cli.flow_argument import asked_lines, open_flow_with_shelf
    from simulator.cli.flow_suite import find_flow_tests
    from simulator.tui.flow_review import FlowReview, find_faults, rehearse_tests
    from simulator.tui.pace import CallClock
    from simulator.tui.session import Session

    flow, shelf = open_flow_with_shelf(options)
    world = read_world(options, flow)
    called, given = stay_after_voicemail(flow, world.given)
    if called is not flow and (options.save_session or options.open_session):
        raise UsageError("a session does not keep that a caller stays after a voicemail; leave out --given ... returns")
    session = Session(
        called,
        CallClock(speed, paused=stands_still),
        sources=asked_lines(options, shelf),
        circumstances=_read_circumstances(flow, world.at, given),
        read_clock=_read_clock,
        review=FlowReview(lambda: find_faults(flow, shelf), lambda: rehearse_tests(flow, find_flow_tests(options))),
    )
    if options.open_session:
        from simulator.text.json_file import read_regular
        from simulator.tui.session_file import read_session

        text = read_regular(Path(options.open_session)).decode("utf-8", "replace")
        recorded = read_session(text, options.open_session)
        session.open(recorded.tapes, recorded.current, stands_still=stands_still)
    return session


def _read_circumstances(flow: Flow, at: str, given: Mapping[str, Any]) -> Circumstances:
    """Read the circumstances of the call. If the flow has schedules, it begins now unless ``--at`` is given."""
    from simulator.tui.circumstances import Circumstances

    moment = _read_clock() if flow.schedules else None
    if at:
        moment, note = read_moment(flow, at)
        if note:
            complain(f"note: {note}")
    return Circumstances(moment, given=given)


def _read_clock() -> datetime:
    """The time that it is, to the second: the calendar knows nothing finer, and people read it."""
    return datetime.now(UTC).replace(microsecond=0)


def _hold_session(session: Session, options: argparse.Namespace, speed: float, *, plain: bool) -> CallRecord:
    if not plain:
        from simulator.tui import app
        from simulator.tui.terminal_look import PLAIN

        signs = PLAIN if options.ascii else None
        return app.run_terminal(session, speed=speed, signs=signs, still=options.still)
    from simulator.tui.plain import hold_in_lines

    return hold_in_lines(session, _typed_lines(), say)


def _typed_lines() -> Iterator[str]:
    """Lines from standard input, with a prompt where a person types them."""
    while True:
        if sys.stdin.isatty():
            prompt("> ")
        line = read_line()
        if not line:
            return
        yield line.rstrip("\r\n")


def _save_session(name: str, session: Session) -> None:
    from simulator.disk.durable_file import replace_text
    from simulator.tui.session_file import RecordedSession, session_text

    calls = session.calls
    text = session_text(RecordedSession(calls.tapes, calls.current, session.flow.source))
    replace_text(Path(name), text)
    complain(f"{name}: the session; ivrsim call FLOW --open-session {name} plays it back")


def _write_cast(options: argparse.Namespace, session: Session, speed: float) -> None:
    from simulator.disk.durable_file import replace_text
    from simulator.tui.cast import cast_lines, film_frames
    from simulator.tui.desk import Desk
    from simulator.tui.terminal_look import PLAIN, RICH, TerminalLook

    columns, rows = _parse_size(options.size)
    look = TerminalLook(columns, rows, PLAIN if options.ascii else RICH, still=options.still)
    title = f"ivrsim call {options.flow or ''}".rstrip()
    until = session.tape.undone[-1].at if session.tape.undone else 0
    session.review.request()
    desk = Desk(session)
    if options.cast.endswith(".svg"):
        from simulator.tui.cast_picture import LOOK_SECONDS, picture_svg

        frames = list(film_frames(desk, look, speed=speed, until=until, step=LOOK_SECONDS))
        words = "; ".join(line.text for line in session.lines)
        if options.still:
            frames = frames[-1:]
        replace_text(Path(options.cast), picture_svg(frames, look, title=title, words=words))
        complain(f"{options.cast}: a {'still' if options.still else 'moving'} picture; any browser shows it")
        return
    lines = cast_lines(desk, look, title=title, speed=speed, until=until)
    if options.cast == "-":
        say(*lines)
    else:
        replace_text(Path(options.cast), "\n".join(lines) + "\n")
        complain(f"{options.cast}: an asciicast; asciinema play {options.cast} shows it")


def _parse_size(text: str) -> tuple[int, int]:
    columns, _, rows = text.partition("x")
    if not (columns.isdecimal() and rows.isdecimal() and 40 <= int(columns) <= 400 and 10 <= int(rows) <= 200):
        raise UsageError(f"--size {text}: use columns x rows from 40x10 to 400x200, as in {SIZE}")
    return int(columns), int(rows)


def _parse_speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 1 <= speed <= SPEED_MOST:
        raise UsageError(f"--speed {text}: use a number from 1 to {SPEED_MOST:g}")
    return speed
