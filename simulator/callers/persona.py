"""A persona: what callers of one kind do in a round, by chance.

In each round of a menu a caller presses the keys of an entry (*right*), keys that are none (*wrong*), nothing
(*silent*), or hangs up. The chances may differ from round to round of one stay in a menu. A persona that remembers
nothing else makes a call a Markov chain, whose outcomes can be computed (``graph.odds``); one with a ``CallerMemory``
is sampled (``graph.crowds``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Literal

from simulator.config.routes import Answer, ScheduleAnswer
from simulator.core.events import KEYS
from simulator.fast_classes import NamedTuple, dataclass

PersonaCue = Literal["listening", "prompt"]

WRONG_KEY_ORDER = "1234567890*#"
"""The keys in the order in which a wrong one is looked for."""

assert sorted(WRONG_KEY_ORDER) == sorted(KEYS)


class RoundChances(NamedTuple):
    """The chances of each act in one round; they add up to 1."""

    right: float
    wrong: float
    silent: float
    hang_up: float


class AnswerChance(NamedTuple):
    """The chance of one answer of a telephone; ``after_ms``: how long it takes to come, None: as by itself."""

    answer: Answer
    chance: float
    after_ms: int | None = None


class RandomTime(NamedTuple):
    """A length of time in milliseconds: always the same, or where it ``varies``, exponential with that mean."""

    mean_ms: int
    varies: bool = False


class CallBack(NamedTuple):
    """Callers who got nowhere call again: with this chance, so long after, at most so often, as another persona.

    ``persona`` is its name; empty: they call as they did before.
    """

    chance: float
    after: RandomTime
    most: int = 1
    persona: str = ""


@dataclass(frozen=True, slots=True)
class CallerMemory:
    """What of a call outlasts the round: chances by mistakes so far, patience, and calling back.

    ``after_mistakes`` are the chances of a round once there has been a wrong key or a silence in the call, by how many
    there were; the last goes on, and an empty one changes nothing. ``call`` is how long callers stay on the line before
    somebody answers, ``queue`` how long they wait where all people are taken; None: without limit.
    """

    after_mistakes: tuple[RoundChances, ...] = ()
    call: RandomTime | None = None
    queue: RandomTime | None = None
    calls_back: CallBack | None = None


NO_MEMORY = CallerMemory()


@dataclass(frozen=True, slots=True)
class Persona:
    """Callers of one kind; ``share`` is their part of all callers.

    ``rounds`` are the chances by round of one stay in a menu, of which the last goes on. ``prefers`` has, by
    receptionist and option, how *right* is split; evenly over the entries of a menu that is not in it. The first key
    of an act comes ``reaction_ms`` after the ``cue``, further ones ``gap_ms`` apart. ``people`` are the chances of
    telephones, by ``type||id`` or ``everyone``, each time that one rings; ``states`` the answers of schedules. An
    empty ``source`` means that the numbers are assumed. ``memory`` is more than exact odds can follow.
    """

    name: str
    share: float
    rounds: tuple[RoundChances, ...]
    prefers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cue: PersonaCue = "listening"
    reaction_ms: int = 500
    gap_ms: int = 250
    people: Mapping[str, tuple[AnswerChance, ...]] = field(default_factory=dict)
    states: Mapping[str, ScheduleAnswer] = field(default_factory=dict)
    source: str = ""
    memory: CallerMemory = NO_MEMORY

    @property
    def is_assumed(self) -> bool:
        """Return whether nobody measured its numbers."""
        return not self.source or "assumed" in self.source.lower()

    def chances_in(self, number: int) -> RoundChances:
        """The chances of the round of that number in a stay, from 1."""
        return self.rounds[min(number, len(self.rounds)) - 1]


def wrong_key_for(codes: Sequence[str]) -> str | None:
    """Return the wrong key that callers press in a menu of these codes; None: every key is right.

    The first key that begins no code, else the first that is not a code itself.
    """
    begins = {code[0] for code in codes}
    for taken in (begins, set(codes)):
        for key in WRONG_KEY_ORDER:
            if key not in taken:
                return key
    return None
