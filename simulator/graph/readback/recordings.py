"""The recordings of a flow: where each is used, which are unused, which have no words."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from simulator.config.flow import Flow, Recording
from simulator.config.receptionist import Receptionist
from simulator.graph.audible_recordings import MOMENTS, audible_recordings


class RecordingUse(NamedTuple):
    """One use of a recording: the key of the receptionist that plays it, and when."""

    receptionist: str
    moment: str

    def __str__(self) -> str:
        return f"{self.receptionist}: {self.moment}"


class ListedRecording(NamedTuple):
    """A recording of the catalogue, or one that a receptionist names though the catalogue does not."""

    id: str
    recording: Recording | None
    milliseconds: int
    estimated: bool
    uses: tuple[RecordingUse, ...]

    @property
    def name(self) -> str:
        """The catalogue's name; empty if it has no name."""
        return (self.recording.name if self.recording else None) or ""

    @property
    def script(self) -> str:
        """The words, on one line; empty: none are known."""
        return " ".join(self.recording.script.split()) if self.recording else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Return remarks: that nothing uses it, that it has no script, that it is not catalogued."""
        remarks = [] if self.uses else ["unused"]
        if self.recording is None:
            remarks.append("not in the catalogue")
        elif not self.script:
            remarks.append("no script")
        return tuple(remarks)


def list_recordings(flow: Flow, heard_in: Collection[str] | None = None) -> list[ListedRecording]:
    """Every recording, in the catalogue's order, then those that only receptionists name.

    ``heard_in`` are the receptionists whose recordings count as used; None: all of them.
    """
    uses: dict[str, list[RecordingUse]] = {id: [] for id in flow.recordings}
    for key, item in flow.receptionists.items():
        for id, moment in _audible_fields(item):
            used = uses.setdefault(id, [])
            if heard_in is None or key in heard_in:
                used.append(RecordingUse(key, moment))
    for name, variant in flow.variants.items():
        for key, item in variant.receptionists.items():
            if heard_in is not None and key not in heard_in:
                continue
            heard = _audible_fields(flow.receptionists[key])
            for id, moment in (audible for audible in _audible_fields(item) if audible not in heard):
                uses.setdefault(id, []).append(RecordingUse(key, f"{moment} (variant {name})"))
    return [ListedRecording(id, flow.recordings.get(id), *flow.length_of(id), tuple(all_)) for id, all_ in uses.items()]


def _audible_fields(item: Receptionist) -> list[tuple[str, str]]:
    """The recordings that callers of a receptionist may hear; an announcement plays its greeting alone."""
    moments = MOMENTS if item.is_menu else {"greeting": "announcement"}
    return [(audible.id, moments[audible.field]) for audible in audible_recordings(item)]
