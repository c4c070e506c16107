"""The assumptions of a report, one sentence for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.config.semantics import NOTES
from simulator.draw.ending_sign import EndingSign, ending_sign
from simulator.draw.map_ways import MapSource
from simulator.graph.compare.readings import Readings
from simulator.graph.passages import reachable_receptionists
from simulator.graph.plain_words import count_noun, duration_words, join_words, visible

NAMED_MOST = 4

_OPEN_POINTS = {
    "final_on": "which wrong key or silence is the last one",
    "replay_greeting": "whether the greeting plays again after a mistake",
    "counters": "whether wrong keys and silences are counted together",
    "barge_in": "whether a key stops an announcement",
    "collect": "how the keys of one choice are gathered",
}
"""The open settings as a client would ask about them."""


def assumption_lines(flow: Flow, readings: Readings | None, today: date) -> list[str]:
    """Return what is assumed. ``readings`` is None where it was not searched for."""
    signs = _ending_signs(flow)
    return [
        *_hour_lines(flow, today, signs),
        *_reading_lines(readings),
        *_length_lines(flow),
        *_answer_lines(flow, signs),
        *(visible(note.message) for note in flow.notes),
    ]


def _hour_lines(flow: Flow, today: date, signs: Sequence[EndingSign]) -> Iterator[str]:
    if not flow.schedules:
        if any(sign.is_decided_elsewhere for sign in signs):
            yield "Opening hours are not in this file."
        else:
            yield "This file has no opening hours: calls are answered the same way day and night."
        return
    switches = [visible(key) for key, schedule in flow.schedules.items() if schedule.is_switch]
    if len(switches) < len(flow.schedules):
        yield f"Opening hours are those in the file of {day_words(today)}, not those of the live system."
    if switches:
        yield f"Set by hand, so how it stands is not known: {join_words(switches)}."


def _reading_lines(readings: Readings | None) -> Iterator[str]:
    if readings is None or not readings.dependencies:
        return
    settings = dict.fromkeys(item.setting for item in readings.dependencies)
    points = [_OPEN_POINTS.get(name, NOTES[name].meaning) for name in settings]
    ends = len(readings.ends)
    yield f"The provider does not document {join_words(points, most=len(points))}."
    if readings.robust:
        yield "Every caller ends at the same place either way."
    elif len(readings.steady) == ends:
        yield "Callers who make no mistake end at the same place either way."
    else:
        yield f"For {ends - len(readings.steady):,} of {ends:,} places, who gets there depends on it."


def _length_lines(flow: Flow) -> Iterator[str]:
    used = dict.fromkeys(id for key in reachable_receptionists(flow) for id in flow.receptionists[key].recordings)
    guessed = sum(flow.length_of(id).estimated for id in used)
    if guessed:
        which = "All" if guessed == len(used) else f"{guessed:,} of {len(used):,}"
        yield f"{which} lengths of announcements are estimates, and so are the times that rest on them."


def _ending_signs(flow: Flow) -> list[EndingSign]:
    """The places where calls end, each once."""
    source = MapSource(flow)
    ends = dict.fromkeys(
        way.destination.canonical
        for key in reachable_receptionists(flow)
        for way in source.ways_from(key)
        if source.node_at(way.destination) is None
    )
    return [ending_sign(flow, place) for place in ends]


def _answer_lines(flow: Flow, signs: Sequence[EndingSign]) -> Iterator[str]:
    unknown = [sign.name for sign in signs if sign.kind == "unknown" and not sign.is_decided_elsewhere]
    if unknown:
        yield f"It is not known who answers at {join_words(unknown, most=NAMED_MOST)}."
    if decided := [sign.name for sign in signs if sign.is_decided_elsewhere]:
        yield f"Hours or a queue outside of this file decide at {join_words(decided, most=NAMED_MOST)}."
    rings = [
        f"{ending_sign(flow, place).name} ({duration_words(route.rings_ms)})"
        for place, route in flow.routes.items()
        if isinstance(route, PersonRoute) and not route.rings_stated
    ]
    if rings:
        yield f"Assumed: how long it rings at {join_words(rings, most=NAMED_MOST)}."
    people = sum(sign.kind == "person" for sign in signs)
    if people:
        yield f"Whether somebody picks up is not part of this file ({count_noun(people, 'place')} with a person)."


def day_words(day: date) -> str:
    """A day as it stands on the page: ``30 November 2026``."""
    return f"{day.day} {day:%B} {day.year}"
