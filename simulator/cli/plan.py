"""``ivrsim plan``: what a push would change, as callers and as the provider would see it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from simulator.cli.account_flags import Told, add_account, locked, settings_of, told
from simulator.cli.arguments import KEPT_FLOW, Parser, add_flow, add_format, add_variant
from simulator.cli.changing import Target, add_take_over, known_take_over, nothing_known, now, target
from simulator.cli.screen import complain, say
from simulator.config.values import shown
from simulator.disk.durable_file import replace_text
from simulator.errors import UsageError
from simulator.graph.review.change import Review
from simulator.graph.review.text import as_json as review_json
from simulator.load.boundary import Boundary
from simulator.load.places import Unreadable
from simulator.remote.change.behaviour import reviewed
from simulator.remote.change.journal import unfinished
from simulator.remote.change.plan import Plan
from simulator.remote.change.plan_file import as_json, is_plan
from simulator.remote.change.plan_text import as_markdown, as_text
from simulator.remote.change.planning import plan
from simulator.words.markup import dump_json

DIFFER = 1


def run(arguments: list[str]) -> int:
    """Compare, print, and with ``--exit-code`` say whether there is something to push."""
    asked = _parser().read(arguments)
    here = target(asked.flow, asked.variant)
    _refuse_out(asked)
    cut_off = unfinished(here.folder)
    if cut_off is not None:
        way = f"push {here.flow.source}" if cut_off.plan.kind == "push" else f"rollback {cut_off.path}"
        complain(f"note: {cut_off.path}: a {cut_off.plan.kind} was cut off; ivrsim {way} goes on with it first")
    with nothing_known(here.folder):
        answers = told(asked, str(here.folder))
    made, found = planned(here, answers, asked.take_over)
    known_take_over(asked, made)
    document = {
        **as_json(made, settings_of(asked, here.folder)),
        "noticed": None if found is None else _noticed(made, found),
    }
    if asked.out:
        replace_text(Path(asked.out), json.dumps(_from(asked.out, document), indent=1) + "\n")
    match asked.format:
        case "json":
            say(dump_json(document, indent=2))
        case "markdown":
            say(as_markdown(made, here.flow, found))
        case _:
            say(as_text(made, here.flow, found))
    if asked.out:
        complain(f"written: {asked.out}; ivrsim push {asked.out} does just this, or is refused")
    return DIFFER if asked.exit_code and (made.steps or made.obstacles) else 0


def planned(here: Target, answers: Told, take_over: list[str]) -> tuple[Plan, Review | None]:
    """The plan, and what callers would notice of it."""
    made, besides = plan(
        here.flow,
        locked(here.folder, answers),
        answers.answers.receptionists,
        answers.answers.numbers,
        host=answers.host,
        dialect=answers.dialect,
        made=now(),
        take_over=take_over,
        is_whole=here.is_whole,
    )
    if not made.steps:
        return made, None
    told = answers.answers
    return made, reviewed(here.flow, besides, told.receptionists, told.numbers, answers.dialect)


def _noticed(made: Plan, found: Review) -> dict[str, Any]:
    """What callers would notice, without a promise where it is not known what is live."""
    told = review_json(found)
    is_known = not made.lost
    return {**told, "equal": told["equal"] and is_known, "complete": told["complete"] and is_known}


def _refuse_out(asked: argparse.Namespace) -> None:
    """Raise ``UsageError`` for a file that a plan may not take the place of, and for a plan that no push takes."""
    if not asked.out:
        return
    if asked.saved:
        raise UsageError("--out: a plan of answers that were saved cannot be pushed; leave --from out, or --out")
    if Path(asked.out).exists() and not is_plan(Path(asked.out)):
        raise UsageError(f"--out {asked.out}: there is a file already that is not a plan; use another name")


def _from(out: str, document: dict[str, Any]) -> dict[str, Any]:
    """The flow as it is found from where the plan lies."""
    import os

    flow = Path(document["flow"])
    folder = Path(os.path.realpath(out)).parent
    return {**document, "flow": os.path.relpath(flow, folder)} if flow.exists() else document


def _parser() -> Parser:
    parser = Parser(
        "plan", "say what a push would change, for callers and at the provider", "ivrsim plan flows/clinic --out p.json"
    )
    add_flow(parser, KEPT_FLOW)
    add_variant(parser)
    add_take_over(parser, "a live receptionist that ivrsim never wrote and that may be overwritten; may be repeated")
    parser.add_argument("--out", metavar="FILE", help="write the plan, so that a push does just this")
    parser.add_argument("--exit-code", action="store_true", help="exit 1 when there is something to push")
    add_account(parser)
    add_format(parser, "text", "markdown", "json")
    return parser


def flow_of(made: Plan, at: Path) -> str:
    """The FLOW of a plan that lies there. Raises ``UsageError`` where it is not found from there, or lies outside."""
    there = at.parent / made.flow
    try:
        Boundary(at.parent).resolve(there)
    except Unreadable as refusal:
        raise UsageError(f"{at}: its flow {shown(made.flow)} {refusal}") from None
    if there.exists():
        return str(there)
    raise UsageError(f"{at}: its flow is {made.flow} from where the plan lies, and is not there; ivrsim plan again")
