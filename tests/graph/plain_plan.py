"""The places and arcs of a flow off its blueprints, in the words of ``TablePlan``: slow, and nothing is shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from simulator.config.flow import Flow
from simulator.config.routes import Answer
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.events import KEYS
from simulator.core.places import Place
from simulator.graph.compare.observation import Observer
from simulator.tables.menu_rows import PARTS
from simulator.tables.table_plan import TablePlan

FIELDS_OF = {"wrong": "wrong_key", "silence": "silence"}


class PlainPlan:
    """What the readers of a ``TablePlan`` ask it for, answered by the call plan."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.plan = CallPlan(flow)
        self._kept: dict[Place, tuple[Arc, ...]] = {}

    def ringing_place(self, start: str | None = None) -> Place:
        return self.plan.ringing_place(start)

    def start_place(self, key: str) -> Place:
        start = self.plan.blueprint_of(key).enter().place
        assert start is not None
        return start

    def arc_from(self, place: Place, trigger: str) -> Arc:
        return next(arc for arc in self._arcs(place) if arc.trigger == trigger)

    def key_arcs(self, place: Place) -> tuple[Arc | None, ...]:
        arcs = {arc.trigger: arc for arc in self._arcs(place)}
        return tuple(None if arcs[key].internal else arcs[key] for key in KEYS)

    def part_at(self, place: Place) -> int:
        """Which of its recordings plays at a place: the first after a mistake is the one for that mistake."""
        receptionist = self.flow.receptionists[place.receptionist]
        field = "greeting"
        if place.phase == "final":
            field = f"{FIELDS_OF[place.after]}_final_recording"
        elif place.after in FIELDS_OF and place.index == 0:
            retry = f"{FIELDS_OF[place.after]}_retry_recording"
            field = retry if getattr(receptionist, retry) is not None else field
        return PARTS.index(field)

    def _arcs(self, place: Place) -> tuple[Arc, ...]:
        if place not in self._kept:
            self._kept[place] = self.plan.arcs_from(place)
        return self._kept[place]


def plain_observer(flow: Flow, people: Mapping[str, Answer] | None = None) -> Observer:
    """An observer of the blueprints of a flow."""
    observer = Observer(flow, people or {})
    object.__setattr__(observer, "plan", cast("TablePlan", PlainPlan(flow)))
    return observer
