"""Reach of callers who always press late: over a relay, a text telephone, or with a slow hand.

Such a caller starts to press a choice so long after the menu starts listening. By then the round
may be over; the key still counts if it falls where a later round of the same menu takes it. Only what
comes out as it was meant is counted: a key that falls into another menu may do anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.places import to_milliseconds
from simulator.graph.menu_rounds import NO_TURN, WAY_OUT
from simulator.graph.reach.answered_exits import RINGS_ON, Exit, Rung
from simulator.graph.reach.exits import Summary
from simulator.graph.reach.measure import Measure, split_words
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


class _Taken(NamedTuple):
    """Where a late key is first taken: after so many silent rounds, stopping a prompt or not, with so much time left.

    ``left`` is the milliseconds for all further keys where a menu has one time for them all.
    """

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
    late, apart = to_milliseconds(seconds), to_milliseconds(DEFAULT_GAP if gap is None else gap)
    reach = LateReach(survey.flow.entry, survey.flow)
    reach.receptionists[survey.flow.entry] = _Way(None, ())
    queue = [survey.flow.entry]
    taken: dict[MenuTries, _Taken | None] = {}
    for key in queue:  # grows while it is read
        summary = survey.summary_of(key)
        tries = summary.tries
        if tries is not None and tries not in taken:
            taken[tries] = _first_taken(tries, late)
        first_taken = taken[tries] if tries is not None else None
        for exit in (exit for exit in summary.exits if not exit.returns):
            steps = _late_steps(summary, exit, first_taken, seconds, apart)
            if steps is None:
                lost = TooLate(survey.origin_of(key), exit.code)
                if exit.cause == "choice" and lost not in reach.too_late[-1:]:  # once, however its telephones answer
                    reach.too_late.append(lost)
                continue
            approach = _Way(key, steps, exit.rung)
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


def _late_steps(
    summary: Summary, exit: Exit, taken: _Taken | None, seconds: float, apart: int
) -> tuple[ScriptStep, ...] | None:
    """Return what such a caller does to leave by an exit; None where they cannot."""
    from simulator.callers.caller_script import ScriptStep

    if summary.tries is None or summary.keypad is None:
        return ()
    if exit.cause == "silence":
        done = split_words(summary.exit_by_mistake("silence", Measure.SHORTEST)[1].text)
        left_by = summary.exit_by_mistake("silence")[0]
        return (ScriptStep(silence=True),) * len(done) if left_by.cause == "silence" else None
    if exit.cause != "choice" or taken is None or not _is_taken_as_typed(summary, exit.code, taken, apart):
        return None
    press = ScriptStep(press=exit.code, after=seconds, gap=apart / 1000)
    return (*(ScriptStep(silence=True),) * taken.silences, press)


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
    taken = _first_taken(tries, late)
    return None if taken is None else taken.silences


def _first_taken(tries: MenuTries, late: int) -> _Taken | None:
    number, silent = 0, 0
    while number != WAY_OUT:
        menu_round = tries.rounds[number]
        if menu_round.prompts != NO_TURN:
            falls = _fall_into(tries, number, late)
            if falls is not None:
                return _Taken(silent, *falls)
            silent += 1
        number = menu_round.silence.round
    return None


def _fall_into(tries: MenuTries, number: int, late: int) -> tuple[bool, int] | None:
    """Return whether a key for the round of this number stops a prompt, and the milliseconds left then to type in.

    None: it does not count any more in this menu.
    """
    at = tries.prompts_time(tries.rounds[number].prompts) + late
    while number != WAY_OUT:
        menu_round = tries.rounds[number]
        if menu_round.prompts != NO_TURN:
            prompts, first_key = tries.prompts_time(menu_round.prompts), tries.times.first_key
            if at < prompts + first_key:
                stops = at < prompts
                return (
                    (stops, first_key if stops else prompts + first_key - at) if not stops or tries.barge_in else None
                )
            # Too late for this round: the time that is left counts from the start of the next one.
            at -= prompts + first_key
        number = menu_round.silence.round
    return None
