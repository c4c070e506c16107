"""Large, lasting structures are built while the cycle collector rests."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_keeps_all = False


def keep_all_until_exit() -> None:
    """Declare that everything built while the collector rests stays until the process ends, as it does in a command.

    Else the first new object afterwards makes it look through all of that once, which takes a tenth of a check of
    10,000 receptionists. Programs that import the simulator may drop a flow, so theirs is looked through.
    """
    global _keeps_all
    _keeps_all = True


def keep_nothing() -> None:
    """Undo ``keep_all_until_exit``, for a command that runs on and drops what it built, such as a changed flow."""
    global _keeps_all
    _keeps_all = False
    gc.unfreeze()


@contextmanager
def pause_gc(*, lasting: bool = True) -> Iterator[None]:
    """Pause the cycle collector. ``lasting``: the objects built meanwhile stay, and are not one batch of many.

    All that is built stays, and looking it through again and again takes 40 % of the time of a survey of
    10,000 receptionists, and half of the time to load them (measured).
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            if _keeps_all and lasting:
                gc.freeze()
            gc.enable()
