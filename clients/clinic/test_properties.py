"""What must hold for every caller of the clinic: run `pytest` here, or copy this file beside your own flow.

A test of a `*.calls.yaml` is one call that somebody thought of. A property is a sentence about all
calls; hypothesis looks for one that breaks it, makes it as short as it can, and prints it as a command:

    Again:  ivrsim play flows/clinic --entry main --caller '9 silence'

Once: pip install 'ivrsim[test]'
"""

from pathlib import Path

from hypothesis import given, settings

import simulator
from simulator import CallerScript
from simulator.testing.stateful import AnyCaller
from simulator.testing.strategies import callers

FLOW = simulator.load(Path(__file__).parent)
PATIENT = settings(deadline=None)  # a slow machine breaks no property
SOMEBODY = {"Booking desk", "Bill payments", "Billing questions", "Reception", "Night voicemail"}


@PATIENT
@given(callers(FLOW, hangs_up=False))
def test_whoever_stays_on_the_line_gets_to_somebody(caller: CallerScript) -> None:
    """`callers` are those who press any keys at any time, or none: all that a phone can do."""
    assert simulator.play(FLOW, caller).outcome.name in SOMEBODY


@PATIENT
@given(callers(FLOW, most_steps=3, exact_times=False))
def test_three_steps_take_less_than_three_minutes(caller: CallerScript) -> None:
    """Without `exact_times` every caller has a one-line form, such as 'early:9 silence 1'."""
    assert simulator.play(FLOW, caller).seconds < 180


class ClinicCaller(AnyCaller):
    """Somebody who presses, waits and hangs up as they like; `always` is asked after each of it."""

    flow = FLOW

    def always(self) -> None:
        """The goodbye is the last thing that anybody hears."""
        heard = self.call.heard
        assert "goodbye" not in heard[:-1]
        assert not heard or heard[0] == "greeting"

    def at_the_end(self) -> None:
        """The clinic itself never hangs up on anybody."""
        assert self.call.record.outcome.kind in ("routed", "abandoned")


TestClinicCaller = ClinicCaller.TestCase
TestClinicCaller.settings = settings(PATIENT, max_examples=50, stateful_step_count=15)
