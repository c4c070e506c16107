"""Parts shared by the commands that change what is live: flags, the flow with its lock, the question, reports."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, NamedTuple

from simulator.cli.account_flags import AccountView
from simulator.cli.arguments import Parser
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, read_line, say
from simulator.config.flow import Flow
from simulator.disk.durable_file import make_folder, replace_text
from simulator.errors import RemoteError, UsageError
from simulator.loader.flow_kinds import is_answer, load_with_shelf
from simulator.loader.flow_location import EXAMPLE, FLOW_FILES, locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.provider.account.inventory import HoursWanted
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.journal import FOLDER, SUFFIX, Journal, PushStart, unfinished_push
from simulator.provider.change.lock import FlowLock, read_lock, read_unmerged
from simulator.provider.change.receipt import Receipt
from simulator.provider.live.schedule_notices import Notice, unsent_notices
from simulator.text.boundary import Boundary
from simulator.text.positions import UnreadableText
from simulator.words.sanitizer import join_lines

if TYPE_CHECKING:
    from simulator.provider.account.client import Client
    from simulator.provider.change.push import PushRun

LOOK_SECONDS = 1.0
"""How long to wait before the list is read again for a change that it does not show; twice as long each time.

On this machine a tenth of it.
"""

OURS_MOST = 5
"""Ids of a flow that a message lists."""

HELD = "push.lock"
"""The file below a flow's folder that a push or a rollback holds while it runs."""

_IGNORED = "# journals and locks are of this machine; receipts (*.json) can be committed\n*.journal\n*.lock\n"


class PushTarget(NamedTuple):
    """A flow that can go live: loaded, with the folder that its lock and receipts lie in, and the lock.

    ``file`` is the name of the file that it starts from.
    """

    flow: Flow
    shelf: Shelf
    folder: Path
    file: str
    lock: FlowLock

    @property
    def is_whole(self) -> bool:
        """Return whether the lock next to it is its alone: single files share theirs."""
        return self.file in FLOW_FILES


def lock_folder(source: str | None) -> tuple[Path, str]:
    """The folder that a FLOW's lock and receipts lie in, and the name of its file.

    Raises ``UsageError`` for one that has no such folder.
    """
    if source == "-" or str(source).startswith(EXAMPLE):
        raise UsageError(f"{source} cannot go live from there; ids and receipts are kept next to a file or a folder")
    path = locate_flow(source).path
    assert path is not None, "standard input was refused"
    folder = Path(os.path.relpath(path.parent)) if source is None else path.parent
    if (folder / FOLDER).exists() and not (folder / FOLDER).is_dir():
        raise UsageError(f"{folder / FOLDER} is a file; the receipts' folder has this name")
    try:
        Boundary(folder).resolve(folder / FOLDER)
    except UnreadableText as refusal:  # a link, which somebody else may have put there
        raise UsageError(f"{folder / FOLDER} {refusal}") from None
    return folder, path.name


def open_target(source: str | None, variant: str | None, *, unmerged: bool = False) -> PushTarget:
    """The flow of a FLOW, in a variant; ``unmerged`` accepts a lock that git could not merge.

    Raises as ``lock_folder`` does, and for a provider's response.
    """
    folder, file = lock_folder(source)
    flow, shelf = load_with_shelf(source, variant)
    for note in flow.notes:
        complain(f"note: {note.file}: {note.message}")
    if shelf.document is not None and is_answer(shelf.document):
        raise UsageError(f"{source} is a provider's response; ivrsim pull DIR --from {source} makes a flow of it")
    read = read_unmerged if unmerged else read_lock
    return PushTarget(flow, shelf, folder, file, read(folder, source or ""))


def hours_wanted(flow: Flow) -> HoursWanted:
    """Return whether the account's time groups are of use: a flow without schedules has nothing to compare."""
    return "always" if flow.schedules else "never"


def notices_of(flow: Flow, plan: ChangePlan, account_view: AccountView) -> tuple[Notice, ...]:
    """Return what a flow has that no push sends."""
    return unsent_notices(flow, plan.ids, account_view.inventory.time_groups, plan.made.date())


def add_take_over(parser: Parser, help: str) -> None:
    """``--take-over ID``: what may be overwritten although ivrsim never wrote it."""
    parser.add_argument("--take-over", metavar="ID", action="append", default=[], help=help)


def add_yes(parser: Parser) -> None:
    """``--yes``: do not ask."""
    parser.add_argument("--yes", action="store_true", help="do not ask")


def check_take_over(options: argparse.Namespace, plan: ChangePlan) -> None:
    """Raise ``UsageError`` for an id that the flow does not have."""
    for id in options.take_over:
        if id not in plan.ids.values():
            more = ", ..." if len(plan.ids) > OURS_MOST else ""
            ours = f"{', '.join([*plan.ids.values()][:OURS_MOST])}{more}" or "none yet"
            raise UsageError(f"--take-over {id}: no receptionist of {plan.flow} has this id; they have {ours}")


def confirm(
    question: str, *, yes: bool, command: str, changes: str = "what is live", otherwise: str = "nothing was sent"
) -> None:
    """Ask for a yes in full. Raises ``UsageError`` for anything else, and where nobody can answer."""
    if yes:
        return
    # A script that forgot --yes must neither wait forever nor be taken for a yes by an empty line.
    if not sys.stdin.isatty():
        raise UsageError(
            f"{command} asks before it changes {changes}, and there is no terminal to answer at; use --yes"
        )
    say(f"{question} Type yes:")
    sys.stdout.flush()
    if read_line().strip().lower() != "yes":
        raise UsageError(otherwise)


def refuse_obstacles(plan: ChangePlan) -> None:
    """Raise ``UsageError`` where something stands against a plan."""
    if plan.obstacles:
        lines = [f"  {obstacle.why}{f': {obstacle.way}' if obstacle.way else ''}" for obstacle in plan.obstacles]
        raise UsageError(join_lines(["refused, and nothing was sent:", *lines]))


@contextmanager
def exclusive_push(folder: Path, client: Client) -> Iterator[None]:
    """Hold the flow and the account: of two pushes at once, one is refused.

    The flow's lock lies in its folder, where everybody finds it, under whatever configuration; the account's
    lies in the user's configuration.
    """
    from simulator.provider.account.file_lock import account_lock, exclusive_lock

    settings = client.wire.settings
    if settings.read_only:
        raise UsageError("this would change what is live, and this is --read-only (IVRSIM_READONLY)")
    refusal = "another push is under way for {}; nothing was sent"
    receipts_folder(folder)
    # Always in this order: with two orders, two pushes could each get one lock, and both would be refused.
    with ExitStack() as locks:
        locks.enter_context(exclusive_lock(folder / FOLDER / HELD, refusal.format(folder)))
        locks.enter_context(
            exclusive_lock(account_lock(settings.host, settings.account), refusal.format(settings.host))
        )
        yield


def require_same_host(client: Client, host: str, what: str) -> None:
    """Raise ``UsageError`` where the account that is asked is not the one that is meant."""
    if client.wire.settings.host != host:
        raise UsageError(f"{what} is for {host}, and this account is at {client.wire.settings.host}")


def require_same_account(client: Client, plan: ChangePlan, begun: PushStart, what: str) -> None:
    """Raise ``UsageError`` where a push or its receipt is of another account, or in another dialect."""
    require_same_host(client, plan.host, what)
    name = client.wire.settings.account
    if begun.account and name and begun.account != name:
        raise UsageError(f"{what} is for the account {begun.account}, and this is {name}")
    if plan.dialect != client.dialect:
        raise UsageError(f"{what} is in the dialect {plan.dialect}, and this account speaks {client.dialect}")


@contextmanager
def unknown_after_cut_off(folder: Path) -> Iterator[None]:
    """Yield where a push was cut off, a failure to ask leaves it unknown what is live."""
    try:
        yield
    except RemoteError as error:
        if error.live == "old" and unfinished_push(folder) is not None:
            error.live = "not known"
        raise


def carry_out(client: Client, journal: Journal, lock: FlowLock, *, verb: str) -> Receipt:
    """Carry out what a journal says, reporting each request and, where it is interrupted, how to go on."""
    from simulator.provider.change.push import PushRun

    with ProgressLine(timed=True) as progress:

        def report(line: str) -> None:
            progress.clear()
            with suppress(OSError):  # nobody reads the output any more; the user agreed to all of the push
                say(line)

        carrying = PushRun(client, journal, lock, make_waiter(client), report, utc_now, progress.show)
        return _finish_push(carrying, verb)


def _finish_push(carrying: PushRun, verb: str) -> Receipt:
    from simulator.provider.change.push import how_to_go_on

    try:
        return carrying.carry_out()
    except KeyboardInterrupt:
        complain(f"{verb} was interrupted: {how_to_go_on(carrying.journal)}")
        raise


def make_waiter(client: Client) -> Callable[[int], object]:
    """Return what waits before the list is read again, for so many times."""
    seconds = LOOK_SECONDS / 10 if client.wire.settings.is_local else LOOK_SECONDS
    return lambda looks: sleep(seconds * 2**looks)


def utc_now() -> datetime:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def new_id(kind: str, at: datetime) -> str:
    """``push-20261127T090000-3f2a``: sorted by time, and unlike any other."""
    import secrets

    return f"{kind}-{at:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"


def receipts_folder(folder: Path) -> None:
    """Make the folder of receipts, with what git is not to keep of it."""
    ignored = folder / FOLDER / ".gitignore"
    if not ignored.exists():
        make_folder(ignored.parent)
        replace_text(ignored, _IGNORED)


def is_journal(path: Path) -> bool:
    """Return whether a path is a journal's, by its name."""
    return path.suffix == SUFFIX
