"""The way back of a call: which menu it returns to, and with which counts, as FreePBX does it.

A FreePBX call carries, for its whole length, the menu that it was last in, for every menu the one that it was
last *entered* from, and two counters. Entering a menu with tries sets its counters to zero; one without tries leaves
them alone; a return plays the greeting again and leaves everything as it is (FreePBX/ivr, functions.inc.php).

Theory of operation. Only the chain of menus read from where the call is can matter: the menu to return to, the one
that this one was entered from, and so on; it may close in a circle. A chain is cut at the first menu that cannot
return by itself, since nobody asks any more where that one was entered from (the next entry says it anew). So where
nothing returns every chain is empty, and a way back costs nothing. The counters are those of the place while a menu
counts them itself; what a menu without tries carries for others is kept at the first menu of the chain, if any menu
of it counts, up to the most tries of the chain: beyond, the next mistake is the last one anyway.

Example: ``main`` (which cannot return) leads to ``sub``, ``sub`` to ``deep``, and both return. In ``deep`` the way back
is sub, main; in ``sub`` it is main, however often a call has been to and fro, and in ``main`` it is empty.

Before a menu is entered (in an announcement, or while a schedule is asked), the first menu of the way back is the one
that the call was last in.

An announcement that answers a call pauses first, but only where no one has answered it before. So where such an
announcement lies ahead, a call that a menu or another such announcement has answered has that behind it
(``WayBack.answered``) where it has no menu behind it; one with nothing behind it has not been answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import pairwise

from simulator.config.flow import Flow
from simulator.config.menu_engine import can_return
from simulator.config.receptionist import Destination, Receptionist
from simulator.core.blueprint import Blueprint
from simulator.core.places import ANSWERED_BEFORE, NO_WAY_BACK, Level, WayBack
from simulator.fast_classes import NamedTuple, dataclass

_NO_COUNTS = (0, 0)


class ReturnTarget(NamedTuple):
    """The menu that a call goes back to, its counts there, and its way back from there."""

    receptionist: str
    counts: tuple[int, int]
    way_back: WayBack


@dataclass(frozen=True, slots=True)
class ReturnRules:
    """Ways back in one flow; each menu is looked at when a call gets there."""

    flow: Flow
    blueprint_of: Callable[[str], Blueprint]
    _recalls: dict[Destination, bool] = field(default_factory=dict, repr=False)
    _answers: dict[Destination, bool] = field(default_factory=dict, repr=False)

    def leave(self, key: str, way_back: WayBack, counts: tuple[int, int]) -> WayBack:
        """Return what a call has behind it once it has left a receptionist with these counts of its own."""
        item = self.flow.receptionists[key]
        if not item.is_menu:
            return ANSWERED_BEFORE if item.engine.announcement.pause and not way_back.menus else way_back
        return WayBack((Level(key, *self._counts_in_call(key, way_back, counts)), *way_back.menus))

    def enter(self, key: str, behind: WayBack) -> WayBack:
        """Return the way back from a receptionist that a call enters with ``behind`` behind it."""
        if behind == NO_WAY_BACK:
            return NO_WAY_BACK
        if not behind.menus or not self.recalls_receptionist(key):
            return ANSWERED_BEFORE if self.keeps_answer(key) else NO_WAY_BACK
        names = [level.receptionist for level in behind.menus]
        counts = behind.menus[0][1:]
        if not self.flow.receptionists[key].is_menu:
            return self._keep_chain([names[0], *self._follow_links(_links(names), names[0])], counts)
        links = _links(names) | {key: names[0]}
        counted = self.blueprint_of(key).counts_mistakes
        return self._keep_chain(self._follow_links(links, key), _where(counted, _NO_COUNTS, counts), key)

    def ask(self, destination: Destination, behind: WayBack) -> WayBack:
        """Return the way back from where the world is asked, with ``behind`` behind the call."""
        if behind == NO_WAY_BACK:
            return NO_WAY_BACK
        if not behind.menus or not self.recalls(destination):
            return ANSWERED_BEFORE if self.may_answer(destination) else NO_WAY_BACK
        names = [level.receptionist for level in behind.menus]
        return self._keep_chain([names[0], *self._follow_links(_links(names), names[0])], behind.menus[0][1:])

    def find_return(self, key: str, way_back: WayBack, counts: tuple[int, int]) -> ReturnTarget | None:
        """Return where a call that leaves a receptionist with these counts goes back to; None: there is no menu."""
        if not way_back.menus:
            return None
        names = [level.receptionist for level in way_back.menus]
        target = names[0]
        if self.flow.receptionists[key].is_menu:
            names.insert(0, key)
            counts = self._counts_in_call(key, way_back, counts)
        else:
            counts = way_back.menus[0][1:]
        chain = self._follow_links(_links(names), target)
        most = self._most_tries([target, *chain])
        counts = min(counts[0], most), min(counts[1], most)
        counted = self.blueprint_of(target).counts_mistakes
        behind = self._keep_chain(chain, _where(counted, _NO_COUNTS, counts), target)
        return ReturnTarget(target, _where(counted, counts, _NO_COUNTS), behind)

    def recalls(self, destination: Destination) -> bool:
        """Return whether what follows at a destination can depend on the menu that the call came from."""
        recalls = self._recalls.get(destination)
        if recalls is None:
            recalls = self._recalls[destination] = self._search_ahead(destination, can_return)
        return recalls

    def recalls_receptionist(self, key: str) -> bool:
        """Return the same for a receptionist."""
        item = self.flow.receptionists[key]
        if can_return(item) or item.is_menu:
            return can_return(item)
        return item.forward_destination is not None and self.recalls(item.forward_destination)

    def may_answer(self, destination: Destination) -> bool:
        """Return whether what follows at a destination can depend on whether somebody has answered the call."""
        answers = self._answers.get(destination)
        if answers is None:
            answers = self._answers[destination] = self._search_ahead(destination, _pauses)
        return answers

    def heeds_answer(self, key: str) -> bool:
        """Return the same for a receptionist that is entered: a menu, in any case, has answered."""
        item = self.flow.receptionists[key]
        if item.is_menu or item.forward_destination is None:
            return False
        return _pauses(item) or self.may_answer(item.forward_destination)

    def keeps_answer(self, key: str) -> bool:
        """Return whether it can still matter in a receptionist that somebody had answered the call before."""
        return self.heeds_answer(key) and not _pauses(self.flow.receptionists[key])

    def _search_ahead(self, destination: Destination, wanted: Callable[[Receptionist], bool]) -> bool:
        """Follow announcements and what the world answers, up to the next menu; whether one of them is wanted."""
        stack, visited = [destination], {destination}
        while stack:
            current = stack.pop()
            key = self.flow.receptionist_for(current)
            onward: list[Destination] = []
            if key is not None:
                item = self.flow.receptionists[key]
                if wanted(item):
                    return True
                if not item.is_menu and item.forward_destination is not None:
                    onward = [item.forward_destination]
            elif (route := self.flow.route_of(current)) is not None:
                onward = [to for _, to in route.ways()]
            stack += [to for to in onward if to not in visited]
            visited.update(onward)
        return False

    def _counts_in_call(self, key: str, way_back: WayBack, counts: tuple[int, int]) -> tuple[int, int]:
        """Return the counters of the call: a menu's own, and those that it carries where it counts none."""
        carried = way_back.menus[0][1:] if way_back.menus else _NO_COUNTS
        return _where(self.blueprint_of(key).counts_mistakes, counts, carried)

    def _follow_links(self, links: dict[str, str], key: str) -> list[str]:
        """Return the menus behind a menu, as far as they can matter; a circle ends with its second mention."""
        chain: list[str] = []
        passed = {key}
        while key in links and can_return(self.flow.receptionists[key]):
            key = links[key]
            chain.append(key)
            if key in passed:
                break
            passed.add(key)
        return chain

    def _keep_chain(self, chain: Sequence[str], counts: tuple[int, int], key: str | None = None) -> WayBack:
        """Return the way back of a chain of menus behind ``key``; counts that nobody reads are left out."""
        if not chain:
            return NO_WAY_BACK
        if any(counts):
            counted = [self.blueprint_of(name).counts_mistakes for name in chain]
            read = any(wrong for wrong, _ in counted), any(silent for _, silent in counted)
            most = self._most_tries(chain if key is None else [key, *chain])
            counts = _where(read, (min(counts[0], most), min(counts[1], most)), _NO_COUNTS)
        return WayBack((Level(chain[0], *counts), *(Level(name) for name in chain[1:])))

    def _most_tries(self, names: Sequence[str]) -> int:
        return max(tries for name in names for tries in self.blueprint_of(name).allowed_tries)


def _pauses(item: Receptionist) -> bool:
    return item.engine.announcement.pause


def _links(names: Sequence[str]) -> dict[str, str]:
    """Return which menu each of a chain was entered from."""
    return dict(pairwise(names))


def _where(mask: tuple[bool, bool], chosen: tuple[int, int], otherwise: tuple[int, int]) -> tuple[int, int]:
    """Return, for each of the two counts, the chosen one where the mask holds."""
    return chosen[0] if mask[0] else otherwise[0], chosen[1] if mask[1] else otherwise[1]
