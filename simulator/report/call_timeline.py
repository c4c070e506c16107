"""The timeline of a call as it is heard: what sounds from when until when, and the tones of the keys over it.

Every time is the record's. Where the caller presses a key at 8.7 s of the call, its tone begins there; where a key
stops a prompt, the prompt's sound ends there. The segments tile the call: each begins where the one before ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from simulator.audio.tones import KEY_LEAST_MS, KEY_MS, PAUSE_LEAST_MS
from simulator.callers.drivers import Trace
from simulator.core.call import Turn
from simulator.core.effects import Play
from simulator.core.events import Pressed

SoundKind = Literal["ring", "prompt", "silence"]

RING_MS = 3000
"""How long the caller hears ringing before the answer: a whole cycle in the United Kingdom."""

CONNECT_MS = 300
"""The pause between the end of the call and the ringing where it is sent: the last key's tone fits in."""

LONGEST_MS = 900_000
"""How much of a call becomes sound: 15 minutes. Some calls last for hours, or never end."""


class SoundSegment(NamedTuple):
    """One sound, in milliseconds of the file; ``recording`` is the id of a prompt's, ``length_ms`` its whole length."""

    kind: SoundKind
    from_ms: int
    until_ms: int
    recording: str = ""
    length_ms: int = 0


class SoundedKey(NamedTuple):
    """A key, when it is pressed, in milliseconds of the file, and how long its tone can sound before the next."""

    key: str
    at_ms: int
    sounds_ms: int

    @property
    def is_too_short(self) -> bool:
        """Return whether a telephone's receiver could miss it."""
        return self.sounds_ms < KEY_LEAST_MS


class CallTimeline(NamedTuple):
    """The sounds of a call, in order, from 0 to ``total_ms`` of the file.

    The call itself lasts from ``answer_ms`` to ``end_ms``. ``is_cut``: it goes on, and the file does not.
    """

    segments: tuple[SoundSegment, ...]
    keys: tuple[SoundedKey, ...]
    answer_ms: int
    end_ms: int
    total_ms: int
    is_cut: bool = False


def call_timeline(trace: Trace, *, rings: bool = True, longest_ms: int = LONGEST_MS) -> CallTimeline:
    """Return the timeline of a call that has ended.

    ``rings`` puts ring-back before the answer, and after the end where the call is sent on to somebody who has not
    picked up yet. Without it, only the tone of a key that ends the call goes beyond the end.
    """
    answer_ms = RING_MS if rings else 0
    whole_ms = trace.milliseconds
    is_cut = whole_ms > longest_ms
    end_ms = answer_ms + min(whole_ms, longest_ms)
    segments = [SoundSegment("ring", 0, answer_ms)] if rings else []
    segments += [
        segment._replace(until_ms=min(segment.until_ms, end_ms))
        for segment in _call_segments(trace.turns, answer_ms)
        if segment.from_ms < end_ms
    ]
    keys = tuple(key for key in _sounded_keys(trace.turns, answer_ms) if not is_cut or key.at_ms + KEY_MS <= end_ms)
    if not is_cut:
        segments += _onward_segments(end_ms, keys, rings=rings and _rings_onward(trace))
    total_ms = segments[-1].until_ms if segments else 0
    return CallTimeline(tuple(segments), keys, answer_ms, end_ms, total_ms, is_cut)


def _call_segments(turns: Sequence[Turn], answer_ms: int) -> Iterator[SoundSegment]:
    """Yield the sound from each turn that changes it to the next such turn."""
    changes = [turn for turn in turns if turn.effects or turn.dest != turn.source]
    for turn, following in pairwise([*changes, turns[-1]]):
        if turn.at < following.at:
            yield _segment_after(turn)._replace(from_ms=answer_ms + turn.at, until_ms=answer_ms + following.at)


def _segment_after(turn: Turn) -> SoundSegment:
    """What a turn begins: a prompt, the ringing of a telephone, or silence."""
    for effect in turn.effects:
        if isinstance(effect, Play):
            return SoundSegment("prompt", 0, 0, effect.recording, effect.milliseconds)
    return SoundSegment("ring" if turn.dest.phase == "alerting" else "silence", 0, 0)


def _sounded_keys(turns: Sequence[Turn], answer_ms: int) -> Iterator[SoundedKey]:
    presses = [(turn.event.key, turn.at) for turn in turns if isinstance(turn.event, Pressed)]
    for (key, at), (_, following) in pairwise([*presses, ("", presses[-1][1] + 10 * KEY_MS if presses else 0)]):
        apart = following - at
        yield SoundedKey(key, answer_ms + at, min(KEY_MS, max(apart - PAUSE_LEAST_MS, apart // 2)))


def _onward_segments(end_ms: int, keys: Sequence[SoundedKey], *, rings: bool) -> Iterator[SoundSegment]:
    """After the end: the ringing of whoever the call is sent to, and what is left of the last key."""
    if rings:
        yield SoundSegment("silence", end_ms, end_ms + CONNECT_MS)
        yield SoundSegment("ring", end_ms + CONNECT_MS, end_ms + CONNECT_MS + RING_MS)
    elif keys and keys[-1].at_ms + keys[-1].sounds_ms > end_ms:
        yield SoundSegment("silence", end_ms, keys[-1].at_ms + keys[-1].sounds_ms)


def _rings_onward(trace: Trace) -> bool:
    """Return whether the call is sent to a telephone that is still to ring: not if it rang and somebody picked up."""
    last = trace.turns[-1]
    rang = last.event.trigger == "picked_up" and trace.turns[-2].at < last.at
    return trace.kind == "routed" and not rang
