"""A plan of a push or a rollback: its steps in order, obstacles, and what cannot be verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, NamedTuple

from simulator.config.receptionist import Receptionist
from simulator.provider.account.endpoints import Action, endpoint_for
from simulator.provider.live.live_fields import Dialect

PlanKind = Literal["push", "rollback"]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One request. ``body`` leads to receptionists of the flow by ``@key``.

    ``postponed`` are keys that do not exist when it is sent: what leads there hangs up until a later step.
    ``before`` is what the response showed of it (write names), ``restore`` what a rollback writes (None: nothing
    can be), ``lost`` the write names whose old values are not known.
    """

    action: Action
    key: str
    id: str | None
    body: Receptionist
    postponed: tuple[str, ...] = ()
    before: Mapping[str, Any] | None = None
    restore: Receptionist | None = None
    lost: tuple[str, ...] = ()

    def request_text(self, dialect: Dialect, ids: Mapping[str, str] | None = None) -> str:
        """The request in the provider's words; an id that is not known yet is ``{key}``."""
        id = None if self.action == "create" else self.id or (ids or {}).get(self.key) or f"{{{self.key}}}"
        return " ".join(endpoint_for(dialect, self.action, self.body.destination_type, id))


class Obstacle(NamedTuple):
    """A reason to refuse a push, and the command or flag that removes it (empty: none does)."""

    why: str
    way: str = ""


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The changes to one account, and what was live when they were planned.

    ``ids`` are the provider's ids by key, ``seen`` what was shown of each of them (write names) and ``known`` the
    identity of every receptionist of the account. ``unverified`` has, by key, the write names of what is
    written that the response does not include, ``untold`` those of what is not written and may differ all the same.
    """

    kind: PlanKind
    flow: str
    host: str
    dialect: Dialect
    made: datetime
    steps: tuple[PlanStep, ...]
    ids: Mapping[str, str]
    seen: Mapping[str, Mapping[str, Any]]
    known: tuple[str, ...]
    variant: str | None = None
    take_over: tuple[str, ...] = ()
    unverified: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    untold: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    obstacles: tuple[Obstacle, ...] = ()
    notes: tuple[str, ...] = ()
    undoes: str | None = None

    @property
    def lost_fields(self) -> dict[str, tuple[str, ...]]:
        """By key, the write names that a rollback could not restore."""
        return {step.key: step.lost for step in self.steps if step.lost}
