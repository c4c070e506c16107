"""Names of things as users know them: receptionists, recordings and destinations in the catalogue's names."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from simulator.config.flow import Flow
from simulator.config.receptionist import DROPPED, NOWHERE, Destination
from simulator.config.recording_length import BUILT_IN_PROMPTS
from simulator.config.routes import ScheduleRoute
from simulator.config.switch_menu import action_words
from simulator.fast_classes import dataclass
from simulator.graph.plain_words import length_words, quote, visible

_ANSWERS = {
    "person": "a person",
    "machine": "a machine",
    "menu": "a menu elsewhere",
    "nobody": "nobody answers",
    None: "who answers is not known",
}


@dataclass(frozen=True, slots=True)
class DisplayNames:
    """Names of what a flow holds, fit to be shown."""

    flow: Flow
    _shared: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = Counter(item.name for item in self.flow.receptionists.values())
        object.__setattr__(self, "_shared", frozenset(name for name in names if names[name] > 1))

    def receptionist_name(self, key: str) -> str:
        """A receptionist's kind and name; its key as well where the name is not the only one."""
        item = self.flow.receptionists[key]
        which = f" ({visible(key)})" if item.name in self._shared else ""
        return f"{'menu' if item.is_menu else 'announcement'} {quote(item.name)}{which}"

    def recording_name(self, id: str) -> str:
        """A recording's name in the catalogue, else its id."""
        recording = self.flow.recordings.get(id)
        if recording is None and id in BUILT_IN_PROMPTS:
            return BUILT_IN_PROMPTS[id].name
        return quote(recording.name) if recording and recording.name else f"recording {visible(id)}"

    def recording_in_full(self, id: str) -> str:
        """A recording's name, id and length."""
        name = self.recording_name(id)
        length = length_words(self.flow.length_of(id))
        plain = f"recording {visible(id)}"
        return f"{name} ({length})" if name == plain else f"{name} ({plain}, {length})"

    def script_of(self, id: str) -> str:
        """Return what a recording says, quoted; empty where no script is known."""
        recording = self.flow.recordings.get(id)
        if recording is None and id in BUILT_IN_PROMPTS:
            return quote(BUILT_IN_PROMPTS[id].script)
        return quote(recording.script) if recording and recording.script.strip() else ""

    def destination_name(self, destination: Destination) -> str:
        """A destination's name, and who answers there."""
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return self.receptionist_name(key)
        catalogued = self.flow.destinations.get(destination.canonical)
        name = visible(catalogued.name) if catalogued and catalogued.name else ""
        if destination in (DROPPED, NOWHERE):
            return f"nowhere ({destination.drop_reason}: the call drops)"
        if destination.leads_back:
            return "back to the menu that the call came from"
        if destination.is_blank:
            return f"nowhere ({visible(destination.type).replace('_', ' ')} without an id: the call drops)"
        if destination.hangs_up:
            return f"the end of the call{f', {quote(name)}' if name else ''}"
        id = visible(destination.id)
        if destination.names_receptionist:
            return f"receptionist {id} (not in this flow)"
        if action := action_words(*destination):
            return action
        plain = f"{visible(destination.type).replace('_', ' ')} {id}"
        if isinstance(route := self.flow.route_of(destination), ScheduleRoute):
            return f"{name or plain} (by the hours of {visible(route.schedule)})"
        return f"{name or plain} ({_ANSWERS[catalogued.answers if catalogued else None]})"

    def onward_phrase(self, destination: Destination) -> str:
        """Return what becomes of callers who are sent to a destination: the rest of a sentence."""
        if destination in (DROPPED, NOWHERE):
            return f"the call drops, because {destination.drop_reason}"
        if destination.leads_back:
            return "they go back to the menu that the call came from"
        if destination.is_blank:
            return f"the call drops ({visible(destination.type).replace('_', ' ')} without an id)"
        if destination.hangs_up:
            return "the call ends"
        return f"they go to {self.destination_name(destination)}"
