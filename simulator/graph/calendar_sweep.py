"""Who is reached when: a flow over a period, swept exactly from boundary to boundary of its schedules.

Within a *situation* no schedule changes, so one caller of each kind tells all: the silent one, and one for each key
of the first menu. A situation takes every schedule as it is when the call starts; calls that are still in a menu
when a schedule changes, and ask it afterwards, *straddle* the boundary and may fare otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf

from simulator.callers.call_record import CallRecord
from simulator.callers.fixed_answers import fixed_answers
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import PersonRoute, ScheduleAnswer, ScheduleRoute
from simulator.graph.cycles import strong_components
from simulator.graph.passages import receptionists_behind
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import is_person
from simulator.graph.worlds import fix_schedules, hold_answers

TimeSpan = tuple[datetime, datetime]
"""From an instant to just before another, in UTC."""

LONGEST_CALL_MS = 3_600_000
"""Calls that can last without limit are taken to straddle a boundary for an hour at most."""


@dataclass(slots=True)
class CalendarSituation:
    """A joint state of the schedules, and what callers meet then.

    ``id`` is a letter. ``first_menu`` is the key of the menu that callers come to first, None where they come to
    none; ``keys`` has the call of each of its options. ``person``: some caller reaches a person.
    """

    id: str
    states: Mapping[str, ScheduleAnswer]
    silent: CallRecord
    first_menu: str | None
    keys: Mapping[str, CallRecord]
    person: bool
    spans: list[TimeSpan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CalendarSweep:
    """The situations of a flow over a period, in the order in which they come.

    ``straddling`` are the starts of calls that may meet a schedule after it changed. ``assumed`` are the switches that
    nobody says anything of, which are taken to be open.
    """

    flow: Flow
    start: datetime
    until: datetime
    situations: tuple[CalendarSituation, ...]
    straddling: tuple[TimeSpan, ...]
    assumed: tuple[str, ...]

    def situation_at(self, instant: datetime) -> CalendarSituation:
        """The situation of a call that starts at an instant of the period."""
        for situation in self.situations:
            if any(start <= instant < until for start, until in situation.spans):
                return situation
        raise ValueError(f"{instant.isoformat()} is outside of the period")

    def longest_gap(self) -> TimeSpan | None:
        """The longest time in which no caller reaches a person; None: somebody always does."""
        gap: TimeSpan | None = None
        for start, until in merge_spans(
            span for situation in self.situations if not situation.person for span in situation.spans
        ):
            if gap is None or until - start > gap[1] - gap[0]:
                gap = start, until
        return gap


def sweep_calendar(flow: Flow, start: datetime, until: datetime, settings: WorldSettings) -> CalendarSweep:
    """Sweep a period; ``settings`` hold fixed what they give, and their moment does not count."""
    held, _ = hold_answers(flow, WorldSettings(flow))
    fixed = fixed_answers(settings).states
    met = met_schedules(flow)
    timed = [key for key in met if key not in fixed and not flow.schedules[key].is_switch]
    assumed = tuple(key for key in met if key not in fixed and flow.schedules[key].is_switch)
    constant: dict[str, ScheduleAnswer] = {key: fixed[key] for key in met if key in fixed}
    constant |= dict.fromkeys(assumed, "open")
    situations: dict[tuple[ScheduleAnswer, ...], CalendarSituation] = {}
    changes: list[datetime] = []
    player = _SituationPlayer(held, settings)
    for span_start, span_end, answers in _timed_spans(flow, timed, start, until):
        if answers not in situations:
            states = {key: constant[key] if key in constant else answers[timed.index(key)] for key in met}
            situations[answers] = player.play_situation(situation_id(len(situations)), states)
        situations[answers].spans.append((span_start, span_end))
        changes.append(span_end)
    straddling = _straddling_spans(held, timed, changes, start, until)
    return CalendarSweep(flow, start, until, tuple(situations.values()), straddling, assumed)


def situation_id(number: int) -> str:
    """The letters of a situation: A to Z, then AA, AB and so on.

    >>> [situation_id(number) for number in (0, 25, 26, 52)]
    ['A', 'Z', 'AA', 'BA']
    """
    first, last = divmod(number, 26)
    return (situation_id(first - 1) if first else "") + chr(ord("A") + last)


def merge_spans(spans: Iterator[TimeSpan]) -> list[TimeSpan]:
    """Spans in order of time, those that touch or overlap joined."""
    merged: list[TimeSpan] = []
    for start, until in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], until)
        else:
            merged.append((start, until))
    return merged


def met_schedules(flow: Flow) -> tuple[str, ...]:
    """The keys of the schedules that a call from the flow's start can come to ask, in the order of the flow."""
    met: set[str] = set()
    receptionists: dict[str, None] = {}
    if "||" in flow.start:
        _follow_routes(flow, parse_address(flow.start), met, set())
        receptionists |= dict.fromkeys(receptionists_behind(flow, parse_address(flow.start)))
    else:
        receptionists[flow.start] = None
    queue = list(receptionists)
    for key in queue:  # grows while it is read
        for way in flow.receptionists[key].ways():
            _follow_routes(flow, way.destination, met, set())
            new = [target for target in receptionists_behind(flow, way.destination) if target not in receptionists]
            receptionists |= dict.fromkeys(new)
            queue += new
    return tuple(key for key in flow.schedules if key in met)


def _follow_routes(flow: Flow, destination: Destination, met: set[str], passed: set[Destination]) -> None:
    """Note the schedules that are asked at a destination and after it, up to the next receptionist."""
    route = flow.route_of(destination)
    if route is None or destination.canonical in passed:
        return
    passed.add(destination.canonical)
    if isinstance(route, ScheduleRoute):
        met.add(route.schedule)
    for _, onward in route.ways():
        _follow_routes(flow, onward, met, passed)


def _timed_spans(
    flow: Flow, timed: Sequence[str], start: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime, tuple[ScheduleAnswer, ...]]]:
    """The spans of the period in which the calendar gives the same answers, with the answers."""
    if not timed:
        yield start, until, ()
        return
    # zones are loaded only where hours are asked
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.timeline import joint_spans
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    clocks = [ScheduleClock(flow.schedules[key], zone) for key in timed]
    yield from joint_spans(clocks, start, until)


class _SituationPlayer:
    """Plays the callers of each situation of a flow."""

    def __init__(self, flow: Flow, settings: WorldSettings) -> None:
        self._flow = flow
        self._rehearsal = Rehearsal(flow)
        schedules = flow.schedules
        self._people = {
            name: [answer.answer for answer in answers]
            for name, answers in settings.given.items()
            if name not in schedules
        }

    def play_situation(self, id: str, states: Mapping[str, ScheduleAnswer]) -> CalendarSituation:
        """Play the callers of one joint state of the schedules."""
        given = {**self._people, **states}
        silent = self._rehearsal.play({"given": given, "steps": []})
        menu = _first_menu(self._flow, silent)
        options = self._flow.receptionists[menu].options if menu else ()
        keys = {option: self._rehearsal.play({"given": given, "steps": [{"press": option}]}) for option in options}
        return CalendarSituation(id, states, silent, menu, keys, self._reaches_person(states))

    def _reaches_person(self, states: Mapping[str, ScheduleAnswer]) -> bool:
        world = fix_schedules(self._flow, states).flow
        search = Survey(world).search_all(Measure.SHORTEST, all_roots=False)
        return any(is_person(world, end, perhaps=False) for end in search.ends)


def _first_menu(flow: Flow, record: CallRecord) -> str | None:
    """The key of the first menu that a call comes to."""
    for turn in record.turns:
        for effect in turn["effects"]:
            key = effect.get("enter")
            if isinstance(key, str) and flow.receptionists[key].is_menu:
                return key
    return None


# -- calls that straddle a boundary -----------------------------------------------------------------


def latest_question(flow: Flow) -> float:
    """The most milliseconds after its start at which a call can still ask a schedule; 0: only at once, inf: any time.

    An upper bound: what rings before the question is taken to ring out.
    """
    survey = Survey(flow)
    flow = survey.flow
    rings = sum(route.rings_ms for route in flow.routes.values() if isinstance(route, PersonRoute))
    starts = receptionists_behind(flow, parse_address(flow.start)) if "||" in flow.start else [flow.start]
    onward: dict[str, list[tuple[str, int]]] = {}
    asks: dict[str, int] = {}
    queue = list(starts)
    for key in queue:  # grows while it is read
        if key in onward:
            continue
        summary = survey.summary_of(key)
        onward[key] = []
        for exit in summary.exits:
            lasts = summary.longest_time(exit)
            is_asked = isinstance(flow.route_of(exit.destination), ScheduleRoute)
            if is_asked:
                asks[key] = max(asks.get(key, 0), lasts)
            for target in receptionists_behind(flow, exit.destination):
                onward[key].append((target, lasts + (rings if is_asked else 0)))
                queue.append(target)
    return _longest_to_question(starts, onward, asks)


def _longest_to_question(
    starts: Sequence[str], onward: Mapping[str, Sequence[tuple[str, int]]], asks: Mapping[str, int]
) -> float:
    """The longest way from a start to a receptionist from which a schedule is asked, and through it."""
    graph = {key: [target for target, _ in ways] for key, ways in onward.items()}
    longest: dict[str, float] = dict.fromkeys(starts, 0)
    latest: float = 0
    # Reversed, each component comes after all that lead to it, so its longest time is final.
    for group in reversed(strong_components(graph)):
        reached = max((longest[key] for key in group if key in longest), default=None)
        if reached is None:
            continue
        if len(group) > 1 or group[0] in graph[group[0]]:
            reached = inf
        for key in group:
            if key in asks:
                latest = max(latest, reached + asks[key])
            for target, lasts in onward[key]:
                longest[target] = max(longest.get(target, 0), reached + lasts)
    return latest


def _straddling_spans(
    flow: Flow, timed: Sequence[str], changes: Sequence[datetime], start: datetime, until: datetime
) -> tuple[TimeSpan, ...]:
    """The starts of calls that can ask a schedule after it changed: before each change, as long as a call may last."""
    latest = latest_question(flow) if timed else 0
    if not latest:
        return ()
    before = timedelta(milliseconds=min(latest, LONGEST_CALL_MS))
    boundaries = [change for change in changes if change < until]
    if _changes_at(flow, timed, until):
        boundaries.append(until)
    return tuple(merge_spans((max(start, change - before), change) for change in boundaries))


def _changes_at(flow: Flow, timed: Sequence[str], instant: datetime) -> bool:
    """Return whether a schedule changes at the very end of the period."""
    from simulator.calendar.schedule_clock import ScheduleClock
    from simulator.calendar.zones import load_zone

    zone = load_zone(flow.timezone)
    just_before = instant - timedelta(microseconds=1)
    clocks = (ScheduleClock(flow.schedules[key], zone) for key in timed)
    return any(clock.state_at(just_before) != clock.state_at(instant) for clock in clocks)
