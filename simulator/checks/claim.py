"""A claim of a flow, proved or refuted: a value."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import Any, Literal

from simulator.callers.caller_script import CallerScript
from simulator.config.receptionist import Destination
from simulator.fast_classes import NamedTuple, dataclass
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
    "nobody-picks-up",
]

SOME_CALLER: frozenset[About] = frozenset({"reach", "within", "keys", "hears"})
"""Claims that some caller can do something: of several worlds, one is enough. All others hold for every caller."""


AS_FAR_AS_KNOWN = "as far as this flow knows"
"""Words for a claim that an end which routes calls on could refute or make true."""


class ProofSize(NamedTuple):
    """The amount examined: places of the blueprints that callers come to, and moves out of them."""

    places: int
    moves: int


class ClaimVerdict(NamedTuple):
    """The verdict on a claim; if it fails, a caller who shows it, if there is one, and what becomes of them.

    ``open_ends`` are the ends that may route calls on to where the flow does not say: the verdict is one as
    far as this flow knows.
    """

    holds: bool
    counterexample: CallerScript | None = None
    because: str = ""
    open_ends: tuple[Destination, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim, whether it holds, and what was examined to know.

    ``counterexample`` is the shortest caller for whom it does not hold, ready to play; None where it
    holds, and where nobody does what somebody should be able to. ``because`` says in a sentence what
    becomes of that caller. ``seconds`` is how long the examination took. ``open_ends`` are the
    destinations after which anything may happen; if there are any, the claim says that it holds, or
    does not, as far as this flow knows. ``world`` says how the schedules stand where the verdict comes from one
    of several worlds (``office is closed``).
    """

    claim: str
    about: About
    holds: bool
    examined: ProofSize
    counterexample: CallerScript | None
    seconds: float
    because: str = ""
    open_ends: tuple[Destination, ...] = ()
    is_standing: bool = False
    world: str = ""

    def as_json(self) -> dict[str, Any]:
        """The claim as JSON values, in the documented order; ``open_ends`` last, where there are some."""
        values: dict[str, Any] = {
            "claim": self.claim,
            "about": self.about,
            "holds": self.holds,
            "examined": {"places": self.examined.places, "moves": self.examined.moves},
            "counterexample": None if self.counterexample is None else self.counterexample.as_json(),
            "seconds": round(self.seconds, 6),
        }
        if self.world:
            values["world"] = self.world
        return {**values, "open_ends": [str(end) for end in self.open_ends]} if self.open_ends else values


def judge_claim(
    survey: Survey, claim: str, about: About, judge: Callable[[], ClaimVerdict], *, is_standing: bool = False
) -> Claim:
    """A claim with the verdict on it."""
    started = perf_counter()
    verdict = judge()
    examined = ProofSize(survey.places, survey.moves)
    # in the words themselves: a claim that open ends could refute must not read as proved
    worded = f"{claim.removesuffix('.')}, {AS_FAR_AS_KNOWN}." if verdict.open_ends else claim
    seconds = perf_counter() - started
    return Claim(
        worded,
        about,
        verdict.holds,
        examined,
        verdict.counterexample,
        seconds,
        verdict.because,
        verdict.open_ends,
        is_standing,
    )
