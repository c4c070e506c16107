"""The keys of a past call, taken where the menus of a flow take keys.

Records do not say when a caller waited, so each key is pressed at the first place that hears one: at once where keys
were typed together, after the menu has decided where they were typed apart. After the last key the caller stays silent.
A call whose keys have times is played at these times instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from simulator.callers.act_schedule import ActSchedule, TimedStep
from simulator.callers.drivers import Kind
from simulator.callers.persona import PersonaCue
from simulator.callers.table_player import PlayedMove, PlayNode, TableCall, TablePlayer
from simulator.callers.world import CallWorld, WorldSettings
from simulator.config.receptionist import Destination
from simulator.core.effects import Choice, Miss
from simulator.core.events import ANSWERED
from simulator.fast_classes import NamedTuple
from simulator.tables.flow_table import FlowTable

_TYPING = ("collecting", "dead")


class RoundResult(NamedTuple):
    """The end of one round: the ``code`` that was chosen, a wrong key, or a silence, in a menu by its key."""

    menu: str
    result: Literal["choice", "wrong", "silence"]
    code: str = ""


class Landing(NamedTuple):
    """Where a call came to, and what its rounds were; ``unheard`` keys were pressed when no menu took any."""

    kind: Kind
    destination: Destination | None
    rounds: tuple[RoundResult, ...]
    unheard: int = 0

    @property
    def is_dead_end(self) -> bool:
        """Return whether nobody was reached: the menu hung up, nobody picked up, or the caller never gets out."""
        return self.kind != "routed"

    @property
    def place(self) -> tuple[str, str]:
        """What tells a place to land from others; types of destinations that mean the same are alike."""
        return self.kind, "" if self.destination is None else str(self.destination.canonical)


class ReactionTime(NamedTuple):
    """The time from a cue to the first key of a round: from its beginning, or from when the menu listens."""

    cue: PersonaCue
    milliseconds: int


class KeyWalk:
    """Walks the keys of calls through the rows of one flow."""

    def __init__(self, table: FlowTable) -> None:
        self.flow = table.flow
        self._player = TablePlayer(table.flow, table)
        self._settings = WorldSettings(table.flow)

    def land_call(
        self, start: str, groups: Sequence[str], times: Sequence[int] | None = None, at: datetime | None = None
    ) -> Landing:
        """Return where a call lands that begins at ``start`` (a receptionist's key or ``type||id``).

        ``groups`` are its keys, apart where they were typed apart; ``times`` (milliseconds from the answer) are those
        of the keys. Schedules stand as at the moment ``at``; without one they are open, and people pick up.
        """
        self._settings.moment = at
        world = CallWorld(self._settings)
        if times is not None:
            return self._land_timed(start, groups, times, world)
        return self._land_untimed(start, groups, world)

    def _land_untimed(self, start: str, groups: Sequence[str], world: CallWorld) -> Landing:
        moves: list[PlayedMove] = []
        node = self._take(self._player.ringing_at(start), ANSWERED, moves)
        unheard = sum(map(len, groups))
        for group in groups:
            for key in group:
                while not moves[-1].kind and self._player.move_of(node, key).internal:
                    node = self._run_out(node, world, moves)
                    if _is_circling(moves):
                        return _landing_of(start, moves, "endless", unheard)
                if moves[-1].kind:
                    return _landing_of(start, moves, unheard=unheard)
                node = self._take(node, key, moves)
                unheard -= 1
            if node.place.phase in _TYPING and not moves[-1].kind:
                node = self._run_out(node, world, moves)
        known: set[int] = set()
        while not moves[-1].kind:
            if id(node) in known:  # what answers stands still, so a silent caller goes round for ever
                return _landing_of(start, moves, "endless", unheard)
            known.add(id(node))
            node = self._run_out(node, world, moves)
        return _landing_of(start, moves, unheard=unheard)

    def _take(self, node: PlayNode, trigger: str, moves: list[PlayedMove]) -> PlayNode:
        move = self._player.move_of(node, trigger)
        moves.append(move)
        return move.dest

    def _run_out(self, node: PlayNode, world: CallWorld, moves: list[PlayedMove]) -> PlayNode:
        trigger = node.then if node.asks is None else world.answer_question(node.asks, 0).event.trigger
        return self._take(node, trigger, moves)

    def _land_timed(self, start: str, groups: Sequence[str], times: Sequence[int], world: CallWorld) -> Landing:
        played = self._play_timed(start, groups, times, world)
        heard = sum(move.acts and not move.internal for move in played.moves)
        return _landing_of(start, played.moves, played.kind, len(times) - heard)

    def _play_timed(self, start: str, groups: Sequence[str], times: Sequence[int], world: CallWorld) -> TableCall:
        steps, before = [], 0
        for key, at in zip("".join(groups), times, strict=True):
            steps.append(TimedStep("now", (key,), at - before, 0))
            before = at
        return self._player.play_caller(ActSchedule(steps), start, world=world if self.flow.routes else None)

    def reaction_times(
        self, start: str, groups: Sequence[str], times: Sequence[int], at: datetime | None = None
    ) -> Iterator[ReactionTime]:
        """Yield how long a caller took to the first key of each round that took one."""
        self._settings.moment = at
        played = self._play_timed(start, groups, times, CallWorld(self._settings))
        begun = listens = None
        is_typing = False
        for now, move in zip(played.times, played.moves, strict=True):
            if move.internal:
                continue
            if move.acts and not is_typing and begun is not None:
                cue: PersonaCue = "prompt" if listens is None else "listening"
                yield ReactionTime(cue, now - (begun if listens is None else listens))
            if move.opens == "round":
                begun, listens = now, None
            if listens is None and move.dest.listens:
                listens = now
            is_typing = move.dest.place.phase in _TYPING


CIRCLE = 1_000
"""Moves without a key after which a call that waits to press one is taken to go round for ever."""


def _is_circling(moves: Sequence[PlayedMove]) -> bool:
    return len(moves) > CIRCLE and not any(move.acts for move in moves[-CIRCLE:])


def _landing_of(start: str, moves: Sequence[PlayedMove], kind: Kind | None = None, unheard: int = 0) -> Landing:
    rounds: list[RoundResult] = []
    menu = start
    for move in moves:
        if move.effects and not move.internal:
            menu = _add_results(menu, move, rounds)
    last = moves[-1]
    return Landing(kind or last.kind or "endless", last.destination, tuple(rounds), unheard)


def _add_results(menu: str, move: PlayedMove, rounds: list[RoundResult]) -> str:
    """Add the results of the rounds that a move ends; return the menu in which the call is then."""
    for effect in move.effects:
        if isinstance(effect, Choice):
            rounds.append(RoundResult(menu, "choice", effect.keys))
        elif isinstance(effect, Miss):
            rounds.append(RoundResult(menu, effect.cause))
    return move.dest.place.receptionist
