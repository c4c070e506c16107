"""Paths of callers who choose nothing, or wrongly: read off the blueprint, step by step.

Nothing here knows a rule of a menu: each course is a walk over the places of ``core.blueprint``,
so it holds under every semantics.

Theory of operation. A walk through a menu of 99 and 99 retries takes a few hundred steps, and a flow of 10,000 menus
has a few hundred *kinds* of them: menus alike in their counts, their waits, and which recordings they have. So the walk
is taken once for each kind, through a stand-in whose recordings are named after their fields and whose destinations
say which way out they are; what a menu of that kind plays, how long it takes and where it leads is filled in after.
For example, two menus with one silence allowed and a greeting share the walk "greeting, wait, greeting, wait, out by
``silence_destination``", whatever the greeting is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from simulator.config.flow import Flow, RecordingLength
from simulator.config.receptionist import RECORDING_FIELDS, Destination, Entry, Receptionist
from simulator.core.blueprint import Blueprint
from simulator.core.effects import Play, Round
from simulator.core.events import SILENCE
from simulator.core.places import Onward, Phase, Place
from simulator.fast_classes import NamedTuple, dataclass

ANY_KEY = "1"
"""The key of a caller for whom every key is wrong."""


@dataclass(frozen=True, slots=True)
class DefaultPath:
    """One receptionist from the view of a caller who does one thing only, and never chooses.

    ``repeats`` holds, for each silence or wrong key that leaves another try, the recordings that
    play after it; ``final`` is the recording after the last one. ``length`` is the time from
    entering to leaving with every wait for a key in full, an estimate where a recording's is;
    ``listens`` is one such wait in milliseconds, 0 without a menu.
    """

    repeats: tuple[tuple[str, ...], ...]
    final: str | None
    destination: Destination
    length: RecordingLength
    listens: int


class SilentExit(NamedTuple):
    """The time that a silent caller takes to leave every receptionist, and where they go.

    No destination: they never leave, and the time is the time until they reach a place for the second time.
    """

    length: RecordingLength
    destination: Destination | None


def silent_path(flow: Flow, key: str) -> DefaultPath:
    """The course of a caller who presses nothing in the receptionist with this key."""
    return DefaultPaths(flow).silent_path(key)


def wrong_key_path(flow: Flow, key: str) -> DefaultPath:
    """The course of a caller who presses one wrong key in every round, once the menu listens."""
    return DefaultPaths(flow).wrong_key_path(key)


def option_pauses(flow: Flow, key: str) -> dict[str, int | None]:
    """For each option of a menu, how long it waits after the last key before it acts.

    In milliseconds; 0: at once. None: these keys do not lead to their destination, because
    something else is taken before all of them are pressed.
    """
    return DefaultPaths(flow).option_pauses(key)


def silent_exits(flow: Flow, courses: Mapping[str, DefaultPath]) -> dict[str, SilentExit]:
    """For each receptionist's key, how a caller who enters there and stays silent gets out.

    ``courses`` holds each one's silent course.
    """
    out: dict[str, SilentExit] = {}
    for first in courses:
        chain: dict[str, DefaultPath] = {}
        key: str | None = first
        while key is not None and key not in out and key not in chain:
            chain[key] = courses[key]
            key = flow.receptionist_for(courses[key].destination)
        silent_exit = out[key] if key in out else SilentExit(RecordingLength(0, False), None)
        if key is None:
            silent_exit = silent_exit._replace(destination=courses[list(chain)[-1]].destination)
        for visited, course in reversed(chain.items()):
            (before, guessed), (lasts, estimated) = silent_exit.length, course.length
            silent_exit = silent_exit._replace(length=RecordingLength(before + lasts, guessed or estimated))
            out[visited] = silent_exit
    return out


class DefaultPaths:
    """The default paths of a flow's receptionists; those of one kind are walked once."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._silent: dict[str, DefaultPath] = {}
        self._courses: dict[tuple[object, ...], _Course] = {}
        self._typed: dict[tuple[object, ...], dict[str, _TypedOption]] = {}
        self._further_waits: dict[float, int] = {}

    def silent_path(self, key: str) -> DefaultPath:
        """The course of a caller who presses nothing in the receptionist with this key."""
        path = self._silent.get(key)
        if path is None:
            path = self._silent[key] = self._path(self.flow.receptionists[key], presses=False)
        return path

    def wrong_key_path(self, key: str) -> DefaultPath:
        """The course of a caller who presses one wrong key in every round, once the menu listens."""
        return self._path(self.flow.receptionists[key], presses=True)

    def option_pauses(self, key: str) -> dict[str, int | None]:
        """For each option of a menu, how long it waits before it acts (see the function)."""
        menu = self.flow.receptionists[key]
        options = menu.options
        kind = frozenset(options), _fields_with_recordings(menu)
        typed = self._typed.get(kind)
        if typed is None:
            typed = self._typed[kind] = _type_options(self._stand_in(menu, menu.entries or (), wrong_keys_allowed=2))
        wait = self._further_wait(menu) if any(option.waits for option in typed.values()) else 0
        return {
            code: typed[code].waits * wait if typed[code].target_in(menu) == entry.destination else None
            for code, entry in options.items()
        }

    def _path(self, receptionist: Receptionist, *, presses: bool) -> DefaultPath:
        """The path of a receptionist, filled into the course of its kind."""
        recordings = _fields_with_recordings(receptionist)
        kind = (
            presses,
            recordings,
            receptionist.destination_type,
            receptionist.timeout_seconds,
            receptionist.wrong_keys_allowed,
            receptionist.silences_allowed,
        )
        course = self._courses.get(kind)
        if course is None:
            course = self._courses[kind] = _trace_course(self._stand_in(receptionist, ()), presses=presses)
        by_field = {name: getattr(receptionist, name) for name in recordings}
        milliseconds, estimated = course.waits, False
        for name, times in course.plays:
            length = self.flow.length_of(by_field[name])
            milliseconds += times * length.milliseconds
            estimated |= length.estimated
        destination: Destination | None = getattr(receptionist, course.exit)
        assert destination is not None, "a caller who never chooses is sent on eventually"
        return DefaultPath(
            tuple(tuple([by_field[name] for name in prompts]) for prompts in course.repeats),
            by_field[course.final] if course.final else None,
            destination,
            RecordingLength(milliseconds, estimated),
            course.listens,
        )

    def _stand_in(self, receptionist: Receptionist, entries: tuple[Entry, ...], **changes: object) -> Blueprint:
        """The blueprint of a receptionist's kind: whatever is not of the kind tells its own name instead.

        An entry leads to its option, a recording is called by its field and takes no time.
        """
        named: dict[str, object] = {name: name for name in _fields_with_recordings(receptionist)}
        for way_out in _WAYS_OUT:
            if getattr(receptionist, way_out) is not None:
                named |= {f"{way_out}_type": _WAY_OUT, f"{way_out}_id": way_out}
        named["entries"] = tuple(
            entry.model_copy(update={"destination_type": _CHOICE, "destination_id": entry.option}) for entry in entries
        )
        stand_in = receptionist.model_copy(update=named | changes)
        return Blueprint("", stand_in, self.flow.semantics, lambda _: RecordingLength(0, estimated=False))

    def _further_wait(self, menu: Receptionist) -> int:
        """How long a menu waits for a further key, in milliseconds; it depends on nothing but its timeout."""
        timeout = menu.timeout_seconds or 0
        if timeout not in self._further_waits:
            wait = self._stand_in(menu, ()).place_at("collecting").wait
            assert wait is not None, "a menu that collects keys waits for further ones"
            self._further_waits[timeout] = wait.milliseconds
        return self._further_waits[timeout]


_WAYS_OUT = ("forward_destination", "wrong_key_destination", "silence_destination")
"""The receptionist's attributes for where it leads other than by a choice."""

_CHOICE, _WAY_OUT = "choice", "way out"
"""The types of a stand-in's destinations: an entry, by its option, or one of ``_WAYS_OUT``."""


class _Course(NamedTuple):
    """The default path of a kind: recordings by their fields, and the attribute that says where it leads.

    ``plays`` counts what plays; ``waits`` are the milliseconds of all waits for keys.
    """

    repeats: tuple[tuple[str, ...], ...]
    final: str | None
    exit: str
    plays: tuple[tuple[str, int], ...]
    waits: int
    listens: int


class _TypedOption(NamedTuple):
    """The result of typing an option: where that leads (None: nowhere in time), and how many waits come before."""

    target: Destination | None
    waits: int

    def target_in(self, menu: Receptionist) -> Destination | None:
        """Where it leads in a menu of the kind."""
        if self.target is None:
            return None
        if self.target.type == _CHOICE:
            return menu.options[self.target.id].destination
        destination: Destination | None = getattr(menu, self.target.id)
        return destination


def _fields_with_recordings(receptionist: Receptionist) -> tuple[str, ...]:
    return tuple([name for name in RECORDING_FIELDS if getattr(receptionist, name) is not None])


def _trace_course(blueprint: Blueprint, *, presses: bool) -> _Course:
    rounds: list[list[str]] = []
    plays: Counter[str] = Counter()
    final, waits, listens = None, 0, 0
    step = blueprint.enter()
    for step in _steps_until_exit(blueprint, presses=presses):
        for effect in step.effects:
            if isinstance(effect, Round):
                rounds.append([])
            elif isinstance(effect, Play):
                plays[effect.recording] += 1
                if _phase_of(step) == "final":
                    final = effect.recording
                elif rounds:
                    rounds[-1].append(effect.recording)
        wait = step.place.wait.milliseconds if step.place and step.place.wait else 0
        waits += wait
        listens = wait if _phase_of(step) == "listening" else listens
    assert step.destination is not None, "a caller who never chooses is sent on eventually"
    # The first round plays the greeting to every caller; the others follow a mistake.
    repeats = tuple(map(tuple, rounds[1:]))
    return _Course(repeats, final, step.destination.id, tuple(plays.items()), waits, listens)


def _steps_until_exit(blueprint: Blueprint, *, presses: bool = False) -> Iterator[Onward]:
    """Every step from entering to leaving, of a caller who presses at most while the menu listens."""
    step = blueprint.enter()
    yield step
    while step.place is not None and step.place.wait is not None:
        listens = step.place.phase == "listening"
        step = _take_trigger(blueprint, step.place, ANY_KEY if presses and listens else step.place.wait.then.trigger)
        yield step


def _take_trigger(blueprint: Blueprint, place: Place, trigger: str) -> Onward:
    if place.wait is not None and place.wait.then.trigger == trigger:
        return blueprint.runs_out(place)
    return next(edge.onward for edge in blueprint.edges_from(place) if edge.trigger == trigger)


def _type_options(blueprint: Blueprint) -> dict[str, _TypedOption]:
    """The result of each option of a menu, typed from the first place that listens.

    The menu allows two wrong keys, so that under any semantics what leaves is a choice.
    """
    listening = next(step for step in _steps_until_exit(blueprint) if _phase_of(step) == "listening")
    moves: dict[Place, dict[str, Onward]] = {}

    def press(place: Place, trigger: str) -> Onward:
        if place not in moves:  # most options begin where all do
            moves[place] = {edge.trigger: edge.onward for edge in blueprint.edges_from(place)}
        return moves[place][trigger]

    def type_option(option: str) -> _TypedOption:
        step, waits = listening, 0
        for pressed in option:
            if step.place is None or step.place.phase not in ("listening", "collecting"):
                return _TypedOption(None, 0)
            step = press(step.place, pressed)
        while step.place is not None and step.place.phase == "collecting":
            waits += 1
            step = press(step.place, SILENCE)
        return _TypedOption(step.destination, waits)

    return {option: type_option(option) for option in blueprint.receptionist.options}


def _phase_of(step: Onward) -> Phase | None:
    return step.place.phase if step.place else None
