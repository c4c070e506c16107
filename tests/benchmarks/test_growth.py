"""Every command that takes a flow, at 1, 10, 100, 1,000 and 10,000 receptionists: CPU seconds and peak MB."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from simulator import load
from simulator.cli.commands import BY_NAME
from simulator.exchange.csv_writer import flow_sheet
from tests.benchmarks.child_cost import ChildCost, measure_command
from tests.benchmarks.command_cases import CASES, SIZES, CommandCase
from tests.benchmarks.flow_documents import (
    list_response,
    one_test_for_each_menu,
    uneven_tree,
    with_hours,
    with_one_change,
    write_document,
)
from tests.benchmarks.growth import NOISE, growth_exponent, measure_curve
from tests.benchmarks.result_table import RESULTS

MOST = 1.1
"""The exponent that no command goes above."""

CLEARLY_MISSED = 1.3
"""An exponent that measuring again would not bring down to the gate."""

MEASURED = [case for case in CASES if case.command in BY_NAME]


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The folder with the files of a flow of a size, written when it is first asked for."""
    root = tmp_path_factory.mktemp("flows")

    @cache
    def write_files(size: int) -> Path:
        folder = root / str(size)
        folder.mkdir()
        document = uneven_tree(size)
        write_document(folder / "flow.json", document)
        write_document(folder / "new.json", with_one_change(document))
        (folder / "patch.yaml").write_text("set_menu: {menu: m0, timeout: 7.5}\n", encoding="utf-8")
        write_document(folder / "hours.json", with_hours(document))
        write_document(folder / "live.json", list_response(document))
        write_document(folder / "menus.calls.yaml", one_test_for_each_menu(document, "flow.json"))
        (folder / "menus.csv").write_text(f"{flow_sheet(load(folder / 'flow.json'))}\n", encoding="utf-8")
        calls = ["call_id,keys", *(f'{number},"1,2,{number % 10}"' for number in range(size))]
        (folder / "calls.csv").write_text("\n".join(calls), encoding="utf-8")
        return folder

    return write_files


@pytest.mark.parametrize("case", MEASURED, ids=[case.line for case in MEASURED])
def test_growth(case: CommandCase, folder_of: Callable[[int], Path]) -> None:
    words = shlex.split(case.line.partition(" (")[0])
    curve = measure_curve(lambda size: measure_command(words, folder_of(size), case.codes), case.sizes, _is_decided)
    sizes = "" if case.sizes == SIZES else f" at {', '.join(f'{size:,}' for size in case.sizes)}"
    seconds = {size: cost.seconds for size, cost in curve.items()}
    memory = {size: cost.megabytes for size, cost in curve.items()}
    name = case.line.partition(" --number")[0]
    holds = [
        RESULTS.add_exponent(
            f"{name}: CPU s{sizes}",
            ours=" ".join(f"{cost:.2f}" for cost in seconds.values()),
            peer=f"itself at {case.sizes[0]}",
            exponent=growth_exponent(seconds, NOISE.seconds),
            most=MOST,
        ),
        RESULTS.add_exponent(
            f"{name}: MB{sizes}",
            ours=" ".join(f"{cost:.0f}" for cost in memory.values()),
            peer=f"itself at {case.sizes[0]}",
            exponent=growth_exponent(memory, NOISE.megabytes),
            most=MOST,
        ),
    ]
    assert all(holds), f"{case.line}: grows faster than n^{MOST}, see the table"


def _is_decided(least: Mapping[int, ChildCost]) -> bool:
    """Return whether the seconds keep the gate, or miss it by more than noise can."""
    exponent = growth_exponent({size: cost.seconds for size, cost in least.items()}, NOISE.seconds)
    return exponent <= MOST or exponent > CLEARLY_MISSED
