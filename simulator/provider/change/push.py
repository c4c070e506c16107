"""Carry out a plan: journal, request, look, lock, next; and at the end the receipt.

However it ends, by an error, a signal or the power, what is on the disk says how far it got: the same call
with the journal that was left goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from simulator.config.receptionist import Receptionist
from simulator.errors import FileError, RemoteError, RemoteStale, RemoteUnsettled
from simulator.graph.work_step import ShowStep, WorkStep, show_nothing
from simulator.provider.account.endpoints import Kind
from simulator.provider.change.body_values import live_body
from simulator.provider.change.change_plan import ChangePlan, PlanStep
from simulator.provider.change.desired import resolve_ids
from simulator.provider.change.drift import differences_in_words, stale_lines
from simulator.provider.change.journal import Journal
from simulator.provider.change.lock import FlowLock, OwnedReceptionist, record_changes
from simulator.provider.change.receipt import Receipt, receipt_of, write_receipt
from simulator.provider.change.stepper import (
    FinishPush,
    ReadListAgain,
    SendRequest,
    SettleStep,
    StopPush,
    known_ids,
    live_is,
    next_action,
)
from simulator.provider.live.id_spaces import live_identity
from simulator.provider.live.live_state import LiveReceptionist
from simulator.words.phrases import count_noun
from simulator.words.sanitizer import describe_error, join_lines


class Changeable(Protocol):
    """An account whose receptionists can be read and changed: the client, or what stands for it in a test."""

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        """Return what is live."""

    def create(self, receptionist: Receptionist) -> None:
        """Make a receptionist."""

    def update(self, id: str, receptionist: Receptionist) -> None:
        """Change all of a receptionist."""

    def delete(self, id: str, kind: Kind) -> None:
        """Remove a receptionist."""


@dataclass(slots=True)
class PushRun:
    """A plan that is carried out.

    ``wait`` waits before the list is read again (it gets the number of looks so far); ``report`` gets a line for each
    request that is done, ``now`` returns the time, and ``show`` gets the number of requests done.
    """

    account: Changeable
    journal: Journal
    lock: FlowLock
    wait: Callable[[int], object]
    report: Callable[[str], object]
    now: Callable[[], datetime]
    show: ShowStep = show_nothing

    def carry_out(self) -> Receipt:
        """Do what is left of it; the receipt, which is written.

        Raises a ``RemoteError`` that says how far it got, what is live, and how to go on or back; also where
        the disk is at fault.
        """
        try:
            live = self._run_steps()
            receipt = receipt_of(self.journal, live, self.now())
            # In this order: a kill between the two leaves a journal whose steps are all done, and going on writes
            # the receipt again. The other way round it would leave neither.
            write_receipt(receipt)
            self.journal.path.unlink()
        except (RemoteError, OSError) as error:
            raise self._explain_stop(error) from error
        return receipt

    def _run_steps(self) -> Sequence[LiveReceptionist]:
        live = self.account.receptionists()
        self._take_adopted(live)
        while True:
            plan, progress = self.journal.plan, self.journal.progress
            self.show(WorkStep(len(progress.ids), len(plan.steps), "requests"))
            action = next_action(plan, progress, live)
            match action:
                case FinishPush():
                    return live
                case StopPush():
                    raise RemoteStale(action.why) if action.stale else RemoteError(action.why)
                case SettleStep():
                    self._settle_step(action, live)
                    if action.kept:
                        key = plan.steps[action.index].key
                        raise RemoteError(f"{key} ({action.id}): the provider kept {'; '.join(action.kept)}")
                    continue
                case ReadListAgain():
                    self.wait(progress.looks)
                    self.journal = self.journal.count_look()
                case SendRequest():
                    self._send_step(action)
            live = self.account.receptionists()

    def _send_step(self, action: SendRequest) -> None:
        is_first = self.journal.progress.sent is None
        self.journal = self.journal.write_sending(action.index, action.gone)
        step = self.journal.plan.steps[action.index]
        try:
            match step.action:
                case "create":
                    self.account.create(action.body)
                case "delete":
                    self.account.delete(action.id or "", action.body.destination_type)
                case _:
                    self.account.update(action.id or "", action.body)
        except RemoteUnsettled as lost:
            self.report(f"… {step.key}: {lost}; the list will show it")
        except RemoteError:
            if is_first:  # else an earlier one may have been done, whatever is said of this one
                self.journal = self.journal.write_refused()
            raise
        else:
            self.journal = self.journal.write_answered()

    def _settle_step(self, action: SettleStep, live: Sequence[LiveReceptionist]) -> None:
        """Write the lock first: if this is the end, the id is known, and the list shows the rest again."""
        plan, progress = self.journal.plan, self.journal.progress
        step = plan.steps[action.index]
        ids = {**known_ids(plan, progress), step.key: action.id}
        owned = OwnedReceptionist(
            action.id, None if step.action == "delete" else resolve_ids(step.body, ids, step.postponed)
        )
        owned_ids = self.lock.ids_at(plan.host, plan.dialect)
        renamed = [key for key, id in owned_ids.items() if id == action.id and key != step.key]
        changes = {**dict.fromkeys(renamed), step.key: None if step.action == "delete" else owned}
        self.lock = record_changes(self.lock, plan.host, plan.dialect, changes)
        body = next((live_body(item.fields) for item in live if item.id == action.id), None)
        self.journal = self.journal.write_settled(action.index, action.id, action.kept, body)
        self.report(
            f"✓ {step.request_text(plan.dialect, ids)}  {step.key}"
            f"{'' if step.action != 'create' else f' ({action.id})'}"
        )

    def look_up(self) -> None:
        """Settle the request that was under way when a push was cut off, if the list shows what came of it.

        One that was adopted and was there before stays whose it was: what is undone is what a push made.
        """
        live = self.account.receptionists()
        with suppress(RemoteError):
            self._take_adopted(live)
        while (sent := self.journal.progress.sent) is not None:
            step = self.journal.plan.steps[sent]
            match next_action(self.journal.plan, self.journal.progress, live):
                case SettleStep() as settled:
                    self._settle_step(settled, live)
                case StopPush() as stop if step.action == "create":
                    raise self._explain_stop(RemoteError(stop.why))
                case ReadListAgain():
                    self.wait(self.journal.progress.looks)
                    self.journal = self.journal.count_look()
                    live = self.account.receptionists()
                case _:
                    self._forget_written(step, live)
                    return

    def _forget_written(self, step: PlanStep, live: Sequence[LiveReceptionist]) -> None:
        """Remove from the lock what an update that may have been done wrote over: it is not known any longer."""
        plan, progress = self.journal.plan, self.journal.progress
        ids = known_ids(plan, progress)
        id = step.id or ids.get(step.key)
        if step.action != "update" or id is None:
            return
        owned = self.lock.owned_at(plan.host, plan.dialect).get(step.key)
        item = next((receptionist for receptionist in live if receptionist.id == id), None)
        if owned is not None and owned.written is not None and item is not None:
            updated = resolve_ids(step.body, ids, step.postponed)
            # Where the list shows that the update was not done, what was written before still stands. To forget it
            # would make the next push call a receptionist that this one created "never written by ivrsim".
            is_undone = bool(differences_in_words(item, updated, plan.dialect))
            if is_undone and not differences_in_words(item, owned.written, plan.dialect):
                return
        self.lock = record_changes(self.lock, plan.host, plan.dialect, {step.key: OwnedReceptionist(id)})

    def _take_adopted(self, live: Sequence[LiveReceptionist]) -> None:
        """Settle a create that was under way, if ``ivrsim adopt`` has named its receptionist since.

        Raises ``RemoteError`` where that one was there before: it was not made by this push.
        """
        plan, progress = self.journal.plan, self.journal.progress
        if progress.sent is None:
            return
        step = plan.steps[progress.sent]
        owned = self.lock.owned_at(plan.host, plan.dialect).get(step.key)
        if step.action != "create" or owned is None:
            return
        item = next((receptionist for receptionist in live if receptionist.id == owned.id), None)
        if item is None or live_identity(item, plan.dialect) in plan.known:
            why = "is not live" if item is None else "was there before this push: undo what was done, then push"
            raise RemoteError(f"{step.key} was adopted as {owned.id}, which {why}")
        body = resolve_ids(step.body, known_ids(plan, progress), step.postponed)
        deviations = differences_in_words(item, body, plan.dialect)
        self.journal = self.journal.write_settled(progress.sent, owned.id, deviations, live_body(item.fields))

    def _explain_stop(self, error: RemoteError | OSError) -> RemoteError:
        """The error with how far it got, and how to go on; where nothing was done, no journal is left."""
        plan, progress = self.journal.plan, self.journal.progress
        live = live_is(plan, progress)
        if isinstance(error, OSError) and not isinstance(error, FileError):
            text = join_lines([f"{error.filename or 'a file'}: {error.strerror}"])
        else:
            text = describe_error(error)
        if live == "old" and not self.journal.turned_back:
            with suppress(OSError):
                self.journal.path.unlink()
        else:
            text = join_lines([text, how_to_go_on(self.journal)])
            live = "not known" if live == "old" else live
        stopped = RemoteStale(text) if isinstance(error, RemoteStale) else RemoteError(text)
        stopped.live = live
        return stopped


def how_to_go_on(journal: Journal) -> str:
    """Return how far a push got that was cut off, and the commands that finish or undo it."""
    plan, progress = journal.plan, journal.progress
    done, count = len(progress.ids), len(plan.steps)
    what = "rollback" if plan.kind == "rollback" else "push"
    summary = f"{done} of {count_noun(count, 'request', spell=False)} of this {what} done"
    if progress.sent is not None:
        summary += f", and of {plan.steps[progress.sent].request_text(plan.dialect, plan.ids)} it is not known"
    if plan.kind == "rollback":
        return f"{summary}; ivrsim rollback {journal.path} goes on"
    return f"{summary}; ivrsim push {plan.flow} goes on, ivrsim rollback {journal.path} undoes it"


def refuse_stale(plan: ChangePlan, live: Sequence[LiveReceptionist]) -> None:
    """Raise ``RemoteStale`` where what the plan saw has changed since."""
    changed = stale_lines(plan, live)
    if changed:
        heading = f"live changed since {plan.made:%Y-%m-%d %H:%M:%S} UTC, when this was planned:"
        error = RemoteStale(join_lines([heading, *(f"  {line}" for line in changed)]))
        error.live = "old"
        raise error
