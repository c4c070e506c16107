"""``ivrsim rollback``: what a push changed is as it was before; a receipt is enough."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.account_flags import add_provider, connection
from simulator.cli.arguments import Parser
from simulator.cli.changing import (
    add_take_over,
    add_yes,
    agreed,
    carry_out,
    is_journal,
    known_take_over,
    new_id,
    now,
    only_one,
    receipts_folder,
    refuse,
    same_host,
    waiter,
)
from simulator.cli.revisions import git_state
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.graph.wording import counted
from simulator.remote.change.journal import Begun, Journal, begin, read_journal, unfinished
from simulator.remote.change.lock import read_lock
from simulator.remote.change.plan import Plan
from simulator.remote.change.plan_text import as_text
from simulator.remote.change.receipt import Receipt, read_receipt, receipts
from simulator.remote.change.stepper import Progress
from simulator.remote.change.undo import plan_back

if TYPE_CHECKING:
    from simulator.remote.account.client import Client


def run(arguments: list[str]) -> int:
    """Plan the way back, say what cannot be restored, ask, send, look."""
    asked = _parser().read(arguments)
    path = Path(asked.receipt)
    folder = path.parent.parent
    with connection(asked, str(folder)) as client, only_one(folder, client):
        cut_off = unfinished(folder)
        if cut_off is not None and cut_off.path.resolve() != path.resolve():
            raise UsageError(f"{cut_off.path} was cut off, and comes first: ivrsim rollback {cut_off.path}")
        if is_journal(path):
            journal = read_journal(path) if path.exists() else None
            if journal is None:
                why = "nothing of it was begun" if path.exists() else "there is no such journal"
                raise UsageError(f"{path}: {why}; ivrsim history lists receipts")
            return _turn_back(client, folder, journal, asked)
        return _roll_back(client, folder, read_receipt(path), asked)


def _parser() -> Parser:
    parser = Parser(
        "rollback", "write again what was live before a push", "ivrsim rollback .ivrsim/push-20261127T090000-3f2a.json"
    )
    parser.add_argument("receipt", metavar="RECEIPT", help="of the push; or its journal, where it was cut off")
    add_take_over(parser, "restore this one although somebody changed it since; may be repeated")
    add_yes(parser)
    add_provider(parser)
    return parser


def _roll_back(client: Client, folder: Path, receipt: Receipt, asked: argparse.Namespace) -> int:
    same_host(client, receipt.plan.host, str(receipt.path))
    if receipt.outcome == "rolled back":
        raise UsageError(f"{receipt.path}: this push was cut off and rolled back; nothing of it is live")
    _refuse_undone(folder, receipt)
    made = plan_back(
        receipt.plan,
        Progress(receipt.ids, receipt.kept),
        client.receptionists(),
        made=now(),
        undoes=receipt.id,
        after=receipt.after,
        take_over=asked.take_over,
    )
    if not _asked_for(made, asked, client.wire.settings.host):
        return 0
    at = now()
    begun = Begun(new_id("rollback", at), at, client.wire.settings.account, *git_state(folder), file=receipt.begun.file)
    receipts_folder(folder)
    _finish(client, folder, begin(folder, begun, made))
    return 0


def _refuse_undone(folder: Path, receipt: Receipt) -> None:
    """Raise ``UsageError`` for a receipt that was rolled back, and that rollback was not."""
    others = receipts(folder)
    undone = {one.plan.undoes for one in others}
    by = next((one for one in others if one.plan.undoes == receipt.id and one.id not in undone), None)
    if by is not None:
        raise UsageError(f"{receipt.path}: undone by {by.path} already; ivrsim rollback {by.path} would undo that")


def _turn_back(client: Client, folder: Path, journal: Journal, asked: argparse.Namespace) -> int:
    """Undo what a push did that was cut off; a rollback that was cut off goes on."""
    from simulator.remote.change.push import Carrying

    same_host(client, journal.plan.host, str(journal.path))
    if journal.plan.kind == "push":
        carrying = Carrying(client, journal, read_lock(folder), waiter(client), lambda line: None, now)
        carrying.look_up()
        journal = carrying.journal
        made = plan_back(
            journal.plan,
            journal.progress,
            client.receptionists(),
            made=now(),
            undoes=journal.begun.id,
            take_over=asked.take_over,
        )
        if not _asked_for(made, asked, client.wire.settings.host, always=True):
            return 0
        journal = journal.turn_back(made)
    else:
        agreed("A rollback was cut off; go on with it?", yes=asked.yes, command="rollback")
    _finish(client, folder, journal)
    return 0


def _asked_for(made: Plan, asked: argparse.Namespace, host: str, *, always: bool = False) -> bool:
    """Whether there is something to do, which was agreed to."""
    known_take_over(asked, made)
    if not made.steps and not made.obstacles and not always:
        say("\n".join(["Nothing of it can be, or has to be, undone.", *(f"  · {note}" for note in made.notes)]))
        return False
    say(as_text(made))
    refuse(made)
    say("")
    agreed(f"Send {counted(len(made.steps), 'request')} to {host}?", yes=asked.yes, command="rollback")
    return True


def _finish(client: Client, folder: Path, journal: Journal) -> None:
    receipt = carry_out(client, journal, read_lock(folder), verb="the rollback")
    if journal.plan.lost:
        said = "; ".join(f"{key}: {', '.join(names)}" for key, names in journal.plan.lost.items())
        say(f"live is old, but for what nobody knew, which stays as it was pushed: {said}")
    else:
        say("live is old: what was changed is as it was, each request read back and compared")
    say(f"receipt: {receipt.path}")
