"""Flows whose menus FreeSWITCH runs: two that are said to be equal play every call alike, and others do not."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.graph.compare.differences import are_equal, compare_flows
from tests.callers.switch_flows import switch_flow, switch_menus, switch_steps
from tests.core.test_menu_stack import MENUS

CHANGES: dict[str, tuple[Any, ...]] = {
    "greet_short": ("short1", ""),
    "exit_sound": ("exit1", ""),
    "digit_len": (1, 2, 3),
    "inter_digit_timeout": (0.4, 0.7),
    "timeout": (0.8, 1.4),
    "failures": (1, 2, 3),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    menus=switch_menus(),
    callers=st.lists(switch_steps(), min_size=6, max_size=6),
    change=st.sampled_from([(name, value) for name, values in CHANGES.items() for value in values]),
    menu=st.sampled_from(["m0", "m1"]),
)
def test_flows_that_are_equal_play_every_call_alike(
    tmp_path: Path,
    menus: dict[str, dict[str, Any]],
    callers: list[list[dict[str, Any]]],
    change: tuple[str, Any],
    menu: str,
) -> None:
    old = switch_flow(menus, tmp_path)
    new = switch_flow(menus | {menu: menus[menu] | {change[0]: change[1]}}, tmp_path)
    if are_equal(old, new):
        before, after = Rehearsal(old, limit=30), Rehearsal(new, limit=30)
        for steps in callers:
            old_record, new_record = before.play({"steps": steps}), after.play({"steps": steps})
            assert (old_record.heard, old_record.seconds) == (new_record.heard, new_record.seconds)
            assert old_record.outcome == new_record.outcome


def test_each_setting_of_the_engine_makes_a_difference(tmp_path: Path) -> None:
    """And a caller who shows it."""
    old = switch_flow(MENUS, tmp_path)
    assert are_equal(old, switch_flow(MENUS, tmp_path))
    changes = {
        "greet_short": "short1",
        "digit_len": 2,
        "inter_digit_timeout": 0.3,
        "timeouts": 1,
        "invalid_sound": "long1",
    }
    seen = {}
    for name, value in changes.items():
        new = switch_flow(MENUS | {"m0": MENUS["m0"] | {"digit_len": 1, name: value}}, tmp_path)
        comparison = compare_flows(old, new)
        seen[name] = not comparison.equal and len(comparison.differences) > 0
    # one key decides a code of one key: no wait follows it
    assert seen == dict.fromkeys(changes, True) | {"inter_digit_timeout": False}
