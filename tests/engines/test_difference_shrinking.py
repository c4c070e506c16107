from simulator.callers.caller_script import caller
from simulator.engines.difference_shrinking import caller_size, flow_size, smaller_callers, smaller_flows
from tests.engines.engine_flows import quick_flow


def test_a_smaller_caller_does_one_thing_less() -> None:
    script = caller("12 silence early:3")
    assert [less.as_line() for less in smaller_callers(script)] == [
        "silence early:3",
        "2 silence early:3",
        "1 silence early:3",
        "12 early:3",
        "12 silence",
    ]
    assert [caller_size(less) for less in smaller_callers(script)] == [2, 3, 3, 3, 3]
    assert [*smaller_callers(caller(""))] == []


def test_a_smaller_flow_has_something_less() -> None:
    flow = quick_flow()
    sizes = [flow_size(flow) - flow_size(less) for less in smaller_flows(flow)]
    # main: all recordings, each of two entries, a greeting, a retry recording, both retries; then inner
    assert [size for size in sizes if size] == [2, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1]
    assert flow == quick_flow()
