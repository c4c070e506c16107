"""What a menu of FreeSWITCH's ``ivr`` application does, as places and edges: a second machine behind one interface.

Measured on a real FreeSWITCH 1.11.3-dev, where 390 of 390 random calls agreed; the rules are those of
switch_ivr_menu.c and of switch_ivr_collect_digits_count::

    TURN     play the greeting: the long one at first and after a sub-menu, else the short one if there is one. Without
             a greeting the menu waits for nothing: that is one wrong key at once, without a sound
    KEYS     a key stops the greeting and is the first, # too. Keys are collected until there are L of them, until #
             (which is dropped), until the wait for one more is over, or the time for all of them: that runs from the
             end of the greeting, or from the key that stopped it. L: the longest code, or digit_len if that is more
    CHOICE   wrong keys are forgotten, silences are not; then the entry's action
    WRONG    one wrong key more, and the invalid sound. # alone after the greeting: the same without the sound
    SILENCE  one silence more, without a sound
    LIMIT    so many wrong keys, or silences, and the menu ends instead of another turn
    SOUNDS   one key stops the invalid sound, or the exit sound, and is lost

The invalid sound of a wrong key that ends the menu plays at the ``final`` place, as any last recording does (after
``entry``, a menu without a greeting ends there, and nothing plays). Where a
menu's end, a sub-menu and its way back lead depends on the menus before: that is in ``menu_stack``.

The time for all keys together is not unrolled: a caller may press at any millisecond, so what is left of it has as
many values as there are milliseconds. Its places carry it as data (``Wait.within``), and a call keeps one instant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from simulator.config.flow import RecordingLength
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import MENU_END, STATUS_CAUSES, Status, SwitchMenu, switch_menu
from simulator.core.effects import Choice, Miss, Note, Play, Round
from simulator.core.events import EVENTS, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import (
    COORDINATES,
    HANG_UP,
    LOST_KEY,
    MENU_PHASES,
    Cause,
    Edge,
    Onward,
    Phase,
    Place,
    Wait,
)
from simulator.fast_classes import dataclass

_WAITS: frozenset[Phase] = frozenset({"listening", "collecting"})
"""The phases in which the menu waits for a key."""


@dataclass(frozen=True, slots=True)
class SwitchBlueprint:
    """The places and edges of one menu that FreeSWITCH runs; the interface is that of ``blueprint.Blueprint``."""

    key: str
    receptionist: Receptionist
    semantics: Semantics
    length: Callable[[str], RecordingLength]
    menu: SwitchMenu = field(init=False, repr=False)
    _options: dict[str, Entry] = field(init=False, repr=False)
    _prefixes: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        options = self.receptionist.own_options
        prefixes = frozenset(code[:size] for code in options for size in range(1, len(code) + 1))
        object.__setattr__(self, "menu", switch_menu(self.receptionist))
        object.__setattr__(self, "_options", options)
        object.__setattr__(self, "_prefixes", prefixes)

    def enter(self) -> Onward:
        """Enter this menu: its counters are at zero."""
        return self.take_turn(0, 0, "entry")

    def take_turn(self, wrong_keys: int, silences: int, after: Cause) -> Onward:
        """Present the menu with these counts; ``after`` entry (or a sub-menu) with its long greeting."""
        greeting = self._greeting_after(after)
        if greeting is None:
            onward = self._count_wrong(wrong_keys, silences)
            if onward.destination is None or onward.destination.type == MENU_END:
                return onward
            # Such menus may send a call to each other in no time, without end: so that each passage is an event.
            return onward._replace(place=self.place_at("final", wrong_keys + 1, silences), destination=None)
        play = Play(greeting, self._lasts(greeting), interruptible=True)
        return Onward((Round(wrong_keys, silences), play), self.place_at("prompt", wrong_keys, silences, after))

    def end(self, status: Status) -> Onward:
        """End this menu as the first of the call: its exit sound, if any, and then ``menu_end``."""
        sound, after = self.menu.exit_sound, STATUS_CAUSES[status]
        if sound is None:
            return Onward((), destination=Destination(MENU_END, status))
        return Onward((Play(sound, self._lasts(sound), interruptible=True),), self.place_at("exit_sound", after=after))

    def edges_from(self, place: Place) -> tuple[Edge, ...]:
        """Every move out of a place of this menu."""
        ends = SILENCE if place.phase in _WAITS else PROMPT_ENDED
        keys = [Edge(key, self._press_key(place, key)) for key in KEYS]
        return (*keys, Edge(ends, self.runs_out(place)), HANG_UP)

    def edge_from(self, place: Place, trigger: str) -> Edge | None:
        """Return the move of one event; None: it cannot happen there. All moves would take twelve times as long."""
        if trigger in KEYS:
            return Edge(trigger, self._press_key(place, trigger))
        if trigger == (SILENCE if place.phase in _WAITS else PROMPT_ENDED):
            return Edge(trigger, self.runs_out(place))
        return HANG_UP if trigger == HANG_UP.trigger else None

    def _press_key(self, place: Place, key: str) -> Onward:
        match place.phase:
            case "listening" | "collecting" if key == "#":
                return self._decide_code(place, place.keys)
            case "prompt" | "listening" | "collecting":
                return self._take_key(place, key)
            case _:  # the sound is over
                return self.runs_out(place)

    def runs_out(self, place: Place) -> Onward:
        """Return what happens at a place by itself, once its wait is over."""
        counts = place.wrong_keys, place.silences
        match place.phase:
            case "prompt":
                return Onward((), self.place_at("listening", *counts))
            case "listening":
                return self._count_silence(*counts)
            case "collecting":
                return self._decide_code(place, place.keys)
            case "invalid_sound":
                return self.take_turn(*counts, "wrong")
            case "final":
                return Onward((), destination=self.receptionist.fall_back("wrong"))
            case _:
                status = next(status for status, cause in STATUS_CAUSES.items() if cause == place.after)
                return Onward((), destination=Destination(MENU_END, status))

    def place_at(
        self,
        phase: Phase,
        wrong_keys: int = 0,
        silences: int = 0,
        after: Cause = "entry",
        index: int = 0,
        keys: str = "",
    ) -> Place:
        """The place of this menu with these coordinates, with its wait; they are taken as they are."""
        return Place(self.key, phase, wrong_keys, silences, after, index, keys, self._wait_at(phase, after))

    def restore_place(self, place: Place) -> Place:
        """The place with the coordinates of another, as they were saved, with its wait.

        Raises ``ValueError`` for coordinates that no call can have.
        """
        _, phase, wrong_keys, silences, after, index, keys = (getattr(place, name) for name in COORDINATES)
        menu = self.menu
        if phase not in MENU_PHASES or phase == "dead" or index or self._missing_sound(phase, after):
            raise ValueError(f"no {phase} {index} after {after} in {self.key}")
        if not (0 <= wrong_keys <= menu.failures and 0 <= silences < menu.timeouts):
            raise ValueError(f"no {wrong_keys} wrong keys and {silences} silences in {self.key}")
        if keys != self._as_kept(keys) or len(keys) >= menu.code_length or bool(keys) != (phase == "collecting"):
            raise ValueError(f"keys {keys} lead nowhere")
        return self.place_at(phase, wrong_keys, silences, after, index, keys)

    def _missing_sound(self, phase: Phase, after: Cause) -> bool:
        """Return whether a recording plays at a phase that this menu does not have."""
        match phase:
            case "prompt":
                return self._greeting_after(after) is None
            case "invalid_sound" | "final":
                return self.menu.invalid_sound is None and after != "entry"
            case _:
                return phase == "exit_sound" and self.menu.exit_sound is None

    def _wait_at(self, phase: Phase, after: Cause) -> Wait:
        menu = self.menu
        match phase:
            case "listening":
                return Wait(menu.timeout_ms, EVENTS[SILENCE], within=menu.timeout_ms)
            case "collecting":
                return Wait(menu.further_ms, EVENTS[SILENCE], within=menu.timeout_ms)
            case "prompt":
                sound = self._greeting_after(after)
            case "exit_sound":
                sound = menu.exit_sound
            case _:
                sound = menu.invalid_sound if after == "wrong" else None
        return Wait(self._lasts(sound) if sound else 0, EVENTS[PROMPT_ENDED])

    def _lasts(self, recording: str) -> int:
        return self.length(recording).milliseconds

    # -- turns ----------------------------------------------------------------------------------

    def _greeting_after(self, after: Cause) -> str | None:
        return self.menu.greet_long if after == "entry" else self.menu.greet_short or self.menu.greet_long

    def _count_wrong(self, wrong_keys: int, silences: int, sound: str | None = None) -> Onward:
        """One wrong key more, and what follows its sound."""
        used, failures = wrong_keys + 1, self.menu.failures
        miss = Miss("wrong", used, failures - 1, last=used == failures)
        if sound is not None:
            place = self.place_at("final" if miss.last else "invalid_sound", used, silences, "wrong")
            return Onward((miss, Play(sound, self._lasts(sound), interruptible=True)), place)
        if miss.last:
            return Onward((miss,), destination=self.receptionist.fall_back("wrong"))
        again = self.take_turn(used, silences, "wrong")
        return again._replace(effects=(miss, *again.effects))

    def _count_silence(self, wrong_keys: int, silences: int) -> Onward:
        used, timeouts = silences + 1, self.menu.timeouts
        miss = Miss("silence", used, timeouts - 1, last=used == timeouts)
        if miss.last:
            return Onward((miss,), destination=self.receptionist.fall_back("silence"))
        again = self.take_turn(wrong_keys, used, "silence")
        return again._replace(effects=(miss, *again.effects))

    # -- collecting keys ------------------------------------------------------------------------

    def _take_key(self, place: Place, key: str) -> Onward:
        keys = place.keys + key
        if len(keys) == self.menu.code_length:
            return self._decide_code(place, keys)
        kept = self._as_kept(keys)
        return Onward((), self.place_at("collecting", place.wrong_keys, place.silences, keys=kept))

    def _as_kept(self, keys: str) -> str:
        """Return what has to be remembered of keys: where they begin no code, their number."""
        return keys if not keys or keys in self._prefixes else LOST_KEY * len(keys)

    def _decide_code(self, place: Place, code: str) -> Onward:
        entry = self._options.get(code)
        if entry is None:
            return self._count_wrong(place.wrong_keys, place.silences, self.menu.invalid_sound if code else None)
        noted = (Note(entry.template_id),) if entry.template_id else ()
        return Onward((Choice(entry.option), *noted), destination=entry.destination)
