"""The sound of a whole call: the segments of its timeline one after another, and the tones of the keys over them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from operator import add, mul

from simulator.audio.levels import cut_softly
from simulator.audio.tones import RingPattern, key_tone, ring_back, samples_in, silence
from simulator.graph.work_step import WorkStep
from simulator.report.call_timeline import CallTimeline, SoundSegment
from simulator.report.prompt_sounds import FADE_MS, PromptSound, PromptSounds

_DUCKED = 1 / 8
"""What is left of the line under a key's tone (-18 dB): telephones mute it, since the tone is much louder."""


def prompt_sounds(
    timeline: CallTimeline, sounds: PromptSounds, show: Callable[[WorkStep], object] = lambda step: None
) -> dict[str, PromptSound]:
    """Return the sound of each recording that is heard, as far as it is heard at most, in the order of the call.

    ``show`` is told how far the work has come.
    """
    heard: dict[str, int] = {}
    lengths: dict[str, int] = {}
    for segment in timeline.segments:
        if segment.kind == "prompt":
            lasts = segment.until_ms - segment.from_ms
            heard[segment.recording] = max(heard.get(segment.recording, 0), lasts)
            lengths[segment.recording] = segment.length_ms
    prompts: dict[str, PromptSound] = {}
    for id, heard_ms in heard.items():
        show(WorkStep(len(prompts), len(heard), "prompts"))
        prompts[id] = sounds.make(id, lengths[id], heard_ms)
    return prompts


def call_sound(
    timeline: CallTimeline, prompts: Mapping[str, PromptSound], pattern: RingPattern, rate: int
) -> array[int]:
    """Return the samples of a call at a rate; ``prompts`` holds what its prompts sound like."""
    samples = array("h")
    for segment in timeline.segments:
        samples += _segment_sound(segment, prompts, pattern, rate)
    for key in timeline.keys:
        tone = key_tone(key.key, key.sounds_ms, rate)
        begins = samples_in(key.at_ms, rate)
        line = _duck(samples[begins : begins + len(tone)], samples_in(FADE_MS, rate))
        samples[begins : begins + len(tone)] = array("h", map(add, tone, line))
    return samples


def _duck(line: array[int], ramp: int) -> array[int]:
    """The line under a key, quieter; it gets there and back within ``ramp`` samples, since a jump clicks."""
    ramp = min(ramp, len(line) // 2)
    down = [1 - (1 - _DUCKED) * (place + 1) / ramp for place in range(ramp)]
    gains = [*down, *[_DUCKED] * (len(line) - 2 * ramp), *reversed(down)]
    return array("h", map(round, map(mul, gains, line)))


def _segment_sound(
    segment: SoundSegment, prompts: Mapping[str, PromptSound], pattern: RingPattern, rate: int
) -> array[int]:
    lasts_ms = segment.until_ms - segment.from_ms
    match segment.kind:
        case "ring":
            return ring_back(pattern, lasts_ms, rate)
        case "prompt":
            return cut_softly(prompts[segment.recording].samples, samples_in(lasts_ms, rate), samples_in(FADE_MS, rate))
        case _:
            return silence(lasts_ms, rate)
