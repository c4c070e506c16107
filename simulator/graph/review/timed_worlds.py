"""The worlds that two flows go through over a period, and the times at which callers notice a difference."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from typing import NamedTuple

from simulator.config.flow import Flow
from simulator.config.routes import ScheduleAnswer
from simulator.graph.compare.differences import Difference
from simulator.graph.compare.paired_worlds import FixedPair, WorldPair
from simulator.graph.plain_words import count_noun, join_words
from simulator.graph.worlds import asked_schedules

TimeSpan = tuple[datetime, datetime]
"""From an instant to just before another."""

SPANS_MOST = 3
"""Times that a sentence names before it only counts them."""


@dataclass(frozen=True, slots=True)
class TimedWorld:
    """A world, the positions of the switches in it, and the times at which it holds."""

    pair: WorldPair
    switches: WorldPair
    spans: list[TimeSpan]


class TimedDifference(NamedTuple):
    """A difference at some times (none: at any), and the positions of switches that were compared."""

    difference: Difference
    spans: tuple[TimeSpan, ...]
    compared: tuple[WorldPair, ...]


class _Place(NamedTuple):
    """A schedule of one of two flows (0 is the old one)."""

    side: int
    key: str


def list_timed_worlds(old: Flow, new: Flow, fixed: FixedPair, period: TimeSpan) -> list[TimedWorld]:
    """Every world that the calendars of both flows come to in a period, in order of time."""
    flows, settled = (old, new), (fixed.old.schedules, fixed.new.schedules)
    asked = [_Place(side, key) for side in (0, 1) for key in asked_schedules(flows[side])]
    free = [place for place in asked if place.key not in settled[place.side]]
    timed = [place for place in free if not flows[place.side].schedules[place.key].is_switch]
    switches = [place for place in free if place not in timed]
    names = list(dict.fromkeys(place.key for place in switches))
    both: tuple[ScheduleAnswer, ...] = ("open", "closed")
    worlds: dict[Hashable, TimedWorld] = {}
    for span, answers in _answers_over(flows, timed, period):
        for positions in product(both, repeat=len(names)):
            by_name = dict(zip(names, positions, strict=True))
            states = {place: settled[place.side][place.key] for place in asked if place not in free}
            states |= dict(zip(timed, answers, strict=True))
            states |= {place: by_name[place.key] for place in switches}
            world = TimedWorld(_pair_of(states, asked), _pair_of(states, switches), [])
            spans = worlds.setdefault(tuple(states[place] for place in asked), world).spans
            if spans and spans[-1][1] == span[0]:
                span = (spans.pop()[0], span[1])
            spans.append(span)
    return list(worlds.values())


def _pair_of(states: dict[_Place, ScheduleAnswer], places: Sequence[_Place]) -> WorldPair:
    return WorldPair(*({place.key: states[place] for place in places if place.side == side} for side in (0, 1)))


def _answers_over(
    flows: tuple[Flow, Flow], timed: Sequence[_Place], period: TimeSpan
) -> Iterator[tuple[TimeSpan, tuple[ScheduleAnswer, ...]]]:
    from simulator.calendar.schedule_clock import ScheduleClock  # zones are loaded where hours are asked
    from simulator.calendar.timeline import joint_spans
    from simulator.calendar.zones import load_zone

    clocks = [
        ScheduleClock(flows[place.side].schedules[place.key], load_zone(flows[place.side].timezone)) for place in timed
    ]
    for span in joint_spans(clocks, *period):
        yield (span.start, span.end), span.states


def find_times(
    difference: Difference, worlds: Sequence[TimedWorld], period: TimeSpan, flow: Flow
) -> Iterator[TimedDifference]:
    """Yield when a difference is noticed; apart for positions of the switches with other times.

    Its caller calls at the first of them, in the zone of ``flow``.
    """
    noticed = [world for world in worlds if not difference.worlds or world.pair in difference.worlds]
    compared = _distinct([world.switches for world in worlds])
    by_times: dict[tuple[TimeSpan, ...], list[WorldPair]] = {}
    for switches in _distinct([world.switches for world in noticed]):
        spans = _merge_spans([span for world in noticed if world.switches == switches for span in world.spans])
        by_times.setdefault(spans, []).append(switches)
    for spans, positions in by_times.items():
        always = len(positions) == len(compared)
        states = {**positions[0].states}
        given = {key: state for key, state in difference.script.given.items() if key not in noticed[0].pair.states}
        given |= {key: state for key, state in states.items() if not (always and state == "open")}
        script = difference.script.model_copy(update={"given": given, "at": _local_text(spans[0][0], flow)})
        yield TimedDifference(
            replace(difference, script=script, worlds=() if always else tuple(positions)),
            () if spans == (period,) else spans,
            tuple(compared),
        )


def _local_text(instant: datetime, flow: Flow) -> str:
    from simulator.calendar.zones import load_zone

    return instant.astimezone(load_zone(flow.timezone) if flow.timezone else UTC).isoformat()


def _distinct(pairs: Sequence[WorldPair]) -> list[WorldPair]:
    return [pair for place, pair in enumerate(pairs) if pair not in pairs[:place]]


def _merge_spans(spans: list[TimeSpan]) -> tuple[TimeSpan, ...]:
    """The spans in order of time; those that touch are one."""
    merged: list[TimeSpan] = []
    for start, end in sorted(spans):
        if merged and start == merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def describe_times(spans: Sequence[TimeSpan], timezone: str) -> str:
    """Times in the words of a zone, such as *on Thu 24 Dec 2026 from 12:00 to 17:30*; empty where there are none."""
    if not spans:
        return ""
    from simulator.calendar.moments import describe_moment
    from simulator.calendar.zones import load_zone

    zone = load_zone(timezone)
    phrases: list[str] = []
    for span in spans[:SPANS_MOST]:
        (day, start), (last_day, end) = (_day_and_clock(describe_moment(instant, zone)) for instant in span)
        is_one_day = day == last_day
        phrases.append(f"on {day} from {start} to {end}" if is_one_day else f"from {day} {start} to {last_day} {end}")
    if len(spans) > SPANS_MOST:
        phrases.append(f"at {count_noun(len(spans) - SPANS_MOST, 'more time')}")
    return join_words(phrases)


def _day_and_clock(moment: str) -> tuple[str, str]:
    weekday, day, month, year, clock = moment.split(" ", 4)
    return f"{weekday} {day} {month} {year}", clock
