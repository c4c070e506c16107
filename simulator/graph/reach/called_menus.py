"""FreeSWITCH's menus by who calls them, and where their actions and ends lead: the ways out for analyses of a flow.

Theory of operation. A menu that was called returns to the one that called it, so where an end leads depends on the
call before. Analyses look at one menu at a time: here each action leads to *every* menu that it can lead to. That
is exact for what callers can reach, since whoever returns to a menu has been there, and finds it as it is when it is
entered but for its silences. Ends by mistakes that return are left as they are (``RETURNS``): a caller who makes
mistakes only goes down level by level and is out at the bottom, and a way back drawn for it could close a circle that
no call can follow. Times are those of callers who hear every sound to its end.

Example: ``main`` calls ``sub``, whose star is menu_back. Its star leads to ``main``; its last silence is ``RETURNS``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.switch_menu import MENU_BACK, MENU_END, MENU_EXIT, MENU_TOP, switch_menu
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
        called = {key: tuple(self._called_by(key, item)) for key, item in self.flow.receptionists.items()}
        for key, targets in called.items():
            for target in targets:
                self._callers[target] = (*self._callers.get(target, ()), key)
        for first in self._first_menus():
            reached = [first]
            for key in reached:  # grows while it is read
                self._firsts[key] = (*self._firsts.get(key, ()), first)
                reached += [target for target in dict.fromkeys(called[key]) if target not in reached]

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

    def _end_of_call(self, first: str, status: str) -> MenuWay:
        sound = switch_menu(self.flow.receptionists[first]).exit_sound
        return MenuWay(Destination(MENU_END, status), self.flow.length_of(sound).milliseconds if sound else 0)

    def _called_by(self, key: str, item: Receptionist) -> Iterator[str]:
        for entry in item.entries or ():
            target = self.flow.receptionist_for(entry.destination)
            if target is not None and target != key and self.flow.receptionists[target].is_menu and item.is_menu:
                yield target

    def _first_menus(self) -> Iterator[str]:
        """Yield the menus that a call or a transfer can begin with."""
        flow = self.flow
        named: list[str] = [flow.entry, *flow.numbers.values()]
        for item in flow.receptionists.values():
            ways = [way.destination for way in item.ways() if way.cause != "choice"]
            named += [key for to in ways if (key := flow.receptionist_for(to)) is not None]
        onward = [to for route in flow.routes.values() for _, to in route.ways()]
        onward += [parse_address(start) for start in named if "||" in start]
        named += [key for to in onward if (key := flow.receptionist_for(to)) is not None]
        firsts = (key for key in dict.fromkeys(named) if key in flow.receptionists)
        yield from (key for key in firsts if flow.receptionists[key].is_menu)


def _menu(key: str) -> Destination:
    return Destination("virtual_receptionist", f"@{key}")
