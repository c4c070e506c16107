"""The choices of a greeting in the order of their use, and the time that callers would save who wait for theirs.

A caller who presses as soon as their choice has been read out waits for it and for everything before it. So choices
that many want come first. How long each is spoken for is taken from the words of the script, since the whole length
is known and a voice reads evenly; without a script that tells the choices apart, they are taken to be equally long
and in the order of the entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from simulator.checks.scripts.script_clauses import split_clauses
from simulator.checks.spoken_scripts import script_of
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.graph.odds.choice_use import choice_use
from simulator.graph.odds.flow_odds import PersonaOdds
from simulator.graph.odds.setting_effects import CALLERS

_WORTH_SECONDS = 0.05
"""Caller-seconds per 1,000 callers below which an order is as good as another."""


class OrderGain(NamedTuple):
    """Another order of a greeting's choices; ``seconds`` are the caller-seconds that it saves per 1,000 callers.

    ``is_read``: the order and the lengths are from the words of the greeting, and not assumed.
    """

    receptionist: str
    recording: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    seconds: float
    is_read: bool


class _Spoken(NamedTuple):
    """One stretch of a greeting: the option that it announces (empty: none), and its seconds."""

    option: str
    seconds: float


def order_gains(odds: PersonaOdds) -> list[OrderGain]:
    """The menus whose choices could stand in a better order, the one that saves most first."""
    flow = odds.flow
    gains = []
    for key, use in choice_use(odds).items():
        menu = flow.receptionists[key]
        if menu.greeting is None:
            continue
        spoken, is_read = _spoken_choices(flow, menu, menu.greeting)
        gain = _better_order(key, menu.greeting, spoken, use, is_read=is_read)
        if gain is not None and gain.seconds >= _WORTH_SECONDS:
            gains.append(gain)
    return sorted(gains, key=lambda gain: -gain.seconds)


def _spoken_choices(flow: Flow, menu: Receptionist, greeting: str) -> tuple[list[_Spoken], bool]:
    """The stretches of a greeting, and whether its words tell them."""
    seconds = flow.length_of(greeting).milliseconds / 1000
    clauses = split_clauses(script_of(flow, greeting), menu.own_options)
    words = sum(len(clause.words) for clause in clauses)
    spoken = []
    for clause in clauses:
        option = clause.keys[0] if len(clause.keys) == 1 and clause.keys[0] in menu.own_options else ""
        spoken.append(_Spoken(option, seconds * len(clause.words) / words))
    options = [item.option for item in spoken if item.option]
    if sorted(options) == sorted(menu.own_options):
        return spoken, True
    return [_Spoken(option, seconds / len(menu.own_options)) for option in menu.own_options], False


def _better_order(
    key: str, recording: str, spoken: Sequence[_Spoken], use: Mapping[str, float], *, is_read: bool
) -> OrderGain | None:
    choices = [item for item in spoken if item.option]
    ordered = sorted(choices, key=lambda item: -round(use.get(item.option, 0.0), 12))
    before, after = (tuple(item.option for item in order) for order in (choices, ordered))
    if before == after:
        return None
    waiting = iter(ordered)
    changed = [next(waiting) if item.option else item for item in spoken]
    saved = _waiting_seconds(spoken, use) - _waiting_seconds(changed, use)
    return OrderGain(key, recording, before, after, saved * CALLERS, is_read)


def _waiting_seconds(spoken: Sequence[_Spoken], use: Mapping[str, float]) -> float:
    """The seconds per caller until the choice that is wanted has been read out."""
    return sum(use.get(option, 0.0) * end for option, end in _choice_ends(spoken))


def _choice_ends(spoken: Sequence[_Spoken]) -> Iterator[tuple[str, float]]:
    at = 0.0
    for option, seconds in spoken:
        at += seconds
        if option:
            yield option, at
