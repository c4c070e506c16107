"""The order of choices by use, by the words of a greeting and without them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.checks.choice_order import OrderGain, order_gains
from simulator.config.flow import Flow, Recording
from simulator.graph.odds.flow_odds import find_odds
from simulator.graph.odds.week_situations import moment_situation
from tests.graph.small import flow, menu

SCRIPT = "Welcome to the shop. For sales, press 1. For the workshop and repairs, press 2."
"""Four words, four, and seven: the greeting is a second long, so each takes 1/15 s."""


def gains(drawn: Flow, **prefers: float) -> list[OrderGain]:
    shares = {key[1:]: share for key, share in prefers.items()}
    persona = Persona("x", 1.0, (RoundChances(1, 0, 0, 0),), {"main": shares} if shares else {})
    settings = WorldSettings(drawn)
    return order_gains(find_odds(drawn, [persona], settings, moment_situation(drawn, settings)).mixture)


@pytest.fixture
def shop() -> Flow:
    drawn = flow(main=menu(k1="department||1", k2="department||2"))
    return replace(drawn, recordings={"hello": Recording(script=SCRIPT)})


def test_what_most_want_comes_first(shop: Flow) -> None:
    """9 in 10 no longer hear 4 words first, and 1 in 10 hears 7 words more."""
    (gain,) = gains(shop, k1=0.1, k2=0.9)
    seconds = pytest.approx(1000 * (0.9 * 4 - 0.1 * 7) / 15)
    assert gain == OrderGain("main", "hello", ("1", "2"), ("2", "1"), gain.seconds, is_read=True)
    assert gain.seconds == seconds


@pytest.mark.parametrize("prefers", [{}, {"k1": 0.5, "k2": 0.5}, {"k1": 0.9, "k2": 0.1}])
def test_a_good_order_stays(shop: Flow, prefers: dict[str, float]) -> None:
    assert gains(shop, **prefers) == []


def test_without_words_choices_are_taken_to_be_equally_long() -> None:
    (gain,) = gains(flow(main=menu(k1="department||1", k2="department||2")), k1=0.25, k2=0.75)
    assert (gain.before, gain.after, gain.is_read) == (("1", "2"), ("2", "1"), False)
    assert gain.seconds == pytest.approx(1000 * (0.75 * 0.5 - 0.25 * 0.5))
