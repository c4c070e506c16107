"""The one definition of what a menu does, as places and edges that carry only data.

Every counter and every key typed so far is unrolled into places, so nothing is remembered beside
the place and nothing is decided but by the event. The rules are those of a FreePBX menu, measured
on a real Asterisk, with each open question a setting of ``Semantics``::

    ENTER    a round whose prompts are the greeting
    ROUND    play the prompts; a key stops them and counts (barge-in); then wait ``timeout`` for a
             first key; collect keys -> choice, wrong key, or silence
    CHOICE   the entry's template is noted; the entry's destination
    WRONG    one wrong key more. The last: final recording, wrong-key destination. Else a round
             whose prompts are the retry recording and, if replayed or if there is none, the greeting
    SILENCE  the same with silences
    FINAL    not interruptible; where it is missing, the call may end there

Collecting, after the keys typed so far (T = timeout, D = inter-digit wait):

    prefix       a longer code (or number) starts so: wait D for one more. Else, or then: code -> choice, or wrong
    first_match  a code: choice at once. Else wait T for one more; none: wrong. #: its entry, or wrong
    terminated   wait T for one more; # or none: code -> choice, or wrong. # alone: its entry, or wrong

Places are computed when asked for, so a menu of 10,000 rounds costs what a call touches of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from typing import Literal

from simulator.config.flow import RecordingLength
from simulator.config.menu_engine import final_recording, returns_after
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.semantics import Semantics
from simulator.core.effects import Choice, Effect, Miss, Note, Play, Round
from simulator.core.events import EVENTS, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import (
    HANG_UP,
    Cause,
    Edge,
    Onward,
    Phase,
    Place,
    Wait,
    to_milliseconds,
)
from simulator.fast_classes import dataclass


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The places and edges of one menu under one semantics.

    ``length`` tells how long a recording plays. ``start`` enters; ``edges`` lists, for a place,
    one edge for each event that can happen there: always all twelve keys and the hang-up.
    """

    key: str
    receptionist: Receptionist
    semantics: Semantics
    length: Callable[[str], RecordingLength]
    _options: dict[str, Entry] = field(init=False, repr=False)
    _prefixes: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        options = self.receptionist.options
        if self.semantics.optional_hash:
            options = {**{f"{code}#": entry for code, entry in self.receptionist.own_options.items()}, **options}
        prefixes = frozenset(code[:size] for code in options for size in range(1, len(code)))
        object.__setattr__(self, "_options", options)
        object.__setattr__(self, "_prefixes", prefixes)

    def enter(self) -> Onward:
        """Enter this menu: its counters are at zero."""
        return self._begin_round(0, 0, "entry")

    def go_on(self, wrong_keys: int, silences: int) -> Onward:
        """Present this menu to a call that comes back: as when it is entered, but its counters go on."""
        return self._begin_round(wrong_keys, silences, "entry")

    @property
    def allowed_tries(self) -> tuple[int, int]:
        """The wrong keys and the silences that leave another try."""
        return self._allowed_tries("wrong"), self._allowed_tries("silence")

    @property
    def counts_mistakes(self) -> tuple[bool, bool]:
        """Return whether wrong keys and silences are counted here, from zero: without tries, neither is touched."""
        wrong, silence = self.allowed_tries
        if self.semantics.counters == "shared":
            return (wrong > 0 or silence > 0,) * 2
        return wrong > 0, silence > 0

    def edges_from(self, place: Place) -> tuple[Edge, ...]:
        """Every move out of a place of this menu."""
        return (*self._find_edges(place), HANG_UP)

    def _find_edges(self, place: Place) -> tuple[Edge, ...]:
        if place.phase in ("ringing", "ended"):
            return ()
        waits = place.phase in ("listening", "collecting", "dead")
        hears = waits or (place.phase == "prompt" and self.semantics.barge_in)
        keys = self._key_edges(place) if hears else _ignored_keys(place)
        return (*keys, Edge(SILENCE if waits else PROMPT_ENDED, self.runs_out(place)))

    def runs_out(self, place: Place) -> Onward:
        """Return what happens at a place by itself, once its wait is over."""
        match place.phase:
            case "final":
                return self._fall_back((), place.after, (place.wrong_keys, place.silences))
            case "prompt":
                return self._next_prompt(place)
            case "listening":
                return self._count_mistake(place, "silence")
            case _:
                return self._no_further(place)

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
        return Place(self.key, phase, wrong_keys, silences, after, index, keys, self._wait_at(phase, after, index))

    def collects_keys(self, keys: str) -> bool:
        """Return whether a round can wait for more once these keys have been typed: they are, or begin, a code."""
        return keys in self._prefixes or keys in self._options

    def _wait_at(self, phase: Phase, after: Cause, index: int) -> Wait | None:
        match phase:
            case "prompt":
                return Wait(self.length(self.prompts_after(after)[index]).milliseconds, EVENTS[PROMPT_ENDED])
            case "listening":
                return Wait(self._first_key_wait, EVENTS[SILENCE])
            case "collecting" | "dead":
                return Wait(self._further_key_wait, EVENTS[SILENCE])
            case "final":
                final = final_recording(self.receptionist, after)
                return Wait(self.length(final).milliseconds if final else 0, EVENTS[PROMPT_ENDED])
            case _:
                return None

    # -- rounds ---------------------------------------------------------------------------------

    def _begin_round(self, wrong_keys: int, silences: int, after: Cause) -> Onward:
        begins = Round(wrong_keys, silences)
        prompts = self.prompts_after(after)
        if not prompts:
            return Onward((begins,), self.place_at("listening", wrong_keys, silences))
        return Onward(
            (begins, self._play_effect(prompts[0], interruptible=self.semantics.barge_in)),
            self.place_at("prompt", wrong_keys, silences, after),
        )

    def prompts_after(self, after: Cause) -> tuple[str, ...]:
        """Return the recordings of a round, by what brought it about."""
        greeting = (self.receptionist.greeting,) if self.receptionist.greeting else ()
        if after == "entry":
            return greeting
        menu = self.receptionist
        retry = menu.wrong_key_retry_recording if after == "wrong" else menu.silence_retry_recording
        if retry is None:
            return greeting
        return (retry, *greeting) if self.semantics.replays_greeting(after) else (retry,)

    def _next_prompt(self, place: Place) -> Onward:
        prompts = self.prompts_after(place.after)
        index = place.index + 1
        counts = place.wrong_keys, place.silences
        if index == len(prompts):
            return Onward((), self.place_at("listening", *counts))
        play = self._play_effect(prompts[index], interruptible=self.semantics.barge_in)
        return Onward((play,), self.place_at("prompt", *counts, place.after, index))

    def _count_mistake(self, place: Place, cause: Literal["wrong", "silence"]) -> Onward:
        """A wrong key or a silence: one more of them, and what follows."""
        wrong_keys, silences = self._counts_after(place, cause)
        used, allowed = (wrong_keys if cause == "wrong" else silences), self._allowed_tries(cause)
        miss = Miss(cause, used, allowed, last=used > allowed)
        if not miss.last:
            again = self._begin_round(wrong_keys, silences, cause)
            return again._replace(effects=(miss, *again.effects))
        recording = final_recording(self.receptionist, cause)
        if recording is None:
            return self._fall_back((miss,), cause, (wrong_keys, silences))
        play = self._play_effect(recording, interruptible=False)
        return Onward((miss, play), self.place_at("final", wrong_keys, silences, cause))

    def _fall_back(self, effects: tuple[Effect, ...], cause: Cause, counts: tuple[int, int]) -> Onward:
        """The way out once the wrong keys or silences are used up."""
        menu = self.receptionist
        return Onward(effects, None, menu.fall_back(cause), counts, returns_after(menu, cause))

    def _counts_after(self, place: Place, cause: Cause) -> tuple[int, int]:
        if self.semantics.counters == "shared":
            return place.wrong_keys + 1, place.silences + 1
        if cause == "wrong":
            return place.wrong_keys + 1, place.silences
        return place.wrong_keys, place.silences + 1

    def _allowed_tries(self, cause: Cause) -> int:
        """Return how many leave another try."""
        menu = self.receptionist
        count = (menu.wrong_keys_allowed if cause == "wrong" else menu.silences_allowed) or 0
        return max(count - 1, 0) if self.semantics.final_on == "at_count" else count

    def _play_effect(self, recording: str, *, interruptible: bool) -> Play:
        return Play(recording, self.length(recording).milliseconds, interruptible)

    # -- collecting keys ------------------------------------------------------------------------

    @property
    def _first_key_wait(self) -> int:
        timeout = to_milliseconds(self.receptionist.timeout_seconds or 0)
        return timeout or to_milliseconds(self.semantics.zero_timeout_seconds)

    @property
    def _further_key_wait(self) -> int:
        if self.semantics.collect == "prefix":
            return to_milliseconds(self.semantics.interdigit_seconds)
        if self.semantics.collect == "first_match":
            return self._first_key_wait
        return to_milliseconds(self.receptionist.timeout_seconds or 0)

    def _key_edges(self, place: Place) -> tuple[Edge, ...]:
        collect = {
            "prefix": self._collect_prefix,
            "first_match": self._collect_first_match,
            "terminated": self._collect_terminated,
        }[self.semantics.collect]
        wrong = self._count_mistake(place, "wrong")  # most keys come to this, so it is made once
        return tuple(Edge(key, collect(place, place.keys + key, wrong)) for key in KEYS)

    def _collect_prefix(self, place: Place, keys: str, wrong: Onward) -> Onward:
        # Only what may be a number leads to a dead place here, and any number may go on.
        if place.phase == "dead" or keys in self._prefixes or self._may_be_number(keys):
            return self._await_further(place, keys)
        return self._decide_code(place, keys, wrong)

    def _may_be_number(self, keys: str) -> bool:
        """Return whether the engine takes keys for the beginning of a number: core 17 any, core 16 after a digit."""
        dialling = self.semantics.extension_dialling
        return dialling == "any" or (dialling == "digits" and keys[0].isdigit())

    def _collect_first_match(self, place: Place, keys: str, wrong: Onward) -> Onward:
        if keys[-1] == "#":
            return self._decide_code(place, "#", wrong)
        if place.phase != "dead" and keys in self._options:
            return self._decide_code(place, keys, wrong)
        return self._await_further(place, keys)

    def _collect_terminated(self, place: Place, keys: str, wrong: Onward) -> Onward:
        if keys[-1] != "#":
            return self._await_further(place, keys)
        if place.phase == "dead":
            return wrong
        return self._decide_code(place, keys[:-1] or "#", wrong)

    def _await_further(self, place: Place, keys: str) -> Onward:
        """Wait for one more key; keys that are and begin no code all lead to one dead place."""
        counts = place.wrong_keys, place.silences
        if place.phase != "dead" and self.collects_keys(keys):
            return Onward((), self.place_at("collecting", *counts, keys=keys))
        return Onward((), self.place_at("dead", *counts))

    def _no_further(self, place: Place) -> Onward:
        wrong = self._count_mistake(place, "wrong")
        return wrong if place.phase == "dead" else self._decide_code(place, place.keys, wrong)

    def _decide_code(self, place: Place, code: str, wrong: Onward) -> Onward:
        entry = self._options.get(code)
        if entry is None:
            return wrong
        noted = (Note(entry.template_id),) if entry.template_id else ()
        counts = place.wrong_keys, place.silences
        return Onward((Choice(entry.option), *noted), destination=entry.destination, counts=counts)


def _ignored_keys(place: Place) -> tuple[Edge, ...]:
    """Every key is ignored."""
    return tuple(Edge(key, Onward((), place), internal=True) for key in KEYS)
