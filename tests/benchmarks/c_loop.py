"""The C loop of ``round_loop.c``: compiled when a compiler is there, and given a table of rounds."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.round_table import CHANCES, HANG_UP, NO_KEY, WRONG_KEY, RoundTable

SOURCE = Path(__file__).with_name("round_loop.c")
SLOTS = 16
WHOLE = 2**32


class Slot(ctypes.Structure):
    """One slot of a round, as C has it."""

    _fields_ = (("keep", ctypes.c_uint32), ("own", ctypes.c_int32), ("alias", ctypes.c_int32))


def compile_loop(table: RoundTable, folder: Path) -> Callable[[int], int] | None:
    """Return a function that plays so many callers and returns their rounds; None where no compiler is there."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    library = folder / "round_loop.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    play = ctypes.CDLL(str(library)).play_rounds
    play.argtypes = (ctypes.POINTER(Slot), ctypes.c_uint64, ctypes.c_int64)
    play.restype = ctypes.c_int64
    rows = [[*_alias_slots(row, len(codes))] for row, codes in zip(table.rows, table.codes, strict=True)]
    slots = (Slot * (SLOTS * len(rows)))(*(slot for row in rows for slot in row))
    return lambda callers: int(play(slots, 1, callers))


def _alias_slots(row: list[int], codes: int) -> Iterator[Slot]:
    """The slots of a round (Walker's alias method, as Vose fills it): each holds 1/16 of the chances."""
    shares = dict.fromkeys(range(codes), CHANCES["valid"] / codes)
    shares |= {WRONG_KEY: CHANCES["wrong"], NO_KEY: CHANCES["silent"], HANG_UP: CHANCES["hang up"]}
    next_rounds = [row[choice] for choice in shares] + [0] * (SLOTS - len(shares))
    left = [share * SLOTS for share in shares.values()] + [0.0] * (SLOTS - len(shares))
    aliases = [*range(SLOTS)]
    keeps = [1.0] * SLOTS
    short, long = ([slot for slot in range(SLOTS) if (left[slot] < 1) is wanted] for wanted in (True, False))
    while short and long:
        slot, giver = short.pop(), long[-1]
        keeps[slot], aliases[slot] = left[slot], giver
        left[giver] -= 1 - left[slot]
        if left[giver] < 1:
            short.append(long.pop())
    for slot in range(SLOTS):
        keep = min(WHOLE - 1, round(keeps[slot] * WHOLE))
        yield Slot(keep, next_rounds[slot], next_rounds[aliases[slot]])
