"""Single rounds: keys in the prompt and after it, codes of several keys, acts that are still to come."""

import pytest

from simulator.config.semantics import PROFILES, Semantics
from simulator.core.events import HUNG_UP
from simulator.graph.round_play import Acts, DeafTime, RoundEnd, pass_deaf_time, play_round
from simulator.tables.flow_table import FlowTable
from simulator.tables.keypads import Keypad
from tests.graph.small import flow, menu

PROMPTS, WAITS = 1000, (2000, 3000)


def keypad_of(profile: str = "acefone", **changes: object) -> Keypad:
    """Keys 1, 12 and 34, numbered in this order."""
    semantics: Semantics = PROFILES[profile].model_copy(update=changes)
    drawn = flow(main=menu(k1="department||1", k12="department||2", k34="department||3")).with_semantics(semantics)
    keypad = FlowTable(drawn).station_of("main").keypad
    assert keypad is not None
    return keypad


def keys(text: str, at: int, gap: int = 250) -> Acts:
    return tuple((at + place * gap, key) for place, key in enumerate(text))


@pytest.mark.parametrize(
    ("acts", "end"),
    [
        ((), RoundEnd("silence", 3000, speaks_ms=1000)),
        (keys("34", 1500), RoundEnd("choice", 1750, 2, 1000, 0, "34")),
        (keys("34", 300), RoundEnd("choice", 550, 2, 300, 0, "34")),
        (keys("1", 1500), RoundEnd("choice", 4500, 0, 1000, 1, "1")),
        (keys("12", 1500), RoundEnd("choice", 1750, 1, 1000, 0, "12")),
        (keys("9", 1500), RoundEnd("wrong", 1500, -1, 1000, 0, "9")),
        (keys("3", 1500), RoundEnd("wrong", 4500, -1, 1000, 1, "3")),
        (keys("91", 1500), RoundEnd("wrong", 1500, -1, 1000, 0, "9", ((250, "1"),))),
        (keys("1", 3000), RoundEnd("silence", 3000, speaks_ms=1000, rest=((0, "1"),))),
        (((400, HUNG_UP),), RoundEnd("hung_up", 400, speaks_ms=400)),
        (((1500, "1"), (2000, HUNG_UP)), RoundEnd("hung_up", 2000, speaks_ms=1000, keys="1")),
    ],
)
def test_a_round_of_a_prefix_menu(acts: Acts, end: RoundEnd) -> None:
    assert play_round(keypad_of(), PROMPTS, WAITS, acts, hears=True) == end


def test_keys_that_no_prompt_hears_are_lost() -> None:
    """The 3 comes while the prompt plays, so what is typed is 4 alone."""
    end = play_round(keypad_of(), PROMPTS, WAITS, keys("34", 900), hears=False)
    assert end == RoundEnd("wrong", 1150, -1, 1000, 0, "34")


def test_the_first_code_that_matches_leaves_the_other_key_to_come() -> None:
    end = play_round(keypad_of("freepbx-first-match"), PROMPTS, WAITS, keys("12", 1500), hears=True)
    assert end == RoundEnd("choice", 1500, 0, 1000, 0, "1", ((250, "2"),))


def test_time_wins_ties() -> None:
    """A further key that comes when the wait runs out is too late."""
    end = play_round(keypad_of(), 0, (2000, 250), keys("12", 500), hears=True)
    assert end == RoundEnd("choice", 750, 0, 0, 1, "1", ((0, "2"),))


@pytest.mark.parametrize(
    ("acts", "passed"),
    [
        ((), DeafTime("", ())),
        (((100, "1"), (500, "2"), (700, "3")), DeafTime("1", ((0, "2"), (200, "3")))),
        (((100, "1"), (300, HUNG_UP)), DeafTime("1", (), 300)),
        (((500, HUNG_UP),), DeafTime("", ((0, HUNG_UP),))),
    ],
)
def test_keys_in_a_recording_that_nothing_stops_are_lost(acts: Acts, passed: DeafTime) -> None:
    assert pass_deaf_time(acts, 500) == passed
