"""Effects of settings against the odds of flows in which they were changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.callers.persona import Persona, RoundChances
from simulator.callers.world import WorldSettings
from simulator.config.flow import Flow
from simulator.config.recording_length import RecordingLength
from simulator.graph.odds.flow_odds import FlowOdds, find_odds
from simulator.graph.odds.setting_effects import caller_minutes, count_effects, time_effects
from simulator.graph.odds.week_situations import moment_situation
from simulator.testing.strategies import flows
from tests.graph.odds.persona_strategies import personas
from tests.graph.small import changed, flow, menu


def odds_of(drawn: Flow, persona: Persona) -> FlowOdds:
    settings = WorldSettings(drawn)
    return find_odds(drawn, [persona], settings, moment_situation(drawn, settings))


@given(st.data())
def test_a_second_more_costs_what_the_effect_says(data: st.DataObject) -> None:
    """One millisecond more of each recording and of each wait, for callers who wait until the menu listens."""
    drawn = data.draw(flows(most=3, most_options=3))
    persona = replace(data.draw(personas(drawn, hangs_up=True)), cue="listening", reaction_ms=500, gap_ms=0)
    odds = odds_of(drawn, persona)
    assume(all(visit is None or visit.typing is not None for run in odds.mixture.runs for visit in run.chain.stays))
    assume(not odds.mixture.endless)
    minutes = caller_minutes(odds.mixture)
    effects = {(item.setting, item.name): item.minutes for item in time_effects(odds.mixture)}
    for id, length in drawn.lengths.items():
        longer = {**drawn.lengths, id: RecordingLength(length.milliseconds + 1000, estimated=False)}
        more = caller_minutes(odds_of(replace(drawn, lengths=longer), persona).mixture)
        assert more - minutes == pytest.approx(effects.get(("recording", id), 0.0), abs=1e-6)
    for key, item in drawn.receptionists.items():
        if item.is_menu and item.timeout_seconds and drawn.semantics_in(item).collect == "prefix":
            longer_wait = changed(drawn, key, timeout_seconds=item.timeout_seconds + 1)
            more = caller_minutes(odds_of(longer_wait, persona).mixture)
            assert more - minutes == pytest.approx(effects.get(("first key", key), 0.0), abs=1e-6)


def test_a_wait_for_a_further_key_has_its_effect() -> None:
    """A third of all callers choose 1 and wait for a further key; each second takes 1,000 / 3 / 60 minutes."""
    drawn = flow(main=menu(k1="department||1", k12="department||2", k2="department||3"))
    effects = time_effects(odds_of(drawn, Persona("x", 1.0, (RoundChances(1, 0, 0, 0),))).mixture)
    assert [(item.setting, item.name, item.seconds, round(item.minutes, 6)) for item in effects] == [
        ("recording", "hello", 1.0, round(1000 / 60, 6)),
        ("further key", "main", 3.0, round(1000 / 180, 6)),
    ]


def test_counts_are_changed_one_by_one() -> None:
    """A second silence leads on to the destination 8; one more lets half of these callers choose instead."""
    drawn = flow(main=menu(k1="department||1", silent="hangup||1"))
    odds = odds_of(drawn, Persona("x", 1.0, (RoundChances(0.5, 0, 0.5, 0),)))
    effects = count_effects(odds, WorldSettings(drawn))
    assert [(item.field, item.was, item.becomes, round(item.person, 12)) for item in effects] == [
        ("silences_allowed", 1, 2, 0.125),
        ("silences_allowed", 1, 0, -0.25),
    ]
    # A quarter of them: 1.6 s and half 0.5 s, half 2 s, with the final recording; instead of the final recording
    assert effects[0].minutes == pytest.approx(1000 / 60 * 0.25 * (1.6 + 0.25 + 1.4 - 0.8))


def test_what_changes_nothing_is_left_out() -> None:
    drawn = flow("acefone-uk-literal", main=menu(k1="department||1", wrong_keys_allowed=0))
    odds = odds_of(drawn, Persona("x", 1.0, (RoundChances(0.5, 0.5, 0, 0),)))
    assert count_effects(odds, WorldSettings(drawn)) == []
