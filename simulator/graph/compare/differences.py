"""Two flows compared as callers notice them: equal, or the differences with the callers who show them.

Equality is decided exactly (``equality``). Where the flows differ, each difference comes with the
shortest caller (``apart``), who has been played through both: what is shown before and after is
what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from simulator.callers.call_record import CallRecord, record_of
from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.drivers import Trace
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP
from simulator.core.effects import Note, Play
from simulator.graph.compare.caller_acts import build_script
from simulator.graph.compare.difference_key import DifferenceKey, Kind
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.equality import EqualityWalk, TimedKey
from simulator.graph.compare.observation import ENDLESS, Ending, Observer, Sound, ending_of
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side

ABANDONED = "abandoned"
"""The ending of a call whose caller hung up."""

BY_THE_CLOCK = ("clock",)
"""What happens where only keys at exact times show a difference."""

DIFFERENCES_MOST = 1000
"""The search stops after this many differences."""


@dataclass(frozen=True, slots=True)
class PlayedCall:
    """One caller in one flow: the record, and what callers tell calls apart by."""

    record: CallRecord
    ending: Ending
    sounds: tuple[Sound, ...]
    notes: tuple[str, ...]
    milliseconds: int

    @property
    def recording_ids(self) -> tuple[str, ...]:
        """The ids of what was heard."""
        return tuple(sound.recording for sound in self.sounds)


@dataclass(frozen=True, slots=True)
class Difference:
    """A caller who is treated differently, and how.

    ``kind`` is the gravest that the caller notices: another destination (an endless call and a
    hang-up are destinations, too), another recording, or time. ``where`` are the keys of the
    receptionists, in the old flow and in the new; ``what`` tells what happens there.
    """

    kind: Kind
    where: tuple[str, str]
    what: tuple[Any, ...]
    script: CallerScript
    old: PlayedCall
    new: PlayedCall


@dataclass(frozen=True, slots=True)
class Comparison:
    """Equal (no caller can tell the flows apart), or how they differ.

    ``walked`` counts the pairs of places that it took to decide. ``complete`` is false where
    there are more differences than are listed.
    """

    equal: bool
    differences: tuple[Difference, ...]
    walked: int
    complete: bool = True


def are_equal(old: Flow, new: Flow, *, templates: bool = False) -> bool:
    """Return whether no caller can tell two flows apart; ``templates``: nor who gets the e-mails."""
    return EqualityWalk(Observer(old), Observer(new), templates).find_difference() is None


def compare_flows(old: Flow, new: Flow, *, templates: bool = False, most: int = DIFFERENCES_MOST) -> Comparison:
    """Compare two flows, each called at its entry.

    ``templates``: e-mail templates noted count too (no caller hears them). At most ``most``
    differences are listed.
    """
    pairs = EqualityWalk(Observer(old), Observer(new), templates)
    if pairs.find_difference() is None:
        return Comparison(True, (), pairs.walked)
    differing: list[Difference] = []
    for difference in find_differences(old, new, templates=templates):
        if len(differing) == most:
            return Comparison(False, tuple(differing), pairs.walked, complete=False)
        differing.append(difference)
    return Comparison(False, tuple(differing) or (_timed_difference(old, new, templates),), pairs.walked)


def find_differences(old: Flow, new: Flow, *, templates: bool = False, early: bool = True) -> Iterator[Difference]:
    """The differences between two flows, the shortest callers first; each caller only once.

    ``early``: callers press into prompts, too.
    """
    sides = Sides(Side(Observer(old)), Side(Observer(new)), early=early)
    return differences_between(sides, (Rehearsal(old), Rehearsal(new)), templates=templates)


def differences_between(
    sides: Sides,
    players: tuple[Rehearsal, Rehearsal],
    *,
    templates: bool = False,
    unwanted: set[Kind] | None = None,
) -> Iterator[Difference]:
    """Yield the differences between two sides, which remember what was looked at before, and their players.

    Kinds that are ``unwanted`` are left out, and what would show them only is not walked; the set may grow.
    """
    reported: set[str] = set()
    for spot, acts in PairWalk(
        sides, templates=templates, unwanted=set() if unwanted is None else unwanted
    ).differences():
        script = build_script(acts)
        # The walk judges one act at a time; only the whole call shows whether it really differs in this way.
        difference = _confirm_difference(players, spot, script)
        if difference is not None and (line := repr((script, difference.kind))) not in reported:
            reported.add(line)
            yield difference


def play_call(rehearsal: Rehearsal, script: CallerScript) -> PlayedCall:
    """Play a caller through a flow."""
    machine, trace = rehearsal.trace_call(script)
    return PlayedCall(
        record_of(machine.flow, trace), _ending_of_trace(trace), *_sounds_and_notes(trace), trace.milliseconds
    )


def _confirm_difference(
    players: tuple[Rehearsal, Rehearsal], spot: DifferenceKey, script: CallerScript
) -> Difference | None:
    """The difference that a caller shows when played; None where it is not of the kind looked for."""
    old, new = (play_call(player, script) for player in players)
    difference = {
        "destination": old.ending != new.ending,
        "recording": old.recording_ids != new.recording_ids,
        "time": (old.sounds, old.milliseconds) != (new.sounds, new.milliseconds),
        "template": old.notes != new.notes,
    }
    return Difference(spot.kind, spot.where, spot.what, script, old, new) if difference[spot.kind] else None


def _timed_difference(old: Flow, new: Flow, templates: bool) -> Difference:
    """A caller whose keys fall at exact times: for flows that no caller who acts by rounds can tell apart."""
    # A shortcut leaves out the keys inside a receptionist, but this caller has to press all of them.
    presses = EqualityWalk(Observer(old), Observer(new), templates, shortcuts=False).find_difference()
    assert presses is not None, "the flows differ"
    script = timed_script(presses)
    players = Rehearsal(old), Rehearsal(new)
    kinds: tuple[Kind, ...] = ("destination", "recording", "time", "template")
    where = old.entry, new.entry
    difference = (_confirm_difference(players, DifferenceKey(kind, where, BY_THE_CLOCK), script) for kind in kinds)
    before, after = (play_call(player, script) for player in players)
    return next(filter(None, difference), Difference("recording", where, BY_THE_CLOCK, script, before, after))


def timed_script(presses: tuple[TimedKey, ...]) -> CallerScript:
    """The script of keys at exact times from the answer on."""
    return CallerScript(steps=tuple(ScriptStep(press=key, cue="now", after=after / 1000) for after, key in presses))


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
