"""The plan that takes a push back: what was live before is written again, last things first.

It rests on a receipt, or on the journal of a push that was cut off; neither the flow nor its tests matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan, Obstacle, PlanStep
from simulator.provider.change.desired import resolve_ids, resolve_some_ids
from simulator.provider.change.drift import differences_in_words, drift_lines, shows_all
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.stepper import known_ids
from simulator.provider.live.id_spaces import live_identity
from simulator.provider.live.live_state import LiveReceptionist, NumberRoute
from simulator.provider.live.onward_links import onward_destinations


def plan_rollback(
    plan: ChangePlan,
    progress: PushProgress,
    live: Sequence[LiveReceptionist],
    *,
    planned_at: datetime,
    undoes: str,
    after: Mapping[str, Mapping[str, Any]] | None = None,
    take_over: Collection[str] = (),
    written: Mapping[str, Receptionist] | None = None,
    numbers: Sequence[NumberRoute] = (),
) -> ChangePlan:
    """Return what undoes the steps of a plan that were done, and the one that may have been.

    ``after`` is what a receipt saw last (None: the push was cut off). ``take_over`` are ids that
    are restored although somebody changed them since, ``written`` what the lock knows to have been pushed last.
    What a number or another receptionist leads to is not deleted.
    """
    return _RollbackPlanner(
        plan, progress, live, planned_at, undoes, after, take_over, written or {}, numbers
    ).build_plan()


@dataclass
class _RollbackPlanner:
    """One plan on its way."""

    plan: ChangePlan
    progress: PushProgress
    live: Sequence[LiveReceptionist]
    made: datetime
    undoes: str
    after: Mapping[str, Mapping[str, Any]] | None
    take_over: Collection[str]
    written: Mapping[str, Receptionist]
    numbers: Sequence[NumberRoute]
    obstacles: list[Obstacle] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def build_plan(self) -> ChangePlan:
        self.alive = {item.id: item for item in self.live}
        self.ids = known_ids(self.plan, self.progress)
        steps = tuple(self._rollback_steps())
        self._object_to_deleted(steps)
        return ChangePlan(
            kind="rollback",
            flow=self.plan.flow,
            host=self.plan.host,
            dialect=self.plan.dialect,
            made=self.made,
            steps=steps,
            ids=self.ids,
            seen={step.id: step.before for step in steps if step.id is not None and step.before is not None},
            known=tuple(live_identity(item, self.plan.dialect) for item in self.live),
            variant=self.plan.variant,
            take_over=tuple(self.take_over),
            unverified=self.plan.unverified,
            obstacles=tuple(self.obstacles),
            notes=tuple(self.notes),
            undoes=self.undoes,
        )

    def _rollback_steps(self) -> Iterator[PlanStep]:
        """Updates first, so that nothing leads to what is then deleted."""
        done = [(index, step) for index, step in enumerate(self.plan.steps) if self._may_be_done(index)]
        for _, step in reversed(done):
            if step.action == "update" and step.before is not None:
                yield from self._restore_step(step)
        for index, step in reversed(done):
            if step.action == "create" and index in self.progress.ids:
                yield from self._remove_step(self.progress.ids[index], step)
            elif step.action == "delete":
                self.notes.append(f"{step.key} ({step.id}) was deleted, and is not made again; ivrsim push does")

    def _may_be_done(self, index: int) -> bool:
        return index in self.progress.ids or index == self.progress.sent

    def _restore_step(self, step: PlanStep) -> Iterator[PlanStep]:
        id = step.id or self.ids[step.key]
        item = self.alive.get(id)
        if item is None:
            self.notes.append(f"{step.key} ({id}) is no longer live, and is not restored")
            return
        if step.restore is None:
            self.obstacles.append(Obstacle(f"{step.key} ({id}): what it was is not known well enough to restore it"))
            return
        self._object_to_change(step, item)
        lost = step.lost if self.plan.kind == "push" else ()  # what a rollback wrote over is known
        pushed = resolve_ids(step.body, self.ids, step.postponed)
        yield PlanStep("update", step.key, id, step.restore, (), live_body(item.fields), pushed, lost)

    def _remove_step(self, id: str, step: PlanStep) -> Iterator[PlanStep]:
        item = self.alive.get(id)
        if item is None:
            return
        if self.plan.dialect == "vr":  # its documentation has no DELETE, and to guess one could remove anything
            self.notes.append(
                f"{step.key} ({id}) was created and stays: the vr dialect documents no delete; "
                "once nothing leads there, the provider's portal removes it"
            )
            return
        self._object_to_change(step, item)
        ours = {planned.id for planned in self.plan.steps} | set(self.progress.ids.values())
        for caller in self.live:
            if caller.id not in ours and any(
                to.names_receptionist and to.id == id for to in onward_destinations(caller.fields)
            ):
                self.obstacles.append(Obstacle(f"{step.key} ({id}) is led to by {caller.name} ({caller.id}), since"))
        for number in self.numbers:
            leads = number.destination
            if leads is not None and leads.names_receptionist and leads.id == id:
                self.obstacles.append(Obstacle(f"{step.key} ({id}): the number {number.number} leads there, since"))
        yield PlanStep("delete", step.key, id, step.body, (), live_body(item.fields))

    def _object_to_change(self, step: PlanStep, item: LiveReceptionist) -> None:
        """Somebody changed it since: what they did would be lost."""
        if item.id in self.take_over:
            return
        changes = [*self._changes_since(step, item)]
        if changes:
            why = f"{step.key} ({item.id}) was changed since: {'; '.join(changes)}"
            self.obstacles.append(Obstacle(why, f"--take-over {item.id}"))

    def _changes_since(self, step: PlanStep, item: LiveReceptionist) -> Iterator[str]:
        """Yield what is live neither as the receipt saw it nor, where it was cut off, as it was before or pushed."""
        if step.restore is not None and shows_all(item, step.restore, self.plan.dialect):
            return  # it is as it was before, whoever saw to that
        last = self.written.get(step.key)
        if self.after is not None and last is not None and last != resolve_ids(step.body, self.ids):
            yield "it was pushed again (ivrsim.lock)"
        if self.after is not None:
            yield from drift_lines(self.after[item.id], item) if item.id in self.after else ()
            return
        complete, interim = resolve_some_ids(step.body, self.ids), resolve_ids(step.body, self.ids, step.postponed)
        told_now = differences_in_words(item, complete, self.plan.dialect)
        if not told_now or not differences_in_words(item, interim, self.plan.dialect):
            return
        if step.before is None:
            yield from told_now
        else:
            yield from drift_lines(step.before, item)

    def _object_to_deleted(self, steps: Sequence[PlanStep]) -> None:
        """Nothing may be restored that leads to a receptionist which is gone for good."""
        gone = {step.id for step in self.plan.steps if step.action == "delete" and step.id not in self.alive}
        for step in steps:
            led = {to.id for to in onward_destinations(step.body) if to.names_receptionist}
            if step.action == "update" and led & gone:
                why = f"{step.key} ({step.id}) led to a receptionist that the rollback deleted"
                self.obstacles.append(Obstacle(why, f"ivrsim push {self.plan.flow}"))
