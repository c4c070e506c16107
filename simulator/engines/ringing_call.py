"""One call on a real engine while it goes on: the caller acts out a script, each step in the round it belongs to.

The times at which keys are pressed come from the same ``ActSchedule`` as in ``play``. It is told here what Asterisk
does: which step of the dialplan runs, as the manager interface reports it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

from simulator.callers.act_schedule import ActSchedule, Opening, lower_step
from simulator.callers.caller_script import CallerScript
from simulator.core.events import HUNG_UP
from simulator.engines.ami_client import Message
from simulator.engines.dialplan_marks import DialplanMarks, DialplanPlace

KEY_MS = 100
"""The length of a key's tone, as a telephone sends it."""


class SentAct(NamedTuple):
    """Something that the caller did, at a moment of the engine's clock (seconds): a key, or ``hung_up``."""

    at: float
    trigger: str


class CallOrder(NamedTuple):
    """A call to be made: the dialplan and the receptionist where it begins, the caller, and how long it may last.

    It is rung ``delay`` seconds after its turn has come.
    """

    marks: DialplanMarks
    entry: str
    script: CallerScript
    seconds_most: float
    delay: float = 0.0


class RingingCall:
    """A call under way. ``send`` sends an action to the manager interface; ``over`` is set when the call has ended."""

    def __init__(self, id: str, order: CallOrder, send: Callable[..., object]) -> None:
        self.id = id
        self.order = order
        self.channel = ""
        self.acts: list[SentAct] = []
        self.over = asyncio.Event()
        self._marks = order.marks
        self._send = send
        self._schedule = ActSchedule([lower_step(step) for step in order.script.steps])
        self._scheduled = 0
        self._heard = 0
        self._answering = False
        self._answered_at: float | None = None
        self._timers: list[asyncio.TimerHandle] = []
        self._listening: asyncio.TimerHandle | None = None

    def hear_event(self, message: Message) -> None:
        """Follow an event of the leg on which the dialplan runs."""
        if message["Event"] == "Hangup":
            self._end()
        elif message["Event"] == "Newexten":
            self.channel = message["Channel"]
            self._follow_step(message)

    def _follow_step(self, message: Message) -> None:
        application = message["Application"]
        if self._answered_at is None:
            if not self._answering:
                self._answering = application == "Answer"
                return
            self._answered_at = asyncio.get_running_loop().time()
            self._hear()
        place = DialplanPlace(message["Context"], message["Extension"], int(message["Priority"]))
        argument = message.get("AppData", "")
        if self._marks.begins_round(place, application, argument):
            self._cancel_listening()
            self._hear("round", in_round=True)
        elif self._marks.begins_announcement(place, application, argument):
            self._hear("announcement")
        elif self._marks.ends_round(place):
            self._cancel_listening()
            self._hear()
        elif (prompts_ms := self._marks.prompts_before_wait(application, argument)) is not None:
            self._cancel_listening()  # of a recording that a key has stopped, in whose place this one waits
            delay = prompts_ms / 1000
            self._listening = asyncio.get_running_loop().call_later(delay, self._listen)

    def _listen(self) -> None:
        self._hear(in_round=True, listens=True)

    def _cancel_listening(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            self._listening = None

    def _hear(self, opens: Opening = "", *, in_round: bool = False, listens: bool = False) -> None:
        """Tell the schedule what happens now, and set timers for the acts that follow from it."""
        assert self._answered_at is not None
        loop = asyncio.get_running_loop()
        now = round((loop.time() - self._answered_at) * 1000)
        self._schedule.hear(self._heard, now, len(self.acts), opens, in_round, listens)
        self._heard += 1
        for at, trigger in self._schedule.acts[self._scheduled :]:
            self._timers.append(loop.call_at(self._answered_at + at / 1000, self._act, trigger))
        self._scheduled = len(self._schedule.acts)

    def _act(self, trigger: str) -> None:
        self.acts.append(SentAct(time.time_ns() // 1_000_000 / 1000, trigger))  # cut to milliseconds, as in the log
        if trigger == HUNG_UP:
            self.hang_up()
        else:
            self._send(Action="PlayDTMF", Channel=self.channel, Digit=trigger, Duration=KEY_MS, Receive="true")

    def hang_up(self) -> None:
        """End the call from the caller's side."""
        if self.channel:
            self._send(Action="Hangup", Channel=self.channel)

    def _end(self) -> None:
        self._cancel_listening()
        for timer in self._timers:
            timer.cancel()
        self.over.set()
