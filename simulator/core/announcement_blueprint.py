"""What an announcement does, as places and edges: the interface is that of ``blueprint.Blueprint``.

It plays its greeting, which nobody can interrupt, and sends the call on. FreePBX's has settings of its own
(``config.announcement_settings``), read in its module (announcement, functions.inc.php)::

    PAUSE    where no one has answered the call before: it answers, and waits 1 s, in which keys are lost
    KEYS     into the greeting: the repeat key plays it again; any other leads on with ``skip``, and else does nothing
    WAIT     with a repeat key: 1 s after the greeting; that key plays it again, and any other leads on, as none does

No key counts as a choice or as a mistake, and there is no round: callers who wait for a menu do nothing here.
"""

from __future__ import annotations

from collections.abc import Callable

from simulator.config.announcement_settings import ANSWER_PAUSE_MS, REPEAT_WAIT_MS, AnnouncementSettings
from simulator.config.flow import RecordingLength
from simulator.config.menu_engine import returns_after
from simulator.config.receptionist import Receptionist
from simulator.core.effects import Play
from simulator.core.events import EVENTS, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import HANG_UP, Edge, Onward, Phase, Place, Wait
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class AnnouncementBlueprint:
    """The places and edges of one announcement; ``length`` tells how long a recording plays."""

    key: str
    receptionist: Receptionist
    length: Callable[[str], RecordingLength]

    def enter(self, *, answered: bool = True) -> Onward:
        """Enter this announcement; ``answered``: somebody has answered the call before."""
        if self._settings.pause and not answered:
            return Onward((), self._place_at("answer_pause"))
        greeting, takes_keys = self.receptionist.greeting, self._settings.takes_keys
        plays = (Play(greeting, self._lasts, takes_keys),) if greeting else ()
        return Onward(plays, self._place_at("announcing" if takes_keys else "forward"))

    def edges_from(self, place: Place) -> tuple[Edge, ...]:
        """Every move out of a place of this announcement."""
        trigger = SILENCE if place.phase == "repeat_wait" else PROMPT_ENDED
        return (*self._key_edges(place), Edge(trigger, self.runs_out(place)), HANG_UP)

    def runs_out(self, place: Place) -> Onward:
        """Return what happens at a place by itself, once its wait is over."""
        if place.phase == "answer_pause":
            return self.enter()
        if place.phase == "announcing" and self._settings.repeat is not None:
            return Onward((), self._place_at("repeat_wait"))
        returns = returns_after(self.receptionist, "recording")
        return Onward((), destination=self.receptionist.forward_destination, returns=returns)

    def restore_place(self, place: Place) -> Place:
        """The place with the coordinates of another, as they were saved, with its wait.

        Raises ``ValueError`` for coordinates that no call can have.
        """
        settings = self._settings
        phases = {
            "answer_pause": settings.pause,
            "announcing": settings.takes_keys,
            "forward": not settings.takes_keys,
            "repeat_wait": settings.repeat is not None,
        }
        restored = self._place_at(place.phase) if phases.get(place.phase) else None
        if restored is None or restored != place:
            raise ValueError(f"no {place.phase} in {self.key}")
        return restored

    @property
    def _settings(self) -> AnnouncementSettings:
        return self.receptionist.engine.announcement

    @property
    def _lasts(self) -> int:
        greeting = self.receptionist.greeting
        return self.length(greeting).milliseconds if greeting else 0

    def _place_at(self, phase: Phase) -> Place:
        match phase:
            case "answer_pause":
                wait = Wait(ANSWER_PAUSE_MS, EVENTS[PROMPT_ENDED])
            case "repeat_wait":
                wait = Wait(REPEAT_WAIT_MS, EVENTS[SILENCE])
            case _:
                wait = Wait(self._lasts, EVENTS[PROMPT_ENDED])
        return Place(self.key, phase, wait=wait)

    def _key_edges(self, place: Place) -> tuple[Edge, ...]:
        if place.phase not in ("announcing", "repeat_wait"):
            return tuple(Edge(key, Onward((), place), internal=True) for key in KEYS)
        settings, again = self._settings, self.enter()
        if settings.skip or place.phase == "repeat_wait":
            other, internal = self.runs_out(self._place_at("forward")), False
        else:
            other, internal = Onward((), place), True
        return tuple(Edge(key, again) if key == settings.repeat else Edge(key, other, internal) for key in KEYS)
