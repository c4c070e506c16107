"""What a caller does, act by act, and the script that says so with times that fit the waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from simulator.callers.script import DEFAULT_AFTER, DEFAULT_GAP, CallerScript, Step
from simulator.core.places import milliseconds

_AFTER = milliseconds(DEFAULT_AFTER)
_GAP = milliseconds(DEFAULT_GAP)


How = Literal["listening", "prompt", "further", "late", "silence"]


class Act(NamedTuple):
    """One key, or one silent round.

    ``listening`` and ``prompt`` begin a round's keys, ``further`` goes on typing, ``late`` is
    pressed exactly ``within`` milliseconds after the menu began to wait. Else the key falls
    strictly ``within`` them.
    """

    how: How
    key: str = ""
    within: int = 0


SILENCE = Act("silence")


def script_of(acts: tuple[Act, ...]) -> CallerScript:
    """The script of these acts; silences at its end are left out, since callers end in silence."""
    steps: list[Step] = []
    rounds: list[list[Act]] = []
    for act in trimmed(acts):
        if act.how == "further" and rounds:
            rounds[-1].append(act)
        else:
            rounds.append([act])
    for first, *further in rounds:
        steps.append(_step(first, further))
    return CallerScript(steps=tuple(steps))


def trimmed(acts: tuple[Act, ...]) -> tuple[Act, ...]:
    """The acts without the silences at the end."""
    last = len(acts)
    while last and acts[last - 1].how == "silence":
        last -= 1
    return acts[:last]


def _step(first: Act, further: Sequence[Act]) -> Step:
    if first.how == "silence":
        return Step(silence=True)
    keys = first.key + "".join(act.key for act in further)
    after = first.within if first.how == "late" else _inside(_AFTER, first.within)
    gap = min((_inside(_GAP, act.within) for act in further), default=_GAP)
    cue: Literal["prompt", "listening"] = "prompt" if first.how == "prompt" else "listening"
    return Step(press=keys, cue=cue, after=after / 1000, gap=gap / 1000)


def _inside(usual: int, within: int) -> int:
    """The usual pause, or half the wait where that is shorter."""
    return usual if usual < within else within // 2
