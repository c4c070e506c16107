"""The script of the caller of a finished call, recovered from its turns.

Played in the same flow under the same semantics, the script makes the same call, to the millisecond.
In another flow, or under other semantics, its caller does the same in the same rounds: a key is timed
from the moment that its round begins, or begins to wait, and not from the start of the call.

What the world answered is given to the script, whatever it followed from: so the same people pick up and the same
doors are open, whenever the script is played.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.given_answers import answer_words
from simulator.callers.script_actor import begins_round
from simulator.config.routes import ScheduleRoute
from simulator.core.call import Turn
from simulator.core.events import ANSWERED, HUNG_UP, KEYS, WORLD_ANSWERS
from simulator.core.places import IN_ROUND


def recover_script(turns: Iterable[Turn], *, entry: str = "", number: str = "", name: str = "") -> CallerScript:
    """The caller of these turns. Silences at the end are left out: callers end in silence.

    ``entry`` or ``number`` says where the call began, for a script that does not leave it to the flow.
    """
    builder, answers = _ScriptBuilder(), _GivenBuilder()
    for turn in turns:
        builder.hear_turn(turn)
        answers.hear_turn(turn)
    steps, given = tuple(builder.steps), answers.as_given()
    return CallerScript(name=name, entry=entry, number=number, given=given, steps=steps)


class _GivenBuilder:
    """Collects the world's answers in a call: for each schedule and each telephone, in order."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.asked_at = 0

    def hear_turn(self, turn: Turn) -> None:
        """Take in one turn."""
        question = turn.source.wait.asks if turn.source.wait else None
        trigger = turn.event.trigger
        if question is not None:
            schedule = question.route.schedule if isinstance(question.route, ScheduleRoute) else ""
            name = schedule or str(question.destination.canonical)
            if trigger in WORLD_ANSWERS:
                self.answers.setdefault(name, []).append(self._answer(trigger, turn.at - self.asked_at))
            elif trigger == HUNG_UP:
                # Nobody had picked up by then. No answer comes later than this one, and the caller is gone by then.
                self.answers.setdefault(name, []).append("no answer")
        # Keys are lost while a telephone rings: what it was asked stays as old as it was.
        if turn.dest.wait is not None and (turn.dest != turn.source or trigger not in KEYS):
            self.asked_at = turn.at

    def _answer(self, answer: str, after_ms: int) -> Any:
        words = answer_words(answer)
        # A telephone rings out when its time is over, which the flow says and not the caller.
        if not after_ms or answer == "no_answer":
            return words
        return {"answer": words, "after": f"{after_ms / 1000:g} s"}

    def as_given(self) -> dict[str, Any]:
        """The answers as a script gives them: one where they are all alike, since the last of a list goes on."""
        return {
            name: answers[0] if all(answer == answers[0] for answer in answers) else answers
            for name, answers in self.answers.items()
        }


class _ScriptBuilder:
    """A call as it is gone through, turn by turn.

    ``since`` is the moment from which the next key is timed: the last key, the end of a silent round, or
    the start of the call. ``silences`` counts the silent rounds after the last act: they become steps once another
    act follows.
    """

    def __init__(self) -> None:
        self.steps: list[ScriptStep] = []
        self.silences = 0
        self.since = 0
        self.begun = 0
        self.waiting: int | None = None
        self.in_round = False
        self.is_silent = False

    def hear_turn(self, turn: Turn) -> None:
        """Take in one turn."""
        acts = turn.event.trigger in KEYS or turn.event.trigger == HUNG_UP
        if acts:
            self._add_act(turn)
        begins = begins_round(turn)
        if self.in_round and (begins or turn.dest.phase not in IN_ROUND):
            self._end_round(turn.at)
        if begins:
            self.in_round, self.is_silent = True, True
            self.begun, self.waiting = turn.at, None
        if turn.dest.phase == "listening" and self.waiting is None:
            self.waiting = turn.at
        if turn.event.trigger == ANSWERED:
            self.since = turn.at

    def _end_round(self, now: int) -> None:
        """The round is over; a silent one is a step of its own, and later keys are timed from its end."""
        self.in_round = False
        if self.is_silent:
            self.silences += 1
            self.since = now

    def _add_act(self, turn: Turn) -> None:
        self.steps += [ScriptStep(silence=True)] * self.silences
        self.silences = 0
        # The first key of a round is timed from its round, so that the script does the same where recordings have
        # other lengths; later keys of the round keep their distance from the key before, as a finger would.
        cue: Literal["listening", "prompt", "now"] = "now"
        base = self.since
        if self.in_round and self.is_silent:
            cue, base = ("prompt", self.begun) if self.waiting is None else ("listening", self.waiting)
        self.is_silent = False
        after = (turn.at - base) / 1000
        key = turn.event.trigger
        if key == HUNG_UP:
            self.steps.append(ScriptStep(hangup=True, cue=cue, after=after))
        else:
            self.steps.append(ScriptStep(press=key, cue=cue, after=after))
        self.since = turn.at
