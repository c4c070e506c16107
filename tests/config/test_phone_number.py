"""Telephone numbers are compared by their digits, as people write them."""

import pytest

from simulator.config.phone_number import dialled_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("+441632960001", "441632960001"),
        ("+44 1632 960001", "441632960001"),
        ("+44\u00a01632-960.001", "441632960001"),
        ("0044 1632 960001", "441632960001"),
        ("+44 (0) 1632 960001", "441632960001"),
        ("0044(0)1632/960001", "441632960001"),
        (" 441632960001 ", "441632960001"),
        ("(01632) 960001", "01632960001"),
        ("112", "112"),
        ("12", ""),
        ("+" + "4" * 16, ""),
        ("+44163296000١", ""),
        ("main", ""),
        ("", ""),
    ],
)
def test_the_digits_of_a_number(text: str, digits: str) -> None:
    assert dialled_digits(text) == digits
