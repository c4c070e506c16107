"""The number of items in a flow, counted by kinds of menus before anything is searched.

Theory of operation. The items of a menu do not depend on what leads there: entering it forgets all that was before. So
each *kind* of menu is searched once, alone, with its ways out leading nowhere: menus alike in their counts, in which
recordings they have and which of them last, in whether they wait for keys, and in their options. Digits are alike, so
menus of four digits share a kind whichever they are. What a menu adds of its own is the number of different
destinations, since two choices with one destination are one item. A flow of 10,000 generated menus has a hundred kinds,
so that it is refused in a second instead of a minute.

Example: a menu of 1 and 2 with a greeting, no retries, both choices to one desk. Its kind has four decisions in its one
round (1, 2, a wrong key, silence), the greeting and a key into it; with one destination of choices and the two
fall-backs the menu has nine items.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from simulator.callers.drivers import ROUNDS_MOST
from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import PLAIN_ENGINE, played_recordings, without_choices
from simulator.config.receptionist import RECORDING_FIELDS, Destination, Entry, Receptionist
from simulator.core.places import to_milliseconds
from simulator.graph.coverage.coverage_items import DROPPED
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers

DIGITS = "1234567890"
"""The keys that every way of collecting keys takes alike; * and # may end a code."""


def most_items(flow: Flow) -> int:
    """Return a bound on the number of items: every option in every round, and what a receptionist has once."""
    return sum(
        ((menu.wrong_keys_allowed or 0) + 1)
        * ((menu.silences_allowed or 0) + 1)
        * (len(menu.entries or ()) + len(menu.engine.extensions) + 2)
        + len(menu.entries or ())
        + len(menu.engine.extensions)
        + 2 * len(RECORDING_FIELDS)
        for menu in flow.receptionists.values()
    )


def count_items(flow: Flow) -> int | None:
    """Return the number of items that callers can cover; None where only a search can tell.

    That is where the world is asked, where calls may be so long that they are cut off, and in FreeSWITCH's menus.
    """
    if flow.routes or flow.semantics.switch is not None:
        return None
    return _Count(flow).count()


class _KindItems(NamedTuple):
    """The items of a kind of menu: their number without destinations, and which ways out can be taken.

    ``codes`` are the options that can be chosen, in the spelling of the kind; ``steps`` the most that a caller does.
    """

    items: int
    codes: frozenset[str]
    fall_backs: frozenset[str]
    steps: int


class _Count:
    """The counting of one flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._kinds: dict[Hashable, _KindItems] = {}

    def count(self) -> int | None:
        """Add up what callers come to, from the beginning of a call first, as the search does."""
        counted: set[str] = set()
        items = steps = most_hops = 0
        for root in RoundMap(self.flow).roots:
            hops = 0
            queue = [root] if root in self.flow.receptionists and root not in counted else []
            counted.update(queue)
            while queue:
                hops += 1
                following: list[str] = []
                for key in queue:
                    added, onward, most = self._items_of(self.flow.receptionists[key])
                    items, steps = items + added, max(steps, most)
                    new = [target for target in onward if target not in counted]
                    counted.update(new)
                    following += new
                queue = following
            most_hops = max(most_hops, hops)
        # Each hop takes at most so many rounds, and an announcement one more; a longer call would be cut off.
        return items if (most_hops + 1) * (steps + 2) <= ROUNDS_MOST else None

    def _items_of(self, receptionist: Receptionist) -> tuple[int, list[str], int]:
        """The number of a receptionist's items, the receptionists that it leads to, and the steps in it."""
        if not receptionist.is_menu:
            to = receptionist.forward_destination
            assert to is not None, "a single sends everybody on"
            return 1 + (receptionist.greeting is not None), self._entered([to]), 0
        kind = self._kind_of(receptionist)
        options = receptionist.options
        spelt = _spell_codes(options)
        chosen = [entry.destination for code, entry in options.items() if spelt[code] in kind.codes]
        fall_backs = [to for name in kind.fall_backs if (to := receptionist.fall_back(_FALL_BACKS[name]))]
        items = kind.items + len({self._name(destination) for destination in chosen}) + len(fall_backs)
        return items, self._entered([*chosen, *fall_backs]), kind.steps

    def _entered(self, destinations: list[Destination]) -> list[str]:
        keys = (self.flow.receptionist_for(destination) for destination in destinations)
        return list(dict.fromkeys(key for key in keys if key is not None))

    def _name(self, destination: Destination) -> str:
        """Return an item's name for a destination."""
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return key
        return DROPPED if destination.is_blank else str(destination)

    def _kind_of(self, menu: Receptionist) -> _KindItems:
        codes = frozenset(_spell_codes(menu.options).values())
        lasting = tuple(self._lasts(recording) for recording in played_recordings(menu))
        waits = to_milliseconds(menu.timeout_seconds or 0) > 0
        alike = codes, lasting, waits, menu.wrong_keys_allowed, menu.silences_allowed, menu.engine.semantics
        if alike not in self._kinds:
            self._kinds[alike] = self._search_kind(menu, codes)
        return self._kinds[alike]

    def _lasts(self, recording: str | None) -> bool | None:
        return None if recording is None else self.flow.length_of(recording).milliseconds > 0

    def _search_kind(self, menu: Receptionist, codes: frozenset[str]) -> _KindItems:
        """Search a menu of a kind alone."""
        lasting = {
            name: self._lasts(recording)
            for name, recording in zip(RECORDING_FIELDS, played_recordings(menu), strict=True)
            if recording is not None
        }
        lengths = {name: RecordingLength(1000 if lasts else 0, estimated=False) for name, lasts in lasting.items()}
        entries = tuple(Entry.of_number(code, Destination("department", "1")) for code in sorted(codes))
        out: dict[str, object] = {f"{name}_type": "department" for name in _FALL_BACKS}
        out |= {f"{name}_id": "1" for name in _FALL_BACKS}
        # Under one semantics an extension is chosen as an entry is, so its number may be one.
        bare = without_choices(menu).with_engine(PLAIN_ENGINE)
        bare = bare.model_copy(update={**{name: name for name in lasting}, **out, "entries": entries})
        alone = Flow("menu", {"menu": bare}, lengths=lengths, semantics=self.flow.semantics_in(menu))
        callers = ShortestCallers(RoundMap(alone))
        plain = [item for item in callers.goals if item.kind != "destination"]
        taken = {item.cause for item in callers.goals if item.kind == "destination"}
        return _KindItems(
            len(plain),
            frozenset(item.what for item in plain if item.kind == "choice"),
            frozenset(name for name, cause in _FALL_BACKS.items() if cause in taken),
            max((route.cost[1] for route in callers.goals.values()), default=0),
        )


_FALL_BACKS = {"wrong_key_destination": "wrong", "silence_destination": "silence"}
"""The attributes of a menu's fall-backs, and the causes of their items."""


def _spell_codes(options: Iterable[str]) -> dict[str, str]:
    """The options of a menu as its kind spells them: digits alone are numbered, since no digit differs from another."""
    codes = list(options)
    if all(len(code) == 1 and code in DIGITS for code in codes):
        return dict(zip(codes, DIGITS, strict=False))
    return {code: code for code in codes}
