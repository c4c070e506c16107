"""The menus of FreeSWITCH that a call is in, one in the other: where an action or a menu's end leads.

A menu that is entered by a choice is called: it runs with counters of its own, and when it ends, the menu before it
goes on, with its long greeting. That one's wrong keys were forgotten by the choice, its silences are kept. So a level
is a menu and its silences; the way back is all of them (``WayBack``), the next one first, the first of the call last.

    a choice of a menu      one level more; the menu that already runs: it goes on. More than 12 levels: all menus end
    menu_back, a menu's end one level less; at the first menu the call ends, after its exit sound
    menu_top                back to the first menu of the call
    menu_exit               all menus end: the exit sound of the first, and the call ends
    anything else           a transfer: the call leaves the menus, without an exit sound

A menu's end leaves a status behind, which the next menu that is called puts back to ``success``. It is what the call
ends with where no menu says another, so it is part of the way back too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.switch_menu import LEVELS_MOST, MENU_BACK, MENU_END, MENU_EXIT, MENU_TOP, STATUS_CAUSES, Status
from simulator.core.effects import Choice, Effect, Enter, Return, Route
from simulator.core.places import ENDED, NO_WAY_BACK, Level, Onward, Place, WayBack
from simulator.core.switch_blueprint import SwitchBlueprint
from simulator.fast_classes import dataclass

Arrival = tuple[tuple[Effect, ...], Place]


@dataclass(frozen=True, slots=True)
class MenuStack:
    """Leads calls between the menus of one flow; ``leave_menus`` is where a transfer goes."""

    flow: Flow
    menu_of: Callable[[str], SwitchBlueprint]
    leave_menus: Callable[[Destination], Arrival]

    def enter(self, key: str, way_back: WayBack = NO_WAY_BACK) -> Arrival:
        """Enter a menu; without a way back it is the first of the call."""
        return self._take(key, way_back, (Enter(key),), self.menu_of(key).enter())

    def follow(self, source: Place, onward: Onward) -> Arrival:
        """Return what a call meets that an event leads onward from a place of a menu."""
        if source.phase == "exit_sound" and onward.destination is not None:
            return (*onward.effects, Route(onward.destination)), ENDED
        destination, effects = onward.destination, onward.effects
        if destination is not None and any(isinstance(effect, Choice) for effect in effects):
            return self._choose(source, destination, effects)
        return self._take(source.receptionist, source.way_back, effects, onward)

    def _take(self, key: str, way_back: WayBack, effects: tuple[Effect, ...], onward: Onward) -> Arrival:
        """Return what follows in a menu: a place, or its end. ``effects`` are those before."""
        if onward.effects is not effects:
            effects = (*effects, *onward.effects)
        if onward.place is not None:
            stays = onward.place is ENDED or way_back == NO_WAY_BACK
            return effects, onward.place if stays else replace(onward.place, way_back=way_back)
        destination = onward.destination
        assert destination is not None, "a menu goes on, or ends"
        if destination.type != MENU_END:
            return self._transfer(destination, effects)
        return self._end_menu(key, way_back, _status_of(destination.id), effects)

    def _choose(self, source: Place, destination: Destination, effects: tuple[Effect, ...]) -> Arrival:
        """Carry out the action of a choice, which has put the menu's wrong keys back to zero."""
        key, way_back, silences = source.receptionist, source.way_back, source.silences
        match destination.type:
            case action if action == MENU_BACK:
                return self._end_menu(key, way_back, way_back.last_status, effects)
            case action if action == MENU_EXIT:
                return self._end_call(_first(key, way_back), way_back.last_status, effects)
            case action if action == MENU_TOP:
                return self._go_to_top(source, effects)
        called = self.flow.receptionist_for(destination)
        if called is None or not self.flow.receptionists[called].is_menu:
            return self._transfer(destination, effects)
        if called == key:
            return self._take(key, way_back, effects, self.menu_of(key).take_turn(0, silences, "wrong"))
        if len(way_back.menus) + 1 == LEVELS_MOST:
            return self._end_call(_first(key, way_back), way_back.last_status, effects)
        entered, place = self.enter(called, WayBack((Level(key, 0, silences), *way_back.menus)))
        return (*effects, *entered), place

    def _go_to_top(self, source: Place, effects: tuple[Effect, ...]) -> Arrival:
        """Leave all levels up to the nearest that runs the first menu of the call, by its name."""
        key, way_back = source.receptionist, source.way_back
        top = _first(key, way_back)
        if key == top:
            return self._take(key, way_back, effects, self.menu_of(key).take_turn(0, source.silences, "wrong"))
        depth = next(number for number, level in enumerate(way_back.menus) if level.receptionist == top)
        return self._resume(WayBack(way_back.menus[depth:], way_back.status), way_back.last_status, effects)

    def _end_menu(self, key: str, way_back: WayBack, status: Status, effects: tuple[Effect, ...]) -> Arrival:
        if not way_back.menus:
            return self._end_call(key, status, effects)
        return self._resume(way_back, status, effects)

    def _resume(self, way_back: WayBack, status: Status, effects: tuple[Effect, ...]) -> Arrival:
        """Go back to the first menu of a way back."""
        key, _, silences = way_back.menus[0]
        before = WayBack(way_back.menus[1:], "" if status == "success" else status)
        return self._take(key, before, (*effects, Return(key)), self.menu_of(key).take_turn(0, silences, "entry"))

    def _end_call(self, key: str, status: Status, effects: tuple[Effect, ...]) -> Arrival:
        onward = self.menu_of(key).end(status)
        if onward.place is not None:
            return (*effects, *onward.effects), onward.place
        return (*effects, Route(Destination(MENU_END, status))), ENDED

    def _transfer(self, destination: Destination, effects: tuple[Effect, ...]) -> Arrival:
        arrived, place = self.leave_menus(destination)
        return (*effects, *arrived), place


def before_return(place: Place) -> Place:
    """Return a place with the one level that a call returns to next, for searches that look at each menu once.

    Up to that return, menus further down change nothing; and what happens after it has been looked at where the call
    was in that menu before, which a search had to come through. (With all twelve levels, menus that call each other
    have more places than can be searched.)
    """
    menus, status = place.way_back.menus, place.way_back.status
    return place if len(menus) < 2 else replace(place, way_back=WayBack(menus[:1], status))


def _first(key: str, way_back: WayBack) -> str:
    """Return the first menu of the call."""
    return way_back.menus[-1].receptionist if way_back.menus else key


def _status_of(id: str) -> Status:
    """Return the status of a menu's end; an id that is none is what the engine says of a menu that simply ends."""
    return next((status for status in STATUS_CAUSES if status == id), "success")
