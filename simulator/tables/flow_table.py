"""A flow as stations and outcomes: every receptionist by its kind and keypad, with what is its own.

Stations are compiled when somebody asks for them (a call in a flow of 10,000 receptionists starts at once), or all
together. A *target* is a number: that of a station, or ``~outcome``.
"""

from __future__ import annotations

from functools import cached_property

from simulator.config.flow import Flow
from simulator.config.menu_engine import ReturnCause, any_memory, played_recordings, returns_after, without_choices
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import switch_menu
from simulator.core.blueprint import Blueprint
from simulator.core.call_plan import Arc, CallPlan
from simulator.core.effects import Effect, End, Enter
from simulator.core.effects import Route as Routed
from simulator.core.events import WORLD_ANSWERS
from simulator.core.places import ENDED, WORLD_PHASES, Place
from simulator.core.switch_blueprint import SwitchBlueprint
from simulator.tables.keypads import Keypad, read_keypad
from simulator.tables.known_rows import KindKey, rows_under
from simulator.tables.menu_rows import MenuRows, read_allowed, read_menu_rows
from simulator.tables.outcome_rows import OutcomeRow
from simulator.tables.station import NO_WAY, Station, StationShape
from simulator.tables.ways_back import WaysBack


class FlowTable:
    """The rows of a flow under its semantics; ``outcomes`` are by number.

    ``kinds`` are by what their rows depend on, ``keypads`` by their codes, and both by the semantics that a menu has
    of its own.
    """

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.keys = list(flow.receptionists)
        self.outcomes: list[OutcomeRow] = [OutcomeRow((), None, None)]
        self.kinds: dict[tuple[KindKey, Semantics | None], MenuRows] = {}
        self.keypads: dict[tuple[tuple[str, ...], Semantics | None, int], Keypad] = {}
        self.plan = CallPlan(flow)
        self.ways_back = WaysBack(self.plan.returns, self.keys, self.outcomes)
        self._returns: dict[int, int] = {}
        self._numbers = {key: number for number, key in enumerate(self.keys)}
        self._stations: list[Station | None] = [None] * len(self.keys)
        self._shapes: dict[str, StationShape] = {}
        self._allowed: dict[tuple[int | None, int | None, Semantics | None], tuple[int, int]] = {}
        self._waits: dict[tuple[float | None, Semantics | None], tuple[int, int]] = {}
        self._targets: dict[Destination, int] = {}
        self._ends: dict[End | Routed, int] = {}
        self._answers: dict[int, dict[str, int]] = {}

    @cached_property
    def has_memory(self) -> bool:
        """Whether what a receptionist does can depend on what came before it."""
        return any_memory(self.flow.receptionists.values())

    def station_at(self, number: int) -> Station:
        """The station of that number, compiled when it is first asked for."""
        station = self._stations[number]
        if station is None:
            key = self.keys[number]
            station = self._stations[number] = self._compile_station(key, self.flow.receptionists[key])
        return station

    def number_of(self, key: str) -> int:
        """Return the number of the station of a receptionist, by its key."""
        return self._numbers[key]

    def station_of(self, key: str) -> Station:
        """Return the station of a receptionist, by its key."""
        return self.station_at(self._numbers[key])

    def keypad_without_codes(self, key: str) -> Keypad:
        """Return the keypad that a menu would have without entries: every key is wrong in it."""
        menu = self.flow.receptionists[key]
        known = rows_under(self.flow.semantics_in(menu)).keypads.get(((), 0))
        if known is not None and menu.engine.switch is None:  # without a copy of every menu of a large flow
            return known
        return self._shared_keypad(without_choices(menu), ())

    def compile_all(self) -> list[Station]:
        """Every station; 10,000 take less than half a second."""
        return [self.station_at(number) for number in range(len(self.keys))]

    def target_of_start(self, start: str) -> int:
        """The target of a start of calls: a receptionist's key, or a destination as ``type||id``."""
        return self.target_of(parse_address(start)) if "||" in start else self._numbers[start]

    def target_of(self, destination: Destination) -> int:
        """The target of a destination."""
        target = self._targets.get(destination)
        if target is None:
            key = self.flow.receptionist_for(destination)
            target = self._add_outcome(destination) if key is None else self._numbers[key]
            if destination.leads_back:
                target = self._return_or(target)
            self._targets[destination] = target
        return target

    def answers_at(self, number: int) -> dict[str, int]:
        """The targets of the world's answers at an outcome that asks, by the trigger of the answer."""
        answers = self._answers.get(number)
        if answers is None:
            asks = self.outcomes[number].asks
            assert asks is not None, "an outcome where a call is over asks nothing"
            arcs = [arc for arc in self.plan.arcs_from(asks) if arc.trigger in WORLD_ANSWERS]
            answers = self._answers[number] = {arc.trigger: self._target_of_arc(arc) for arc in arcs}
        return answers

    def _return_or(self, target: int) -> int:
        """The target of a return that is ``target`` where there is no menu to go back to."""
        number = self._returns.get(target)
        if number is None:
            number = self._returns[target] = ~len(self.outcomes)
            self.outcomes.append(OutcomeRow((), None, None, target))
        return number

    def _target_of_arc(self, arc: Arc) -> int:
        """The target of an answer, as its arc says it."""
        if arc.effects and isinstance(arc.effects[0], Enter):
            # Where the call is then tells less: a menu of FreeSWITCH without a greeting is over at once.
            return self._numbers[arc.effects[0].receptionist]
        if arc.dest.phase in WORLD_PHASES:
            return self.target_of(parse_address(arc.dest.receptionist))
        (end,) = arc.effects
        return self._number_of_end(end)

    def _add_outcome(self, destination: Destination) -> int:
        effects, place = self.plan.arrive_at(destination)
        if place == ENDED:
            (end,) = effects
            return self._number_of_end(end)
        self.outcomes.append(OutcomeRow(effects, None, place))
        return ~(len(self.outcomes) - 1)

    def _number_of_end(self, end: Effect) -> int:
        assert isinstance(end, End | Routed), "a call is over by one of these"
        number = self._ends.get(end)
        if number is None:
            number = self._ends[end] = ~len(self.outcomes)
            self.outcomes.append(OutcomeRow((end,), end, None))
        return number

    def shape_of(self, key: str) -> StationShape:
        """Return a receptionist by its key without its targets, which take as long again to look up."""
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = self._compile_shape(key, self.flow.receptionists[key])
        return shape

    def _compile_shape(self, key: str, receptionist: Receptionist) -> StationShape:
        recordings = tuple([recording or "" for recording in played_recordings(receptionist)])
        length_of = self.flow.length_of
        lengths = tuple([length_of(recording).milliseconds if recording else 0 for recording in recordings])
        kind = self._kind_of(receptionist, recordings)
        if not receptionist.is_menu:
            return StationShape(key, kind, None, recordings, lengths)
        keypad = self._keypad_of(receptionist, tuple(sorted([entry.option for entry in receptionist.choices])))
        waits, allowed = self._waits_of(receptionist), self._allowed_in(receptionist)
        return StationShape(key, kind, keypad, recordings, lengths, waits, allowed)

    def _compile_station(self, key: str, receptionist: Receptionist) -> Station:
        shape = self._compile_shape(key, receptionist)
        keypad = shape.keypad
        if keypad is None:
            forward = self._target_of_way(receptionist, "recording", receptionist.forward_destination)
            return Station(*shape, (), (), NO_WAY, NO_WAY, forward)
        entries = receptionist.options
        return Station(
            *shape,
            tuple([self.target_of(entries[code].destination) for code in keypad.codes]),
            tuple([entries[code].template_id for code in keypad.codes]),
            self._target_of_way(receptionist, "wrong", receptionist.fall_back("wrong")),
            self._target_of_way(receptionist, "silence", receptionist.fall_back("silence")),
            NO_WAY,
        )

    def _target_of_way(self, receptionist: Receptionist, cause: ReturnCause, destination: Destination | None) -> int:
        if destination is None:
            return NO_WAY
        target = self.target_of(destination)
        return self._return_or(target) if returns_after(receptionist, cause) else target

    def _kind_of(self, receptionist: Receptionist, recordings: tuple[str, ...]) -> MenuRows:
        engine = receptionist.engine
        alike = receptionist.is_menu, tuple(map(bool, recordings)), engine.announcement
        key = alike, engine.semantics
        kind = self.kinds.get(key)
        if kind is None:
            semantics = self.flow.semantics_in(receptionist)
            kinds = rows_under(semantics).kinds
            if alike not in kinds:
                kinds[alike] = read_menu_rows(receptionist, semantics)
            kind = self.kinds[key] = kinds[alike]
        return kind

    def _keypad_of(self, menu: Receptionist, codes: tuple[str, ...]) -> Keypad:
        key = codes, menu.engine.semantics, _code_length(menu)
        keypad = self.keypads.get(key)
        if keypad is None:
            keypad = self.keypads[key] = self._shared_keypad(menu, codes)
        return keypad

    def _shared_keypad(self, menu: Receptionist, codes: tuple[str, ...]) -> Keypad:
        keypads = rows_under(self.flow.semantics_in(menu)).keypads
        key = codes, _code_length(menu)
        keypad = keypads.get(key)
        if keypad is None:
            keypad = keypads[key] = read_keypad(self._blueprint_of(menu), codes)
        return keypad

    def _waits_of(self, menu: Receptionist) -> tuple[int, int]:
        engine = menu.engine
        if engine.switch is not None:
            values = switch_menu(menu)
            return values.timeout_ms, values.further_ms
        key = menu.timeout_seconds, engine.semantics
        waits = self._waits.get(key)
        if waits is None:
            blueprint = self._blueprint_of(menu)
            waits = _wait_at(blueprint.place_at("listening")), _wait_at(blueprint.place_at("collecting"))
            self._waits[key] = waits
        return waits

    def _allowed_in(self, menu: Receptionist) -> tuple[int, int]:
        engine = menu.engine
        if engine.switch is not None:
            values = switch_menu(menu)
            return values.failures - 1, values.timeouts - 1
        counts = menu.wrong_keys_allowed, menu.silences_allowed
        key = *counts, engine.semantics
        allowed = self._allowed.get(key)
        if allowed is None:
            semantics = self.flow.semantics_in(menu)
            allowed_by_counts = rows_under(semantics).allowed
            if counts not in allowed_by_counts:
                allowed_by_counts[counts] = read_allowed(menu, semantics)
            allowed = self._allowed[key] = allowed_by_counts[counts]
        return allowed

    def _blueprint_of(self, menu: Receptionist) -> Blueprint | SwitchBlueprint:
        if menu.engine.switch is not None:
            return SwitchBlueprint("", menu, self.flow.semantics_in(menu), self.flow.length_of)
        return Blueprint("", menu, self.flow.semantics_in(menu), self.flow.length_of)


def _code_length(menu: Receptionist) -> int:
    """Return how many keys decide a code by themselves; 0 where it is the code that decides."""
    return 0 if menu.engine.switch is None else switch_menu(menu).code_length


def _wait_at(place: Place) -> int:
    assert place.wait is not None, "a place that takes keys waits for them"
    return place.wait.milliseconds
