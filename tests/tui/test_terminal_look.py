import pytest

from simulator.tui.terminal_look import PLAIN, RICH, TerminalLook, signs_for


@pytest.mark.parametrize(
    ("encoding", "plain"), [("utf-8", False), ("ascii", True), ("cp1252", True), ("no-such", True)]
)
def test_the_signs_are_those_that_the_encoding_has(encoding: str, plain: bool) -> None:
    assert signs_for(encoding) == (PLAIN if plain else RICH)


def test_the_last_column_stays_free() -> None:
    assert [TerminalLook(columns, 24).width for columns in (60, 80, 200)] == [59, 79, 199]
