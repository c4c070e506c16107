"""The share of callers who reach a person, by the hour of an ordinary week in which they call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from simulator.callers.persona import Persona
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.odds.flow_odds import FlowOdds, PersonaOdds, find_odds
from simulator.graph.odds.week_situations import ORDINARY_WEEK, situation_spans, timed_schedules, week_situations

WeekHours = Sequence[Sequence[float]]
"""Seven days from Monday, each of 24 shares."""

_HOUR = timedelta(hours=1)


def week_hour_shares(flow: Flow, personas: Sequence[Persona], settings: WorldSettings) -> WeekHours | None:
    """Return the share of callers who reach a person in each hour; None where no clock decides anything.

    What is given holds; a moment does not, since all of them are shown. An hour in which a schedule changes has the
    mean of its minutes. Raises ``UsageError`` where hours depend on the date, and so no week is like the others.
    """
    settings = WorldSettings(flow, None, settings.given)
    if not timed_schedules(flow, settings):
        return None
    odds = find_odds(flow, personas, settings, week_situations(flow, settings))
    shares = {
        frozenset(situation.states.items()): _person_share(odds, number)
        for number, situation in enumerate(odds.situations.every)
    }
    hours = [[0.0] * 24 for _ in range(7)]
    monday = ORDINARY_WEEK[0]
    for span in situation_spans(flow, settings, None):
        share, at = shares[frozenset(span.states.items())], span.start
        while at < span.end:
            number = (at - monday) // _HOUR
            until = min(span.end, monday + (number + 1) * _HOUR)
            hours[number // 24][number % 24] += share * ((until - at) / _HOUR)
            at = until
    return hours


def _person_share(odds: FlowOdds, number: int) -> float:
    """The share of callers who reach a person in one situation."""
    runs = [(persona, persona.runs[number]._replace(weight=1.0)) for persona in odds.personas]
    return sum(persona.share * PersonaOdds(persona.name, 1.0, odds.flow, (run,)).person.share for persona, run in runs)
