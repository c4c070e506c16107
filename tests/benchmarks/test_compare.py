"""Comparing flows, and reading them under other engines."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from simulator.config.flow import Flow
from simulator.config.receptionist import Entry, Receptionist
from simulator.config.semantics import PROFILES
from simulator.graph.compare.differences import are_equal, compare_flows
from simulator.graph.compare.readings import compare_readings
from simulator.graph.readback.flow_readback import read_back
from simulator.report.section_layout import sections_text
from tests.benchmarks.pairs import ratio, time_road, triggers
from tests.benchmarks.test_prove import generated as generated_uneven
from tests.graph.compare.plain_comparison import compare_plainly
from tests.graph.small import changed, menu, renamed

GATES = {
    "10,000 compared": 2_500_000,
    "10,000, one change": 300_000,
    "told apart": 1_000,
    "listed": 270_000,
    "readings": 80_000,
    "read back": 1_500_000,
}
"""In bare triggers: some 1.5 times what was measured."""

READINGS_GROWTH = 10
"""The time of ten times as many menus: kinds of menus are decided once, so it is usually far less."""


def generated(count: int) -> Flow:
    """So many menus of five keys with three retries each, every one reachable, half of the keys leading inside."""
    chance = random.Random(count)
    return Flow("m0", {f"m{number}": _menu(number, count, chance) for number in range(count)})


def _menu(number: int, count: int, chance: random.Random) -> Receptionist:
    below = [f"m{key}" for key in (2 * number + 1, 2 * number + 2) if key < count]
    inside = [*below, *(f"m{chance.randrange(count)}" for _ in range(2))][:2]
    entries = [Entry(option=str(key), destination_type="ivr", destination_id=to) for key, to in enumerate(inside, 1)]
    entries += [
        Entry(option=str(key), destination_type="department", destination_id=str(chance.randrange(500)))
        for key in (3, 4, 0)
    ]
    recordings: dict[str, Any] = {"greeting": str(1000 + number), "wrong_keys_allowed": 3, "silences_allowed": 3}
    return menu(**recordings).model_copy(update={"entries": tuple(entries), "name": f"Menu {number}"})


def test_ten_thousand_menus_compared() -> None:
    count = 10_000
    old = generated(count)
    other, last = renamed(old), f"m{count - 1}"
    moved = changed(old, last, silence_destination_id="900")
    fewer = changed(old, last, wrong_keys_allowed=2)
    assert are_equal(old, other)
    seconds = {
        "equal": time_road(lambda: are_equal(old, other)),
        "one destination": time_road(lambda: compare_flows(old, moved)),
        "one count": time_road(lambda: compare_flows(old, fewer)),
    }
    for name, taken in seconds.items():
        gate = GATES["10,000 compared" if name == "equal" else "10,000, one change"]
        triggers(f"{count:,} menus compared, {name}", taken, most=gate)


@pytest.mark.parametrize(("flows", "most"), [(generated, 0.25), (generated_uneven, 0.5)])
def test_one_change_in_a_thousand_menus_over_a_walk_through_all_of_them(
    flows: Callable[[int], Flow], most: float
) -> None:
    old = flows(1_000)
    new = changed(old, "m999", wrong_keys_allowed=7)
    name = f"one change in 1,000 menus ({flows.__module__}) over the plain walks"
    ratio(name, lambda: compare_flows(old, new), lambda: compare_plainly(old, new), most=most, rounds=3)


def test_fifty_menus_under_another_engine() -> None:
    old = generated(50)
    taken = time_road(lambda: are_equal(old, old.with_semantics(PROFILES["freepbx"])))
    listed = time_road(lambda: compare_flows(old, old.with_semantics(PROFILES["freepbx"])))
    triggers("50 menus under another engine, told apart", taken, most=GATES["told apart"])
    triggers("50 menus under another engine, every difference listed", listed, most=GATES["listed"])


def test_readings_of_fifty_menus() -> None:
    taken = time_road(lambda: compare_readings(generated(50)))
    triggers("50 menus under 16 readings", taken, most=GATES["readings"])


def test_readings_grow_with_the_flow() -> None:
    small, large = generated(100), generated(1_000)
    name = "1,000 menus under 16 readings over 100"
    ratio(name, lambda: compare_readings(large), lambda: compare_readings(small), most=READINGS_GROWTH, rounds=1)


def test_read_back_of_ten_thousand_menus() -> None:
    flow = generated(10_000)
    taken = time_road(lambda: sections_text(read_back(flow)))
    triggers("10,000 menus read back", taken, most=GATES["read back"])


@pytest.mark.parametrize("tries", [2, 4])
def test_menus_of_freeswitch_that_are_called_in_a_chain(tries: int) -> None:
    """Each menu is walked once for each pair of its counts and each number of silences of the menu before it."""
    menus = {}
    for number in range(6):
        onward = {"k1": f"ivr||m{number + 1}"} if number < 5 else {}
        item = menu(wrong="menu_end||failure", silent="menu_end||timeout", k2=f"department||{number}", **onward)
        counts = {"wrong_keys_allowed": tries, "silences_allowed": tries}
        menus[f"m{number}"] = item.model_copy(update={"greeting": str(1000 + number), **counts})
    old = Flow("m0", menus).with_semantics(PROFILES["freeswitch"])
    new = changed(old, "m5", wrong_keys_allowed=tries + 1)
    assert not compare_flows(old, new).equal
    seconds = time_road(lambda: compare_flows(old, new))
    triggers(f"six menus of FreeSWITCH in a chain, {tries} tries of each kind, in bare triggers", seconds)
