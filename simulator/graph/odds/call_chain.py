"""The chain of a persona's calls: one row for each place between which a call moves, with the chances and the times.

A place is a receptionist, or a destination where the world is asked, and the keys that are still to come there. Where
callers go from it is a list of ways: ``rows`` those to places, ``exits`` those to ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from simulator.callers.given_answers import EVERYONE
from simulator.callers.persona import AnswerChance, Persona
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer, PersonRoute, ScheduleAnswer, ScheduleRoute
from simulator.core.effects import End, Route
from simulator.core.places import WorldQuestion
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.menu_stay import MenuStay, Moments
from simulator.graph.odds.shared_ways import SharedWays, share_ways
from simulator.graph.odds.stay_library import KeyTyping, StayLibrary, StayVisit
from simulator.graph.odds.time_moments import delay_moments
from simulator.graph.plain_words import visible
from simulator.graph.round_play import Acts, pass_deaf_time
from simulator.tables.flow_table import FlowTable
from simulator.tables.menu_rows import LEAVES, Step
from simulator.tables.station import Station

ABANDONED = 0
"""The number of the end of callers who hang up."""

Way = tuple[int, float, float, float]
"""Where callers go, a place or an end by its number; their share, and the moments of their times."""

_EVERYBODY: Moments = (1.0, 0.0, 0.0)


class LostKeys(NamedTuple):
    """Keys that are pressed where none is heard: in a final recording, an announcement, or while a telephone rings."""

    place: int
    keys: str
    share: float


class LastStep(NamedTuple):
    """The step out of a receptionist: a place or ``~end``, after how long, and the keys that are lost on the way."""

    to: int
    lasts_ms: int
    keys: str


class AnswerWay(NamedTuple):
    """An answer of the world, its chance, and the step that it leads to."""

    answer: str
    chance: float
    step: LastStep


class CallChain:
    """The places that a persona's calls come to, from a start, while schedules stand as ``states`` say.

    ``ends`` are the outcomes by their number; number 0 is the caller's own hang-up. ``stays`` has, for each place
    that is a menu, its stay. ``states`` has every schedule that can be asked; ``asked`` are those that are, and
    ``assumed`` the answers that telephones give by default, by their names. ``last_ways`` are the ways of callers
    whose tries in a menu are used up: the place, where they go (a place or ``~end``), and the moments.
    """

    def __init__(
        self, table: FlowTable, library: StayLibrary, start: str, states: Mapping[str, ScheduleAnswer]
    ) -> None:
        self.table = table
        self.library = library
        self.persona: Persona = library.persona
        self.states = {**states, **self.persona.states}
        self.ends: list[End | Route] = [End("caller")]
        self.rows: list[list[Way]] = []
        self.stays: list[StayVisit | None] = []
        self.stations: list[Station | None] = []
        self.exits: list[list[Way]] = []
        self.last_ways: list[tuple[int, int, Moments]] = []
        self.lost_keys: list[LostKeys] = []
        self.asked: set[str] = set()
        self.assumed: dict[str, Answer] = {}
        self._numbers: dict[int | tuple[int, Acts], int] = {}
        self._queue: list[tuple[int, Acts]] = []
        self._end_numbers: dict[End | Route, int] = {self.ends[0]: ABANDONED}
        self._shared_ways: dict[tuple[int, int, tuple[int, ...]], SharedWays] = {}
        self.start = self._way_to(table.target_of_start(start), ())
        for target, acts in self._queue:  # grows while it is read
            self._add_row(target, acts)

    def _way_to(self, target: int, acts: Acts) -> int:
        """The number of the place at a target, or ``~end``."""
        # Most ways are taken without keys to come, and a number is found faster than a pair.
        which = (target, acts) if acts else target
        number = self._numbers.get(which)
        if number is not None:
            return number
        if target < 0:
            outcome = self.table.outcomes[~target]
            if outcome.stays is not None:
                raise UsageError(
                    "odds cannot follow calls that return to the menu they came from (return||1, or return_after in "
                    "flow.yaml) yet; leave the returns out, or play single calls with ivrsim play"
                )
            if outcome.asks is None:
                return self._end_at(target)
        number = self._numbers[which] = len(self._queue)
        self._queue.append((target, acts))
        return number

    def _end_at(self, target: int) -> int:
        end = self.table.outcomes[~target].end
        assert end is not None, "a call is sent somewhere, or over"
        number = self._end_numbers.setdefault(end, len(self.ends))
        if number == len(self.ends):
            self.ends.append(end)
        self._numbers[target] = ~number
        return ~number

    def _add_row(self, target: int, acts: Acts) -> None:
        self.rows.append([])
        self.exits.append([])
        station = None if target < 0 else self.table.station_at(target)
        if station is not None and station.kind.switch is not None:
            raise UsageError(
                f"odds cannot follow FreeSWITCH's menus ({visible(station.key)}) yet; use another profile with "
                "--semantics, or play single calls with ivrsim play"
            )
        visit = None if station is None or station.keypad is None else self.library.visit_of(station, acts)
        self.stations.append(station)
        self.stays.append(visit)
        if station is None:
            self._add_world_ways(target, acts)
        elif visit is None:
            self._add_last_way(station, station.kind.enters, station.forward, acts, _EVERYBODY)
        else:
            self._add_menu_ways(station, visit)

    def _add_way(self, target: int, acts: Acts, moments: Moments) -> None:
        """Add a way from the place that is being added."""
        to = self._way_to(target, acts)
        if to >= 0:
            self.rows[-1].append((to, *moments))
        else:
            self.exits[-1].append((~to, *moments))

    # -- menus ------------------------------------------------------------------------------------

    def _add_menu_ways(self, station: Station, visit: StayVisit) -> None:
        stay, kind, choices = visit.stay, station.kind, station.choices
        if visit.typing is not None:
            self._add_shared_ways(station, stay, visit.typing)
            return
        for (code, rest), chosen in stay.choices.items():
            self._add_way(choices[code], rest, chosen)
        if stay.hang_ups.share:
            self.exits[-1].append((ABANDONED, *stay.hang_ups))
        assert kind.wrong is not None, "only a menu has rounds"
        assert kind.silence is not None, "only a menu has rounds"
        for acts, moments in stay.wrong_out.items():
            self._add_last_way(station, kind.wrong.last, station.wrong, acts, moments)
        for acts, moments in stay.silence_out.items():
            self._add_last_way(station, kind.silence.last, station.silence, acts, moments)

    def _add_shared_ways(self, station: Station, stay: MenuStay, typing: KeyTyping) -> None:
        """Add the ways out of a menu whose stay others share: only where they lead is its own."""
        which = (id(stay), id(typing.parts), station.lengths)
        ways = self._shared_ways.get(which)
        if ways is None:
            ways = self._shared_ways[which] = share_ways(station, stay, typing)
        row, exits, numbers, choices = self.rows[-1], self.exits[-1], self._numbers, station.choices
        for (code, _, _), (share, first, second) in zip(typing.codes, ways.choices, strict=False):
            to = numbers.get(choices[code])
            if to is None:
                to = self._way_to(choices[code], ())
            if to >= 0:
                row.append((to, share, first, second))
            else:
                exits.append((~to, share, first, second))
        if ways.hang_ups is not None:
            exits.append((ABANDONED, *ways.hang_ups))
        for target, moments in ((station.wrong, ways.wrong), (station.silence, ways.silence)):
            if moments is not None:
                to = self._way_to(target, ())
                self.last_ways.append((len(self.rows) - 1, to, moments))
                (row if to >= 0 else exits).append((to if to >= 0 else ~to, *moments))

    def _add_last_way(self, station: Station, step: Step, target: int, acts: Acts, moments: Moments) -> None:
        """Add the way of callers whom nothing can stop any more, over the recording that plays then."""
        last = self.follow_last_step(station, step, target, acts)
        self._lose_keys(last.keys, moments[0])
        if last.lasts_ms:
            moments = delay_moments(moments, last.lasts_ms)
        if station.keypad is not None:
            self.last_ways.append((len(self.rows) - 1, last.to, moments))
        if last.to >= 0:
            self.rows[-1].append((last.to, *moments))
        else:
            self.exits[-1].append((~last.to, *moments))

    def follow_last_step(self, station: Station, step: Step, target: int, acts: Acts) -> LastStep:
        """Return where the step out of a receptionist leads with these acts still to come, and what it takes."""
        lasts = station.lengths[step.plays] if step.plays >= 0 else 0
        if not acts or step.to == LEAVES:
            return LastStep(self._way_to(target, acts), lasts, "")
        deaf = pass_deaf_time(acts, lasts)
        if deaf.hung_up_ms is not None:
            return LastStep(~ABANDONED, deaf.hung_up_ms, deaf.keys)
        return LastStep(self._way_to(target, deaf.rest), lasts, deaf.keys)

    def choice_way(self, station: Station, code: int, acts: Acts) -> int:
        """Return where a choice leads with these acts still to come: a place, or ``~end``."""
        return self._way_to(station.choices[code], acts)

    def _lose_keys(self, keys: str, share: float) -> None:
        if keys:
            self.lost_keys.append(LostKeys(len(self.rows) - 1, keys, share))

    # -- the world --------------------------------------------------------------------------------

    def _add_world_ways(self, target: int, acts: Acts) -> None:
        question = self._question_at(target)
        if isinstance(question.route, ScheduleRoute):
            schedule = question.route.schedule
            if schedule not in self.persona.states:
                self.asked.add(schedule)
            self._add_way(self.table.answers_at(~target)[self.states[schedule]], acts, _EVERYBODY)
            return
        for _, chance, step in self._answer_ways(target, acts):
            self._lose_keys(step.keys, chance)
            moments = delay_moments((chance, 0.0, 0.0), step.lasts_ms)
            if step.to >= 0:
                self.rows[-1].append((step.to, *moments))
            else:
                self.exits[-1].append((~step.to, *moments))

    def answer_ways(self, place: int) -> list[AnswerWay]:
        """Return the ways out of a place where the world is asked."""
        target, acts = self._queue[place]
        route = self._question_at(target).route
        if isinstance(route, ScheduleRoute):
            answer = self.states[route.schedule]
            return [AnswerWay(answer, 1.0, LastStep(self._way_to(self.table.answers_at(~target)[answer], acts), 0, ""))]
        return self._answer_ways(target, acts)

    def stay_acts(self, place: int) -> Acts:
        """Return the acts that are still to come where calls come to a place."""
        return self._queue[place][1]

    def asked_at(self, place: int) -> Destination:
        """Return the destination at which a place asks the world."""
        return self._question_at(self._queue[place][0]).destination

    def _answer_ways(self, target: int, acts: Acts) -> list[AnswerWay]:
        destination, route = self._question_at(target)
        assert isinstance(route, PersonRoute), "a schedule answers at once"
        targets = self.table.answers_at(~target)
        ways = []
        for answer, chance, lasts in self._answers_of(destination, route):
            deaf = pass_deaf_time(acts, lasts)
            if deaf.hung_up_ms is not None:
                step = LastStep(~ABANDONED, deaf.hung_up_ms, deaf.keys)
            else:
                step = LastStep(self._way_to(targets[answer], deaf.rest), lasts, deaf.keys)
            ways.append(AnswerWay(answer, chance, step))
        return ways

    def _question_at(self, target: int) -> WorldQuestion:
        asks = self.table.outcomes[~target].asks
        assert asks is not None, "a call stays only where the world is asked"
        assert asks.wait is not None, "who asks waits for an answer"
        assert asks.wait.asks is not None, "only the world is waited for"
        return asks.wait.asks

    def _answers_of(self, destination: Destination, route: PersonRoute) -> list[tuple[str, float, int]]:
        """The answers of a telephone with their chances and the milliseconds that they take."""
        people = self.persona.people
        default: AnswerChance = AnswerChance("no_answer" if route.nobody else "picked_up", 1.0)
        chances = people.get(str(destination.canonical))
        if chances is None:
            # Where everyone is said to give an answer that this telephone cannot give, it answers as by default.
            possible = [chance for chance in people.get(EVERYONE, ()) if chance.answer in route.answers]
            missing = 1 - fsum(chance.chance for chance in possible)
            if missing > 1e-15 or not possible:
                self.assumed[self.table.flow.destination_name(destination) or str(destination)] = default.answer
                possible.append(default._replace(chance=missing))
            chances = tuple(possible)
        return [
            (chance.answer, chance.chance, route.rings_ms if chance.answer == "no_answer" else chance.after_ms or 0)
            for chance in chances
        ]
