"""The outcomes of a flow's callers under readings that differ in one setting: the shortest of each kind, played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.callers.caller_script import STEPS_MOST, CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.differences import PlayedCall, differences_between, play_call
from simulator.graph.compare.moved_endings import Edge
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.paired_worlds import WorldPair
from simulator.graph.compare.reading_menus import ReadingMenus
from simulator.graph.compare.walk_side import Side

ORDER: tuple[Kind, ...] = ("destination", "recording", "time")


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """The result for a caller under some of the readings (their numbers)."""

    played: PlayedCall
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A caller for whom a setting matters, and what they get under which readings, the most frequent first.

    ``worlds`` are those in which they get it; empty: in every one.
    """

    setting: str
    kind: Kind
    script: CallerScript
    outcomes: tuple[ReadingOutcome, ...]
    worlds: tuple[WorldPair, ...] = ()


def find_dependencies(
    flow: Flow, sides: Sequence[Side], players: Sequence[Rehearsal], unlike: Sequence[Edge], menus: ReadingMenus
) -> Iterator[list[Dependency]]:
    """Yield what depends on each setting in one world."""
    readings = [side.ear.flow.semantics for side in sides]
    for setting in dict.fromkeys(edge[0] for edge in unlike):
        outcomes: dict[Kind, tuple[CallerScript, tuple[ReadingOutcome, ...]]] = {}
        for _, first, second in _preferred_pairs(flow, readings, [edge for edge in unlike if edge[0] == setting]):
            # No caller hears a template, and one caller of each kind is enough to show what a setting does.
            unwanted: set[Kind] = {"template", *outcomes}
            for difference in differences_between(
                Sides(sides[first], sides[second]), (players[first], players[second]), unwanted=unwanted
            ):
                if difference.kind not in outcomes:
                    unwanted.add(difference.kind)
                    kind, script = difference.kind, difference.script
                    outcomes[kind] = _shorten_caller(players, script, kind, first, second) or (
                        script,
                        outcomes_of(players, script, kind),
                    )
                # Without this a kind that no menu shows would be looked for in the whole flow.
                if not menus.may_show(first, second, set(ORDER) - outcomes.keys()):
                    break
        yield [Dependency(setting, kind, *outcomes[kind]) for kind in ORDER if kind in outcomes]


def _shorten_caller(
    players: Sequence[Rehearsal], script: CallerScript, kind: Kind, first: int, second: int
) -> tuple[CallerScript, tuple[ReadingOutcome, ...]] | None:
    """The same caller, hanging up as soon as the next round listens, where that still shows what differs.

    What another setting changes later on is then left out.
    """
    # A destination shows only at the end of a call, and a full script has no room for a hang-up.
    if kind == "destination" or len(script.steps) == STEPS_MOST:
        return None
    short = script.model_copy(update={"steps": (*script.steps, ScriptStep(hangup=True))})
    outcomes = outcomes_of(players, short, kind)
    apart = not any(first in outcome.readings and second in outcome.readings for outcome in outcomes)
    return (short, outcomes) if apart else None


def _preferred_pairs(flow: Flow, readings: Sequence[Semantics], edges: Sequence[Edge]) -> Sequence[Edge]:
    """The neighbours on which a setting is looked at: those with the flow's own other settings, else the first."""
    own = [edge for edge in edges if flow.semantics in (readings[edge[1]], readings[edge[2]])]
    return own or edges[:1]


def outcomes_of(players: Sequence[Rehearsal], script: CallerScript, kind: Kind) -> tuple[ReadingOutcome, ...]:
    """Return what a caller gets under all readings, those alike together."""
    groups: dict[object, list[int]] = {}
    results = [play_call(player, script) for player in players]
    for index, result in enumerate(results):
        notices: dict[Kind, object] = {
            "destination": result.ending,
            "recording": result.recording_ids,
            "time": (result.ending, result.milliseconds),
        }
        groups.setdefault(notices[kind], []).append(index)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group))
    return tuple(ReadingOutcome(results[group[0]], tuple(group)) for group in ordered)


def results_of(outcomes: Sequence[ReadingOutcome]) -> list[tuple[object, ...]]:
    """What callers notice of outcomes, to be compared with those of another world."""
    return [(outcome.readings, outcome.played.ending, outcome.played.recording_ids) for outcome in outcomes]
