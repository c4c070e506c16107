"""Dependence of a flow on the settings that no document settles: every caller under every reading, exactly.

Which settings are open depends on the flow's dialect (``config.documentation``); one that is documented
stays as the flow has it. A *reading* is one combination of the open settings. Readings that no caller can
tell apart form a class (``equality``); what differs between neighbours, readings that differ in one setting,
is shown by the shortest caller (``compare``), who is then played under all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from simulator.callers.caller_script import STEPS_MOST, CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.config.documentation import Dialect, is_open
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.differences import PlayedCall, differences_between, play_call
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.moved_endings import Edge, moved_choices, moved_endings
from simulator.graph.compare.observation import Ending, Observer
from simulator.graph.compare.paired_acts import Sides
from simulator.graph.compare.walk_side import Side, endings_from
from simulator.graph.work_step import WorkStep, go_through

VARIED: dict[str, tuple[object, ...]] = {
    "final_on": ("after_retries", "at_count"),
    "replay_greeting": ("always", "without_retry_prompt"),
    "counters": ("separate", "shared"),
    "barge_in": (True, False),
}
"""The settings that may be open, and their values."""

WAYS: dict[str, tuple[object, ...]] = {"collect": ("prefix", "first_match", "terminated")}
"""The ways of collecting keys, varied on request."""

LISTED = ("interdigit_seconds", "zero_timeout_seconds")
"""Settings of any number of seconds: listed where they are open, not varied."""

ORDER: tuple[Kind, ...] = ("destination", "recording", "time")


@dataclass(frozen=True, slots=True)
class ReadingOutcome:
    """The result for a caller under some of the readings (their numbers)."""

    played: PlayedCall
    readings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dependency:
    """A caller for whom a setting matters, and what they get under which readings, the most frequent first."""

    setting: str
    kind: Kind
    script: CallerScript
    outcomes: tuple[ReadingOutcome, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """The dependence of a flow on the open settings.

    ``classes`` are the numbers of readings that no caller can tell apart. ``ends`` are the
    destinations that end calls; of them, ``steady`` are the same for callers who go through every
    menu without changing their mind (one choice, or only wrong keys, or only silence), ``listening``
    for callers who may err but press only while the menu waits, ``always`` for every caller.
    """

    flow: Flow
    readings: tuple[Semantics, ...]
    settings: dict[str, tuple[object, ...]]
    classes: tuple[tuple[int, ...], ...]
    dependencies: tuple[Dependency, ...]
    ends: tuple[Ending, ...]
    steady: frozenset[Ending]
    listening: frozenset[Ending]
    always: frozenset[Ending]

    @property
    def robust(self) -> bool:
        """Return whether every caller ends at the same destination under all readings."""
        return len(self.always) == len(self.ends)


def compare_readings(flow: Flow, *, collect: bool = False) -> Readings:
    """Return what in a flow depends on which setting; ``collect`` varies the way of collecting keys as well."""
    comparison = ReadingComparison(flow, collect=collect)
    go_through(comparison.steps())
    return comparison.readings


class ReadingComparison:
    """Readings of a flow that are compared with each other, two at a time.

    ``readings`` holds what has been found: the dependencies up to the last step, and everything else after it.
    """

    def __init__(self, flow: Flow, *, collect: bool = False) -> None:
        self.settings = varied_settings(flow.dialect) | (open_settings(WAYS, flow.dialect) if collect else {})
        self._combinations = list(product(*self.settings.values()))
        settled = (dict(zip(self.settings, values, strict=True)) for values in self._combinations)
        readings = tuple(flow.semantics.model_copy(update=values) for values in settled)
        nothing = frozenset[Ending]()
        self.readings = Readings(flow, readings, self.settings, (), (), (), nothing, nothing, nothing)

    def steps(self) -> Iterator[WorkStep]:
        """Compare the readings: which are alike, for whom a setting matters, which destinations stay the same.

        Each two readings are compared once to see whether they are alike, and neighbours that are not once more for
        each of the two kinds of callers. A setting is one step.
        """
        flow, readings = self.readings.flow, self.readings.readings
        near = list(_neighbour_pairs(self.settings, self._combinations))
        alike = len(near) + len(readings) * (len(readings) - 1) // 2
        total = alike + len(self.settings) + 2 * len(near)
        ears = [Observer(flow.with_semantics(semantics)) for semantics in readings]
        group = list(range(len(ears)))
        for number, _ in enumerate(
            _join_alike(ears, [(first_reading, second_reading) for _, first_reading, second_reading in near], group)
        ):
            yield WorkStep(number, total, "comparisons")
        classes = tuple(
            tuple(index for index, item in enumerate(group) if item == first) for first in dict.fromkeys(group)
        )
        unlike = [edge for edge in near if not any(edge[1] in group and edge[2] in group for group in classes)]
        sides = [Side(ear) for ear in ears]
        dependencies: list[Dependency] = []
        for number, new_dependencies in enumerate(_find_dependencies(flow, sides, unlike), alike):
            dependencies += new_dependencies
            self.readings = replace(self.readings, dependencies=tuple(dependencies))
            yield WorkStep(number, total, "comparisons")
        ends = tuple(sorted(endings_from(flow, flow.entry)))
        moved: list[set[Ending]] = [set(), set()]
        for early, start in ((False, alike + len(self.settings)), (True, alike + len(self.settings) + len(near))):
            # What moves for callers who wait moves for all callers: the second walk need not find it again.
            unmoved = tuple(end for end in ends if end not in moved[False])
            for number, elsewhere in enumerate(moved_endings(sides, unlike, unmoved, early=early), start):
                moved[early] |= elsewhere
                yield WorkStep(number, total, "comparisons")
        listening = frozenset(ends) - moved[False]
        steady = frozenset(ends) - moved_choices(flow, readings)
        self.readings = Readings(
            flow,
            readings,
            self.settings,
            classes,
            self.readings.dependencies,
            ends,
            steady,
            listening,
            listening - moved[True],
        )


def varied_settings(dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """The settings, with their values, that the pages of a dialect leave open and that are always varied."""
    return open_settings(VARIED, dialect)


def open_settings(settings: dict[str, tuple[object, ...]], dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """Of some settings, those that the pages of a dialect leave open."""
    return {name: values for name, values in settings.items() if is_open(dialect, name)}


def _neighbour_pairs(
    settings: dict[str, tuple[object, ...]], combinations: Sequence[tuple[object, ...]]
) -> Iterator[Edge]:
    number = {values: index for index, values in enumerate(combinations)}
    for place, (name, accepted) in enumerate(settings.items()):
        for values in combinations:
            later_values = accepted[accepted.index(values[place]) + 1 :]
            for value in later_values:
                yield name, number[values], number[(*values[:place], value, *values[place + 1 :])]


def _join_alike(ears: Sequence[Observer], near: Sequence[tuple[int, int]], group: list[int]) -> Iterator[None]:
    """Give readings that callers cannot tell apart the same number in ``group``.

    Neighbours are compared first, then one of each group. Yields after each two that may have to be compared.
    """

    def join(first: int, second: int) -> None:
        if group[first] != group[second] and EqualityWalk(ears[first], ears[second]).find_difference() is None:
            lower, higher = sorted((group[first], group[second]))
            group[:] = [lower if item == higher else item for item in group]

    for first, second in near:
        join(first, second)
        yield
    # Most readings share a number by now, so this compares one reading of each of a few groups.
    for first in range(len(ears)):
        for second in range(first):
            if group[first] == first and group[second] == second:
                join(first, second)
            yield


def _find_dependencies(flow: Flow, sides: Sequence[Side], unlike: Sequence[Edge]) -> Iterator[list[Dependency]]:
    """Yield what depends on each setting."""
    players = [Rehearsal(side.ear.flow) for side in sides]
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
                        _outcomes_of(players, script, kind),
                    )
                if len(outcomes) == len(ORDER):
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
    short = CallerScript(steps=(*script.steps, ScriptStep(hangup=True)))
    outcomes = _outcomes_of(players, short, kind)
    apart = not any(first in outcome.readings and second in outcome.readings for outcome in outcomes)
    return (short, outcomes) if apart else None


def _preferred_pairs(flow: Flow, readings: Sequence[Semantics], edges: Sequence[Edge]) -> Sequence[Edge]:
    """The neighbours on which a setting is looked at: those with the flow's own other settings, else the first."""
    own = [edge for edge in edges if flow.semantics in (readings[edge[1]], readings[edge[2]])]
    return own or edges[:1]


def _outcomes_of(players: Sequence[Rehearsal], script: CallerScript, kind: Kind) -> tuple[ReadingOutcome, ...]:
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
