"""Which account a command asks: the provider's, or what somebody saved of its answers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.cli.arguments import Parser, one_of
from simulator.remote.account.ask import Answers, ask
from simulator.remote.account.settings import AUTHS, DIALECTS, Settings
from simulator.remote.change.lock import Owned, read_lock
from simulator.remote.seen.items import saved_answers
from simulator.remote.seen.wanted import Dialect

if TYPE_CHECKING:
    from simulator.remote.account.client import Client


def add_provider(parser: Parser) -> None:
    """How the provider is reached; the environment and the user's accounts say it, too."""
    parser.add_argument("--account", metavar="NAME", help="an account that ivrsim login keeps (IVRSIM_ACCOUNT)")
    parser.add_argument("--api", dest="url", metavar="URL", help="the API's root with its version (IVRSIM_API_URL)")
    dialects = "{" + ",".join(DIALECTS) + "}"
    parser.add_argument("--dialect", type=one_of(*DIALECTS), metavar=dialects, help="default: vr (IVRSIM_API_DIALECT)")
    auths = "{" + ",".join(AUTHS) + "}"
    help = "how the token is sent; default by dialect (IVRSIM_API_AUTH)"
    parser.add_argument("--auth", type=one_of(*AUTHS), metavar=auths, help=help)
    parser.add_argument(
        "--read-only", action="store_true", help="nothing but reading leaves this machine (IVRSIM_READONLY=1)"
    )


def add_account(parser: Parser) -> None:
    """The provider, or ``--from``: answers in place of the account."""
    add_provider(parser)
    parser.add_argument(
        "--from",
        dest="saved",
        metavar="FILE",
        action="append",
        default=[],
        help="a list answer of the provider, as saved with curl, in place of the account; may be repeated",
    )


def flags_of(asked: argparse.Namespace) -> dict[str, Any]:
    """What the command line says of the provider."""
    return {name: getattr(asked, name, None) for name in ("account", "url", "dialect", "auth", "read_only")}


def settings_of(asked: argparse.Namespace, folder: Path) -> Settings | None:
    """Return the settings of the account that is meant; None where saved answers stand for it."""
    from simulator.remote.account.connect import way

    return None if asked.saved else way(flags_of(asked), folder).settings


def connection(asked: argparse.Namespace, workspace: str | None = None) -> Client:
    """The client that the command line, the environment and the user's accounts mean."""
    from simulator.remote.account.connect import connected

    folder = Path(workspace) if workspace else Path()
    client: Client = connected(flags_of(asked), folder if folder.is_dir() else folder.parent)
    return client


class Told(NamedTuple):
    """What an account tells, the dialect that it speaks, and its host (empty: answers that were saved)."""

    answers: Answers
    dialect: Dialect
    host: str = ""


def told(asked: argparse.Namespace, workspace: str | None = None) -> Told:
    """What the account tells that the command line means."""
    if not asked.saved:
        with connection(asked, workspace) as client:
            return Told(ask(client), client.dialect, client.wire.settings.host)
    live, dialect = saved_answers(asked.saved)
    return Told(Answers(live), dialect)


def locked(folder: Path, told: Told) -> Mapping[str, Owned]:
    """What the lock beside a flow knows of the host that was asked; of any host, where answers were saved."""
    lock = read_lock(folder)
    if told.host:
        return lock.at(told.host, told.dialect)
    return {key: owned for place in lock.places.values() for key, owned in place.items()}
