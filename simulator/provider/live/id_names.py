"""A flow's names and the provider's ids: what ``@name`` means live, and what an id is called here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from simulator.config.flow import KnownDestination, Recording
from simulator.config.receptionist import Destination


class IdNames:
    """The names of a flow. ``ids`` has the provider's id of each receptionist by key, where one is known.

    ``keys`` are those of all receptionists, also of those without an id.
    """

    def __init__(
        self,
        keys: Iterable[str],
        ids: Mapping[str, str],
        recordings: Mapping[str, Recording],
        destinations: Mapping[Destination, KnownDestination],
    ) -> None:
        self.keys = frozenset(keys)
        self.ids = dict(ids)
        self.by_id = {id: key for key, id in self.ids.items()}
        self._recordings = {id: entry.name for id, entry in recordings.items() if entry.name}
        self._recording_ids = {name: id for id, name in self._recordings.items()}
        self._destinations = {where: entry.name for where, entry in destinations.items() if entry.name}
        self._destination_ids = {name: where.id for where, name in self._destinations.items()}

    def recording_id(self, written: str | None) -> str | None:
        """The id of a recording that is written as an id or as ``@name``."""
        return self._recording_ids.get(written[1:], written) if written and written[0] == "@" else written

    def destination_id(self, kind: str | None, written: str | None) -> str | None:
        """The id of a destination that is written as an id, a key, or ``@name``."""
        if written is None or kind is None:
            return written
        is_name = written.startswith("@")
        name = written[1:] if is_name else written
        if Destination(kind, name).names_receptionist:
            if not is_name and name in self.by_id:
                return name
            return self.ids.get(name, written)
        return self._destination_ids.get(name, written) if is_name else written

    def recording_name(self, recording: str) -> str:
        """``@name`` of a recording, or its id where it has no name here."""
        name = self._recordings.get(recording)
        return f"@{name}" if name else recording

    def destination_name(self, destination: Destination) -> str:
        """``@key`` or ``@name`` of a destination, or its id where it has no name here."""
        if destination.names_receptionist:
            key = self.by_id.get(destination.id)
            return f"@{key}" if key else destination.id
        name = self._destinations.get(destination.canonical)
        return f"@{name}" if name else destination.id
