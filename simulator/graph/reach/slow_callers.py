"""Reach of callers who always press late: over a relay, a text telephone, or with a slow hand.

Such a caller starts to press a choice so long after the menu starts listening. By then the round
may be over; the key still counts if it falls where a later round of the same menu takes it. Only what
comes out as it was meant is counted: a key that falls into another menu may do anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.places import to_milliseconds
from simulator.graph.menu_rounds import NO_TURN, WAY_OUT, MenuRound
from simulator.graph.reach.answered_exits import RINGS_ON, Exit, Rung
from simulator.graph.reach.exits import Summary
from simulator.graph.reach.survey import Survey, given_answers, survey_of
from simulator.graph.reach.tries import MenuTries

if TYPE_CHECKING:
    from simulator.callers.caller_script import CallerScript, ScriptStep

RELAY_SECONDS = 15.0
"""Seconds that a caller needs to respond over a relay or a text telephone (the catalogue of checks)."""


class TooLate(NamedTuple):
    """A choice that others can make, and such a caller cannot."""

    receptionist: str
    code: str


class _Round(NamedTuple):
    """A round of a silent caller: the receptionist of the survey that it is in, and its number among the rounds."""

    key: str
    tries: MenuTries
    number: int

    @property
    def menu_round(self) -> MenuRound:
        """The round itself."""
        return self.tries.rounds[self.number]

    @property
    def prompts_ms(self) -> int:
        """How long its prompts play."""
        return self.tries.prompts_time(self.menu_round.prompts)


class _Taken(NamedTuple):
    """Where a late key is taken: after so many silent rounds, stopping a prompt or not, with so much time left.

    ``key`` is the receptionist of the survey in which it is. ``left`` is the milliseconds for all further keys where a
    menu has one time for them all.
    """

    key: str
    silences: int
    stops_prompt: bool
    left: int


class _Way(NamedTuple):
    """The way to a receptionist or an ending: the receptionist before it, and what the caller does there.

    ``rung`` is what the telephones answered on it.
    """

    source: str | None
    steps: tuple[ScriptStep, ...]
    rung: Rung = ()


@dataclass(slots=True)
class LateReach:
    """Everything that a caller who presses so late can reach.

    ``receptionists`` are keys; ``too_late`` lists the choices that are lost in them.
    """

    entry: str
    flow: Flow
    receptionists: dict[str, _Way] = field(default_factory=dict)
    ends: dict[Destination, _Way] = field(default_factory=dict)
    too_late: list[TooLate] = field(default_factory=list)

    def caller_to(self, end: Destination) -> CallerScript:
        """Such a caller, who gets to this end; raises ``KeyError`` where none does."""
        from simulator.callers.caller_script import CallerScript  # a check asks for the rounds alone

        approach: _Way | None = self.ends[end]
        parts: list[_Way] = []
        while approach is not None:
            parts.append(approach)
            approach = self.receptionists[approach.source] if approach.source is not None else None
        parts.reverse()
        given = given_answers(self.flow, [answer for part in parts for answer in part.rung])
        return CallerScript(given=given, steps=tuple(step for part in parts for step in part.steps))


def late_reach(of: Flow | Survey, seconds: float = RELAY_SECONDS, gap: float | None = None) -> LateReach:
    """Return what a caller can reach who presses so many ``seconds`` late.

    The seconds count from when the menu starts listening; ``gap`` is the seconds between the keys of one choice (None:
    as in a script that says nothing). The call starts at the entry, and silence leads on as for every caller.
    """
    from simulator.callers.caller_script import DEFAULT_GAP

    survey = survey_of(of)
    apart = to_milliseconds(DEFAULT_GAP if gap is None else gap)
    reach = LateReach(survey.flow.entry, survey.flow)
    reach.receptionists[survey.flow.entry] = _Way(None, ())
    queue = [survey.flow.entry]
    known: dict[MenuTries, list[_Taken]] = {}
    for key in queue:  # grows while it is read
        for approach, exit in _late_exits(survey, key, seconds, apart, known, reach.too_late):
            target = survey.entered_by(exit)
            if exit.destination == RINGS_ON:
                continue  # no caller gets anywhere by it
            if target is None:
                reach.ends.setdefault(exit.destination.canonical, approach)
            elif target not in reach.receptionists:
                reach.receptionists[target] = approach
                queue.append(target)
    reach.too_late[:] = dict.fromkeys(reach.too_late)
    return reach


def _late_exits(
    survey: Survey,
    key: str,
    seconds: float,
    apart: int,
    known: dict[MenuTries, list[_Taken]],
    too_late: list[TooLate],
) -> Iterator[tuple[_Way, Exit]]:
    """Yield the exits by which such a caller leaves a receptionist, and note the choices that are lost.

    Where each round of a menu is a receptionist of its own (``unrolled_flow``), this is about all of them.
    """
    from simulator.callers.caller_script import ScriptStep

    summary = survey.summary_of(key)
    if summary.tries is None:
        yield from ((_Way(key, (), exit.rung), exit) for exit in summary.exits)
        return
    rounds = list(_silent_rounds(survey, key))
    takings = known.get(summary.tries)
    if takings is None or rounds[-1].key != key:
        takings = list(_find_takings(rounds, to_milliseconds(seconds)))
        # which round takes the keys makes no difference where all of them are one receptionist
        takings = known[summary.tries] = takings if rounds[-1].key != key else takings[:1]
    lost = {exit.code: None for exit in summary.exits if exit.cause == "choice" and not exit.returns}
    for taken in takings:
        leaving = survey.summary_of(taken.key if rounds[-1].key != key else key)
        for exit in leaving.exits:
            if exit.cause == "choice" and not exit.returns and _is_taken_as_typed(leaving, exit.code, taken, apart):
                lost.pop(exit.code, None)
                press = ScriptStep(press=exit.code, after=seconds, gap=apart / 1000)
                yield _Way(key, (*(ScriptStep(silence=True),) * taken.silences, press), exit.rung), exit
    too_late += [TooLate(survey.origin_of(key), code) for code in lost]
    last = survey.summary_of(rounds[-1].key)
    if last.exit_by_mistake("silence")[0].cause == "silence":
        silent = (ScriptStep(silence=True),) * sum(one.menu_round.prompts != NO_TURN for one in rounds)
        yield from ((_Way(key, silent, exit.rung), exit) for exit in last.exits if exit.cause == "silence")


def _silent_rounds(survey: Survey, key: str) -> Iterator[_Round]:
    """Yield the rounds of a silent caller in a menu, in order."""
    at: str | None = key
    while at is not None:
        summary = survey.summary_of(at)
        assert summary.tries is not None, "a round is one of a menu"
        yield from _rounds_of(at, summary.tries)
        onward = survey.entered_by(summary.exit_by_mistake("silence")[0]) if survey.later_rounds else None
        at = onward if onward in survey.later_rounds else None


def _rounds_of(key: str, tries: MenuTries) -> Iterator[_Round]:
    number = 0
    while number != WAY_OUT:
        yield _Round(key, tries, number)
        number = tries.rounds[number].silence.round


def _is_taken_as_typed(summary: Summary, code: str, taken: _Taken, apart: int) -> bool:
    """Return whether pressing just the keys of a code chooses it, with so many milliseconds between them."""
    assert summary.tries is not None, "a code is chosen in a menu"
    assert summary.keypad is not None, "a code is chosen in a menu"
    times = summary.tries.times
    if len(code) > 1 and apart >= times.further_key:
        return False
    if times.together and (apart * (len(code) - 1) >= taken.left or (code[0] == "#" and not taken.stops_prompt)):
        return False
    return any(typed.keys == code for typed in summary.keypad.quickest[code])


def round_taken(tries: MenuTries, late: int) -> int | None:
    """After how many silent rounds a key pressed so late (milliseconds) is first taken; None: after none."""
    return next((taken.silences for taken in _find_takings(list(_rounds_of("", tries)), late)), None)


def _find_takings(rounds: Sequence[_Round], late: int) -> Iterator[_Taken]:
    """Yield where a key is taken that comes so late, after each number of silent rounds."""
    silent = 0
    for start, one in enumerate(rounds):
        if one.menu_round.prompts != NO_TURN:
            taken = _fall_into(rounds[start:], silent, late)
            if taken is not None:
                yield taken
            silent += 1


def _fall_into(rounds: Sequence[_Round], silent: int, late: int) -> _Taken | None:
    """Return where a key for the first of these rounds is taken; None: it does not count any more in this menu."""
    at = rounds[0].prompts_ms + late
    for one in rounds:
        if one.menu_round.prompts == NO_TURN:
            continue
        prompts, first_key = one.prompts_ms, one.tries.times.first_key
        if at < prompts + first_key:
            stops = at < prompts
            left = first_key if stops else prompts + first_key - at
            return _Taken(one.key, silent, stops, left) if not stops or one.tries.barge_in else None
        # Too late for this round: the time that is left counts from the start of the next one.
        at -= prompts + first_key
    return None
