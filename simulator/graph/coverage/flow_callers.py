"""The shortest caller to every item of a flow, whatever the hours are and whoever picks up.

A flow whose schedules can stand together in several ways is searched once for each of them, with the schedules held
fixed for the whole call. An item can be covered where one of the searches comes to it; its caller is the shortest of
all, and says which answers of the world it needs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from simulator.callers.caller_script import CallerScript
from simulator.config.flow import Flow
from simulator.config.routes import Answer
from simulator.graph.coverage.coverage_items import CoverageItem
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.work_step import WorkStep, go_through
from simulator.graph.worlds import ScheduleStates, asked_schedules, possible_states


@dataclass(slots=True)
class FlowCallers:
    """The searches of a flow, one for each way in which its schedules can stand; ``goals`` has each item's best one.

    ``fixed`` says how some schedules stand, ``people`` what some telephones answer. ``searches=False`` leaves the
    search to who calls ``search``.
    """

    flow: Flow
    fixed: ScheduleStates = field(default_factory=dict)
    people: Mapping[str, Answer] = field(default_factory=dict)
    searches: bool = True
    worlds: list[ShortestCallers] = field(init=False, default_factory=list)
    goals: dict[CoverageItem, ShortestCallers] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.searches:
            go_through(self.search())

    def search(self) -> Iterator[WorkStep]:
        """Search in each world, with a step for each receptionist that is reached."""
        for states in self._each_states():
            callers = ShortestCallers(RoundMap(self.flow, states, self.people), searches=False)
            yield from callers.search()
            self.worlds.append(callers)
            for item, goal in callers.goals.items():
                best = self.goals.get(item)
                if best is None or goal.cost < best.goals[item].cost:
                    self.goals[item] = callers

    def _each_states(self) -> Iterator[ScheduleStates]:
        asked = asked_schedules(self.flow) if self.flow.routes else ()
        yield from possible_states(self.flow, asked, self.fixed) if asked else [{}]

    def caller_to(self, item: CoverageItem) -> CallerScript:
        """The shortest caller who covers an item. Raises ``KeyError`` for one that no caller can cover."""
        return self.goals[item].caller_to(item)

    def count_steps(self, item: CoverageItem) -> int:
        """Return the number of steps of that caller, without making them. Raises ``KeyError`` as ``caller_to`` does."""
        return self.goals[item].count_steps(item)
