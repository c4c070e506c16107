"""The events of a call: its caller stays silent, presses, waits or hangs up; prompts end; the world answers.

``trigger`` is an event's column in the machine. The alphabet is fixed: twelve keys, four events of a call in a
menu, and the six answers of the world behind it (schedules and telephones).
"""

from __future__ import annotations

from typing import ClassVar

from simulator.config.routes import PERSON_ANSWERS, SCHEDULE_ANSWERS, Answer
from simulator.fast_classes import dataclass

KEYS = "1234567890*#"
"""The keys of a telephone, in the order of its keypad."""

ANSWERED = "answered"
PROMPT_ENDED = "prompt_ended"
SILENCE = "silence"
HUNG_UP = "hung_up"
WORLD_ANSWERS: tuple[Answer, ...] = (*SCHEDULE_ANSWERS, *PERSON_ANSWERS)
MENU_ALPHABET = (ANSWERED, *KEYS, PROMPT_ENDED, SILENCE, HUNG_UP)
ALPHABET = (*MENU_ALPHABET, *WORLD_ANSWERS)


@dataclass(frozen=True, slots=True)
class Answered:
    """The receptionist takes the call."""

    trigger: ClassVar[str] = ANSWERED


@dataclass(frozen=True, slots=True)
class Pressed:
    """The caller presses one key."""

    key: str

    def __post_init__(self) -> None:
        if self.key not in KEYS or len(self.key) != 1:
            raise ValueError(f"{self.key!r} is no key of a telephone; one of {KEYS} is")

    @property
    def trigger(self) -> str:
        """The key itself."""
        return self.key


@dataclass(frozen=True, slots=True)
class PromptEnded:
    """The recording that plays has come to its end."""

    trigger: ClassVar[str] = PROMPT_ENDED


@dataclass(frozen=True, slots=True)
class Silence:
    """The wait for a key has run out."""

    trigger: ClassVar[str] = SILENCE


@dataclass(frozen=True, slots=True)
class HungUp:
    """The caller hangs up."""

    trigger: ClassVar[str] = HUNG_UP


@dataclass(frozen=True, slots=True)
class WorldAnswered:
    """A schedule says how it stands, or a telephone is picked up, rings out or is busy."""

    answer: Answer

    @property
    def trigger(self) -> str:
        """The answer itself."""
        return self.answer


Event = Answered | Pressed | PromptEnded | Silence | HungUp | WorldAnswered

EVENTS: dict[str, Event] = {
    ANSWERED: Answered(),
    **{key: Pressed(key) for key in KEYS},
    PROMPT_ENDED: PromptEnded(),
    SILENCE: Silence(),
    HUNG_UP: HungUp(),
    **{answer: WorldAnswered(answer) for answer in WORLD_ANSWERS},
}
"""Every event there is, by its trigger."""
