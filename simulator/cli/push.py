"""``ivrsim push``: make live what the flow says, once everything holds; killed at any time, it goes on."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.cli.account_flags import add_provider, connection, view_account
from simulator.cli.arguments import Parser, add_allow, add_many, add_variant
from simulator.cli.change_flags import (
    PushTarget,
    add_take_over,
    add_yes,
    carry_out,
    check_take_over,
    confirm,
    exclusive_push,
    hours_wanted,
    lock_folder,
    new_id,
    notices_of,
    open_target,
    receipts_folder,
    refuse_obstacles,
    require_same_account,
    require_same_host,
    unknown_after_cut_off,
    utc_now,
)
from simulator.cli.git_program import state_of
from simulator.cli.plan import flow_of, plan_and_review
from simulator.cli.screen import complain, say
from simulator.errors import UsageError
from simulator.graph.plain_words import count_noun
from simulator.loader.flow_location import path_as_flow
from simulator.provider.change.behaviour import phone_checks
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.gates import GATES, try_gates
from simulator.provider.change.journal import Journal, PushStart, begin_journal, unfinished_push
from simulator.provider.change.lock import FlowLock, read_lock
from simulator.provider.change.plan_file import is_plan, read_plan
from simulator.provider.change.plan_text import plan_text, plan_title, request_lines
from simulator.provider.live.schedule_notices import Notice
from simulator.words.phrases import join_words

if TYPE_CHECKING:
    from simulator.provider.account.client import Client
    from simulator.provider.change.receipt import Receipt

GATE_SHUT = 1


def run(arguments: list[str]) -> int:
    """Try the gates, plan, ask, send, look; 1 where a gate is shut."""
    options = build_parser().read_arguments(arguments)
    reasons = _override_reasons(options)
    saved = read_plan(Path(options.flow)) if options.flow and is_plan(Path(options.flow)) else None
    if saved is not None and options.variant not in (None, saved.variant):
        raise UsageError(
            f"{options.flow} is a plan of {saved.variant or 'the flow without a variant'}; leave out --variant"
        )
    source = options.flow if saved is None else flow_of(saved, Path(options.flow))
    variant = options.variant if saved is None else saved.variant
    folder, file = lock_folder(source)
    with connection(options, str(folder)) as client, exclusive_push(folder, client), unknown_after_cut_off(folder):
        # Before the flow is loaded: what was cut off goes on even if the flow has been broken since.
        journal = unfinished_push(folder)
        if journal is not None:
            _refuse_other(journal, folder, file, variant, is_plan=saved is not None)
            _finish_cut_off(client, journal, read_lock(folder), options)
        target = open_target(source, variant)
        if journal is not None and not _has_more_changes(client, target, options.take_over):
            return 0
        if not _gates_are_open(target, reasons, [item.id for item in client.receptionists()]):
            return GATE_SHUT
        return _push_flow(client, target, saved, options, reasons)


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser("push", "make the flow live, once every check and test holds", "ivrsim push flows/clinic")
    parser.add_argument("flow", nargs="?", metavar="FLOW|PLAN", help="a flow, or a plan that ivrsim plan --out wrote")
    add_allow(parser)
    add_many(parser)
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="with --all: go on with the next flow where it is not known what is live",
    )
    add_variant(parser)
    add_take_over(parser, "a live receptionist that ivrsim never wrote and that is overwritten; may be repeated")
    for gate in GATES:
        help = f"push although {gate} fail; the reason is recorded"
        parser.add_argument(f"--despite-{gate}", metavar="REASON", help=help)
    add_yes(parser)
    add_provider(parser)
    return parser


def _override_reasons(options: argparse.Namespace) -> dict[str, str]:
    """The reasons for which gates are overridden."""
    reasons: dict[str, str] = {}
    for gate in GATES:
        reason = getattr(options, f"despite_{gate}")
        if reason is not None:
            if not reason.strip():
                raise UsageError(f"--despite-{gate} needs a reason, which is recorded")
            reasons[gate] = reason.strip()
    return reasons


def _gates_are_open(push_target: PushTarget, reasons: dict[str, str], alive: list[str]) -> bool:
    """Return whether every gate is open, or overridden; what fails is reported either way."""
    result = try_gates(push_target.flow, push_target.shelf, path_as_flow(str(push_target.folder)), alive)
    for note in result.notes:
        complain(f"note: {note}")
    shut = False
    for refusal in result.refusals:
        for line in refusal.lines:
            complain(line)
        if refusal.gate in reasons:
            complain(f"note: pushed despite {refusal.gate}: {reasons[refusal.gate]}")
        else:
            shut = True
            complain(f"refused: {refusal.gate} fail, and nothing was sent; {refusal.flag} REASON overrides it")
    return not shut


def _push_flow(
    client: Client,
    push_target: PushTarget,
    saved: ChangePlan | None,
    options: argparse.Namespace,
    reasons: dict[str, str],
) -> int:
    from simulator.provider.change.push import refuse_stale

    settings = client.wire.settings
    if saved is not None:
        require_same_host(client, saved.host, options.flow)
    take_over = [*options.take_over, *(saved.take_over if saved else ())]
    account_view = view_account(client, names=False, hours=hours_wanted(push_target.flow))
    plan, review = plan_and_review(push_target, account_view, take_over)
    notices = notices_of(push_target.flow, plan, account_view)
    check_take_over(options, plan)
    if saved is not None:
        refuse_stale(saved, client.receptionists())
        # A saved plan is what somebody reviewed: anything else that the flow would now send needs a new review.
        if saved.steps != plan.steps:
            raise UsageError(f"{push_target.flow.source} is no longer what {options.flow} planned; ivrsim plan again")
    if not plan.steps:
        say(plan_text(plan, push_target.flow, None, notices))
        refuse_obstacles(plan)
        return 0
    say(plan_text(plan, push_target.flow, review, notices))
    refuse_obstacles(plan)
    say("")
    confirm(f"Send {count_noun(len(plan.steps), 'request')} to {settings.host}?", yes=options.yes, command="push")
    # Again, after the question: somebody may have thought about it for an hour.
    refuse_stale(plan, client.receptionists())
    at = utc_now()
    begun = PushStart(
        new_id("push", at), at, settings.account, *state_of(push_target.folder), reasons, push_target.file
    )
    receipts_folder(push_target.folder)
    receipt = carry_out(client, begin_journal(push_target.folder, begun, plan), push_target.lock, verb="the push")
    _report_push(receipt, phone_checks(push_target.flow, review), notices)
    return 0


def _has_more_changes(client: Client, push_target: PushTarget, take_over: list[str]) -> bool:
    """Return whether the flow says something else by now than what was just finished."""
    account_view = view_account(client, names=False, hours=hours_wanted(push_target.flow))
    plan, _ = plan_and_review(push_target, account_view, take_over)
    if not plan.steps and not plan.obstacles:
        say(plan_text(plan, push_target.flow, None, notices_of(push_target.flow, plan, account_view)))
        return False
    return True


def _refuse_other(journal: Journal, folder: Path, file: str, variant: str | None, *, is_plan: bool) -> None:
    """Raise ``UsageError`` where something else was cut off than what is asked for: that comes first."""
    if journal.plan.kind == "rollback":
        raise UsageError(f"a rollback was cut off; ivrsim rollback {journal.path} goes on with it")
    if is_plan or journal.begun.file != file or journal.plan.variant != variant:
        first_flow = f"{folder / journal.begun.file}"
        first_flow += f" --variant {journal.plan.variant}" if journal.plan.variant else ""
        raise UsageError(f"a push of {first_flow} was cut off, and comes first: ivrsim push {first_flow}")


def _finish_cut_off(client: Client, journal: Journal, lock: FlowLock, options: argparse.Namespace) -> None:
    """Finish what was cut off; what the flow says now is pushed after it."""
    from simulator.provider.change.push import how_to_go_on

    require_same_account(client, journal.plan, journal.begun, str(journal.path))
    say(f"{plan_title(journal.plan)}: a push of {journal.begun.at:%Y-%m-%d %H:%M:%S} UTC was cut off.")
    say(f"{how_to_go_on(journal)}.")
    say(*(f"  {line}" for line in request_lines(journal.plan)))
    confirm("Go on with it?", yes=options.yes, command="push")
    receipt = carry_out(client, journal, lock, verb="the push")
    _report_push(receipt, [], ())
    say("")


def _report_push(receipt: Receipt, phone: list[str], notices: Sequence[Notice]) -> None:
    """Report what is live now, what is not sent or not verified, how to undo it, and which calls show it."""
    count = len(receipt.plan.steps)
    for line in (*receipt.changed_since, *(line for lines in receipt.kept.values() for line in lines)):
        say(f"live differs from what was sent: {line}")
    if not receipt.changed_since and not receipt.kept:
        say(f"now live: {count_noun(count, 'request', spell=False)} sent, read back and compared")
    if notices:
        names = join_words([f"{notice.kind} {notice.name}" for notice in notices])
        say(f"not sent: {names}; enter them in the provider's portal as listed above")
    for key, fields in receipt.not_verified.items():
        say(f"not verified, because the response does not include it: {key}: {', '.join(fields)}")
    say(f"receipt: {receipt.path}")
    say(f"undo:    ivrsim rollback {receipt.path}")
    if phone:
        say("Make these calls, to hear it:")
        for number, line in enumerate(phone, 1):
            say(f"  {number}. {line}")
