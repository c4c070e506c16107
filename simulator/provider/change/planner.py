"""The planner of a push: compares the flow with what is live; steps in order, obstacles and notes.

Pure: a flow, its lock and what is live come in; nothing is read or written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from simulator.checks.catalogue_gaps import gaps
from simulator.checks.checked_flow import CheckedFlow
from simulator.config.flow import Flow
from simulator.config.menu_engine import NO_SETTINGS
from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan, Obstacle, PlanStep
from simulator.provider.change.creation_order import creation_order
from simulator.provider.change.desired import desired_receptionists, find_actions, referenced_keys, resolve_some_ids
from simulator.provider.change.field_comparison import ReceptionistComparison, compare_receptionist
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.live.file_fields import same_name
from simulator.provider.live.id_spaces import id_meant, live_identity
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute, number_digits
from simulator.provider.live.number_targets import leads_elsewhere, reachable_keys, target_key, target_words
from simulator.wire import ivr, vr


class PlanResult(NamedTuple):
    """A plan, and every receptionist of the flow compared with its live state."""

    plan: ChangePlan
    besides: tuple[ReceptionistComparison, ...]


def make_plan(
    flow: Flow,
    owned: Mapping[str, OwnedReceptionist],
    live: Sequence[LiveReceptionist],
    numbers: Sequence[NumberRoute] | None,
    *,
    host: str,
    dialect: Dialect,
    planned_at: datetime,
    take_over: Iterable[str] = (),
    is_whole: bool = True,
) -> PlanResult:
    """Return the plan that makes live match the flow.

    ``take_over`` are ids that may be overwritten. ``is_whole``: what the lock knows is this flow's alone, as
    next to a flow.yaml; single files share theirs with other flows.
    """
    return _Planner(
        flow, owned, live, numbers, host, dialect, planned_at, (*dict.fromkeys(take_over),), is_whole
    ).build_plan()


@dataclass
class _Planner:
    """One plan on its way."""

    flow: Flow
    owned: Mapping[str, OwnedReceptionist]
    live: Sequence[LiveReceptionist]
    numbers: Sequence[NumberRoute] | None
    host: str
    dialect: Dialect
    made: datetime
    take_over: tuple[str, ...]
    is_whole: bool
    obstacles: list[Obstacle] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alive = {item.id: item for item in self.live}
        self.wanted = desired_receptionists(self.flow)
        self.ids = dict(self._find_ids())

    def build_plan(self) -> PlanResult:
        besides = [self._compare(key, model) for key, model in self.wanted.items()]
        self._add_obstacles(besides)
        changed = [comparison for comparison in besides if self._is_written(comparison)]
        creates = tuple(self._create_steps(besides))
        # New ones first, so that what is updated can lead to them; nobody is led to them before that.
        steps = (*creates, *self._postponed_updates(creates), *map(self._update_step, self._callees_first(changed)))
        known_ids = frozenset(self.ids.values())
        live_bodies = {
            comparison.live.id: live_body(comparison.live.fields)
            for comparison in besides
            if comparison.live is not None
        }
        plan = ChangePlan(
            kind="push",
            flow=self.flow.source,
            host=self.host,
            dialect=self.dialect,
            made=self.made,
            steps=steps,
            ids=self.ids,
            seen=live_bodies,
            known=tuple(live_identity(item, self.dialect) for item in self.live),
            variant=self.flow.variant,
            take_over=tuple(id for id in self.take_over if id in known_ids),
            unverified={comparison.key: _wire_names(comparison.unread) for comparison in changed if comparison.unread},
            untold={
                comparison.key: _wire_names(comparison.unknown) for comparison in besides if self._is_untold(comparison)
            },
            obstacles=tuple(self.obstacles),
            notes=tuple(self._plan_notes(besides)),
        )
        return PlanResult(plan, tuple(besides))

    # -- which is which ---------------------------------------------------------------------------

    def _find_ids(self) -> Iterator[tuple[str, str]]:
        """The id of each receptionist: of its file, else of the lock, else a key that is an id."""
        for key, model in self.flow.receptionists.items():
            owned = self.owned.get(key)
            if model.id is not None and owned is not None and model.id != owned.id:
                why = f"{key}: its file says id {model.id}, and ivrsim.lock {owned.id}"
                self.obstacles.append(Obstacle(why, f"ivrsim adopt {key} {model.id}"))
            # The file wins over the lock: it is what somebody wrote, and the lock is only what ivrsim remembers.
            id = model.id or (owned.id if owned else None) or (key if key in self.alive else None)
            if id is not None:
                yield key, id_meant(id, model.destination_type, self.alive)

    def _compare(self, key: str, model: Receptionist) -> ReceptionistComparison:
        id = self.ids.get(key)
        desired = resolve_some_ids(model, self.ids)
        return compare_receptionist(key, id, desired, self.alive.get(id or ""), self.owned.get(key), self.dialect)

    def _is_written(self, comparison: ReceptionistComparison) -> bool:
        """Return whether a push writes it: it differs, or it may and that was agreed to."""
        return comparison.verdict == "differs" or (
            comparison.verdict == "cannot be told" and comparison.id in self.take_over
        )

    def _is_untold(self, comparison: ReceptionistComparison) -> bool:
        return comparison.verdict == "cannot be told" and comparison.id not in self.take_over

    # -- steps ------------------------------------------------------------------------------------

    def _create_steps(self, besides: Iterable[ReceptionistComparison]) -> Iterator[PlanStep]:
        new = {
            comparison.key: [*referenced_keys(self.wanted[comparison.key])]
            for comparison in besides
            if comparison.verdict == "new"
        }
        for turn in creation_order(new):
            yield PlanStep("create", turn.key, None, self.wanted[turn.key], turn.postponed)

    def _postponed_updates(self, steps: Iterable[PlanStep]) -> Iterator[PlanStep]:
        """Yield the completion of receptionists created before all that they lead to; nothing leads to them yet."""
        for step in steps:
            if step.postponed:
                yield PlanStep("update", step.key, None, step.body)

    def _callees_first(self, changed: Sequence[ReceptionistComparison]) -> list[ReceptionistComparison]:
        """A menu changes after the receptionists that it leads to: no key is announced before it works."""
        by_key = {comparison.key: comparison for comparison in changed}
        leads = {key: [*referenced_keys(self.wanted[key])] for key in by_key}
        return [by_key[turn.key] for turn in creation_order(leads)]

    def _update_step(self, comparison: ReceptionistComparison) -> PlanStep:
        assert comparison.live is not None, "what is updated is live"
        lost = _wire_names(comparison.lost) if comparison.before is not None else _wire_names(tuple(vr.WRITE_NAMES))
        before = live_body(comparison.live.fields)
        restore = comparison.before and comparison.before.model_copy(update={"id": None})
        return PlanStep("update", comparison.key, comparison.id, self.wanted[comparison.key], (), before, restore, lost)

    # -- what stands against it -------------------------------------------------------------------

    def _add_obstacles(self, besides: Iterable[ReceptionistComparison]) -> None:
        ours = set(self.ids.values())
        self.obstacles += [Obstacle(text) for text in find_actions(self.wanted)]
        # Two keys for one id would make each push overwrite what the other key wrote.
        for id, count in Counter(self.ids.values()).items():
            if count > 1:
                keys = " and ".join(key for key, other_id in self.ids.items() if other_id == id)
                self.obstacles.append(Obstacle(f"{keys} are both {id}; a file's id or ivrsim.lock is wrong"))
        for comparison in besides:
            match comparison.verdict:
                case "gone":
                    away = f"take {comparison.key} out of ivrsim.lock, and the id out of its file, to create it anew"
                    self.obstacles.append(Obstacle(f"{comparison.key}: {comparison.id} is not live; {away}"))
                case "new":  # a name that is live already may be its own earlier creation, whose lock was lost
                    named = [item.id for item in self.live if same_name(item.name, comparison.model.name)]
                    self._object_to_name(comparison, [id for id in named if id not in ours])
                case "differs" if comparison.is_strange and comparison.id not in self.take_over:
                    self.obstacles.append(Obstacle(_strange_reason(comparison), f"--take-over {comparison.id}"))
            if any(way.destination.leads_back for way in comparison.model.ways()):
                why = f"{comparison.key} leads to return||1, and the provider has no such destination"
                self.obstacles.append(Obstacle(f"{why}; lead it to a receptionist, such as @{self.flow.entry}"))
            if comparison.live is not None and self._turns_kind(comparison):
                kinds = f"{comparison.live.kind} into {comparison.model.destination_type}"
                why = f"{comparison.key}: the ivr dialect cannot turn {kinds}"
                self.obstacles.append(Obstacle(f"{why}; give it another key, which is created"))

    def _object_to_name(self, comparison: ReceptionistComparison, ids: Sequence[str]) -> None:
        if ids:
            which = f"{ids[0]} is" if len(ids) == 1 else f"{' and '.join(ids[:5])} are"
            remedy = " or ".join(f"ivrsim adopt {comparison.key} {id}" for id in ids[:3])
            why = f"{comparison.key} would be created, and {which} live by its name ({comparison.model.name}) already"
            self.obstacles.append(Obstacle(why, remedy))

    def _turns_kind(self, comparison: ReceptionistComparison) -> bool:
        kind = comparison.live.kind if comparison.live else None
        return self.dialect == "ivr" and kind is not None and kind != comparison.model.destination_type

    # -- what else there is to know ---------------------------------------------------------------

    def _plan_notes(self, besides: Sequence[ReceptionistComparison]) -> Iterator[str]:
        if self.flow.dialect == "ivr" and self.dialect == "vr":
            yield "the flow is for the ivr dialect and this account is read as vr; --dialect says which it speaks"
        if self.flow.pulled and (missing := gaps(CheckedFlow(self.flow))):
            names = ", ".join(map(str, missing))
            yield f"not in the catalogue that was pulled on {self.flow.pulled}: {names}; a push refuses that (IVR114)"
        if (profile := self.flow.semantics.switch) is not None:
            yield f"the flow's semantics are {profile}: the provider has no such engine, so its menus will do otherwise"
        if own := [key for key in self.wanted if self.flow.receptionists[key].engine.settings != NO_SETTINGS]:
            keys = ", ".join(own)
            yield f"{keys}: the provider has no fields for engine settings (menus in flow.yaml); they are never sent"
        for comparison in besides:
            if self._is_untold(comparison):
                fields = ", ".join(_wire_names(comparison.unknown))
                unread = f"{comparison.key} ({comparison.id}): the response does not include {fields}"
                yield f"{unread}; --take-over {comparison.id} writes them"
        for key, model in self.wanted.items():
            silent = [vr.WRITE_NAMES[name] for name in ivr.NOT_WRITTEN if getattr(model, name)]
            if silent and self.dialect == "ivr":
                yield f"{key}: the ivr dialect has no {' and no '.join(silent)}; what the flow says of it is never sent"
        for key, owned in self.owned.items():
            is_ours = owned.id in self.ids.values()  # under another key
            if self.is_whole and key not in self.wanted and owned.id in self.alive and not is_ours:
                gone = f"{key} ({owned.id}) is no longer in the flow"
                yield f"{gone}; it stays live until you remove it in the provider's portal"
        extra = {
            name: None
            for comparison in besides
            if comparison.live and self._is_written(comparison)
            for name in comparison.live.extra
        }
        if extra:
            yield f"the response includes {', '.join(extra)}, which no documented body has; a push may lose them"
        yield from self._unreached_notes([comparison.key for comparison in besides if comparison.verdict == "new"])
        yield from self._number_notes()

    def _unreached_notes(self, new: Sequence[str]) -> Iterator[str]:
        """New receptionists to which no number leads; the routing of numbers is never changed."""
        if not new:
            return
        if self.numbers is None:
            yield f"the account does not show its numbers; whether one leads to {', '.join(new)} is not known"
            return
        by_id = {id: key for key, id in self.ids.items()}
        leads = [number.destination for number in self.numbers if number.destination is not None]
        reached = reachable_keys(self.flow, leads, by_id)
        for key in new:
            if key not in reached:
                yield f"no number leads to {key}{self._number_target(key)}; ivrsim never changes where numbers lead"

    def _number_notes(self) -> Iterator[str]:
        """Numbers of the flow that lead elsewhere; new receptionists have notes already."""
        destinations = {number_digits(route.number): route.destination for route in self.numbers or ()}
        for number, target in self.flow.numbers.items():
            leads = destinations.get(number_digits(number))
            key = target_key(self.flow, target)
            if leads is None or (key is not None and key not in self.ids):
                continue
            if leads_elsewhere(self.flow, target, leads, self.ids):
                meant = target_words(self.flow, target)
                yield f"{number} leads to {leads} and not to {meant}; ivrsim never changes where numbers lead"

    def _number_target(self, key: str) -> str:
        meant = [number for number, to in self.flow.numbers.items() if target_key(self.flow, to) == key]
        account_digits = {number_digits(route.number) for route in self.numbers or ()}
        numbers = [
            number if number_digits(number) in account_digits else f"{number}, which the account does not show"
            for number in meant
        ]
        return f" (it is meant for {' and '.join(numbers)})" if numbers else ""


def _wire_names(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(vr.WRITE_NAMES[field] for field in fields if field != "id")


def _strange_reason(comparison: ReceptionistComparison) -> str:
    """Return the reason not to overwrite a receptionist that ivrsim never wrote."""
    written = comparison.owned.written if comparison.owned is not None else None
    if written is not None and comparison.live is not None:
        pushed = f"{comparison.key} ({comparison.id}) was last pushed as {written.name}"
        return f"{pushed}, and is {comparison.live.name}; is this the account?"
    names = ", ".join(_wire_names(comparison.lost))
    lost = f"; the response does not show {names}, and what is there is lost" if names else ""
    return f"{comparison.key} ({comparison.id}) was never written by ivrsim{lost}"
