"""A flow of 10,000 receptionists compiled to rows, and its first call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulator import Rehearsal, load
from simulator.callers.bulk_rehearsal import BulkRehearsal
from simulator.config.flow import Flow
from simulator.core.call import Call
from simulator.core.events import EVENTS
from simulator.core.machine import CallMachine
from simulator.tables.flow_table import FlowTable
from simulator.tables.table_json import table_json
from tests.benchmarks.flow_documents import load_document, one_menu, uneven_tree, write_document
from tests.benchmarks.pairs import ratio, time_road, triggers
from tests.benchmarks.result_table import RESULTS

RECEPTIONISTS = 10_000
COMPILED = 40_000
"""Bare triggers: half a second where one takes 12 us."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_document(tmp_path_factory.mktemp("tables") / "flow.json", uneven_tree(RECEPTIONISTS))


@pytest.fixture(scope="module")
def large(file: Path) -> Flow:
    return load(file)


def test_rows_of_ten_thousand_receptionists(file: Path, large: Flow) -> None:
    def compiled() -> None:
        FlowTable(large).compile_all()

    name = f"{RECEPTIONISTS:,} receptionists compiled to rows"
    triggers(f"{name}, in bare triggers", min(time_road(compiled) for _ in range(5)), most=COMPILED)
    ratio(f"{name} over loading them", compiled, lambda: load(file), most=0.5, rounds=3)


def test_kinds_are_few(large: Flow) -> None:
    table = FlowTable(large)
    table.compile_all()
    kinds = f"{len(table.kinds)} kinds, {len(table.keypads):,} keypads"
    RESULTS.add_row(f"{RECEPTIONISTS:,} receptionists by their rows", ours=kinds, peer=f"{RECEPTIONISTS:,} menus")


def test_a_call_starts_at_once(large: Flow, tmp_path: Path) -> None:
    small = load_document(one_menu(), tmp_path)
    caller = '{"steps": [{"press": "1"}]}'
    ratio(
        f"start of a call in {RECEPTIONISTS:,} receptionists over one",
        lambda: Call(CallMachine(large)).receive_event(EVENTS["answered"], 0),
        lambda: Call(CallMachine(small)).receive_event(EVENTS["answered"], 0),
        most=50,
    )
    ratio(
        f"first caller by rows in {RECEPTIONISTS:,} receptionists over one",
        lambda: BulkRehearsal(Rehearsal(large)).play_line(caller),
        lambda: BulkRehearsal(Rehearsal(small)).play_line(caller),
        most=50,
    )


def test_many_retries_take_no_more_rows(tmp_path: Path) -> None:
    few = one_menu()
    many = json.loads(json.dumps(few))
    many["receptionists"]["m0"] |= {"incorrect_count": 99, "timeout_retries": 99}
    sizes = [len(json.dumps(table_json(FlowTable(load_document(one, tmp_path))))) for one in (many, few)]
    what = "rows as JSON, 99 and 99 retries over 3 and 3"
    ours, peer = (f"{size:,} bytes" for size in sizes)
    RESULTS.add_ratio(what, ours=ours, peer=peer, ratio=sizes[0] / sizes[1], most=1.1)
