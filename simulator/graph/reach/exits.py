"""One receptionist as callers pass through it: every way out that there is, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.core.blueprint import Blueprint
from simulator.core.call_plan import CallPlan
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.retries import PARTS, MenuRound, RoundsKey, menu_rounds, rounds_key
from simulator.graph.reach.tries import MenuTimes, MenuTries, Mistake, menu_times
from simulator.graph.round_keys import RoundKeys, read_round

Cause = Literal["choice", "wrong", "silence", "forward"]

FIELDS: dict[Cause, str] = {
    "choice": "entries",
    "wrong": "wrong_key_destination_id",
    "silence": "silence_destination_id",
    "forward": "forward_destination_id",
}
"""The receptionist's field that says where each kind of way out leads."""


class Exit(NamedTuple):
    """One way out of a receptionist that some caller can take; ``code`` is that of a choice, else empty."""

    cause: Cause
    code: str
    destination: Destination


@dataclass(slots=True)
class Summary:
    """Every way out of one receptionist, over all its retries.

    ``places`` is how many places of its blueprint callers can reach. ``tries`` and ``keypad`` are
    None without a menu.
    """

    key: str
    receptionist: Receptionist
    exits: tuple[Exit, ...]
    places: int
    lasts: int
    tries: MenuTries | None
    keypad: RoundKeys | None
    _costs: dict[Measure, tuple[Cost | None, ...]] = field(default_factory=dict, repr=False)

    def exit_costs(self, measure: Measure) -> tuple[Cost | None, ...]:
        """Return what each exit costs; None where a caller measured so cannot take it."""
        if measure not in self._costs:
            self._costs[measure] = tuple(self._exit_cost(exit, measure) for exit in self.exits)
        return self._costs[measure]

    def _exit_cost(self, exit: Exit, measure: Measure) -> Cost | None:
        if self.tries is None or self.keypad is None:
            return measure.cost(self.lasts)
        solved = self.tries.solve_costs(measure)
        if exit.cause in ("wrong", "silence"):
            return solved.out.get(exit.cause)
        if solved.pressing is None:
            return None
        ways = self.keypad.quickest[exit.code]
        return min(
            solved.pressing.plus(measure.cost(self.tries.times.typing_time(typed), typed.keys)) for typed in ways
        )

    def longest_time(self, exit: Exit) -> int:
        """The most milliseconds until an exit, of a caller who stops typing once no choice is possible."""
        if self.tries is None or self.keypad is None:
            return self.lasts
        longest = self.tries.longest_times
        if exit.cause in ("wrong", "silence"):
            return longest[exit.cause]
        return longest["pressing"] + max(map(self.tries.times.slow_typing_time, self.keypad.slowest[exit.code]))

    def exit_by_mistake(self, mistake: Mistake, measure: Measure = Measure.SHORTEST) -> tuple[Exit, Cost]:
        """The exit of a caller who makes one kind of mistake only, and its cost."""
        if self.tries is None:
            return self.exits[0], measure.cost(self.lasts)
        cause, cost = self.tries.exit_by_mistake(mistake, measure)
        return next(exit for exit in self.exits if exit.cause == cause), cost

    def slowest_alone(self, mistake: Mistake) -> int:
        """Return the most milliseconds of a caller who makes one kind of mistake only."""
        return self.lasts if self.tries is None else self.tries.slowest_alone(mistake)

    def recording_costs(self, measure: Measure) -> dict[str, Cost]:
        """The cost until each recording that can be heard here starts, by its id."""
        if self.tries is None:
            greeting = self.receptionist.greeting
            return {greeting: measure.cost(0)} if greeting else {}
        costs: dict[str, Cost] = {}
        for part, cost in self.tries.recording_costs(measure).items():
            recording: str = getattr(self.receptionist, PARTS[part])
            costs[recording] = min(cost, costs.get(recording, cost))
        return costs


class Summaries:
    """Makes the summaries of a flow; what receptionists have in common is worked out once."""

    def __init__(self, flow: Flow) -> None:
        self.plan = CallPlan(flow)
        self._keypads: dict[tuple[frozenset[str], bool], RoundKeys] = {}
        self._rounds: dict[RoundsKey, tuple[MenuRound, ...]] = {}
        self._tries: dict[tuple[object, ...], MenuTries] = {}

    def summary_of(self, key: str) -> Summary:
        """The summary of the receptionist with this key."""
        blueprint = self.plan.blueprint_of(key)
        receptionist = blueprint.receptionist
        if not receptionist.is_menu:
            return self._announcement_summary(blueprint)
        measured = menu_times(blueprint)
        pad = self._shared_keys(blueprint, measured)
        tries = self._shared_tries(receptionist, measured, pad)
        solved = tries.solve_costs(Measure.SHORTEST)
        chosen: list[Exit] = []
        if solved.pressing is not None:
            # A code is no way out where something else is taken before its last key.
            options = receptionist.options.items()
            chosen = [Exit("choice", code, entry.destination) for code, entry in options if code in pad.quickest]
        fall_backs: tuple[tuple[Mistake, Destination | None], ...] = (
            ("wrong", receptionist.wrong_key_destination),
            ("silence", receptionist.silence_destination),
        )
        missed = [Exit(cause, "", to) for cause, to in fall_backs if to is not None and cause in solved.out]
        return Summary(key, receptionist, (*chosen, *missed), tries.count_places(pad.places), 0, tries, pad)

    def _announcement_summary(self, blueprint: Blueprint) -> Summary:
        receptionist, start = blueprint.receptionist, blueprint.enter().place
        to = receptionist.forward_destination
        assert start is not None, "a receptionist starts at a place of its own"
        assert start.wait is not None, "it waits until its greeting has ended"
        assert to is not None, "a single sends everybody on"
        return Summary(blueprint.key, receptionist, (Exit("forward", "", to),), 1, start.wait.milliseconds, None, None)

    def _shared_keys(self, blueprint: Blueprint, measured: MenuTimes) -> RoundKeys:
        alike = frozenset(blueprint.receptionist.options), measured.further_key > 0
        if alike not in self._keypads:
            self._keypads[alike] = read_round(blueprint)
        return self._keypads[alike]

    def _shared_tries(self, menu: Receptionist, measured: MenuTimes, pad: RoundKeys) -> MenuTries:
        semantics = self.plan.flow.semantics
        which = rounds_key(menu)
        wrong, slow = pad.quickest.get(None, ()), pad.slowest.get(None, ())
        alike = which, measured, wrong, slow
        if alike not in self._tries:
            if which not in self._rounds:
                self._rounds[which] = menu_rounds(menu, semantics)
            self._tries[alike] = MenuTries(self._rounds[which], measured, wrong, slow, barge_in=semantics.barge_in)
        return self._tries[alike]
