"""A user's own invariants, tried on callers who do anything that a phone can do.

    import simulator
    from simulator.testing.stateful import AnyCaller

    class ClinicCaller(AnyCaller):
        flow = simulator.load("flows/clinic")

        def always(self):
            assert self.call.seconds < 300

        def at_the_end(self):
            assert self.call.record.outcome.kind != "endless"

    TestClinic = ClinicCaller.TestCase

In addition to hypothesis' own report, a failure prints the shortest caller as a command:
``ivrsim play flows/clinic --caller '9 silence'``. The settings are hypothesis' own:
``TestClinic.settings = settings(max_examples=500, stateful_step_count=20)``.

A flow with hours or telephones is called in every world that its calendar can produce, with people who pick up and
people who do not; ``at = "2026-12-25T21:00"`` and ``given = {"Booking desk": "no answer"}`` in the subclass fix the
moment of the calls and what they name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from simulator.config.flow import Flow
from simulator.testing.phone_call import PhoneCall, play_line
from simulator.testing.strategies import pressed_in
from simulator.testing.world_strategies import world_answers

# Drawn through the runner, since the keys worth pressing depend on the flow of the subclass, unknown here.
_PRESSED = st.runner().flatmap(lambda caller: pressed_in(caller.flow))
_ANSWERED = st.runner().flatmap(lambda caller: world_answers(caller.flow, at=caller.at, given=caller.given))


class AnyCaller(RuleBasedStateMachine):
    """Somebody on the phone. Give a subclass a ``flow``, and say in ``always`` what must hold.

    ``at`` and ``given`` fix what they name of the world of the calls.

    ``call`` is the call as it stands: ``heard``, ``seconds``, ``menu``, ``over``, ``reached(...)``. Rules
    and invariants of your own may be added as to any ``RuleBasedStateMachine``.
    """

    flow: ClassVar[Flow]
    at: ClassVar[str] = ""
    given: ClassVar[Mapping[str, Any]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.call = PhoneCall(self.flow, at=self.at, given=self.given)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.call!r})"

    def always(self) -> None:
        """Assert what must hold whenever the menu waits for a key, and once the call is over."""

    def at_the_end(self) -> None:
        """Assert what must hold once the call is over."""

    @precondition(lambda self: self.flow.routes and not self.call.script.steps)
    @rule(answers=_ANSWERED)
    def meet_world(self, answers: dict[str, Any]) -> None:
        """Before anything is pressed: how the schedules stand, and who picks up."""
        self.call = PhoneCall(self.flow, at=self.at, given={**self.given, **answers})

    @precondition(lambda self: not self.call.over)
    @rule(keys=_PRESSED)
    def press(self, keys: str) -> None:
        """Press keys once the menu waits."""
        self.call.press(keys)

    @precondition(lambda self: not self.call.over)
    @rule(keys=_PRESSED)
    def press_early(self, keys: str) -> None:
        """Press keys into the recordings."""
        self.call.press(keys, early=True)

    @precondition(lambda self: not self.call.over)
    @rule()
    def wait(self) -> None:
        """Let a round go by."""
        self.call.silence()

    @precondition(lambda self: not self.call.over)
    @rule()
    def hang_up(self) -> None:
        """End the call."""
        self.call.hang_up()

    @precondition(lambda self: self.call.over)
    @rule()
    def dial_again(self) -> None:
        """Another call."""
        self.call.dial_again()

    @invariant()
    def everything_holds(self) -> None:
        """Ask ``always``, and ``at_the_end`` where it is."""
        self.always()
        if self.call.over:
            self.at_the_end()

    def teardown(self) -> None:
        """Say how to play the call again; seen where something did not hold."""
        note(f"Again:  {play_line(self.flow, self.call.script)}")
