"""The calls that tell the readings of an engine apart, looked for in a flow that is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.graph.identification.engine_identification import EngineIdentification
from simulator.graph.work_step import go_through
from tests.benchmarks.flow_documents import load_document, uneven_tree
from tests.benchmarks.pairs import time_road, triggers

MOST = 30_000
"""Bare triggers for 100 menus, of which a hundred calls or so are made under 16 readings: twice what was measured."""


@pytest.mark.parametrize(("size", "most"), [(100, MOST), (3_000, None)])
def test_calls_that_tell_readings_apart(size: int, most: int | None, tmp_path: Path) -> None:
    flow = load_document(uneven_tree(size), tmp_path)
    seconds = min(time_road(lambda: go_through(EngineIdentification(flow).steps())) for _ in range(3))
    triggers(f"calls that tell readings apart, {size:,} menus, in bare triggers", seconds, most=most)
