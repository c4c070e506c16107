from pathlib import Path

from simulator.engines.agreement import Agreement, ComparedCall
from simulator.engines.agreement_text import AgreementResult, agreement_json, agreement_lines, flow_files
from simulator.engines.caller_drawing import DrawnCallers
from simulator.loader.flow_kinds import load
from tests.engines.engine_flows import quick_flow
from tests.engines.recorded_calls import compared
from tests.engines.test_agreement import pressed_two


def result_of(*calls: ComparedCall, shown: int = 0, races: int = 0, too_long: int = 0) -> AgreementResult:
    drawn = DrawnCallers(tuple(call.measured.case.script for call in calls), races, too_long)
    agreement = Agreement(calls)
    pairs = [(call, call) for call in agreement.differences[:shown]]
    return AgreementResult("Asterisk 22.10.1", calls[0].measured.case.flow, 7, drawn, agreement, pairs)


def test_calls_that_all_agree_take_four_lines() -> None:
    call = compared(quick_flow(), "early:2", pressed_two(0.51))
    assert [*agreement_lines(result_of(call, call, races=3, too_long=1))] == [
        "Asterisk 22.10.1 made 2 calls to quick, drawn with --seed 7.",
        "Left out: 3 calls in which a key would race a recording or a wait and 1 call that would last over 60 s.",
        "2 of 2 agree: the same recordings in the same order, the same end, and the same time within 0.25 s.",
        "Time: half of the calls differ by up to 0.01 s, 95 % by up to 0.01 s, all by up to 0.01 s.",
    ]


def test_a_difference_is_shown_side_by_side() -> None:
    flow = quick_flow()
    calls = [compared(flow, "early:2", pressed_two(0.5, arrives="voicemail||9")) for _ in range(2)]
    lines = [" ".join(line.split()) for line in agreement_lines(result_of(*calls, calls[0], shown=2))]
    assert lines == [
        "Asterisk 22.10.1 made 3 calls to quick, drawn with --seed 7.",
        "0 of 3 agree: the same recordings in the same order, the same end, and the same time within 0.25 s.",
        "",
        "Difference 1 of 3: 'early:2'",
        "",
        "play Asterisk 22.10.1",
        "0:00.0 ☎ Main (main) answers 0:00.0 ☎ Main (main) answers",
        "0:00.0 ▶ r11, 0.9 s 0:00.0 ▶ r11, 0.9 s",
        "0:00.5 ● presses 2 into the recording 0:00.5 ● presses 2 into the recording",
        "0:00.5 → Desk (department||1080) | 0:00.5 → voicemail||9",
        "",
        "play: Routed to Desk (department||1080) after 0:00.5.",
        "Asterisk 22.10.1: Routed to voicemail||9 after 0:00.5.",
        "",
        "Difference 2 of 3: 'early:2': the smallest that still differs is that of difference 1",
        "",
        "1 more differ; --format json lists all.",
    ]


def test_a_difference_as_json_has_both_sides_and_the_smallest_call() -> None:
    flow = quick_flow()
    call = compared(flow, "early:2", pressed_two(0.5, arrives="voicemail||9"), trouble="a pause")
    sides = {
        "caller": {"steps": [{"press": "2", "cue": "prompt"}]},
        "play": {
            "heard": ["11"],
            "outcome": {"kind": "routed", "destination": "department||1080", "name": "Desk"},
            "seconds": 0.5,
        },
        "engine": {
            "heard": ["11"],
            "outcome": {"kind": "routed", "destination": "voicemail||9", "name": None},
            "seconds": 0.5,
        },
        "trouble": "a pause",
    }
    assert agreement_json(result_of(call, shown=1, races=2)) == {
        "engine": "Asterisk 22.10.1",
        "calls": 1,
        "agree": 0,
        "seconds": {"median": None, "p95": None, "max": None},
        "left_out": {"races": 2, "too_long": 0},
        "differences": [{**sides, "smallest": {**sides, "files": flow_files(flow)}}],
        "seed": 7,
    }


def test_the_files_of_a_flow_are_that_flow(tmp_path: Path) -> None:
    for name, text in flow_files(quick_flow()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    flow, loaded = quick_flow(), load(tmp_path)
    assert (loaded.entry, loaded.semantics, loaded.lengths) == (flow.entry, flow.semantics, flow.lengths)
    assert loaded.receptionists == flow.receptionists
