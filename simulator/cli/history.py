"""``ivrsim history``: list the pushes and rollbacks of a flow, from their receipts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from simulator.cli.arguments import KEPT_FLOW, Parser, add_flow, add_format
from simulator.cli.screen import complain, say
from simulator.errors import UsageError
from simulator.loader.flow_location import FLOW_FILES, locate_flow
from simulator.provider.account.endpoints import Action
from simulator.provider.change.journal import Journal, unfinished_push
from simulator.provider.change.receipt import Receipt, list_receipts, undone_receipts
from simulator.words.markup import dump_json

REVISION = 10
KEYS_MOST = 12
"""Receptionists that a line lists."""


def run(arguments: list[str]) -> int:
    """List the receipts, the oldest first."""
    parser = Parser("history", "list the pushes and rollbacks of a flow", "ivrsim history flows/clinic")
    add_flow(parser, KEPT_FLOW)
    add_format(parser, "text", "json")
    options = parser.read_arguments(arguments)
    path = locate_flow(options.flow).path
    if path is None:
        raise UsageError("standard input has no history; a file or a folder is needed")
    receipts, cut_off = list_receipts(path.parent, complain), unfinished_push(path.parent)
    if path.name not in FLOW_FILES:  # single files share a folder
        receipts = [receipt for receipt in receipts if receipt.begun.file == path.name]
        cut_off = cut_off if cut_off is not None and cut_off.begun.file == path.name else None
    gone = {id: by.id for id, by in undone_receipts(receipts).items()}
    if options.format == "json":
        say(dump_json([_as_json(receipt, gone.get(receipt.id)) for receipt in receipts], indent=2))
    else:
        say(*([*_as_text(receipts, gone, cut_off)] or ["nothing was pushed from here"]))
    return 0


def _as_text(receipts: Sequence[Receipt], gone: dict[str, str], cut_off: Journal | None) -> Iterator[str]:
    for receipt in receipts:
        yield f"{receipt.begun.at:%Y-%m-%d %H:%M:%S} UTC  {receipt.path.name}  {_receipt_words(receipt)}"
        more = (
            [f"git {receipt.begun.revision[:REVISION]}{'' if receipt.begun.clean else ', with changes'}"]
            if receipt.begun.revision
            else []
        )
        more += [f"undoes {receipt.plan.undoes}"] if receipt.plan.undoes else []
        more += [f"undone by {gone[receipt.id]}"] if receipt.id in gone else []
        more += ["cut off and rolled back"] if receipt.outcome == "rolled back" else []
        more += [f"despite {gate}: {reason}" for gate, reason in receipt.begun.despite.items()]
        if more:
            yield f"    {'; '.join(more)}"
    if cut_off is not None:
        at = f"{cut_off.begun.at:%Y-%m-%d %H:%M:%S} UTC"
        goes_on = "push goes on, rollback undoes it" if cut_off.plan.kind == "push" else "rollback goes on with it"
        yield f"{at}  {cut_off.path.name}  cut off; {goes_on}"


def _receipt_words(receipt: Receipt) -> str:
    parts = [
        f"{verb} {_list_keys(keys)}" for action, verb in _VERBS.items() if (keys := _changed_keys(receipt, action))
    ]
    variant = f" (variant {receipt.plan.variant})" if receipt.plan.variant else ""
    return f"{receipt.plan.host}{variant}: {'; '.join(parts) or 'nothing was done'}"


_VERBS: dict[Action, str] = {"create": "created", "update": "changed", "delete": "deleted"}


def _changed_keys(receipt: Receipt, action: Action | None = None) -> list[str]:
    """The receptionists to which something was done; one that was made was not changed as well."""
    done = [receipt.plan.steps[index] for index in sorted(receipt.ids)]
    created = {step.key for step in done if step.action == "create"}
    keys = [
        step.key for step in done if action in (None, step.action) and (action != "update" or step.key not in created)
    ]
    return [*dict.fromkeys(keys)]


def _list_keys(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - KEYS_MOST:,} more" if len(keys) > KEYS_MOST else ""
    return f"{', '.join(keys[:KEYS_MOST])}{more}"


def _as_json(receipt: Receipt, undone_by: str | None) -> dict[str, Any]:
    begun = receipt.begun
    return {
        "id": receipt.id,
        "receipt": str(receipt.path),
        "kind": receipt.plan.kind,
        "outcome": receipt.outcome,
        "began": begun.at.isoformat(),
        "ended": receipt.ended.isoformat(),
        "host": receipt.plan.host,
        "account": begun.account,
        "variant": receipt.plan.variant,
        "git": {"revision": begun.revision, "clean": begun.clean},
        "despite": dict(begun.despite),
        "receptionists": _changed_keys(receipt),
        "undoes": receipt.plan.undoes,
        "undone_by": undone_by,
    }
