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
"""

from __future__ import annotations

from typing import ClassVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from simulator.config.flow import Flow
from simulator.testing.phone_call import PhoneCall, play_line
from simulator.testing.strategies import pressed_in

# Drawn through the runner, since the keys worth pressing depend on the flow of the subclass, unknown here.
_PRESSED = st.runner().flatmap(lambda caller: pressed_in(caller.flow))


class AnyCaller(RuleBasedStateMachine):
    """Somebody on the phone. Give a subclass a ``flow``, and say in ``always`` what must hold.

    ``call`` is the call as it stands: ``heard``, ``seconds``, ``menu``, ``over``, ``reached(...)``. Rules
    and invariants of your own may be added as to any ``RuleBasedStateMachine``.
    """

    flow: ClassVar[Flow]

    def __init__(self) -> None:
        super().__init__()
        self.call = PhoneCall(self.flow)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.call!r})"

    def always(self) -> None:
        """Assert what must hold whenever the menu waits for a key, and once the call is over."""

    def at_the_end(self) -> None:
        """Assert what must hold once the call is over."""

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
