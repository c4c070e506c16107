"""``ivrsim rollback``: restore what a push changed; a receipt is enough."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.account_flags import add_provider, connection
from simulator.cli.arguments import Parser
from simulator.cli.change_flags import (
    add_take_over,
    add_yes,
    carry_out,
    check_take_over,
    confirm,
    exclusive_push,
    is_journal,
    make_waiter,
    new_id,
    receipts_folder,
    refuse_obstacles,
    require_same_account,
    unknown_after_cut_off,
    utc_now,
)
from simulator.cli.git_program import state_of
from simulator.cli.screen import say
from simulator.errors import UsageError
from simulator.graph.plain_words import count_noun
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.journal import FOLDER, Journal, PushStart, begin_journal, read_journal, unfinished_push
from simulator.provider.change.lock import read_lock
from simulator.provider.change.plan_text import plan_text
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.receipt import Receipt, list_receipts, read_receipt, undone_receipts
from simulator.provider.change.rollback_plan import plan_rollback
from simulator.text.boundary import Boundary
from simulator.text.missing_file import missing_message
from simulator.text.positions import UnreadableText

if TYPE_CHECKING:
    from simulator.config.receptionist import Receptionist
    from simulator.provider.account.client import Client
    from simulator.provider.live.live_state import NumberRoute


def run(arguments: list[str]) -> int:
    """Plan the way back, say what cannot be restored, ask, send, look."""
    options = _build_parser().read_arguments(arguments)
    path, folder = _locate_receipt(options.receipt)
    if not path.parent.is_dir():  # no folder is made for a lock where there is nothing to undo
        _refuse_missing(path)
    with connection(options, str(folder)) as client, exclusive_push(folder, client), unknown_after_cut_off(folder):
        cut_off = unfinished_push(folder)
        if cut_off is not None and os.path.realpath(cut_off.path) != os.path.realpath(path):
            raise UsageError(f"{cut_off.path} was cut off, and comes first: ivrsim rollback {cut_off.path}")
        if is_journal(path):
            journal = read_journal(path) if path.exists() else None
            if journal is None:
                _refuse_missing(path)  # another rollback may just have come to its end
                raise UsageError(f"{path}: nothing of it was begun; ivrsim history lists receipts")
            return _turn_back(client, folder, journal, options)
        return _roll_back(client, folder, read_receipt(path), options)


def _build_parser() -> Parser:
    parser = Parser(
        "rollback", "restore what was live before a push", "ivrsim rollback .ivrsim/push-20261127T090000-3f2a.json"
    )
    parser.add_argument("receipt", metavar="RECEIPT", help="of the push; or its journal, where it was cut off")
    add_take_over(parser, "restore this one even if somebody changed it since; may be repeated")
    add_yes(parser)
    add_provider(parser)
    return parser


def _locate_receipt(receipt: str) -> tuple[Path, Path]:
    """A receipt or a journal, and the folder of its flow. Raises ``UsageError`` for what lies elsewhere."""
    named = Path(receipt)
    try:
        Boundary(named.parent.parent if named.parent.name == FOLDER else named.parent).resolve(named)
    except UnreadableText as refusal:  # a link, which somebody else may have put there
        raise UsageError(f"{receipt} {refusal}") from None
    real_path = Path(os.path.realpath(named))
    if real_path.parent.name != FOLDER and not real_path.exists():
        raise UsageError(f"{receipt}: {missing_message(named, 'ivrsim history lists the receipts of a flow')}")
    if real_path.parent.name != FOLDER or real_path.is_dir():
        what = "a folder, not a receipt" if real_path.is_dir() else "not a receipt"
        where = f"receipts are in {FOLDER} next to their flow"
        raise UsageError(f"{receipt} is {what}; {where}, and ivrsim history lists them")
    folder = Path(os.path.relpath(real_path.parent.parent))
    return folder / FOLDER / real_path.name, folder


def _refuse_missing(path: Path) -> None:
    """Raise ``UsageError`` where there is no such receipt or journal."""
    if not path.exists():
        what, plural = ("journal", "receipts") if is_journal(path) else ("receipt", "them")
        raise UsageError(f"{path}: there is no such {what}; ivrsim history lists {plural}")


def _roll_back(client: Client, folder: Path, receipt: Receipt, options: argparse.Namespace) -> int:
    require_same_account(client, receipt.plan, receipt.begun, str(receipt.path))
    if receipt.outcome == "rolled back":
        raise UsageError(f"{receipt.path}: this push was cut off, and rolled back then")
    _refuse_undone(folder, receipt)
    plan = plan_rollback(
        receipt.plan,
        PushProgress(receipt.ids, receipt.kept),
        client.receptionists(),
        planned_at=utc_now(),
        undoes=receipt.id,
        after=receipt.after,
        take_over=options.take_over,
        written=_written_by_push(client, folder),
        numbers=_read_numbers(client),
    )
    if not _asked_for(plan, options, client.wire.settings.host):
        return 0
    at = utc_now()
    begun = PushStart(
        new_id("rollback", at), at, client.wire.settings.account, *state_of(folder), file=receipt.begun.file
    )
    receipts_folder(folder)
    _finish_journal(client, folder, begin_journal(folder, begun, plan))
    return 0


def _read_numbers(client: Client) -> tuple[NumberRoute, ...]:
    """Return where numbers lead, which matters where something may be deleted."""
    return client.numbers() or () if client.dialect == "ivr" else ()


def _written_by_push(client: Client, folder: Path) -> dict[str, Receptionist]:
    """Return what the lock knows to have been pushed last."""
    owned = read_lock(folder).owned_at(client.wire.settings.host, client.dialect)
    return {key: entry.written for key, entry in owned.items() if entry.written is not None}


def _refuse_undone(folder: Path, receipt: Receipt) -> None:
    """Raise ``UsageError`` for a receipt that was rolled back, and that rollback was not."""
    by = undone_receipts(list_receipts(folder)).get(receipt.id)
    if by is not None:
        raise UsageError(f"{receipt.path}: undone by {by.path} already; ivrsim rollback {by.path} would undo that")


def _turn_back(client: Client, folder: Path, journal: Journal, options: argparse.Namespace) -> int:
    """Undo what a push did that was cut off; a rollback that was cut off goes on."""
    from simulator.provider.change.push import PushRun

    require_same_account(client, journal.plan, journal.begun, str(journal.path))
    if journal.plan.kind == "push":
        carrying = PushRun(client, journal, read_lock(folder), make_waiter(client), lambda line: None, utc_now)
        # What the request under way became decides whether there is a step more to undo.
        carrying.look_up()
        journal = carrying.journal
        plan = plan_rollback(
            journal.plan,
            journal.progress,
            client.receptionists(),
            planned_at=utc_now(),
            undoes=journal.begun.id,
            take_over=options.take_over,
            numbers=_read_numbers(client),
        )
        if not _asked_for(plan, options, client.wire.settings.host, always=True):
            return 0
        journal = journal.turn_back(plan)
    else:
        confirm("A rollback was cut off; go on with it?", yes=options.yes, command="rollback")
        journal = _taken_over(client, journal, options.take_over)
    _finish_journal(client, folder, journal)
    return 0


def _taken_over(client: Client, journal: Journal, ids: list[str]) -> Journal:
    """A rollback that goes on over what somebody changed meanwhile; what is gone is left out."""
    alive = {item.id: item for item in client.receptionists()}
    for id in ids:
        if id in alive:
            journal = journal.write_accepted(id, live_body(alive[id].fields))
            continue
        for index, step in enumerate(journal.plan.steps):
            if step.id == id and index not in journal.progress.ids:
                journal = journal.write_settled(index, id)
    return journal


def _asked_for(plan: ChangePlan, options: argparse.Namespace, host: str, *, always: bool = False) -> bool:
    """Return whether there is something to do, which was agreed to."""
    check_take_over(options, plan)
    if not plan.steps and not plan.obstacles and not always:
        say("Nothing of it can be, or has to be, undone.", *(f"  · {note}" for note in plan.notes))
        return False
    say(plan_text(plan))
    refuse_obstacles(plan)
    say("")
    confirm(f"Send {count_noun(len(plan.steps), 'request')} to {host}?", yes=options.yes, command="rollback")
    return True


def _finish_journal(client: Client, folder: Path, journal: Journal) -> None:
    receipt = carry_out(client, journal, read_lock(folder), verb="the rollback")
    if journal.plan.lost_fields:
        stayed = "; ".join(f"{key}: {', '.join(names)}" for key, names in journal.plan.lost_fields.items())
        say(f"previous configuration restored, except values that were not known, which stay as pushed: {stayed}")
    else:
        say("previous configuration restored: each request was read back and compared")
    say(f"receipt: {receipt.path}")
