"""``--odds``: whose odds a map shows, and at which moment."""

from __future__ import annotations

import argparse

import pytest

from simulator import load
from simulator.cli.moment_odds import add_odds, find_moment_odds
from simulator.errors import FlowError

SURGERY = load("example:surgery").rung_at("+441632960040")


def flags(*arguments: str, **world: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_odds(parser)
    return argparse.Namespace(**{"at": None, "given": [], **vars(parser.parse_args(arguments)), **world})


def test_first_time_callers_or_those_of_a_file() -> None:
    assert flags().odds is None
    (first,) = find_moment_odds(flags("--odds"), SURGERY).personas
    assert first.name == "first-time"
    assert len(find_moment_odds(flags("--odds", "example:personas"), SURGERY).personas) == 5


def test_the_moment_and_what_is_given_hold() -> None:
    day, night = (find_moment_odds(flags("--odds", at=f"2026-12-21T{hour}:00"), SURGERY) for hour in (10, 22))
    assert day.mixture.person.share > night.mixture.person.share == 0
    assert find_moment_odds(flags("--odds", given=["everyone: no answer"]), SURGERY).mixture.person.share == 0


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FlowError, match=r"missing\.yaml: there is no such file or folder"):
        find_moment_odds(flags("--odds", "missing.yaml"), SURGERY)
