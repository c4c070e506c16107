"""The account of a command: the provider's, or saved responses in its place."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.cli.arguments import Parser, one_of
from simulator.cli.progress import ProgressLine
from simulator.graph.work_step import show_nothing
from simulator.provider.account.account_settings import AUTHS, DIALECTS, AccountSettings
from simulator.provider.account.inventory import AccountInventory, HoursWanted, read_inventory
from simulator.provider.change.lock import OwnedReceptionist, read_lock
from simulator.provider.live.list_items import saved_answers
from simulator.provider.live.live_fields import Dialect

if TYPE_CHECKING:
    from simulator.provider.account.client import Client


def add_provider(parser: Parser) -> None:
    """Add the flags for reaching the provider; the environment and the user's accounts can set them, too."""
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
    """The provider, or ``--from``: responses in place of the account."""
    add_provider(parser)
    parser.add_argument(
        "--from",
        dest="saved",
        metavar="FILE",
        action="append",
        default=[],
        help="a list response of the provider, as saved with curl, in place of the account; may be repeated",
    )


def flags_of(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the command line says of the provider."""
    return {name: getattr(options, name, None) for name in ("account", "url", "dialect", "auth", "read_only")}


def settings_of(options: argparse.Namespace, folder: Path) -> AccountSettings | None:
    """Return the settings of the account that is meant; None where saved responses stand for it."""
    from simulator.provider.account.connection import resolve_access

    return None if options.saved else resolve_access(flags_of(options), folder).settings


def connection(options: argparse.Namespace, workspace: str | None = None) -> Client:
    """The client that the command line, the environment and the user's accounts mean."""
    from simulator.provider.account.connection import connect_client

    folder = Path(workspace) if workspace else Path()
    client: Client = connect_client(flags_of(options), folder if folder.is_dir() else folder.parent)
    return client


class AccountView(NamedTuple):
    """The lists of an account, its dialect, and its host (empty: saved responses)."""

    inventory: AccountInventory
    dialect: Dialect
    host: str = ""


def read_account(
    options: argparse.Namespace,
    workspace: str | None = None,
    *,
    hours: Callable[[], HoursWanted] = lambda: "never",
    shows_progress: bool = True,
) -> AccountView:
    """Read the account that the command line names; ``hours`` is asked once it is known which account that is."""
    if not options.saved:
        with connection(options, workspace) as client:
            return view_account(client, hours=hours(), shows_progress=shows_progress)
    live, dialect = saved_answers(options.saved)
    return AccountView(AccountInventory(live), dialect)


def view_account(
    client: Client, *, names: bool = True, hours: HoursWanted = "never", shows_progress: bool = True
) -> AccountView:
    """Read the lists of a client's account; ``names``: those of recordings, departments and users too."""
    with ProgressLine(timed=True) as progress:
        show = progress.show if shows_progress else show_nothing
        inventory = read_inventory(client, names=names, hours=hours, show=show)
    return AccountView(inventory, client.dialect, client.wire.settings.host)


def owned_by_lock(folder: Path, account_view: AccountView) -> Mapping[str, OwnedReceptionist]:
    """Return what the lock next to a flow knows of the account's host; of any host for saved responses."""
    lock = read_lock(folder)
    if account_view.host:
        return lock.owned_at(account_view.host, account_view.dialect)
    # Saved responses do not name their host: a wrong guess would at most match an id of another account.
    return {key: owned for place in lock.places.values() for key, owned in place.items()}
