"""How often each recording of a receptionist starts, per caller who enters it."""

from __future__ import annotations

from simulator.graph.odds.stay_library import StayVisit
from simulator.tables.menu_rows import Step
from simulator.tables.station import Station


def started_parts(station: Station, visit: StayVisit | None) -> dict[int, float]:
    """Return how often each part starts; ``visit`` is None for an announcement, which plays its own to everybody."""
    starts: dict[int, float] = {}
    if visit is None:
        _start_last_part(starts, station.kind.enters, 1.0)
        return starts
    for beginning, move, callers in visit.stay.moves:
        at = 0
        for part in beginning.parts:
            if at > move.end.speaks_ms:
                break
            starts[part] = starts.get(part, 0.0) + callers.share
            at += station.lengths[part]
    kind = station.kind
    for steps, out in ((kind.wrong, visit.stay.wrong_out), (kind.silence, visit.stay.silence_out)):
        assert steps is not None, "only a menu has rounds"
        _start_last_part(starts, steps.last, sum(share for share, _, _ in out.values()))
    return starts


def _start_last_part(starts: dict[int, float], step: Step, share: float) -> None:
    if step.plays >= 0 and share:
        starts[step.plays] = starts.get(step.plays, 0.0) + share
