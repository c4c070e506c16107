"""One round of a menu, played: where the acts of a caller lead, and when."""

from __future__ import annotations

from typing import Literal

from simulator.core.events import HUNG_UP
from simulator.fast_classes import NamedTuple
from simulator.tables.keypads import KEY_NUMBERS, WRONG, Keypad

RoundResult = Literal["choice", "wrong", "silence", "hung_up"]

Acts = tuple[tuple[int, str], ...]
"""Keys and hang-ups that are to come, in the order of their times: milliseconds from now, and the trigger."""


class RoundEnd(NamedTuple):
    """The end of a round after so many ``milliseconds``.

    ``code`` is the number of the code that was chosen. ``speaks_ms`` is how long its prompts were heard, ``further``
    how often the wait for a further key ran out; ``keys`` were pressed in it, and ``rest`` are the acts that are still
    to come.
    """

    result: RoundResult
    milliseconds: int
    code: int = -1
    speaks_ms: int = 0
    further: int = 0
    keys: str = ""
    rest: Acts = ()


def play_round(keypad: Keypad, prompts_ms: int, waits: tuple[int, int], acts: Acts, *, hears: bool) -> RoundEnd:
    """Play one round with these acts, which count from its beginning.

    ``waits`` are those for a first key and for a further one; ``hears``: a key stops the prompts. Time wins ties, as
    in any call: what is due happens before an act of the same moment.
    """
    node, due, speaks, done = 0, prompts_ms + waits[0], prompts_ms, 0
    for at, trigger in acts:
        if at >= due:
            break
        done += 1
        if trigger == HUNG_UP:
            return RoundEnd("hung_up", at, speaks_ms=min(speaks, at), keys=keys_of(acts[: done - 1]))
        if at < prompts_ms and not hears:
            continue  # the key is lost
        speaks = min(speaks, at)
        result = keypad.keys[node][KEY_NUMBERS[trigger]]
        if result <= 0:
            return _decide(result, at, speaks, 0, acts, done)
        node, due = result, at + waits[1]
    if not node:
        return RoundEnd("silence", due, -1, speaks, 0, keys_of(acts[:done]), acts_after(acts[done:], due))
    return _decide(keypad.runs_out[node], due, speaks, 1, acts, done)


def _decide(result: int, at: int, speaks: int, further: int, acts: Acts, done: int) -> RoundEnd:
    """The end of a round by what has been typed: a wrong key, or a choice."""
    keys, later = keys_of(acts[:done]), acts_after(acts[done:], at)
    if result == WRONG:
        return RoundEnd("wrong", at, -1, speaks, further, keys, later)
    return RoundEnd("choice", at, ~result, speaks, further, keys, later)


def keys_of(acts: Acts) -> str:
    """Return the keys that are pressed."""
    return "".join([trigger for _, trigger in acts if trigger != HUNG_UP])


def acts_after(acts: Acts, milliseconds: int) -> Acts:
    """Return acts as they stand some time later."""
    return tuple([(at - milliseconds, trigger) for at, trigger in acts]) if acts else acts


class DeafTime(NamedTuple):
    """A time in which keys are lost: those that were pressed in it, and the acts that are still to come.

    ``hung_up_ms`` is when the caller hung up in it; None: they did not.
    """

    keys: str
    rest: Acts
    hung_up_ms: int | None = None


def pass_deaf_time(acts: Acts, milliseconds: int) -> DeafTime:
    """Let a time pass in which keys are lost, and a hang-up ends the call."""
    done = 0
    for at, trigger in acts:
        if at >= milliseconds:
            break
        if trigger == HUNG_UP:
            return DeafTime(keys_of(acts[:done]), (), at)
        done += 1
    return DeafTime(keys_of(acts[:done]), acts_after(acts[done:], milliseconds))
