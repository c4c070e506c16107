"""Names of contexts, extensions and sound files: safe in Asterisk's syntax, readable, and no two alike.

Asterisk ignores ``-`` in extensions and case in some places, so that names differ in more than these.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from simulator.config.flow import Flow
from simulator.config.menu_engine import can_return
from simulator.config.receptionist import Destination, Entry

NAME_MOST = 40
"""Characters of a name: Asterisk takes 79 of a context or an extension."""

Named = TypeVar("Named", bound=Hashable)


class UniqueNames(Generic[Named]):
    """A safe name for each of many things, made of what people call it."""

    def __init__(self, things: Iterable[Named], describe: Callable[[Named], str], reserved: Iterable[str] = ()) -> None:
        self._names: dict[Named, str] = {}
        self.things: dict[str, Named] = {}
        taken = {*reserved}
        counts: dict[str, int] = {}  # ten thousand things may have one name
        for thing in things:
            if thing in self._names:
                continue
            stem = name = safe_name(describe(thing))
            while name in taken:
                counts[stem] = counts.get(stem, 1) + 1
                name = f"{stem}_{counts[stem]}"
            taken.add(name)
            self._names[thing] = name
            self.things[name] = thing

    def __getitem__(self, thing: Named) -> str:
        """Return the name of a thing."""
        return self._names[thing]

    def __contains__(self, thing: Named) -> bool:
        return thing in self._names


def safe_name(text: str) -> str:
    """Return a text as a name: small ASCII letters, digits and ``_``.

    >>> safe_name("Booking desk (2)"), safe_name("${EVIL}"), safe_name("ü")
    ('booking_desk_2', 'evil', 'x')
    """
    # a name that begins with _ would be a pattern
    name = re.sub(r"[^a-z0-9]+", "_", text.lower(), flags=re.ASCII)[:NAME_MOST].strip("_")
    return name or "x"


def leads_nowhere(destination: Destination) -> bool:
    """Return whether a call drops at a destination: it is blank, or leads back where there is no menu to go back to."""
    return destination.is_blank or destination.leads_back


class DialplanNames:
    """The names of one dialplan. ``prefix`` begins every context, so that several flows can be in one Asterisk.

    ``remembers`` says whether calls have to know where they came from, since a receptionist leads back; ``pauses``
    whether they have to know that something has answered them (the variable ``ANSWERED``), since an announcement may.
    ``from_voicemail``: calls come back from a voicemail, where the menu that they entered last says so.
    """

    ANSWERED = "ANSWERED"

    def __init__(
        self,
        flow: Flow,
        prefix: str,
        ends: Iterable[Destination],
        recordings: Iterable[str],
        *,
        from_voicemail: bool = False,
    ) -> None:
        self.flow = flow
        self.prefix = prefix
        self._receptionists = UniqueNames(flow.receptionists, str)
        self.ends = UniqueNames(ends, lambda end: f"{end.type} {end.id}", reserved=("dropped", "endless", "everyone"))
        self.sounds = UniqueNames(recordings, flow.recording_name)
        self._schedules = UniqueNames(flow.schedules, str)
        self.from_voicemail = from_voicemail
        self.remembers = from_voicemail or any(can_return(item) for item in flow.receptionists.values())
        self.pauses = any(item.engine.announcement.pause for item in flow.receptionists.values())
        dialled = (item.engine.extensions for item in flow.receptionists.values())
        self.number_contexts = {entries: "" for entries in dialled if entries}
        for place, entries in enumerate(self.number_contexts):
            self.number_contexts[entries] = f"{prefix}-numbers{f'-{place + 1}' if place else ''}"

    @property
    def start(self) -> str:
        """The context where calls come in."""
        return f"{self.prefix}-start"

    @property
    def end_context(self) -> str:
        """The context where calls arrive."""
        return f"{self.prefix}-ends"

    @property
    def pick_up_context(self) -> str:
        """The context of what happens when somebody picks up."""
        return f"{self.prefix}-picked-up"

    @property
    def sounds_variable(self) -> str:
        """The global variable that holds the folder of the sound files."""
        return self._variable("SOUNDS")

    @property
    def clock_variable(self) -> str:
        """The variable that holds the seconds by which schedules take the clock to be ahead."""
        return self._variable("CLOCK")

    @property
    def everyone_variable(self) -> str:
        """The variable that says what happens wherever a telephone rings."""
        return self._variable("ANSWER_EVERYONE")

    def answer_variable(self, person: Destination) -> str:
        """Return the variable that says what happens where the telephone of a destination rings."""
        return self._variable(f"ANSWER_{self.ends[person]}")

    def schedule_variable(self, schedule: str) -> str:
        """Return the variable that says how a schedule stands."""
        return self._variable(f"SCHEDULE_{self._schedules[schedule]}")

    def schedule_context(self, schedule: str) -> str:
        """Return the context that asks a schedule."""
        return f"{self.prefix}-schedule-{self._schedules[schedule]}"

    def _variable(self, name: str) -> str:
        return f"{self.prefix}_{name}".upper()

    def context_of(self, key: str) -> str:
        """Return the context of a receptionist."""
        return f"{self.prefix}-menu-{self._receptionists[key]}"

    def menu_name(self, key: str) -> str:
        """Return what a variable calls a menu: the end of its context."""
        return self._receptionists[key]

    def origin_variable(self, key: str) -> str:
        """Return the variable that names the menu from which a menu was last entered."""
        return f"FROM_{self._receptionists[key]}".upper()

    def way_back(self, variable: str) -> str:
        """Return where the menu that a variable names goes on with a call that comes back, as Goto takes it."""
        return f"{self.prefix}-menu-${{{variable}}},s,again"

    def number_context(self, extensions: tuple[Entry, ...]) -> str:
        """Return the context of the extensions that callers can dial at a menu; empty: there are none."""
        return self.number_contexts[extensions] if extensions else ""

    def sound(self, recording: str) -> str:
        """Return a recording as Playback and its like take it."""
        return f"${{{self.sounds_variable}}}/{self.sounds[recording]}"

    def sound_list(self, recordings: Iterable[str]) -> str:
        """Return recordings that play one after the other."""
        return "&".join(map(self.sound, recordings))

    def target(self, destination: Destination) -> str:
        """Return where a destination is, as Goto takes it."""
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return f"{self.context_of(key)},s,1"
        return f"{self.end_context},{'dropped' if leads_nowhere(destination) else self.ends[destination]},1"
