"""The receipt of a push or a rollback: what was live before and after, what was sent, what could be verified.

It lies in ``.ivrsim/`` beside the flow, as JSON that people read as well; ``rollback`` needs nothing else.
No token and no other secret is in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, cast

from simulator import __version__
from simulator.errors import SimulatorError, UsageError
from simulator.remote.change import plan_file
from simulator.remote.change.bodies import told
from simulator.remote.change.journal import FOLDER, Begun, Journal
from simulator.remote.change.plan import Plan
from simulator.remote.durable import replace_text
from simulator.remote.seen.live import Live

MARK = "ivrsim_receipt"
VERSION = 1

Outcome = Literal["done", "rolled back"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One push or rollback that came to its end.

    ``ids`` has the provider's id of each step that was done, ``after`` what the list then told of it
    (write names), ``kept`` what the provider kept otherwise than it was sent. ``rolled back``: it was cut
    off, and what it had done was undone.
    """

    path: Path
    begun: Begun
    ended: datetime
    plan: Plan
    outcome: Outcome
    ids: Mapping[int, str]
    kept: Mapping[int, tuple[str, ...]]
    after: Mapping[str, Mapping[str, Any]]

    @property
    def id(self) -> str:
        """``push-...`` or ``rollback-...``."""
        return self.begun.id


def receipt_of(journal: Journal, live: Sequence[Live], ended: datetime) -> Receipt:
    """The receipt of a push that is done, or undone, with what is live then."""
    ids = journal.first_progress.ids
    alive = {one.id: one for one in live}
    return Receipt(
        path=journal.path.with_suffix(".json"),
        begun=journal.begun,
        ended=ended,
        plan=journal.first,
        outcome="rolled back" if journal.turned_back else "done",
        ids=ids,
        kept=journal.first_progress.kept,
        after={id: told(alive[id].fields) for id in ids.values() if id in alive},
    )


def write_receipt(receipt: Receipt) -> None:
    """Write it, all or nothing."""
    replace_text(receipt.path, json.dumps(as_json(receipt), indent=1, ensure_ascii=False) + "\n")


def as_json(receipt: Receipt) -> dict[str, Any]:
    """A receipt as JSON values: what was done step by step, then the plan behind it."""
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
        "file": begun.file,
        "steps": [*_steps(receipt)],
        "plan": plan_file.as_json(plan),
    }


def _steps(receipt: Receipt) -> Iterator[dict[str, Any]]:
    plan = receipt.plan
    for index, step in enumerate(plan.steps):
        id = receipt.ids.get(index)
        after = receipt.after.get(id or "")
        kept = [*receipt.kept.get(index, ())]
        yield {
            "request": step.request(plan.dialect, {**plan.ids, **({step.key: id} if id else {})}),
            "key": step.key,
            "id": id,
            "done": id is not None,
            "before": None if step.before is None else dict(step.before),
            "after": None if after is None else dict(after),
            "kept_otherwise": kept,
            "verified": id is not None and not kept,
            "not_verified": [*plan.unverified.get(step.key, ())],
        }


def read_receipt(path: Path) -> Receipt:
    """The receipt of a file. Raises ``UsageError``."""
    try:
        content = cast("Any", json.loads(path.read_text(encoding="utf-8")))
        return _receipt(path, content)
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such receipt; ivrsim history lists them") from None
    except IsADirectoryError:
        raise UsageError(f"{path} is a folder; a receipt is a file, {FOLDER}/push-....json beside a flow") from None
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError, SimulatorError):
        raise UsageError(f"{path}: no receipt of ivrsim, or a damaged one") from None


def _receipt(path: Path, content: Mapping[str, Any]) -> Receipt:
    if content[MARK] != VERSION:
        raise UsageError(f"{path}: version {content[MARK]!r}; this ivrsim reads version {VERSION}")
    steps = dict(enumerate(content["steps"]))
    begun = Begun(
        id=str(content["id"]),
        at=datetime.fromisoformat(content["began"]),
        account=str(content["account"]),
        revision=content["git"]["revision"],
        clean=content["git"]["clean"],
        despite={str(gate): str(reason) for gate, reason in content["despite"].items()},
        file=str(content["file"]),
    )
    return Receipt(
        path=path,
        begun=begun,
        ended=datetime.fromisoformat(content["ended"]),
        plan=plan_file.from_json(content["plan"]),
        outcome="rolled back" if content["outcome"] == "rolled back" else "done",
        ids={index: str(step["id"]) for index, step in steps.items() if step["done"]},
        kept={
            index: tuple(map(str, step["kept_otherwise"])) for index, step in steps.items() if step["kept_otherwise"]
        },
        after={str(step["id"]): dict(step["after"]) for step in steps.values() if step["after"] is not None},
    )


def receipts(folder: Path, told: Callable[[str], object] = lambda text: None) -> list[Receipt]:
    """The receipts of a folder, the oldest first; ``told`` hears of files that are none."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.json")):
        try:
            found.append(read_receipt(path))
        except UsageError as error:
            told(str(error))
    return sorted(found, key=lambda one: one.begun.at)
