"""What the steps of an exported dialplan mean: which receptionist is entered, where a round begins, what plays.

The dialplan is our own (``exchange``), and this is the one place where its conventions are read back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from simulator.exchange.announcement_context import ANNOUNCEMENT_MARK
from simulator.exchange.dialplan_writer import DialplanFiles
from simulator.exchange.menu_context import LAST_MENU, ROUND_MARK, VOICEMAIL_RETURNS

JOIN_MS = 50
"""The pause that ``Read`` makes between two recordings of one list, measured on 16.28 and 22.10."""

_READ_SOUNDS = re.compile(r"[^,]*,([^,]*)")


class DialplanPlace(NamedTuple):
    """A step of the dialplan: its context, its extension and its priority."""

    context: str
    extension: str
    priority: int


class DialplanMarks:
    """The meaning of the steps of one flow's dialplan; ``lengths`` lead from a recording to its milliseconds."""

    def __init__(self, dialplan: DialplanFiles, lengths: Mapping[str, int]) -> None:
        self._dialplan = dialplan
        self._start = dialplan.start
        self._keys = {context: key for key, context in dialplan.contexts.items()}
        self._sounds = dialplan.sounds
        self._lengths = lengths

    def channel_to(self, key: str) -> str:
        """Return the local channel on which a call to a receptionist begins."""
        return f"Local/{self._dialplan.entry_extension(key)}@{self._start}/n"

    def receptionist_in(self, context: str) -> str | None:
        """Return the receptionist of a context; None: it is another context."""
        return self._keys.get(context)

    def enters(self, place: DialplanPlace) -> str | None:
        """Return the receptionist that a call enters with this step."""
        return self._keys.get(place.context) if place.extension == "s" and place.priority == 1 else None

    def begins_round(self, place: DialplanPlace, application: str, argument: str) -> bool:
        """Return whether a round begins with this step."""
        return place.context in self._keys and f"{application}({argument})" == ROUND_MARK

    def begins_announcement(self, place: DialplanPlace, application: str, argument: str) -> bool:
        """Return whether an announcement begins with this step in which keys do something."""
        return place.context in self._keys and f"{application}({argument})" == ANNOUNCEMENT_MARK

    def remembers_menu(self, place: DialplanPlace, application: str, argument: str) -> bool:
        """Return whether a call notes the menu that it is in with this step: it enters it, or comes back to it."""
        return place.context in self._keys and application == "Set" and argument.startswith(f"{LAST_MENU}=")

    def notes_switch(self, application: str, argument: str) -> bool | None:
        """Return whether a call comes back from a voicemail from this step on; None: the step does not say."""
        name, _, value = argument.partition("=")
        return value != "" if application == "Set" and name == VOICEMAIL_RETURNS else None

    def dials_number(self, place: DialplanPlace, application: str) -> bool:
        """Return whether a caller has dialled an extension with this step."""
        apart = place.context != self._start and place.context not in self._keys
        return apart and application == "Goto" and place.priority == 1

    def ends_round(self, place: DialplanPlace) -> bool:
        """Return whether the round is over with this step: a choice, a wrong key, a silence, or another context."""
        return place.extension != "s" or place.context not in self._keys

    def recording(self, sound: str) -> str:
        """Return the recording of a sound file, given by its path; a file that is none of ours by its own name."""
        name = PurePosixPath(sound).name
        return self._sounds.get(name, name)

    def prompts_before_wait(self, application: str, argument: str) -> int | None:
        """Return the milliseconds of recordings until this step listens; None: it does not wait for keys."""
        if application == "WaitExten":
            return 0
        if application != "Read":
            return None
        listed = _READ_SOUNDS.match(argument)
        sounds = [sound for sound in (listed[1] if listed else "").split("&") if sound]
        return sum(self._lengths[self.recording(sound)] for sound in sounds) + JOIN_MS * max(len(sounds) - 1, 0)
