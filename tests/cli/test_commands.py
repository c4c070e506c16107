"""The list of commands, and the help of the whole program."""

import importlib

import pytest

from simulator.cli.commands import BY_NAME, COMMANDS, overview
from tests.benchmarks.command_cases import CASES, NOT_MEASURED

OVERVIEW = """\
ivrsim 0.1.0: rehearse every call through a phone menu before it goes live

usage: ivrsim COMMAND [FLOW] [options]

Rehearse:
  call       make a call yourself, at the terminal
  play       play one scripted caller, or many
"""


def test_help_shows_the_groups() -> None:
    shown = overview("0.1.0")
    assert shown.startswith(OVERVIEW)
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) < 100


def test_every_command_is_shown_once_with_what_it_does() -> None:
    shown = overview("0.1.0").splitlines()
    for command in COMMANDS:
        assert [line for line in shown if line.startswith(f"  {command.name} ")] == [
            f"  {command.name:<10} {command.summary}"
        ]


@pytest.mark.parametrize("name", BY_NAME)
def test_every_command_has_its_module_and_its_own_help_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        importlib.import_module(BY_NAME[name].module).run(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert f"usage: ivrsim {name} " in shown
    assert f"\nexample:\n  ivrsim {name}" in shown


def test_every_command_is_measured_as_flows_grow_or_says_why_not() -> None:
    measured = {case.command for case in CASES} & BY_NAME.keys()
    assert sorted([*measured, *NOT_MEASURED]) == sorted(BY_NAME)
