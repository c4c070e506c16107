"""``ivrsim diff``: the differences between two flows that callers notice, then those of the files."""

from __future__ import annotations

import argparse
import shlex

from simulator.cli.arguments import Parser, add_allow, add_format, add_many, add_variant
from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.flow_argument import load_visibly
from simulator.cli.main import INTERRUPTED
from simulator.cli.moving_flags import add_moving, is_move
from simulator.cli.period_flag import add_during, read_period
from simulator.cli.progress import follow, partial_note
from simulator.cli.recording_bill import add_recordings, print_bill, refuse_unusable
from simulator.cli.revisions import is_revision, load_revision_with_shelf, revision
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world
from simulator.config.flow import Flow
from simulator.errors import PartOfFlow, UsageError
from simulator.graph.review.change import ReviewRun
from simulator.loader.flow_location import locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.report.review_report import review_json, review_markdown, review_text
from simulator.words.markup import dump_json

DIFFER = 1
HEAD = "git:HEAD"


def run(arguments: list[str]) -> int:
    """Compare, print, and with ``--exit-code`` return 1 where the flows differ."""
    options = build_parser().read_arguments(arguments)
    if (code := _run_move(options)) is not None:
        return code
    options.old = options.old or HEAD
    if options.old == options.new == "-":
        raise UsageError("standard input holds one flow; give the other as a file")
    _refuse_one_flow(options)
    refuse_unusable(options)
    try:
        old, (new, shelf) = open_side(options.old, options.new), open_side_with_shelf(options.new, options.old)
    except PartOfFlow as part:
        if options.new is not None:
            raise
        raise UsageError(f"{part.file} belongs to {part.flow}: {_since_commit(part.source)}") from None
    if options.semantics is not None:
        from simulator.loader.semantics_section import semantics_of

        old, new = (flow.with_semantics(semantics_of(options.semantics, flow.profiles)) for flow in (old, new))
    if options.variant is not None:
        new = new.in_variant(options.variant)
    if options.number is not None:
        old, new = old.rung_at(options.number), new.rung_at(options.number)
    if options.recordings:
        prefix = _prefix_of(options.new)
        return DIFFER if print_bill(options, old, new, shelf, prefix) and options.exit_code else 0
    review_run = _review_run(options, old, new)
    stopped = follow(review_run.steps())
    change = review_run.review()
    if stopped is not None and not change.noticed:  # "no difference" would not be true
        complain(partial_note(stopped))
        return INTERRUPTED
    match options.format:
        case "json":
            say(dump_json({"old": old.title, "new": new.title, **review_json(change)}, indent=2))
        case "markdown":
            say(review_markdown(change))
        case _:
            say(review_text(change))
    if stopped is not None:
        complain(partial_note(stopped))
        return INTERRUPTED
    return DIFFER if options.exit_code and not change.same else 0


def _run_move(options: argparse.Namespace) -> int | None:
    """Compare two systems, where the command line says so, or check that again; the exit code, else None."""
    if options.verify is not None and options.certificate is None and not options.recordings:
        from simulator.cli.certificate_check import verify_certificate

        return verify_certificate(options, open_side_with_shelf)
    if options.verify is not None:
        raise UsageError("--verify writes nothing and lists no recordings; use it alone")
    if not is_move(options):
        return None
    from simulator.cli.moving import run_move

    return run_move(options, open_side_with_shelf)


def _review_run(options: argparse.Namespace, old: Flow, new: Flow) -> ReviewRun:
    """The comparison in the worlds, or over the period, that the command line names."""
    if options.at is None and not options.given and options.during is None:
        return ReviewRun(old, new)
    if options.at is not None and options.during is not None:
        raise UsageError("--at is one moment and --during a period; use one of them")
    period = read_period(options.during, new if new.timezone else old) if options.during is not None else None
    return ReviewRun(old, new, fixed=read_fixed_pair(options, old, new), period=period)


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        "diff",
        "show the differences between two flows that callers notice",
        "ivrsim diff git:main flows/clinic --format markdown\n"
        "  ivrsim diff before after --old-semantics freepbx-16-default --new-semantics acefone",
    )
    side = "a FLOW, or git:REV[:PATH]"
    parser.add_argument("old", nargs="?", metavar="OLD", help=f"{side} (default: {HEAD})")
    parser.add_argument("new", nargs="?", metavar="NEW", help=f"{side} (default: the nearest flow.yaml upwards)")
    parser.add_argument("--semantics", metavar="PROFILE", help="how the engine behaves, for both flows")
    add_variant(parser, "apply a variant to NEW only: ivrsim diff FLOW FLOW --variant NAME")
    parser.add_argument("--number", metavar="N", help="the number that is called, wherever it leads in either flow")
    add_world(parser)
    add_during(parser, "say from when until when callers notice: 2026-12-21/2027-01-03")
    add_allow(parser)
    parser.add_argument("--exit-code", action="store_true", help="exit 1 if the flows differ, even in one field only")
    add_recordings(parser)
    add_moving(parser)
    add_many(parser)
    add_format(parser, "text", "markdown", "json")
    return parser


def _refuse_one_flow(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` for one flow alone where the nearest is the same one, or there is none."""
    if options.new is not None or is_revision(options.old):
        return
    given = locate_flow(options.old).path
    try:
        nearest = locate_flow(None).path
    except UsageError:
        nearest = None
    flow = shlex.quote(options.old)
    if options.variant is not None and nearest is None:
        words = f"ivrsim diff {flow} {flow} --variant {shlex.quote(options.variant)} compares it with its variant"
        raise UsageError(f"{options.old} is one flow, and diff compares two: {words}")
    is_nearest = nearest is None or (given is not None and given.resolve() == nearest.resolve())
    if options.variant is None and is_nearest:
        raise UsageError(f"{options.old} is one flow, and diff compares two: {_since_commit(options.old)}")


def _since_commit(flow: str) -> str:
    return f"ivrsim diff {HEAD} {shlex.quote(flow)} compares it with the last commit"


def open_side(side: str | None, opposite: str | None) -> Flow:
    """A flow that is compared: a FLOW, or a revision; without a path, it is where ``opposite`` is."""
    return open_side_with_shelf(side, opposite)[0]


def open_side_with_shelf(side: str | None, opposite: str | None) -> tuple[Flow, Shelf]:
    """The same flow, and what it was loaded from."""
    if side is not None and is_revision(side):
        flow, shelf = load_revision_with_shelf(revision(side, opposite))
    else:
        flow, shelf = load_visibly(side)
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    return flow, shelf


def _prefix_of(side: str | None) -> str:
    """Return what stands before the path of a file in a revision: ``git:main:``."""
    return f"git:{side.removeprefix('git:').partition(':')[0]}:" if side is not None and is_revision(side) else ""
