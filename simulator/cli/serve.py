"""``ivrsim serve``: the demo pages of all flows below a folder, on this machine, as their files are now."""

from __future__ import annotations

import argparse
import os
import sys
import webbrowser
from contextlib import ExitStack
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from simulator.cli.arguments import Parser, add_allow, parse_whole_number
from simulator.cli.client_flags import add_client, read_client, read_logo
from simulator.cli.revisions import is_revision
from simulator.cli.screen import complain, say
from simulator.errors import UsageError
from simulator.gc_pause import keep_nothing
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES, locate_flow
from simulator.text.missing_file import missing_message
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import OutputText

if TYPE_CHECKING:
    from simulator.web.flow_examiner import FlowExaminer
    from simulator.web.folder_server import FolderServer
    from simulator.web.phone_code import Look

DEFAULT_PORT = "8090"
LISTED_MOST = 8
"""Flows whose pages are listed with their addresses; the page lists them all."""


def _build_parser() -> Parser:
    parser = Parser(
        "serve",
        "serve the demo pages of all flows below a folder, and load them again when a file is saved",
        "ivrsim serve flows --open\n  ivrsim serve flows/clinic --phone",
    )
    parser.add_argument(
        "folder", nargs="?", metavar="DIR", default=".", help="a folder, or one FLOW (default: this folder)"
    )
    parser.add_argument(
        "--port", default=DEFAULT_PORT, metavar="N", help=f"the port; 0 takes a free one (default: {DEFAULT_PORT})"
    )
    parser.add_argument(
        "--phone",
        action="store_true",
        help="also open the pages to phones on the local network, at a random address, shown as a code to scan",
    )
    parser.add_argument("--host", metavar="ADDRESS", help="with --phone: the address of this machine on that network")
    parser.add_argument("--open", action="store_true", help="open the list of flows in the browser")
    add_client(parser)
    parser.add_argument("--since", metavar="git:REV", help="show on the pages what has changed since this revision")
    add_allow(parser)
    return parser


def run(arguments: list[str]) -> int:
    """Run ``ivrsim serve``: serve the pages until Ctrl-C. Return the exit code."""
    options = _build_parser().read_arguments(arguments)
    port = parse_whole_number(options.port, "--port", 65_535)
    host = _read_host(options)
    keep_nothing()
    top, name = _find_top(options.folder)
    try:
        from simulator.server.ready_server import open_socket
        from simulator.web.folder_server import LOOPBACK, FolderServer
    except ImportError as missing:
        raise UsageError(f"ivrsim serve needs {missing.name}: pip install 'ivrsim[web]'") from None
    examiner = _make_examiner(options, top, name)
    with ExitStack() as sockets:
        desk_socket = sockets.enter_context(open_socket(LOOPBACK, port))
        phone_socket = sockets.enter_context(_open_phone_socket(host, desk_socket)) if options.phone else None
        server = FolderServer(examiner, desk_socket, phone_socket)
        server.run(lambda: _announce(options, examiner, server, name))
    return 0


def _make_examiner(options: argparse.Namespace, top: Path, name: str) -> FlowExaminer:
    """Return the examiner of the folder's flows. Raises what loading the folder would raise where it has none."""
    from simulator.cli.earlier_flow import load_earlier
    from simulator.web.flow_examiner import FlowExaminer
    from simulator.web.served_flow import ServedSettings

    since = options.since or ""
    if since and not is_revision(since):
        raise UsageError(f"--since: {since} is not a revision; use git:HEAD, git:main or git:v1.2")
    settings = ServedSettings(_today, load_earlier, read_client(options.client), read_logo(options.logo), since)
    examiner = FlowExaminer(top, name, settings)
    if not examiner.flows:
        locate_flow(name)  # says what the folder holds
    return examiner


def _today() -> datetime:
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _find_top(source: str) -> tuple[Path, str]:
    """Return the folder, or the file of one flow, and its name in messages. Raises ``UsageError`` if it is missing."""
    if source.startswith(EXAMPLE):
        path = locate_flow(source).path
        assert path is not None, "an example is a file"
        top = path.parent if path.name in FLOW_FILES else path
        return top, os.path.relpath(top)
    top = Path(source)
    if source == "-" or not source:
        raise UsageError("serve needs a folder or a file that can be read again; use a path")
    try:
        is_there = top.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise UsageError(f"{source[:200]}: {missing_message(top)}")
    if top.name in FLOW_FILES:
        top, source = top.parent, os.path.dirname(source) or "."  # noqa: PTH120 - as it is called
    return top.resolve(), source


# -- the phone ------------------------------------------------------------------------------------


def _read_host(options: argparse.Namespace) -> str:
    """Return the address for phones; empty: none is given. Raises ``UsageError``."""
    if options.host is None:
        return ""
    if not options.phone:
        raise UsageError("--host is the address for phones; add --phone to open the pages to them")
    try:
        address = ip_address(options.host)
    except ValueError:
        address = ip_address("0.0.0.0")
    if address.is_unspecified or address.is_multicast:
        raise UsageError(f"--host {options.host}: use one address of this machine, such as 192.168.1.20")
    if address.is_global:
        complain(f"note: {address} can be reached from the internet, and so can the page while this command runs")
    return str(address)


def _open_phone_socket(host: str, desk_socket: socket) -> socket:
    """Open a socket on the local network: at the port of ``desk_socket`` if it is free there, else at any free one."""
    from simulator.server.local_address import local_network_address
    from simulator.server.ready_server import open_socket

    host = host or local_network_address()
    try:
        return open_socket(host, desk_socket.getsockname()[1])
    except UsageError:
        return open_socket(host, 0)


def _code_look() -> Look:
    """Return the look in which this terminal can show a code."""
    encoding = (sys.stdout.encoding or "ascii").lower()
    try:
        "▀▄█".encode(encoding)
    except (UnicodeError, LookupError):
        return "ascii"
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return "colour" if sys.stdout.isatty() and not plain else "blocks"


# -- what is said ---------------------------------------------------------------------------------


def _announce(options: argparse.Namespace, examiner: FlowExaminer, server: FolderServer, name: str) -> None:
    """Print the addresses of the pages."""
    flows = examiner.flows
    count = count_noun(len(flows), "flow", spell=False)
    say(f"serving {count} of {name} at {server.desk_url}; Ctrl-C ends it")
    say(*(f"  {server.desk_url}flow/{key}" for key in [*flows][:LISTED_MOST]))
    if len(flows) > LISTED_MOST:
        say(f"  and {len(flows) - LISTED_MOST:,} more, which the page lists")
    if server.phone_url:
        from simulator.web.phone_code import code_lines

        what = "the page" if len(flows) == 1 else f"the pages of all {len(flows):,} flows"
        say("", f"on a phone on this network: {server.phone_url}")
        say(f"  anyone on this network who has this address can see {what} until this command ends", "")
        say(*map(OutputText, code_lines(server.phone_url, _code_look())))
    sys.stdout.flush()
    if options.open:
        webbrowser.open(server.desk_url)
