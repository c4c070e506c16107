"""What the keys of one round lead to, as rows that all menus with the same keys share; read off a blueprint.

Collecting keys does not depend on the tries used so far, so one round stands for all of a menu's. A *node* is what
has been typed in a round: node 0 is nothing, and where further keys cannot make a choice any more there is one node
for all that has been typed.
"""

from __future__ import annotations

from simulator.core.blueprint import Blueprint
from simulator.core.effects import Choice
from simulator.core.events import KEYS
from simulator.core.places import Onward, Place
from simulator.core.switch_blueprint import SwitchBlueprint
from simulator.fast_classes import NamedTuple

WRONG = 0
"""Stands where a node would: the keys are wrong. (No key leads back to node 0.)"""

KEY_NUMBERS = {key: number for number, key in enumerate(KEYS)}
"""The place of each key in the rows of a keypad."""


class Keypad(NamedTuple):
    """The nodes of a keypad, and what each key leads to there.

    ``codes`` are sorted; ``nodes`` the keys typed so far, None where they cannot make
    a choice any more. ``keys`` has, for each node and each of ``KEYS``, the next node, ``WRONG``, or ``~code`` where
    the code of that number is chosen; ``runs_out`` the same for a wait that runs out (at node 0 that is a silence, and
    the figure means nothing). ``early`` is the row of a prompt where it is not that of node 0: for FreeSWITCH, # is a
    key like any other there, and the end of the keys afterwards; its ``nodes`` have a ``?`` for each key where only
    their number counts any more.
    """

    codes: tuple[str, ...]
    nodes: tuple[str | None, ...]
    keys: tuple[tuple[int, ...], ...]
    runs_out: tuple[int, ...]
    early: tuple[int, ...] = ()


def read_keypad(blueprint: Blueprint | SwitchBlueprint, codes: tuple[str, ...]) -> Keypad:
    """The rows of a menu's keys; ``codes`` are those of its entries, sorted."""
    return _KeypadReading(blueprint, codes).read_nodes()


class _KeypadReading:
    """A search through the places of one round in which keys are being collected."""

    def __init__(self, blueprint: Blueprint | SwitchBlueprint, codes: tuple[str, ...]) -> None:
        self.blueprint = blueprint
        self.codes = codes
        self._code_numbers = {code: number for number, code in enumerate(codes)}
        self._places = [blueprint.place_at("listening")]
        self._nodes = {self._places[0]: 0}

    def read_nodes(self) -> Keypad:
        keys: list[tuple[int, ...]] = []
        runs_out: list[int] = []
        early: tuple[int, ...] = ()
        if isinstance(self.blueprint, SwitchBlueprint):
            edges = self.blueprint.edges_from(self.blueprint.place_at("prompt"))
            early = tuple(self._result_of(edge.onward) for edge in edges[: len(KEYS)])
        for place in self._places:  # grows while it is read
            edges = self.blueprint.edges_from(place)
            keys.append(tuple(self._result_of(edge.onward) for edge in edges[: len(KEYS)]))
            runs_out.append(self._result_of(edges[len(KEYS)].onward) if len(keys) > 1 else WRONG)
        nodes = tuple(None if place.phase == "dead" else place.keys for place in self._places)
        return Keypad(self.codes, nodes, tuple(keys), tuple(runs_out), early)

    def _result_of(self, onward: Onward) -> int:
        if onward.place is not None and onward.place.phase in ("collecting", "dead"):
            return self._node_of(onward.place)
        codes = [effect.keys for effect in onward.effects if type(effect) is Choice]
        return ~self._code_numbers[codes[0]] if codes else WRONG

    def _node_of(self, place: Place) -> int:
        node = self._nodes.setdefault(place, len(self._places))
        if node == len(self._places):
            self._places.append(place)
        return node
