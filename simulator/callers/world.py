"""The world of one call: how the schedules stand, and who picks up.

An answer comes from the first of these that says something: what is *given*; the calendar, where the call is made
at a *moment*; else the default (schedules are open, people pick up at once), which is noted as *assumed*.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from simulator.callers.given_answers import EVERYONE, GivenAnswer, GivenAnswers, answer_words
from simulator.callers.voicemail_recordings import VOICEMAIL
from simulator.callers.voicemail_returns import Staying, can_return_from_voicemail, find_staying
from simulator.callers.world_response import WorldResponse
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import (
    SCHEDULE_ANSWERS,
    VOICEMAIL_ANSWERS,
    Answer,
    PersonRoute,
    ScheduleAnswer,
    ScheduleRoute,
)
from simulator.config.value_rules import quote_value
from simulator.core.events import EVENTS
from simulator.core.places import WorldQuestion
from simulator.errors import UsageError, nearest_words

if TYPE_CHECKING:
    from simulator.calendar.schedule_clock import ScheduleClock


class WorldSettings:
    """The moment and the given answers of a call, checked against the flow.

    ``moment`` is the instant at which the call is answered. ``given`` is by schedule key, by destination as
    ``type||id``, or ``everyone``. ``plays``: one call is played with them, so its caller may stay on the line after
    a voicemail (``voicemail_returns``). Raises ``UsageError`` for a name or an answer that the flow does not have.
    """

    __slots__ = ("_clocks", "flow", "given", "moment")

    def __init__(
        self,
        flow: Flow,
        moment: datetime | None = None,
        given: GivenAnswers | None = None,
        *,
        plays: bool = False,
    ) -> None:
        self.flow = flow
        self.moment = moment
        self._clocks: dict[str, ScheduleClock] = {}
        self.given: dict[str, tuple[GivenAnswer, ...]] = {}
        names: dict[str, str] = {}
        for name, answers in (given or {}).items():
            resolved = _resolve_name(flow, name, answers)
            if not plays and any(each.answer == "returns" for each in answers):
                raise UsageError(f"given: {name} can be 'returns' only in a call that is played; {_RETURNS_PLAYED}")
            if resolved in names:  # a schedule by its key and by its destination's name, say
                raise UsageError(f"given: {names[resolved]} and {name} are the same; leave one of them out")
            names[resolved] = name
            self.given[resolved] = answers

    @property
    def staying(self) -> Staying:
        """Return the voicemails after which the caller stays on the line."""
        return find_staying(self.given)

    def calendar_answer(self, key: str, at_ms: int = 0) -> ScheduleAnswer | None:
        """Return a schedule's state ``at_ms`` milliseconds into the call; None without a moment, or for a switch."""
        if self.moment is None or self.flow.schedules[key].is_switch:
            return None
        clock = self._clocks.get(key)
        if clock is None:
            # zoneinfo is loaded only for a call at a moment
            from simulator.calendar.schedule_clock import ScheduleClock
            from simulator.calendar.zones import load_zone

            clock = self._clocks[key] = ScheduleClock(self.flow.schedules[key], load_zone(self.flow.timezone))
        return clock.state_at(self.moment + timedelta(milliseconds=at_ms))


class CallWorld:
    """The world of one call, which answers what the call asks and remembers what it had to assume."""

    def __init__(self, settings: WorldSettings) -> None:
        self.settings = settings
        self.assumed: dict[str, Answer] = {}
        """What was assumed, by the name that people know, in the order of the askings."""
        self.schedules: dict[str, Answer] = {}
        """The first answer of each schedule that was asked."""
        self._askings: dict[str, int] = {}

    def answer_question(self, question: WorldQuestion, at_ms: int) -> WorldResponse:
        """Answer what is asked at ``at_ms`` milliseconds of the call."""
        route = question.route
        if isinstance(route, ScheduleRoute):
            answer = self._schedule_answer(route.schedule, at_ms)
            self.schedules.setdefault(route.schedule, answer)
            return WorldResponse(EVENTS[answer], 0)
        given = self._person_answer(question.destination, route)
        if given.answer == "no_answer":
            return WorldResponse(EVENTS["no_answer"], route.rings_ms)
        return WorldResponse(EVENTS[given.answer], given.after_ms or 0)

    def _schedule_answer(self, key: str, at_ms: int) -> Answer:
        given = self._next_given(key)
        if given is not None:
            return given.answer
        answer = self.settings.calendar_answer(key, at_ms)
        if answer is not None:
            return answer
        self.assumed.setdefault(key, "open")
        return "open"

    def _person_answer(self, destination: Destination, route: PersonRoute) -> GivenAnswer:
        for name in (str(destination.canonical), EVERYONE):
            given = self._next_given(name)
            if given is not None and given.answer in route.answers:
                return given
        answer: Answer = "no_answer" if route.nobody else "picked_up"
        self.assumed.setdefault(person_name(self.settings.flow, destination), answer)
        return GivenAnswer(answer)

    def _next_given(self, name: str) -> GivenAnswer | None:
        """The given answer to this asking; the last of a list goes on."""
        answers = self.settings.given.get(name)
        if answers is None:
            return None
        asking = self._askings.get(name, 0)
        self._askings[name] = asking + 1
        return answers[min(asking, len(answers) - 1)]


def person_name(flow: Flow, destination: Destination) -> str:
    """The catalogue's name of a destination, else ``type||id``."""
    return flow.destination_name(destination) or str(destination)


def numbers_with_hours(flow: Flow) -> list[str]:
    """The flow's numbers whose calls ask a schedule before anything else."""
    return [
        number
        for number, start in flow.numbers.items()
        if "||" in start and isinstance(flow.route_of(parse_address(start)), ScheduleRoute)
    ]


def schedule_name(flow: Flow, key: str) -> str:
    """The name of the one destination that asks a schedule, else the schedule's key."""
    asking = {
        destination
        for destination, route in flow.routes.items()
        if isinstance(route, ScheduleRoute) and route.schedule == key
    }
    return (flow.destination_name(next(iter(asking))) if len(asking) == 1 else None) or key


_RETURNS_PLAYED = (
    "use --given of ivrsim play, call, render, explain, test, demo or agree; elsewhere callers hang up after a message"
)


def _resolve_name(flow: Flow, name: str, answers: tuple[GivenAnswer, ...]) -> str:
    """The name under which the world looks up what is given for ``name``."""
    if name == EVERYONE:
        _refuse_schedule_answers(name, answers)
        _refuse_voicemail_answers(name, answers)
        return name
    if name in flow.schedules:
        return _schedule_given(name, answers)
    destination = destination_named(flow, name, "given", [*flow.schedules], [EVERYONE])
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute):
        return _schedule_given(route.schedule, answers)
    _refuse_schedule_answers(name, answers)
    if destination.type == VOICEMAIL and route is None and answers[0].answer in VOICEMAIL_ANSWERS:
        _refuse_strange_voicemail(flow, name, answers)
        return str(destination.canonical)
    _refuse_voicemail_answers(name, answers)
    for given in answers:
        _refuse_impossible(name, route, given)
    return str(destination.canonical)


def _schedule_given(key: str, answers: tuple[GivenAnswer, ...]) -> str:
    for given in answers:
        if given.answer not in SCHEDULE_ANSWERS:
            raise UsageError(
                f"given: {key} is a schedule and cannot be {answer_words(given.answer)!r}; use open, closed or holiday"
            )
    return key


def _refuse_schedule_answers(name: str, answers: tuple[GivenAnswer, ...]) -> None:
    for given in answers:
        if given.answer in SCHEDULE_ANSWERS:
            raise UsageError(
                f"given: {name} is not a schedule and cannot be {given.answer!r}; use picked up, no answer or busy"
            )


def _refuse_voicemail_answers(name: str, answers: tuple[GivenAnswer, ...]) -> None:
    for given in answers:
        if given.answer in VOICEMAIL_ANSWERS:
            raise UsageError(
                f"given: {name} is not a voicemail where calls end, and cannot be {given.answer!r}; "
                "use picked up, no answer or busy"
            )


def _refuse_strange_voicemail(flow: Flow, name: str, answers: tuple[GivenAnswer, ...]) -> None:
    """Refuse what no caller of a voicemail can do."""
    if len(answers) > 1:
        raise UsageError(f"given: {name} is a voicemail, which has one answer in all of a call; use ends or returns")
    if answers[0].answer == "ends":
        return
    if not can_return_from_voicemail(flow):
        raise UsageError(f"given: {name} cannot be 'returns': no menu has return_after: [voicemail] in flow.yaml")


def _refuse_impossible(name: str, route: PersonRoute | ScheduleRoute | None, given: GivenAnswer) -> None:
    words = answer_words(given.answer)
    if not isinstance(route, PersonRoute):
        if given.answer != "picked_up":
            raise UsageError(
                f"given: {name} cannot be {words!r}: the flow does not say what follows; "
                "add rings, no_answer or busy to it in flow.yaml"
            )
        return
    if given.answer not in route.answers:
        raise UsageError(f"given: {name} cannot be {words!r}: it has no {given.answer} destination in flow.yaml")
    if given.after_ms is not None and given.after_ms >= route.rings_ms:
        late = f"{words!r} after {given.after_ms / 1000:g} s is too late"
        raise UsageError(f"given: {name} rings for {route.rings_ms / 1000:g} s; {late}")


def destination_named(
    flow: Flow, name: str, field: str, before: Sequence[str] = (), after: Sequence[str] = ()
) -> Destination:
    """The destination of that name, or ``type||id``, in the catalogue.

    Raises ``UsageError`` about the ``field``, with the nearest name of a destination, or of what else may be named
    there (listed ``before`` and ``after`` the destinations).
    """
    for destination, entry in flow.destinations.items():
        if entry.name == name:
            return destination
    if "||" in name:
        destination = parse_address(name).canonical
        if destination in flow.destinations or destination in flow.routes:
            return destination
    names = [*before, *(item.name for item in flow.destinations.values() if item.name), *after]
    near = nearest_words(name, names)
    known_names = f"the flow has {', '.join(names[:6])}{', ...' if len(names) > 6 else ''}"
    hint = f"did you mean {near[0]}?" if near else known_names
    raise UsageError(f"{field}: nothing is called {quote_value(name)}; {hint}")
