"""The order of creation: a receptionist after those it leads to; in a circle, one is completed later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class CreationStep(NamedTuple):
    """A receptionist whose turn it is, and those that it leads to which do not exist yet by then."""

    key: str
    postponed: tuple[str, ...]


def creation_order(leads: Mapping[str, Iterable[str]]) -> list[CreationStep]:
    """The keys of ``leads`` (key -> the keys it leads to), each after all that it leads to where that is possible.

    Keys that ``leads`` does not have exist already. In a circle the receptionist that is met first is made
    last, and those that lead back to it wait for it. The same input gives the same order.
    """
    created: dict[str, CreationStep] = {}
    for start in leads:
        _visit_key(start, leads, created)
    return list(created.values())


def _visit_key(start: str, leads: Mapping[str, Iterable[str]], created: dict[str, CreationStep]) -> None:
    if start in created:
        return
    entered = {start}  # entered and not made: what leads there leads back
    # A stack of its own: a chain of a thousand menus would exceed Python's recursion limit.
    path = [(start, iter(list(leads[start])))]
    while path:
        key, callees = path[-1]
        after = next((to for to in callees if to in leads and to not in created and to not in entered), None)
        if after is not None:
            entered.add(after)
            path.append((after, iter(list(leads[after]))))
            continue
        path.pop()
        created[key] = CreationStep(
            key, tuple(to for to in dict.fromkeys(leads[key]) if to in leads and to not in created)
        )
