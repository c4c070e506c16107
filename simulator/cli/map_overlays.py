"""What the flags of ``ivrsim draw`` lay over the map: findings, a moment, odds, changes, coverage, one call."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.progress import follow, partial_note
from simulator.cli.screen import complain
from simulator.cli.world_flags import read_fixed, read_world
from simulator.draw.map_overlay import MapOverlay, merge_overlays
from simulator.draw.map_tree import MapTree
from simulator.errors import UsageError

if TYPE_CHECKING:
    from simulator.config.flow import Flow
    from simulator.loader.receptionist_file import Shelf


def find_overlay(options: argparse.Namespace, tree: MapTree, shelf: Shelf) -> MapOverlay | None:
    """Return everything that is laid over a map; None where Ctrl-C ended the search for it."""
    overlays = []
    for make in _wanted_overlays(options, tree, shelf):
        overlay = make()
        if overlay is None:
            return None
        overlays.append(overlay)
    return merge_overlays(overlays)


def _wanted_overlays(
    options: argparse.Namespace, tree: MapTree, shelf: Shelf
) -> Iterator[Callable[[], MapOverlay | None]]:
    """Yield what finds each overlay, those that say less first: the later one wins where two speak of one thing."""
    if not options.no_findings:
        yield lambda: _find_findings(tree, shelf)
    if options.at is not None or options.given:
        yield lambda: _show_moment(options, tree)
    if options.odds is not None:
        yield lambda: _show_odds(options, tree)
    if options.diff is not None:
        yield lambda: _show_changes(options, tree)
    if options.coverage:
        yield lambda: _show_coverage(options, tree)
    if options.caller is not None:
        yield lambda: _show_call(options, tree)


def _find_findings(tree: MapTree, shelf: Shelf) -> MapOverlay | None:
    from simulator.checks.run import Examination
    from simulator.draw.finding_marks import mark_findings

    examination = Examination(tree.flow, shelf)
    if (stopped := follow(examination.steps())) is not None:
        complain(f"{partial_note(stopped)} Nothing is drawn; --no-findings leaves the checks out.")
        return None
    return mark_findings(tree, examination.report().findings)


def _show_moment(options: argparse.Namespace, tree: MapTree) -> MapOverlay:
    from simulator.draw.moment_overlay import overlay_moment

    return overlay_moment(tree, read_fixed(options, tree.flow), _world_heading(options, tree.flow))


def _world_heading(options: argparse.Namespace, flow: Flow) -> str:
    """The moment, and what is given, in words."""
    parts = []
    if options.at is not None:
        from simulator.calendar.moments import describe_moment
        from simulator.calendar.zones import load_zone
        from simulator.callers.rehearsal import read_moment

        moment = read_moment(flow, read_world(options, flow).at)
        parts.append(describe_moment(moment.instant, load_zone(flow.timezone or "UTC")))
    return ", ".join([*parts, *options.given])


def _show_odds(options: argparse.Namespace, tree: MapTree) -> MapOverlay:
    from simulator.cli.moment_odds import find_moment_odds
    from simulator.draw.odds_overlay import overlay_odds
    from simulator.graph.odds.way_use import find_way_use
    from simulator.report.odds_words import map_words

    odds = find_moment_odds(options, tree.flow)
    return overlay_odds(tree, find_way_use(odds.mixture), map_words(odds))


def _show_changes(options: argparse.Namespace, tree: MapTree) -> MapOverlay:
    from simulator.cli.diff import open_side
    from simulator.draw.change_overlay import overlay_changes

    return overlay_changes(tree, open_side(options.diff, options.flow), options.diff)


def _show_coverage(options: argparse.Namespace, tree: MapTree) -> MapOverlay | None:
    from simulator.cli.existing_coverage import covered_by
    from simulator.draw.coverage_overlay import overlay_coverage

    coverage = covered_by(tree.flow, options.tests or [_tests_folder(tree.flow)])
    if (stopped := follow(coverage.search())) is not None:
        complain(f"{partial_note(stopped)} Nothing is drawn.")
        return None
    return overlay_coverage(tree, coverage)


def _tests_folder(flow: Flow) -> str:
    """The folder of a flow, where its tests are. Raises ``UsageError`` for one that has none."""
    if flow.source == "-" or flow.source.startswith("example:"):
        raise UsageError(f"--coverage needs the tests of {flow.source}; name them: --tests PATH")
    source = Path(flow.source)
    return str(source if source.is_dir() else source.parent)


def _show_call(options: argparse.Namespace, tree: MapTree) -> MapOverlay:
    from simulator.callers.rehearsal import Rehearsal
    from simulator.cli.play import parse_script
    from simulator.draw.call_overlay import overlay_call

    world = read_world(options, tree.flow)
    rehearsal = Rehearsal(tree.flow, at=world.at, given=world.given)
    return overlay_call(tree, rehearsal.play_call(parse_script(options.caller)))
