"""Keys from names."""

import pytest

from simulator.provider.pull.new_keys import new_key, slug_of


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Main menu", "main-menu"),
        ("Ärztin & Café!", "arztin-cafe"),
        ("702", "receptionist-702"),
        ("北京", "receptionist-7"),
        ("flow", "receptionist-flow"),
        ("CON", "receptionist-con"),
        ("Taken", "taken-3"),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_key(name: str, key: str) -> None:
    assert new_key(name, "7", ["taken", "taken-2"]) == key


def test_a_slug_of_nothing() -> None:
    assert slug_of(" !? ") == ""
