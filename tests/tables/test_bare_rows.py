"""The rows of a flow without the words that people read."""

import pickle

import simulator
from simulator.tables.bare_rows import bare_table
from simulator.tables.flow_table import FlowTable


def test_calls_go_the_same_ways_by_bare_rows() -> None:
    flow = simulator.load("flows/surgery")
    bare = bare_table(flow)
    assert bare.compile_all() == FlowTable(flow).compile_all()
    content = pickle.dumps(bare)
    assert [
        words for words in (b"Welcome to Fernside", b"Prescription line", b"flows/surgery") if words in content
    ] == []
    assert pickle.loads(content).compile_all() == bare.compile_all()
