"""Which receptionists are on the way to the one that a mutant changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute
from simulator.graph.compare.ways_to_change import CheapestWays
from tests.graph.small import changed, flow, menu, single

WEB = flow(
    main=menu(k1="ivr||near", k2="ivr||far", k3="ivr||voice"),
    near=menu(k1="ivr||last"),
    far=menu(k12="ivr||last"),
    voice=single("ivr||aside", "bye"),
    aside=menu(k1="department||1"),
    last=menu(k1="department||1"),
)


def needed(old: Flow, key: str, **fields: object) -> list[tuple[str, int]] | None:
    """The receptionists on the way to a change, each with the most acts after which a caller may be there."""
    ways = CheapestWays(old).ways_to(key, changed(old, key, **fields))
    if ways is None:
        return None
    return [
        (name, max(acts for acts in range(9) if ways.is_needed((name, name), acts)))
        for name in old.receptionists
        if ways.is_needed((name, name), 0)
    ]


def test_only_what_is_on_a_way_of_the_fewest_keys_is_looked_into() -> None:
    assert needed(WEB, "last", wrong_keys_allowed=2) == [("main", 0), ("near", 1), ("last", 8)]
    assert needed(WEB, "near", greeting="bye") == [("main", 0), ("near", 8)]
    assert needed(WEB, "main", greeting="bye") == [("main", 8)]


def test_the_menus_that_lead_to_a_changed_announcement_show_what_it_does() -> None:
    assert needed(WEB, "voice", forward_destination_id="last") == [("main", 8)]


def test_slots_are_followed_where_they_lead_towards_the_change() -> None:
    ways = CheapestWays(WEB).ways_to("last", changed(WEB, "last", greeting="bye"))
    assert ways is not None
    followed = [slot for slot in ("1", "2", "3", "wrong keys") if ways.is_slot_needed(("main", "main"), slot, 1)]
    assert followed == ["1"]
    assert ways.is_slot_needed(("last", "last"), "1", 9), "behind the change everything may differ"
    assert ways.is_slot_needed(("near", "far"), "1", 9)
    assert ways.is_needed(("near", "far"), 9)


@pytest.mark.parametrize(
    ("old", "key"),
    [
        (replace(WEB, routes={Destination("department", "1"): PersonRoute(5000)}), "last"),
        (replace(WEB, numbers={"+441632960001": "department||1"}, number="+441632960001"), "last"),
        (replace(WEB, entry="voice"), "voice"),
        (flow(main=menu(k1="department||1"), apart=menu(k1="department||2")), "apart"),
    ],
)
def test_where_the_ways_cannot_be_told_beforehand_there_are_none(old: Flow, key: str) -> None:
    assert needed(old, key, greeting="bye") is None


def test_a_menu_that_no_longer_lets_time_pass_is_not_looked_for() -> None:
    silent = flow(main=menu(k1="ivr||last"), last=menu(k1="department||1", timeout_seconds=3))
    assert needed(silent, "last", timeout_seconds=2) == [("main", 0), ("last", 8)]
    assert needed(silent, "last", greeting="nil") is None
