"""One line that says in which world a call was made: its moment, how the schedules stood, what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.callers.given_answers import answer_words
from simulator.callers.rehearsal import RehearsedCall
from simulator.callers.world import numbers_with_hours, person_name, schedule_name
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute
from simulator.words.sanitizer import escape_signs

if TYPE_CHECKING:
    from simulator.calendar.moments import Moment


def world_sentence(played: RehearsedCall) -> str:
    """The line of a call; empty where it has no moment and the world was not asked.

    Such as ``Fri 25 Dec 2026 21:00, Christmas Day: Office hours closed``.
    """
    flow, moment = played.machine.flow, played.moment
    parts = [
        text
        for text in (
            _moment_text(flow, played),
            _assumed_text(played),
            _due_variants(flow, moment),
            moment.note if moment else "",
            _unmet_hours(played),
        )
        if text
    ]
    return "; ".join(parts)


def _moment_text(flow: Flow, played: RehearsedCall) -> str:
    trace, moment = played.trace, played.moment
    states = [
        f"{escape_signs(schedule_name(flow, key))} {'closed' if answer == 'holiday' else answer}"
        for key, answer in trace.schedules.items()
        if key not in trace.assumed
    ]
    if moment is None:
        return f"given: {', '.join(states)}" if states else ""
    from simulator.calendar.moments import describe_moment
    from simulator.calendar.zones import load_zone

    when = describe_moment(moment.instant, load_zone(flow.timezone or "UTC"))
    names = dict.fromkeys(_holiday_names(flow, played))
    return ", ".join([when, *names]) + (f": {', '.join(states)}" if states else "")


def _holiday_names(flow: Flow, played: RehearsedCall) -> Iterator[str]:
    """The names of the holiday at the moment of the call, by each schedule that was asked."""
    from simulator.calendar.zones import load_zone

    if not flow.timezone or played.moment is None:
        return
    day = played.moment.instant.astimezone(load_zone(flow.timezone)).date()
    for key in played.trace.schedules:
        holiday = flow.schedules[key].holiday_on(day)
        if holiday is not None and holiday.name:
            yield escape_signs(holiday.name)


def _assumed_text(played: RehearsedCall) -> str:
    flow, trace = played.machine.flow, played.trace
    texts = [
        f"{escape_signs(schedule_name(flow, name) if name in flow.schedules else name)} {answer_words(answer)}"
        for name, answer in trace.assumed.items()
    ]
    texts += [
        f"{escape_signs(name)} rings for {milliseconds / 1000:g} s" for name, milliseconds in _default_rings(played)
    ]
    return f"assumed: {', '.join(texts)}" if texts else ""


def _default_rings(played: RehearsedCall) -> Iterator[tuple[str, int]]:
    """The telephones that rang out after a time that the flow does not say."""
    flow = played.machine.flow
    questions = {
        turn.source.wait.asks
        for turn in played.trace.turns
        if turn.event.trigger == "no_answer" and turn.source.wait and turn.source.wait.asks
    }
    for destination, route in sorted(questions):
        if isinstance(route, PersonRoute) and not route.rings_stated:
            yield person_name(flow, destination), route.rings_ms


def _unmet_hours(played: RehearsedCall) -> str:
    """At a moment, a call that began past the hours of its flow says so: it sounds like a call at any other time."""
    flow = played.machine.flow
    if played.moment is None or flow.number or played.trace.schedules or not (numbers := numbers_with_hours(flow)):
        return ""
    return f"this call asks no schedule; calls to {escape_signs(numbers[0])} do (--number)"


def _due_variants(flow: Flow, moment: Moment | None) -> str:
    """A variant that is due at the moment and was not chosen: a moment never chooses one."""
    if moment is None:
        return ""
    due = [
        name
        for name, variant in flow.variants.items()
        if name != flow.variant and variant.since is not None and variant.holds_at(moment.instant)
    ]
    return f"due at this moment: variant {', '.join(map(escape_signs, due))} (--variant)" if due else ""
