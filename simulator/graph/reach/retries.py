"""The rounds of one menu: which wrong key or silence leads to which round, over all retries.

Read off the rows of the menu's kind and the counts that it allows. ``round_keys`` reads the keys that a round takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from simulator.config.receptionist import Receptionist
from simulator.config.semantics import Semantics
from simulator.core.places import Cause
from simulator.fast_classes import NamedTuple
from simulator.tables.menu_rows import LEAVES, NO_PART, PARTS, MenuRows, MissSteps, Step, read_allowed, read_menu_rows

WAY_OUT = -1
"""Stands where a round would, when none is left."""


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


class RoundsKey(NamedTuple):
    """The fields that decide the rounds of a menu under one semantics: menus alike in these have the same rounds."""

    wrong_keys_allowed: int
    silences_allowed: int
    parts: tuple[bool, ...]


def rounds_key(menu: Receptionist) -> RoundsKey:
    """Return what the rounds of this menu depend on."""
    parts = tuple(getattr(menu, part) is not None for part in PARTS)
    return RoundsKey(menu.wrong_keys_allowed or 0, menu.silences_allowed or 0, parts)


def menu_rounds(menu: Receptionist, semantics: Semantics) -> tuple[MenuRound, ...]:
    """Every round that mistakes can lead to: the first is the one after entering, and none leads back."""
    return tuple(_Unrolling(read_menu_rows(menu, semantics), read_allowed(menu, semantics)).unroll_rounds())


class _Unrolling:
    """A search through the rounds of a menu: its positions, with every count that mistakes come to."""

    def __init__(self, rows: MenuRows, allowed: tuple[int, int]) -> None:
        self.rows = rows
        self.allowed = allowed
        self._numbers: dict[tuple[int, int, Cause], int] = {}
        self._begun: list[tuple[int, int, Cause]] = []

    def unroll_rounds(self) -> Iterator[MenuRound]:
        wrong, silence = self.rows.wrong, self.rows.silence
        assert wrong is not None, "a menu can be given a wrong key"
        assert silence is not None, "a menu can be kept waiting"
        starts: dict[Cause, Step] = {"entry": self.rows.enters, "wrong": wrong.again, "silence": silence.again}
        prompts = {after: tuple(self._prompts_from(start)) for after, start in starts.items()}
        self._round_number(0, 0, "entry")
        for wrong_keys, silences, after in self._begun:  # grows while it is read
            results = (
                self._miss_result(wrong_keys, silences, "wrong", wrong),
                self._miss_result(wrong_keys, silences, "silence", silence),
            )
            yield MenuRound(wrong_keys, silences, prompts[after], *results)

    def _prompts_from(self, step: Step) -> Iterator[int]:
        """The parts that play from the beginning of a round until the menu listens."""
        while True:
            if step.plays != NO_PART:
                yield step.plays
            following = self.rows.positions[step.to].then
            if following is None:
                return
            step = following

    def _miss_result(self, wrong_keys: int, silences: int, cause: Cause, miss: MissSteps) -> MissResult:
        wrong_keys, silences = wrong_keys + miss.adds[0], silences + miss.adds[1]
        used, allowed = (wrong_keys, self.allowed[0]) if cause == "wrong" else (silences, self.allowed[1])
        if used <= allowed:
            return MissResult(self._round_number(wrong_keys, silences, cause))
        return MissResult(WAY_OUT, None if miss.last.to == LEAVES else miss.last.plays)

    def _round_number(self, wrong_keys: int, silences: int, after: Cause) -> int:
        number = self._numbers.setdefault((wrong_keys, silences, after), len(self._begun))
        if number == len(self._begun):
            self._begun.append((wrong_keys, silences, after))
        return number
