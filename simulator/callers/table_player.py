"""Calls played by rows: the same turns at the same times as ``drivers.converse``, many times as fast.

Theory of operation. Where a call can be, and what an event leads to there, is looked up in the rows of the flow once
and kept: a *node* for each place that some call has come to, with its *moves*. A call is then a walk from node to
node, in which nothing is made but the list of its times and moves. Its caller acts as ``act_schedule`` says, and what
is due happens as ``drivers`` says (time wins ties); a property holds both roads against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.callers.act_schedule import ActSchedule, Opening
from simulator.callers.drivers import ROUNDS_MOST, Kind, Trace, World
from simulator.callers.started_sounds import Sound, started_sounds
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.call import Turn, deadline_after, due_after
from simulator.core.effects import Effect, End, Enter, Play, Round, Route
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS, WORLD_ANSWERS
from simulator.core.places import IN_ROUND, Place
from simulator.fast_classes import NamedTuple
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_walk import TableMove, TablePlace, TableWalk

NODES_MOST = 50_000
"""So many places are kept between two calls; a flow that callers spread over more begins anew."""

_NEVER = 1 << 62
"""Milliseconds after which nothing happens by itself any more."""

_CALLER_TRIGGERS = frozenset((*KEYS, HUNG_UP))


class MoveText(NamedTuple):
    """What a move writes into the record of a call, whenever it is made (``record_text`` fills it).

    ``turn`` is its turn after the moment, ``heard`` the recordings that start (JSON, with commas between), ``key`` the
    key that is pressed; ``estimated``: one of the recordings has no known length.
    """

    turn: str
    heard: str
    key: str
    estimated: bool


@dataclass(slots=True, eq=False)
class PlayedMove:
    """One event at one place, and all that is known of it beforehand.

    ``opens`` is what begins with it; ``counts``: it counts towards the rounds of an endless call; ``acts``: the caller
    does it; ``wakes``: a caller may have to plan what to do next. ``sounds`` are those that start with it. ``kind`` and
    ``destination`` are of the end that it makes.
    """

    trigger: str
    effects: tuple[Effect, ...]
    dest: PlayNode
    internal: bool
    opens: Opening
    counts: bool
    acts: bool
    wakes: bool
    sounds: tuple[Sound, ...]
    kind: Kind | None = None
    destination: Destination | None = None
    enters: str | None = None
    text: MoveText | None = None


class PlayNode:
    """A place that a call has come to, with the moves that were taken from there."""

    __slots__ = ("asks", "at", "in_round", "listens", "moves", "place", "then", "wait_ms", "within_ms")

    def __init__(self, at: TablePlace, place: Place) -> None:
        self.at = at
        self.place = place
        self.wait_ms = place.wait.milliseconds if place.wait else _NEVER
        self.within_ms = place.wait.within if place.wait else None
        self.then = place.wait.then.trigger if place.wait else ""
        self.asks = place.wait.asks if place.wait else None
        self.in_round = place.phase in IN_ROUND
        self.listens = place.phase == "listening"
        self.moves: dict[str, PlayedMove] = {}


class TableCall(NamedTuple):
    """A call that was played: its moves and the milliseconds at which they were made.

    ``entry`` is the first receptionist that it came to; None: it came to none.
    """

    source: PlayNode
    times: Sequence[int]
    moves: Sequence[PlayedMove]
    kind: Kind
    destination: Destination | None
    entry: str | None


class TablePlayer:
    """Plays callers through one flow under its semantics, by its ``table`` where there is one; nodes are kept."""

    def __init__(self, flow: Flow, table: FlowTable | None = None) -> None:
        self.flow = flow
        self._walk = TableWalk(table or FlowTable(flow))
        self._nodes: dict[TablePlace, PlayNode] = {}
        self._starts: dict[str, PlayNode] = {}

    def play_caller(
        self, caller: ActSchedule, start: str, *, limit: int = ROUNDS_MOST, world: World | None = None
    ) -> TableCall:
        """Play a caller from a start (a receptionist's key, or ``type||id``), as ``converse`` does."""
        source = node = self.ringing_at(start)
        acts = caller.acts
        times: list[int] = []
        moves: list[PlayedMove] = []
        entry = None if "||" in start else start
        now, due, trigger, then, left, acted = 0, _NEVER, ANSWERED, "", limit, 0
        deadline = _NEVER
        while True:
            move = node.moves.get(trigger) or self.move_of(node, trigger)
            times.append(now)
            moves.append(move)
            node = move.dest
            if entry is None:
                entry = move.enters
            if move.counts:
                left -= 1
                if left < 0:
                    return TableCall(source, times, moves, "endless", move.destination, entry)
            if move.kind is not None:
                return TableCall(source, times, moves, move.kind, move.destination, entry)
            if not move.internal:
                due, then = now + node.wait_ms, node.then
                if node.within_ms is None:
                    deadline = _NEVER
                else:
                    deadline = min(deadline, now + node.within_ms)  # a later place of a row would set a later one
                    due = min(due, deadline)
                if node.asks is not None and world is not None:
                    event, after = world.answer_question(node.asks, now)
                    due, then = now + after, event.trigger
            if move.acts:
                acted += 1
            if caller.waits and (move.wakes or caller.awaits in move.sounds):
                caller.hear(len(moves) - 1, now, acted, move.opens, node.in_round, node.listens, move.sounds)
            if acted < len(acts) and acts[acted][0] < due:
                now, trigger = acts[acted]
            else:
                now, trigger = due, then

    def ringing_at(self, start: str) -> PlayNode:
        """Return where a call begins, before it is answered, at a receptionist's key or ``type||id``."""
        if len(self._nodes) > NODES_MOST:
            self._nodes.clear()
            self._starts.clear()
        source = self._starts.get(start)
        if source is None:
            source = self._starts[start] = self._node_at(self._walk.ringing_place(start))
        return source

    def move_of(self, node: PlayNode, trigger: str) -> PlayedMove:
        """Return what an event that can happen leads to, looked up in the rows the first time."""
        move = node.moves.get(trigger)
        if move is not None:
            return move
        found = self._walk.move_from(node.at, trigger)
        assert found is not None, "callers press and hang up anywhere, and what is due can happen"
        move = self._played_move(trigger, found)
        node.moves[trigger] = move
        return move

    def _played_move(self, trigger: str, found: TableMove) -> PlayedMove:
        kinds = {type(effect) for effect in found.effects}
        dest, begins = self._node_at(found.dest), Round in kinds
        announces = dest.place.phase == "announcing" and not found.internal
        move = PlayedMove(
            trigger,
            found.effects,
            dest,
            found.internal,
            opens="round" if begins else "announcement" if announces else "",
            counts=begins or Enter in kinds or trigger in WORLD_ANSWERS,
            acts=trigger in _CALLER_TRIGGERS,
            wakes=begins or dest.listens or not dest.in_round or trigger == ANSWERED,
            sounds=started_sounds(found.effects),
        )
        for effect in found.effects:
            match effect:
                case Route(destination):
                    move.kind, move.destination = "routed", destination
                case End(by, destination):
                    move.kind = "abandoned" if by == "caller" else "hung_up"
                    move.destination = destination
                case Enter(receptionist):
                    move.enters = move.enters or receptionist
        return move

    def _node_at(self, at: TablePlace) -> PlayNode:
        node = self._nodes.get(at)
        if node is None:
            node = self._nodes[at] = PlayNode(at, self._walk.place_of(at))
        return node


def trace_of(played: TableCall) -> Trace:
    """The trace of a call, as ``converse`` returns it; it assumes nothing of the world by itself."""
    trace = Trace(played.entry, kind=played.kind, destination=played.destination)
    source, due, deadline = played.source, None, None
    for now, move in zip(played.times, played.moves, strict=True):
        if not move.internal:
            wait = move.dest.place.wait
            deadline = deadline_after(wait, now, deadline)
            due = due_after(wait, now, deadline) if wait else None
        trace.turns.append(Turn(now, EVENTS[move.trigger], source.place, move.dest.place, move.effects, due))
        source = move.dest
    if played.kind == "endless":
        last = trace.turns[-1]
        effects = tuple(effect for effect in last.effects if not isinstance(effect, Round | Play))
        trace.turns[-1] = Turn(last.at, last.event, last.source, last.dest, effects, last.due)
    return trace
