"""A call as its rows see it: where it is, what can happen there, and what that leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from simulator.config.receptionist import parse_address
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Note, Play, Return, Round
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, PROMPT_ENDED, SILENCE
from simulator.core.places import ENDED, NO_WAY_BACK, WORLD_PHASES, Cause, Place, Wait, WayBack, WorldQuestion
from simulator.fast_classes import NamedTuple
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import KEY_NUMBERS, WRONG
from simulator.tables.menu_rows import LEAVES, Position, Step
from simulator.tables.station import Station, keypad_of

RINGING = -1
"""The position of a call that has not been answered yet."""


class TablePlace(NamedTuple):
    """Where a call is: a target, and in a station the position, the node of its keypad, and the counts used so far.

    ``way_back`` is the number of the table's way back, 0: none.
    """

    target: int
    position: int = 0
    node: int = 0
    wrong_keys: int = 0
    silences: int = 0
    way_back: int = 0


OVER = TablePlace(~0)
"""The call has ended."""


class TableMove(NamedTuple):
    """The result of one event. ``internal``: it is ignored, and must not restart any wait."""

    effects: tuple[Effect, ...]
    dest: TablePlace
    internal: bool = False


class TableWait(NamedTuple):
    """If nothing else happens for so long, then this does; where ``asks`` is a question, the world answers instead."""

    milliseconds: int
    trigger: str
    asks: WorldQuestion | None = None
    within: int | None = None


class TableWalk:
    """Follows the rows of a flow event by event; it remembers nothing of a call."""

    def __init__(self, table: FlowTable) -> None:
        self.table = table
        self._starts: dict[str, int] = {}
        self._start_keys: list[str] = []

    def ringing_place(self, start: str | None = None) -> TablePlace:
        """Return where a call is before it is answered, at ``start`` or where the flow begins."""
        start = self.table.flow.start if start is None else start
        number = self._starts.setdefault(start, len(self._start_keys))
        if number == len(self._start_keys):
            self._start_keys.append(start)
        return TablePlace(self.table.target_of_start(start), RINGING, number)

    def move_from(self, at: TablePlace, trigger: str) -> TableMove | None:
        """Return what an event leads to; None: it cannot happen there."""
        if at == OVER:
            return None
        if trigger == HUNG_UP:
            return _HANG_UP
        if at.position == RINGING:
            move = self._arrive_at(at.target, (), NO_WAY_BACK) if trigger == ANSWERED else None
        elif at.target < 0:
            target = self.table.answers_at(~at.target).get(trigger)
            behind = self.table.ways_back[at.way_back]
            move = None if target is None else self._arrive_at(target, (), behind)
        else:
            station = self.table.station_at(at.target)
            return (self._move_in_menu if station.kind.switch is None else self._move_by_plan)(station, at, trigger)
        return TableMove((), at, internal=True) if move is None and trigger in KEY_NUMBERS else move

    def wait_at(self, at: TablePlace) -> TableWait | None:
        """Return what happens by itself at a place; None: nothing does."""
        if at == OVER or at.position == RINGING:
            return None
        if at.target < 0:
            wait = self._asking_place(at).wait
            assert wait is not None, "who asks waits for an answer"
            return TableWait(wait.milliseconds, wait.then.trigger, wait.asks)
        return self._wait_in(self.table.station_at(at.target), at)

    def _wait_in(self, station: Station, at: TablePlace) -> TableWait:
        position, announcement = station.kind.positions[at.position], station.kind.announcement
        if announcement is not None and (wait := announcement.waits[at.position]) is not None:
            return TableWait(wait, _ends_by(position))
        if position.then is None:
            within = None if station.kind.switch is None else station.waits[0]
            return TableWait(station.waits[at.node > 0], SILENCE, within=within)
        return TableWait(station.lengths[position.part] if position.part >= 0 else 0, PROMPT_ENDED)

    def place_of(self, at: TablePlace) -> Place:
        """The place of the blueprint that this is, with its wait."""
        if at == OVER:
            return ENDED
        if at.position == RINGING:
            return Place(self._start_keys[at.node], "ringing")
        if at.target < 0:
            return self._asking_place(at)
        station = self.table.station_at(at.target)
        position = station.kind.positions[at.position]
        phase, keys = position.phase, ""
        if at.node:
            typed = keypad_of(station).nodes[at.node]
            phase, keys = ("dead", "") if typed is None else ("collecting", typed)
        milliseconds, trigger, _, within = self._wait_in(station, at)
        wait, way_back = Wait(milliseconds, EVENTS[trigger], within=within), self.table.ways_back[at.way_back]
        counts = at.wrong_keys, at.silences
        return Place(station.key, phase, *counts, position.after, position.prompt, keys, wait, way_back)

    def locate_place(self, place: Place) -> TablePlace:
        """Return where the rows have a place of the blueprint: ``place_of`` the other way round.

        Raises ``KeyError`` or ``ValueError`` for a place that no call can come to.
        """
        phase = place.phase
        if phase == "ended":
            return OVER
        if phase == "ringing":
            return self.ringing_place(place.receptionist)
        if phase in WORLD_PHASES:
            target = self.table.target_of(parse_address(place.receptionist))
            return TablePlace(target, way_back=self.table.ways_back.number_of(place.way_back))
        number = self.table.number_of(place.receptionist)
        station = self.table.station_at(number)
        kind, node = station.kind, 0
        if phase in ("collecting", "dead"):
            # Where keys can make no choice any more, the node has none: neither has the place.
            position, node = kind.listening, keypad_of(station).nodes.index(place.keys or None)
        else:
            position = kind.position_of(phase, place.after, place.index)
        way_back = 0 if place.way_back is NO_WAY_BACK else self.table.ways_back.number_of(place.way_back)
        return TablePlace(number, position, node, place.wrong_keys, place.silences, way_back)

    def _asking_place(self, at: TablePlace) -> Place:
        asks = self.table.outcomes[~at.target].asks
        assert asks is not None, "a call that goes on behind the menus asks the world"
        return replace(asks, way_back=self.table.ways_back[at.way_back]) if at.way_back else asks

    def _leave_for(self, station: Station, at: TablePlace, target: int, effects: tuple[Effect, ...]) -> TableMove:
        """Return what a call meets at a target when it leaves a station with the counts of ``at``."""
        table, counts = self.table, (at.wrong_keys, at.silences)
        if not table.ways_back.recalls(target):
            return self._arrive_at(target, effects, NO_WAY_BACK)
        stays = table.outcomes[~target].stays if target < 0 else None
        if stays is None:
            return self._arrive_at(target, effects, table.ways_back.leave(station.key, at.way_back, counts))
        back = table.ways_back.find_return(station.key, at.way_back, counts)
        if back is None:
            return self._leave_for(station, at, stays, effects)
        number = table.number_of(back.receptionist)
        dest = TablePlace(number, 0, 0, *back.counts, table.ways_back.number_of(back.way_back))
        station = table.station_at(number)
        return self._step_in(station, dest, (*effects, Return(station.key)), station.kind.enters)

    def _arrive_at(self, target: int, effects: tuple[Effect, ...], behind: WayBack) -> TableMove:
        """Return what a call meets at a target, after these effects, with ``behind`` behind it."""
        if target < 0:
            outcome = self.table.outcomes[~target]
            if outcome.stays is not None:  # a number leads to a return: there is nowhere to go back to
                return self._arrive_at(outcome.stays, effects, behind)
            asks = outcome.asks is not None
            dest = TablePlace(target, way_back=self.table.ways_back.arrive(target, behind)) if asks else OVER
            return TableMove((*effects, *outcome.effects), dest)
        station = self.table.station_at(target)
        if station.kind.switch is not None:
            entered, place = self.table.plan.stack.enter(station.key)
            return TableMove((*effects, *entered), self.locate_place(place))
        dest = TablePlace(target, way_back=self.table.ways_back.arrive(target, behind))
        announcement, step = station.kind.announcement, station.kind.enters
        if announcement is not None and behind == NO_WAY_BACK:
            step = announcement.pause
        return self._step_in(station, dest, (*effects, Enter(station.key)), step)

    def _move_by_plan(self, station: Station, at: TablePlace, trigger: str) -> TableMove | None:
        """The same in a menu of FreeSWITCH: where its choices lead depends on all the menus before."""
        arc = self.table.plan.find_arc(self.place_of(at), trigger)
        return None if arc is None else TableMove(arc.effects, self.locate_place(arc.dest))

    def _move_in_menu(self, station: Station, at: TablePlace, trigger: str) -> TableMove | None:
        position = station.kind.positions[at.position]
        if trigger in KEY_NUMBERS:
            if not position.hears:
                return TableMove((), at, internal=True)
            if station.kind.announcement is not None:
                step = station.kind.announcement.keys[at.position][KEY_NUMBERS[trigger]]
                return TableMove((), at, internal=True) if step is None else self._step_on(station, at, step)
            return self._typed(station, at, keypad_of(station).keys[at.node][KEY_NUMBERS[trigger]])
        if trigger != _ends_by(position):
            return None
        if position.then is not None:
            return self._step_on(station, at, position.then)
        if at.node:
            return self._typed(station, at, keypad_of(station).runs_out[at.node])
        return self._miss(station, at, "silence")

    def _step_on(self, station: Station, at: TablePlace, step: Step) -> TableMove:
        """Take the step of a position, which may leave the station."""
        if step.to != LEAVES:
            return self._step_in(station, at, (), step)
        position = station.kind.positions[at.position]
        return self._leave_for(station, at, _way_out(station, position.after), ())

    def _typed(self, station: Station, at: TablePlace, result: int) -> TableMove:
        """Return what follows what has been typed: more of it, a wrong key, or a choice."""
        if result > 0:
            return TableMove((), at._replace(position=station.kind.listening, node=result))
        if result == WRONG:
            return self._miss(station, at, "wrong")
        code, template = ~result, station.templates[~result]
        noted = (Note(template),) if template else ()
        return self._leave_for(station, at, station.choices[code], (Choice(keypad_of(station).codes[code]), *noted))

    def _miss(self, station: Station, at: TablePlace, cause: Literal["wrong", "silence"]) -> TableMove:
        """A wrong key or a silence: one more of them, and what follows."""
        miss = station.kind.count_miss(cause, at.wrong_keys, at.silences, station.allowed)
        effects = (Miss(cause, miss.used, miss.allowed, miss.last),)
        counted = TablePlace(at.target, 0, 0, miss.wrong_keys, miss.silences, at.way_back)
        if miss.step.to == LEAVES:
            return self._leave_for(station, counted, _way_out(station, cause), effects)
        return self._step_in(station, counted, effects, miss.step)

    def _step_in(self, station: Station, at: TablePlace, effects: tuple[Effect, ...], step: Step) -> TableMove:
        """Take one step within a station, with the counts of ``at``."""
        begins = (Round(at.wrong_keys, at.silences),) if step.begins else ()
        part = step.plays
        plays = () if part < 0 else (Play(station.recordings[part], station.lengths[part], step.interruptible),)
        dest = TablePlace(at.target, step.to, 0, at.wrong_keys, at.silences, at.way_back)
        return TableMove((*effects, *begins, *plays), dest)


_HANG_UP = TableMove((End("caller"),), OVER)


def _ends_by(position: Position) -> str:
    """Return what happens by itself at a position: a wait for a key runs out, or a recording or a pause ends."""
    return SILENCE if position.then is None or position.phase == "repeat_wait" else PROMPT_ENDED


def _way_out(station: Station, after: Cause) -> int:
    if station.keypad is None:
        return station.forward
    return station.wrong if after == "wrong" else station.silence
