"""What a real engine did in a call, as the same turns and effects that ``play`` has.

So the record, the transcript and the last sentence of a measured call are made by the code that makes those of a
simulated one. The places of the turns say what is known: the receptionist, the phase, the mistakes so far.

An engine reports what it does a few milliseconds after the event that caused it, and a list of recordings has pauses
of 50 ms that ``play`` leaves out; those pauses are taken off, and counted.
"""

from __future__ import annotations

from typing import Literal, NamedTuple
from urllib.parse import unquote

from simulator.callers.drivers import Trace
from simulator.callers.voicemail_recordings import TRANSFER
from simulator.config.flow import Flow
from simulator.config.receptionist import parse_address
from simulator.config.semantics import Semantics
from simulator.core.call import Due, Turn
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Note, Play, Return, Round, Route
from simulator.core.events import ANSWERED, EVENTS, HUNG_UP, KEYS, PROMPT_ENDED, SILENCE
from simulator.core.places import ENDED, IN_ROUND, Phase, Place
from simulator.engines.asterisk_calls import MeasuredCall
from simulator.engines.call_log import ExecutedStep, StartedSound
from simulator.engines.dialplan_marks import JOIN_MS, DialplanMarks
from simulator.engines.left_messages import LeftMessages
from simulator.engines.ringing_call import SentAct
from simulator.errors import EngineError
from simulator.exchange.menu_rules import read_rules

_SLACK_MS = 120
"""Effects within this time of a key or of the end of a wait are its own."""

_TAKES_KEYS = ("announcing", "repeat_wait")
"""The phases of an announcement in which keys do something."""

_MISTAKES: dict[str, Literal["wrong", "silence"]] = {"i": "wrong", "t": "silence"}


Happening = SentAct | ExecutedStep | StartedSound


class MeasuredTrace(NamedTuple):
    """The turns of a measured call, and the pauses between recordings that were taken off."""

    trace: Trace
    joins: int


def trace_call(flow: Flow, call: MeasuredCall) -> MeasuredTrace:
    """Return what a call did. Raises ``EngineError`` where the engine did not take it."""
    steps = [event for event in call.events if isinstance(event, ExecutedStep)]
    answers = [number for number, step in enumerate(steps) if step.application == "Answer"]
    if not answers or answers[0] + 1 == len(steps):
        raise EngineError("Asterisk did not answer a call")
    builder = _TraceBuilder(flow, call.order.marks, call.order.entry, steps[answers[0] + 1].at)
    acts = list(call.acts)
    ended = next((act.at for act in acts if act.trigger == HUNG_UP), None)
    merged = sorted([*acts, *call.events], key=lambda happening: happening.at)  # at the same moment, the act caused it
    for happening in merged:
        if ended is not None and happening.at > ended:  # Read starts the next recording for a caller who has gone
            break
        builder.take(happening)
    return builder.finish(timed_out=call.timed_out)


class _TraceBuilder:
    """The turns so far, and the one that is being made."""

    def __init__(self, flow: Flow, marks: DialplanMarks, start: str, answered: float) -> None:
        self.flow, self.marks, self._zero = flow, marks, answered
        self.trace = Trace(entry=start)
        self.joins = 0
        self._place = Place(start, "ringing")
        self._at, self._event, self._source = 0, EVENTS[ANSWERED], self._place
        self._effects: list[Effect] = []
        self._counts = [0, 0]
        self._enters = False
        self._due: Due | None = None
        self._reads = self._reads_list = False
        self._response_ms = 0
        self._listens_at: float | None = None
        self._messages = LeftMessages(flow)

    # -- turns ----------------------------------------------------------------------------------

    def _begin_turn(self, at: int, trigger: str) -> None:
        self._end_turn()
        self._at, self._event, self._source, self._due = at, EVENTS[trigger], self._place, None

    def _end_turn(self) -> None:
        self.trace.turns.append(Turn(self._at, self._event, self._source, self._place, tuple(self._effects), self._due))
        self._effects.clear()

    def _add(self, at: int, effect: Effect) -> None:
        """Add an effect to the turn that it belongs to, or to a new one: then something has run out."""
        plays_already = isinstance(effect, Play) and any(isinstance(other, Play) for other in self._effects)
        if self._is_over(at) or plays_already:
            waits = self._place.phase in ("listening", "collecting", "repeat_wait")
            self._begin_turn(at, SILENCE if waits else PROMPT_ENDED)
        self._effects.append(effect)

    def _is_over(self, at: int) -> bool:
        """Return whether nothing more can belong to this turn: it is long ago, or a key that nobody heard."""
        lost_key = self._event.trigger in KEYS and self._place == self._source and self._is_deaf
        return at - self._at > _SLACK_MS or (lost_key and not self._effects)

    @property
    def _is_deaf(self) -> bool:
        """Return whether keys are lost at this place."""
        place = self._place
        if place.phase == "prompt":
            return not self._semantics_of(place.receptionist).barge_in
        return place.phase not in IN_ROUND and place.phase not in _TAKES_KEYS

    def _semantics_of(self, key: str) -> Semantics:
        return self.flow.semantics_in(self.flow.receptionists[key])

    def _move(self, phase: Phase, **changes: object) -> None:
        place = self._place
        fields = {
            "wrong_keys": place.wrong_keys,
            "silences": place.silences,
            "after": place.after,
            "index": 0,
            "keys": "",
            **changes,
        }
        self._place = Place(place.receptionist, phase, **fields)  # type: ignore[arg-type] # by name, as they are there

    # -- happenings -----------------------------------------------------------------------------

    def take(self, happening: Happening) -> None:
        """Follow one thing that the caller or the engine did."""
        self._listen_within_read(happening)
        if isinstance(happening, SentAct):
            self._take_act(self._time(happening.at), happening.trigger)
        elif isinstance(happening, StartedSound):
            self._take_sound(self._time(happening.at), happening.sound)
        elif happening.at >= self._zero:
            self._take_step(self._time(happening.at), happening)

    def _time(self, at: float) -> int:
        return max(0, round((at - self._zero) * 1000) - self.joins * JOIN_MS - self._messages.taken_off_ms)

    def _take_act(self, at: int, trigger: str) -> None:
        self._begin_turn(at, trigger)
        if trigger == HUNG_UP:
            self._place = ENDED
            self._effects.append(End("caller"))
            self.trace.kind = "abandoned"
        elif not self._is_deaf and self._place.phase not in _TAKES_KEYS:
            self._move("collecting", keys=self._place.keys + trigger)

    def _take_sound(self, at: int, sound: str) -> None:
        recording = self.marks.recording(sound)
        if self._messages.is_under_way:
            if recording == TRANSFER:
                self._announce(self._messages.end(at), recording)
            return
        if self._reads_list:  # a further recording of one Read
            self.joins += 1
            at -= JOIN_MS
        self._reads_list = self._reads
        place = self._place
        in_round = place.phase in IN_ROUND
        hears = place.phase in _TAKES_KEYS or (in_round and self._semantics_of(place.receptionist).barge_in)
        self._add(at, Play(recording, self.flow.length_of(recording).milliseconds, hears))
        if in_round:
            self._move("prompt", index=place.index + 1 if place.phase == "prompt" else 0)

    def _take_step(self, at: int, step: ExecutedStep) -> None:
        place, application = step.place, step.application
        self._reads, self._reads_list = application == "Read", False
        key = self.marks.enters(place)
        if key is not None:
            self._add(at, Enter(key))
            self._enter(key)
        elif self.marks.begins_announcement(place, application, step.argument):
            self._move("announcing")
        elif (comes_back := self.marks.notes_switch(application, step.argument)) is not None:
            self._messages.comes_back = comes_back
        elif self.marks.remembers_menu(place, application, step.argument):
            self._go_on_in_menu(at, place.context)
        elif self.marks.begins_round(place, application, step.argument):
            self._add(at, Round(self._place.wrong_keys, self._place.silences))
        elif application == "Set" and step.argument.startswith("TIMEOUT(response)="):
            self._response_ms = round(float(step.argument.partition("=")[2]) * 1000)
        elif application == "UserEvent":
            self._take_user_event(at, step.argument)
        elif self.marks.dials_number(place, application):
            self._add(at, Choice(place.extension))
        elif place.priority == 1 and self.marks.receptionist_in(place.context) == self._place.receptionist:
            self._take_extension(at, place.extension)
        elif application in ("WaitExten", "Read"):
            self._take_wait(at, step)

    def _enter(self, key: str) -> None:
        item = self.flow.receptionists[key]
        self._place, self._enters = Place(key, "listening" if item.is_menu else "forward"), item.is_menu
        if item.is_menu:
            kept = zip(self._counts, read_rules(self.flow, key).counts, strict=True)
            self._counts = [0 if counts else count for count, counts in kept]

    def _go_on_in_menu(self, at: int, context: str) -> None:
        """Note the step with which a call is in a menu: it has entered, or else it comes back."""
        key, enters, self._enters = self.marks.receptionist_in(context), self._enters, False
        if enters or key is None:
            return
        self._add(at, Return(key))
        counted = read_rules(self.flow, key).counts
        wrong_keys, silences = self._counts[0] * counted[0], self._counts[1] * counted[1]
        self._place = Place(key, "listening", wrong_keys, silences)

    def _take_extension(self, at: int, extension: str) -> None:
        if not self.flow.receptionists[self._place.receptionist].is_menu:
            return
        cause = _MISTAKES.get(extension)
        if cause is None:
            if extension in self.flow.receptionists[self._place.receptionist].own_options:
                self._add(at, Choice(extension))
            return
        place, rules = self._place, read_rules(self.flow, self._place.receptionist)
        shared = self._semantics_of(place.receptionist).counters == "shared"
        wrong_keys = place.wrong_keys + (cause == "wrong" or shared)
        silences = place.silences + (cause == "silence" or shared)
        used = wrong_keys if cause == "wrong" else silences
        allowed = (rules.wrong_key if cause == "wrong" else rules.silence).allowed
        kept = zip((wrong_keys, silences), self._counts, rules.counts, strict=True)
        self._counts = [own if counts else count for own, count, counts in kept]
        self._add(at, Miss(cause, used, allowed, last=used > allowed))
        phase: Phase = "final" if used > allowed else "listening"
        self._move(phase, wrong_keys=wrong_keys, silences=silences, after=cause)

    def _take_wait(self, at: int, step: ExecutedStep) -> None:
        """The menu listens, at once or after the recordings of a list."""
        if self._place.phase == "collecting":  # a further key is waited for
            return
        prompts_ms = self.marks.prompts_before_wait(step.application, step.argument)
        if prompts_ms:
            self._listens_at = step.at + prompts_ms / 1000
        else:
            self._listen(at)

    def _listen_within_read(self, happening: Happening) -> None:
        """Read says nothing when its recordings are over and it begins to listen; it is known from their lengths."""
        if self._listens_at is not None and happening.at > self._listens_at:
            if self._place.phase == "prompt":
                self._listen(self._time(self._listens_at))
            self._listens_at = None

    def _listen(self, at: int) -> None:
        if self._is_over(at) or any(isinstance(effect, Play) for effect in self._effects):
            self._begin_turn(at, PROMPT_ENDED)
        self._move("repeat_wait" if self._place.phase == "announcing" else "listening")
        self._due = Due(at + self._response_ms, EVENTS[SILENCE])

    def _take_user_event(self, at: int, argument: str) -> None:
        name, _, body = argument.partition(",")
        fields = dict(part.split(": ", 1) for part in body.split(",") if ": " in part)
        if name == "IvrNote":
            self._add(at, Note(unquote(fields["Template"])))
        elif name == "IvrEnd":
            self._take_arrival(at, fields["Outcome"], unquote(fields.get("Destination", "")))

    def _take_arrival(self, at: int, outcome: str, address: str) -> None:
        if outcome == "endless":
            self.trace.kind = "endless"
            return
        destination = parse_address(address) if address else None
        if (recording := self._messages.recording_at(destination)) is not None:
            self._announce(at, recording)
            self._messages.begin(at, recording)
            return
        if outcome == "routed":
            assert destination is not None, "a call is routed somewhere"
            self._add(at, Route(destination))
            self.trace.kind = "routed"
        else:
            self._add(at, End("menu", destination))
            self.trace.kind = "hung_up"
        self.trace.destination, self._place = destination, ENDED

    def _announce(self, at: int, recording: str) -> None:
        enter, play, place = self._messages.announce(recording)
        self._add(at, enter)
        self._place = place
        self._add(at, play)

    def finish(self, *, timed_out: bool) -> MeasuredTrace:
        """Return the whole call."""
        if self.trace.kind is None:
            self.trace.kind = "endless" if timed_out else "hung_up"
            if not timed_out:
                self._effects.append(End("menu"))
                self._place = ENDED
        self._end_turn()
        return MeasuredTrace(self.trace, self.joins)
