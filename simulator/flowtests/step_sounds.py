"""The sounds of a played call, by the steps of its caller: what a test says is heard between two acts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from simulator.callers.caller_script import ScriptStep
from simulator.callers.drivers import Trace
from simulator.callers.table_player import TableCall
from simulator.core.effects import Effect, Play, Ring
from simulator.core.events import HUNG_UP, KEYS, SILENCE


def sounds_by_step(played: TableCall | Trace, steps: Sequence[ScriptStep]) -> list[list[Play | Ring]]:
    """The recordings and telephones that start before each step, and those after the last."""
    heard: list[list[Play | Ring]] = [[]]
    waiting = deque(steps)
    keys = 0
    for trigger, phase, effects in _events_of(played):
        if trigger in KEYS and keys:
            keys -= 1
        elif waiting and _begins_step(waiting[0], trigger, phase):
            keys = len(waiting.popleft().press or "x") - 1
            heard.append([])
        heard[-1] += [effect for effect in effects if isinstance(effect, (Play, Ring))]
    return heard


def _events_of(played: TableCall | Trace) -> Iterator[tuple[str, str, Sequence[Effect]]]:
    """Yield what happens in a call: the event, the phase in which it comes, and what it causes."""
    if isinstance(played, Trace):
        for turn in played.turns:
            yield turn.event.trigger, turn.source.phase, turn.effects
    else:
        phase: str = played.source.place.phase
        for move in played.moves:
            yield move.trigger, phase, move.effects
            phase = move.dest.place.phase


def _begins_step(step: ScriptStep, trigger: str, phase: str) -> bool:
    if step.is_silence:
        return trigger == SILENCE and phase == "listening"
    return trigger == HUNG_UP if step.hangup else trigger in KEYS
