"""The places and arcs of a flow, read off its rows: what ``core.call_plan`` says of them, for whoever reads many.

The call plan makes the blueprint of every menu that is entered, and works out all twelve keys of a place whenever one
of its arcs is asked for. Here an arc is one look into rows that are shared by kind, and keys that lead to the same
share what they cause. Places are the core's, so a reader may mix them with those of calls.
"""

from __future__ import annotations

from simulator.config.flow import Flow
from simulator.core.call_plan import Arc
from simulator.core.events import ANSWERED, KEYS
from simulator.core.places import WORLD_PHASES, Place
from simulator.tables.changed_table import ChangedTable, can_share_rows
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import KEY_NUMBERS, Keypad
from simulator.tables.menu_rows import Position, Step
from simulator.tables.station import Station, keypad_of
from simulator.tables.table_walk import RINGING, TablePlace, TableWalk


class TablePlan:
    """Every place and arc of a flow, looked up when asked for; ``table`` has the rows, made where none is given."""

    def __init__(self, flow: Flow, table: FlowTable | None = None) -> None:
        self.flow = flow
        self.table = FlowTable(flow) if table is None else table
        self._walk = TableWalk(self.table)
        self._starts: dict[str, Place] = {}
        self._arcs: dict[tuple[int, int, int, int, int], Arc] = {}
        self._choices: dict[tuple[int, str, str | None, str], Arc] = {}
        self._own_choices: dict[tuple[int, str, str | None, str], Arc] = {}
        self._known: dict[tuple[Place, str], Arc | None] | None = None

    def changed_in(self, flow: Flow, key: str) -> TablePlan:
        """Return the plan of a flow that differs from this one in one place alone (a receptionist, by its key).

        As far as neither flow goes back anywhere, it shares the rows, and the arcs of choices. It keeps the arcs that
        are asked for: a changed flow is looked at for a short while, from several sides.
        """
        if not can_share_rows(self.table, flow, key):
            return TablePlan(flow)
        plan = TablePlan(flow, ChangedTable(self.table, flow, key))
        plan._choices, plan._known = self._choices, {}
        return plan

    def ringing_place(self, start: str | None = None) -> Place:
        """Return where a call is before it is answered: by a receptionist, or at a destination (``type||id``)."""
        return Place(self.flow.start if start is None else start, "ringing")

    def start_place(self, key: str) -> Place:
        """Return where a call is once it has entered a receptionist."""
        start = self._starts.get(key)
        if start is None:
            start = self._starts[key] = self.arc_from(self.ringing_place(key), ANSWERED).dest
        return start

    def station_at(self, place: Place) -> Station | None:
        """Return the rows of the receptionist that a call is in; None: it is in none."""
        is_elsewhere = place.phase in WORLD_PHASES or place.phase in ("ringing", "ended")
        return None if is_elsewhere else self.table.station_of(place.receptionist)

    def part_at(self, place: Place) -> int:
        """Return which of ``PARTS`` plays where a call is in a receptionist; ``NO_PART``: nothing plays."""
        at = self._walk.locate_place(place)
        return self.table.station_at(at.target).kind.positions[at.position].part

    def hears_keys(self, place: Place) -> bool:
        """Return whether a key does anything at a place."""
        at = self._walk.locate_place(place)
        return self._results_at(at) is not None or self._announcement_at(at) is not None

    def find_arc(self, place: Place, trigger: str) -> Arc | None:
        """Return what one event leads to from a place; None: it cannot happen there."""
        if self._known is None:
            return self._look_up_arc(place, trigger)
        if (place, trigger) not in self._known:
            self._known[place, trigger] = self._look_up_arc(place, trigger)
        return self._known[place, trigger]

    def _look_up_arc(self, place: Place, trigger: str) -> Arc | None:
        move = self._walk.move_from(self._walk.locate_place(place), trigger)
        if move is None:
            return None
        return Arc(trigger, move.effects, self._walk.place_of(move.dest), move.internal)

    def arc_from(self, place: Place, trigger: str) -> Arc:
        """Return the same for an event that can happen there."""
        arc = self.find_arc(place, trigger)
        assert arc is not None, f"{trigger} cannot happen at {place.name}"
        return arc

    def arc_of_key(self, place: Place, key: str) -> Arc | None:
        """Return what a key leads to, None where it is ignored; ``key_arcs`` shares it."""
        at = self._walk.locate_place(place)
        if (station := self._announcement_at(at)) is not None:
            return self._announcement_arcs(station, at)[KEY_NUMBERS[key]]
        results = self._results_at(at)
        return None if results is None else self._arc_of_result(at, results[KEY_NUMBERS[key]], key)

    def key_arcs(self, place: Place) -> tuple[Arc | None, ...]:
        """Return what each of ``KEYS`` leads to, None where it is ignored.

        Keys with one result share one arc (its trigger is one of them), and so do the places of a menu where they have
        it: a choice leads to the same in every round, a wrong key wherever the counts are the same.
        """
        at = self._walk.locate_place(place)
        if (station := self._announcement_at(at)) is not None:
            return self._announcement_arcs(station, at)
        results = self._results_at(at)
        if results is None:
            return (None,) * len(KEYS)
        arcs = {result: self._arc_of_result(at, result, KEYS[results.index(result)]) for result in set(results)}
        return tuple([arcs[result] for result in results])

    def _announcement_at(self, at: TablePlace) -> Station | None:
        """Return the announcement that a call is in where keys do something there."""
        if at.target < 0 or at.position == RINGING:
            return None
        station = self.table.station_at(at.target)
        return station if station.keypad is None and station.kind.positions[at.position].hears else None

    def _announcement_arcs(self, station: Station, at: TablePlace) -> tuple[Arc | None, ...]:
        """Return what each of ``KEYS`` leads to in an announcement; keys of one step share one arc."""
        announcement, arcs = station.kind.announcement, dict[Step, Arc]()
        assert announcement is not None, "an announcement in which keys do something says what"
        steps = announcement.keys[at.position]
        for key, step in zip(KEYS, steps, strict=True):
            if step is not None and step not in arcs:
                move = self._walk.move_from(at, key)
                assert move is not None, "a key can be pressed anywhere"
                arcs[step] = Arc(key, move.effects, self._walk.place_of(move.dest))
        return tuple(None if step is None else arcs[step] for step in steps)

    def _results_at(self, at: TablePlace) -> tuple[int, ...] | None:
        """Return the row of the keypad that holds at a place; None: no key is heard there."""
        if at.target < 0 or at.position == RINGING:
            return None
        station = self.table.station_at(at.target)
        if station.keypad is None:
            return None
        position = station.kind.positions[at.position]
        if station.kind.switch is not None:
            return _switch_results(keypad_of(station), at, position)
        return keypad_of(station).keys[at.node] if position.hears else None

    def _arc_of_result(self, at: TablePlace, result: int, key: str) -> Arc:
        """Return the arc of one result of a keypad: a choice (below 0), a wrong key, or a node."""
        station = self.table.station_at(at.target)
        if result < 0 and station.kind.switch is None and not self.table.ways_back.recalls(station.choices[~result]):
            return self._arc_of_choice(station, at, ~result, key)
        which = (at.target, result, at.wrong_keys, at.silences, at.way_back)
        arc = self._arcs.get(which)
        if arc is None:
            arc = self._arcs[which] = self._make_arc(at, key)
        return arc

    def _arc_of_choice(self, station: Station, at: TablePlace, choice: int, key: str) -> Arc:
        """Return the arc of a choice that leads to the same whatever came before."""
        target = station.choices[choice]
        is_own = isinstance(self.table, ChangedTable) and target == self.table.own_number
        choices = self._own_choices if is_own else self._choices
        which = target, keypad_of(station).codes[choice], station.templates[choice], key
        arc = choices.get(which)
        if arc is None:
            arc = choices[which] = self._make_arc(at, key)
        return arc

    def _make_arc(self, at: TablePlace, key: str) -> Arc:
        move = self._walk.move_from(at, key)
        assert move is not None, "a key can be pressed anywhere"
        return Arc(key, move.effects, self._walk.place_of(move.dest))


_QUIET, _CUTS = -(1 << 30), -(1 << 31)
"""Results that no keypad has: a wrong key without a sound, and a key that only stops a recording."""


def _switch_results(keypad: Keypad, at: TablePlace, position: Position) -> tuple[int, ...]:
    """Return what each of ``KEYS`` leads to in a menu of FreeSWITCH, where every key does something."""
    if not position.hears:
        return (_CUTS,) * len(KEYS)
    if position.then is not None:
        return keypad.early
    row = keypad.keys[at.node]
    return row if at.node else tuple(_QUIET if key == "#" else result for key, result in zip(KEYS, row, strict=True))
