"""The receipt of a push or a rollback: what was live before and after, what was sent, what could be verified.

It lies in ``.ivrsim/`` next to the flow, as JSON that people read as well; ``rollback`` needs nothing else.
No token and no other secret is in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from simulator import __version__
from simulator.disk.durable_file import replace_text
from simulator.errors import SimulatorError, UsageError
from simulator.provider.change import plan_file
from simulator.provider.change.body_values import comparable_fields
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.drift import drift_lines
from simulator.provider.change.journal import FOLDER, Journal, PushStart, parse_start
from simulator.provider.live.live_state import LiveReceptionist
from simulator.text.json_file import read_json
from simulator.wire import vr
from simulator.words.sanitizer import describe_error

MARK = "ivrsim_receipt"
VERSION = 1

Outcome = Literal["done", "rolled back"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One push or rollback that came to its end.

    ``ids`` has the provider's id of each step that was done, ``after`` what the list then showed of it
    (write names), ``kept`` how the provider's values differ from those sent; ``changed_since`` what somebody
    changed before the end. ``rolled back``: it was cut off, and what it had done was undone.
    """

    path: Path
    begun: PushStart
    ended: datetime
    plan: ChangePlan
    outcome: Outcome
    ids: Mapping[int, str]
    kept: Mapping[int, tuple[str, ...]]
    after: Mapping[str, Mapping[str, Any]]
    changed_since: tuple[str, ...] = ()

    @property
    def not_verified(self) -> dict[str, tuple[str, ...]]:
        """By key, the write names that were sent and that the list does not carry."""
        lacking_by_key: dict[str, tuple[str, ...]] = {}
        for index, step in enumerate(self.plan.steps):
            after = self.after.get(self.ids.get(index, ""))
            if after is not None and step.action != "delete":
                wires = (vr.WRITE_NAMES[field] for field in comparable_fields(step.body, self.plan.dialect))
                lacking = tuple(wire for wire in wires if wire not in after)
                if lacking:
                    lacking_by_key[step.key] = lacking
        return lacking_by_key

    @property
    def id(self) -> str:
        """``push-...`` or ``rollback-...``."""
        return self.begun.id


def receipt_of(journal: Journal, live: Sequence[LiveReceptionist], ended: datetime) -> Receipt:
    """The receipt of a push that is done, or undone, with what is live then."""
    first = journal.first_progress
    alive = {item.id: item for item in live}
    after = {id: first.after[index] for index, id in first.ids.items() if first.after.get(index) is not None}
    since = () if journal.turned_back else tuple(_changes_since(journal, after, alive))
    return Receipt(
        path=journal.path.with_suffix(".json"),
        begun=journal.begun,
        ended=ended,
        plan=journal.first,
        outcome="rolled back" if journal.turned_back else "done",
        ids=first.ids,
        kept=first.kept,
        after=after,
        changed_since=since,
    )


def _changes_since(
    journal: Journal, after: Mapping[str, Mapping[str, Any]], alive: Mapping[str, LiveReceptionist]
) -> Iterator[str]:
    """Yield what somebody changed of what a push had done, before it came to its end."""
    keys = {id: journal.first.steps[index].key for index, id in journal.first_progress.ids.items()}
    for id, fields in after.items():
        changes = ["it is no longer live"] if id not in alive else [*drift_lines(fields, alive[id])]
        yield from (f"{keys[id]} ({id}): {change}" for change in changes)


def write_receipt(receipt: Receipt) -> None:
    """Write it, all or nothing."""
    replace_text(receipt.path, json.dumps(receipt_json(receipt), indent=1, ensure_ascii=False) + "\n")


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON values: what was done step by step, then its plan."""
    begun, plan = receipt.begun, receipt.plan
    return {
        MARK: VERSION,
        "ivrsim": __version__,
        "id": begun.id,
        "kind": plan.kind,
        "outcome": receipt.outcome,
        "began": begun.at.isoformat(),
        "ended": receipt.ended.isoformat(),
        "host": plan.host,
        "dialect": plan.dialect,
        "account": begun.account,
        "git": {"revision": begun.revision, "clean": begun.clean},
        "despite": dict(begun.despite),
        "changed_since": [*receipt.changed_since],
        "file": begun.file,
        "steps": [*_step_objects(receipt)],
        "plan": plan_file.plan_json(plan),
    }


def _step_objects(receipt: Receipt) -> Iterator[dict[str, Any]]:
    plan, lacking = receipt.plan, receipt.not_verified
    for index, step in enumerate(plan.steps):
        id = receipt.ids.get(index)
        after = receipt.after.get(id or "")
        deviations = [*receipt.kept.get(index, ())]
        yield {
            "request": step.request_text(plan.dialect, {**plan.ids, **({step.key: id} if id else {})}),
            "key": step.key,
            "id": id,
            "done": id is not None,
            "before": None if step.before is None else dict(step.before),
            "after": None if after is None else dict(after),
            "kept_otherwise": deviations,
            "verified": id is not None and not deviations,
            "not_verified": [*lacking.get(step.key, ())],
        }


def read_receipt(path: Path) -> Receipt:
    """The receipt of a file. Raises ``UsageError``."""
    try:
        return _parse_receipt(path, read_json(path))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such receipt; ivrsim history lists them") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder; a receipt is a file, {FOLDER}/push-....json next to a flow") from None
    except (KeyError, TypeError, AttributeError, ValueError, SimulatorError):
        raise UsageError(f"{path}: no receipt of ivrsim, or a damaged one") from None


def _parse_receipt(path: Path, content: Mapping[str, Any]) -> Receipt:
    if content[MARK] != VERSION:
        raise UsageError(f"{path}: version {content[MARK]!r}; this ivrsim reads version {VERSION}")
    steps = dict(enumerate(content["steps"]))
    plan = plan_file.plan_from_json(content["plan"])
    if len(steps) != len(plan.steps):
        raise ValueError("what was done is not step by step what was planned")
    begun = parse_start(content, id=content["id"], at=content["began"], git=content["git"])
    return Receipt(
        path=path,
        begun=begun,
        ended=plan_file.time_of(content["ended"]),
        plan=plan,
        outcome="rolled back" if content["outcome"] == "rolled back" else "done",
        ids={index: str(step["id"]) for index, step in steps.items() if step["done"]},
        kept={
            index: tuple(map(str, step["kept_otherwise"])) for index, step in steps.items() if step["kept_otherwise"]
        },
        changed_since=tuple(map(str, content["changed_since"])),
        after={str(step["id"]): dict(step["after"]) for step in steps.values() if step["after"] is not None},
    )


def undone_receipts(receipts: Sequence[Receipt]) -> dict[str, Receipt]:
    """Map the id of each push that is undone to the receipt that undid it. A rollback that is undone undoes nothing."""
    undone_by: dict[str, Receipt] = {}
    by_id = {receipt.id: receipt for receipt in receipts}
    for receipt in receipts:
        target = by_id.get(receipt.plan.undoes or "")
        if receipt.plan.undoes is not None and receipt.outcome == "done":
            undone_by[receipt.plan.undoes] = receipt
        if target is not None and target.plan.undoes is not None:
            undone_by.pop(target.plan.undoes, None)
    return undone_by


def list_receipts(folder: Path, report: Callable[[str], object] = lambda text: None) -> list[Receipt]:
    """The receipts of a folder, the oldest first; ``report`` gets a line for each file that is not a receipt."""
    receipts = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        try:
            receipts.append(read_receipt(path))
        except UsageError as error:
            report(describe_error(error))
    return sorted(receipts, key=lambda one: one.begun.at)
