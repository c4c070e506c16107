"""The cycles that one kind of caller is caught in, in words, for the rules on endless calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.checks.rule import CheckedFlow

if TYPE_CHECKING:
    from simulator.graph.reach.loops import EndlessCycle, Kind

NAMED_MOST = 6
"""Receptionists of a cycle that a message names."""


def loops_of_kind(subject: CheckedFlow, kind: Kind) -> Iterator[EndlessCycle]:
    """The cycles of a kind; what also goes round without any time (IVR112) is left to that rule.

    Where nobody listens for a key on the whole way, a caller of wrong keys is as good as silent.
    """
    instant = {frozenset(loop.receptionists) for loop in subject.loops if loop.kind == "zero-time"}
    for loop in subject.loops:
        deaf = all(field == "forward_destination_id" for field in loop.fields)
        if loop.kind != kind or (kind != "zero-time" and frozenset(loop.receptionists) in instant):
            continue
        if not (kind == "wrong-keys" and deaf):
            yield loop


def cycle_words(subject: CheckedFlow, loop: EndlessCycle) -> str:
    """A cycle, each receptionist with the field by which it is left."""
    steps = list(zip(loop.receptionists, loop.fields, strict=True))
    named_steps = [f"{key} ({subject.field_name(key, (field,))})" for key, field in steps[:NAMED_MOST]]
    more = [f"... {len(steps) - NAMED_MOST} more"] if len(steps) > NAMED_MOST else []
    return " -> ".join([*named_steps, *more, loop.receptionists[0]])
