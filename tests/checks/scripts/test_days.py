"""Days in a text."""

import pytest

from simulator.checks.scripts.days import Day, day_name, day_words
from simulator.checks.scripts.language import load_language

EN, DE = day_words(load_language("en")), day_words(load_language("de"))


def said(text: str, german: bool = False) -> list[str] | None:
    found = (DE if german else EN).days_at(text, 0)
    return [day_name(day) for day in found.days] if found else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("monday", ["Monday"]),
        ("friday to monday", ["Friday", "Saturday", "Sunday", "Monday"]),
        ("weekends", ["Saturday", "Sunday"]),
        ("monday, 26 december 2026", ["26 December"]),
        ("the 3rd", None),
        ("30 february", None),
        ("december 24th", ["24 December"]),
        ("2 to 4 may", ["2 May", "3 May", "4 May"]),
        ("may 2 to 4 pm", ["2 May"]),
        ("30 december - 2 january", ["30 December", "31 December", "1 January", "2 January"]),
        ("1 january to 31 december", []),
        ("until monday", []),
        ("since monday to friday", None),
        ("christmas eve", ["24 December"]),
        ("mondaylike", None),
    ],
)
def test_days(text: str, days: list[str] | None) -> None:
    assert said(text) == days


def test_german_days() -> None:
    assert said("24. bis 26. dezember", german=True) == ["24 December", "25 December", "26 December"]
    assert said("sonnabends", german=True) == ["Saturday"]


def test_a_catalogue_may_name_days_in_any_language() -> None:
    every = day_words(None)
    named: list[tuple[Day, ...]] = [
        found.days for text in ("do", "thu", "dez 24", "24 dec") if (found := every.days_at(text, 0))
    ]
    assert named == [(3,), (3,), ((12, 24),), ((12, 24),)]
