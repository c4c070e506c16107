"""The shares of callers that a page carries."""

from __future__ import annotations

from simulator import Flow
from simulator.graph.odds.way_use import WayUse
from simulator.web.page_shares import page_shares
from tests.draw.test_odds_overlay import CHANCES
from tests.graph.odds.test_way_use import use_of


def test_shares_are_by_the_ids_of_the_page() -> None:
    use = WayUse(
        {
            ("main", "choice", "12"): 1 / 3,
            ("main", "wrong keys", ""): 0.25,
            ("main", "silence", ""): 0.125,
            ("hello", "forward", ""): 1.0,
            ("time_condition||77", "answer", "open"): 0.5,
            ("loop", "choice", "1"): float("inf"),
        },
        {},
        {},
    )
    assert page_shares(use) == {
        "main|12": 0.33333,
        "main|wrong": 0.25,
        "main|silence": 0.125,
        "hello|forward": 1.0,
        "time_condition||77|open": 0.5,
        "loop|1": None,
    }


def test_the_clinic_has_a_share_for_each_key(clinic: Flow) -> None:
    shares = page_shares(use_of(clinic, CHANCES))
    assert {way for way in shares if way.startswith("main|")} == {
        *(f"main|{key}" for key in ("0", "1", "2", "3", "wrong", "silence"))
    }
