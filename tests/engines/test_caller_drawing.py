import random

from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.flow import Flow
from simulator.core.events import KEYS
from simulator.core.machine import CallMachine
from simulator.engines.call_races import play_for_races
from simulator.engines.caller_drawing import draw_callers
from tests.core.test_announcement_blueprint import flow_of, tip
from tests.engines.engine_flows import SETTINGS, random_flow


def test_the_same_seed_draws_the_same_callers(clinic: Flow) -> None:
    draws = [draw_callers(clinic, 20, random.Random(seed)) for seed in (1, 1, 2)]
    assert draws[0] == draws[1]
    assert draws[0] != draws[2]


def test_no_drawn_call_is_a_race_or_too_long() -> None:
    for seed, semantics in enumerate(SETTINGS.values()):
        flow = random_flow(semantics, random.Random(seed))
        drawn = draw_callers(flow, 15, random.Random(seed), seconds_most=20)
        played = [play_for_races(CallMachine(flow), script) for script in drawn.callers]
        assert [one for one in played if one.is_race or not one.is_short(20)] == []


def test_callers_do_all_that_a_caller_can_do() -> None:
    flow = random_flow(SETTINGS["freepbx-16-default"], random.Random(4))
    drawn = draw_callers(flow, 300, random.Random(4))
    steps = [step for script in drawn.callers for step in script.steps]
    assert {step.cue for step in steps} == {"listening", "prompt", "now"}
    assert any(step.is_silence for step in steps)
    assert any(step.hangup for step in steps)
    pressed = {step.press for step in steps if step.press}
    assert {key for keys in pressed for key in keys} == set(KEYS)
    assert pressed & {"2001"}, "extensions are dialled"
    assert {len(script.steps) for script in drawn.callers} >= {1, 2, 3, 4, 5}
    assert {script.entry for script in drawn.callers} == set(flow.receptionists)
    assert drawn.races > 0


def test_all_callers_can_begin_at_one_receptionist(clinic: Flow) -> None:
    drawn = draw_callers(clinic, 10, random.Random(1), entry="main")
    assert {script.entry for script in drawn.callers} == {"main"}


def test_a_flow_without_comparable_calls_has_no_callers(clinic: Flow) -> None:
    drawn = draw_callers(clinic, 5, random.Random(1), seconds_most=0.05)
    assert (drawn.callers, drawn.races, drawn.too_long) == ((), 0, 300)


def test_callers_press_into_announcements_that_take_keys() -> None:
    own = AnnouncementSettings(repeat="7")
    flow = flow_of([tip("a", "department||1")], a=own)
    steps = [step for script in draw_callers(flow, 40, random.Random(2)).callers for step in script.steps]
    assert {step.cue for step in steps} == {"announcement"}
    assert "7" in {step.press for step in steps} < {*KEYS}
    assert {step.after > 4 for step in steps} == {False, True}, "into the recording, and into the wait after it"
