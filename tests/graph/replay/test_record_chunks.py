"""A file of records in chunks: every row is accounted for, and no more of a call goes on than it is played by."""

from pathlib import Path

import pytest

import simulator
from simulator.errors import UsageError
from simulator.graph.replay import record_chunks
from simulator.graph.replay.past_landing import StartedCall, StartedCalls
from simulator.graph.replay.record_chunks import RecordChunks
from simulator.graph.replay.seen_calls import RecentCalls

CLINIC = simulator.load("flows/clinic")

CALLS = """call_id,keys,reached,name
a,1,Booking desk,Anna
b,"2,1",,Anna
a,1,,Anna
c,Anna,,Anna
d,
e,0,,Anna
"""


def chunks_of(path: Path) -> RecordChunks:
    return RecordChunks(path, None, StartedCalls(CLINIC), RecentCalls())


def test_rows_become_chunks_with_what_became_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_chunks, "ROWS_MOST", 4)
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, encoding="utf-8")
    records = chunks_of(path)
    first, second = records.read_chunks()
    assert (first.number, first.calls, first.load) == (
        0,
        2,
        [
            StartedCall("main", "", "", ("1",), None, None, ("routed", "department||108000")),
            StartedCall("main", "", "", ("2", "1"), None, None, None),
        ],
    )
    assert (second.number, second.calls, [call.groups for call in second.load]) == (1, 1, [("0",)])
    tallies = [records.take_tally(number) for number in (0, 1)]
    assert [(tally.read, tally.duplicates, tally.rejected) for tally in tallies] == [
        (4, 1, [(f"{path}:5", "keys: not accepted; use keys (0-9, * and #)")]),
        (2, 0, [(f"{path}:6", "has 2 columns, and the first line names 4")]),
    ]


def test_a_file_without_the_keys_of_calls_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"calls.csv:2: no column has the keys of a call \(the columns are a, b\)"):
        list(chunks_of(path).read_chunks())
    for first in ("07700900123,1,Jane Doe", "Jane Doe,,+44 7700-900 123", "jane@example.org,b", "b,5"):
        path.write_text(f"{first}\n{first}\n", encoding="utf-8")
        with pytest.raises(UsageError) as refusal:
            list(chunks_of(path).read_chunks())
        assert str(refusal.value) == (
            f"{path}:2: no column has the keys of a call "
            "(the first line must name the columns, and seems to be a call); "
            "name them in a file: --map MAP.yaml with columns: {keys: NAME}"
        )
    path.write_text("a,b\n", encoding="utf-8")
    assert list(chunks_of(path).read_chunks()) == []


def test_columns_are_those_of_the_first_row_that_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("call_id,keys\na\nb,1\n", encoding="utf-8")
    (chunk,) = chunks_of(path).read_chunks()
    assert [call.groups for call in chunk.load] == [("1",)]
