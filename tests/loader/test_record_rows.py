"""Rows of call records: CSV with any separator, JSON in three forms, Parquet; a bad row stops no other."""

import json
from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.loader.record_rows import RecordRow, record_rows


def rows(path: Path, content: str | bytes) -> list[RecordRow]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [row._replace(place=row.place.replace(f"{path.parent}/", "")) for row in record_rows(path)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_has_a_row_for_each_line_but_the_first(separator: str, tmp_path: Path) -> None:
    lines = [["id", "keys"], ["a", "1"], ["b", '"2\n3"']]
    text = "\ufeff" + "\r\n".join(separator.join(line) for line in lines) + "\r\n\r\n"
    assert rows(tmp_path / "calls.csv", text) == [
        RecordRow("calls.csv:2", {"id": "a", "keys": "1"}),
        RecordRow("calls.csv:3", {"id": "b", "keys": "2\n3"}),
    ]


def test_a_bad_row_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    assert rows(tmp_path / "calls.csv", b'id,keys\na\nb,\xff\n"c"d,1\ne,1\n') == [
        RecordRow("calls.csv:2", {}, "has 1 columns, and the first line names 2"),
        RecordRow("calls.csv:3", {}, "is not UTF-8"),
        RecordRow("calls.csv:4", {}, "is not CSV: ',' expected after '\"'"),
        RecordRow("calls.csv:5", {"id": "e", "keys": "1"}),
    ]
    assert rows(tmp_path / "calls.jsonl", '{"keys": "1"}\n{"keys"\n7\n{"keys": "2"}\n') == [
        RecordRow("calls.jsonl:1", {"keys": "1"}),
        RecordRow("calls.jsonl:2:8", {}, "is not JSON: Expecting ':' delimiter"),
        RecordRow("calls.jsonl:3", {}, "is not a record of a call; use an object with dtmf_input"),
        RecordRow("calls.jsonl:4", {"keys": "2"}),
    ]


def test_a_quote_that_is_not_closed_takes_no_other_row_with_it(tmp_path: Path) -> None:
    """To the end of the file, or up to the next quote; a cell of several lines stays one."""
    assert rows(tmp_path / "calls.csv", 'id,keys\na,1\nb,"2\nc,3\nd,"4\n5"\ne,"6\nf,7\n') == [
        RecordRow("calls.csv:2", {"id": "a", "keys": "1"}),
        RecordRow("calls.csv:3", {}, "is not CSV: a quote is not closed"),
        RecordRow("calls.csv:4", {"id": "c", "keys": "3"}),
        RecordRow("calls.csv:5", {"id": "d", "keys": "4\n5"}),
        RecordRow("calls.csv:7", {}, "is not CSV: a quote is not closed"),
        RecordRow("calls.csv:8", {"id": "f", "keys": "7"}),
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "", "x.csv:1: has no names of columns; the first line must name them"),
        ("x.csv", "id,id\n", "x.csv:1: names columns 1 and 2 alike; name each column once"),
        ("x.csv", "id,keys\na,1\n".encode("utf-16"), "x.csv:1: is not UTF-8; save the call records as CSV in UTF-8"),
        ("x.json", "[1,\n", "x.json:2:1: is not JSON: Expecting value"),
        ("x.json", b"\xff", "x.json: is not UTF-8; use JSON of call records in UTF-8"),
        ("x.csv", b"PK\x03\x04", "x.csv: is an archive (zip); use past calls as CSV, JSON or Parquet"),
        ("x.xls", b"\xd0\xcf\x11\xe0", "x.xls: is an Office document (doc, xls, msg); use past calls as CSV, JSON or "),
        ("x.json", b"\x1f\x8b", "x.json: is a compressed file (gzip); use past calls as CSV, JSON or Parquet"),
        ("x.parquet", "no table", "x.parquet: is not a Parquet file that can be read: "),
    ],
)
def test_a_file_without_rows_is_refused(name: str, content: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        rows(tmp_path / name, content)
    assert str(refusal.value).replace(f"{tmp_path}/", "").startswith(message)


def test_parquet_has_the_rows_of_its_table(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "calls.parquet"
    duckdb.sql(f"COPY (SELECT 'a' AS call_id, ['1', '2'] AS keys) TO '{path}' (FORMAT parquet)")
    assert list(record_rows(path)) == [RecordRow(f"{path}: row 1", {"call_id": "a", "keys": ["1", "2"]})]


@pytest.mark.parametrize("name", ["calls[1].parquet", "calls?.parquet", "*.parquet"])
def test_the_name_of_a_parquet_file_is_no_pattern(name: str, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for file, id in (("calls1.parquet", "other"), ("this.parquet", "this")):
        duckdb.sql(f"COPY (SELECT '{id}' AS call_id, '1' AS keys) TO '{tmp_path / file}' (FORMAT parquet)")
    path = (tmp_path / "this.parquet").rename(tmp_path / name)
    assert [row.values["call_id"] for row in record_rows(path)] == ["this"]


def test_a_list_is_read_whole(tmp_path: Path) -> None:
    assert rows(tmp_path / "calls.json", json.dumps({"data": [{"keys": "1"}]})) == [
        RecordRow("calls.json: record 1", {"keys": "1"})
    ]
