"""``--today``."""

import argparse
from datetime import date

import pytest

from simulator.cli.today_flag import parse_today, today_of
from simulator.errors import UsageError


def test_a_day_and_what_is_none() -> None:
    assert parse_today("2026-11-30") == date(2026, 11, 30)
    with pytest.raises(UsageError, match="--today: "):
        parse_today("30 Nov")


def test_the_day_of_a_command_line() -> None:
    assert today_of(argparse.Namespace(today="2026-11-30")) == date(2026, 11, 30)
