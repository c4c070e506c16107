"""Two flows compared as callers notice them: equal, or the differences with the callers who show them.

Equality is decided exactly (``equality``). Where the flows differ, each difference comes with the
shortest caller (``apart``), who has been played through both: what is shown before and after is
what happened.

Flows that ask schedules are compared in every world (``paired_worlds``). A caller who notices the same in several of
them is reported once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.given_answers import EVERYONE
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.compare.caller_acts import LongCallerError, build_script, script_of
from simulator.graph.compare.difference_key import DifferenceKey, Kind
from simulator.graph.compare.divergence import PairWalk
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.pair_map import LinkTable, PairMap
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.paired_worlds import FixedPair, WorldGroup, WorldPair, group_worlds, pair_worlds
from simulator.graph.compare.place_pairs import CallerPath, TimedKey, WorldAnswers
from simulator.graph.compare.played_call import ABANDONED as ABANDONED
from simulator.graph.compare.played_call import PlayedCall as PlayedCall
from simulator.graph.compare.played_call import play_call as play_call
from simulator.graph.compare.walk_nodes import WalkStart
from simulator.graph.compare.walk_side import Side
from simulator.graph.compare.ways_to_change import WaysToChange
from simulator.graph.compare.world_merger import WorldMerger
from simulator.graph.compare.world_script import given_candidates

BY_THE_CLOCK = ("clock",)
"""What happens where only keys at exact times show a difference."""

LAPSE_MOST_MS = 600_000
"""The longest pause of a step."""

DIFFERENCES_MOST = 1000
"""The search stops after this many differences."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A caller who is treated differently, and how.

    ``kind`` is the gravest that the caller notices: another destination (an endless call and a
    hang-up are destinations, too), another recording, or time. ``where`` are the keys of the
    receptionists, in the old flow and in the new; ``what`` tells what happens there. ``worlds`` are those in which
    the caller notices it; empty: in every one.
    """

    kind: Kind
    where: tuple[str, str]
    what: tuple[Any, ...]
    script: CallerScript
    old: PlayedCall
    new: PlayedCall
    worlds: tuple[WorldPair, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Equal (no caller can tell the flows apart), or how they differ.

    ``walked`` counts the pairs of places that it took to decide. ``complete`` is false where
    there are more differences than are listed. ``worlds`` are those that were walked.
    """

    equal: bool
    differences: tuple[Difference, ...]
    walked: int
    complete: bool = True
    worlds: tuple[WorldPair, ...] = ()


def are_equal(old: Flow, new: Flow, *, templates: bool = False) -> bool:
    """Return whether no caller can tell two flows apart in any world; ``templates``: nor who gets the e-mails."""
    return all(_are_equal_in(group, templates) for group in group_worlds(old, new, pair_worlds(old, new)))


def _are_equal_in(group: WorldGroup, templates: bool) -> bool:
    # E-mail templates are no part of the map.
    pair_map = None if templates else PairMap(LinkTable(group.old, group.new))
    start = pair_map.start_of(group.old, group.new) if pair_map is not None else None
    if pair_map is not None and start is not None:
        pair_map.add_from(start, 0)
        walk = EqualityWalk(Observer(group.old), Observer(group.new))
        if not pair_map.spots or walk.is_equal_from(pair_map.spots, pair_map.is_passed):
            return True
    return EqualityWalk(Observer(group.old), Observer(group.new), templates).find_difference() is None


def compare_flows(
    old: Flow,
    new: Flow,
    *,
    templates: bool = False,
    most: int = DIFFERENCES_MOST,
    fixed: FixedPair | None = None,
    worlds: Sequence[WorldPair] | None = None,
    table: LinkTable | None = None,
) -> Comparison:
    """Compare two flows, each called at its start, in every world.

    ``templates``: e-mail templates noted count too (no caller hears them). At most ``most``
    differences are listed. ``fixed`` is what holds for every call; ``worlds`` are compared in place of every one.
    A ``table`` of the same receptionists, however calls come to them, spares the work of looking at them again.
    """
    fixed = fixed or FixedPair()
    compared = tuple(pair_worlds(old, new, fixed) if worlds is None else worlds)
    walked, complete, merger = 0, True, WorldMerger()
    for group in group_worlds(old, new, compared):
        pair = _GroupPair(old, new, group, fixed, templates, table)
        pairs, complete = pair.compare(merger, most)
        walked += pairs
        if not complete:
            break
    walked_worlds = compared if any(world.states for world in compared) else ()
    differences = merger.differences(compared, fixed, new.number if old.number else "")
    return Comparison(not differences and complete, differences, walked, complete, walked_worlds)


@dataclass(frozen=True, slots=True)
class _GroupPair:
    """Two flows in one group of worlds: walked as they are there, and played as they are written."""

    old: Flow
    new: Flow
    group: WorldGroup
    fixed: FixedPair
    templates: bool
    table: LinkTable | None

    def observers(self) -> tuple[Observer, Observer]:
        return Observer(self.group.old, self.fixed.old.people), Observer(self.group.new, self.fixed.new.people)

    def players(self) -> tuple[Rehearsal, Rehearsal]:
        world = self.group.worlds[0]
        return (
            Rehearsal(self.old, given={**world.old, **self.fixed.old.people}),
            Rehearsal(self.new, given={**world.new, **self.fixed.new.people}),
        )

    def compare(self, merger: WorldMerger, most: int) -> tuple[int, bool]:
        """Hand over every difference; return the pairs that it took, and whether there was room for all."""
        # E-mail templates are no part of a shape unless they count, and of the map never; nor are the menus before.
        old, new, table = self.group.old, self.group.new, self.table
        if table is None or not table.holds_for(old, new):
            table = LinkTable(old, new)
        nests = old.semantics.switch is not None or new.semantics.switch is not None
        pair_map = None if self.templates or nests else PairMap(table)
        start = pair_map.start_of(old, new) if pair_map is not None else None
        if pair_map is None or start is None:
            walk = EqualityWalk(*self.observers(), self.templates)
            presses = walk.find_difference()
            return walk.walked, presses is None or self._add_differences(merger, most, pair_map)
        count = pair_map.add_from(start, 0)
        if not pair_map.spots:
            return count, True
        walk = EqualityWalk(*self.observers())
        is_equal = walk.is_equal_from(pair_map.spots, pair_map.is_passed)
        return count + walk.walked, is_equal or self._add_differences(merger, most, pair_map)

    def _add_differences(self, merger: WorldMerger, most: int, pair_map: PairMap | None) -> bool:
        old, new = self.observers()
        players, is_silent = self.players(), True
        sides = Sides(Side(old), Side(new))
        try:
            for difference in differences_between(sides, players, templates=self.templates, pair_map=pair_map):
                is_silent = False
                if not merger.add(difference, self.group.worlds, most):
                    return False
        except LongCallerError:  # the shortest callers come first, so there are more differences behind this one
            if is_silent:
                raise
            return False
        if not is_silent or EqualityWalk(*self.observers(), self.templates).find_difference() is None:
            return True  # what differs from a spot on may lie after a slot that no caller gets to
        timed = find_timed_difference(self.observers(), players, templates=self.templates)
        return merger.add(timed, self.group.worlds, most)


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
    pair_map: PairMap | WaysToChange | None = None,
    start: WalkStart | None = None,
) -> Iterator[Difference]:
    """Yield the differences between two sides, which remember what was looked at before, and their players.

    Kinds that are ``unwanted`` are left out, and what would show them only is not walked; the set may grow. What
    is off the way to every difference is passed over with a ``pair_map``, and what lies before a ``start``.
    Raises ``LongCallerError`` where only a caller of more steps than may be played comes to the next.
    """
    reported: set[str] = set()
    unwanted = set() if unwanted is None else unwanted
    walk = PairWalk(sides, templates=templates, unwanted=unwanted, pair_map=pair_map, start=start)
    for spot, acts, answers in walk.differences():
        # The walk judges one act at a time; only the whole call shows whether it really differs in this way.
        scripts = add_given(build_script(acts), answers, players)
        difference = next(filter(None, (_confirm_difference(players, spot, script) for script in scripts)), None)
        if difference is None:
            continue
        # To write a script out takes as long as to play it, and most callers of this want no more than the first.
        line = _identify(difference) if reported else ""
        if line not in reported:
            yield difference
            reported.add(line or _identify(difference))


def _identify(difference: Difference) -> str:
    return repr((difference.script, difference.kind))


def add_given(
    script: CallerScript, answers: tuple[WorldAnswers, WorldAnswers], players: tuple[Rehearsal, Rehearsal]
) -> list[CallerScript]:
    """The script with each way to say what the telephones answer, the shortest first."""
    if not any(answers):
        return [script]
    candidates = given_candidates(answers, (players[0].flow, players[1].flow))
    return [script.model_copy(update={"given": given}) if given else script for given in candidates]


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


def find_timed_difference(
    ears: tuple[Observer, Observer], players: tuple[Rehearsal, Rehearsal], *, templates: bool
) -> Difference:
    """A caller whose keys fall at exact times: for flows that no caller who acts by rounds can tell apart."""
    # A shortcut leaves out the keys inside a receptionist, but this caller has to press all of them.
    walk = EqualityWalk(*ears, templates, shortcuts=False)
    presses = walk.find_difference()
    assert presses is not None, "the flows differ"
    kinds: tuple[Kind, ...] = ("destination", "recording", "time", "template")
    where = ears[0].flow.entry, ears[1].flow.entry
    scripts = clock_scripts(CallerPath(presses, walk.since, answers=walk.answers), players)
    for script in scripts:
        for kind in kinds:
            difference = _confirm_difference(players, DifferenceKey(kind, where, BY_THE_CLOCK), script)
            if difference is not None:
                return difference
    before, after = (play_call(player, scripts[0]) for player in players)
    return Difference("recording", where, BY_THE_CLOCK, scripts[0], before, after)


def clock_scripts(path: CallerPath, players: tuple[Rehearsal, Rehearsal]) -> list[CallerScript]:
    """The scripts that may show a difference at the end of a path, with its keys at exact times."""
    scripts = add_given(timed_script(path.presses), (path.answers, path.answers), players)
    # The last telephone may ring in one flow alone: then any answer may be the one that shows it.
    scripts += [_let_everyone(scripts[-1], answer) for answer in ("picked up", "no answer", "busy")]
    # In calls that go on forever only a caller who hangs up in time shows what came first.
    return scripts + [_hang_up_after(script, path.since + 1) for script in scripts if path.since < LAPSE_MOST_MS]


def _hang_up_after(script: CallerScript, milliseconds: int) -> CallerScript:
    step = ScriptStep(hangup=True, cue="now", after=milliseconds / 1000)
    return script.model_copy(update={"steps": (*script.steps, step)})


def _let_everyone(script: CallerScript, answer: str) -> CallerScript:
    return script.model_copy(update={"given": {**script.given, EVERYONE: answer}})


def timed_script(presses: tuple[TimedKey, ...]) -> CallerScript:
    """The script of keys at exact times from the answer on."""
    return script_of([ScriptStep(press=key, cue="now", after=after / 1000) for after, key in presses])
