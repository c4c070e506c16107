"""The cost of mistakes in one menu, over every round that its retries allow, exactly.

Theory of operation. A round of a menu is known by the mistakes so far: so many wrong keys, so many silences. A wrong
key leads to the round with one wrong key more, a silence to the one with one silence more, or out of the menu when
no retry is left; nothing leads back. So the rounds form a grid that is walked in one direction, and one pass in the
order of the rounds finds the least cost of each (dynamic programming): when a round is looked at, every
round that leads to it has been. The same pass gives the least cost of pressing a first key in any round, of leaving
by the last wrong key, and of leaving by the last silence.

Example: the greeting takes 2 s and can be interrupted, the menu waits 5 s, one wrong key and one silence are allowed.
By fewest keys and silences, then time, the rounds (wrong keys, silences) cost::

    (0, 0)  nothing
    (1, 0)  1 key, 0 s            a wrong key into the greeting
    (0, 1)  1 silence, 7 s        the greeting and the wait
    (1, 1)  1 key, 1 silence, 7 s (twice, since other recordings may play after the one or the other)

Leaving by wrong keys costs 2 keys and 0 s from (1, 0); from (1, 1) it would be 2 keys, 1 silence and 7 s, so the first
counts. Leaving by silence costs 2 silences and 14 s, from (0, 1). A first key can be pressed at once, at (0, 0).

Everything here is per *kind* of menu: menus alike in their rounds, their times and their wrong keys share one,
whatever their entries lead to. A flow of thousands of menus has a few kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from simulator.graph.menu_rounds import NO_TURN, WAY_OUT, MenuRound, MissResult, Mistake
from simulator.graph.reach.measure import NOTHING, Cost, Measure
from simulator.graph.round_keys import KeyWindow, SlowTyping, TypedKeys, key_window


class MenuTimes(NamedTuple):
    """The times of a menu in milliseconds; ``parts`` are the lengths of its recordings, 0 for a missing one.

    ``together``: all keys of a round have the time of the first (FreeSWITCH), so that a later first key leaves less
    for the others.
    """

    parts: tuple[int, ...]
    first_key: int
    further_key: int
    together: bool = False

    def typing_time(self, typed: TypedKeys) -> int:
        """From the first key until keys pressed at once are acted on."""
        further_key = min(self.further_key, self.first_key) if self.together else self.further_key
        return further_key if typed.waits else 0

    def slow_typing_time(self, slow: SlowTyping) -> int:
        """The same for keys pressed as late as they can be, the first of them in the last millisecond."""
        if self.together:
            return 1 if slow.waits else 0
        return slow.gaps * max(self.further_key - 1, 0) + (self.further_key if slow.waits else 0)


class TryCosts(NamedTuple):
    """The least cost of each round, of the moment of a first key, and of each way out by mistakes."""

    rounds: list[Cost | None]
    pressing: Cost | None
    out: dict[Mistake, Cost]


_PlainCost = tuple[int, int, str]


class MenuTries:
    """The rounds of one kind of menu, with their times and the keys that are wrong in it.

    ``deaf`` is the part during which a key is lost; None: there is none. FreeSWITCH's invalid sound is one: a key stops
    it, and callers here hear it out. (Nor do they press # alone, which is a wrong key without that sound.)
    """

    def __init__(
        self,
        rounds: tuple[MenuRound, ...],
        times: MenuTimes,
        wrong: tuple[TypedKeys, ...],
        slow: tuple[SlowTyping, ...],
        *,
        barge_in: bool,
        deaf: int | None = None,
    ) -> None:
        self.deaf = deaf
        self.rounds = rounds
        self.times = times
        self.wrong = wrong
        self.slow = slow
        self.barge_in = barge_in
        self._solved: dict[Measure, TryCosts] = {}
        self._choices: dict[Measure, dict[tuple[TypedKeys, ...], Cost | None]] = {}
        self._places: dict[int, int] = {}
        self._alone: dict[tuple[Mistake, Measure], tuple[Mistake, Cost]] = {}

    def prompts_time(self, prompts: tuple[int, ...]) -> int:
        """Return how long prompts take."""
        return sum(self.times.parts[part] for part in prompts)

    def key_window(self, prompts: tuple[int, ...], *, patient: bool = False) -> KeyWindow | None:
        """Return when a first key can be pressed; None: every caller is too late."""
        early = self.barge_in and not patient
        if self.deaf not in prompts:
            return key_window(self.prompts_time(prompts), self.times.first_key, early=early)
        deaf = self.times.parts[self.deaf or 0]
        window = key_window(self.prompts_time(prompts) - deaf, self.times.first_key, early=early)
        return window and KeyWindow(window.earliest + deaf, window.latest + deaf)

    def solve_costs(self, measure: Measure) -> TryCosts:
        """The least cost of everything, by a measure."""
        if measure not in self._solved:
            self._solved[measure] = self._solve_measure(measure)
        return self._solved[measure]

    def choice_costs(self, measure: Measure) -> dict[tuple[TypedKeys, ...], Cost | None]:
        """The costs of choices that have been asked for by ``choice_cost``, by their ways of typing."""
        return self._choices.setdefault(measure, {})

    def choice_cost(self, measure: Measure, ways: tuple[TypedKeys, ...]) -> Cost | None:
        """The least cost of a choice that can be typed in these ways; None: no caller measured so can press a key."""
        costs = self.choice_costs(measure)
        if ways not in costs:
            pressing = self.solve_costs(measure).pressing
            costs[ways] = None
            if pressing is not None:
                typing = (measure.cost(self.times.typing_time(typed), typed.keys) for typed in ways)
                costs[ways] = min(pressing.plus(cost) for cost in typing)
        return costs[ways]

    def _solve_measure(self, measure: Measure) -> TryCosts:
        kinds = self._costs_by_prompts(measure)
        # As plain tuples, which compare as costs do and take less to make.
        costs: list[_PlainCost | None] = [NOTHING, *[None] * (len(self.rounds) - 1)]
        pressing: _PlainCost | None = None
        out: dict[Mistake, _PlainCost] = {}
        # A mistake never leads to an earlier round, so each cost is final when its round is looked at.
        for number, menu_round in enumerate(self.rounds):
            so_far = costs[number]
            if so_far is None:
                continue
            first, second, text = so_far
            press, moves = kinds[menu_round.prompts]
            if press is not None:
                new = first + press[0], second + press[1], text + press[2]
                pressing = new if pressing is None or new < pressing else pressing
            for mistake, move in moves:
                miss = menu_round.wrong if mistake == "wrong" else menu_round.silence
                new = first + move[0], second + move[1], text + move[2]
                if miss.round != WAY_OUT:
                    known = costs[miss.round]
                    costs[miss.round] = new if known is None or new < known else known
                    continue
                if miss.final is not None:
                    new = Cost(*new).plus(measure.cost(self.times.parts[miss.final]))
                known = out.get(mistake)
                out[mistake] = new if known is None or new < known else known
        leaving = {mistake: Cost(*cost) for mistake, cost in out.items()}
        return TryCosts([cost and Cost(*cost) for cost in costs], pressing and Cost(*pressing), leaving)

    def _costs_by_prompts(
        self, measure: Measure
    ) -> dict[tuple[int, ...], tuple[Cost | None, list[tuple[Mistake, Cost]]]]:
        """Return what a round costs, by its prompts: there are three kinds at most."""
        return {
            prompts: self._round_costs(prompts, measure)
            for prompts in {menu_round.prompts for menu_round in self.rounds}
        }

    def _round_costs(
        self, prompts: tuple[int, ...], measure: Measure
    ) -> tuple[Cost | None, list[tuple[Mistake, Cost]]]:
        """Return what a round with these prompts costs until a first key, and with each mistake."""
        if prompts == NO_TURN:
            return None, [("wrong", NOTHING)]
        silence = measure.cost(self.prompts_time(prompts) + self.times.first_key, silent=True)
        moves: list[tuple[Mistake, Cost]] = [("silence", silence)]
        opening = self.key_window(prompts, patient=measure is Measure.PATIENT)
        if opening is None:
            return None, moves
        for typed in self.wrong:
            at = opening.earliest + self.times.typing_time(typed)
            moves += [("wrong", measure.cost(at, typed.keys))]
        return measure.cost(opening.earliest), moves

    def exit_by_mistake(self, mistake: Mistake, measure: Measure) -> tuple[Mistake, Cost]:
        """Return the mistake by which a caller of one kind of mistake leaves, and its cost.

        Where no key is wrong, or none can be pressed, a caller of wrong keys is silent.
        """
        if (mistake, measure) not in self._alone:
            self._alone[mistake, measure] = self._follow_mistake(mistake, measure)
        return self._alone[mistake, measure]

    def _follow_mistake(self, mistake: Mistake, measure: Measure) -> tuple[Mistake, Cost]:
        number, cost = 0, NOTHING
        kinds = self._costs_by_prompts(measure)
        while True:
            menu_round = self.rounds[number]
            _, every = kinds[menu_round.prompts]
            actual, move = min((move for move in every if move[0] == mistake), default=every[0])
            miss: MissResult = getattr(menu_round, actual)
            cost = cost.plus(move)
            if miss.round == WAY_OUT:
                return actual, cost.plus(measure.cost(self.times.parts[miss.final] if miss.final is not None else 0))
            number = miss.round

    def slowest_alone(self, mistake: Mistake) -> int:
        """Return the most milliseconds of a caller who makes one kind of mistake only.

        As in ``longest``, keys that can no longer be a choice are left out: with those a caller has no slowest time.
        """
        number, milliseconds = 0, 0
        while True:
            menu_round = self.rounds[number]
            lasts = {what: time for what, time in self._slow_moves(menu_round.prompts) if what != "pressing"}
            actual: Mistake = mistake if mistake in lasts else "silence" if "silence" in lasts else "wrong"
            miss: MissResult = getattr(menu_round, actual)
            milliseconds += lasts[actual]
            if miss.round == WAY_OUT:
                return milliseconds + (self.times.parts[miss.final] if miss.final is not None else 0)
            number = miss.round

    def recording_costs(self, measure: Measure) -> dict[int, Cost]:
        """The least cost until each recording that can be heard starts, by its part's number."""
        costs: dict[int, Cost] = {}
        kinds = self._costs_by_prompts(measure)
        for menu_round, so_far in zip(self.rounds, self.solve_costs(measure).rounds, strict=True):
            if so_far is None:
                continue
            for place, part in enumerate(menu_round.prompts if menu_round.prompts != NO_TURN else ()):
                start = so_far.plus(measure.cost(self.prompts_time(menu_round.prompts[:place])))
                costs[part] = _cheaper_cost(costs.get(part), start)
            for mistake, move in kinds[menu_round.prompts][1]:
                miss: MissResult = getattr(menu_round, mistake)
                if miss.final is not None:
                    costs[miss.final] = _cheaper_cost(costs.get(miss.final), so_far.plus(move))
        return costs

    @cached_property
    def longest_times(self) -> dict[Mistake | Literal["pressing"], int]:
        """The most time until each way out by mistakes, and until a first key, in milliseconds."""
        times: list[int | None] = [None] * len(self.rounds)
        times[0] = 0
        out: dict[Mistake | Literal["pressing"], int] = {}
        kinds = {
            prompts: list(self._slow_moves(prompts)) for prompts in {menu_round.prompts for menu_round in self.rounds}
        }
        for number, menu_round in enumerate(self.rounds):
            so_far = times[number]
            if so_far is None:
                continue
            for what, lasts in kinds[menu_round.prompts]:
                at = so_far + lasts
                miss = None if what == "pressing" else getattr(menu_round, what)
                if miss is not None and miss.round != WAY_OUT:
                    times[miss.round] = max(times[miss.round] or 0, at)
                    continue
                at += self.times.parts[miss.final] if miss is not None and miss.final is not None else 0
                out[what] = max(out.get(what, 0), at)
        return out

    def _slow_moves(self, prompts: tuple[int, ...]) -> Iterator[tuple[Mistake | Literal["pressing"], int]]:
        if prompts == NO_TURN:
            yield "wrong", 0
            return
        yield "silence", self.prompts_time(prompts) + self.times.first_key
        opening = self.key_window(prompts)
        if opening is not None:
            yield "pressing", opening.latest
            if self.slow:
                yield "wrong", opening.latest + max(map(self.times.slow_typing_time, self.slow))

    def count_places(self, collecting: int) -> int:
        """Return how many places of the blueprint a caller can reach; ``collecting`` are those of one round."""
        if collecting not in self._places:
            self._places[collecting] = self._count_reached(collecting)
        return self._places[collecting]

    def _count_reached(self, collecting: int) -> int:
        costs = self.solve_costs(Measure.SHORTEST).rounds
        known = zip(self.rounds, costs, strict=True)
        reached = [menu_round for menu_round, cost in known if cost is not None and menu_round.prompts != NO_TURN]
        can_press = {prompts for prompts in {menu_round.prompts for menu_round in reached} if self.key_window(prompts)}
        pressed = [menu_round for menu_round in reached if menu_round.prompts in can_press]
        finals = {("silence", menu_round[:2]) for menu_round in reached if menu_round.silence.final is not None}
        if self.wrong:
            finals |= {("wrong", menu_round[:2]) for menu_round in pressed if menu_round.wrong.final is not None}
        return (
            sum(len(menu_round.prompts) for menu_round in reached)
            + len({(menu_round.wrong_keys, menu_round.silences) for menu_round in reached})
            + collecting * len({(menu_round.wrong_keys, menu_round.silences) for menu_round in pressed})
            + len(finals)
        )


def _cheaper_cost(cost: Cost | None, new: Cost) -> Cost:
    return new if cost is None or new < cost else cost
