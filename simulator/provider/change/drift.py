"""What the list shows otherwise: than it was sent, than it was before, than a plan saw it; in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import comparable_fields, fields_of, live_body
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.change.field_comparison import readable_fields, unreadable_fields
from simulator.provider.live.difference_words import differing_parts, value_words
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.wire import vr


def differences_in_words(item: LiveReceptionist, body: Receptionist, dialect: Dialect) -> tuple[str, ...]:
    """Return what the list shows otherwise than it was sent; what it does not carry is no difference."""
    there, strange = readable_fields(item), unreadable_fields(item)
    parts: list[tuple[str, str, str]] = []
    for name in comparable_fields(body, dialect):
        if name in there:
            parts += differing_parts(name, there[name], getattr(body, name))
        elif name in strange:
            parts.append((vr.WRITE_NAMES[name], strange[name], value_words(getattr(body, name))))
    return tuple(f"{name} {live}, sent {sent}" for name, live, sent in parts)


def shows_all(item: LiveReceptionist, body: Receptionist, dialect: Dialect) -> bool:
    """Return whether the list carries every field of a body, and as it was sent."""
    there = readable_fields(item)
    return not differences_in_words(item, body, dialect) and all(
        name in there for name in comparable_fields(body, dialect)
    )


def drift_lines(before: Mapping[str, Any], item: LiveReceptionist) -> Iterator[str]:
    """Yield what is live otherwise than it was told before."""
    was, now = fields_of(before), fields_of(live_body(item.fields))
    for field in dict.fromkeys([*was, *now]):
        if field != "id":
            for name, old, new in differing_parts(field, was.get(field), now.get(field)):
                yield f"{name} was {old}, is {new}"


def stale_lines(plan: ChangePlan, live: Sequence[LiveReceptionist]) -> list[str]:
    """Return what is live otherwise than the plan saw it, a line a receptionist."""
    alive = {item.id: item for item in live}
    names = {id: key for key, id in plan.ids.items()}
    lines = []
    for id, before in plan.seen.items():
        who = f"{names.get(id, id)} ({id})"
        if id not in alive:
            lines.append(f"{who} is not live any more")
        elif changes := [*drift_lines(before, alive[id])]:
            lines.append(f"{who}: {'; '.join(changes)}")
    return lines
