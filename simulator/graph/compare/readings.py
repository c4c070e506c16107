"""Dependence of a flow on the settings that no document settles: every caller under every reading, exactly.

Which settings are open depends on the flow's dialect (``config.documentation``); one that is documented
stays as the flow has it. A *reading* is one combination of the open settings. Readings that no caller can
tell apart form a class (``equality``); what differs between neighbours, readings that differ in one setting,
is shown by the shortest caller (``compare``), who is then played under all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.compare.caller_words import describe_caller, without_hangup
from simulator.graph.compare.difference_key import Kind
from simulator.graph.compare.ending_sets import EndingSets
from simulator.graph.compare.equality import EqualityWalk
from simulator.graph.compare.moved_endings import Edge, moved_choices, moved_endings
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import Ending
from simulator.graph.compare.paired_worlds import FixedPair, WorldPair, group_worlds, pair_worlds
from simulator.graph.compare.reading_dependencies import ORDER, find_dependencies, outcomes_of, results_of
from simulator.graph.compare.reading_dependencies import Dependency as Dependency
from simulator.graph.compare.reading_dependencies import ReadingOutcome as ReadingOutcome
from simulator.graph.compare.reading_menus import ReadingMenus
from simulator.graph.compare.reading_settings import (
    DIALLING,
    VARIED,
    WAYS,
    combine_settings,
    neighbour_pairs,
    open_settings,
    with_own_values,
)
from simulator.graph.compare.reading_worlds import ReadWorld
from simulator.graph.compare.walk_side import Side
from simulator.graph.compare.world_words import while_phrase
from simulator.graph.work_step import WorkStep, go_through


@dataclass(frozen=True, slots=True)
class Readings:
    """The dependence of a flow on the open settings.

    ``classes`` are the numbers of readings that no caller can tell apart. ``ends`` are the
    destinations that end calls; of them, ``steady`` are the same for callers who go through every
    menu without changing their mind (one choice, or only wrong keys, or only silence), ``listening``
    for callers who may err but press only while the menu waits, ``always`` for every caller. ``worlds`` are those
    in which they were compared; none where the flow asks no schedule.
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
    worlds: tuple[WorldPair, ...] = ()

    @property
    def robust(self) -> bool:
        """Return whether every caller ends at the same destination under all readings."""
        return len(self.always) == len(self.ends)


def compare_readings(
    flow: Flow, *, collect: bool = False, direct_dial: bool = False, fixed: FixedPair | None = None
) -> Readings:
    """Return the parts of a flow that depend on a setting, with the setting.

    ``collect`` varies the way of collecting keys as well, ``direct_dial`` whether extensions can be dialled. Every
    world is looked at; ``fixed`` is what holds for every call.
    """
    comparison = ReadingComparison(flow, collect=collect, direct_dial=direct_dial, fixed=fixed)
    go_through(comparison.steps())
    return comparison.readings


class ReadingComparison:
    """Readings of a flow that are compared with each other, two at a time.

    ``readings`` holds what has been found: the dependencies up to the last step, and everything else after it.
    """

    def __init__(
        self, flow: Flow, *, collect: bool = False, direct_dial: bool = False, fixed: FixedPair | None = None
    ) -> None:
        varied = VARIED | (WAYS if collect else {}) | (DIALLING if direct_dial else {})
        if flow.semantics.switch is not None:  # its rules were measured, and none is a setting
            varied = {}
        self.settings = with_own_values(open_settings(varied, flow.dialect), flow.semantics)
        self._combinations, readings = combine_settings(flow.semantics, self.settings)
        nothing = frozenset[Ending]()
        self.fixed = fixed or FixedPair()
        worlds = pair_worlds(flow, flow, self.fixed)
        self._groups = [ReadWorld(group, self.fixed) for group in group_worlds(flow, flow, worlds)]
        worlds = worlds if any(world.states for world in worlds) else ()
        self.readings = Readings(flow, readings, self.settings, (), (), (), nothing, nothing, nothing, worlds)

    def steps(self) -> Iterator[WorkStep]:
        """Compare the readings: which are alike, for whom a setting matters, which destinations stay the same.

        Each two readings are compared once to see whether they are alike, and neighbours that are not once more for
        each of the two kinds of callers. A setting is one step.
        """
        readings = self.readings.readings
        near = list(neighbour_pairs(self.settings, self._combinations))
        alike = len(near) + len(readings) * (len(readings) - 1) // 2
        total = alike + len(self.settings) + 2 * len(near)
        group = list(range(len(readings)))
        ears = [world.observe(readings) for world in self._groups]
        flows = [self._widest_flow(world.flow) for world in self._groups]
        ending_sets = [EndingSets(flow) for flow in flows]
        menus = [ReadingMenus(flow, readings, sets) for flow, sets in zip(flows, ending_sets, strict=True)]
        neighbours = [(first_reading, second_reading) for _, first_reading, second_reading in near]
        for number, _ in enumerate(_join_alike(ears, menus, neighbours, group)):
            yield WorkStep(number, total, "comparisons")
        classes = tuple(
            tuple(index for index, item in enumerate(group) if item == first) for first in dict.fromkeys(group)
        )
        unlike = [edge for edge in near if not any(edge[1] in group and edge[2] in group for group in classes)]
        # All sides of a world share the endings behind its receptionists, which no setting changes.
        sides = [
            [Side(ear, sets.endings) for ear in world_ears] for world_ears, sets in zip(ears, ending_sets, strict=True)
        ]
        dependencies: list[Dependency] = []
        for number, new_dependencies in enumerate(self._find_dependencies(sides, unlike, menus), alike):
            dependencies += new_dependencies
            self.readings = replace(self.readings, dependencies=tuple(dependencies))
            yield WorkStep(number, total, "comparisons")
        ends = tuple(sorted(frozenset[Ending]().union(*(sets.endings_of_calls() for sets in ending_sets))))
        moved: list[set[Ending]] = [set(), set()]
        for early, start in ((False, alike + len(self.settings)), (True, alike + len(self.settings) + len(near))):
            for number, elsewhere in enumerate(self._moved_endings(sides, menus, unlike, ends, moved, early), start):
                moved[early] |= elsewhere
                yield WorkStep(min(number, total), total, "comparisons")
        listening = frozenset(ends) - moved[False]
        steady = frozenset(ends).difference(
            *(moved_choices(flow, readings, sets) for flow, sets in zip(flows, ending_sets, strict=True))
        )
        self.readings = replace(
            self.readings,
            classes=classes,
            ends=ends,
            steady=steady,
            listening=listening,
            always=listening - moved[True],
        )

    def _widest_flow(self, flow: Flow) -> Flow:
        """Return the flow under the reading in which callers reach most: extensions too, where they may be dialled."""
        if "extension_dialling" not in self.settings:
            return flow
        return flow.with_semantics(flow.semantics.model_copy(update={"collect": "prefix", "extension_dialling": "any"}))

    def _moved_endings(
        self,
        sides: Sequence[Sequence[Side]],
        menus: Sequence[ReadingMenus],
        unlike: Sequence[Edge],
        ends: Sequence[Ending],
        moved: Sequence[set[Ending]],
        early: bool,
    ) -> Iterator[set[Ending]]:
        for world_sides, world_menus in zip(sides, menus, strict=True):
            # What moves for callers who wait moves for all callers: the second walk need not find it again. Nor need
            # what has moved in one world be found in another.
            done = moved[False] | (moved[early] if len(sides) > 1 else set())
            unmoved = tuple(end for end in ends if end not in done)
            yield from moved_endings(world_sides, unlike, unmoved, early=early, menus=world_menus)

    def _find_dependencies(
        self, sides: Sequence[Sequence[Side]], unlike: Sequence[Edge], menus: Sequence[ReadingMenus]
    ) -> Iterator[list[Dependency]]:
        """Yield what depends on each setting, each kind with the first world that shows it."""
        flow, readings = self.readings.flow, self.readings.readings
        players = [world.players(flow, readings) for world in self._groups]
        searches = [
            find_dependencies(flow, world_sides, world_players, unlike, world_menus)
            for world_sides, world_players, world_menus in zip(sides, players, menus, strict=True)
        ]
        for in_each_world in zip(*searches, strict=True):
            found: dict[Kind, Dependency] = {}
            for place, dependencies in enumerate(in_each_world):
                for item in dependencies:
                    if item.kind not in found:
                        found[item.kind] = self._in_worlds(item, place, players)
            yield [found[kind] for kind in ORDER if kind in found]

    def _in_worlds(self, item: Dependency, place: int, players: Sequence[Sequence[Rehearsal]]) -> Dependency:
        """The dependency with every world in which its caller gets the same, and what the script says of the first."""
        worlds: list[WorldPair] = []
        for world, world_players in zip(self._groups, players, strict=True):
            is_own = world is self._groups[place]
            outcomes = item.outcomes if is_own else outcomes_of(world_players, item.script, item.kind)
            if results_of(outcomes) == results_of(item.outcomes):
                worlds += world.group.worlds
        always = not self.readings.worlds or len(worlds) == len(self.readings.worlds)
        asked = {key for outcome in item.outcomes for key in outcome.played.schedules}
        number = self.readings.flow.number
        script = self._groups[place].complete_script(item.script, asked, number, always=always)
        return replace(item, script=script, worlds=() if always else tuple(worlds))


def _join_alike(
    ears: Sequence[Sequence[Observer]],
    menus: Sequence[ReadingMenus],
    near: Sequence[tuple[int, int]],
    group: list[int],
) -> Iterator[None]:
    """Give readings that callers cannot tell apart in any world the same number in ``group``.

    ``ears`` and ``menus`` are those of each world. Neighbours are compared first, then one of each group. Yields after
    each two that may have to be compared.
    """

    def join(first: int, second: int) -> None:
        if group[first] != group[second] and all(
            world_menus.are_alike(first, second) or EqualityWalk(world[first], world[second]).find_difference() is None
            for world, world_menus in zip(ears, menus, strict=True)
        ):
            lower, higher = sorted((group[first], group[second]))
            group[:] = [lower if item == higher else item for item in group]

    for first, second in near:
        join(first, second)
        yield
    # Most readings share a number by now, so this compares one reading of each of a few groups.
    for first in range(len(group)):
        for second in range(first):
            if group[first] == first and group[second] == second:
                join(first, second)
            yield


def dependency_caller(readings: Readings, dependency: Dependency) -> str:
    """The caller of a dependency as the subject of a sentence, with the worlds that they call in."""
    subject = describe_caller(
        readings.flow, script=without_hangup(dependency.script), unsaid=frozenset(readings.flow.schedules)
    )
    while_words = while_phrase(dependency.worlds, readings.worlds) if dependency.worlds else ""
    return f"{while_words}, {subject}" if while_words else subject


def world_values(readings: Readings, dependency: Dependency) -> dict[str, object]:
    """The worlds of a dependency as JSON values (null: in every one); nothing where the flow asks no schedule."""
    if not readings.worlds:
        return {}
    return {"worlds": [dict(world.states) for world in dependency.worlds] or None}
