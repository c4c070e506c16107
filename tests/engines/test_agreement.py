import pytest

from simulator.engines.agreement import Agreement, SecondsSpread, seconds_spread
from tests.engines.engine_flows import quick_flow
from tests.engines.recorded_calls import CallRecorder, compared


def pressed_two(at: float, *, arrives: str = "department||1080") -> CallRecorder:
    """A call in which key 2 is pressed half a second into the greeting, and arrives somewhere."""
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    call.round(0.0, "main", "BackGround", "/sounds/r11")
    call.plays(0.0, "r11")
    call.acts_at(at, "2")
    call.reaches(at, "main", "2")
    call.arrives(at, "routed", arrives)
    return call


def test_calls_agree_in_recordings_end_and_time() -> None:
    calls = [
        compared(quick_flow(), "early:2", pressed_two(0.51)),
        compared(quick_flow(), "early:2", pressed_two(0.8)),
        compared(quick_flow(), "early:2", pressed_two(0.5, arrives="department||1")),
        compared(quick_flow(), "early:1", pressed_two(0.5)),
        compared(quick_flow(), "early:2", pressed_two(0.5), trouble="no two of 5 tries tell the same"),
    ]
    assert [(call.same_way, call.agrees) for call in calls] == [
        (True, True),
        (True, False),
        (False, False),
        (False, False),
        (False, False),
    ]
    agreement = Agreement(tuple(calls))
    assert agreement.differences == tuple(calls[1:])
    assert agreement.spread == SecondsSpread(0.155, 0.3, 0.3)


@pytest.mark.parametrize(
    ("errors", "spread"),
    [
        ([], None),
        ([-0.01], SecondsSpread(0.01, 0.01, 0.01)),
        ([number / 1000 for number in range(-100, 1)], SecondsSpread(0.05, 0.095, 0.1)),
    ],
)
def test_the_spread_of_times(errors: list[float], spread: SecondsSpread | None) -> None:
    assert seconds_spread(errors) == spread
