"""The menus of a flow by level, as callers go through them, with ways back and what lies after announcements.

Announcements (``single``) are passed through: nobody chooses there, so they do not count as a level.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from simulator.checks.checked_flow import CheckedFlow
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Entry
from simulator.config.routes import PersonRoute
from simulator.fast_classes import NamedTuple
from simulator.graph.passages import arrivals_by_receptionist
from simulator.graph.reach.times import is_person

VOICEMAIL = "voicemail"
EXTENSION = "extension"


class EventualTarget(NamedTuple):
    """The place that a destination leads to: a menu's key, else None and the destination that ends the call."""

    menu: str | None
    destination: Destination


def eventual_target(flow: Flow, destination: Destination) -> EventualTarget:
    """Return what lies at a destination, after all announcements and telephones that nobody answers.

    One in a circle of them stays as it is.
    """
    key = flow.receptionist_for(destination)
    # most destinations are a menu, or an end at which nothing rings: that is plain at once
    if key is None and not flow.routes:
        return EventualTarget(None, destination)
    if key is not None and flow.receptionists[key].is_menu:
        return EventualTarget(key, destination)
    visited = set[str | Destination]()
    while (step := _passed_step(flow, destination)) is not None and step not in visited:
        visited.add(step)
        if isinstance(step, Destination):
            destination = _after_ringing(flow, step) or destination
            continue
        item = flow.receptionists[step]
        if item.is_menu or item.forward_destination is None:
            return EventualTarget(step, destination)
        destination = item.forward_destination
    return EventualTarget(None, destination)


def checked_target(subject: CheckedFlow, destination: Destination) -> EventualTarget:
    """Return the same in a flow that is checked, which many menus and several rules ask for one destination."""
    target = subject.eventual_targets.get(destination)
    if target is None:
        target = subject.eventual_targets[destination] = eventual_target(subject.flow, destination)
    return target


def _passed_step(flow: Flow, destination: Destination) -> str | Destination | None:
    """Return the receptionist at a destination, or the destination if nobody answers and calls go on; None: an end."""
    key = flow.receptionist_for(destination)
    if key is not None:
        return key
    return destination.canonical if _after_ringing(flow, destination) is not None else None


def _after_ringing(flow: Flow, destination: Destination) -> Destination | None:
    """Return where calls go from a telephone that nobody ever answers; None: somebody may, or they end there."""
    route = flow.route_of(destination)
    return route.no_answer if isinstance(route, PersonRoute) and route.nobody else None


def is_operator(flow: Flow, destination: Destination) -> bool:
    """Return whether a person answers there, or perhaps does, as far as the catalogue says; a voicemail does not."""
    menu, end = eventual_target(flow, destination)
    if menu is not None:
        return False
    catalogued = flow.destinations.get(end.canonical)
    if catalogued is None or catalogued.answers is None:
        return is_person(flow, end) and end.canonical.type != VOICEMAIL
    return is_person(flow, end)


def is_extension(entry: Entry) -> bool:
    """Return whether an option is the number of an extension, which callers dial without hearing it."""
    return len(entry.option) > 1 and entry.destination.canonical.type == EXTENSION


class MenuLevel(NamedTuple):
    """The depth of a menu: 1 is what a call reaches first.

    ``first`` is the menu that the shortest way begins with, ``before`` the one before this (None: it is
    the first), and ``keys`` lead on from there.
    """

    depth: int
    first: str
    before: str | None
    keys: str


TOLD_MOST = 6
"""Menus of a path that are named; of a longer path the first and the last ones."""


class MenuLevels:
    """The menus by level, over choices that callers can make.

    Measured from the flow's entry; for a menu that the entry does not lead to, from the flow's numbers; and in a
    provider's response, which names no entry, from the receptionists that no other leads to.
    """

    def __init__(self, subject: CheckedFlow) -> None:
        self.subject = subject
        self.levels: dict[str, MenuLevel] = {}
        self._choices: dict[str, list[tuple[str, str]]] = {}
        self._first_deeper: dict[tuple[str, float], str] = {}
        for root in _root_keys(subject):
            self._measure_levels(root)
        self._into: dict[str, list[str]] = {}
        for menu, level in self.levels.items():
            for _, below in self.menu_choices(menu):
                # links within or up the levels would let a caller come "through" a menu that the path skips
                if self.levels[below].depth == level.depth + 1:
                    self._into.setdefault(below, []).append(menu)

    def _measure_levels(self, root: str) -> None:
        first = eventual_target(self.subject.flow, Destination("ivr", f"@{root}")).menu
        if first is None or first in self.levels:
            return
        self.levels[first] = MenuLevel(1, first, None, "")
        # breadth first, so that the first path to a menu is a shortest one
        queue = [first]
        for key in queue:  # grows while it is read
            depth = self.levels[key].depth + 1
            for keys, menu in self.menu_choices(key):
                if menu not in self.levels:
                    self.levels[menu] = MenuLevel(depth, first, key, keys)
                    queue.append(menu)

    def menu_choices(self, key: str) -> Sequence[tuple[str, str]]:
        """The choices of a menu that lead to a menu: the keys, and the key of the menu."""
        choices = self._choices.get(key)
        if choices is None:
            exits = self.subject.survey.summary_of(key).exits
            options = self.subject.flow.receptionists[key].options
            codes = (exit.code for exit in exits if exit.cause == "choice")
            onward = ((code, self.menu_at(options[code].destination)) for code in codes)
            choices = self._choices[key] = [(code, menu) for code, menu in onward if menu is not None]
        return choices

    def menu_at(self, destination: Destination) -> str | None:
        """Return the menu that a destination leads to in the end; None: to none."""
        return checked_target(self.subject, destination).menu

    def leads_back(self, key: str, target: str) -> bool:
        """Return whether callers of a menu can have come through another, level by level, on their way to it."""
        if target not in self.levels or self.levels[target].depth >= self.levels[key].depth:
            return False
        if target == self.levels[key].first or self._places[key] in self._within[target]:
            return True
        depth = self.levels[target].depth
        visited = {key}
        queue = [key]
        for below in queue:  # grows while it is read
            new = [menu for menu in self._into.get(below, ()) if menu not in visited]
            if target in new:
                return True
            visited.update(new)
            queue += [menu for menu in new if self.levels[menu].depth > depth]
        return False

    @cached_property
    def _within(self) -> dict[str, range]:
        """Return for each menu the numbers in ``_places`` that it and the menus behind it have.

        So a way back along the shortest way, however long, is found without going along it.
        """
        sizes = dict.fromkeys(self.levels, 1)
        for key in reversed(self.levels):  # a menu comes after the one before it
            if (before := self.levels[key].before) is not None:
                sizes[before] += sizes[key]
        ranges: dict[str, range] = {}
        free: dict[str | None, int] = {None: 0}
        for key, level in self.levels.items():
            start = free[level.before]
            free[level.before] = start + sizes[key]
            free[key] = start + 1
            ranges[key] = range(start, start + sizes[key])
        return ranges

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: within.start for key, within in self._within.items()}

    def first_deeper(self, key: str, most: float) -> str:
        """Return the first menu deeper than ``most`` on the shortest way to ``key``."""
        first = self._first_deeper.get((key, most))
        menus_on_way: list[str] = []
        while first is None:
            menus_on_way.append(key)
            before = self.levels[key].before
            if before is None or self.levels[before].depth <= most:
                first = key
            else:
                key = before
                first = self._first_deeper.get((key, most))
        # all on the way have the same, so that a chain of menus is not gone along for each of them
        self._first_deeper |= dict.fromkeys(((menu, most) for menu in menus_on_way), first)
        return first

    def path_words(self, key: str) -> str:
        """The shortest way to a menu: ``main, key 2: housing, key 1: repairs``."""
        steps: list[str] = []
        first, at = self.levels[key].first, key
        while at != first and len(steps) < TOLD_MOST - 1:
            before = self.levels[at].before
            assert before is not None, "only the first menu has none before it"
            steps.append(f"key {self.levels[at].keys}: {at}")
            at = before
        if at != first:
            steps[-1] = "..."
        return ", ".join((first, *reversed(steps)))


def _root_keys(subject: CheckedFlow) -> list[str]:
    """Return where calls come in, the likeliest first."""
    flow = subject.flow
    roots = [key for key in (flow.entry, *flow.numbers.values()) if key in flow.receptionists]
    if not subject.is_answer:
        return roots
    # a response names no entry, so calls most likely come in where no other receptionist leads
    into = arrivals_by_receptionist(flow)
    return [*(key for key in into if not any(arrival.source != key for arrival in into[key])), *roots, *into]
