"""Paths of callers who choose nothing, or wrongly: read off the rows of a menu, round by round.

Theory of operation. A caller who makes one mistake only goes through a few rounds, and a flow of 10,000 menus has a few
hundred *kinds* of such callers: those of menus alike in their rows and in the counts that they allow. So each is
followed once (``menu_rounds.repeat_mistake``), by the parts that play; what a menu of that kind plays, how long it
takes and where it leads is filled in after. For example, two menus with one silence allowed and a greeting share
"greeting, wait, greeting, wait, out by silence", whatever the greeting is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from simulator.config.announcement_settings import REPEAT_WAIT_MS
from simulator.config.flow import Flow, RecordingLength
from simulator.config.menu_engine import any_memory
from simulator.config.receptionist import Destination
from simulator.config.targets import usual_way_out
from simulator.fast_classes import NamedTuple, dataclass
from simulator.graph.menu_rounds import NO_TURN, Mistake, first_turn, repeat_mistake, round_prompts
from simulator.graph.round_play import RoundEnd, play_round
from simulator.graph.unrolled_flow import unroll_returns
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import KEY_NUMBERS, WRONG
from simulator.tables.station import StationShape, keypad_of

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

    ``courses`` holds each one's silent course. Where calls go back, that depends on where they came from: they begin
    there. Raises ``UsageError`` where it cannot be told.
    """
    if any_memory(flow.receptionists.values()):
        unrolled = unroll_returns(flow).flow
        paths = DefaultPaths(unrolled)
        flow, courses = unrolled, {key: paths.silent_path(key) for key in unrolled.receptionists}
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
    """The default paths of a flow's receptionists; those of one kind are followed once."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self._table = FlowTable(flow)
        self._silent: dict[str, DefaultPath] = {}
        self._courses: dict[tuple[int, tuple[int, int], Mistake], _Course] = {}
        self._typed: dict[tuple[int, tuple[int, int]], dict[str, RoundEnd]] = {}

    def silent_path(self, key: str) -> DefaultPath:
        """The course of a caller who presses nothing in the receptionist with this key."""
        path = self._silent.get(key)
        if path is None:
            path = self._silent[key] = self._path(key, "silence")
        return path

    def wrong_key_path(self, key: str) -> DefaultPath:
        """The course of a caller who presses one wrong key in every round, once the menu listens."""
        return self._path(key, "wrong")

    def option_pauses(self, key: str) -> dict[str, int | None]:
        """For each option of a menu, how long it waits before it acts (see the function)."""
        station, options = self._table.shape_of(key), self.flow.receptionists[key].options
        alike = id(station.keypad), station.waits
        typed = self._typed.get(alike)
        if typed is None:
            typed = self._typed[alike] = {code: _type_code(station, code) for code in keypad_of(station).codes}
        pauses: dict[str, int | None] = dict.fromkeys(options)
        for code, end in typed.items():
            # Another code with the same destination does as well.
            chosen = end.result == "choice" and keypad_of(station).codes[end.code]
            if chosen and not end.rest and options[chosen].destination == options[code].destination:
                pauses[code] = end.milliseconds
        return pauses

    def _path(self, key: str, mistake: Mistake) -> DefaultPath:
        """The path of a receptionist, filled into the course of its kind."""
        station, receptionist = self._table.shape_of(key), self.flow.receptionists[key]
        if station.keypad is None:
            plays = Counter(round_prompts(station.kind, "entry"))
            way_out, repeats = usual_way_out(receptionist, "recording"), receptionist.engine.announcement.repeat
            waits = (0 if repeats is None else REPEAT_WAIT_MS, 0)
            return self._fill_path(station, _Course((), None, plays), way_out, waits)
        course = self._course_of(station, mistake)
        if _ends_at_once(station):
            return self._fill_path(station, course, receptionist.fall_back("wrong"), (0, 0))
        if mistake == "silence":
            return self._fill_path(station, course, usual_way_out(receptionist, "silence"), (station.waits[0], 0))
        bare = self._table.keypad_without_codes(key)
        waits_on = bare.keys[0][KEY_NUMBERS[ANY_KEY]] != WRONG
        waits = station.waits if waits_on else (station.waits[0], 0)
        if station.kind.switch is not None:  # the caller waits a moment, and all keys have the time of the first
            waits = waits[0], 0
        return self._fill_path(station, course, usual_way_out(receptionist, "wrong"), waits)

    def _course_of(self, station: StationShape, mistake: Mistake) -> _Course:
        kind = id(station.kind), station.allowed, mistake
        course = self._courses.get(kind)
        if course is None:
            rounds, final = repeat_mistake(station.kind, station.allowed, mistake)
            first, repeats = rounds[0] if rounds else (), rounds[1:]
            plays = Counter([part for prompts in (first, *repeats) for part in prompts])
            if final is not None:
                plays[final] += 1
            # The first round plays the greeting to every caller; the others follow a mistake.
            course = self._courses[kind] = _Course(tuple(repeats), final, plays)
        return course

    def _fill_path(
        self, station: StationShape, course: _Course, destination: Destination | None, waits: tuple[int, int]
    ) -> DefaultPath:
        """Return the path with the recordings of a receptionist, and with these waits in each round."""
        assert destination is not None, "a caller who never chooses is sent on eventually"
        recordings, lengths = station.recordings, station.lengths
        milliseconds = sum(waits) * (len(course.repeats) + 1)
        milliseconds += sum(lengths[part] * times for part, times in course.plays.items())
        estimated = any(self.flow.length_of(recordings[part]).estimated for part in course.plays)
        return DefaultPath(
            tuple([tuple([recordings[part] for part in prompts]) for prompts in course.repeats]),
            None if course.final is None else recordings[course.final],
            destination,
            RecordingLength(milliseconds, estimated),
            waits[0],
        )


def _ends_at_once(station: StationShape) -> bool:
    """Return whether a menu of FreeSWITCH ends before it listens: it has no greeting to begin with."""
    if station.kind.switch is None:
        return False
    first, wrong_keys = first_turn(station.kind)
    return first == NO_TURN or wrong_keys > station.allowed[0]


class _Course(NamedTuple):
    """The default path of a kind, by parts: what plays after each mistake, at the end, and how often in all."""

    repeats: tuple[tuple[int, ...], ...]
    final: int | None
    plays: Counter[int]


def _type_code(station: StationShape, code: str) -> RoundEnd:
    """Return the round of a caller who types a code all at once when a menu listens."""
    first, further = station.waits
    if station.kind.switch is not None:  # all keys have the time of the first
        further = min(first, further)
    return play_round(keypad_of(station), 0, (first, further), tuple((0, key) for key in code), hears=True)
