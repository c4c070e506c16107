"""A push in memory: an account that can fail or be killed with its client at any moment, and files on the disk."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.errors import RemoteRefused, RemoteUnreachable, RemoteUnsettled
from simulator.provider.account.endpoints import Kind
from simulator.provider.change import journal as journal_room
from simulator.provider.change import lock as lock_room
from simulator.provider.change import receipt as receipt_room
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.journal import Journal, PushStart, begin_journal, unfinished_push
from simulator.provider.change.lock import read_lock
from simulator.provider.change.planner import make_plan
from simulator.provider.change.push import PushRun
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.change.receipt import Receipt
from simulator.provider.change.rollback_plan import plan_rollback
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire.decoding import Reads
from tests.provider.lived import lived

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
HOST = "provider.example"


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Moments:
    """Every moment at which a process can be killed, counted; it is killed at one of them."""

    at: int | None = None
    passed: int = 0

    def one(self) -> None:
        """A moment passes."""
        if self.passed == self.at:
            raise Killed
        self.passed += 1


@dataclass
class FakeAccount:
    """An account that does what a provider does. ``faults`` by the number of the change to which they happen."""

    held: dict[str, Receptionist]
    reads: Reads = "full"
    dialect: Dialect = "vr"
    faults: Mapping[int, str] = field(default_factory=dict)
    moments: Moments = field(default_factory=Moments)
    changes: int = 0
    log: list[str] = field(default_factory=list)

    def receptionists(self) -> tuple[LiveReceptionist, ...]:
        self.moments.one()
        return tuple(
            lived(one.model_copy(update={"id": id}), self.reads, self.dialect) for id, one in self.held.items()
        )

    def create(self, receptionist: Receptionist) -> None:
        id = str(max([7000, *map(int, self.held)]) + 1)
        self._change(f"create {receptionist.name}", lambda: self.held.update({id: receptionist}))

    def update(self, id: str, receptionist: Receptionist) -> None:
        self._change(f"update {id}", lambda: self.held.update({id: receptionist}))

    def delete(self, id: str, kind: Kind) -> None:
        assert self.held[id].destination_type == kind
        self._change(f"delete {id}", lambda: self.held.pop(id))

    def _change(self, what: str, does: Callable[[], object]) -> None:
        fault = self.faults.get(self.changes, "")
        self.changes += 1
        self.moments.one()
        match fault:
            case "refused":
                raise RemoteRefused("refused: no", 200)
            case "unreachable":
                raise RemoteUnreachable("cannot be reached")
            case "lost-before":
                raise RemoteUnsettled("the connection broke")
        does()
        self.log.append(what)
        self.moments.one()
        if fault == "lost-after":
            raise RemoteUnsettled("the connection broke")

    def state(self) -> dict[str, Any]:
        """What it holds."""
        return {id: one.model_copy(update={"id": None}) for id, one in self.held.items()}


@dataclass
class Rig:
    """A flow's folder and an account: pushes that are killed, go on, and are taken back."""

    folder: Path
    flow: Flow
    account: FakeAccount
    take_over: tuple[str, ...] = ()

    def planned(self) -> ChangePlan:
        """The plan as it is now."""
        owned = read_lock(self.folder).owned_at(HOST, self.account.dialect)
        return make_plan(
            self.flow,
            owned,
            self.account.receptionists(),
            (),
            host=HOST,
            dialect=self.account.dialect,
            planned_at=NOW,
            take_over=self.take_over,
        ).plan

    def push(self) -> Receipt:
        """Push, or go on with what was cut off."""
        journal = unfinished_push(self.folder)
        if journal is None:
            made = self.planned()
            assert made.obstacles == (), made.obstacles
            journal = begin_journal(self.folder, PushStart("push-1", NOW), made)
        return self.carrying(journal).carry_out()

    def rollback(self, receipt: Receipt | None = None) -> Receipt:
        """Take back what was cut off, or what a receipt tells."""
        journal = unfinished_push(self.folder)
        if journal is None:
            assert receipt is not None
            progress = PushProgress(receipt.ids)
            made = self._back(receipt.plan, progress, receipt.id, receipt.after)
            journal = begin_journal(self.folder, PushStart("rollback-1", NOW + timedelta(1)), made)
        elif journal.plan.kind == "push":
            carrying = self.carrying(journal)
            carrying.look_up()
            journal = carrying.journal
            journal = journal.turn_back(self._back(journal.plan, journal.progress, journal.begun.id, None))
        return self.carrying(journal).carry_out()

    def _back(self, made: ChangePlan, progress: Any, undoes: str, after: Any) -> ChangePlan:
        live = self.account.receptionists()
        back = plan_rollback(made, progress, live, planned_at=NOW, undoes=undoes, after=after)
        assert back.obstacles == (), back.obstacles
        return back

    def carrying(self, journal: Journal) -> PushRun:
        return PushRun(
            self.account,
            journal,
            read_lock(self.folder),
            wait=lambda looks: None,
            report=lambda line: None,
            now=lambda: NOW + timedelta(minutes=1),
        )

    def left(self) -> list[str]:
        """The files that are left beside the flow."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


def watch_files(monkeypatch: pytest.MonkeyPatch, moments: Moments) -> None:
    """Let a process be killed before and after each line of the journal, and each file that is written."""

    def watched(room: Any, name: str) -> None:
        real = getattr(room, name)

        def write(*arguments: Any) -> None:
            moments.one()
            real(*arguments)
            moments.one()

        monkeypatch.setattr(room, name, write)

    watched(journal_room, "append_line")
    watched(lock_room, "replace_text")
    watched(receipt_room, "replace_text")


def flow(entry: str, receptionists: Mapping[str, Receptionist], **more: Any) -> Flow:
    """A flow that was loaded from a folder called shop."""
    return Flow(entry=entry, receptionists=receptionists, source="shop", **more)


def account(models: Iterable[Receptionist], **more: Any) -> FakeAccount:
    """An account that holds these, each with its id."""
    return FakeAccount({str(one.id): one.model_copy(update={"id": None}) for one in models}, **more)
