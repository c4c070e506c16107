"""``ivrsim demo``: a flow as one HTML file that plays calls, without a server or a network."""

from __future__ import annotations

import argparse
import webbrowser
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.cli.client_flags import add_client, read_client, read_logo
from simulator.cli.flow_argument import open_flow
from simulator.cli.flow_suite import find_flow_tests
from simulator.cli.moment_odds import add_odds
from simulator.cli.output_file import refuse_no_file, refuse_taken
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_given, read_settings, read_world
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.loader.flow_location import locate_flow

if TYPE_CHECKING:
    from simulator.web.recording_audio import EmbeddedAudio

DEFAULT_OUTPUT = "demo.html"


def _build_parser() -> Parser:
    parser = Parser(
        "demo",
        "write a page that plays calls in a browser",
        "ivrsim demo example:clinic -o clinic.html --client 'Fernside Clinic'",
    )
    add_flow(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", default=DEFAULT_OUTPUT, help=f"the file to write (default: {DEFAULT_OUTPUT})"
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser afterwards")
    parser.add_argument("--force", action="store_true", help="overwrite the file if it exists")
    add_client(parser)
    parser.add_argument("--since", metavar="git:REV", help="show what has changed since this revision")
    add_odds(parser)
    add_view(parser)
    add_world(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Write the page."""
    from simulator.web.demo_page import DemoSettings, demo_html

    options = _build_parser().read_arguments(arguments)
    refuse_no_file(options.output, DEFAULT_OUTPUT, without=f"to write {DEFAULT_OUTPUT}")
    output = Path(options.output)
    refuse_taken(output, force=options.force)
    flow = open_flow(options)
    before, since = _read_revision(options, flow)
    called, given = _read_given(options, flow)
    world = read_world(options, flow)
    settings = DemoSettings(
        today=datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0),
        client=read_client(options.client),
        logo=read_logo(options.logo),
        from_entry=options.entry is not None and not flow.number,
        tests=find_flow_tests(options),
        before=before,
        since=since,
        at=world.at,
        given=given,
        audio=_read_audio(options, flow),
        shares=_find_shares(options, flow),
    )
    html = demo_html(called, settings)
    replace_text(output, html)
    for gap in settings.audio.describe_gaps(flow):
        complain(f"note: {gap}")
    say(f"{output}: {len(html.encode('utf-8')) / 1000:,.0f} KB; open it in a browser")
    if options.open:
        webbrowser.open(output.resolve().as_uri())
    return 0


def _read_given(options: argparse.Namespace, flow: Flow) -> tuple[Flow, Mapping[str, Any]]:
    """Return the flow that the page's calls are made in, and what holds for them. Raises ``UsageError``."""
    from simulator.callers.rehearsal import stay_after_voicemail

    starts = dict.fromkeys((flow.start, flow.entry, *flow.numbers.values()))
    called, given = stay_after_voicemail(flow, read_given(options.given), *starts)
    if called is not flow and (options.since is not None or options.odds is not None):
        flag = "--odds" if options.since is None else "--since"
        raise UsageError(
            f"{flag} does not go with --given ... returns: it is about callers who hang up after a message"
        )
    options.given = [f"{name}: {answer}" for name, answer in given.items()]
    read_settings(options, flow)  # refuses what the flow does not have
    return called, given


def _find_shares(options: argparse.Namespace, flow: Flow) -> Mapping[str, float | None]:
    """The shares of callers on the map of the page; none where they are not asked for."""
    if options.odds is None:
        return {}
    from simulator.cli.moment_odds import find_moment_odds
    from simulator.graph.odds.way_use import find_way_use
    from simulator.web.page_shares import page_shares

    return page_shares(find_way_use(find_moment_odds(options, flow).mixture))


def _read_audio(options: argparse.Namespace, flow: Flow) -> EmbeddedAudio:
    from simulator.web.recording_audio import NO_AUDIO, flow_audio

    path = locate_flow(options.flow).path
    return NO_AUDIO if path is None else flow_audio(flow, path)


def _read_revision(options: argparse.Namespace, flow: Flow) -> tuple[Flow | None, str]:
    """The flow as it was, and the day of that. Raises ``UsageError`` for a revision that there is not."""
    if options.since is None:
        return None, ""
    from simulator.cli.revisions import is_revision, load_revision, revision, revision_day

    if not is_revision(options.since):
        raise UsageError(f"--since: {options.since} is not a revision; use git:HEAD, git:main or git:v1.2")
    location = revision(options.since, options.flow)
    before = load_revision(location)
    return (
        before.in_variant(flow.variant) if flow.variant is not None and flow.variant in before.variants else before
    ), revision_day(location)
