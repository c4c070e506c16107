"""The names that a flow knows, as a test may say them: recordings and destinations.

Every look-up raises ``ValueError`` with the nearest names where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.values import shown
from simulator.errors import nearest
from simulator.flowtests.model import Thing

NOTHING = "nothing"
RECORDING, DESTINATION = "recording:", "destination:"
_LISTED_MOST = 8


class Known:
    """The recordings and destinations of one flow, by what a test may call them."""

    __slots__ = ("_destinations", "_flow", "_recordings")

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        menus = flow.receptionists.values()
        used = (id for menu in menus for id in menu.recordings)
        self._recordings = {id: id for id in (*flow.recordings, *used)}
        self._recordings |= {known.name: id for id, known in flow.recordings.items() if known.name}
        self._destinations = {str(where): where for where in _leading_out(flow)}
        self._destinations |= {known.name: where for where, known in flow.destinations.items() if known.name}

    def recording(self, said: str) -> str:
        """The id of a recording: its catalogue name, its id, or ``recording:NAME``."""
        name = said.removeprefix(RECORDING).strip()
        if name in self._recordings:
            return self._recordings[name]
        if said.startswith(DESTINATION) or name in self._destinations:
            raise ValueError(f"{shown(said)} is a destination, which nobody hears; reaches claims it")
        parts = [part.strip() for part in name.split(",")]
        if len(parts) > 1 and all(part in self._recordings for part in parts):
            raise ValueError(f"no recording {shown(name)}; several are a list: [{', '.join(parts)}]")
        raise ValueError(f"no recording {shown(name)}; {self._near(name, self._recordings)}")

    def destination(self, said: str) -> Destination:
        """A destination that ends a call: its catalogue name, ``type||id``, or ``destination:NAME``."""
        name = said.removeprefix(DESTINATION).strip()
        kind, bars, id = name.partition("||")
        found = self._destinations.get(str(Destination(kind, id).canonical) if bars else name)
        if found is not None:
            return found
        if said.startswith(RECORDING) or name in self._recordings:
            raise ValueError(f"{shown(said)} is a recording, which no call is sent to; hears claims it")
        raise ValueError(f"no destination {shown(name)}; {self._instead(name, self._destinations)}")

    def thing(self, said: str) -> Thing:
        """A recording or a destination; a name that both have is written with its kind before it."""
        if said.startswith(RECORDING):
            return Thing(said, recording=self.recording(said))
        if said.startswith(DESTINATION) or "||" in said:
            return Thing(said, destination=self.destination(said))
        in_both = said in self._recordings and said in self._destinations
        if in_both:
            raise ValueError(
                f"{shown(said)} is a recording and a destination; write {RECORDING}{said} or {DESTINATION}{said}"
            )
        if said in self._recordings:
            return Thing(said, recording=self._recordings[said])
        if said in self._destinations:
            return Thing(said, destination=self._destinations[said])
        either = [*self._destinations, *self._recordings]
        raise ValueError(f"no recording or destination {shown(said)}; {self._instead(said, either)}")

    def _instead(self, name: str, known: Iterable[str]) -> str:
        """What to write for a name that no destination has."""
        menu = name.rpartition("||")[2].removeprefix("@")
        if menu in self._flow.receptionists or any(menu == item.name for item in self._flow.receptionists.values()):
            return "it is a receptionist of this flow, where the call goes on: hears can claim what it plays"
        same_id = [address for address in self._destinations if address.endswith(f"||{name}")]
        if same_id:
            return f"did you mean {' or '.join(same_id)}?"
        return self._near(name, known)

    def _near(self, name: str, known: Iterable[str]) -> str:
        words = list(known)
        near = nearest(name, words)
        if near:
            return f"did you mean {' or '.join(near)}?"
        names = [word for word in words if not word.isdecimal() and "||" not in word] or words
        more = ", ..." if len(names) > _LISTED_MOST else ""
        return f"known are {', '.join(names[:_LISTED_MOST])}{more}" if names else "the flow has none"


def _leading_out(flow: Flow) -> Iterator[Destination]:
    """Every destination that a call can end at, in its canonical form, and those of the catalogue."""
    yield from (where.canonical for where in flow.destinations)
    for menu in flow.receptionists.values():
        fall_backs = (menu.forward_destination, menu.wrong_key_destination, menu.silence_destination)
        for where in (*(entry.destination for entry in menu.entries or ()), *fall_backs):
            if where is not None and flow.target(where) is None:
                yield where.canonical
