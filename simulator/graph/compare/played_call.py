"""Calls played through a flow, and what callers tell them apart by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.caller_script import CallerScript
from simulator.callers.drivers import Trace
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP
from simulator.config.routes import Answer
from simulator.core.effects import End, Note, Play
from simulator.graph.compare.onset import ENDLESS, Ending, Sound, ending_of

ABANDONED = "abandoned"
"""The ending of a call whose caller hung up."""


@dataclass(frozen=True, slots=True)
class PlayedCall:
    """One caller in one flow: what callers tell calls apart by, and the record."""

    ending: Ending
    sounds: tuple[Sound, ...]
    notes: tuple[str, ...]
    milliseconds: int
    schedules: Mapping[str, Answer] = field(default_factory=dict)
    """The first answer of each schedule that was asked."""
    unanswered: bool = False
    """The telephone rang out at the end."""
    made: tuple[Flow, Trace] = field(kw_only=True, compare=False, repr=False)
    """What the record is made of, where somebody asks for it."""

    @property
    def record(self) -> CallRecord:
        """The call as data."""
        return record_of(*self.made)

    @property
    def recording_ids(self) -> tuple[str, ...]:
        """The ids of what was heard."""
        return tuple(sound.recording for sound in self.sounds)


def play_call(rehearsal: Rehearsal, script: CallerScript) -> PlayedCall:
    """Play a caller through a flow."""
    machine, trace = rehearsal.trace_call(script)
    return PlayedCall(
        _ending_of_trace(trace),
        *_sounds_and_notes(trace),
        trace.milliseconds,
        trace.schedules,
        any(isinstance(effect, End) and effect.by == "unanswered" for effect in trace.turns[-1].effects),
        made=(machine.flow, trace),
    )


def _ending_of_trace(trace: Trace) -> Ending:
    if trace.kind == "hung_up":
        return HANGUP
    if trace.destination is not None:
        return ending_of(trace.destination)
    return ENDLESS if trace.kind == "endless" else ABANDONED


def _sounds_and_notes(trace: Trace) -> tuple[tuple[Sound, ...], tuple[str, ...]]:
    sounds: list[Sound] = []
    notes: list[str] = []
    for turn in trace.turns:
        for effect in turn.effects:
            match effect:
                case Play(recording, milliseconds):
                    sounds.append(Sound(recording, milliseconds))
                case Note(template_id):
                    notes.append(template_id)
    return tuple(sounds), tuple(notes)
