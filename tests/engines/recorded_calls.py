"""Calls as an Asterisk records them: the steps of a dialplan and the sounds, written down by hand."""

from collections.abc import Sequence

from simulator.callers.call_record import record_of
from simulator.callers.caller_script import caller
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.engines.agreement import ComparedCall
from simulator.engines.asterisk_calls import MeasuredCall
from simulator.engines.call_log import ExecutedStep, LoggedEvent, StartedSound
from simulator.engines.dialplan_marks import DialplanMarks, DialplanPlace
from simulator.engines.engine_trace import trace_call
from simulator.engines.ringing_call import CallOrder, SentAct
from simulator.engines.settled_calls import EngineCase, SettledCall
from simulator.exchange.dialplan_writer import write_dialplan

ANSWERED = 1000.5
"""The moment of the answer on the engine's clock; Asterisk takes half a second for it."""


def marks_of(flow: Flow) -> DialplanMarks:
    """What the dialplan of a flow means."""
    dialplan = write_dialplan(flow, prefix="ivr", sounds_folder="/sounds")
    return DialplanMarks(dialplan, {id: flow.length_of(id).milliseconds for id in dialplan.sounds.values()})


class CallRecorder:
    """A call under way; times are seconds since the answer."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.events: list[LoggedEvent] = []
        self.acts: list[SentAct] = []
        self.step(-0.5, "ivr-start", "to_main", 1, "Answer")
        self.step(0, "ivr-start", "to_main", 2, "Set", "ANSWERED_AT=1000")

    def step(
        self, at: float, context: str, extension: str, priority: int, application: str, argument: str = ""
    ) -> None:
        place = DialplanPlace(context, extension, priority)
        self.events.append(ExecutedStep(ANSWERED + at, place, application, argument))

    def enters(self, at: float, key: str) -> None:
        self.step(at, f"ivr-menu-{key}", "s", 1, "Set", "WRONG_KEYS=0")

    def round(self, at: float, key: str, application: str = "", argument: str = "", wait: str = "0.8") -> None:
        """A round begins, and its recordings are started by an application."""
        self.step(at, f"ivr-menu-{key}", "s", 4, "NoOp", "round")
        self.step(at, f"ivr-menu-{key}", "s", 8, "Set", f"TIMEOUT(response)={wait}")
        if application:
            self.step(at, f"ivr-menu-{key}", "s", 9, application, argument)

    def plays(self, at: float, name: str) -> None:
        self.events.append(StartedSound(ANSWERED + at, f"/sounds/{name}"))

    def reaches(self, at: float, key: str, extension: str, application: str = "Goto") -> None:
        """An extension of a menu is reached: an option, ``i`` or ``t``."""
        self.step(at, f"ivr-menu-{key}", extension, 1, application)

    def arrives(self, at: float, outcome: str, address: str = "") -> None:
        fields = f"IvrEnd,Outcome: {outcome},Destination: {address},WrongKeys: 0,Silences: 0,Seconds: 1"
        self.step(at, "ivr-ends", "end", 1, "UserEvent", fields)

    def acts_at(self, at: float, *triggers: str) -> None:
        self.acts += [SentAct(ANSWERED + at, trigger) for trigger in triggers]

    def sets(self, at: float, key: str, setting: str) -> None:
        """A menu sets a variable of the channel."""
        self.step(at, f"ivr-menu-{key}", "s", 2, "Set", setting)

    def call(self, *, timed_out: bool = False, script: str = "") -> MeasuredCall:
        """The whole call."""
        order = CallOrder(marks_of(self.flow), "main", caller(script), 60)
        return MeasuredCall(order, tuple(self.acts), tuple(self.events), timed_out)


def log_text(channel: str, events: Sequence[LoggedEvent]) -> str:
    """The lines that Asterisk writes for these events."""
    lines = []
    for event in events:
        if isinstance(event, StartedSound):
            lines.append(
                f"[{event.at:.3f}] VERBOSE[9][C-1] file.c: <{channel}> Playing '{event.sound}.slin' (language 'en')"
            )
        else:
            context, extension, priority = event.place
            words = f'{event.application}("{channel}", "{event.argument}") in new stack'
            lines.append(
                f"[{event.at:.3f}] VERBOSE[9][C-1] pbx.c: Executing [{extension}@{context}:{priority}] {words}"
            )
    return "".join(f"{line}\n" for line in lines)


def compared(flow: Flow, script: str, recorder: CallRecorder, *, trouble: str = "") -> ComparedCall:
    """A caller's call in ``play``, next to one that was recorded."""
    trace, joins = trace_call(flow, recorder.call())
    case = EngineCase(flow, caller(script))
    settled = SettledCall(case, record_of(flow, trace), trace, joins, 2, trouble)
    return ComparedCall(Rehearsal(flow).play_call(caller(script)), settled)
