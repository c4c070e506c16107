"""A plan as JSON, to be read before it is pushed, and kept in journals; and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from simulator.errors import SimulatorError, UsageError
from simulator.provider.account.account_settings import AccountSettings
from simulator.provider.change.body_values import body_of, model_of
from simulator.provider.change.change_plan import ChangePlan, Obstacle, PlanStep
from simulator.provider.change.desired import resolve_some_ids
from simulator.provider.live.id_spaces import with_provider_ids
from simulator.text.json_file import read_json
from simulator.wire import ivr, vr

MARK = "ivrsim_plan"
VERSION = 1


def plan_json(plan: ChangePlan, settings: AccountSettings | None = None) -> dict[str, Any]:
    """A plan as JSON values; no secret is in it. ``settings`` of the account say how bodies are written."""
    return {
        MARK: VERSION,
        "kind": plan.kind,
        "flow": plan.flow,
        "variant": plan.variant,
        "host": plan.host,
        "dialect": plan.dialect,
        "made": plan.made.isoformat(),
        "steps": [_step_json(step, plan, settings) for step in plan.steps],
        "ids": dict(plan.ids),
        "seen": {id: dict(fields) for id, fields in plan.seen.items()},
        "known": [*plan.known],
        "take_over": [*plan.take_over],
        "unverified": {key: [*fields] for key, fields in plan.unverified.items()},
        "untold": {key: [*fields] for key, fields in plan.untold.items()},
        "obstacles": [obstacle._asdict() for obstacle in plan.obstacles],
        "notes": [*plan.notes],
        "undoes": plan.undoes,
    }


def _step_json(step: PlanStep, plan: ChangePlan, settings: AccountSettings | None) -> dict[str, Any]:
    return {
        "request": step.request_text(plan.dialect, plan.ids),
        "action": step.action,
        "key": step.key,
        "id": step.id,
        "body": body_of(step.body),
        "sends": _wire_body(step, plan, settings),
        "postponed": [*step.postponed],
        "before": None if step.before is None else dict(step.before),
        "restore": None if step.restore is None else body_of(step.restore),
        "lost": [*step.lost],
    }


def _wire_body(step: PlanStep, plan: ChangePlan, settings: AccountSettings | None) -> dict[str, Any] | None:
    """The body in the provider's words, for whoever reads it; ids that are not known yet are ``@key``."""
    if step.action == "delete":
        return None
    model = with_provider_ids(resolve_some_ids(step.body, plan.ids, step.postponed))
    numbers = settings is None or settings.numbers
    if plan.dialect == "vr":
        return vr.encode_write(model, numbers=numbers)
    return ivr.encode_write(model, numbers=numbers, sms_template=settings is None or settings.sms_template)


def plan_from_json(content: Mapping[str, Any]) -> ChangePlan:
    """The plan of JSON values. Raises ``KeyError``, ``TypeError``, ``ValueError`` or ``SimulatorError``."""
    if content[MARK] != VERSION:
        raise UsageError(f"a plan of version {content[MARK]!r}; this ivrsim reads version {VERSION}")
    if content["kind"] not in ("push", "rollback") or content["dialect"] not in ("vr", "ivr"):
        raise ValueError(f"{content['kind']!r} in the dialect {content['dialect']!r}")
    return ChangePlan(
        kind=content["kind"],
        flow=str(content["flow"]),
        host=str(content["host"]),
        dialect=content["dialect"],
        made=time_of(content["made"]),
        steps=tuple(map(_step_of, content["steps"])),
        ids=_texts_by_key(content["ids"]),
        seen={str(id): dict(fields) for id, fields in content["seen"].items()},
        known=tuple(map(str, content["known"])),
        variant=text_or_none(content["variant"]),
        take_over=tuple(map(str, content["take_over"])),
        unverified=_tuples_by_key(content["unverified"]),
        untold=_tuples_by_key(content["untold"]),
        obstacles=tuple(Obstacle(str(obstacle["why"]), str(obstacle["way"])) for obstacle in content["obstacles"]),
        notes=tuple(map(str, content["notes"])),
        undoes=text_or_none(content["undoes"]),
    )


def _step_of(content: Mapping[str, Any]) -> PlanStep:
    action = content["action"]
    if action not in ("create", "update", "delete"):
        raise ValueError(f"a step that would {action!r}")
    id, restore = content["id"], content["restore"]
    return PlanStep(
        action=action,
        key=str(content["key"]),
        id=None if id is None else str(id),
        body=model_of(content["body"]),
        postponed=tuple(map(str, content["postponed"])),
        before=None if content["before"] is None else dict(content["before"]),
        restore=None if restore is None else model_of(restore),
        lost=tuple(map(str, content["lost"])),
    )


def time_of(value: Any) -> datetime:
    """Return a moment that says its offset: no other can be compared. Raises ``TypeError`` or ``ValueError``."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value!r} says no offset from UTC")
    return moment


def text_or_none(value: Any) -> str | None:
    """Return a text, or None. Raises ``TypeError`` for anything else."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def flag_or_none(value: Any) -> bool | None:
    """Return true, false or None. Raises ``TypeError`` for anything else."""
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{value!r} is not true or false")
    return value


def _tuples_by_key(content: Mapping[Any, Any]) -> dict[str, tuple[str, ...]]:
    return {str(key): tuple(map(str, values)) for key, values in content.items()}


def _texts_by_key(content: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in content.items()}


def is_plan(path: Path) -> bool:
    """Return whether a file is a plan that was written."""
    if path.suffix != ".json" or not path.is_file():
        return False
    # The mark is the first field of a plan: large other JSON files need not be parsed to say that they are not plans.
    with path.open("rb") as stream:
        return f'"{MARK}"'.encode() in stream.read(200)


def read_plan(path: Path) -> ChangePlan:
    """The plan of a file. Raises ``UsageError``."""
    try:
        return plan_from_json(read_json(path))
    except (KeyError, TypeError, AttributeError, ValueError, SimulatorError):
        raise UsageError(f"{path}: no plan of ivrsim, or a damaged one; ivrsim plan --out writes one") from None
