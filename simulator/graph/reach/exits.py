"""One receptionist as callers pass through it: every way out that there is, and what each costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from simulator.config.flow import Flow
from simulator.config.menu_engine import played_recordings
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.switch_menu import MENU_BACK, MENU_TOP
from simulator.graph.menu_rounds import MenuRound, Mistake, menu_rounds, round_prompts
from simulator.graph.reach.answered_exits import Exit, exits_after_ringing
from simulator.graph.reach.measure import Cost, Measure
from simulator.graph.reach.tries import MenuTimes, MenuTries
from simulator.graph.round_keys import RoundKeys, read_round
from simulator.graph.unrolled_flow import JoinedPrompts
from simulator.tables.flow_table import FlowTable
from simulator.tables.menu_rows import PARTS
from simulator.tables.station import StationShape

if TYPE_CHECKING:
    from simulator.graph.reach.called_menus import CalledMenus


@dataclass(slots=True)
class Summary:
    """Every way out of one receptionist, over all its retries.

    ``places`` is how many places of its blueprint callers can reach. ``tries`` and ``keypad`` are
    None without a menu. ``joined`` are recordings that stand for several.
    """

    key: str
    receptionist: Receptionist
    exits: tuple[Exit, ...]
    places: int
    lasts: int
    tries: MenuTries | None
    keypad: RoundKeys | None
    joined: JoinedPrompts = field(default_factory=dict)
    _costs: dict[Measure, tuple[Cost | None, ...]] = field(default_factory=dict, repr=False)

    def exit_costs(self, measure: Measure) -> tuple[Cost | None, ...]:
        """Return what each exit costs; None where a caller measured so cannot take it."""
        costs = self._costs.get(measure)
        if costs is None:
            costs = self._costs[measure] = tuple(self._find_costs(measure))
        return costs

    def _find_costs(self, measure: Measure) -> list[Cost | None]:
        costs = self._costs_until_exit(measure)
        for place in [place for place, exit in enumerate(self.exits) if exit.delay]:
            cost = costs[place]
            if cost is not None:
                costs[place] = cost.plus(measure.cost(self.exits[place].delay))
        return costs

    def _costs_until_exit(self, measure: Measure) -> list[Cost | None]:
        """The costs until the receptionist is left; what rings after that is not in them."""
        tries, keypad = self.tries, self.keypad
        if tries is None or keypad is None:
            return [measure.cost(self.lasts)] * len(self.exits)
        out, quickest, known = tries.solve_costs(measure).out, keypad.quickest, tries.choice_costs(measure)
        costs: list[Cost | None] = []
        # FreeSWITCH takes # for the end of a code once the greeting is over, so who hears it out cannot begin with it.
        no_hash = measure is Measure.PATIENT and self.receptionist.engine.switch is not None
        for exit in self.exits:
            if exit.returns or (no_hash and exit.code.startswith("#")):
                costs.append(None)
            elif exit.cause == "choice":
                ways = quickest[exit.code]
                costs.append(known[ways] if ways in known else tries.choice_cost(measure, ways))
            else:
                costs.append(out.get(exit.cause) if exit.cause != "forward" else None)
        return costs

    def longest_time(self, exit: Exit) -> int:
        """The most milliseconds until an exit, of a caller who stops typing once no choice is possible."""
        return exit.delay + self._longest_until_exit(exit)

    def _longest_until_exit(self, exit: Exit) -> int:
        if self.tries is None or self.keypad is None:
            return self.lasts
        longest = self.tries.longest_times
        if exit.cause in ("wrong", "silence"):
            return longest[exit.cause]
        return longest["pressing"] + max(map(self.tries.times.slow_typing_time, self.keypad.slowest[exit.code]))

    def exit_by_mistake(self, mistake: Mistake, measure: Measure = Measure.SHORTEST) -> tuple[Exit, Cost]:
        """The exit of a caller who makes one kind of mistake only, and its cost; whoever is rung picks up."""
        if self.tries is None:
            return self.exits[0], measure.cost(self.lasts)
        cause, cost = self.tries.exit_by_mistake(mistake, measure)
        exit = next(exit for exit in self.exits if exit.cause == cause)
        return exit, cost.plus(measure.cost(self._exit_sound(exit)))

    def exits_by_mistake(self, mistake: Mistake, measure: Measure = Measure.SHORTEST) -> list[tuple[Exit, Cost]]:
        """The exits of such a caller, one for each answer of the telephones that ring there, and their costs."""
        return [(self.exits[place], cost) for place, cost in self.places_by_mistake(mistake, measure)]

    def places_by_mistake(self, mistake: Mistake, measure: Measure = Measure.SHORTEST) -> list[tuple[int, Cost]]:
        """The same as places in ``exits``."""
        if self.tries is None:
            cause, cost = self.exits[0].cause, measure.cost(self.lasts)
        else:
            cause, cost = self.tries.exit_by_mistake(mistake, measure)
        return [
            (place, cost.plus(measure.cost(exit.delay)) if exit.delay else cost)
            for place, exit in enumerate(self.exits)
            if exit.cause == cause
        ]

    def slowest_alone(self, mistake: Mistake) -> int:
        """Return the most milliseconds of a caller who makes one kind of mistake only."""
        if self.tries is None:
            return self.lasts
        return self.tries.slowest_alone(mistake) + self._exit_sound(self.exit_by_mistake(mistake)[0])

    def _exit_sound(self, exit: Exit) -> int:
        """Return how long the exit sound takes; other delays are telephones, whose people pick up here."""
        return exit.delay if self.receptionist.engine.switch is not None else 0

    def recording_costs(self, measure: Measure) -> dict[str, Cost]:
        """The cost until each recording that can be heard here starts, by its id."""
        if self.tries is None:
            greeting = self.receptionist.greeting
            heard = self.joined.get(greeting, ((greeting, 0),)) if greeting else ()
            return {name: measure.cost(starts) for name, starts in heard}
        costs: dict[str, Cost] = {}
        for part, cost in self.tries.recording_costs(measure).items():
            recording = played_recordings(self.receptionist)[part]
            assert recording is not None, "what plays is there"
            for name, starts in self.joined.get(recording, ((recording, 0),)):
                start = cost.plus(measure.cost(starts)) if starts else cost
                costs[name] = min(start, costs.get(name, start))
        return costs


class Summaries:
    """Makes the summaries of a flow; what receptionists have in common is worked out once.

    Rows are shared by kind, and keypads by keys: their identity stands for what is in them.
    """

    def __init__(self, flow: Flow, joined: JoinedPrompts = MappingProxyType({})) -> None:
        self.flow = flow
        self._joined = joined
        self._table = FlowTable(flow)
        self._made: dict[str, Summary] = {}
        self._keypads: dict[tuple[int, bool], RoundKeys] = {}
        self._rounds: dict[tuple[int, tuple[int, int]], tuple[MenuRound, ...]] = {}
        self._tries: dict[tuple[object, ...], MenuTries] = {}
        self._tries_by_pad: dict[tuple[object, ...], MenuTries] = {}

    def summary_of(self, key: str) -> Summary:
        """The summary of the receptionist with this key."""
        summary = self._made.get(key)
        if summary is None:
            summary = self._made[key] = self._make_summary(self._table.shape_of(key))
        return summary

    def tries_of(self, key: str) -> MenuTries | None:
        """Return the rounds of a menu, whatever leads out of it; None: it is an announcement."""
        station = self._table.shape_of(key)
        return None if station.keypad is None else self._shared_tries(station, self._shared_keys(station))

    def _make_summary(self, station: StationShape) -> Summary:
        receptionist = self.flow.receptionists[station.key]
        if station.keypad is None:
            return self._announcement_summary(station, receptionist)
        pad = self._shared_keys(station)
        tries = self._shared_tries(station, pad)
        solved = tries.solve_costs(Measure.SHORTEST)
        exits: list[Exit] = []
        if solved.pressing is not None:
            # A code is no way out where something else is taken before its last key.
            quickest = pad.quickest
            exits = [
                Exit("choice", entry.option, entry.destination)
                for entry in receptionist.choices
                if entry.option in quickest
            ]
        fall_backs: tuple[tuple[Mistake, Destination | None], ...] = (
            ("wrong", receptionist.fall_back("wrong")),
            ("silence", receptionist.fall_back("silence")),
        )
        exits += [Exit(cause, "", to) for cause, to in fall_backs if to is not None and cause in solved.out]
        if station.kind.switch is not None:
            exits = [led for exit in exits for led in self._menu_exits(station.key, exit)]
        places = tries.count_places(pad.places)
        exits_with_answers = self._with_answers(tuple(exits))
        return Summary(station.key, receptionist, exits_with_answers, places, 0, tries, pad, self._joined)

    def _menu_exits(self, key: str, exit: Exit) -> Iterator[Exit]:
        """Yield an exit of a menu that FreeSWITCH runs for each place that it leads to."""
        ways = [self._called_menus.way_of_mistakes(key, exit.destination)]
        if exit.cause == "choice":
            ways = list(self._called_menus.ways_of_choice(key, exit.destination))
        back = exit.destination.type in (MENU_BACK, MENU_TOP)
        for to, delay in ways:
            yield exit._replace(destination=to, delay=delay, returns=back and to.names_receptionist)

    @cached_property
    def _called_menus(self) -> CalledMenus:
        from simulator.graph.reach.called_menus import CalledMenus  # few flows are FreeSWITCH's

        return CalledMenus(self.flow)

    def _announcement_summary(self, station: StationShape, receptionist: Receptionist) -> Summary:
        to = receptionist.forward_destination
        assert to is not None, "a single sends everybody on"
        exits = self._with_answers((Exit("forward", "", to),))
        lasts = sum([station.lengths[part] for part in round_prompts(station.kind, "entry")])
        return Summary(station.key, receptionist, exits, 1, lasts, None, None, self._joined)

    def _with_answers(self, exits: tuple[Exit, ...]) -> tuple[Exit, ...]:
        """The exits, each as the telephones at its end answer."""
        flow = self.flow
        if not flow.routes:
            return exits
        return tuple(answered for exit in exits for answered in exits_after_ringing(flow, exit))

    def _shared_keys(self, station: StationShape) -> RoundKeys:
        alike = id(station.keypad), station.waits[1] > 0
        pad = self._keypads.get(alike)
        if pad is None:
            pad = self._keypads[alike] = read_round(station, early=True)
        return pad

    def _shared_tries(self, station: StationShape, pad: RoundKeys) -> MenuTries:
        own = id(station.kind), station.allowed, station.lengths, station.waits
        tries = self._tries_by_pad.get((own, id(pad)))
        if tries is None:
            tries = self._tries_by_pad[own, id(pad)] = self._find_tries(station, pad, own)
        return tries

    def _find_tries(self, station: StationShape, pad: RoundKeys, own: tuple[object, ...]) -> MenuTries:
        """Return the tries of menus alike in all but their keys, whose wrong keys are the same."""
        wrong, slow = pad.quickest.get(None, ()), pad.slowest.get(None, ())
        alike = *own, wrong, slow
        tries = self._tries.get(alike)
        if tries is None:
            is_switch = station.kind.switch is not None
            times = MenuTimes(station.lengths, *station.waits, together=is_switch)
            rounds, barge_in = self._shared_rounds(station), station.kind.takes_early_keys
            deaf = PARTS.index("wrong_key_retry_recording") if is_switch else None
            tries = self._tries[alike] = MenuTries(rounds, times, wrong, slow, barge_in=barge_in, deaf=deaf)
        return tries

    def _shared_rounds(self, station: StationShape) -> tuple[MenuRound, ...]:
        alike = id(station.kind), station.allowed
        if alike not in self._rounds:
            self._rounds[alike] = menu_rounds(station.kind, station.allowed)
        return self._rounds[alike]
