"""The world of a comparison: what ``--at`` and ``--given`` fix in each of two flows."""

from __future__ import annotations

import argparse
from datetime import datetime

from simulator.callers.rehearsal import read_moment
from simulator.cli.world_flags import read_world
from simulator.config.flow import Flow
from simulator.graph.compare.paired_worlds import FixedPair, fix_answers, split_given
from simulator.graph.worlds import ScheduleStates, asked_schedules


def read_fixed_pair(options: argparse.Namespace, old: Flow, new: Flow) -> FixedPair:
    """Read what holds for every call to either flow. Raises ``UsageError`` for a name or an answer that neither has.

    A moment is the same instant for both, in the zone of the new flow where it names none.
    """
    zoned = new if new.timezone else old
    world = read_world(options, zoned)
    instant = read_moment(zoned, world.at).instant if world.at else None
    given = split_given(old, new, world.given)
    sides = [
        fix_answers(flow, flow_given, states_at(flow, instant) if instant else None)
        for flow, flow_given in zip((old, new), given, strict=True)
    ]
    is_one_zone = old.timezone == new.timezone
    at = world.at if is_one_zone or instant is None else instant.isoformat()
    return FixedPair(sides[0], sides[1], at, world.given)


def states_at(flow: Flow, instant: datetime) -> ScheduleStates:
    """Return the states of a flow's schedules at an instant, without its switches, which no clock decides."""
    keys = [key for key in asked_schedules(flow) if not flow.schedules[key].is_switch]
    if not keys:
        return {}
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    return {key: ScheduleClock(flow.schedules[key], zone).state_at(instant) for key in keys}
