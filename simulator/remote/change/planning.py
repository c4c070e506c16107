"""How a plan is made: the flow beside what is live; the steps in order, what stands against them, what is to know.

Pure: a flow, its lock and what is live come in; nothing is read or written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from simulator.checks.base import Subject
from simulator.checks.catalogue_gaps import gaps
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.remote.change.beside import Beside, beside
from simulator.remote.change.bodies import told
from simulator.remote.change.desired import desired, partly, references
from simulator.remote.change.lock import Owned
from simulator.remote.change.order import ordered
from simulator.remote.change.plan import Obstacle, Plan, Step
from simulator.remote.seen.apart import identity, meant
from simulator.remote.seen.live import Live, Number, digits
from simulator.remote.seen.said import same_name
from simulator.remote.seen.wanted import Dialect
from simulator.wire import ivr, vr


class Planned(NamedTuple):
    """A plan, and every receptionist of the flow beside what is live of it."""

    plan: Plan
    besides: tuple[Beside, ...]


def plan(
    flow: Flow,
    owned: Mapping[str, Owned],
    live: Sequence[Live],
    numbers: Sequence[Number] | None,
    *,
    host: str,
    dialect: Dialect,
    made: datetime,
    take_over: Iterable[str] = (),
    is_whole: bool = True,
) -> Planned:
    """What makes the account do what the flow says.

    ``take_over`` are ids that may be overwritten. ``is_whole``: what the lock knows is this flow's alone, as
    beside a flow.yaml; beside single files it is several flows'.
    """
    return _Planning(flow, owned, live, numbers, host, dialect, made, (*dict.fromkeys(take_over),), is_whole).planned()


@dataclass
class _Planning:
    """One plan on its way."""

    flow: Flow
    owned: Mapping[str, Owned]
    live: Sequence[Live]
    numbers: Sequence[Number] | None
    host: str
    dialect: Dialect
    made: datetime
    take_over: tuple[str, ...]
    is_whole: bool
    obstacles: list[Obstacle] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.alive = {one.id: one for one in self.live}
        self.wanted = desired(self.flow)
        self.ids = dict(self._ids())

    def planned(self) -> Planned:
        besides = [self._beside(key, model) for key, model in self.wanted.items()]
        self._object(besides)
        changed = [one for one in besides if self._is_written(one)]
        creates = tuple(self._creates(besides))
        steps = (*creates, *self._rest(creates), *map(self._update, self._callees_first(changed)))
        seen = {one.live.id: told(one.live.fields) for one in besides if one.live is not None}
        made = Plan(
            kind="push",
            flow=self.flow.source,
            host=self.host,
            dialect=self.dialect,
            made=self.made,
            steps=steps,
            ids=self.ids,
            seen=seen,
            known=tuple(identity(one, self.dialect) for one in self.live),
            variant=self.flow.variant,
            take_over=tuple(id for id in self.take_over if id in self.ids.values()),
            unverified={one.key: _wires(one.unread) for one in changed if one.unread},
            untold={one.key: _wires(one.unknown) for one in besides if self._is_untold(one)},
            obstacles=tuple(self.obstacles),
            notes=tuple(self._notes(besides)),
        )
        return Planned(made, tuple(besides))

    # -- which is which ---------------------------------------------------------------------------

    def _ids(self) -> Iterator[tuple[str, str]]:
        """The id of each receptionist: of its file, else of the lock, else a key that is an id."""
        for key, model in self.flow.receptionists.items():
            kept = self.owned.get(key)
            if model.id is not None and kept is not None and model.id != kept.id:
                why = f"{key}: its file says id {model.id}, and ivrsim.lock {kept.id}"
                self.obstacles.append(Obstacle(why, f"ivrsim adopt {key} {model.id}"))
            id = model.id or (kept.id if kept else None) or (key if key in self.alive else None)
            if id is not None:
                yield key, meant(id, model.destination_type, self.alive)

    def _beside(self, key: str, model: Receptionist) -> Beside:
        id = self.ids.get(key)
        here = partly(model, self.ids)
        return beside(key, id, here, self.alive.get(id or ""), self.owned.get(key), self.dialect)

    def _is_written(self, one: Beside) -> bool:
        """Whether a push writes it: it differs, or it may and that was agreed to."""
        return one.verdict == "differs" or (one.verdict == "cannot be told" and one.id in self.take_over)

    def _is_untold(self, one: Beside) -> bool:
        return one.verdict == "cannot be told" and one.id not in self.take_over

    # -- steps ------------------------------------------------------------------------------------

    def _creates(self, besides: Iterable[Beside]) -> Iterator[Step]:
        new = {one.key: [*references(self.wanted[one.key])] for one in besides if one.verdict == "new"}
        for turn in ordered(new):
            yield Step("create", turn.key, None, self.wanted[turn.key], turn.postponed)

    def _rest(self, steps: Iterable[Step]) -> Iterator[Step]:
        """What is left of receptionists that were made before all that they lead to; nobody is led to them yet."""
        for step in steps:
            if step.postponed:
                yield Step("update", step.key, None, step.body)

    def _callees_first(self, changed: Sequence[Beside]) -> list[Beside]:
        """A menu changes after the receptionists that it leads to: no key is announced before it works."""
        by_key = {one.key: one for one in changed}
        leads = {key: [*references(self.wanted[key])] for key in by_key}
        return [by_key[turn.key] for turn in ordered(leads)]

    def _update(self, one: Beside) -> Step:
        assert one.live is not None, "what is updated is live"
        lost = _wires(one.lost) if one.before is not None else _wires(tuple(vr.WRITE_NAMES))
        before = told(one.live.fields)
        restore = one.before and one.before.model_copy(update={"id": None})
        return Step("update", one.key, one.id, self.wanted[one.key], (), before, restore, lost)

    # -- what stands against it -------------------------------------------------------------------

    def _object(self, besides: Iterable[Beside]) -> None:
        ours = set(self.ids.values())
        for id, count in Counter(self.ids.values()).items():
            if count > 1:
                keys = " and ".join(key for key, one in self.ids.items() if one == id)
                self.obstacles.append(Obstacle(f"{keys} are both {id}; a file's id or ivrsim.lock is wrong"))
        for one in besides:
            match one.verdict:
                case "gone":
                    away = f"take {one.key} out of ivrsim.lock, and the id out of its file, to create it anew"
                    self.obstacles.append(Obstacle(f"{one.key}: {one.id} is not live (any more); {away}"))
                case "new":
                    named = [item.id for item in self.live if same_name(item.name, one.model.name)]
                    self._object_to_name(one, [id for id in named if id not in ours])
                case "differs" if one.is_strange and one.id not in self.take_over:
                    self.obstacles.append(Obstacle(_strange(one), f"--take-over {one.id}"))
            if one.live is not None and self._turns_kind(one):
                why = f"{one.key}: the ivr dialect cannot turn {one.live.kind} into {one.model.destination_type}"
                self.obstacles.append(Obstacle(f"{why}; give it another key, which is created"))

    def _object_to_name(self, one: Beside, ids: Sequence[str]) -> None:
        if ids:
            which = f"{ids[0]} is" if len(ids) == 1 else f"{' and '.join(ids[:5])} are"
            way = " or ".join(f"ivrsim adopt {one.key} {id}" for id in ids[:3])
            why = f"{one.key} would be created, and {which} live by its name ({one.model.name}) already"
            self.obstacles.append(Obstacle(why, way))

    def _turns_kind(self, one: Beside) -> bool:
        kind = one.live.kind if one.live else None
        return self.dialect == "ivr" and kind is not None and kind != one.model.destination_type

    # -- what else there is to know ---------------------------------------------------------------

    def _notes(self, besides: Sequence[Beside]) -> Iterator[str]:
        if self.flow.dialect == "ivr" and self.dialect == "vr":
            yield "the flow is for the ivr dialect and this account is read as vr; --dialect says which it speaks"
        if self.flow.pulled and (missing := gaps(Subject(self.flow))):
            told = ", ".join(map(str, missing))
            yield f"not in the catalogue that was pulled on {self.flow.pulled}: {told}; a push refuses that (IVR114)"
        for one in besides:
            if self._is_untold(one):
                fields = ", ".join(_wires(one.unknown))
                yield f"{one.key} ({one.id}): the answer does not carry {fields}; --take-over {one.id} writes them"
        for key, model in self.wanted.items():
            silent = [vr.WRITE_NAMES[name] for name in ivr.NOT_WRITTEN if getattr(model, name)]
            if silent and self.dialect == "ivr":
                yield f"{key}: the ivr dialect has no {' and no '.join(silent)}; what the flow says of it is never sent"
        for key, kept in self.owned.items():
            is_ours = kept.id in self.ids.values()  # under another key
            if self.is_whole and key not in self.wanted and kept.id in self.alive and not is_ours:
                yield f"{key} ({kept.id}) is no longer in the flow; it stays live, and the provider's portal removes it"
        extra = {name: None for one in besides if one.live and self._is_written(one) for name in one.live.extra}
        if extra:
            yield f"the answer carries {', '.join(extra)}, which no documented body has; a push may lose them"
        yield from self._unreached([one.key for one in besides if one.verdict == "new"])
        yield from self._misled()

    def _unreached(self, new: Sequence[str]) -> Iterator[str]:
        """New receptionists to which no number leads; the routing of numbers is never changed."""
        if not new:
            return
        if self.numbers is None:
            yield f"the account does not show its numbers; whether one leads to {', '.join(new)} is not known"
            return
        by_id = {id: key for key, id in self.ids.items()}
        leads = [one.destination for one in self.numbers if one.destination is not None]
        reached = {by_id[to.id] for to in leads if to.names_receptionist and to.id in by_id}
        waiting = list(reached)
        for key in waiting:  # grows while it is read
            further = set(references(self.wanted[key])) - reached
            reached |= further
            waiting += sorted(further)
        for key in new:
            if key not in reached:
                yield f"no number leads to {key}{self._meant_for(key)}; ivrsim never changes where numbers lead"

    def _misled(self) -> Iterator[str]:
        """Numbers of the flow that lead elsewhere; new receptionists were told of already."""
        shown = {digits(one.number): one.destination for one in self.numbers or ()}
        for number, key in self.flow.numbers.items():
            leads = shown.get(digits(number))
            if leads is not None and key in self.ids and leads.id != self.ids[key]:
                yield f"{number} leads to {leads} and not to {key}; ivrsim never changes where numbers lead"

    def _meant_for(self, key: str) -> str:
        meant = [number for number, to in self.flow.numbers.items() if to == key]
        shown = {digits(one.number) for one in self.numbers or ()}
        told = [number if digits(number) in shown else f"{number}, which the account does not show" for number in meant]
        return f" (it is meant for {' and '.join(told)})" if told else ""


def _wires(fields: Iterable[str]) -> tuple[str, ...]:
    return tuple(vr.WRITE_NAMES[field] for field in fields if field != "id")


def _strange(one: Beside) -> str:
    """Why a receptionist that this tool never wrote is not written just so."""
    written = one.owned.written if one.owned is not None else None
    if written is not None and one.live is not None:
        return f"{one.key} ({one.id}) was last pushed as {written.name}, and is {one.live.name}; is this the account?"
    lost = f"; the answer does not tell {', '.join(_wires(one.lost))}, and what is there is lost" if one.lost else ""
    return f"{one.key} ({one.id}) was never written by ivrsim{lost}"
