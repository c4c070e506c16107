"""A flow as a plain table of rounds: what a key, a wrong key, a silence or a hang-up leads to, and nothing else.

The peers of our own roads play it: a loop in Python, one in C, and the triggers of ``transitions``. A caller is a list
of *choices*, one for each round: the number of the code that is pressed, or one of those below.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from transitions import Machine

from simulator.config.flow import Flow
from simulator.core.events import ANSWERED, KEYS, PROMPT_ENDED, SILENCE
from simulator.tables.flow_table import FlowTable
from simulator.tables.station import keypad_of
from simulator.tables.table_walk import OVER, TablePlace, TableWalk

WRONG_KEY, NO_KEY, HANG_UP = 10, 11, 12
"""Choices that are no code of the menu."""

COLUMNS = 13
OVER_ROUND = -1
"""Stands where a round would: the call is over."""

CHANCES = {"valid": 0.6, "wrong": 0.2, "silent": 0.15, "hang up": 0.05}
"""What a caller does in a round."""

ROUNDS_MOST = 500
"""A caller who still goes round in circles hangs up."""


@dataclass(frozen=True)
class RoundTable:
    """The rounds of a flow; round 0 is where calls begin.

    ``rows[round][choice]`` is the next round; ``codes`` are what can be dialled in a round, ``wrong`` a key
    that cannot.
    """

    rows: list[list[int]]
    codes: list[tuple[str, ...]]
    wrong: list[str]


def read_rounds(flow: Flow) -> RoundTable:
    """Read the rounds off the rows of a flow, which has menus only."""
    walk = TableWalk(FlowTable(flow))
    places = [_next_round(walk, walk.ringing_place(), [ANSWERED])]
    numbers = {places[0]: 0, OVER: OVER_ROUND}
    table = RoundTable([], [], [])
    for place in places:  # grows while it is read
        codes = keypad_of(walk.table.station_at(place.target)).codes
        wrong = next(key for key in KEYS if not any(code.startswith(key) for code in codes))
        events = [[*code] for code in codes] + [[wrong], [SILENCE]]
        row = [OVER_ROUND] * COLUMNS
        for choice, pressed in zip([*range(len(codes)), WRONG_KEY, NO_KEY], events, strict=True):
            following = _next_round(walk, place, pressed)
            row[choice] = numbers.setdefault(following, len(places))
            if row[choice] == len(places):
                places.append(following)
        table.rows.append(row)
        table.codes.append(codes)
        table.wrong.append(wrong)
    return table


def _next_round(walk: TableWalk, place: TablePlace, events: list[str]) -> TablePlace:
    """Where the call listens after these events, or ``OVER``."""
    for event in events:
        move = walk.move_from(place, event)
        assert move is not None
        place = move.dest
    while (wait := walk.wait_at(place)) is not None and wait.trigger == PROMPT_ENDED:
        move = walk.move_from(place, PROMPT_ENDED)
        assert move is not None
        place = move.dest
    return place


def draw_callers(table: RoundTable, count: int, seed: int = 1) -> list[list[int]]:
    """Callers with the chances above, each until its call is over."""
    random = Random(seed)
    return [[*_draw_choices(table, random)] for _ in range(count)]


def _draw_choices(table: RoundTable, random: Random) -> Iterator[int]:
    at = 0
    for _ in range(ROUNDS_MOST):
        (what,) = random.choices([*CHANCES], [*CHANCES.values()])
        choice = {"wrong": WRONG_KEY, "silent": NO_KEY, "hang up": HANG_UP}.get(what)
        if choice is None:
            choice = random.randrange(len(table.codes[at]))
        yield choice
        at = table.rows[at][choice]
        if at == OVER_ROUND:
            return
    yield HANG_UP


def write_scripts(table: RoundTable, callers: list[list[int]]) -> list[str]:
    """The same callers as lines of ``play --callers``."""
    return [json.dumps({"steps": [*_steps(table, choices)]}) for choices in callers]


def _steps(table: RoundTable, choices: list[int]) -> Iterator[dict[str, object]]:
    at = 0
    for choice in choices:
        misses: dict[int, dict[str, object]] = {
            WRONG_KEY: {"press": table.wrong[at]},
            NO_KEY: {"silence": True},
            HANG_UP: {"hangup": True},
        }
        yield misses.get(choice) or {"press": table.codes[at][choice]}
        at = table.rows[at][choice]


def play_plainly(table: RoundTable, callers: list[list[int]]) -> int:
    """The peer in plain Python: look up round after round. Returns the rounds played."""
    rows, rounds = table.rows, 0
    for choices in callers:
        at = 0
        for choice in choices:
            at = rows[at][choice]
        assert at < 0
        rounds += len(choices)
    return rounds


class BareCaller:
    """The least that ``transitions`` can move."""

    __slots__ = ("state",)

    def __init__(self) -> None:
        self.state = "r0"


class TriggerPlayer:
    """The peer that is the library itself: one state for each round, one trigger for each choice."""

    def __init__(self, table: RoundTable) -> None:
        names = [f"r{number}" for number in range(len(table.rows))]
        self.machine = Machine(
            model=None, states=[*names, "over"], initial="r0", auto_transitions=False, send_event=True
        )
        names.append("over")  # found by -1
        for name, row in zip(names, table.rows, strict=False):
            for choice, to in enumerate(row):
                self.machine.add_transition(f"c{choice}", name, names[to])
        self._triggers = [self.machine.events[f"c{choice}"].trigger for choice in range(COLUMNS)]

    def play_callers(self, callers: list[list[int]]) -> None:
        """Play callers, each as an object of its own."""
        triggers = self._triggers
        for choices in callers:
            call = BareCaller()
            for choice in choices:
                triggers[choice](call)
            assert call.state == "over"

    def play_as_models(self, callers: list[list[int]]) -> None:
        """Play callers, each added to the machine as a model: what the library's manual shows first."""
        for choices in callers:
            call = BareModel()
            self.machine.add_model(call)
            for choice in choices:
                call.trigger(f"c{choice}")  # type: ignore[attr-defined]  # the machine puts it there
            self.machine.remove_model(call)
            assert call.state == "over"


class BareModel:
    """A model as ``transitions`` decorates it."""

    state: str
