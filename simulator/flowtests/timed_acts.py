"""The acts of a test as the steps of a schedule, whose rules are those of a scripted caller (``callers.act_schedule``).

One thing more can be said here than in a caller script: keys can be pressed *during* a recording, wherever it is
played next, also where no round is.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.callers.act_schedule import TimedStep
from simulator.core.events import HUNG_UP
from simulator.flowtests.flow_test import ScriptedAct

_HANG_UP = (HUNG_UP,)


def lower_acts(acts: Iterable[ScriptedAct]) -> list[TimedStep]:
    """Return the step of each act."""
    return [
        TimedStep(
            act.cue,
            tuple(act.keys) if act.kind == "press" else _HANG_UP if act.kind == "hangup" else (),
            act.after,
            act.gap,
            act.during if act.cue == "during" else "",
        )
        for act in acts
    ]
