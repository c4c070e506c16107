"""Differences found in several worlds, each caller who notices the same only once."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from simulator.callers.caller_script import CallerScript
from simulator.graph.compare.paired_worlds import FixedPair, WorldPair
from simulator.graph.worlds import ScheduleStates

if TYPE_CHECKING:
    from simulator.graph.compare.differences import Difference


class WorldMerger:
    """Differences of several worlds: the same caller who notices the same is one, with all its worlds."""

    def __init__(self) -> None:
        self.found: dict[Hashable, tuple[Difference, list[WorldPair]]] = {}

    def add(self, difference: Difference, worlds: Sequence[WorldPair], most: int) -> bool:
        """Take in a difference, and return whether there was room for it."""
        key = (
            *(difference.kind, difference.where, difference.what, repr(difference.script)),
            *((played.ending, played.sounds, played.milliseconds) for played in (difference.old, difference.new)),
        )
        if key not in self.found and len(self.found) == most:
            return False
        self.found.setdefault(key, (difference, []))[1].extend(worlds)
        return True

    def differences(self, compared: Sequence[WorldPair], fixed: FixedPair, number: str = "") -> tuple[Difference, ...]:
        """Return all of them, the scripts with what they need to meet the first of their worlds."""
        return tuple(
            _in_worlds(difference, worlds, compared, fixed, number) for difference, worlds in self.found.values()
        )


def _in_worlds(
    difference: Difference, worlds: Sequence[WorldPair], compared: Sequence[WorldPair], fixed: FixedPair, number: str
) -> Difference:
    always = len(worlds) == len(compared)
    asked = {*difference.old.schedules, *difference.new.schedules}
    states = stated_answers(worlds[0], asked, always=always)
    script = complete_script(difference.script, states, fixed, number)
    return replace(difference, script=script, worlds=() if always else tuple(worlds))


def stated_answers(world: WorldPair, asked: Collection[str], *, always: bool) -> ScheduleStates:
    """The states of a world that a script has to state: those of schedules that were asked.

    What holds ``always`` need not say that a schedule is open: it is so by default.
    """
    return {key: state for key, state in world.states.items() if key in asked and not (always and state == "open")}


def complete_script(script: CallerScript, states: ScheduleStates, fixed: FixedPair, number: str) -> CallerScript:
    """The script with what its caller needs to come to a world: the states of schedules, what is fixed, a number."""
    free = {key: state for key, state in states.items() if key not in fixed.schedules}
    given = {**fixed.given, **free, **script.given}
    changes: dict[str, object] = {"at": fixed.at} if fixed.at else {}
    if given:
        changes["given"] = given
    if number:
        changes["number"] = number
    return script.model_copy(update=changes) if changes else script
