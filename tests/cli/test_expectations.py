"""``ivrsim test --update`` asks before it writes; the tests of ``ivrsim test`` show what it writes."""

from pathlib import Path

import pytest

from simulator.cli.expectations import update_expectations
from simulator.flowtests.calls_reader import load_tests
from simulator.flowtests.runner import run

CALLS = """\
flow: example:clinic
tests:
  - {name: books, caller: '1', reaches: Reception}
"""


@pytest.mark.parametrize(("answer", "reaches"), [("y\n", "Booking desk"), ("n\n", "Reception"), ("", "Reception")])
def test_only_a_yes_rewrites_what_is_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, reaches: str
) -> None:
    path = tmp_path / "x.calls.yaml"
    path.write_text(CALLS, encoding="utf-8")
    monkeypatch.setattr("simulator.cli.expectations.read_line", lambda: answer)
    file = load_tests(str(path))
    left = update_expectations([file], [run(test) for test in file.tests], asks=True)
    assert f"reaches: {reaches}}}" in path.read_text(encoding="utf-8")
    assert [verdict.passed for verdict in left] == ([] if reaches == "Booking desk" else [False])
