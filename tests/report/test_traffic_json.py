"""A crowd as JSON; its fields next to those of odds are compared in ``tests/cli/test_traffic``."""

from simulator.callers.persona import CallerMemory, RandomTime
from simulator.graph.crowds.crowd_results import CallTimes
from simulator.graph.crowds.share_intervals import wilson_interval
from simulator.report.traffic_json import seconds_json, traffic_json
from tests.graph.crowds.sampling import crowd, sample
from tests.graph.small import flow, menu

LOOP = flow(main=menu(k1="ivr||loop"), loop=menu(k1="ivr||loop"))


def test_a_crowd_without_chance_is_written_whole() -> None:
    persona = crowd((0, 0, 0, 1), memory=CallerMemory(call=RandomTime(60_000)))
    values = traffic_json(sample(flow(main=menu(k1="department||1")), persona, 1_000, seed=3))
    (own, every) = values.pop("personas")
    assert values == {"calls": 1_000, "callers": 1_000, "seed": 3, "assumed": [], "situations": SITUATIONS, "days": 2}
    seconds = {"mean": 1.5, "sd": 0.0, "p50": 1.5, "p90": 1.5, "p99": 1.5}
    gone = {
        "kind": "abandoned",
        "destination": None,
        "name": None,
        "calls": 1_000,
        "share": 1.0,
        "interval": [*wilson_interval(1_000, 1_000)],
    }
    main = {
        "receptionist": "main",
        "round": 1,
        "reached": 1.0,
        "chose": 0.0,
        "wrong": 0.0,
        "silent": 0.0,
        "hung_up": 1.0,
        "drop_off": 1.0,
        "interval": [*wilson_interval(1_000, 1_000)],
    }
    assert (
        every
        == {**own, "name": "all"}
        == {
            "name": "all",
            "share": 1.0,
            "calls": 1_000,
            "outcomes": [{**gone, "seconds": seconds}],
            "rounds": [main],
            "person": {"share": 0.0, "interval": [*wilson_interval(0, 1_000)], "seconds": None},
            "seconds": seconds,
            "keys": {},
            "recordings": {"hello": 1.0},
        }
    )


SITUATIONS = [{"schedules": {}, "share": 1.0}]


def test_calls_without_an_end_have_no_time() -> None:
    (outcome,) = traffic_json(sample(LOOP, crowd((1, 0, 0, 0)), 10))["personas"][-1]["outcomes"]
    assert (outcome["kind"], outcome["share"], outcome["seconds"]) == ("endless", 1.0, None)
    assert seconds_json(CallTimes({})) is None
