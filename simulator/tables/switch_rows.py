"""What a menu of FreeSWITCH does in its turns, as rows that all menus of one kind share; read off its blueprint.

The rows are those of ``menu_rows``, with what this machine has beside them: a turn without a greeting is a wrong key at
once (``FAILS`` stands where its position would), wrong keys without a sound lead to ``again``, and where the call ends
the exit sound plays, at one position for each status.
"""

from __future__ import annotations

from simulator.config.flow import RecordingLength
from simulator.config.menu_engine import MenuEngine, MenuSettings, without_choices
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import Semantics
from simulator.config.switch_menu import STATUS_CAUSES, SwitchSettings
from simulator.core.effects import Miss, Play, Round
from simulator.core.places import Cause, Onward, Phase, Place
from simulator.core.switch_blueprint import SwitchBlueprint
from simulator.tables.menu_rows import FAILS, LEAVES, NO_PART, PARTS, MenuRows, MissSteps, Position, Step, SwitchSteps

_COUNT = 2
"""The failures and time-outs of the menu that is read: the first leaves a turn, the second does not."""


def read_switch_rows(receptionist: Receptionist, semantics: Semantics) -> MenuRows:
    """The rows of this menu's kind, read off the blueprint of one whose recordings are named by their part."""
    return _SwitchReading(_bare_blueprint(receptionist, semantics)).read_positions()


def _bare_blueprint(item: Receptionist, semantics: Semantics) -> SwitchBlueprint:
    own = item.engine.settings.switch
    sounds = SwitchSettings(
        greet_short="greet_short" if own.greet_short else None,
        exit_sound="exit_sound" if own.exit_sound else None,
        digit_len=2,
    )
    named = {part: part for part in ("greeting", "wrong_key_retry_recording") if getattr(item, part)}
    bare = without_choices(item, **named, wrong_keys_allowed=_COUNT, silences_allowed=_COUNT)
    engine = MenuEngine(MenuSettings(switch=sounds), switch=item.engine.switch)
    return SwitchBlueprint("", bare.with_engine(engine), semantics, lambda _: RecordingLength(1, estimated=False))


class _SwitchReading:
    """A reading of every position of a menu without entries, in which all keys are wrong."""

    def __init__(self, blueprint: SwitchBlueprint) -> None:
        self.blueprint = blueprint
        self._numbers: dict[tuple[Phase, Cause], int] = {}
        self._places: list[Place] = []
        self._parts: list[int] = []

    def read_positions(self) -> MenuRows:
        blueprint = self.blueprint
        listening = self._number_of(blueprint.place_at("listening"), NO_PART)
        enters, again = self._turn("entry"), self._turn("wrong")
        typed = [blueprint.place_at("collecting", used, used, keys="1") for used in (0, _COUNT - 1)]
        quiet = [blueprint.place_at("listening", used, used) for used in (0, _COUNT - 1)]
        wrong = MissSteps((1, 0), *(self._step(blueprint.runs_out(place)) for place in typed))
        silence = MissSteps((0, 1), *(self._step(blueprint.runs_out(place)) for place in quiet))
        ends = tuple(self._step(blueprint.end(status)) for status in STATUS_CAUSES)
        out = Step(self._number_of(blueprint.place_at("final"), NO_PART))
        positions: list[Position] = []
        for number, place in enumerate(self._places):  # grows while it is read
            positions.append(self._position(place, self._parts[number]))
        return MenuRows(enters, tuple(positions), listening, wrong, silence, SwitchSteps(again, ends, out))

    def _position(self, place: Place, part: int) -> Position:
        then = None if place.phase == "listening" else self._step(self.blueprint.runs_out(place))
        return Position(place.phase, place.after, place.index, part, place.phase in ("prompt", "listening"), then)

    def _turn(self, after: Cause) -> Step:
        onward = self.blueprint.take_turn(0, 0, after)
        fails = any(type(effect) is Miss for effect in onward.effects)
        return Step(FAILS) if fails else self._step(onward)

    def _step(self, onward: Onward) -> Step:
        plays = [PARTS.index(effect.recording) for effect in onward.effects if type(effect) is Play]
        part = plays[0] if plays else NO_PART
        begins = any(type(effect) is Round for effect in onward.effects)
        if onward.place is None:
            return Step(LEAVES)
        return Step(self._number_of(onward.place, part), part, part != NO_PART, begins)

    def _number_of(self, place: Place, part: int) -> int:
        number = self._numbers.setdefault((place.phase, place.after), len(self._places))
        if number == len(self._places):
            self._places.append(place)
            self._parts.append(part)
        return number
