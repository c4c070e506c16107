"""``ivrsim push``: make live what the flow says, once everything holds; killed at any time, it goes on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.account_flags import Told, add_provider, connection
from simulator.cli.arguments import Parser, add_allow, add_variant
from simulator.cli.changing import (
    Target,
    add_take_over,
    add_yes,
    agreed,
    carry_out,
    known_take_over,
    new_id,
    nothing_known,
    now,
    only_one,
    place,
    receipts_folder,
    refuse,
    same_account,
    same_host,
    target,
)
from simulator.cli.git_program import state_of
from simulator.cli.plan import flow_of, planned
from simulator.cli.screen import complain, say
from simulator.errors import UsageError
from simulator.graph.wording import counted
from simulator.remote.account.ask import ask
from simulator.remote.change.behaviour import calls
from simulator.remote.change.gates import GATES, passed
from simulator.remote.change.journal import Begun, Journal, begin, unfinished
from simulator.remote.change.lock import Lock, read_lock
from simulator.remote.change.plan import Plan
from simulator.remote.change.plan_file import is_plan, read_plan
from simulator.remote.change.plan_text import as_text, requests, title

if TYPE_CHECKING:
    from simulator.remote.account.client import Client
    from simulator.remote.change.receipt import Receipt

GATE_SHUT = 1


def run(arguments: list[str]) -> int:
    """Try the gates, plan, ask, send, look; 1 where a gate is shut."""
    asked = _parser().read(arguments)
    reasons = _reasons(asked)
    saved = read_plan(Path(asked.flow)) if asked.flow and is_plan(Path(asked.flow)) else None
    if saved is not None and asked.variant not in (None, saved.variant):
        raise UsageError(
            f"{asked.flow} is a plan of {saved.variant or 'the flow without a variant'}; --variant is no more"
        )
    source = asked.flow if saved is None else flow_of(saved, Path(asked.flow))
    variant = asked.variant if saved is None else saved.variant
    folder, file = place(source)
    with connection(asked, str(folder)) as client, only_one(folder, client), nothing_known(folder):
        journal = unfinished(folder)
        if journal is not None:
            _refuse_other(journal, folder, file, variant, is_plan=saved is not None)
            _go_on(client, journal, read_lock(folder), asked)
        here = target(source, variant)
        if journal is not None and not _is_more(client, here, asked.take_over):
            return 0
        if not _open(here, reasons, [one.id for one in client.receptionists()]):
            return GATE_SHUT
        return _push(client, here, saved, asked, reasons)


def _parser() -> Parser:
    parser = Parser("push", "make the flow live, once every check and test holds", "ivrsim push flows/clinic")
    parser.add_argument("flow", nargs="?", metavar="FLOW|PLAN", help="a flow, or a plan that ivrsim plan --out wrote")
    add_allow(parser)
    add_variant(parser)
    add_take_over(parser, "a live receptionist that ivrsim never wrote and that is overwritten; may be repeated")
    for gate in GATES:
        help = f"push although {gate} fail; the reason is recorded"
        parser.add_argument(f"--despite-{gate}", metavar="REASON", help=help)
    add_yes(parser)
    add_provider(parser)
    return parser


def _reasons(asked: argparse.Namespace) -> dict[str, str]:
    """Why which gates are overridden."""
    found: dict[str, str] = {}
    for gate in GATES:
        reason = getattr(asked, f"despite_{gate}")
        if reason is not None:
            if not reason.strip():
                raise UsageError(f"--despite-{gate} needs a reason, which is recorded")
            found[gate] = reason.strip()
    return found


def _open(here: Target, reasons: dict[str, str], alive: list[str]) -> bool:
    """Whether every gate is open, or overridden; what fails is told either way."""
    found = passed(here.flow, here.shelf, str(here.folder), alive)
    for note in found.notes:
        complain(f"note: {note}")
    shut = False
    for refusal in found.refusals:
        for line in refusal.lines:
            complain(line)
        if refusal.gate in reasons:
            complain(f"note: pushed despite {refusal.gate}: {reasons[refusal.gate]}")
        else:
            shut = True
            complain(f"refused: {refusal.gate} fail, and nothing was sent; {refusal.flag} REASON overrides it")
    return not shut


def _push(client: Client, here: Target, saved: Plan | None, asked: argparse.Namespace, reasons: dict[str, str]) -> int:
    from simulator.remote.change.push import refuse_stale

    settings = client.wire.settings
    if saved is not None:
        same_host(client, saved.host, asked.flow)
    take_over = [*asked.take_over, *(saved.take_over if saved else ())]
    made, review = planned(here, Told(ask(client, names=False), client.dialect, settings.host), take_over)
    known_take_over(asked, made)
    if saved is not None:
        refuse_stale(saved, client.receptionists())
        if saved.steps != made.steps:
            raise UsageError(f"{here.flow.source} is not what {asked.flow} planned (any more); ivrsim plan again")
    if not made.steps:
        say(as_text(made, here.flow))
        refuse(made)
        return 0
    say(as_text(made, here.flow, review))
    refuse(made)
    say("")
    agreed(f"Send {counted(len(made.steps), 'request')} to {settings.host}?", yes=asked.yes, command="push")
    refuse_stale(made, client.receptionists())
    at = now()
    begun = Begun(new_id("push", at), at, settings.account, *state_of(here.folder), reasons, here.file)
    receipts_folder(here.folder)
    receipt = carry_out(client, begin(here.folder, begun, made), here.lock, verb="the push")
    _close(receipt, calls(here.flow, review))
    return 0


def _is_more(client: Client, here: Target, take_over: list[str]) -> bool:
    """Whether the flow says something else by now than what was just finished."""
    made, _ = planned(here, Told(ask(client, names=False), client.dialect, client.wire.settings.host), take_over)
    if not made.steps and not made.obstacles:
        say(as_text(made, here.flow))
        return False
    return True


def _refuse_other(journal: Journal, folder: Path, file: str, variant: str | None, *, is_plan: bool) -> None:
    """Raise ``UsageError`` where something else was cut off than what is asked for: that comes first."""
    if journal.plan.kind == "rollback":
        raise UsageError(f"a rollback was cut off; ivrsim rollback {journal.path} goes on with it")
    if is_plan or journal.begun.file != file or journal.plan.variant != variant:
        other = f"{folder / journal.begun.file}"
        other += f" --variant {journal.plan.variant}" if journal.plan.variant else ""
        raise UsageError(f"a push of {other} was cut off, and comes first: ivrsim push {other}")


def _go_on(client: Client, journal: Journal, lock: Lock, asked: argparse.Namespace) -> None:
    """Finish what was cut off; what the flow says now is pushed after it."""
    from simulator.remote.change.push import how_to_go_on

    same_account(client, journal.plan, journal.begun, str(journal.path))
    say(f"{title(journal.plan)}: a push of {journal.begun.at:%Y-%m-%d %H:%M:%S} UTC was cut off.")
    say(f"{how_to_go_on(journal)}.")
    say(*(f"  {line}" for line in requests(journal.plan)))
    agreed("Go on with it?", yes=asked.yes, command="push")
    receipt = carry_out(client, journal, lock, verb="the push")
    _close(receipt, [])
    say("")


def _close(receipt: Receipt, phone: list[str]) -> None:
    """What is live now, what could not be verified, how to undo it, and whom to call."""
    count = len(receipt.plan.steps)
    for line in (*receipt.changed_since, *(line for lines in receipt.kept.values() for line in lines)):
        say(f"live is not what was sent: {line}")
    if not receipt.changed_since and not receipt.kept:
        say(f"live is new: {count} {'request' if count == 1 else 'requests'} sent, read back and compared")
    for key, fields in receipt.not_verified.items():
        say(f"not verified, since the answer does not carry it: {key}: {', '.join(fields)}")
    say(f"receipt: {receipt.path}")
    say(f"undo:    ivrsim rollback {receipt.path}")
    if phone:
        say("Make these calls, to hear it:")
        for number, line in enumerate(phone, 1):
            say(f"  {number}. {line}")
