"""``ivrsim report --verify`` with an account: the live configuration compared with the approved one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from simulator.cli.account_flags import AccountView, owned_by_lock, read_account
from simulator.cli.change_flags import hours_wanted, utc_now
from simulator.cli.progress import ProgressLine
from simulator.cli.screen import complain, say
from simulator.config.flow import Flow
from simulator.graph.plain_words import visible
from simulator.loader.flow_location import FLOW_FILES, locate_flow
from simulator.loader.receptionist_file import Shelf
from simulator.provider.change.behaviour import review_plan
from simulator.provider.change.field_comparison import ReceptionistComparison
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.change.planner import make_plan
from simulator.provider.live.live_state import number_digits
from simulator.provider.live.matching import match_ids
from simulator.provider.live.number_targets import leads_elsewhere, target_words
from simulator.provider.live.schedule_notices import unsent_notices
from simulator.report.review_report import review_text
from simulator.wire.vr import WRITE_NAMES

OTHER = 1
"""The exit code where a flow, or what is live, is not what was approved."""


def is_live_wanted(options: argparse.Namespace) -> bool:
    """Return whether the command line names an account, or responses in its place."""
    return any((options.url, options.account, options.saved))


def verify_live(options: argparse.Namespace, approved: Flow, shelf: Shelf, title: str) -> int:
    """Say whether what is live is the approved flow; ``title`` names the approval. Return the exit code.

    0: callers notice no difference. 1: they do, or too little of what is live is known to tell.
    """
    account_view = read_account(options, options.flow, hours=lambda: hours_wanted(approved))
    owned = _owned_receptionists(options, account_view)
    locked = {key: item.id for key, item in owned.items()}
    ids = match_ids(shelf.drafts, locked, account_view.inventory.receptionists).ids
    models = {key: model.model_copy(update={"id": ids.get(key)}) for key, model in approved.receptionists.items()}
    approved = replace(approved, receptionists=models)
    inventory, dialect = account_view.inventory, account_view.dialect
    plan, comparisons = make_plan(
        approved, owned, inventory.receptionists, inventory.numbers, host="", dialect=dialect, planned_at=utc_now()
    )
    faults = [*_number_faults(approved, account_view, plan.ids), *_missing(comparisons)]
    notices = unsent_notices(approved, plan.ids, inventory.time_groups, plan.made.date())
    faults += [f"{notice.kind} {notice.name}: {difference}" for notice in notices for difference in notice.differences]
    with ProgressLine(timed=True) as progress:
        review = review_plan(
            approved,
            comparisons,
            inventory.receptionists,
            inventory.numbers,
            dialect,
            show=progress.show,
            live_is_new=True,
        )
    for line in _unseen(comparisons):
        complain(f"note: {line}")
    complain("note: an account lists recordings by id only, so their words are not compared with the approved ones")
    for notice in notices:
        if not notice.is_compared:
            complain(f"note: {notice.kind} {notice.name} is not compared")
    unread = [comparison.key for comparison in comparisons if comparison.unknown or comparison.before is None]
    if not faults and review is not None and review.equal and not unread:
        say(f"Live matches what was approved{title}: callers notice no difference.")
        return 0
    if not faults and (review is None or review.equal):
        say(f"It is not known whether live matches what was approved{title}: the response shows too little.")
        return OTHER
    say(f"Live does not match what was approved{title}.", *(f"  · {fault}" for fault in faults))
    if review is not None and not review.equal:
        say("", "Live, compared with what was approved:", "", review_text(review))
    return OTHER


def _owned_receptionists(options: argparse.Namespace, account_view: AccountView) -> Mapping[str, OwnedReceptionist]:
    """Return the receptionists in the lock next to a flow; single files share their lock with other flows."""
    path = locate_flow(options.flow).path
    return owned_by_lock(path.parent, account_view) if path is not None and path.name in FLOW_FILES else {}


def _number_faults(approved: Flow, account_view: AccountView, ids: Mapping[str, str]) -> Iterator[str]:
    leads = {number_digits(route.number): route.destination for route in account_view.inventory.numbers or ()}
    for number, target in approved.numbers.items():
        live = leads.get(number_digits(number))
        if live is not None and leads_elsewhere(approved, target, live, ids):
            yield f"{number} leads to {visible(str(live))} and not to {target_words(approved, target)}"


def _missing(comparisons: Sequence[ReceptionistComparison]) -> Iterator[str]:
    for comparison in comparisons:
        if comparison.verdict == "gone":
            yield f"{comparison.key} ({comparison.id}) is no longer live"
        elif comparison.verdict == "new":
            yield f"{comparison.key} is not live"


def _unseen(comparisons: Sequence[ReceptionistComparison]) -> Iterator[str]:
    """Yield a line for each receptionist of which the response does not include every field."""
    for comparison in comparisons:
        if comparison.unknown:
            fields = ", ".join(WRITE_NAMES[field] for field in comparison.unknown)
            yield f"{comparison.key}: the response does not include {fields}"
