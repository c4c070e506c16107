"""The rounds of one menu: which wrong key or silence leads to which round, over all retries.

Read off the rows of the menu's kind and the counts that it allows. ``round_keys`` reads the keys that a round takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from simulator.core.places import Cause
from simulator.fast_classes import NamedTuple
from simulator.tables.menu_rows import FAILS, LEAVES, NO_PART, MenuRows

WAY_OUT = -1
"""Stands where a round would, when none is left."""

Mistake = Literal["wrong", "silence"]

NO_TURN = (FAILS,)
"""Stands for the prompts of a round that is none: FreeSWITCH's menu has no greeting for it, and counts a wrong key."""

_After = Cause | Literal["nothing"]
"""What came before a round; ``nothing``: a wrong key without a sound."""


class MissResult(NamedTuple):
    """The result of a wrong key or a silence: another round by its number, or the way out, by a final recording."""

    round: int
    final: int | None = None


class MenuRound(NamedTuple):
    """One presentation of a menu: the counts used so far, and its prompts by the number of their part."""

    wrong_keys: int
    silences: int
    prompts: tuple[int, ...]
    wrong: MissResult
    silence: MissResult


class RepeatedMistake(NamedTuple):
    """The rounds of a caller who makes one kind of mistake only: the prompts of each, and the final recording."""

    prompts: tuple[tuple[int, ...], ...]
    final: int | None


def round_prompts(rows: MenuRows, after: _After) -> tuple[int, ...]:
    """Return the parts that play in a round, by what came before it, until the menu listens, or forwards."""
    prompts: list[int] = []
    starts = {"wrong": rows.wrong, "silence": rows.silence}
    steps = starts.get(after)
    step = rows.enters if steps is None else steps.again
    if after == "nothing":
        assert rows.switch is not None, "other menus count no wrong key without a key"
        step = rows.switch.again
    if step.to == FAILS:
        return NO_TURN
    while True:
        if step.plays != NO_PART:
            prompts.append(step.plays)
        following = rows.positions[step.to].then
        if following is None or following.to == LEAVES:
            return tuple(prompts)
        step = following


def repeat_mistake(rows: MenuRows, allowed: tuple[int, int], mistake: Mistake) -> RepeatedMistake:
    """Follow a caller who makes one mistake in every round; ``allowed`` are the counts of a station."""
    first, wrong_keys = first_turn(rows)
    if wrong_keys > allowed[0] or first == NO_TURN:
        return RepeatedMistake((), None)
    again, rounds, silences = round_prompts(rows, mistake), [first], 0
    while True:
        miss = rows.count_miss(mistake, wrong_keys, silences, allowed)
        if miss.last:
            return RepeatedMistake(tuple(rounds), None if miss.step.to == LEAVES else miss.step.plays)
        wrong_keys, silences = miss.wrong_keys, miss.silences
        rounds.append(again)


def first_turn(rows: MenuRows) -> tuple[tuple[int, ...], int]:
    """Return the prompts of the first round that is one, and how many wrong keys are counted before it.

    ``NO_TURN``: there is none, since the menu has no greeting at all.
    """
    first = round_prompts(rows, "entry")
    return (round_prompts(rows, "nothing"), 1) if first == NO_TURN else (first, 0)


def menu_rounds(rows: MenuRows, allowed: tuple[int, int], counts: tuple[int, int] = (0, 0)) -> tuple[MenuRound, ...]:
    """Return every round that mistakes can lead to: the first is the one after entering, and none leads back.

    ``counts`` are the wrong keys and silences that a call begins with; it has some where it comes back to a menu.
    """
    return tuple(_Unrolling(rows, allowed, counts).unroll_rounds())


class _Unrolling:
    """A search through the rounds of a menu, with every count that mistakes come to."""

    def __init__(self, rows: MenuRows, allowed: tuple[int, int], counts: tuple[int, int]) -> None:
        self.counts = counts
        self.rows = rows
        self.allowed = allowed
        self._numbers: dict[tuple[int, int, _After], int] = {}
        self._begun: list[tuple[int, int, _After]] = []

    def unroll_rounds(self) -> Iterator[MenuRound]:
        causes: tuple[_After, ...] = ("entry", "wrong", "silence", *(("nothing",) if self.rows.switch else ()))
        prompts = {after: round_prompts(self.rows, after) for after in causes}
        self._round_number(*self.counts, "entry")
        for wrong_keys, silences, after in self._begun:  # grows while it is read
            if prompts[after] == NO_TURN:
                fails = self._miss_result(wrong_keys, silences, "wrong", quiet=True)
                yield MenuRound(wrong_keys, silences, NO_TURN, fails, fails)
                continue
            wrong = self._miss_result(wrong_keys, silences, "wrong")
            yield MenuRound(
                wrong_keys, silences, prompts[after], wrong, self._miss_result(wrong_keys, silences, "silence")
            )

    def _miss_result(self, wrong_keys: int, silences: int, cause: Mistake, *, quiet: bool = False) -> MissResult:
        miss = self.rows.count_miss(cause, wrong_keys, silences, self.allowed)
        if not miss.last:
            return MissResult(self._round_number(miss.wrong_keys, miss.silences, "nothing" if quiet else cause))
        return MissResult(WAY_OUT, None if quiet or miss.step.to == LEAVES else miss.step.plays)

    def _round_number(self, wrong_keys: int, silences: int, after: _After) -> int:
        number = self._numbers.setdefault((wrong_keys, silences, after), len(self._begun))
        if number == len(self._begun):
            self._begun.append((wrong_keys, silences, after))
        return number
