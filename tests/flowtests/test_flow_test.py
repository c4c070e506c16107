"""A flow test as data."""

from simulator import Flow
from simulator.callers.voicemail_returns import MachineKey
from simulator.config.semantics import PROFILES
from simulator.flowtests import run
from simulator.flowtests.flow_test import Failure, Mark, Switchboard
from tests.flowtests.conftest import Written


def test_a_switchboard_keeps_a_machine_for_each_semantics(clinic: Flow) -> None:
    switchboard = Switchboard(clinic)
    machine = switchboard.machine_for(MachineKey(PROFILES["freepbx"]))
    assert machine.flow == clinic.with_semantics(PROFILES["freepbx"])
    assert switchboard.machine_for(MachineKey(PROFILES["freepbx"].model_copy())) is machine
    assert switchboard.machine_for(MachineKey(PROFILES["acefone"])) is not machine


def test_a_test_knows_its_acts_its_line_and_its_flow(written: Written, clinic: Flow) -> None:
    file = written("tests:\n  - name: a\n    call: [presses: [1, 2], hears: nothing, silence]\n")
    (test,) = file.tests
    assert ([act.kind for act in test.acts], test.line, test.flow) == (["press", "press", "silence"], 3, file.flow)
    assert (test.is_short, test.row, run(test).passed) == (False, 0, False)


def test_a_failure_stands_at_the_mark_of_its_step() -> None:
    failure = Failure(Mark(("tests", 0), 7, 9), "a", "b")
    assert (failure.line, failure.column, failure.hint, failure.moment, failure.play) == (7, 9, "", -1, -1)
