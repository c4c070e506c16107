"""The rounds of one menu: which wrong key or silence leads to which round, over all retries.

Read off the blueprint of a menu that differs in nothing but its entries (it has none, so every key is
wrong) and its recordings (named by their part here). ``round_keys`` reads the keys that a round takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from simulator.config.flow import RecordingLength
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import Semantics
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Play
from simulator.core.events import KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import Cause, Onward, Place

Part = Literal[
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
]
PARTS: tuple[Part, ...] = get_args(Part)
"""What a recording is for in a menu: the receptionist's fields."""

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
    named: dict[str, object] = {part: part for part in PARTS if getattr(menu, part) is not None}
    bare = menu.model_copy(update={"entries": (), **named})
    return tuple(_Reading(Blueprint("", bare, semantics, lambda _: RecordingLength(1, estimated=False))).read_rounds())


class _Reading:
    """A search through the rounds of a menu in which every key is wrong."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self._numbers: dict[tuple[int, int, Cause], int] = {}
        self._begun: list[tuple[Onward, Cause]] = []
        self._prompts: dict[Cause, tuple[int, ...]] = {}
        self._bad: dict[Place, tuple[Onward, Onward]] = {}

    def read_rounds(self) -> list[MenuRound]:
        self._round_number(self.blueprint.enter(), "entry")
        rounds: list[MenuRound] = []
        for onward, after in self._begun:  # grows while it is read
            prompts, listening = self._listening_place(onward, after)
            wrong, silence = self._miss_results(listening)
            counts = listening.wrong_keys, listening.silences
            rounds.append(
                MenuRound(*counts, prompts, self._miss_result(wrong, "wrong"), self._miss_result(silence, "silence"))
            )
        return rounds

    def _round_number(self, onward: Onward, after: Cause) -> int:
        assert onward.place is not None, "a round has a place"
        number = self._numbers.setdefault((onward.place.wrong_keys, onward.place.silences, after), len(self._begun))
        if number == len(self._begun):
            self._begun.append((onward, after))
        return number

    def _listening_place(self, onward: Onward, after: Cause) -> tuple[tuple[int, ...], Place]:
        """The prompts of a round that begins, and the place where it waits for a first key."""
        assert onward.place is not None, "a round has a place"
        if after not in self._prompts:  # what plays depends on what it comes after, not on the counts
            self._prompts[after] = tuple(self._played_parts(onward))
        return self._prompts[after], self.blueprint.place_at(
            "listening", onward.place.wrong_keys, onward.place.silences
        )

    def _played_parts(self, onward: Onward) -> Iterator[int]:
        while True:
            yield from (_part_number(effect.recording) for effect in onward.effects if isinstance(effect, Play))
            place = onward.place
            assert place is not None, "prompts lead to a place that listens"
            if place.phase == "listening":
                return
            onward = self._edges_by_trigger(place)[PROMPT_ENDED]

    def _miss_results(self, listening: Place) -> tuple[Onward, Onward]:
        """Return what a wrong key and a silence lead to, from where a round listens."""
        if listening not in self._bad:
            edges = self._edges_by_trigger(listening)
            wrong = edges[KEYS[0]]
            # A menu that collects keys to the end notices a wrong one only when the wait runs out.
            if wrong.place is not None and wrong.place.phase in ("collecting", "dead"):
                wrong = self._edges_by_trigger(wrong.place)[SILENCE]
            self._bad[listening] = wrong, edges[SILENCE]
        return self._bad[listening]

    def _edges_by_trigger(self, place: Place) -> dict[str, Onward]:
        return {edge.trigger: edge.onward for edge in self.blueprint.edges_from(place)}

    def _miss_result(self, onward: Onward, cause: Cause) -> MissResult:
        if onward.place is None:
            return MissResult(WAY_OUT)
        if onward.place.phase == "final":
            (final,) = (effect.recording for effect in onward.effects if isinstance(effect, Play))
            return MissResult(WAY_OUT, _part_number(final))
        return MissResult(self._round_number(onward, cause))


def _part_number(recording: str) -> int:
    return next(number for number, part in enumerate(PARTS) if part == recording)
