"""The way of a test call to a menu: which number to ring, when, and which menu answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from simulator.config.flow import Flow
from simulator.fast_classes import NamedTuple
from simulator.graph.passages import receptionists_behind
from simulator.graph.worlds import FlowWorld, ScheduleStates, distinct_worlds

WORLDS_MOST = 8
"""The most worlds that are looked at: calls are made in one of them."""


class MenuApproach(NamedTuple):
    """A menu that answers, in one of the ``worlds`` of a flow; ``world`` has the flow with its schedules held fixed."""

    menu: str
    world: FlowWorld
    worlds: tuple[FlowWorld, ...]

    @property
    def flow(self) -> Flow:
        """The flow with its schedules held fixed."""
        return self.world.flow

    @property
    def number(self) -> str:
        """The number that leads to the menu; empty where the flow names none."""
        flow = self.flow
        leading = [number for number, target in flow.numbers.items() if target == flow.entry]
        return leading[0] if leading else ""


def menu_approaches(flow: Flow, fixed: ScheduleStates | None = None) -> Iterator[MenuApproach]:
    """Yield each menu that answers calls, with the first world in which it does; none where callers meet no menu."""
    worlds = distinct_worlds(flow)
    met: set[str] = set()
    for world in (distinct_worlds(flow, fixed) if fixed else worlds)[:WORLDS_MOST]:
        menu = _first_menu(world.flow)
        if menu is not None and menu not in met:
            met.add(menu)
            yield MenuApproach(menu, world, worlds)


def _first_menu(flow: Flow) -> str | None:
    """Return the key of the menu that a caller comes to without pressing; announcements on the way send them on."""
    key, announcements = flow.entry, set[str]()
    while key in flow.receptionists and key not in announcements:
        announcements.add(key)
        receptionist = flow.receptionists[key]
        if receptionist.is_menu:
            return key
        onward = receptionist.forward_destination
        behind = receptionists_behind(flow, onward) if onward is not None else []
        if not behind:
            return None
        key = behind[0]
    return None


def ringing_times(
    flow: Flow, approach: MenuApproach, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the spans of a period in which the menu answers, as far as the calendar decides it.

    A switch is set by hand, so no clock tells how it stands.
    """
    timed = [key for key in approach.world.states if not flow.schedules[key].is_switch]
    if not timed:
        return
    # zones are loaded only where hours are asked
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.timeline import joint_spans
    from simulator.calendar.zones import load_zone

    answering_states = {tuple(states[key] for key in timed) for states in approach.world.every_states}
    clocks = [ScheduleClock(flow.schedules[key], load_zone(flow.timezone)) for key in timed]
    for start, end, states in joint_spans(clocks, since, until):
        if states in answering_states:
            yield start, end
