"""What the list shows otherwise: than it was sent, than it was before, than a plan saw it; in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.remote.change.beside import readable, unreadable
from simulator.remote.change.bodies import comparable, fields_of, told
from simulator.remote.change.plan import Plan
from simulator.remote.seen.live import Live
from simulator.remote.seen.wanted import Dialect
from simulator.remote.seen.words import differing, word
from simulator.wire import vr


def differences_in_words(item: Live, body: Receptionist, dialect: Dialect) -> tuple[str, ...]:
    """What the list shows otherwise than it was sent; what it does not carry is no difference."""
    there, strange = readable(item), unreadable(item)
    parts: list[tuple[str, str, str]] = []
    for name in comparable(body, dialect):
        if name in there:
            parts += differing(name, there[name], getattr(body, name))
        elif name in strange:
            parts.append((vr.WRITE_NAMES[name], strange[name], word(getattr(body, name))))
    return tuple(f"{name} {live}, sent {sent}" for name, live, sent in parts)


def shows_all(item: Live, body: Receptionist, dialect: Dialect) -> bool:
    """Whether the list carries every field of a body, and as it was sent."""
    there = readable(item)
    return not differences_in_words(item, body, dialect) and all(name in there for name in comparable(body, dialect))


def drift(before: Mapping[str, Any], item: Live) -> Iterator[str]:
    """What is live otherwise than it was told before."""
    was, now = fields_of(before), fields_of(told(item.fields))
    for said in dict.fromkeys([*was, *now]):
        if said != "id":
            for name, old, new in differing(said, was.get(said), now.get(said)):
                yield f"{name} was {old}, is {new}"


def stale(plan: Plan, live: Sequence[Live]) -> list[str]:
    """What is live otherwise than the plan saw it, a line a receptionist."""
    alive = {one.id: one for one in live}
    names = {id: key for key, id in plan.ids.items()}
    lines = []
    for id, before in plan.seen.items():
        who = f"{names.get(id, id)} ({id})"
        if id not in alive:
            lines.append(f"{who} is not live any more")
        elif changes := [*drift(before, alive[id])]:
            lines.append(f"{who}: {'; '.join(changes)}")
    return lines
