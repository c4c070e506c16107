"""``ivrsim calendar``, as far as it writes dates; tests of ``holiday_dates`` show the rest."""

import pytest

from tests.cli.conftest import Command


@pytest.mark.parametrize("arguments", [[], ["--years", "2026"], ["-o", "uk.yaml"]])
def test_it_asks_where_the_dates_come_from(ivrsim: Command, arguments: list[str]) -> None:
    shown = ivrsim("calendar", *arguments)
    assert (shown.returncode, shown.stdout, shown.stderr) == (
        2,
        "",
        "ivrsim calendar needs --holidays COUNTRY[-PART] or --holidays FILE.ics\n",
    )
