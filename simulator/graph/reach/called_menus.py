"""FreeSWITCH's menus by who calls them, and where their actions and ends lead: the ways out for analyses of a flow.

Theory of operation. A menu that was called returns to the one that called it, so where an end leads depends on the
call before. Analyses look at one menu at a time: here each action leads to *every* menu that it can lead to. Such
returns are ways round, and no ways to anything (``Exit.returns``): whoever returns to a menu has been there, and finds
it as it is when it is entered but for its silences, so what callers can reach, and how soon, is exact without them.
Ends by mistakes that return are left as they are (``RETURNS``): a caller who makes mistakes only goes down level by
level and is out at the bottom, and a way back drawn for it could close a circle that no call can follow. Times are
those of callers who hear the sounds that take no choice to their end, and of callers who come back to no menu; that a
call can end with the status of a sub-menu before is left out.

Example: ``main`` calls ``sub``, whose star is menu_back. Its star leads to ``main``; its last silence is ``RETURNS``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.switch_menu import MENU_BACK, MENU_END, MENU_EXIT, MENU_TOP, switch_menu
from simulator.config.targets import onward_destinations
from simulator.fast_classes import NamedTuple, dataclass

RETURNS = Destination(MENU_BACK, "1")
"""Stands for the menu before, where a menu that was called has ended by mistakes."""


class MenuWay(NamedTuple):
    """A place to which an action or a menu's end leads, and the milliseconds of the exit sound before it."""

    destination: Destination
    delay: int = 0


@dataclass(frozen=True, slots=True)
class CalledMenus:
    """The menus of a flow that FreeSWITCH runs: for each, those that call it, and those that its calls begin with."""

    flow: Flow
    _callers: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    _firsts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        called, firsts = self._follow_calls()
        for key, targets in called.items():
            for target in targets:
                self._callers[target] = (*self._callers.get(target, ()), key)
        for first in firsts:
            reached = [first]
            for key in reached:  # grows while it is read
                self._firsts[key] = (*self._firsts.get(key, ()), first)
                reached += [target for target in called[key] if target not in reached]

    def ways_of_choice(self, key: str, destination: Destination) -> Iterator[MenuWay]:
        """Yield where a choice of a menu leads."""
        firsts = self._firsts.get(key, ())
        match destination.type:
            case action if action == MENU_TOP:
                yield from (MenuWay(_menu(first)) for first in firsts)
            case action if action == MENU_EXIT:
                yield from (self._end_of_call(first, "success") for first in firsts)
            case action if action == MENU_BACK:
                yield from (MenuWay(_menu(caller)) for caller in self._callers.get(key, ()))
                if key in firsts:
                    yield self._end_of_call(key, "success")
            case _:
                yield MenuWay(destination)

    def way_of_mistakes(self, key: str, destination: Destination) -> MenuWay:
        """Return where the last mistake in a menu leads."""
        if destination.type != MENU_END:
            return MenuWay(destination)
        return self._end_of_call(key, destination.id) if key in self._firsts.get(key, ()) else MenuWay(RETURNS)

    def targets_of(self, key: str, destination: Destination) -> tuple[Destination, ...]:
        """Return where a way out of a menu leads, by a choice or by mistakes: other menus, the end, or itself."""
        if destination.type == MENU_END and key not in self._firsts.get(key, ()):
            return tuple(_menu(caller) for caller in self._callers.get(key, ()))
        return tuple(way.destination for way in self.ways_of_choice(key, destination))

    def _end_of_call(self, first: str, status: str) -> MenuWay:
        sound = switch_menu(self.flow.receptionists[first]).exit_sound
        return MenuWay(Destination(MENU_END, status), self.flow.length_of(sound).milliseconds if sound else 0)

    def _follow_calls(self) -> tuple[dict[str, list[str]], list[str]]:
        """Return the menus that each menu calls, where a call can reach it, and those that calls begin with."""
        flow, starts = self.flow, (self.flow.entry, *self.flow.numbers.values())
        named = [parse_address(start) if "||" in start else _menu(start) for start in starts]
        queue = list(dict.fromkeys(key for to in named for key in self._arrivals(to)))
        called: dict[str, list[str]] = {key: [] for key in queue}
        begun = dict.fromkeys(queue)
        for key in queue:  # grows while it is read
            item = flow.receptionists[key]
            for way in item.ways():
                for target in self._arrivals(way.destination):
                    direct = flow.receptionist_for(way.destination) == target and way.cause == "choice"
                    if not (direct and flow.receptionists[target].is_menu):
                        begun[target] = None
                    elif target != key and target not in called[key]:
                        called[key].append(target)
                    if target not in called:
                        called[target] = []
                        queue.append(target)
        return called, [key for key in begun if flow.receptionists[key].is_menu]

    def _arrivals(self, destination: Destination) -> Iterator[str]:
        """Yield the receptionists to which a call can come that is sent to a destination."""
        for to in onward_destinations(self.flow, destination):
            if (key := self.flow.receptionist_for(to)) is not None:
                yield key


def _menu(key: str) -> Destination:
    return Destination("virtual_receptionist", f"@{key}")
