"""The tests that belong to the flow of a command line."""

import argparse
from pathlib import Path

import pytest

from simulator.cli.flow_suite import find_flow_tests


@pytest.mark.parametrize(
    ("flow", "names"),
    [
        ("shop", ["calls"]),
        ("shop/flow.yaml", ["calls"]),
        ("shop/main.yaml", []),
        ("empty", []),
    ],
)
def test_the_tests_are_those_of_the_folder_of_a_flow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flow: str, names: list[str]
) -> None:
    for folder in ("shop", "empty"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "main.yaml").write_text(
            "{name: Main, destination_type: single, forward_destination_type: extension, forward_destination_id: 1}\n"
        )
        (tmp_path / folder / "flow.yaml").write_text("receptionists: {main: main.yaml}\n")
    suite = "flow: .\ntests:\n  - {name: calls, caller: silence, reaches: 'extension||1'}\n"
    (tmp_path / "shop" / "some.calls.yaml").write_text(suite)
    monkeypatch.chdir(tmp_path)
    options = argparse.Namespace(flow=flow, semantics=None, variant=None)

    assert [test.name for test in find_flow_tests(options)] == names
