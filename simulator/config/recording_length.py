"""The playing times of recordings, and the prompts that an engine brings along."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from simulator.fast_classes import NamedTuple

DEFAULT_LENGTH_MS = 4000
"""How long a recording plays of which nothing is known (formats: 4 s)."""

WORDS_PER_MINUTE = 150
"""How fast a voice reads a script: the average rate of US English speakers according to the
National Center for Voice and Speech."""


class RecordingLength(NamedTuple):
    """The playing time of a recording in milliseconds, and whether it is an estimate."""

    milliseconds: int
    estimated: bool


UNKNOWN_LENGTH = RecordingLength(DEFAULT_LENGTH_MS, estimated=True)


def estimate_length(script: str) -> RecordingLength:
    """Return the time that a voice takes to read a script; unknown for a script without words."""
    words = len(script.split())
    return RecordingLength(round(words * 60_000 / WORDS_PER_MINUTE), estimated=True) if words else UNKNOWN_LENGTH


class BuiltInPrompt(NamedTuple):
    """An engine's own recording: what people call it, and its words."""

    name: str
    script: str


BUILT_IN_PROMPTS: Mapping[str, BuiltInPrompt] = MappingProxyType(
    {"default": BuiltInPrompt("the built-in prompt", "No valid response, please try again.")}
)
"""By the id that stands for it. FreePBX's ivr module plays ``no-valid-responce-pls-try-again`` before another try.

Its twin before the fall-back, ``no-valid-responce-transfering``, has the same id and so the same length here. Both
files come with the module and not with Asterisk. Their lengths were not measured: they are estimated from the words,
unless the catalogue has a recording with the id ``default``.
"""

BUILT_IN_LENGTHS = {id: estimate_length(prompt.script) for id, prompt in BUILT_IN_PROMPTS.items()}
"""The lengths of an engine's own prompts, by the id that stands for them."""
