"""The instant at which the clock on the wall shows a time.

When the clocks go forward they skip some times (a *gap*), and when they go back they show some twice (a
*fold*). One rule covers both: a boundary is the first instant at which the clock shows its time or a later
one. So a boundary in a gap is the first moment after it, and one in a fold is the first of the two. The rule
never lets a later boundary come before an earlier one, so ranges need no special cases.

Wall times are naive ``datetime`` values; instants are in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple


class Offsets(NamedTuple):
    """The UTC offsets of a wall time: by the rule before a change of the clocks, and by the one after it."""

    before: timedelta
    after: timedelta

    @property
    def skipped(self) -> bool:
        """Return whether no clock shows the time: it lies in a gap."""
        return self.before < self.after

    @property
    def shown_twice(self) -> bool:
        """Return whether the clocks show the time twice: it lies in a fold."""
        return self.before > self.after


def offsets_at(wall: datetime, zone: tzinfo) -> Offsets:
    """Return both offsets of a wall time; they differ only around a change of the clocks."""
    before, after = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    assert before is not None
    assert after is not None
    return Offsets(before, after)


def first_instant(wall: datetime, zone: tzinfo) -> datetime:
    """Return the first instant at which the clock shows a wall time or a later one."""
    offsets = offsets_at(wall, zone)
    if offsets.skipped:
        return gap_end(wall, zone)
    return (wall - offsets.before).replace(tzinfo=UTC)


def gap_end(wall: datetime, zone: tzinfo) -> datetime:
    """Return the instant at which the gap that skips a wall time is over."""
    offsets = offsets_at(wall, zone)
    wall = wall.replace(microsecond=0)  # the clocks change at whole seconds
    # A clock that changed too early shows the time after the earlier instant, one that changed too late before
    # the later: the change lies between them.
    early, late = (wall - offsets.after).replace(tzinfo=UTC), (wall - offsets.before).replace(tzinfo=UTC)
    while (seconds := int((late - early).total_seconds())) > 1:
        middle = early + timedelta(seconds=seconds // 2)
        if local_time(middle, zone) >= wall:
            late = middle
        else:
            early = middle
    return late


def local_time(instant: datetime, zone: tzinfo) -> datetime:
    """Return what the clock on the wall shows at an instant, as a naive time."""
    return instant.astimezone(zone).replace(tzinfo=None)
