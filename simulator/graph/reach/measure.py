"""Measures by which callers are compared: fewest keys and silences, least time, or fewest keys alone.

A *cost* is a pair of whole numbers, the one that counts most first, and a text that tells what the
caller does, by which callers alike in both are ordered. Costs add up, and texts are joined.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript, Cue, ScriptStep

SILENT = "~ "
"""One silent round, as costs spell it; it sorts after every key."""

_SPELT = str.maketrans("*#", ":;")  # sort after the digits, so that texts are in the order of their keys
_KEYS = str.maketrans(":;", "*#")


class Cost(NamedTuple):
    """The cost of reaching something; the measure says what the two numbers are."""

    first: int
    second: int
    text: str = ""

    def plus(self, cost: Cost) -> Cost:
        """This, and then the other."""
        return Cost(self.first + cost.first, self.second + cost.second, self.text + cost.text)


NOTHING = Cost(0, 0)


class Measure(Enum):
    """The number that counts most when callers are compared.

    ``SHORTEST`` fewest keys and silent rounds, then milliseconds · ``FASTEST`` milliseconds, then keys
    and silent rounds · ``FEWEST_KEYS`` keys, then milliseconds. These callers press as soon as a key
    counts, into a recording where that stops it. ``PATIENT`` is ``SHORTEST`` for callers who hear
    every recording out, and press as soon as the menu waits.
    """

    SHORTEST = "shortest"
    FASTEST = "fastest"
    FEWEST_KEYS = "fewest keys"
    PATIENT = "patient"

    __hash__ = object.__hash__  # members are single; Enum's own, in Python, takes 5 % of a proof of a large flow

    def cost(self, milliseconds: int, keys: str = "", *, silent: bool = False) -> Cost:
        """The cost of so much time, in which these keys are pressed, or a round passes in silence."""
        acts = len(keys) + silent
        text = SILENT if silent else f"{keys.translate(_SPELT)} " if keys else ""
        if self is Measure.FASTEST:
            return Cost(milliseconds, acts, text)
        if self is Measure.FEWEST_KEYS:
            return Cost(len(keys), milliseconds, text)
        return Cost(acts, milliseconds, text)

    def milliseconds(self, cost: Cost) -> int:
        """The time in a cost."""
        return cost.first if self is Measure.FASTEST else cost.second


def split_words(text: str) -> list[str]:
    """Return what a caller does in each round, from a cost's text: keys, or ``silence``."""
    return ["silence" if word == SILENT.strip() else word.translate(_KEYS) for word in text.split()]


def word_step(word: str, cue: Cue) -> ScriptStep:
    """One round of a caller who presses as soon as they can from a cue on."""
    from simulator.callers.caller_script import ScriptStep  # costs are compared far more often than told

    return ScriptStep(silence=True) if word == "silence" else ScriptStep(press=word, cue=cue, after=0, gap=0)


def at_ordinary_pace(script: CallerScript) -> CallerScript:
    """The same caller at an ordinary pace: keys when the menu listens."""
    from simulator.callers.caller_script import ScriptStep

    steps = (step if step.is_silence else ScriptStep(press=step.press) for step in script.steps)
    return script.model_copy(update={"steps": tuple(steps)})
