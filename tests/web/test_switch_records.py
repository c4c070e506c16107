"""The page plays FreeSWITCH's menus as `ivrsim play` does: measured callers, and random ones in random menus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import simulator
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from tests.callers.switch_flows import switch_flow, switch_menus, switch_steps
from tests.web.test_record_equality import play_all

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.chromium, pytest.mark.heavy]

GOLDEN = Path(__file__).parent.parent / "golden" / "freeswitch"


@pytest.mark.parametrize("seed", ["seed-1", "seed-11"])
def test_measured_callers_make_the_same_records(show: Callable[[Flow], Page], seed: str) -> None:
    flow = simulator.load(GOLDEN / seed)
    lines = (GOLDEN / seed / "callers.jsonl").read_text(encoding="utf-8").splitlines()
    scripts: list[dict[str, Any]] = [json.loads(line) for line in lines]
    rehearsal = Rehearsal(flow)
    assert play_all(show(flow), scripts) == [json.loads(rehearsal.play(script).to_json()) for script in scripts]


@settings(max_examples=20, suppress_health_check=list(HealthCheck), deadline=None)
@given(menus=switch_menus(), callers=st.lists(switch_steps(), min_size=20, max_size=20))
def test_random_callers_make_the_same_records(
    show: Callable[[Flow], Page], tmp_path: Path, menus: dict[str, dict[str, Any]], callers: list[list[dict[str, Any]]]
) -> None:
    flow = switch_flow(menus, tmp_path)
    rehearsal = Rehearsal(flow)
    scripts = [{"steps": steps} for steps in callers]
    records = [json.loads(rehearsal.play(script).to_json()) for script in scripts]
    assert play_all(show(flow), scripts) == records
