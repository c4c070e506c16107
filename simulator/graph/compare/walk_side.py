"""One caller's way through one flow, round by round: the result of each act.

A *position* is where the caller can act: the prompts of a round, the wait after them, the wait
for a further key; an announcement in which keys do something; or how the call ended. Recordings that nobody can
interrupt are run through, and so is the wait for the key that repeats an announcement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import HANGUP, Destination, parse_address
from simulator.config.routes import Answer, PersonRoute, ScheduleRoute
from simulator.core.effects import End, Route
from simulator.core.events import KEYS
from simulator.core.places import ENDED, WORLD_PHASES, Place
from simulator.graph.compare.observation import Observer
from simulator.graph.compare.onset import ENDLESS, Cause, Ending, Onset, Sound, ending_of
from simulator.graph.passages import reachable_receptionists

if TYPE_CHECKING:
    from simulator.graph.compare.walk_nodes import PairWalkNode  # found by walks through sides

Position = Place | Ending

_DEAF = ("invalid_sound", "final", "exit_sound", "forward", "answer_pause", "repeat_wait")
_BEFORE_LISTENING = ("prompt", *_DEAF)
_TYPING = ("collecting", "dead")


class Stretch(NamedTuple):
    """The result of one act, up to the next position. ``elapsed`` milliseconds go by."""

    position: Position
    sounds: tuple[Sound, ...] = ()
    elapsed: int = 0
    causes: tuple[Cause, ...] = ()
    notes: tuple[str, ...] = ()

    def followed_by(self, stretch: Stretch) -> Stretch:
        """This leg and the next as one."""
        return Stretch(
            stretch.position,
            self.sounds + stretch.sounds,
            self.elapsed + stretch.elapsed,
            self.causes + stretch.causes,
            self.notes + stretch.notes,
        )


def phase_of(position: Position) -> str:
    """``prompt``, ``listening``, ``typing``, ``alerting``, ``announcing``, or ``over``."""
    if isinstance(position, str):
        return "over"
    return "typing" if position.phase in _TYPING else position.phase


def time_for_all_keys(position: Position) -> int:
    """Return the milliseconds that all keys of a round have together at a position; 0: each has its own."""
    return 0 if isinstance(position, str) or position.wait is None else position.wait.within or 0


@dataclass(frozen=True, slots=True)
class Side:
    """A flow as one side of a comparison.

    ``endings_behind`` are the possible endings by receptionist, found on demand; sides of one flow may share them.
    ``ways_through`` are the cheapest ways to the slots of receptionists, with keys into prompts and without, likewise.
    """

    ear: Observer
    endings_behind: dict[str, frozenset[Ending]] = field(default_factory=dict, repr=False)
    ways_through: dict[tuple[str, bool], tuple[PairWalkNode, ...]] = field(default_factory=dict, repr=False)
    _ends: dict[Place, Ending] = field(default_factory=dict, repr=False)
    _pressed: dict[Place, tuple[Stretch | None, ...]] = field(default_factory=dict, repr=False)
    _heard: dict[Place, Stretch] = field(default_factory=dict, repr=False)
    _lapsed: dict[Place, Stretch] = field(default_factory=dict, repr=False)

    def answer_call(self) -> Stretch:
        """The call begins."""
        return self.run_onset(self.ear.answer_call())

    def run_onset(self, onset: Onset) -> Stretch:
        """Return what an event brings, up to the next position."""
        return self._run_phases(onset, 0, _DEAF)

    def spot_of(self, position: Position) -> Position:
        """Return the position by which a walk knows where it has been."""
        return position if isinstance(position, str) else self.ear.spot_of(position)

    def wait_at(self, position: Position) -> int:
        """Return how long a position lasts, in milliseconds."""
        return 0 if isinstance(position, str) or position.wait is None else position.wait.milliseconds

    def press_each_key(self, position: Position) -> tuple[Stretch | None, ...]:
        """Return what each key of the keypad brings at this very position; None: it is ignored.

        Keys with one effect have one leg.
        """
        if isinstance(position, str):
            return (Stretch(position),) * len(KEYS)
        cached = self._pressed.get(position)
        if cached is None:
            onsets = self.ear.moves_from(position).keys
            legs = {id(onset): self.run_onset(onset) for onset in onsets if onset is not None}
            cached = self._pressed[position] = tuple(legs.get(id(onset)) for onset in onsets)
        return cached

    def hear_prompts_out(self, position: Position) -> Stretch:
        """The prompts are heard out, up to the wait for a key."""
        if isinstance(position, str) or position.phase not in _BEFORE_LISTENING:
            return Stretch(position)
        if (cached := self._heard.get(position)) is None:
            wait, auto = self.ear.lapse_from(position)
            cached = self._heard[position] = self._run_phases(auto, wait, _BEFORE_LISTENING)
        return cached

    def following_prompts(self, position: Position) -> Stretch:
        """The prompts that follow in this round, if it begins here."""
        return self.hear_prompts_out(position) if phase_of(position) == "prompt" else Stretch(position)

    def let_wait_lapse(self, position: Position) -> Stretch:
        """The wait for a key runs out."""
        if isinstance(position, str) or position.phase == "alerting":
            return Stretch(position)
        if (cached := self._lapsed.get(position)) is None:
            wait, auto = self.ear.lapse_from(position)
            cached = self._lapsed[position] = self._run_phases(auto, wait, _DEAF)
        return cached

    def hear_announcements_out(self, leg: Stretch) -> Stretch:
        """Return a leg that goes on past announcements in which no key is pressed."""
        passed: set[Position] = set()
        while phase_of(leg.position) == "announcing":
            if leg.position in passed:  # they forward to each other in a circle
                return leg._replace(position=ENDLESS)
            passed.add(leg.position)
            leg = leg.followed_by(self.let_wait_lapse(leg.position))
        return leg

    def stay_silent(self, position: Position) -> Stretch:
        """The round goes on without a key, to its end."""
        heard = self.hear_prompts_out(position)
        return heard.followed_by(self.let_wait_lapse(heard.position))

    def answers_at(self, position: Position) -> tuple[Answer, ...]:
        """The answers that the world can give at a position; none where no telephone rings."""
        if isinstance(position, str) or position.phase != "alerting":
            return ()
        return self.ear.answers_at(position)

    def default_at(self, position: Position) -> Answer:
        """The answer of the telephone at a position of which nobody says anything."""
        assert isinstance(position, Place), "a telephone rings at a place"
        return self.ear.default_at(position)

    def hear_answer(self, position: Position, answer: Answer | Literal[""]) -> Stretch:
        """The world answers; empty: as it does where nobody says anything."""
        assert isinstance(position, Place), "a telephone rings at a place"
        heard = self.run_onset(self.ear.hear_answer(position, answer))
        return heard._replace(causes=(Cause(answer), *heard.causes)) if answer else heard

    def silent_ending(self, position: Position) -> Ending:
        """Return how the call ends if the caller does nothing more."""
        visited: set[Place] = set()
        while not isinstance(position, str):
            if position in visited:
                position = ENDLESS
            elif position in self._ends:
                position = self._ends[position]
            else:
                visited.add(position)
                position = self.stay_one_wait(position)
        # All places on the way share the ending, so no place is walked twice.
        self._ends.update(dict.fromkeys(visited, position))
        return position

    def ending_after(self, destination: Destination) -> Ending:
        """Return how the call ends if the caller is sent to a destination and does nothing there."""
        if self.ear.flow.receptionist_for(destination) is None and self.ear.flow.route_of(destination) is None:
            return ending_of(destination)
        return self.silent_ending(self.run_onset(self.ear.arrive_at(destination)).position)

    def stay_one_wait(self, place: Place) -> Position:
        """Return what follows a place if no key is pressed there."""
        if place.receptionist in self.ear.flow.receptionists:
            assert place.wait is not None, "time passes at a settled place"
            # One look at what happens by itself, without the twelve keys, which nobody presses here.
            arc = self.ear.plan.arc_from(place, place.wait.then.trigger)
            if arc.dest == ENDED:
                end = arc.effects[-1]
                assert isinstance(end, End | Route), "a call is over by one of these"
                return HANGUP if end.destination is None else ending_of(end.destination)
            if arc.dest.phase not in WORLD_PHASES:
                return arc.dest
        auto = self.ear.lapse_from(place).auto
        return auto.place or auto.ending or ENDLESS

    def possible_endings(self, position: Position) -> frozenset[Ending]:
        """Every ending that the receptionists ahead lead to (``endless`` left out)."""
        if isinstance(position, str):
            return frozenset({position})
        key, flow = position.receptionist, self.ear.flow
        if self.ear.has_returns:  # a call may go back to any menu that it came from
            key = flow.start
        if key not in self.endings_behind:
            is_menu = key in flow.receptionists
            self.endings_behind[key] = endings_from(flow, key) if is_menu else endings_after(flow, parse_address(key))
        return self.endings_behind[key]

    def _run_phases(self, onset: Onset, elapsed: int, phases: tuple[str, ...]) -> Stretch:
        """Follow what happens by itself while the place is in one of these phases."""
        sounds, causes, notes = onset.sounds, onset.causes, onset.notes
        visited: set[Place] = set()
        while onset.place is not None and onset.place.phase in phases:
            # Announcements may forward to each other in a circle.
            if onset.place in visited:
                return Stretch(ENDLESS, sounds, elapsed, causes, notes)
            visited.add(onset.place)
            wait, onset = self.ear.lapse_from(onset.place)
            elapsed += wait
            sounds += onset.sounds
            causes += onset.causes
            notes += onset.notes
        return Stretch(onset.place or onset.ending or ENDLESS, sounds, elapsed, causes, notes)


def endings_from(flow: Flow, key: str) -> frozenset[Ending]:
    """Every ending that a receptionist leads to, directly or through others, in no order (``endless`` left out)."""
    return explore_flow(flow, key)[1]


def explore_flow(flow: Flow, key: str) -> tuple[list[str], frozenset[Ending]]:
    """The receptionists that calls to one of them come to, through telephones too, and every ending."""
    ends: set[Ending] = set()
    entered: dict[str, None] = {}
    queue = [key]
    for first in queue:
        destinations: dict[Destination, None] = {}
        for reached in reachable_receptionists(replace(flow, entry=first, numbers={})):
            entered[reached] = None
            for passage in flow.receptionists[reached].ways():
                if flow.receptionist_for(passage.destination) is None:
                    destinations[passage.destination] = None
        for destination in destinations:
            queue += [onward for onward in ring_through(flow, destination, ends) if onward not in entered]
    return list(entered), frozenset(ends)


def ring_through(flow: Flow, destination: Destination, ends: set[Ending]) -> Iterator[str]:
    """Note every ending behind a destination outside of the flow's menus; yield the menus that lie behind it."""
    queue, visited = [destination], {destination}
    for destination in queue:
        route = flow.route_of(destination)
        key = flow.receptionist_for(destination)
        if key is not None:
            yield key
        elif not isinstance(route, ScheduleRoute):  # schedules that are left ask each other in a circle
            ends.add(ending_of(destination))
        if isinstance(route, PersonRoute):
            ends |= {HANGUP} if route.no_answer is None else set()
            onward = [destination for _, destination in route.ways()]
            queue += [destination for destination in onward if destination not in visited]
            visited.update(onward)


def endings_after(flow: Flow, destination: Destination) -> frozenset[Ending]:
    """Every ending that being sent to a destination can lead to."""
    ends: set[Ending] = set()
    menus = list(ring_through(flow, destination, ends))
    return frozenset(ends).union(*(endings_from(flow, key) for key in menus))


def endings_of_calls(flow: Flow) -> frozenset[Ending]:
    """Every ending of the calls to a flow, wherever they begin."""
    return endings_after(flow, parse_address(flow.start)) if "||" in flow.start else endings_from(flow, flow.start)
