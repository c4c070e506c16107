"""``ivrsim rollback``: what a push changed is as it was before; a receipt is enough."""

from __future__ import annotations

import argparse
import os
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
    nothing_known,
    now,
    only_one,
    receipts_folder,
    refuse,
    same_account,
    waiter,
)
from simulator.cli.git_program import state_of
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.graph.wording import counted
from simulator.load.boundary import Boundary
from simulator.load.places import Unreadable
from simulator.remote.change.bodies import told
from simulator.remote.change.journal import FOLDER, Begun, Journal, begin, read_journal, unfinished
from simulator.remote.change.lock import read_lock
from simulator.remote.change.plan import Plan
from simulator.remote.change.plan_text import as_text
from simulator.remote.change.receipt import Receipt, read_receipt, receipts, undone
from simulator.remote.change.stepper import Progress
from simulator.remote.change.undo import plan_back

if TYPE_CHECKING:
    from simulator.config.receptionist import Receptionist
    from simulator.remote.account.client import Client
    from simulator.remote.seen.live import Number


def run(arguments: list[str]) -> int:
    """Plan the way back, say what cannot be restored, ask, send, look."""
    asked = _parser().read(arguments)
    path, folder = _place(asked.receipt)
    if not path.parent.is_dir():  # no folder is made for a lock where there is nothing to undo
        _refuse_missing(path)
    with connection(asked, str(folder)) as client, only_one(folder, client), nothing_known(folder):
        cut_off = unfinished(folder)
        if cut_off is not None and os.path.realpath(cut_off.path) != os.path.realpath(path):
            raise UsageError(f"{cut_off.path} was cut off, and comes first: ivrsim rollback {cut_off.path}")
        if is_journal(path):
            journal = read_journal(path) if path.exists() else None
            if journal is None:
                _refuse_missing(path)  # another rollback may just have come to its end
                raise UsageError(f"{path}: nothing of it was begun; ivrsim history lists receipts")
            return _turn_back(client, folder, journal, asked)
        return _roll_back(client, folder, read_receipt(path), asked)


def _parser() -> Parser:
    parser = Parser(
        "rollback", "restore what was live before a push", "ivrsim rollback .ivrsim/push-20261127T090000-3f2a.json"
    )
    parser.add_argument("receipt", metavar="RECEIPT", help="of the push; or its journal, where it was cut off")
    add_take_over(parser, "restore this one although somebody changed it since; may be repeated")
    add_yes(parser)
    add_provider(parser)
    return parser


def _place(receipt: str) -> tuple[Path, Path]:
    """A receipt or a journal, and the folder of its flow. Raises ``UsageError`` for what lies elsewhere."""
    named = Path(receipt)
    try:
        Boundary(named.parent.parent if named.parent.name == FOLDER else named.parent).resolve(named)
    except Unreadable as refusal:  # a link, which somebody else may have put there
        raise UsageError(f"{receipt} {refusal}") from None
    whole = Path(os.path.realpath(named))
    if whole.parent.name != FOLDER and not whole.exists():
        raise UsageError(f"{receipt}: there is no such file; ivrsim history lists the receipts of a flow")
    if whole.parent.name != FOLDER or whole.is_dir():
        what = "a folder, not a receipt" if whole.is_dir() else "not a receipt"
        where = f"receipts are in {FOLDER} next to their flow"
        raise UsageError(f"{receipt} is {what}; {where}, and ivrsim history lists them")
    folder = Path(os.path.relpath(whole.parent.parent))
    return folder / FOLDER / whole.name, folder


def _refuse_missing(path: Path) -> None:
    """Raise ``UsageError`` where there is no such receipt or journal."""
    if not path.exists():
        what, listed = ("journal", "receipts") if is_journal(path) else ("receipt", "them")
        raise UsageError(f"{path}: there is no such {what}; ivrsim history lists {listed}")


def _roll_back(client: Client, folder: Path, receipt: Receipt, asked: argparse.Namespace) -> int:
    same_account(client, receipt.plan, receipt.begun, str(receipt.path))
    if receipt.outcome == "rolled back":
        raise UsageError(f"{receipt.path}: this push was cut off, and rolled back then")
    _refuse_undone(folder, receipt)
    made = plan_back(
        receipt.plan,
        Progress(receipt.ids, receipt.kept),
        client.receptionists(),
        made=now(),
        undoes=receipt.id,
        after=receipt.after,
        take_over=asked.take_over,
        written=_written(client, folder),
        numbers=_numbers(client),
    )
    if not _asked_for(made, asked, client.wire.settings.host):
        return 0
    at = now()
    begun = Begun(new_id("rollback", at), at, client.wire.settings.account, *state_of(folder), file=receipt.begun.file)
    receipts_folder(folder)
    _finish(client, folder, begin(folder, begun, made))
    return 0


def _numbers(client: Client) -> tuple[Number, ...]:
    """Where numbers lead, which matters where something may be deleted."""
    return client.numbers() or () if client.dialect == "ivr" else ()


def _written(client: Client, folder: Path) -> dict[str, Receptionist]:
    """What the lock knows to have been pushed last."""
    owned = read_lock(folder).at(client.wire.settings.host, client.dialect)
    return {key: one.written for key, one in owned.items() if one.written is not None}


def _refuse_undone(folder: Path, receipt: Receipt) -> None:
    """Raise ``UsageError`` for a receipt that was rolled back, and that rollback was not."""
    by = undone(receipts(folder)).get(receipt.id)
    if by is not None:
        raise UsageError(f"{receipt.path}: undone by {by.path} already; ivrsim rollback {by.path} would undo that")


def _turn_back(client: Client, folder: Path, journal: Journal, asked: argparse.Namespace) -> int:
    """Undo what a push did that was cut off; a rollback that was cut off goes on."""
    from simulator.remote.change.push import Carrying

    same_account(client, journal.plan, journal.begun, str(journal.path))
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
            numbers=_numbers(client),
        )
        if not _asked_for(made, asked, client.wire.settings.host, always=True):
            return 0
        journal = journal.turn_back(made)
    else:
        agreed("A rollback was cut off; go on with it?", yes=asked.yes, command="rollback")
        journal = _taken_over(client, journal, asked.take_over)
    _finish(client, folder, journal)
    return 0


def _taken_over(client: Client, journal: Journal, ids: list[str]) -> Journal:
    """A rollback that goes on over what somebody changed meanwhile; what is gone is left out."""
    alive = {one.id: one for one in client.receptionists()}
    for id in ids:
        if id in alive:
            journal = journal.accepted(id, told(alive[id].fields))
            continue
        for index, step in enumerate(journal.plan.steps):
            if step.id == id and index not in journal.progress.ids:
                journal = journal.settled(index, id)
    return journal


def _asked_for(made: Plan, asked: argparse.Namespace, host: str, *, always: bool = False) -> bool:
    """Whether there is something to do, which was agreed to."""
    known_take_over(asked, made)
    if not made.steps and not made.obstacles and not always:
        say("Nothing of it can be, or has to be, undone.", *(f"  · {note}" for note in made.notes))
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
