"""The moves of a crowd as arrays from which one draw of 32 bits picks a move: Walker's alias method.

A row has 16 slots of two cells each. A draw picks a slot with four of its bits; where the draw is below the slot's
``keep``, the first cell's move is taken, else the second's. So a move's chance is spread over the slots, each of which
holds a sixteenth of the row's chances and at most two moves (Vose's way to fill them).

Example: .6 and .4 in two slots of a half each: the first has the move .6 alone; the second is kept by .4 with a chance
of .8, and gives the rest of .1 back to .6.

Chances are whole numbers of 2 to the power of -31 then, which no crowd can tell from those of the file. A state with
more moves than slots hands the least likely on to a row that follows it at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import gcd
from typing import TYPE_CHECKING

from simulator.fast_classes import NamedTuple
from simulator.graph.crowds.crowd_moves import CrowdMove

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLOTS = 16
CELL_BITS = 5
CELLS = 1 << CELL_BITS
SLOT_MASK = CELLS - 2
"""The bits of a draw that pick the slot; the lowest is unused, so that they are the number of the slot's first cell."""

_KEEP_BITS = 27
"""The bits of a draw that are above those of the slot."""


class LaneTable(NamedTuple):
    """The rows of a crowd as arrays by cell; rows from ``first_end`` on are those of ends, which begin the next call.

    ``keep`` is the same in both cells of a slot. ``onward`` has the first cell of the next row in its low ``shift``
    bits, and above them the time in units of ``unit_ms``. ``facts`` are by cell. ``begin`` is where a lane begins.
    """

    keep: NDArray[np.uint32]
    onward: NDArray[np.int64]
    facts: NDArray[np.int32]
    first_end: int
    ends: int
    shift: int
    unit_ms: int
    begin: int


def build_table(states: Sequence[Sequence[CrowdMove]], ends: int) -> LaneTable:
    """Lay out the states of a crowd without queues; state 0 begins a call."""
    import numpy as np

    rows = [*_rows_of(states)]
    # A first state that only leads on, as where there is one kind of callers, would cost every call a step.
    (first, *more) = rows[0]
    begin = first.to if not more and first.to >= 0 and not first.milliseconds else 0
    first_end = len(rows)
    rows += [rows[begin]] * ends
    unit = gcd(*{move.milliseconds for row in rows for move in row}) or 1
    sizes = np.array([len(row) for row in rows])
    starts = np.cumsum(sizes) - sizes
    flat_to = np.array([move.to for row in rows for move in row], np.int64)
    flat_ms = np.array([move.milliseconds // unit for row in rows for move in row], np.int64)
    flat_fact = np.array([move.fact for row in rows for move in row], np.int32)
    flat_to = np.where(flat_to < 0, first_end - 1 - flat_to, flat_to) * CELLS
    groups: dict[tuple[float, ...], list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(tuple([move.chance for move in row]), []).append(number)
    keep = np.zeros((len(rows), SLOTS), np.uint32)
    picks = np.zeros((len(rows), SLOTS, 2), np.int64)
    for chances, members in groups.items():
        limits, own, alias = alias_slots(chances)
        keep[members] = np.array(limits, np.uint32)
        picks[members] = np.array([own, alias]).T + starts[members][:, None, None]
    cells = picks.reshape(-1)
    shift = (len(rows) * CELLS).bit_length()
    onward = flat_ms[cells] << shift | flat_to[cells]
    return LaneTable(
        np.repeat(keep.reshape(-1), 2), onward, flat_fact[cells], first_end * CELLS, ends, shift, unit, begin * CELLS
    )


def _rows_of(states: Sequence[Sequence[CrowdMove]]) -> Iterator[Sequence[CrowdMove]]:
    """Yield the rows of all states, by number; then those that states with more moves than slots hand on to."""
    rows = [*states]
    for row in rows:  # grows while it is read
        if len(row) <= SLOTS:
            yield row
            continue
        moves = sorted(row, key=lambda move: -move.chance)
        rest = moves[SLOTS - 1 :]
        share = sum(move.chance for move in rest)
        yield [*moves[: SLOTS - 1], CrowdMove(share, len(rows), 0, 0)]
        rows.append([move._replace(chance=move.chance / share) for move in rest])


def alias_slots(chances: Sequence[float]) -> tuple[list[int], list[int], list[int]]:
    """The slots of a row: the draws below which the first cell is taken, and the moves of both cells.

    >>> keep, own, alias = alias_slots((0.75, 0.25))
    >>> taken = [own[slot] if keep[slot] else alias[slot] for slot in range(SLOTS)]
    >>> taken.count(0), taken.count(1)
    (12, 4)
    """
    total = sum(chances)
    left = [chance / total * SLOTS for chance in chances] + [0.0] * (SLOTS - len(chances))
    own = [number if number < len(chances) else 0 for number in range(SLOTS)]
    alias, keep = own.copy(), [1.0] * SLOTS
    short = [slot for slot in range(SLOTS) if left[slot] < 1]
    long = [slot for slot in range(SLOTS) if left[slot] >= 1]
    while short and long:
        slot, giver = short.pop(), long[-1]
        keep[slot], alias[slot] = left[slot], own[giver]
        left[giver] -= 1 - left[slot]
        if left[giver] < 1:
            short.append(long.pop())
    whole = 1 << _KEEP_BITS
    return [min(round(part * whole), whole - 1) << 32 - _KEEP_BITS for part in keep], own, alias
