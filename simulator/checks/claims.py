"""A claim of a flow, proved or refuted: a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Literal, NamedTuple

from simulator.callers.script import CallerScript
from simulator.graph.reach.survey import Survey

About = Literal[
    "silent-caller",
    "wrong-key-caller",
    "silent-or-wrong-caller",
    "every-caller",
    "zero-time",
    "reach",
    "never",
    "within",
    "keys",
    "hears",
    "trait",
]


class Examined(NamedTuple):
    """How much was looked at: places of the blueprints that callers come to, and moves out of them."""

    places: int
    moves: int


class Verdict(NamedTuple):
    """Whether a claim holds; else who shows it, where anybody can, and what becomes of them."""

    holds: bool
    counterexample: CallerScript | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, whether it holds, and what was examined to know.

    ``counterexample`` is the shortest caller for whom it does not hold, ready to play; None where it
    holds, and where nobody does what somebody should be able to. ``because`` says in a sentence what
    becomes of that caller. ``seconds`` is how long the examination took.
    """

    claim: str
    about: About
    holds: bool
    examined: Examined
    counterexample: CallerScript | None
    seconds: float
    because: str = ""

    def as_json(self) -> dict[str, Any]:
        """The claim as JSON values, in the documented order."""
        return {
            "claim": self.claim,
            "about": self.about,
            "holds": self.holds,
            "examined": {"places": self.examined.places, "moves": self.examined.moves},
            "counterexample": None if self.counterexample is None else self.counterexample.as_json(),
            "seconds": round(self.seconds, 6),
        }


def judged(survey: Survey, claim: str, about: About, judge: Callable[[], Verdict]) -> Claim:
    """A claim with the verdict on it."""
    started = perf_counter()
    verdict = judge()
    examined = Examined(survey.places, survey.moves)
    return Claim(
        claim, about, verdict.holds, examined, verdict.counterexample, perf_counter() - started, verdict.because
    )
