"""Words and numbers of odds: shares in percent, seconds, ends, rounds, and what was assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Protocol

from simulator.callers.drivers import Kind
from simulator.callers.given_answers import answer_words
from simulator.callers.persona import Persona
from simulator.callers.world import schedule_name
from simulator.config.durations import duration_words
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import Answer
from simulator.graph.odds.flow_odds import FlowOdds
from simulator.graph.odds.setting_effects import CALLERS
from simulator.graph.odds.week_situations import SituationMix
from simulator.graph.plain_words import join_words, quote, visible

_SMALLEST = 0.0005
_RECORDINGS_SHOWN = 8


class CallEnd(Protocol):
    """An end of calls, however its figures were found."""

    @property
    def kind(self) -> Kind:
        """Return what becomes of the call."""

    @property
    def destination(self) -> Destination | None:
        """Return where it is sent."""

    @property
    def name(self) -> str | None:
        """Return the catalogue's name of that."""


class AssumedWorld(Protocol):
    """The world in which the figures of a flow hold, however they were found."""

    @property
    def flow(self) -> Flow:
        """Return the flow that is called."""

    @property
    def situations(self) -> SituationMix:
        """Return how its schedules stand."""

    @property
    def asked(self) -> frozenset[str]:
        """Return the keys of the schedules that calls ask."""

    @property
    def assumed_people(self) -> Mapping[str, Answer]:
        """Return the telephones whose answers nobody said, with what they are taken to answer."""


def percent(share: float) -> str:
    """Return ``31.7 %``; a share that would show as nothing is ``< 0.1 %``.

    >>> percent(0.3171), percent(1.0), percent(0.0), percent(0.0001)
    ('31.7 %', '100.0 %', '0.0 %', '< 0.1 %')
    """
    if 0 < share < _SMALLEST:
        return "< 0.1 %"
    return f"{100 * share:,.1f} %" if isfinite(share) else "no end"


def points(difference: float) -> str:
    """Return a difference of two shares, ``+1.5 points``.

    >>> points(0.0153), points(-0.2), points(0.0)
    ('+1.53 points', '-20 points', 'no change')
    """
    text = f"{100 * difference:+.2f}".rstrip("0").rstrip(".")
    return "no change" if text in ("+0", "-0") else f"{text} points"


def seconds_words(seconds: float) -> str:
    """Return a time to the tenth of a second, ``51.2 s`` or ``1 min 3.5 s``."""
    return duration_words(round(seconds * 1000))


def number_words(number: float, digits: int = 1) -> str:
    """Return a number with a few digits, without zeros at its end.

    >>> number_words(1234.56), number_words(2.0), number_words(float("inf"))
    ('1,234.6', '2', 'no end')
    """
    if not isfinite(number):
        return "no end"
    text = f"{number:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def end_words(outcome: CallEnd) -> str:
    """Return where callers end: a destination by its name, or what becomes of the call."""
    if outcome.kind == "endless":
        return "never out: the call has no end"
    if outcome.kind == "abandoned":
        return "the caller hangs up"
    if outcome.name:
        return visible(outcome.name) + (" (the menu hangs up)" if outcome.kind == "hung_up" else "")
    if outcome.kind == "hung_up":
        return "the menu hangs up"
    assert outcome.destination is not None, "a call is sent somewhere"
    return f"{visible(outcome.destination.type).replace('_', ' ')} {visible(outcome.destination.id)}"


def caller_words(personas: Sequence[Persona], assumed: str) -> str:
    """Return who calls: a persona with its source (``assumed`` where there is none), or each with its share."""
    if len(personas) == 1:
        persona = personas[0]
        word = assumed if persona.is_assumed else visible(persona.source)
        return f"Persona {quote(persona.name)} ({word})"
    each = [
        f"{percent(persona.share)} {quote(persona.name)}{' (ASSUMED)' if persona.is_assumed else ''}"
        for persona in personas
    ]
    return f"Personas: {join_words(each, most=9)}"


def exact_caller_words(odds: FlowOdds) -> str:
    """Return who calls, for exact odds; where nobody measured a persona, how to."""
    personas = [persona.persona for persona in odds.personas if persona.persona is not None]
    return caller_words(personas, "ASSUMED; ivrsim odds --fit RECORDS measures it")


def map_words(odds: FlowOdds) -> str:
    """Return what the percentages on a map are."""
    parts = [
        "Percentages are of callers, exactly",
        exact_caller_words(odds),
        *situation_lines(odds),
        f"A person takes the call: {percent(odds.mixture.person.share)}",
    ]
    return "".join(f"{part}. " for part in parts).rstrip()


def assumption_words(odds: AssumedWorld) -> list[str]:
    """Return what was assumed of the world, ``office: open``, as a record writes it."""
    flow = odds.flow
    switches = [key for key in flow.schedules if key in odds.asked and _is_assumed(odds, key)]
    people = [f"{name}: {answer_words(answer)}" for name, answer in odds.assumed_people.items()]
    return [*(f"{key}: open" for key in switches), *people]


def _is_assumed(odds: AssumedWorld, key: str) -> bool:
    return key in odds.situations.assumed


def situation_lines(odds: AssumedWorld, of: str = "the time") -> list[str]:
    """Return how the schedules stand, and for which part of the time (or of the calls) where it is not one moment."""
    weights: dict[str, float] = {}
    for situation in odds.situations.every:  # a schedule that these calls do not ask makes no difference
        text = _situation_text(odds.flow, dict(situation.states), odds)
        weights[text] = weights.get(text, 0.0) + situation.weight
    if len(weights) == 1:
        return [text for text in weights if text]
    return [f"{percent(weight)} of {of}: {text}" for text, weight in weights.items()]


def _situation_text(flow: Flow, states: dict[str, str], odds: AssumedWorld) -> str:
    stand = [
        f"{visible(schedule_name(flow, key))} {state}"
        for key, state in states.items()
        if key in odds.asked and not _is_assumed(odds, key)
    ]
    return ", ".join(stand)


class MenuNames:
    """The names of a flow's menus, as tables of figures have them; ``other`` is a flow that it is compared with."""

    def __init__(self, flow: Flow, other: Flow | None = None) -> None:
        self._flow = flow
        self._uses = _name_uses(flow)
        if other is not None:  # a menu is called the same in both columns
            self._uses |= _name_uses(other)

    def name_of(self, key: str) -> str:
        """Return the name of a menu; with its key where another has the same name."""
        name = visible(self._flow.receptionists[key].name or key)
        return f"{name} ({visible(key)})" if self._uses[name] > 1 else name


def _name_uses(flow: Flow) -> Counter[str]:
    return Counter(visible(item.name or key) for key, item in flow.receptionists.items())


def use_lines(flow: Flow, keys: Mapping[str, float], recordings: Mapping[str, float], noun: str) -> Iterator[str]:
    """Yield the keys and the recordings of 1,000 ``noun`` (callers, calls), from their times per call."""
    pressed = [f"{key}: {number_words(times * CALLERS, 0)}" for key, times in keys.items()]
    if pressed:
        yield f"Keys per {CALLERS:,} {noun}   {', '.join(pressed)}"
    heard = [
        f"{visible(flow.recording_name(id))} {number_words(times * CALLERS, 0)}" for id, times in recordings.items()
    ]
    if heard:
        words = join_words(heard, last=", ", most=_RECORDINGS_SHOWN, remainder="{} more recordings")
        yield f"Heard per {CALLERS:,} {noun}  {words}"
