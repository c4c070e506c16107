"""Drift in words: how the list differs from what was sent, from before, or from what a plan saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from simulator.config.receptionist import Receptionist
from simulator.provider.change.body_values import comparable_fields, fields_of, live_body
from simulator.provider.change.change_plan import ChangePlan
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import LiveReceptionist
from simulator.provider.live.state_comparison import StateComparison, compare_states, read_state


def differences_in_words(item: LiveReceptionist, body: Receptionist, dialect: Dialect) -> tuple[str, ...]:
    """Return how the list differs from what was sent; what it does not include is not a difference."""
    differences = compare_with_sent(item, body, dialect).differences
    return tuple(f"{name} {live}, sent {sent}" for difference in differences for name, live, sent in difference.parts())


def shows_all(item: LiveReceptionist, body: Receptionist, dialect: Dialect) -> bool:
    """Return whether the list includes every field of a body, each as it was sent."""
    return compare_with_sent(item, body, dialect).is_complete_match


def compare_with_sent(item: LiveReceptionist, body: Receptionist, dialect: Dialect) -> StateComparison:
    """Compare what is live with a body that was sent, or that is to be."""
    return compare_states(read_state(item), dict(body), comparable_fields(body, dialect))


def drift_lines(before: Mapping[str, Any], item: LiveReceptionist) -> Iterator[str]:
    """Yield how live differs from what was shown before."""
    was, now = fields_of(before), fields_of(live_body(item.fields))
    fields = [field for field in dict.fromkeys([*was, *now]) if field != "id"]
    # A field that the response includes only on one of the two days counts as empty on the other: to stop before a
    # request that is safe costs less than to overwrite what somebody did.
    for difference in compare_states({field: was.get(field) for field in fields}, now, fields).differences:
        for name, old, new in difference.parts():
            yield f"{name} was {old}, is {new}"


def stale_lines(plan: ChangePlan, live: Sequence[LiveReceptionist]) -> list[str]:
    """Return how live differs from what the plan saw, one line per receptionist."""
    alive = {item.id: item for item in live}
    names = {id: key for key, id in plan.ids.items()}
    lines = []
    for id, before in plan.seen.items():
        who = f"{names.get(id, id)} ({id})"
        if id not in alive:
            lines.append(f"{who} is no longer live")
        elif changes := [*drift_lines(before, alive[id])]:
            lines.append(f"{who}: {'; '.join(changes)}")
    return lines
