"""The fastest caller of few keys: least time where the keys are counted too, exactly.

Fewer keys can take longer (a wait instead of a #), so neither number alone decides. For each
receptionist every pair of keys and time is kept that no other beats in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from simulator.config.receptionist import Destination
from simulator.graph.menu_rounds import NO_TURN, WAY_OUT, MissResult, Mistake
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.cheapest_search import Trail
from simulator.graph.reach.exits import Summary
from simulator.graph.reach.measure import SILENT, Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.tries import MenuTries
from simulator.graph.round_keys import TypedKeys

Pairs = dict[int, tuple[int, str]]
"""For a number of keys, the least milliseconds, and what the caller does (as costs spell it)."""


class FastCaller(NamedTuple):
    """A caller who gets somewhere: milliseconds, keys, and their trail."""

    milliseconds: int
    keys: int
    trail: Trail


def fastest_caller(
    survey: Survey, keys: int, *, ends: Callable[[Destination], bool] | None = None, receptionist: str | None = None
) -> FastCaller | None:
    """The fastest caller of at most ``keys`` keys to an ending that ``ends`` accepts, or to a receptionist."""
    kinds: dict[MenuTries, _Bounded] = {}
    heap = [FastCaller(0, 0, Trail(None, "", survey.flow.entry))]
    settled: dict[str, int] = {}
    while heap:
        caller = heappop(heap)
        key, exit = caller.trail.key, caller.trail.exit
        target = key if exit is None else survey.entered_by(exit)
        if target is None or survey.origin_of(target) == receptionist:
            return caller
        # The fastest caller comes first; a slower one is of use only with keys to spare.
        if settled.get(target, keys + 1) <= caller.keys:
            continue
        settled[target] = caller.keys
        for onward, pairs in _affordable_exits(survey.summary_of(target), keys - caller.keys, kinds, keys):
            to = survey.entered_by(onward)
            if to is None and (ends is None or not ends(onward.destination.canonical)):
                continue
            for more, (lasts, text) in pairs:
                trail = Trail(caller.trail, text, to or target, onward)
                heappush(heap, FastCaller(caller.milliseconds + lasts + onward.delay, caller.keys + more, trail))
    return None


def _affordable_exits(
    summary: Summary, keys_left: int, kinds: dict[MenuTries, _Bounded], keys: int
) -> Iterator[tuple[Exit, Iterable[tuple[int, tuple[int, str]]]]]:
    """Every exit, with the pairs that are left the keys for it."""
    if summary.tries is None or summary.keypad is None:
        yield from ((exit, [(0, (summary.lasts, ""))]) for exit in summary.exits)
        return
    bounded = kinds.get(summary.tries)
    if bounded is None:
        bounded = kinds[summary.tries] = _Bounded(summary.tries, keys)
    for exit in summary.exits:
        if exit.returns:  # to a menu that the call has been in: no faster than before
            continue
        if exit.cause == "choice":
            pairs = bounded.add_typed_keys(bounded.pressing, summary.keypad.quickest[exit.code])
        else:
            pairs = bounded.out.get(exit.cause, {}) if exit.cause != "forward" else {}
        yield exit, [pair for pair in pairs.items() if pair[0] <= keys_left]


class _Bounded:
    """The pairs of one kind of menu: until a first key, and until each way out by mistakes."""

    def __init__(self, tries: MenuTries, keys: int) -> None:
        self.tries = tries
        self.keys = keys
        self.pressing: Pairs = {}
        self.out: dict[Mistake, Pairs] = {}
        self._solve_rounds()

    def _solve_rounds(self) -> None:
        rounds: list[Pairs] = [{} for _ in self.tries.rounds]
        rounds[0][0] = 0, ""
        for menu_round, pairs in zip(self.tries.rounds, rounds, strict=True):
            drop_beaten(pairs)
            if menu_round.prompts == NO_TURN:
                self._after_mistake(rounds, "wrong", menu_round.wrong, pairs)
                continue
            opening = self.tries.key_window(menu_round.prompts)
            silent = self.tries.prompts_time(menu_round.prompts) + self.tries.times.first_key
            after_silence = {keys: (at + silent, text + SILENT) for keys, (at, text) in pairs.items()}
            self._after_mistake(rounds, "silence", menu_round.silence, after_silence)
            if opening is not None:
                opened = {keys: (at + opening.earliest, text) for keys, (at, text) in pairs.items()}
                _join_pairs(self.pressing, opened)
                self._after_mistake(rounds, "wrong", menu_round.wrong, self.add_typed_keys(opened, self.tries.wrong))
        for solved in (self.pressing, *self.out.values()):
            drop_beaten(solved)

    def _after_mistake(self, rounds: list[Pairs], mistake: Mistake, miss: MissResult, pairs: Pairs) -> None:
        if miss.round != WAY_OUT:
            _join_pairs(rounds[miss.round], pairs)
        elif pairs:
            final = self.tries.times.parts[miss.final] if miss.final is not None else 0
            _join_pairs(
                self.out.setdefault(mistake, {}), {keys: (at + final, text) for keys, (at, text) in pairs.items()}
            )

    def add_typed_keys(self, pairs: Pairs, ways: Iterable[TypedKeys]) -> Pairs:
        """The pairs, and then keys typed."""
        extended: Pairs = {}
        for typed in ways:
            cost = Measure.FEWEST_KEYS.cost(self.tries.times.typing_time(typed), typed.keys)
            for keys, (at, text) in pairs.items():
                if keys + cost.first <= self.keys:
                    _join_pairs(extended, {keys + cost.first: (at + cost.second, text + cost.text)})
        return extended


def _join_pairs(pairs: Pairs, new: Pairs) -> None:
    for keys, pair in new.items():
        if keys not in pairs or pair < pairs[keys]:
            pairs[keys] = pair


def drop_beaten(pairs: Pairs) -> None:
    """Leave only the pairs that are faster than all with fewer keys."""
    fastest: int | None = None
    for keys in sorted(pairs):
        if fastest is not None and pairs[keys][0] >= fastest:
            del pairs[keys]
        else:
            fastest = pairs[keys][0]
