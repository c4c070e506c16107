"""A call made act by act, in virtual time: what the fixture ``call`` and the state machine hold.

>>> import simulator
>>> call = PhoneCall(simulator.load("example:clinic"))
>>> call.press("9")
>>> call.heard
['greeting', 'sorry', 'greeting']
>>> call.silence()
>>> call.press("1")
>>> bool(call.reached("Booking desk")), call.seconds
(True, 37.4)

Each look at the call plays the script so far, up to where the menu waits for the next key: what a
test sees is what ``ivrsim play`` plays.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from simulator.callers.call_record import CallRecord
from simulator.callers.caller_script import DEFAULT_AFTER, CallerScript, ScriptStep, caller
from simulator.callers.drivers import ROUNDS_MOST, Trace
from simulator.callers.rehearsal import Rehearsal, RehearsedCall
from simulator.callers.transcript import layout_lines, recap_sentence, write_transcript
from simulator.callers.voicemail_recordings import message_heard_at
from simulator.callers.world import person_name
from simulator.callers.world_sentence import world_sentence
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, parse_address
from simulator.config.semantics import DEFAULT_PROFILE
from simulator.config.targets import Target, resolve_target
from simulator.core.effects import Enter, Play, Ring
from simulator.core.places import Place
from simulator.errors import EventRefused, UsageError
from simulator.words.sanitizer import join_lines

_LOOK = ScriptStep(hangup=True, after=0)
"""A hang-up at the moment when the menu next waits: how far a call has come."""


class PhoneCall:
    """A call to a flow, under way. Before anything is pressed, the greeting has been heard out.

    ``script`` is what the caller has done; ``limit`` the number of rounds after which a call is
    reported endless. ``number`` is rung in place of the flow's entry; ``at`` is the moment of the call, and ``given``
    what the world answers, by schedule or destination, as in a caller script.
    """

    def __init__(
        self,
        flow: Flow,
        *,
        limit: int = ROUNDS_MOST,
        number: str | None = None,
        at: str = "",
        given: Mapping[str, Any] | None = None,
    ) -> None:
        self.flow = flow = flow if number is None else flow.rung_at(number)
        self._nothing_done = caller({"at": at, "given": dict(given or {}), "steps": []})
        self.script = self._nothing_done
        self._rehearsal = Rehearsal(flow, limit=limit)

    def press(self, keys: str | int, *, early: bool = False, over: bool = False, after: float = DEFAULT_AFTER) -> None:
        """Press keys of one round, ``after`` seconds after the menu began to wait.

        ``early``: after the round began, into its recordings. ``over``: after the next announcement began in which
        keys do something. Raises ``ScriptError`` for what is no key, ``EventRefused`` where the call is over, and
        ``UsageError`` for both at once.
        """
        if early and over:
            raise UsageError("early presses into a menu, and over into an announcement; use one of them")
        step = {"press": keys, "cue": "announcement" if over else "prompt" if early else "listening", "after": after}
        self._take_step(caller({"steps": [step]}).steps[0])

    def silence(self) -> None:
        """Press nothing for one round."""
        self._take_step(ScriptStep(silence=True))

    def hang_up(self) -> None:
        """End the call."""
        self._take_step(ScriptStep(hangup=True))

    def dial_again(self) -> None:
        """Start anew: another call, of a caller who has done nothing yet, in the same world."""
        self.script = self._nothing_done
        self._drop_cached_calls()

    @property
    def over(self) -> bool:
        """Return whether the call has ended."""
        return self._call_so_far[1]

    @property
    def place(self) -> Place:
        """Return where the call is: the round that waits for a key, or the end."""
        return self._call_so_far[0].turns[-1].dest

    @property
    def menu(self) -> str | None:
        """The key of the receptionist that waits for a key; None once the call is over."""
        return None if self.over else self.place.receptionist

    @property
    def heard(self) -> list[str]:
        """The recordings that have started so far, in order, by name (by id where they have none)."""
        return [self._called_flow.recording_name(id) for id in _recordings_of(self._call_so_far[0])]

    @property
    def rang(self) -> list[str]:
        """The telephones that have rung so far, in order, by name (by ``type||id`` where they have none)."""
        turns = self._call_so_far[0].turns
        rung = (effect.destination for turn in turns for effect in turn.effects if isinstance(effect, Ring))
        return [person_name(self.flow, destination) for destination in rung]

    @property
    def seconds(self) -> float:
        """Seconds since the call was answered: to the end, or until the menu waits for a key."""
        return self._call_so_far[0].milliseconds / 1000

    @property
    def record(self) -> CallRecord:
        """The whole call, of a caller who stays silent from here on."""
        return self._whole_call.record

    @property
    def trace(self) -> Trace:
        """Every turn of the whole call, of a caller who stays silent from here on."""
        return self._whole_call.trace

    def reached(self, where: str) -> Reached:
        """Return whether the call gets to ``where``, if the caller stays silent from here on.

        ``where`` is a name of the flow, ``type||id``, a receptionist's key, or ``person``. Raises
        ``UsageError`` for a word that names nothing.
        """
        target = resolve_target(self.flow, where)
        return Reached(self, target, _gets_to(target, self.trace))

    @property
    def transcript(self) -> str:
        """The whole call as people read it, with the world that it was made in, and how to play it again."""
        world = world_sentence(self._whole_call)
        lines = [*([world, ""] if world else []), *layout_lines(write_transcript(self._called_flow, self.trace))]
        return str(
            join_lines([*lines, "", recap_sentence(self.record), f"Again:  {play_line(self.flow, self.script)}"])
        )

    def __repr__(self) -> str:
        return f"<a call: {_describe_script(self.script)}; {recap_sentence(self.record)}>"

    def _take_step(self, step: ScriptStep) -> None:
        if self.over:
            raise EventRefused(
                f"the call is over and cannot take {_describe_step(step)}: {recap_sentence(self.record)}"
            )
        self.script = self.script.model_copy(update={"steps": (*self.script.steps, step)})
        self._drop_cached_calls()

    def _drop_cached_calls(self) -> None:
        for name in ("_call_so_far", "_whole_call"):
            self.__dict__.pop(name, None)

    @property
    def _called_flow(self) -> Flow:
        """The flow that the call is made in: it has the message of a caller who stays after a voicemail."""
        return self._whole_call.machine.flow

    @cached_property
    def _whole_call(self) -> RehearsedCall:
        return self._rehearsal.play_call(self.script)

    @cached_property
    def _call_so_far(self) -> tuple[Trace, bool]:
        """The turns until the menu waits for the next key, and whether the call has ended before."""
        steps = self.script.steps
        if steps and steps[-1].hangup:
            return self.trace, True
        trace = self._rehearsal.trace_call(self.script.model_copy(update={"steps": (*steps, _LOOK)}))[1]
        if trace.kind != "abandoned":
            return trace, True
        trace.turns.pop()  # the hang-up that only looked: the caller of the test is still on the phone
        return trace, False


class Reached:
    """True or false, with the outcome of the call in words for the message of a failed ``assert``."""

    def __init__(self, call: PhoneCall, target: Target, holds: bool) -> None:
        self._holds = holds
        self._text = f"{'reached' if holds else 'not reached'}: {target.label}. {recap_sentence(call.record)}"

    def __bool__(self) -> bool:
        return self._holds

    def __repr__(self) -> str:
        return f"<{self._text}>"


def _gets_to(target: Target, trace: Trace) -> bool:
    if target.kind == "receptionist":
        entered = (effect for turn in trace.turns for effect in turn.effects if isinstance(effect, Enter))
        return any(effect.receptionist == target.id for effect in entered)
    end: Destination | None = trace.destination
    if end is not None and end.canonical in target.destinations:
        return True
    messages = {message for destination in target.destinations if (message := message_heard_at(destination))}
    if not messages.isdisjoint(_recordings_of(trace)):  # a caller who stays after a voicemail: the call goes on
        return True
    asked = (turn.source for turn in trace.turns if turn.source.phase == "deciding")  # a schedule: the call goes on
    return any(parse_address(place.receptionist).canonical in target.destinations for place in asked)


def _recordings_of(trace: Trace) -> Iterator[str]:
    """Every recording that has started, by its id."""
    return (effect.recording for turn in trace.turns for effect in turn.effects if isinstance(effect, Play))


def _describe_script(script: CallerScript) -> str:
    line = script.as_line()
    return json.dumps(script.as_json()["steps"]) if line is None else line or "silent"


def _describe_step(step: ScriptStep) -> str:
    return "a silence" if step.is_silence else "a hang-up" if step.hangup else f"{step.press}"


def play_line(flow: Flow, script: CallerScript) -> str:
    """The command that plays a script through a flow again, fit for a POSIX shell.

    A flow that comes from no file stands there as ``FLOW``.
    """
    words = ["ivrsim", "play", flow.source or "FLOW"]
    if flow.number and not script.entry and not script.number:
        words += ["--number", flow.number]
    elif len(flow.receptionists) > 1 and not script.entry and not script.number:
        words += ["--entry", flow.entry]
    words += ["--variant", flow.variant] if flow.variant else []
    label = flow.semantics.label
    if isinstance(label, dict) and script.semantics is None:
        script = script.model_copy(update={"semantics": label})
    elif label != DEFAULT_PROFILE and script.semantics is None:
        words += ["--semantics", str(label)]
    line = script.as_line()
    is_flat = all(isinstance(answer, str) for answer in script.given.values())
    if line is None or script.semantics is not None or script.entry or script.number or not is_flat:
        line = json.dumps(script.as_json())
    else:
        words += ["--at", script.at] if script.at else []
        words += [word for name, answer in script.given.items() for word in ("--given", f"{name}: {answer}")]
    return shlex.join(words) + f" --caller {_shell_quote(line)}"


def _shell_quote(text: str) -> str:
    """Between single quotes, always: a shell would take ``*`` and ``#`` for its own."""
    return shlex.quote(text) if "'" in text else f"'{text}'"
