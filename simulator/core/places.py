"""The places where a call can be, and what leads from there: the data of a blueprint."""

from __future__ import annotations

from dataclasses import field
from typing import Any, Literal

from simulator.config.receptionist import Destination
from simulator.config.routes import Route
from simulator.config.switch_menu import Status
from simulator.core.effects import Effect, End
from simulator.core.events import HUNG_UP, Event
from simulator.fast_classes import HashedOnce, NamedTuple, dataclass

Phase = Literal[
    "ringing",
    "prompt",
    "listening",
    "collecting",
    "dead",
    "invalid_sound",
    "final",
    "exit_sound",
    "forward",
    "answer_pause",
    "announcing",
    "repeat_wait",
    "deciding",
    "alerting",
    "ended",
]
Cause = Literal["entry", "wrong", "silence"]

IN_ROUND: frozenset[Phase] = frozenset({"prompt", "listening", "collecting", "dead"})
"""The phases in which a round is going on."""

MENU_PHASES: frozenset[Phase] = IN_ROUND | {"invalid_sound", "final", "exit_sound"}
"""The phases of a call in a menu."""

ANNOUNCEMENT_PHASES: frozenset[Phase] = frozenset({"forward", "answer_pause", "announcing", "repeat_wait"})
"""The phases of a call in an announcement: it plays (``announcing`` where keys do something), after a pause where it
answers the call; in the end it may wait for the key that repeats it."""

WORLD_PHASES: frozenset[Phase] = frozenset({"deciding", "alerting"})
"""The phases in which the world is asked: a schedule decides, or a telephone rings."""


class Level(NamedTuple):
    """A menu that a call can go back to, and the wrong keys and silences that it would have there."""

    receptionist: str
    wrong_keys: int = 0
    silences: int = 0


_ANSWERED = "answered"
_STATUSES: tuple[Literal["failure", "timeout"], ...] = ("failure", "timeout")


class WayBack(NamedTuple):
    """What a call has behind it, as far as it can matter to what follows.

    ``menus`` are those that it can go back to, the next one first (``core.return_rules`` says which;
    ``core.menu_stack`` where FreeSWITCH runs them). ``status`` is what the last menu of FreeSWITCH's that ended left
    behind, empty for success. ``answered``: somebody has answered the call, and an announcement ahead asks for that;
    where there are menus, the first of them has.
    """

    menus: tuple[Level, ...] = ()
    status: Literal["", "failure", "timeout"] = ""
    answered: bool = False

    @property
    def suffix(self) -> str:
        """Return the end of a place's name, such as ``<main:2,0<top``."""
        levels = (f"<{key}:{wrong},{silent}" if wrong or silent else f"<{key}" for key, wrong, silent in self.menus)
        return "".join((*levels, f"!{self.status}" if self.status else "", f"!{_ANSWERED}" if self.answered else ""))

    @property
    def last_status(self) -> Status:
        """Return the status that the last menu left behind."""
        return self.status or "success"

    def as_json(self) -> list[list[str | int] | str]:
        """Return the menus as JSON values, and the status, or that the call is answered, at the end of them."""
        said = self.status or (_ANSWERED if self.answered else "")
        return [*(list(level) for level in self.menus), *((said,) if said else ())]

    @classmethod
    def of_json(cls, menus: Any) -> WayBack:
        """Return the way back that JSON values say. Raises ``TypeError`` or ``ValueError``."""
        if menus == [_ANSWERED]:
            return ANSWERED_BEFORE
        status: Literal["", "failure", "timeout"] = next((word for word in _STATUSES if word == menus[-1]), "")
        levels = menus[:-1] if status else menus
        return cls(tuple(Level(str(key), int(wrong), int(silent)) for key, wrong, silent in levels), status)


NO_WAY_BACK = WayBack()
"""Nothing that a call has behind it can matter, or it has just begun."""

ANSWERED_BEFORE = WayBack(answered=True)
"""All that can matter of what a call has behind it is that somebody has answered it."""


class WorldQuestion(NamedTuple):
    """A question to the world at a place: the state of a schedule, or whether somebody picks up there.

    ``destination`` is as the flow names it; ``route`` has its schedule, or how long it rings.
    """

    destination: Destination
    route: Route


@dataclass(frozen=True, slots=True)
class Wait:
    """If nothing else happens for this long, then this does.

    Where ``asks`` is a question, the world's answer takes the place of both: they are what holds where nobody
    says anything else (schedules are open, people pick up at once).

    ``within`` bounds several waits together: the first place of a row that has it fixes a deadline so many
    milliseconds ahead, the places that follow keep it, and the first without it forgets it. Keys come at any
    millisecond, so what is left of that time is no function of the keys typed: it cannot be unrolled into places,
    and it is the one thing that a call remembers beside its place (``Call.deadline``).
    """

    milliseconds: int
    then: Event
    asks: WorldQuestion | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Place(HashedOnce):
    """A place where a call can be.

    ``receptionist`` is the key of the one that the call is in. Behind the menus (``deciding``, ``alerting``), and
    where a number is rung that leads there, it is the destination as ``type||id``. ``wrong_keys`` and ``silences``
    are those used so far (under shared counters both hold the one count), ``after`` what brought the prompts
    about, ``index`` which of them plays, ``keys`` what has been typed in this round (``LOST_KEY`` for each key where
    they can make no choice any more, and only their number counts). ``way_back`` is what the call has behind it as
    far as that can matter: nothing where no menu leads back to another.
    """

    receptionist: str
    phase: Phase
    wrong_keys: int = 0
    silences: int = 0
    after: Cause = "entry"
    index: int = 0
    keys: str = ""
    wait: Wait | None = field(default=None, compare=False)
    way_back: WayBack = NO_WAY_BACK

    @property
    def name(self) -> str:
        """A name that no other place has."""
        here = self._name_here
        return here if self.way_back == NO_WAY_BACK else f"{here}{self.way_back.suffix}"

    @property
    def coordinates(self) -> dict[str, Any]:
        """Return what tells it from every other place as JSON values; without a way back, that is left out."""
        values = {name: getattr(self, name) for name in COORDINATES}
        return values if self.way_back == NO_WAY_BACK else {**values, WAY_BACK: self.way_back.as_json()}

    @property
    def _name_here(self) -> str:
        """The name of the place in its receptionist."""
        counts = f"{self.wrong_keys},{self.silences}"
        match self.phase:
            case "ended":
                return self.phase
            case "ringing" | "forward" | "answer_pause" | "announcing" | "repeat_wait" | "deciding" | "alerting":
                return f"{self.receptionist}/{self.phase}"
            case "prompt":
                return f"{self.receptionist}/{counts}/prompt/{self.after}/{self.index}"
            case "final" | "exit_sound":
                return f"{self.receptionist}/{counts}/{self.phase}/{self.after}"
            case "collecting":
                return f"{self.receptionist}/{counts}/collecting/{self.keys}"
            case _:
                return f"{self.receptionist}/{counts}/{self.phase}"


LOST_KEY = "?"
"""Stands for a key among others that are the beginning of no code, in a menu that counts them nevertheless."""

ENDED = Place("", "ended")
COORDINATES = ("receptionist", "phase", "wrong_keys", "silences", "after", "index", "keys")
"""What tells a place from every other with the same way back."""

WAY_BACK = "way_back"
"""The name of the way back among the coordinates of a place that has one."""


class Onward(NamedTuple):
    """The target of an event: a place here, or a destination that leaves this receptionist.

    ``counts`` are the wrong keys and the silences that a call has when it leaves; ``returns``: it goes back to the
    menu that it came from where there is one, and else to the destination.
    """

    effects: tuple[Effect, ...]
    place: Place | None = None
    destination: Destination | None = None
    counts: tuple[int, int] = (0, 0)
    returns: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A move out of a place. ``internal``: the event is ignored; it must not restart any wait."""

    trigger: str
    onward: Onward
    internal: bool = False


HANG_UP = Edge(HUNG_UP, Onward((End("caller"),), ENDED))
"""The same at every place."""


def to_milliseconds(seconds: float) -> int:
    """Seconds as whole milliseconds, the unit in which a call's time is exact."""
    return round(seconds * 1000)
