"""The acts of a caller, and the script that writes them down with times that fit the waits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from simulator.callers.caller_script import DEFAULT_AFTER, DEFAULT_GAP, STEPS_MOST, CallerScript, Cue, ScriptStep
from simulator.core.places import to_milliseconds
from simulator.errors import UsageError

_AFTER = to_milliseconds(DEFAULT_AFTER)
_GAP = to_milliseconds(DEFAULT_GAP)


How = Literal["listening", "prompt", "further", "late", "over", "silence"]


class CallerAct(NamedTuple):
    """One key, or one silent round.

    ``listening`` and ``prompt`` begin a round's keys, ``further`` goes on typing, ``over`` is pressed into an
    announcement, ``late`` exactly ``within`` milliseconds after the menu starts listening. Else the key falls
    strictly ``within`` them. Where all keys of a round have one time (FreeSWITCH), a further key
    says how long it is: ``together``, from the first key in a prompt or from when the menu listens.
    """

    how: How
    key: str = ""
    within: int = 0
    together: int = 0


SILENCE = CallerAct("silence")


class LongCallerError(UsageError):
    """Two flows differ, but only for callers of more steps than a caller may take."""

    def __init__(self, steps: int) -> None:
        super().__init__(
            f"the flows differ, but it takes a caller of {steps:,} steps to notice; at most {STEPS_MOST:,} are played: "
            "compare flows that begin closer to what differs"
        )


def script_of(steps: Sequence[ScriptStep]) -> CallerScript:
    """The script of these steps. Raises ``LongCallerError`` where there are too many."""
    if len(steps) > STEPS_MOST:
        raise LongCallerError(len(steps))
    return CallerScript(steps=tuple(steps))


def build_script(acts: tuple[CallerAct, ...]) -> CallerScript:
    """The script of these acts; silences at its end are left out, since callers end in silence.

    Raises ``LongCallerError`` where there are too many.
    """
    steps: list[ScriptStep] = []
    rounds: list[list[CallerAct]] = []
    for act in trim_silences(acts):
        if act.how == "further" and rounds:
            rounds[-1].append(act)
        else:
            rounds.append([act])
    for first, *later_keys in rounds:
        steps.append(_build_step(first, later_keys))
    return script_of(steps)


def trim_silences(acts: tuple[CallerAct, ...]) -> tuple[CallerAct, ...]:
    """The acts without the silences at the end."""
    last = len(acts)
    while last and acts[last - 1].how == "silence":
        last -= 1
    return acts[:last]


def _build_step(first: CallerAct, later_keys: Sequence[CallerAct]) -> ScriptStep:
    if first.how == "silence":
        return ScriptStep(silence=True)
    keys = first.key + "".join(act.key for act in later_keys)
    after = first.within if first.how == "late" else _pause_within(_AFTER, first.within)
    cues: dict[How, Cue] = {"prompt": "prompt", "over": "announcement"}
    cue = cues.get(first.how, "listening")
    gap = min((_pause_within(_GAP, act.within) for act in later_keys), default=_GAP)
    if together := min((act.together for act in later_keys if act.together), default=0):
        left = together - 1 - (after if cue == "listening" else 0)
        gap = min(gap, max(0, left // len(later_keys)))
    return ScriptStep(press=keys, cue=cue, after=after / 1000, gap=gap / 1000)


def _pause_within(usual: int, within: int) -> int:
    """The usual pause, or half the wait where that is shorter."""
    # Half of a short wait, so that the key is never a tie with its end.
    return usual if usual < within else within // 2
