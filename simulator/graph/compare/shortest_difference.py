"""The shortest caller who can tell two flows apart, in any of their worlds, played through both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from simulator.callers.caller_script import STEPS_MOST, CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.graph.compare.caller_acts import build_script
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.differences import (
    BY_THE_CLOCK,
    Difference,
    PlayedCall,
    add_given,
    clock_scripts,
    play_call,
)
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.paired_worlds import FixedPair, WorldGroup, WorldPair, group_worlds, pair_worlds
from simulator.graph.compare.shortest_walk import CallerCost, CallerWay, ShortestWalk
from simulator.graph.compare.world_merger import complete_script, stated_answers


class ShortestDifference(NamedTuple):
    """The difference of the shortest caller, and the cost; None: nobody of that length can tell the flows apart.

    ``is_proved`` is false where the search for a shorter caller was given up.
    """

    difference: Difference | None = None
    cost: CallerCost = CallerCost()
    is_proved: bool = True


def find_shortest(
    old: Flow,
    new: Flow,
    *,
    fixed: FixedPair | None = None,
    worlds: Sequence[WorldPair] | None = None,
    most: int = STEPS_MOST,
) -> ShortestDifference:
    """Return the shortest caller, of at most so many keys and silent rounds, who can tell two flows apart.

    ``fixed`` is what holds for every call; ``worlds`` are looked at in place of every one.
    """
    fixed = fixed or FixedPair()
    best = ShortestDifference()
    compared = tuple(pair_worlds(old, new, fixed) if worlds is None else worlds)
    groups = tuple(group_worlds(old, new, compared))
    for group in groups:
        reach = most if best.difference is None else best.cost.length
        walk = ShortestWalk(Observer(group.old, fixed.old.people), Observer(group.new, fixed.new.people), reach)
        way = walk.find_caller()
        best = best._replace(is_proved=best.is_proved and walk.is_complete)
        if way is not None and (best.difference is None or way.cost < best.cost):
            difference = _play_way(way, _players(old, new, group, fixed))
            if difference is not None:
                best = best._replace(difference=difference, cost=way.cost)
    if best.difference is None:
        return best
    noticed = [group for group in groups if _is_noticed(best.difference, _players(old, new, group, fixed))]
    return best._replace(difference=_in_worlds(best.difference, noticed, compared, fixed, new))


def _players(old: Flow, new: Flow, group: WorldGroup, fixed: FixedPair) -> tuple[Rehearsal, Rehearsal]:
    """Both flows, played in the first world of a group."""
    world = group.worlds[0]
    return (
        Rehearsal(old, given={**world.old, **fixed.old.people}),
        Rehearsal(new, given={**world.new, **fixed.new.people}),
    )


def _is_noticed(difference: Difference, players: tuple[Rehearsal, Rehearsal]) -> bool:
    """Return whether the caller of a difference notices the same in a world."""
    made = (play_call(player, difference.script) for player in players)
    return [*map(_what_is_noticed, made)] == [*map(_what_is_noticed, (difference.old, difference.new))]


def _what_is_noticed(call: PlayedCall) -> tuple[object, ...]:
    return call.ending, call.sounds, call.milliseconds


def _in_worlds(
    difference: Difference,
    noticed: Sequence[WorldGroup],
    compared: Sequence[WorldPair],
    fixed: FixedPair,
    new: Flow,
) -> Difference:
    """The difference with the worlds in which it is noticed, and a script that meets the first of them."""
    worlds = tuple(world for group in noticed for world in group.worlds)
    always = len(worlds) == len(compared)
    asked = {*difference.old.schedules, *difference.new.schedules}
    states = stated_answers(worlds[0], asked, always=always)
    script = complete_script(difference.script, states, fixed, new.number)
    return replace(difference, script=script, worlds=() if always else worlds)


def _play_way(way: CallerWay, players: tuple[Rehearsal, Rehearsal]) -> Difference | None:
    """Return the difference that a caller shows when played: by rounds if that shows it, else by the clock."""
    where = players[0].flow.entry, players[1].flow.entry
    for what, script in _scripts_of(way, players):
        before, after = (play_call(player, script) for player in players)
        kind: Kind | None = None
        if before.ending != after.ending:
            kind = "destination"
        elif before.recording_ids != after.recording_ids:
            kind = "recording"
        elif (before.sounds, before.milliseconds) != (after.sounds, after.milliseconds):
            kind = "time"
        if kind is not None:
            return Difference(kind, where, what, script, before, after)
    return None


def _scripts_of(way: CallerWay, players: tuple[Rehearsal, Rehearsal]) -> Iterator[tuple[tuple[str, ...], CallerScript]]:
    answers = way.path.answers, way.path.answers
    for script in add_given(build_script(way.acts), answers, players):
        yield ("rounds",), script
    for script in clock_scripts(way.path, players):
        yield BY_THE_CLOCK, script
