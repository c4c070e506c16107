"""What a menu does in its rounds, as rows that all menus of one kind share; read off a blueprint."""

from __future__ import annotations

from typing import Literal, get_args

from simulator.config.flow import RecordingLength
from simulator.config.menu_engine import without_choices
from simulator.config.receptionist import RECORDING_FIELDS, Receptionist
from simulator.config.semantics import Semantics
from simulator.core.announcement_blueprint import AnnouncementBlueprint
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Miss, Play, Round
from simulator.core.events import KEYS
from simulator.core.places import Cause, Onward, Phase, Place
from simulator.fast_classes import NamedTuple

Part = Literal[
    "greeting",
    "wrong_key_retry_recording",
    "wrong_key_final_recording",
    "silence_retry_recording",
    "silence_final_recording",
    "greet_short",
    "exit_sound",
]
PARTS: tuple[str, ...] = get_args(Part)
"""What a recording is for in a menu: the receptionist's fields, and the settings of FreeSWITCH's menu."""

NO_PART = -1
LEAVES = -1
"""Stands where a position would: the call takes the way out that the event calls for."""

FAILS = -2
"""The same where a menu of FreeSWITCH has no greeting to begin a turn with: that is a wrong key, without a sound."""

_COUNT = 2
"""The counts of the menu that is read: under every semantics they leave a try, and not more than two."""


class Step(NamedTuple):
    """What one event leads to within a menu: the position ``to``, or ``LEAVES``.

    ``plays`` is the number of the part that starts, or ``NO_PART``; ``begins``: a round begins before it.
    """

    to: int
    plays: int = NO_PART
    interruptible: bool = False
    begins: bool = False


class Position(NamedTuple):
    """A place of a menu without its counts and without keys.

    ``prompt`` is the number of the prompt after what came before, ``part`` that of the part that plays here
    (``NO_PART``: none), ``hears``: a key counts, ``then`` what its
    end leads to; None where the menu listens, since a silence is a miss.
    """

    phase: Phase
    after: Cause
    prompt: int
    part: int
    hears: bool
    then: Step | None


class MissSteps(NamedTuple):
    """What a wrong key or a silence leads to: it adds to the counts, and leads to another round, or to the last.

    ``adds`` is what is added to the wrong keys and to the silences.
    """

    adds: tuple[int, int]
    again: Step
    last: Step


class CountedMiss(NamedTuple):
    """One wrong key or silence more: the counts with it, and what follows.

    It is the ``used``-th of ``allowed`` that leave another try, or ``last``.
    """

    wrong_keys: int
    silences: int
    used: int
    allowed: int
    last: bool
    step: Step


class SwitchSteps(NamedTuple):
    """What a menu of FreeSWITCH has beside the rows of others.

    ``again`` is another turn that no sound comes before, ``ends`` the end of the call for each of ``STATUS_CAUSES``:
    the exit sound, or ``LEAVES``. ``out`` is where a menu that has no greeting ends, if it sends the call elsewhere.
    """

    again: Step
    ends: tuple[Step, ...]
    out: Step


class AnnouncementSteps(NamedTuple):
    """What an announcement has beside the rows of others, where flow.yaml says how it plays.

    ``pause`` is how a call enters that no one has answered. By position, ``waits`` are the milliseconds until what
    happens by itself (None: as long as the recording), and ``keys`` what each of ``KEYS`` leads to (None: nothing).
    """

    pause: Step
    waits: tuple[int | None, ...]
    keys: tuple[tuple[Step | None, ...], ...]


class MenuRows(NamedTuple):
    """The positions of a menu, and what leads from each to the next; ``listening`` is the position that listens.

    ``switch`` is there where FreeSWITCH runs the menu: at a position that does not hear keys, any key then does what
    its end does. An announcement has one position, which forwards (``listening`` is -1), and neither miss; with
    settings of its own it has ``announcement``, and more positions.
    """

    enters: Step
    positions: tuple[Position, ...]
    listening: int
    wrong: MissSteps | None
    silence: MissSteps | None
    switch: SwitchSteps | None = None
    announcement: AnnouncementSteps | None = None

    @property
    def takes_early_keys(self) -> bool:
        """Return whether a key stops a prompt, and counts."""
        return any(position.hears for position in self.positions if position.phase == "prompt")

    def count_miss(self, cause: Cause, wrong_keys: int, silences: int, allowed: tuple[int, int]) -> CountedMiss:
        """Count one more wrong key or silence of a menu that has come to these counts; ``allowed`` as in a station."""
        steps = self.wrong if cause == "wrong" else self.silence
        assert steps is not None, "only a menu listens"
        wrong_keys, silences = wrong_keys + steps.adds[0], silences + steps.adds[1]
        used, tries = (wrong_keys, allowed[0]) if cause == "wrong" else (silences, allowed[1])
        last = used > tries
        return CountedMiss(wrong_keys, silences, used, tries, last, steps.last if last else steps.again)

    def position_of(self, phase: Phase, after: Cause, prompt: int) -> int:
        """Return the number of a position. Raises ``ValueError`` where there is none."""
        which = phase, after, prompt
        for number, position in enumerate(self.positions):
            if position[:3] == which:
                return number
        raise ValueError(f"no {phase} {prompt} after {after}")


def read_menu_rows(receptionist: Receptionist, semantics: Semantics) -> MenuRows:
    """The rows of this receptionist's kind, read off the blueprint of one whose recordings are named by their part."""
    if receptionist.engine.switch is not None:
        from simulator.tables.switch_rows import read_switch_rows

        return read_switch_rows(receptionist, semantics)
    named: dict[str, object] = {part: part for part in RECORDING_FIELDS if getattr(receptionist, part)}
    if not receptionist.is_menu:
        return _read_announcement(receptionist.model_copy(update=named))
    counts = {"wrong_keys_allowed": _COUNT, "silences_allowed": _COUNT}
    bare = without_choices(receptionist, **named, **counts)
    return _RowsReading(_blueprint_of(bare, semantics)).read_positions()


def _blueprint_of(receptionist: Receptionist, semantics: Semantics) -> Blueprint:
    return Blueprint("", receptionist, semantics, lambda _: RecordingLength(1, estimated=False))


def _read_announcement(announcement: Receptionist) -> MenuRows:
    """Return the rows of an announcement whose greeting is named by its part."""
    blueprint = AnnouncementBlueprint("", announcement, lambda _: RecordingLength(1, estimated=False))
    places: list[Place] = []

    def read_step(onward: Onward) -> Step:
        if onward.place is None:
            return Step(LEAVES)
        if onward.place not in places:
            places.append(onward.place)
        return _read_step(onward, places.index(onward.place))

    enters, pause = read_step(blueprint.enter()), read_step(blueprint.enter(answered=False))
    positions: list[Position] = []
    keys: list[tuple[Step | None, ...]] = []
    for place in places:  # grows while it is read
        edges = blueprint.edges_from(place)[: len(KEYS)]
        keys.append(tuple(None if edge.internal else read_step(edge.onward) for edge in edges))
        part = enters.plays if place == places[0] else NO_PART
        then = read_step(blueprint.runs_out(place))
        positions.append(Position(place.phase, "entry", 0, part, any(key is not None for key in keys[-1]), then))
    if len(places) == 1 and not positions[0].hears:
        return MenuRows(enters, tuple(positions), -1, None, None)
    waits = tuple(None if place == places[0] or place.wait is None else place.wait.milliseconds for place in places)
    return MenuRows(enters, tuple(positions), -1, None, None, announcement=AnnouncementSteps(pause, waits, tuple(keys)))


class _RowsReading:
    """A search through the positions of a menu without entries, in which every key is wrong."""

    def __init__(self, blueprint: Blueprint) -> None:
        self.blueprint = blueprint
        self._numbers: dict[tuple[Phase, Cause, int], int] = {}
        self._places: list[Place] = []
        self._parts: list[int] = []

    def read_positions(self) -> MenuRows:
        enters = self._step(self.blueprint.enter())
        wrong, silence = self._miss_steps("wrong"), self._miss_steps("silence")
        positions: list[Position] = []
        for number, place in enumerate(self._places):  # grows while it is read
            positions.append(self._position(place, self._parts[number]))
        listening = next(number for number, place in enumerate(self._places) if place.phase == "listening")
        return MenuRows(enters, tuple(positions), listening, wrong, silence)

    def _position(self, place: Place, part: int) -> Position:
        hears = not self.blueprint.edges_from(place)[0].internal
        then = None if place.phase == "listening" else self._step(self.blueprint.runs_out(place))
        return Position(place.phase, place.after, place.index, part, hears, then)

    def _miss_steps(self, cause: Cause) -> MissSteps:
        again = miss_at(self.blueprint, cause)
        last = miss_at(self.blueprint, cause, _COUNT)
        assert again.place is not None, "a menu with tries left has another round"
        return MissSteps((again.place.wrong_keys, again.place.silences), self._step(again), self._step(last))

    def _step(self, onward: Onward) -> Step:
        if onward.place is None:
            return _read_step(onward, LEAVES)
        place = onward.place
        number = self._numbers.setdefault((place.phase, place.after, place.index), len(self._places))
        step = _read_step(onward, number)
        if number == len(self._places):
            self._places.append(place)
            self._parts.append(step.plays)
        return step


def read_allowed(menu: Receptionist, semantics: Semantics) -> tuple[int, int]:
    """The wrong keys and the silences of a menu that leave another try, as its misses say it."""
    bare = _blueprint_of(without_choices(menu), semantics)
    return _allowed_by(miss_at(bare, "wrong")), _allowed_by(miss_at(bare, "silence"))


def _allowed_by(miss: Onward) -> int:
    return next(effect.allowed for effect in miss.effects if isinstance(effect, Miss))


def miss_at(blueprint: Blueprint, cause: Cause, used: int = 0) -> Onward:
    """What a wrong key or a silence leads to where a menu without entries listens; ``used`` tries are gone of each."""
    listening = blueprint.place_at("listening", used, used)
    if cause == "silence":
        return blueprint.runs_out(listening)
    onward = blueprint.edges_from(listening)[0].onward
    # A menu that collects keys to the end notices a wrong one only when the wait runs out.
    if onward.place is not None and onward.place.phase in ("collecting", "dead"):
        return blueprint.runs_out(onward.place)
    return onward


def _read_step(onward: Onward, to: int) -> Step:
    parts = [(PARTS.index(effect.recording), effect.interruptible) for effect in onward.effects if type(effect) is Play]
    begins = any(type(effect) is Round for effect in onward.effects)
    return Step(to, *parts[0], begins) if parts else Step(to, begins=begins)
