"""What a persona's world answers, ``given``: the chances of telephones, and how schedules stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from simulator.callers.given_answers import GivenAnswer, answer_words, parse_given
from simulator.callers.persona import AnswerChance
from simulator.callers.persona_values import MEMORY, PersonaValues
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.wire.decoding import Path


class AnswerReader(PersonaValues):
    """Reads the answers of personas; names that only the other flow has are left out."""

    def read_given(
        self, path: Path, tree: Any
    ) -> tuple[dict[str, tuple[AnswerChance, ...]], dict[str, ScheduleAnswer]]:
        """The chances of telephones and the answers of schedules, by the names under which the world looks them up."""
        people: dict[str, tuple[AnswerChance, ...]] = {}
        states: dict[str, ScheduleAnswer] = {}
        for name, answers in self.items_of(path, tree, "names with answers"):
            place: Path = (*path, name)
            chances = self._read_answers(place, name, answers)
            if not chances:
                continue
            try:
                given = tuple(GivenAnswer(chance.answer, chance.after_ms) for chance in chances)
                (resolved,) = WorldSettings(self.flow, given={name: given}).given
            except UsageError as error:
                if not self.other_knows(partial(WorldSettings, given={name: given})):
                    self.object_to(place, str(error))
                continue
            if resolved in people or resolved in states:
                self.object_to(place, f"given: {name} has its answers already, under another name", key=True)
            answer = chances[0].answer
            if answer == "open" or answer == "closed" or answer == "holiday":
                if len(chances) > 1:
                    message = f"given: {name} is a schedule, which answers alike in the whole call; use one answer"
                    self.object_to(place, f"{message}, or --week")
                states[resolved] = answer
            else:
                people[resolved] = chances
        return people, states

    def _read_answers(self, path: Path, name: str, tree: Any) -> tuple[AnswerChance, ...]:
        """The answers of one telephone with their chances, or the one answer of a schedule; empty if wrong."""
        if isinstance(tree, list):
            instead = "is not accepted; use chances, such as {picked_up: .8, no_answer: .2}"
            self.object_to(path, f"given: {name}: one answer for each asking {instead if self.sampled else MEMORY}")
            return ()
        if not isinstance(tree, dict) or "answer" in tree:
            given = self._parse_answer(path, name, tree)
            return () if given is None else (AnswerChance(given.answer, 1.0, given.after_ms),)
        before = len(self.problems)
        chances: dict[str, AnswerChance] = {}
        for word, chance in tree.items():
            given = self._parse_answer((*path, word), name, word)
            if given is not None:
                number = self.read_chance((*path, word), chance, f"given: {name}: {answer_words(given.answer)}")
                if given.answer in chances:
                    self.object_to((*path, word), f"given: {name}: {quote_value(word)} is here twice", key=True)
                chances[given.answer] = AnswerChance(given.answer, number)
        if len(self.problems) > before:
            return ()
        sums = self.normalize(path, [chance.chance for chance in chances.values()], f"the chances of {name}")
        return tuple(
            chance._replace(chance=number) for chance, number in zip(chances.values(), sums, strict=True) if number
        )

    def _parse_answer(self, path: Path, name: str, value: Any) -> GivenAnswer | None:
        try:
            return parse_given({name: value})[name][0]
        except ValueError as error:
            self.object_to(path, f"given: {error}")
            return None

    def other_knows(self, look_up: Callable[[Flow], object]) -> bool:
        """Return whether the other flow has a name that this one does not have."""
        if self.other is None:
            return False
        try:
            look_up(self.other)
        except (UsageError, KeyError):
            return False
        return True
