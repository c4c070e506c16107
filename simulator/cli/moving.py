"""``ivrsim diff`` for a move: two flows under two engines, with a certificate of what was compared."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from simulator.cli.compared_world import read_fixed_pair
from simulator.cli.main import INTERRUPTED
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.period_flag import read_period
from simulator.cli.progress import follow, partial_note
from simulator.cli.revisions import is_revision
from simulator.cli.screen import complain, say
from simulator.cli.today_flag import today_of
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.graph.moving.item_traits import ITEM_KINDS
from simulator.graph.moving.likeness import NOTHING_STATED, RULES, StatedLikeness
from simulator.graph.moving.move import MoveReview, MoveRun, SystemMove, make_move
from simulator.loader.flow_location import EXAMPLE
from simulator.loader.receptionist_file import Shelf
from simulator.loader.semantics_section import parse_semantics_text
from simulator.report.move_report import move_json, move_markdown, move_text
from simulator.words.markup import dump_json

DIFFER = 1

OpenSide = Callable[[str | None, str | None], tuple[Flow, Shelf]]
"""Loads a side, given the other one, in whose place a revision without a path is."""

StateLikeness = Callable[[Flow, Flow], StatedLikeness]


class LoadedMove(NamedTuple):
    """A move, with the flows as they were loaded and where from, the old one first."""

    move: SystemMove
    sources: tuple[str | None, str | None]
    sides: tuple[tuple[Flow, Shelf], tuple[Flow, Shelf]]


def run_move(options: argparse.Namespace, open_side: OpenSide) -> int:
    """Compare two flows under two engines, print what callers notice, and write the certificate."""
    if options.certificate is not None:
        _refuse_uncertifiable(options)
    loaded = load_move(options, open_side, lambda old, new: _read_stated(options.alike, old, new))
    result = compare_move(options, loaded.move)
    if result is None:
        return INTERRUPTED
    if options.certificate is not None:
        from simulator.cli.certificate_check import certificate_of

        file = Path(options.certificate)
        replace_text(file, certificate_of(options, loaded, result, today_of(options), file.parent).text)
        complain(f"wrote {file}")
    match options.format:
        case "json":
            say(dump_json(move_json(result), indent=2))
        case "markdown":
            say(move_markdown(result))
        case _:
            say(move_text(result))
    return DIFFER if options.exit_code and not result.equal else 0


def load_move(options: argparse.Namespace, open_side: OpenSide, state: StateLikeness) -> LoadedMove:
    """Load both sides as a command line looks at them; ``state`` says what is known to be alike."""
    sources = options.old, options.new if options.new is not None else options.old
    sides = open_side(*sources), open_side(sources[1], sources[0])
    engines = engines_of(options)
    flags = ("--old-semantics", "--new-semantics") if options.semantics is None else ("--semantics", "--semantics")
    old, new = (_on_engine(*side) for side in zip((flow for flow, _ in sides), engines, flags, strict=True))
    if options.variant is not None:
        new = new.in_variant(options.variant)
    if options.number is not None:
        old, new = old.rung_at(options.number), new.rung_at(options.number)
    return LoadedMove(make_move(old, new, state(old, new)), sources, sides)


def engines_of(options: argparse.Namespace) -> tuple[str | None, str | None]:
    """Return what the command line says of either engine; None: it is the flow's own."""
    given = (options.old_semantics, options.new_semantics)
    old, new = (options.semantics if engine is None else engine for engine in given)
    return old, new


def _on_engine(flow: Flow, engine: str | None, flag: str) -> Flow:
    if engine is None:
        return flow
    try:
        return flow.with_semantics(parse_semantics_text(engine, flow.profiles))
    except UsageError as error:
        raise UsageError(f"{flag}: {error}") from None


def _read_stated(file: str | None, old: Flow, new: Flow) -> StatedLikeness:
    if file is None:
        return NOTHING_STATED
    from simulator.loader.alike_file import read_alike_file

    items = read_alike_file(file, old, new)
    pairs = {kind: items.pairs[kind] for kind in ITEM_KINDS if kind in items.pairs}
    return StatedLikeness(pairs, tuple(rule for rule in RULES if rule in items.rules))


def compare_move(options: argparse.Namespace, move: SystemMove) -> MoveReview | None:
    """Compare in the worlds, or over the period, of a command line; None: Ctrl-C ended it before it was known."""
    old, new = move.pair.old, move.pair.new
    if options.at is not None and options.during is not None:
        raise UsageError("--at is one moment and --during a period; use one of them")
    period = read_period(options.during, new if new.timezone else old) if options.during is not None else None
    move_run = MoveRun(move, fixed=read_fixed_pair(options, old, new), period=period)
    stopped = follow(move_run.steps())
    if stopped is not None:
        complain(partial_note(stopped))
        return None
    return move_run.review()


def _refuse_uncertifiable(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` for a certificate that could not be written, or not be checked again."""
    refuse_no_file(options.certificate, "move.yaml", without="to print the comparison", flag="--certificate")
    if "-" in (options.old, options.new):
        raise UsageError("--certificate names both flows, and standard input has no name; give a file")
    refuse_taken(Path(options.certificate), force=options.force, flag="--certificate")


def path_from(folder: Path, source: str) -> str:
    """Return how a file in a folder names a flow: relative to that folder, a revision and an example as they are."""
    if is_revision(source) or source.startswith(EXAMPLE):
        return source
    try:
        relative = os.path.relpath(source, folder)
    except ValueError:  # another drive
        relative = os.path.abspath(source)  # noqa: PTH100 - links are kept as they are
    return relative.replace(os.sep, "/")
