"""``ivrsim plan``: show what a push would change, for callers and at the provider."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from simulator.cli.account_flags import AccountView, add_account, owned_by_lock, read_account, settings_of
from simulator.cli.arguments import KEPT_FLOW, Parser, add_flow, add_format, add_many, add_variant
from simulator.cli.change_flags import (
    PushTarget,
    add_take_over,
    check_take_over,
    hours_wanted,
    notices_of,
    open_target,
    unknown_after_cut_off,
    utc_now,
)
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.config.value_rules import quote_value
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.graph.review.change import Review
from simulator.loader.flow_location import path_as_flow
from simulator.provider.change.behaviour import review_plan
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.journal import unfinished_push
from simulator.provider.change.plan_file import is_plan, plan_json
from simulator.provider.change.plan_text import plan_markdown, plan_text
from simulator.provider.change.planner import make_plan
from simulator.provider.live.schedule_notices import notices_json
from simulator.report.review_report import review_json as review_json
from simulator.text.boundary import Boundary
from simulator.text.positions import UnreadableText
from simulator.words.markup import dump_json

DIFFER = 1


def run(arguments: list[str]) -> int:
    """Compare, print, and with ``--exit-code`` say whether there is something to push."""
    options = build_parser().read_arguments(arguments)
    target = open_target(options.flow, options.variant)
    _refuse_out(options)
    cut_off = unfinished_push(target.folder)
    if cut_off is not None:
        command = f"push {target.flow.source}" if cut_off.plan.kind == "push" else f"rollback {cut_off.path}"
        complain(f"note: {cut_off.path}: a {cut_off.plan.kind} was cut off; ivrsim {command} goes on with it first")
    with unknown_after_cut_off(target.folder):
        account_view = read_account(options, str(target.folder), hours=lambda: hours_wanted(target.flow))
    plan, review = plan_and_review(target, account_view, options.take_over)
    check_take_over(options, plan)
    notices = notices_of(target.flow, plan, account_view)
    document = {
        **plan_json(plan, settings_of(options, target.folder)),
        "noticed": None if review is None else _noticed_json(plan, review),
        **notices_json(notices),
    }
    if options.out:
        replace_text(Path(options.out), json.dumps(_relative_flow(options.out, document), indent=1) + "\n")
    match options.format:
        case "json":
            say(dump_json(document, indent=2))
        case "markdown":
            say(plan_markdown(plan, target.flow, review, notices))
        case _:
            say(plan_text(plan, target.flow, review, notices))
    if options.out:
        complain(f"written: {options.out}; ivrsim push {options.out} does just this, or is refused")
    return DIFFER if options.exit_code and (plan.steps or plan.obstacles) else 0


def plan_and_review(
    push_target: PushTarget, account_view: AccountView, take_over: list[str]
) -> tuple[ChangePlan, Review | None]:
    """The plan, and what callers would notice of it."""
    plan, besides = make_plan(
        push_target.flow,
        owned_by_lock(push_target.folder, account_view),
        account_view.inventory.receptionists,
        account_view.inventory.numbers,
        host=account_view.host,
        dialect=account_view.dialect,
        planned_at=utc_now(),
        take_over=take_over,
        is_whole=push_target.is_whole,
    )
    if not plan.steps:
        return plan, None
    inventory = account_view.inventory
    with ProgressLine(timed=True) as progress:
        return plan, review_plan(
            push_target.flow,
            besides,
            inventory.receptionists,
            inventory.numbers,
            account_view.dialect,
            show=progress.show,
        )


def _noticed_json(plan: ChangePlan, review: Review) -> dict[str, Any]:
    """Return what callers would notice, without a promise where it is not known what is live."""
    document = review_json(review)
    is_known = not plan.lost_fields
    return {**document, "equal": document["equal"] and is_known, "complete": document["complete"] and is_known}


def _refuse_out(options: argparse.Namespace) -> None:
    """Raise ``UsageError`` for a file that a plan may not take the place of, and for a plan that no push takes."""
    if not options.out:
        return
    if options.saved:
        raise UsageError("--out: a plan of saved responses cannot be pushed; leave --from out, or --out")
    if Path(options.out).exists() and not is_plan(Path(options.out)):
        raise UsageError(f"--out {options.out}: there is a file already that is not a plan; use another name")


def _relative_flow(out: str, document: dict[str, Any]) -> dict[str, Any]:
    """The flow as it is found from where the plan lies."""
    import os

    flow = Path(document["flow"])
    folder = Path(os.path.realpath(out)).parent
    return {**document, "flow": os.path.relpath(flow, folder)} if flow.exists() else document


def build_parser() -> Parser:
    """Return the parser of the command line."""
    parser = Parser(
        "plan", "say what a push would change, for callers and at the provider", "ivrsim plan flows/clinic --out p.json"
    )
    add_flow(parser, KEPT_FLOW)
    add_many(parser)
    add_variant(parser)
    add_take_over(parser, "a live receptionist that ivrsim never wrote and that may be overwritten; may be repeated")
    parser.add_argument("--out", metavar="FILE", help="write the plan, so that a push does just this")
    parser.add_argument("--exit-code", action="store_true", help="exit 1 when there is something to push")
    add_account(parser)
    add_format(parser, "text", "markdown", "json")
    return parser


def flow_of(plan: ChangePlan, at: Path) -> str:
    """The FLOW of a plan that lies there. Raises ``UsageError`` where it is not found from there, or lies outside."""
    there = at.parent / plan.flow
    try:
        Boundary(at.parent).resolve(there)
    except UnreadableText as refusal:
        raise UsageError(f"{at}: its flow {quote_value(plan.flow)} {refusal}") from None
    if there.exists():
        return path_as_flow(str(there))
    raise UsageError(f"{at}: its flow is {plan.flow} from where the plan lies, and is not there; ivrsim plan again")
