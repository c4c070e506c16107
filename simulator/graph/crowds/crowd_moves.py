"""The moves of one persona's calls in one situation, as its chain has them; and what each adds to the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from simulator.callers.drivers import Kind
from simulator.callers.persona import Persona, RoundChances
from simulator.config.receptionist import Destination
from simulator.fast_classes import NamedTuple
from simulator.graph.odds.call_chain import ABANDONED, CallChain
from simulator.graph.odds.flow_odds import end_key
from simulator.graph.odds.menu_stay import ANY_CHOICE, RoundBeginning, RoundMove
from simulator.graph.odds.stay_library import StayVisit
from simulator.graph.round_play import RoundEnd, RoundResult
from simulator.tables.station import Station, keypad_of


class CrowdEnd(NamedTuple):
    """An end of a persona's calls; the persona by its number."""

    persona: int
    kind: Kind
    destination: Destination | None


class CrowdFact(NamedTuple):
    """What one move adds to the figures of a persona: a round of a menu with its result, keys, and recordings.

    ``receptionist`` is empty where the move is not a menu's.
    """

    persona: int
    receptionist: str = ""
    round: int = 0
    result: RoundResult | None = None
    keys: str = ""
    recordings: tuple[str, ...] = ()


NOTHING = CrowdFact(-1)


def cut_fact(fact: CrowdFact) -> CrowdFact:
    """Return the fact of a round in which the caller's patience ends; which recordings had begun is not counted."""
    return fact._replace(result="hung_up", keys="", recordings=())


class CrowdMove(NamedTuple):
    """One way out of a state: its chance, where it leads (a state, or ``~end``), its time, and a fact's number."""

    chance: float
    to: int
    milliseconds: int
    fact: int


class QueueStop(NamedTuple):
    """Where a persona's callers come to a queue; ``ways`` are where the answers of its telephones lead."""

    persona: int
    queue: int
    ways: Mapping[str, int]


class CrowdPlace(NamedTuple):
    """Where a call is: a place of the chain or ``~end``; the mistakes so far; in a menu its round.

    ``answered``: people have taken the call, so that no queue comes before its end.
    """

    place: int
    mistakes: int = 0
    round: int = 1
    wrong_keys: int = 0
    silences: int = 0
    beginning: int = 0
    answered: bool = False


class PlaceStop(NamedTuple):
    """A queue's number, and where its answers lead."""

    queue: int
    ways: Mapping[str, CrowdPlace]


PlaceMove = tuple[float, CrowdPlace, int, CrowdFact]


class ChainMoves:
    """The moves of a chain; ``queues`` are the numbers of queues by destination."""

    def __init__(self, number: int, persona: Persona, chain: CallChain, queues: Mapping[Destination, int]) -> None:
        self.number = number
        self.persona = persona
        self.chain = chain
        self.queues = queues
        self.start = CrowdPlace(chain.start)
        self._mistakes_most = len(persona.memory.after_mistakes)
        self._heard: dict[tuple[str, int, int], tuple[str, ...]] = {}

    def end_of(self, place: CrowdPlace) -> CrowdEnd | None:
        """The end that a place is; None where the call goes on, or comes to a queue."""
        if place.place >= 0 or self.stop_at(place) is not None:
            return None
        return CrowdEnd(self.number, *end_key(self.chain.ends[~place.place]))

    def stop_at(self, place: CrowdPlace) -> PlaceStop | None:
        """The queue that callers come to at a place; None: they come to none."""
        if not self.queues or place.answered:
            return None
        if place.place < 0:
            kind, destination = end_key(self.chain.ends[~place.place])
            queue = self.queues.get(destination.canonical) if kind == "routed" and destination is not None else None
            return None if queue is None else PlaceStop(queue, {"picked_up": place._replace(answered=True)})
        if self.chain.stations[place.place] is not None:
            return None
        queue = self.queues.get(self.chain.asked_at(place.place).canonical)
        if queue is None:
            return None
        ways = {way.answer: self._onward(way.step.to, place.mistakes) for way in self.chain.answer_ways(place.place)}
        return PlaceStop(queue, {**ways, "picked_up": ways["picked_up"]._replace(answered=True)})

    def moves_from(self, place: CrowdPlace) -> Iterator[PlaceMove]:
        """Yield the moves out of a place that is neither an end nor a queue; those without a chance are left out."""
        station, visit = self.chain.stations[place.place], self.chain.stays[place.place]
        if station is None:
            for answer in self.chain.answer_ways(place.place):
                to = self._onward(answer.step.to, place.mistakes)
                yield answer.chance, to, answer.step.lasts_ms, CrowdFact(self.number, keys=answer.step.keys)
        elif visit is None:
            beginning = self.chain.stay_acts(place.place)
            last = self.chain.follow_last_step(station, station.kind.enters, station.forward, beginning)
            part = station.kind.enters.plays
            heard = () if part < 0 else (station.recordings[part],)
            fact = CrowdFact(self.number, keys=last.keys, recordings=heard)
            yield 1.0, self._onward(last.to, place.mistakes), last.lasts_ms, fact
        else:
            yield from self._menu_moves(place, station, visit)

    # -- menus ------------------------------------------------------------------------------------

    def _menu_moves(self, place: CrowdPlace, station: Station, visit: StayVisit) -> Iterator[PlaceMove]:
        beginning = visit.stay.beginnings[place.beginning]
        chances = *self._chances_at(place), 1.0
        for move in beginning.moves:
            chance, end = chances[move.source] * move.weight, move.end
            if not chance:
                continue
            heard = self._parts_heard(station, beginning, end.speaks_ms)
            if end.result == "choice":
                for part, code, lasts in _split_choice(end, visit):
                    to = self._onward(self.chain.choice_way(station, code, end.rest), place.mistakes)
                    keys = end.keys or keypad_of(station).codes[code]
                    fact = CrowdFact(self.number, station.key, place.round, "choice", keys, heard)
                    yield chance * part, to, lasts, fact
            elif end.result == "hung_up":
                fact = CrowdFact(self.number, station.key, place.round, "hung_up", end.keys, heard)
                yield chance, CrowdPlace(~ABANDONED), end.milliseconds, fact
            else:
                yield chance, *self._miss(place, station, move, visit, heard)

    def _chances_at(self, place: CrowdPlace) -> RoundChances:
        if place.mistakes:
            return self.persona.memory.after_mistakes[place.mistakes - 1]
        return self.persona.chances_in(place.round)

    def _miss(
        self, place: CrowdPlace, station: Station, move: RoundMove, visit: StayVisit, heard: tuple[str, ...]
    ) -> tuple[CrowdPlace, int, CrowdFact]:
        """Return where a wrong key or a silence leads, after how long, and what it adds to the figures."""
        end = move.end
        lasts, is_wrong = end.milliseconds, end.result == "wrong"
        keys = visit.typing.wrong_key if is_wrong and visit.typing is not None else end.keys
        mistakes = min(place.mistakes + 1, self._mistakes_most)
        counts = place.wrong_keys, place.silences
        miss = station.kind.count_miss("wrong" if is_wrong else "silence", *counts, station.allowed)
        if miss.last:
            way = station.wrong if is_wrong else station.silence
            last = self.chain.follow_last_step(station, miss.step, way, end.rest)
            heard += () if miss.step.plays < 0 else (station.recordings[miss.step.plays],)
            to, lasts, keys = self._onward(last.to, mistakes), lasts + last.lasts_ms, keys + last.keys
        else:
            counts = miss.wrong_keys, miss.silences
            to = CrowdPlace(place.place, mistakes, place.round + 1, *counts, move.beginning)
        return to, lasts, CrowdFact(self.number, station.key, place.round, end.result, keys, heard)

    def _parts_heard(self, station: Station, beginning: RoundBeginning, speaks_ms: int) -> tuple[str, ...]:
        """The recordings of a round that have started while it was listened to for so long."""
        which = station.key, beginning.position, speaks_ms
        heard = self._heard.get(which)
        if heard is None:
            started, at = [], 0
            for part in beginning.parts:
                if at > speaks_ms:
                    break
                started.append(station.recordings[part])
                at += station.lengths[part]
            heard = self._heard[which] = tuple(started)
        return heard

    def _onward(self, place: int, mistakes: int) -> CrowdPlace:
        """The place with what a caller remembers there; an end remembers nothing."""
        return CrowdPlace(place, mistakes if place >= 0 else 0)


def _split_choice(end: RoundEnd, visit: StayVisit) -> Iterable[tuple[float, int, int]]:
    """Return the choices that an end stands for: the part of each, its code, and how long the round lasted then."""
    if end.code != ANY_CHOICE or visit.typing is None:
        return ((1.0, end.code, end.milliseconds),)
    return [(share, code, end.milliseconds + typed.milliseconds) for code, share, typed in visit.typing.codes]
