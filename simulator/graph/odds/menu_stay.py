"""One stay in a menu: its rounds summed, from the moment that a call enters it until it leaves.

A *round state* is where a stay can be when a round begins: the counts used so far, and the *beginning* of the round,
which is the position with the prompts that come then (three at most: on entry, after a wrong key, after a silence)
and the keys that are still to come. The number of the round grows with every step, so the states of one number are
settled before those of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from simulator.callers.persona import Persona
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.time_moments import NOBODY, TimeMoments, delay_moments
from simulator.graph.round_play import Acts, RoundEnd
from simulator.tables.menu_rows import MenuRows

SOURCES = 5
RIGHT, WRONG_KEY, SILENT, HANG_UP, ALWAYS = range(SOURCES)
"""What decides a move of a round: one of a persona's chances, or nothing (keys of an earlier round do)."""

ANY_CHOICE = -1
"""Stands where a code would, for all the choices of a menu; the moment is that of the first key."""

Moments = tuple[float, float, float]


class RoundMove(NamedTuple):
    """One thing that may happen in a round: how likely it is (``weight`` times the chance of ``source``), its end.

    ``beginning`` is that of the next round, where a wrong key or a silence leads to one.
    """

    source: int
    weight: float
    end: RoundEnd
    beginning: int = -1


class RoundBeginning(NamedTuple):
    """The prompts of a round by their parts, the acts that are still to come, and the moves out of it."""

    position: int
    parts: tuple[int, ...]
    prompts_ms: int
    acts: Acts
    moves: list[RoundMove]


class RoundTally(NamedTuple):
    """How many callers a round has, and what becomes of them; per caller who enters the menu."""

    reached: float
    chose: float
    wrong: float
    silent: float
    hung_up: float


class MenuStay:
    """The stay of one persona in one kind of menu, per caller who enters it.

    ``rounds`` has, for each number from 1, the moments of callers at each beginning. ``wrong_out`` and ``silence_out``
    are the callers whose last try it was, by the acts that are still to come.
    """

    def __init__(
        self, persona: Persona, kind: MenuRows, allowed: tuple[int, int], beginnings: Sequence[RoundBeginning]
    ) -> None:
        self.persona = persona
        self.beginnings = beginnings
        self.rounds: list[dict[int, Moments]] = []
        self.wrong_out: dict[Acts, Moments] = {}
        self.silence_out: dict[Acts, Moments] = {}
        assert kind.wrong is not None, "only a menu has rounds"
        assert kind.silence is not None, "only a menu has rounds"
        self._sum_rounds(kind.wrong.adds, kind.silence.adds, allowed)

    def chances_in(self, number: int) -> tuple[float, float, float, float, float]:
        """Return the chances of the round of that number, by what decides a move."""
        right, wrong, silent, hang_up = self.persona.chances_in(number)
        return right, wrong, silent, hang_up, 1.0

    def _sum_rounds(self, wrong_adds: tuple[int, int], silence_adds: tuple[int, int], allowed: tuple[int, int]) -> None:
        misses = [_miss_moves(beginning) for beginning in self.beginnings]
        states: dict[tuple[int, int, int], Moments] = {(0, 0, 0): (1.0, 0.0, 0.0)}
        while states:
            chances = self.chances_in(len(self.rounds) + 1)
            sums: dict[int, Moments] = {}
            following: dict[tuple[int, int, int], Moments] = {}
            for (wrong_keys, silences, beginning), (share, first, second) in states.items():
                before = sums.get(beginning)
                sums[beginning] = (
                    (share, first, second)
                    if before is None
                    else (before[0] + share, before[1] + first, before[2] + second)
                )
                for source, weight, is_wrong, lasts, onward, rest in misses[beginning]:
                    chance = chances[source] * weight
                    if not chance:
                        continue
                    adds = wrong_adds if is_wrong else silence_adds
                    counts = wrong_keys + adds[0], silences + adds[1]
                    moved = share * lasts
                    p, a, b = share * chance, (first + moved) * chance, (second + lasts * (2 * first + moved)) * chance
                    if counts[not is_wrong] <= allowed[not is_wrong]:
                        state = (*counts, onward)
                        old = following.get(state)
                        following[state] = (p, a, b) if old is None else (old[0] + p, old[1] + a, old[2] + b)
                    else:
                        out = self.wrong_out if is_wrong else self.silence_out
                        old = out.get(rest, NOBODY)
                        out[rest] = old[0] + p, old[1] + a, old[2] + b
            self.rounds.append(sums)
            states = following

    @cached_property
    def moves(self) -> list[tuple[RoundBeginning, RoundMove, TimeMoments]]:
        """Every move with the callers who make it, in any round; their times are those at which the round begins."""
        return [
            (beginning, move, self._callers_by_source[number][move.source].scaled(move.weight))
            for number, beginning in enumerate(self.beginnings)
            for move in beginning.moves
            if self._callers_by_source[number][move.source].share
        ]

    @cached_property
    def _callers_by_source(self) -> list[list[TimeMoments]]:
        """The callers at each beginning, by what decides their move."""
        alike = min(len(self.persona.rounds), len(self.rounds))
        spans = [self.rounds[number : number + 1] for number in range(alike - 1)]
        spans.append(self.rounds[alike - 1 :])  # the last chances go on
        totals = [[NOBODY] * SOURCES for _ in self.beginnings]
        for number, span in enumerate(spans, start=1):
            chances = self.chances_in(number)
            for beginning in {beginning for sums in span for beginning in sums}:
                moments = [sums[beginning] for sums in span if beginning in sums]
                share, first, second = map(sum, zip(*moments, strict=True))
                for source, chance in enumerate(chances):
                    if chance:
                        callers = TimeMoments(share * chance, first * chance, second * chance)
                        totals[beginning][source] = totals[beginning][source].plus(callers)
        return totals

    @cached_property
    def choices(self) -> dict[tuple[int, Acts], TimeMoments]:
        """The callers who choose, by the number of the code (or ``ANY_CHOICE``) and the acts that are still to come."""
        chosen: dict[tuple[int, Acts], TimeMoments] = {}
        for _, move, moments in self.moves:
            if move.end.result == "choice":
                which = move.end.code, move.end.rest
                chosen[which] = chosen.get(which, NOBODY).plus(delay_moments(moments, move.end.milliseconds))
        return chosen

    @cached_property
    def hang_ups(self) -> TimeMoments:
        """The callers who hang up in a round."""
        total = NOBODY
        for _, move, moments in self.moves:
            if move.end.result == "hung_up":
                total = total.plus(delay_moments(moments, move.end.milliseconds))
        return total

    @cached_property
    def tallies(self) -> list[RoundTally]:
        """What becomes of callers in each round, from the first."""
        return [self._tally(number, sums) for number, sums in enumerate(self.rounds, start=1)]

    def _tally(self, number: int, sums: dict[int, Moments]) -> RoundTally:
        chances = self.chances_in(number)
        counts = {"choice": 0.0, "wrong": 0.0, "silence": 0.0, "hung_up": 0.0}
        for beginning, (share, _, _) in sums.items():
            for move in self.beginnings[beginning].moves:
                counts[move.end.result] += share * chances[move.source] * move.weight
        reached = sum(share for share, _, _ in sums.values())
        return RoundTally(reached, *counts.values())


def _miss_moves(beginning: RoundBeginning) -> list[tuple[int, float, bool, int, int, Acts]]:
    """The wrong keys and silences of a beginning: what decides each, its weight, and what follows after how long."""
    return [
        (move.source, move.weight, end.result == "wrong", end.milliseconds, move.beginning, end.rest)
        for move in beginning.moves
        if (end := move.end).result in ("wrong", "silence")
    ]
