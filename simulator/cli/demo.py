"""``ivrsim demo``: a flow as one HTML file that plays calls, without a server or a network."""

from __future__ import annotations

import argparse
import base64
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_flow, add_view
from simulator.cli.flow_argument import open_flow
from simulator.cli.flow_suite import find_flow_tests
from simulator.cli.screen import complain, say
from simulator.cli.world_flags import add_world, read_settings, read_world
from simulator.config.flow import Flow
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.loader.flow_location import locate_flow

if TYPE_CHECKING:
    from simulator.web.recording_audio import EmbeddedAudio

DEFAULT_OUTPUT = "demo.html"
LOGO_MOST = 500_000
"""Bytes of a logo: it is in the page whole."""

_LOGO_KINDS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"<svg": "image/svg+xml",
    b"<?xml": "image/svg+xml",
}


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
    parser.add_argument("--client", metavar="NAME", help="whose phone menu it is, as the page says it")
    parser.add_argument("--logo", metavar="FILE", help="their logo: PNG, JPEG, GIF, WebP or SVG")
    parser.add_argument("--since", metavar="git:REV", help="show what has changed since this revision")
    add_view(parser)
    add_world(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Write the page."""
    from simulator.web.demo_page import DemoSettings, demo_html

    options = _build_parser().read_arguments(arguments)
    output = Path(options.output)
    if output.exists() and not options.force:
        raise UsageError(f"{output} already exists; use --force to overwrite it")
    flow = open_flow(options)
    world = read_world(options, flow)
    read_settings(options, flow)  # refuses what the flow does not have
    before, since = _read_revision(options, flow)
    settings = DemoSettings(
        today=datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0),
        client=" ".join((options.client or "").split()),
        logo=_read_logo(options.logo),
        from_entry=options.entry is not None and not flow.number,
        tests=find_flow_tests(options),
        before=before,
        since=since,
        at=world.at,
        given=world.given,
        audio=_read_audio(options, flow),
    )
    html = demo_html(flow, settings)
    replace_text(output, html)
    for id in settings.audio.omitted:
        complain(f"note: {flow.recording_name(id)}: its audio is not in the page, which would become too large")
    say(f"{output}: {len(html.encode('utf-8')) / 1000:,.0f} KB; open it in a browser")
    if options.open:
        webbrowser.open(output.resolve().as_uri())
    return 0


def _read_audio(options: argparse.Namespace, flow: Flow) -> EmbeddedAudio:
    from simulator.web.recording_audio import NO_AUDIO, embed_audio

    path = locate_flow(options.flow).path
    if path is None:
        return NO_AUDIO
    used = dict.fromkeys(id for item in flow.receptionists.values() for id in item.recordings)
    return embed_audio(flow, path.parent, used)


def _read_logo(name: str | None) -> str:
    """The logo as a data address. Raises ``UsageError`` for a file that is none."""
    if name is None:
        return ""
    path = Path(name)
    try:
        content = path.read_bytes() if path.stat().st_size <= LOGO_MOST else None
    except OSError as error:
        raise UsageError(f"--logo: {name}: {(error.strerror or str(error)).lower()}") from None
    if content is None:
        raise UsageError(f"--logo: {name} is larger than {LOGO_MOST // 1000} KB; use a smaller picture")
    kind = next((kind for start, kind in _LOGO_KINDS.items() if content.lstrip().startswith(start)), None)
    if kind is None:
        raise UsageError(f"--logo: {name} is not a picture; use PNG, JPEG, GIF, WebP or SVG")
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


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
