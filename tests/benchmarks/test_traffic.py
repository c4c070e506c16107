"""Crowds in lanes of numpy, next to a C loop over the same rows that counts the same, and to one that counts nothing.

W1 is one menu of three keys, W2 has 50 menus with ways back; the callers are those of the other benchmarks.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from simulator.callers.crowd_file import CrowdFile
from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.graph.crowds.alias_table import LaneTable
from simulator.graph.crowds.lane_walk import LaneJob
from simulator.graph.crowds.traffic_plan import plan_traffic
from tests.benchmarks.c_loop import compile_loop
from tests.benchmarks.child_cost import measure_command, surroundings
from tests.benchmarks.flow_documents import Document, fifty_menus, load_document, one_menu, uneven_tree, write_document
from tests.benchmarks.pairs import ratio, seconds_text
from tests.benchmarks.result_table import RESULTS
from tests.benchmarks.round_table import CHANCES, read_rounds

DOCUMENTS: dict[str, Callable[[], Document]] = {"W1": one_menu, "W2": fifty_menus}
SOURCE = Path(__file__).with_name("crowd_loop.c")

CALLS = 1 << 20
"""One chunk."""

OVER_C = 1 / 0.55
FLAT = 1.2
"""Further calls find rarer times of calls, each of which is kept with its count."""
TIMES_MOST = 1 << 14


@pytest.fixture(params=DOCUMENTS)
def flow(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Flow]:
    return request.param, load_document(DOCUMENTS[request.param](), tmp_path)


def lane_job(flow: Flow, calls: int = CALLS) -> LaneJob:
    persona = Persona("benchmark", 1.0, (RoundChances(*CHANCES.values()),))
    job = plan_traffic(flow, CrowdFile((persona,)), WorldSettings(flow), None, calls, 1).job
    assert isinstance(job, LaneJob)
    return job


def compile_crowd_loop(table: LaneTable, folder: Path) -> Callable[[int], int] | None:
    """Return a C function that plays so many calls and returns their moves; None where no compiler is there."""
    import numpy as np

    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    library = folder / "crowd_loop.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, SOURCE], check=True)
    play = ctypes.CDLL(str(library)).play_calls
    play.restype = ctypes.c_int64
    moves, times = np.zeros(len(table.keep), np.int64), np.zeros(table.ends * TIMES_MOST, np.int64)
    keep, onward, counted, timed = (
        array.ctypes.data_as(ctypes.c_void_p) for array in (table.keep, table.onward, moves, times)
    )
    sizes = [ctypes.c_int64(number) for number in (table.ends, TIMES_MOST)]
    place = [ctypes.c_int64(table.begin), ctypes.c_int64(table.first_end), ctypes.c_int(table.shift)]

    def play_calls(calls: int) -> int:
        made = int(play(keep, onward, *place, *sizes, ctypes.c_uint64(1), ctypes.c_int64(calls), counted, timed))
        assert int(moves.sum()) % made == 0, "all moves are counted"
        return made

    return play_calls


def test_lanes_against_a_c_loop_that_counts_the_same(flow: tuple[str, Flow], tmp_path: Path) -> None:
    name, loaded = flow
    job = lane_job(loaded)
    play = compile_crowd_loop(job.table, tmp_path)
    if play is None:
        pytest.skip("no C compiler")
    moves = sum(job.run_chunk(0).facts.values())
    assert abs(play(CALLS) - moves) < 0.01 * moves, "both make as many moves"
    what = f"{name}: lanes over a C loop of the same rows and figures"
    ratio(what, lambda: job.run_chunk(0), lambda: play(CALLS), most=OVER_C, calls=(CALLS, CALLS))
    bare = compile_loop(read_rounds(loaded), tmp_path)
    assert bare is not None
    ratio(
        f"{name}: lanes over a C loop that counts nothing",
        lambda: job.run_chunk(0),
        lambda: bare(CALLS),
        calls=(CALLS, CALLS),
    )


def test_memory_does_not_grow_with_the_calls(tmp_path: Path) -> None:
    write_document(tmp_path / "flow.json", fifty_menus())
    few, many = (measure_command(["traffic", "flow.json", "--calls", calls], tmp_path) for calls in ("2e6", "2e7"))
    RESULTS.add_ratio(
        "W2: memory of 2e7 calls over 2e6",
        ours=f"{many.megabytes:.0f} MB",
        peer=f"{few.megabytes:.0f} MB",
        ratio=many.megabytes / few.megabytes,
        most=FLAT,
    )


def test_two_processes_over_one(tmp_path: Path) -> None:
    """By the clock, and for orientation: other programs take the cores that the second process needs."""
    write_document(tmp_path / "flow.json", fifty_menus())
    one = [sys.executable, "-m", "simulator", "traffic", "flow.json", "--calls", "4e7", "--format", "json"]

    def seconds_of(command: list[str]) -> float:
        started = perf_counter()
        subprocess.run(command, cwd=tmp_path, env=surroundings(), capture_output=True, check=True)
        return perf_counter() - started

    pairs = [(seconds_of([*one, "--workers", "2"]), seconds_of(one)) for _ in range(2)]
    two, alone = (min(times) for times in zip(*pairs, strict=True))
    what = f"W2: traffic of 4e7 calls, two processes over one, by the clock, {os.cpu_count()} cores"
    RESULTS.add_ratio(what, ours=seconds_text(two), peer=seconds_text(alone), ratio=two / alone, most=None)


def test_the_cost_of_calls(tmp_path: Path) -> None:
    """From a thousand calls to a hundred million, and of 1 to 1,000 menus."""
    write_document(tmp_path / "flow.json", one_menu())
    sizes = ("1e3", "1e4", "1e5", "1e6", "1e7", "1e8")
    costs = [measure_command(["traffic", "flow.json", "--calls", calls], tmp_path).seconds for calls in sizes]
    RESULTS.add_row(f"W1: traffic of {', '.join(sizes)} calls, CPU s", ours=" ".join(f"{cost:.2f}" for cost in costs))
    costs = []
    for size in (1, 10, 100, 1_000):
        write_document(tmp_path / f"{size}.json", uneven_tree(size))
        costs.append(measure_command(["traffic", f"{size}.json", "--calls", "1e6"], tmp_path).seconds)
    shown = " ".join(f"{cost:.2f}" for cost in costs)
    RESULTS.add_row("traffic of 1e6 calls to 1, 10, 100, 1,000 menus, CPU s", ours=shown)
