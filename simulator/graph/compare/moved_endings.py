"""The endings of calls that move where a flow is read in another way."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.ending_walk import EndingWalk
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.reading_menus import ReadingMenus
from simulator.graph.compare.walk_side import Side
from simulator.graph.default_paths import option_pauses
from simulator.graph.passages import reachable_receptionists

Edge = tuple[str, int, int]
"""A setting, and the numbers of two readings that differ in it alone."""


def moved_endings(
    sides: Sequence[Side],
    unlike: Sequence[Edge],
    ends: Sequence[Ending],
    *,
    early: bool,
    menus: ReadingMenus | None = None,
) -> Iterator[set[Ending]]:
    """Yield, two readings at a time, the endings of callers of the one who end elsewhere under the other.

    Neighbours are enough: a caller who ends elsewhere under two readings does so between two neighbours on
    the path from one to the other. ``menus`` save walks, and change no result.
    """
    unmoved = set(ends)
    if menus is not None:
        # The kinds of all neighbours come first: an ending that one of them moves need not be walked for in any.
        for _, first, second in unlike:
            if not unmoved:
                break
            moved = menus.moved_for_certain(sides, first, second, unmoved, early=early)
            unmoved -= moved
            yield moved
    for _, first, second in unlike:
        # Every ending has moved already, so the remaining readings cannot add any.
        if not unmoved:
            break
        if menus is not None and not menus.may_move(first, second, early=early):
            continue
        moved = EndingWalk(Sides(sides[first], sides[second], early=early)).endings_that_differ(unmoved)
        unmoved -= moved
        yield moved


def moved_choices(flow: Flow, readings: Sequence[Semantics], ending_sets: EndingSets | None = None) -> set[Ending]:
    """The endings reached by choices that lead to their destination under some of the readings only.

    Keys of a choice that are pressed one after another while the menu listens: whatever else the
    settings change, these and the two fall-back destinations stay where they are.
    """
    collecting = _by_collecting(readings)
    # One way of collecting keys (and numbers) cannot differ from itself.
    if len(collecting) == 1:
        return set()
    sets = ending_sets or EndingSets(flow)
    choices: dict[Hashable, dict[str, bool]] = {}
    moved: set[Ending] = set()
    for key in sets.reached(reachable_receptionists(flow)):
        options = flow.receptionists[key].options
        if not flow.receptionists[key].is_menu:
            continue
        form = _options_form(flow, key)
        if form not in choices:
            works = [option_pauses(flow.with_semantics(semantics), key) for semantics in collecting]
            choices[form] = {option: len({pause.get(option) is None for pause in works}) > 1 for option in options}
        for option, moves in choices[form].items():
            if moves:
                taken_instead = [shorter.destination for code, shorter in options.items() if code in _cut_short(option)]
                for destination in (options[option].destination, *taken_instead):
                    moved |= sets.endings_after(destination)
    return moved


def _options_form(flow: Flow, key: str) -> Hashable:
    """All that decides which options work: their keys, which of them lead to one place, and whether the menu waits."""
    item = flow.receptionists[key]
    numbers: dict[Destination, int] = {}
    options = tuple(
        (option, numbers.setdefault(entry.destination, len(numbers))) for option, entry in item.options.items()
    )
    fall_backs = tuple(
        numbers.setdefault(destination, len(numbers))
        for destination in (item.wrong_key_destination, item.silence_destination)
        if destination is not None
    )
    return options, fall_backs, bool(item.timeout_seconds), item.engine


def _cut_short(option: str) -> set[str]:
    """Return what the keys of an option may be taken for."""
    return {"#", *(option[:size] for size in range(1, len(option)))}


def _by_collecting(readings: Sequence[Semantics]) -> list[Semantics]:
    return list({(semantics.collect, semantics.extension_dialling): semantics for semantics in readings}.values())
