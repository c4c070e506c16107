"""What a change of one setting does to the odds: the derivatives for times, and the exact difference for counts.

A second more or less of a recording or a wait is lived through as often as callers hear it to its end, so the
derivative of the time in calls is that number, and whom callers reach does not change with it: a persona's chances do
not depend on lengths. (Keys that come at a fixed time may fall on another side of a boundary, which is a jump and has
no derivative.) A count changes by one, and what one try more or less does is computed anew, whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.value_rules import COUNT_MOST
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, find_odds
from simulator.graph.odds.menu_stay import ALWAYS
from simulator.graph.odds.stay_library import StayVisit
from simulator.graph.work_step import ShowStep, WorkStep, show_nothing
from simulator.tables.menu_rows import LEAVES
from simulator.tables.station import Station

TimeSetting = Literal["recording", "first key", "further key"]
CountField = Literal["wrong_keys_allowed", "silences_allowed"]
COUNT_FIELDS: tuple[CountField, ...] = ("wrong_keys_allowed", "silences_allowed")

_LivedTime = tuple[TimeSetting, int, float]
"""A time of a menu: the number of its recording's part, or of its wait; and how often it is lived through."""

CALLERS = 1_000
"""Minutes are per so many callers."""

MENUS_MOST = 25
"""For so many menus at most the counts are changed; each takes four computations of the whole flow."""

_UNSEEN = 1e-12
"""A difference below this is what rounding leaves."""


class TimeEffect(NamedTuple):
    """What a second of a recording (``name``: its id) or of a menu's wait (its key) costs.

    ``seconds`` is what it is now, ``minutes`` the caller-minutes per 1,000 callers that each second takes.
    """

    setting: TimeSetting
    name: str
    seconds: float
    minutes: float


class CountEffect(NamedTuple):
    """What one more or one less of a menu's counts does: to the share that reaches a person, and in caller-minutes."""

    receptionist: str
    field: CountField
    was: int
    becomes: int
    person: float
    minutes: float


class SettingEffects(NamedTuple):
    """The effects of a flow's settings: of the times, then of the counts."""

    times: list[TimeEffect]
    counts: list[CountEffect]


def caller_minutes(odds: PersonaOdds) -> float:
    """The minutes that 1,000 callers spend in calls that end."""
    return odds.ended.first / 60_000 * CALLERS


def time_effects(odds: PersonaOdds) -> list[TimeEffect]:
    """The effect of every recording's length and every wait, the most costly first.

    Where some calls never end, what is lived through before counts, too.
    """
    seconds: dict[tuple[TimeSetting, str], tuple[float, float]] = {}
    for run in odds.runs:
        lived_in: dict[tuple[int, int], list[_LivedTime]] = {}  # what menus of one stay and one typing have in common
        for place, (station, visit) in enumerate(zip(run.chain.stations, run.chain.stays, strict=True)):
            if station is None or place in run.solution.trapped:
                continue
            visits = run.solution.visits[place].share * run.weight
            which = (id(station.kind), 0) if visit is None else (id(visit.stay), id(visit.typing))
            lived = lived_in.get(which)
            if lived is None:
                lived = lived_in[which] = list(_lived_through(station, visit))
            for setting, number, times in lived:
                if setting == "recording":
                    name, now_ms = station.recordings[number], station.lengths[number]
                else:
                    name, now_ms = station.key, station.waits[number]
                before = seconds.get((setting, name))
                seconds[setting, name] = now_ms / 1000, (before[1] if before else 0.0) + visits * times
    effects = [
        TimeEffect(setting, name, now, times * CALLERS / 60)
        for (setting, name), (now, times) in seconds.items()
        if times > 0
    ]
    return sorted(effects, key=lambda effect: (-effect.minutes, effect.setting, effect.name))


def _lived_through(station: Station, visit: StayVisit | None) -> Iterator[_LivedTime]:
    """Yield each time that is lived through to its end, with how often, per caller who enters."""
    kind = station.kind
    if visit is None:
        if kind.enters.plays >= 0:
            yield "recording", kind.enters.plays, 1.0
        return
    listens = visit.stay.persona.cue == "listening"
    for beginning, move, callers in visit.stay.moves:
        share, end = callers.share, move.end
        further = end.further
        if end.result == "choice" and visit.typing is not None:
            further_share = sum(item.share * item.end.further for item in visit.typing.codes)
            yield "further key", 1, share * further_share
        elif further:
            yield "further key", 1, share * further
        if end.result == "silence":
            yield "first key", 0, share
        if end.result == "silence" or (listens and move.source != ALWAYS):
            for part in beginning.parts:
                yield "recording", part, share
    for steps, out in ((kind.wrong, visit.stay.wrong_out), (kind.silence, visit.stay.silence_out)):
        assert steps is not None, "only a menu has rounds"
        if steps.last.to != LEAVES and steps.last.plays >= 0:
            yield "recording", steps.last.plays, sum(share for share, _, _ in out.values())


def count_effects(
    odds: FlowOdds, settings: WorldSettings, *, menus_most: int = MENUS_MOST, show: ShowStep = show_nothing
) -> list[CountEffect]:
    """The effects of one more and of one less of each count, for the menus with the most mistakes.

    First what brings most callers to a person, then what saves most time. ``show`` is told of each menu.
    """
    mistakes: dict[str, float] = {}
    for item in odds.mixture.rounds:
        mistakes[item.receptionist] = mistakes.get(item.receptionist, 0.0) + item.tally.wrong + item.tally.silent
    menus = sorted((key for key in mistakes if mistakes[key] > 0), key=lambda key: -mistakes[key])[:menus_most]
    effects: list[CountEffect] = []
    for number, key in enumerate(menus):
        show(WorkStep(number, len(menus), "menus with one try more and one less"))
        effects += _effects_in(odds, settings, key)
    return sorted(effects, key=lambda effect: (-round(effect.person, 9), effect.minutes))


def _effects_in(odds: FlowOdds, settings: WorldSettings, key: str) -> Iterator[CountEffect]:
    flow, menu = odds.flow, odds.flow.receptionists[key]
    for field in COUNT_FIELDS:
        was: int = getattr(menu, field) or 0
        for becomes in (was + 1, was - 1):
            if not 0 <= becomes <= COUNT_MOST:
                continue
            item = menu.model_copy(update={field: becomes})
            other = replace(flow, receptionists={**flow.receptionists, key: item})
            new = find_odds_again(odds, other, settings)
            person = new.person.share - odds.mixture.person.share
            minutes = caller_minutes(new) - caller_minutes(odds.mixture)
            if abs(person) > _UNSEEN or abs(minutes) > _UNSEEN * CALLERS:
                yield CountEffect(key, field, was, becomes, person, minutes)


def find_odds_again(odds: FlowOdds, flow: Flow, settings: WorldSettings) -> PersonaOdds:
    """Return the odds of the same callers in a changed flow, all together."""
    personas = [persona.persona for persona in odds.personas if persona.persona is not None]
    return find_odds(flow, personas, settings, odds.situations).mixture
