"""``ivrsim sandbox``: a provider to practise on, on this machine."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.cli.arguments import Parser, one_of, parse_whole_number
from simulator.cli.screen import complain, say
from simulator.disk.durable_file import OWNER, replace_text
from simulator.errors import UsageError
from simulator.provider.account.account_settings import DIALECTS
from simulator.server.loopback import is_loopback
from simulator.text.json_file import read_json
from simulator.wire.decoding import READS

if TYPE_CHECKING:
    from simulator.provider.sandbox.application import Sandbox

SEED = "example:clinic"


def _build_parser() -> Parser:
    parser = Parser("sandbox", "run a provider to practise on, on this machine", "ivrsim sandbox --port 8080")
    parser.add_argument("--port", default="8080", metavar="N", help="the port; 0 takes a free one (default: 8080)")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default: this machine alone")
    dialects = "{" + ",".join(DIALECTS) + "}"
    parser.add_argument("--dialect", type=one_of(*DIALECTS), metavar=dialects, default="vr", help="default: vr")
    reads = "{" + ",".join(READS) + "}"
    parser.add_argument(
        "--reads", type=one_of(*READS), metavar=reads, default="full", help="what a list response includes"
    )
    parser.add_argument(
        "--hours",
        action="store_true",
        help="the list of time groups also includes their hours, which is not documented",
    )
    parser.add_argument("--data", metavar="FILE", help="keep the account in this file (default: in memory)")
    parser.add_argument("--seed", metavar="FLOW", default=SEED, help=f"what an empty account holds (default: {SEED})")
    parser.add_argument("--token-seconds", metavar="N", default="3600", help="how long a token from a login lives")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME[:COUNT]", help="something to go wrong; help lists them"
    )
    return parser


def run(arguments: list[str]) -> int:
    """Serve until Ctrl-C."""
    options = _build_parser().read_arguments(arguments)
    from simulator.provider.sandbox.faults import FAULTS, Faults

    if "help" in options.fault:
        say(*(f"{name:<12} {does}" for name, does in FAULTS.items()))
        say("NAME:COUNT happens so often; get-NAME happens to reads.")
        return 0
    faults = Faults(options.fault)
    port = parse_whole_number(options.port, "--port", 65_535)
    seconds = parse_whole_number(options.token_seconds, "--token-seconds", 10**9)
    try:
        from simulator.provider.sandbox.application import Sandbox
        from simulator.provider.sandbox.server import serve_sandbox
    except ImportError as missing:
        raise UsageError(f"the sandbox needs {missing.name}: pip install 'ivrsim[sandbox]'") from None
    from simulator.loader.flow_kinds import load
    from simulator.provider.sandbox.store import Store

    seed = load(options.seed)
    is_new = options.data and not Path(options.data).exists()
    try:
        store = Store(Path(options.data) if options.data else None)
        store.seed(seed)
        store.all()
    except (sqlite3.Error, ValueError, TypeError) as error:
        if is_new:
            Path(options.data).unlink(missing_ok=True)
        why = str(error).splitlines()[0]
        raise UsageError(
            f"--data {options.data} cannot be used: {why}; use a file that ivrsim sandbox wrote, or a new name"
        ) from None
    sandbox = Sandbox(store, options.dialect, options.reads, faults, seconds, options.hours)
    if not is_loopback(options.host):
        complain(
            f"note: {options.host} can be reached by others, and anybody knows the token; it is asked by this name or "
            "by an address of this machine, and its administration (/_sandbox) is left out"
        )
    try:
        serve_sandbox(sandbox, options.host, port, lambda url: _announce_sandbox(url, sandbox))
    finally:
        store.close()
        _forget_sandbox(str(os.getpid()))
    return 0


def _announce_sandbox(url: str, sandbox: Sandbox) -> None:
    """Say where it is, to people and to ``--account sandbox``."""
    from simulator.provider.account.accounts import make_private_folder, sandbox_file

    contact = {"url": url, "dialect": sandbox.dialect, "token": sandbox.tokens.portal, "process": str(os.getpid())}
    if is_loopback(urlsplit(url).hostname or ""):
        make_private_folder(sandbox_file().parent)
        replace_text(sandbox_file(), json.dumps(contact, indent=1), OWNER)
    say(f"the sandbox is at {url}; Ctrl-C ends it")
    say("  --account sandbox reaches it from this machine, as in: ivrsim pull shop --account sandbox; else")
    say(f"  export IVRSIM_API_URL={url} IVRSIM_API_DIALECT={sandbox.dialect} IVRSIM_API_TOKEN={sandbox.tokens.portal}")
    sys.stdout.flush()


def _forget_sandbox(process: str) -> None:
    """Another sandbox that was started since stays known."""
    from simulator.provider.account.accounts import sandbox_file

    with suppress(OSError, ValueError):
        content = read_json(sandbox_file())
        if isinstance(content, dict) and content.get("process") == process:
            sandbox_file().unlink()
