"""The reasons for what the world did in a call: how a schedule stood, who picked up, and where that leads.

Each points at a field of flow.yaml, where there is one.
"""

from __future__ import annotations

from datetime import timedelta

from simulator.callers.given_answers import EVERYONE
from simulator.callers.world import WorldSettings, person_name
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, WORLD_ANSWERS
from simulator.core.places import Place
from simulator.fast_classes import NamedTuple
from simulator.wire.decoding import Path

_STATE_WORDS = {"open": "open", "closed": "closed", "holiday": "closed for a holiday"}


class WorldCause(NamedTuple):
    """A cause in plain words, and the path in flow.yaml that sets it (empty: none does)."""

    text: str
    field: Path = ()


class WorldCauses:
    """The world's part in the turns of one call; ``world`` is what the call was made with, None: nobody knows."""

    def __init__(self, flow: Flow, world: WorldSettings | None = None) -> None:
        self.flow = flow
        self.world = world

    def exit_field(self, turn: Turn) -> Path:
        """The path of flow.yaml that says where the call goes from a number, a schedule or a telephone."""
        trigger = turn.event.trigger
        if trigger == ANSWERED:
            return ("numbers", self.flow.number) if self.flow.number else ()
        destination = parse_address(turn.source.receptionist)
        route = self.flow.route_of(destination)
        if trigger == "holiday" and isinstance(route, ScheduleRoute) and route.holiday is None:
            trigger = "closed"
        if isinstance(route, PersonRoute) and getattr(route, trigger, None) is None:
            return _destination_path(destination)
        return (*_destination_path(destination), trigger)

    def explain_answer(self, turn: Turn) -> WorldCause | None:
        """Why the world answered so; None: the turn is none of its answers."""
        question = turn.source.wait.asks if turn.source.wait else None
        if question is None or turn.event.trigger not in WORLD_ANSWERS:
            return None
        answer: Answer = turn.event.trigger
        if isinstance(question.route, ScheduleRoute):
            return self._explain_schedule(question.route.schedule, answer, turn.at)
        return self._explain_person(question.destination, question.route, answer)

    def _explain_schedule(self, key: str, answer: Answer, at_ms: int) -> WorldCause:
        stands = f"{key} is {_STATE_WORDS[answer]}"
        if self.world is None:
            return WorldCause(stands, ("schedules", key))
        if key in self.world.given:
            return WorldCause(f"{stands}, as given")
        is_switch = self.flow.schedules[key].is_switch
        if self.world.moment is not None and not is_switch:
            return self._explain_calendar(key, stands, at_ms)
        why = "it is a switch, and its position is not given" if is_switch else "the call has no moment"
        return WorldCause(f"{key} is assumed to be open: {why}", ("schedules", key))

    def _explain_calendar(self, key: str, stands: str, at_ms: int) -> WorldCause:
        from simulator.calendar.moments import describe_moment  # zones are loaded for a call at a moment only
        from simulator.calendar.zones import load_zone

        assert self.world is not None, "a call at a moment has a world"
        assert self.world.moment is not None, "a call at a moment has one"
        zone = load_zone(self.flow.timezone)
        instant = self.world.moment + timedelta(milliseconds=at_ms)
        holiday = self.flow.schedules[key].holiday_on(instant.astimezone(zone).date())
        name = f", {holiday.name}" if holiday is not None and holiday.name else ""
        section = "open" if holiday is None else "holidays"
        return WorldCause(f"{stands} at {describe_moment(instant, zone)}{name}", ("schedules", key, section))

    def _explain_person(self, destination: Destination, route: PersonRoute, answer: Answer) -> WorldCause:
        name, rings = person_name(self.flow, destination), f"{route.rings_ms / 1000:g} s"
        text = {
            "picked_up": f"{name} picks up",
            "busy": f"{name} is busy",
            "no_answer": f"nobody picks up at {name} for {rings}",
        }[answer]
        path = _destination_path(destination)
        if answer == "no_answer" and route.rings_stated:
            path = (*path, "rings")
        if self.world is None:
            return WorldCause(text, path)
        if any(name in self.world.given for name in (str(destination.canonical), EVERYONE)):
            return WorldCause(f"{text}, as given", path)
        if route.nobody:
            return WorldCause(f"{text}: nobody is there", (*_destination_path(destination), "answers"))
        return WorldCause(f"{text}, which is assumed", path)

    def arrival_words(self, place: Place) -> str:
        """Describe in a few words what the call came to: a schedule that is asked, or a telephone that rings."""
        question = place.wait.asks if place.wait else None
        assert question is not None, "a place of the world asks"
        name = person_name(self.flow, question.destination)
        label = name if name == str(question.destination) else f"{name} ({question.destination})"
        if isinstance(question.route, ScheduleRoute):
            return f"{label}, which asks the schedule {question.route.schedule}"
        stated = "" if question.route.rings_stated else ", which is assumed"
        return f"{label}, which rings for up to {question.route.rings_ms / 1000:g} s{stated}"


def _destination_path(destination: Destination) -> Path:
    return ("destinations", str(destination.canonical))
