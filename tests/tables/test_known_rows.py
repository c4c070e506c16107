"""Rows are kept by semantics, and not for ever."""

from simulator.config.semantics import PROFILES
from simulator.tables.known_rows import rows_under


def test_rows_of_one_semantics_are_kept_and_those_of_many_are_not() -> None:
    plain = PROFILES["acefone"]
    rows = rows_under(plain)
    assert rows_under(plain) is rows
    for seconds in range(1, 70):
        rows_under(plain.model_copy(update={"interdigit_seconds": seconds}))
    assert rows_under(plain) is not rows
