"""The names that a flow knows, as a test may say them: recordings and destinations.

Every look-up raises ``ValueError`` with the nearest names for an unknown one.
"""

from __future__ import annotations

from dataclasses import replace

from simulator.callers.voicemail_recordings import VOICEMAIL, stay_recordings
from simulator.callers.voicemail_returns import can_return_from_voicemail
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.targets import recording_names
from simulator.config.value_rules import quote_value
from simulator.flowtests.flow_test import NamedThing
from simulator.flowtests.ways_out import final_destinations
from simulator.words.phrases import list_first
from simulator.words.suggestion import ask_meant, suggest
from simulator.words.word_index import WordIndex

NOTHING = "nothing"
RECORDING, DESTINATION = "recording:", "destination:"
_LISTED_MOST = 8


class FlowNames:
    """The recordings and destinations of one flow, by what a test may call them."""

    __slots__ = ("_destinations", "_flow", "_indexes", "_menu_names", "_recordings", "_same_ids")

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._indexes: dict[str, tuple[WordIndex, str]] = {}
        self._menu_names: frozenset[str] | None = None
        self._same_ids: dict[str, list[str]] | None = None
        used = (id for menu in flow.receptionists.values() for id in menu.recordings)
        heard = _with_stay_recordings(flow) if can_return_from_voicemail(flow) else flow
        self._recordings = {id: id for id in (*heard.recordings, *used)} | recording_names(heard)
        ends = (*(end.canonical for end in flow.destinations), *final_destinations(flow))
        self._destinations = {str(end): end for end in ends}
        self._destinations |= {entry.name: where for where, entry in flow.destinations.items() if entry.name}

    def recording_id(self, word: str) -> str:
        """The id of a recording: its catalogue name, its id, or ``recording:NAME``."""
        name = word.removeprefix(RECORDING).strip()
        if name in self._recordings:
            return self._recordings[name]
        # A name of the other kind is a claim of the wrong kind, not a misspelling: say which claim takes it.
        if word.startswith(DESTINATION) or name in self._destinations:
            raise ValueError(f"{quote_value(word)} is a destination, which nobody hears; reaches claims it")
        parts = [part.strip() for part in name.split(",")]
        if len(parts) > 1 and all(part in self._recordings for part in parts):
            raise ValueError(f"no recording {quote_value(name)}; several are a list: [{', '.join(parts)}]")
        raise ValueError(f"no recording {quote_value(name)}{self._nearest_name(name, 'recording')}")

    def destination_named(self, word: str) -> Destination:
        """A destination that ends a call: its catalogue name, ``type||id``, or ``destination:NAME``."""
        name = word.removeprefix(DESTINATION).strip()
        kind, bars, id = name.partition("||")
        destination = self._destinations.get(str(Destination(kind, id).canonical) if bars else name)
        if destination is not None:
            return destination
        if word.startswith(RECORDING) or name in self._recordings:
            raise ValueError(f"{quote_value(word)} is a recording, which no call is sent to; hears claims it")
        raise ValueError(f"no destination {quote_value(name)}{self._suggest_destination(name, 'destination')}")

    def ending_named(self, word: str) -> Destination:
        """A destination at which a call can end: not one that asks a schedule, where every call goes on."""
        destination = self.destination_named(word)
        if isinstance(self._flow.route_of(destination), ScheduleRoute):
            advice = "claim where its answer leads, or that it occurs, with always"
            raise ValueError(f"{quote_value(word)} asks a schedule, and no call ends there; {advice}")
        return destination

    def telephone_named(self, word: str) -> Destination:
        """A destination whose telephone rings before anybody takes the call."""
        destination = self.destination_named(word)
        if isinstance(self._flow.route_of(destination), PersonRoute):
            return destination
        ringing = [end for end, route in self._flow.routes.items() if isinstance(route, PersonRoute)]
        names = ", ".join(self._flow.destination_name(end) or str(end) for end in ringing[:_LISTED_MOST])
        known = f"those that ring are {names}" if names else "no destination of the flow does"
        advice = "flow.yaml gives one rings, no_answer or busy"
        raise ValueError(f"{quote_value(word)} does not ring; {known} ({advice})")

    def thing_named(self, word: str) -> NamedThing:
        """A recording or a destination; a name that both have is written with its kind before it."""
        if word.startswith(RECORDING):
            return NamedThing(word, recording=self.recording_id(word))
        if word.startswith(DESTINATION) or "||" in word:
            return NamedThing(word, destination=self.destination_named(word))
        in_both = word in self._recordings and word in self._destinations
        if in_both:
            raise ValueError(
                f"{quote_value(word)} is a recording and a destination; write {RECORDING}{word} or {DESTINATION}{word}"
            )
        if word in self._recordings:
            return NamedThing(word, recording=self._recordings[word])
        if word in self._destinations:
            return NamedThing(word, destination=self._destinations[word])
        raise ValueError(f"no recording or destination {quote_value(word)}{self._suggest_destination(word, 'either')}")

    def _suggest_destination(self, name: str, kind: str) -> str:
        """Return what to write for a name that no destination has."""
        menu = name.rpartition("||")[2].removeprefix("@")
        # Authors often claim that a call reaches a menu; but a call that reaches a menu has not ended.
        if self._menu_names is None:
            self._menu_names = frozenset(item.name for item in self._flow.receptionists.values())
        if menu in self._flow.receptionists or menu in self._menu_names:
            return "; it is a receptionist of this flow, where the call goes on: hears can claim what it plays"
        if same_id := self._addresses_of(name):
            return f"; {ask_meant(same_id)}"
        return self._nearest_name(name, kind)

    def _addresses_of(self, id: str) -> list[str]:
        """Return the destinations with an id, as ``type||id``, which are sorted once for a file of misspelt names."""
        if self._same_ids is None:
            self._same_ids = {}
            for address in self._destinations:
                if "||" in address:
                    self._same_ids.setdefault(address.partition("||")[2], []).append(address)
        return self._same_ids.get(id, [])

    def _nearest_name(self, name: str, kind: str) -> str:
        """Return the nearest names of a ``kind``, whose names are looked at once for a file of misspelt ones."""
        if kind not in self._indexes:
            words = [*(self._destinations if kind != "recording" else ())]
            words += self._recordings if kind != "destination" else ()
            names = [word for word in words if not word.isdecimal() and "||" not in word] or words
            otherwise = f"the flow has {list_first(names, _LISTED_MOST)}" if names else "the flow has none"
            self._indexes[kind] = WordIndex(words), otherwise
        index, otherwise = self._indexes[kind]
        return suggest(name, index, otherwise, most=3)


def _with_stay_recordings(flow: Flow) -> Flow:
    """Return the flow with what callers hear who stay after a voicemail."""
    voicemails = dict.fromkeys(end for end in final_destinations(flow) if end.type == VOICEMAIL)
    return replace(flow, recordings=stay_recordings(flow, voicemails))
