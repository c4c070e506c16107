from typing import Any

import pytest

from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES, ProfileName, Semantics
from simulator.graph.menu_rounds import WAY_OUT, MenuRound, MissResult, RepeatedMistake, menu_rounds, repeat_mistake
from simulator.tables.flow_table import FlowTable
from tests.graph.small_flows import PERSON, flow, menu

GREETING, WRONG_RETRY, WRONG_FINAL, SILENCE_RETRY, SILENCE_FINAL = range(5)

FULL: dict[str, Any] = {
    "greeting": "1",
    "wrong_key_retry_recording": "2",
    "wrong_key_final_recording": "3",
    "silence_retry_recording": "4",
    "silence_final_recording": "5",
}


def rounds_of(item: Receptionist, semantics: Semantics) -> tuple[MenuRound, ...]:
    station = FlowTable(flow({"main": item}, semantics=semantics)).station_of("main")
    return menu_rounds(station.kind, station.allowed)


def full(wrong_keys: int, silences: int) -> Receptionist:
    return menu({"1": PERSON}, allowed=(wrong_keys, silences), **FULL)


def test_no_retries_is_one_round() -> None:
    assert rounds_of(full(0, 0), Semantics()) == (
        MenuRound(0, 0, (GREETING,), MissResult(WAY_OUT, WRONG_FINAL), MissResult(WAY_OUT, SILENCE_FINAL)),
    )


def test_each_mistake_leads_to_the_round_that_comes_after_it() -> None:
    assert rounds_of(full(1, 0), Semantics()) == (
        MenuRound(0, 0, (GREETING,), MissResult(1), MissResult(WAY_OUT, SILENCE_FINAL)),
        MenuRound(1, 0, (WRONG_RETRY, GREETING), MissResult(WAY_OUT, WRONG_FINAL), MissResult(WAY_OUT, SILENCE_FINAL)),
    )


def test_a_count_comes_by_either_mistake_and_so_with_other_prompts() -> None:
    rounds = rounds_of(full(1, 1), PROFILES["freepbx"])
    assert [(one.wrong_keys, one.silences, one.prompts) for one in rounds] == [
        (0, 0, (GREETING,)),
        (1, 0, (WRONG_RETRY,)),
        (0, 1, (SILENCE_RETRY,)),
        (1, 1, (SILENCE_RETRY,)),
        (1, 1, (WRONG_RETRY,)),
    ]


def test_shared_counters_count_both() -> None:
    rounds = rounds_of(full(2, 1), Semantics(counters="shared"))
    assert [(one.wrong_keys, one.silences) for one in rounds] == [(0, 0), (1, 1), (1, 1), (2, 2)]


def test_no_recordings_no_prompts() -> None:
    assert [one.prompts for one in rounds_of(menu({"1": PERSON}), Semantics())] == [()] * 5


@pytest.mark.heavy
@pytest.mark.parametrize("profile", PROFILES)
def test_ninety_nine_of_each_are_all_unrolled(profile: ProfileName) -> None:
    allowed = 99 if profile == "acefone-uk-literal" else 98
    rounds = rounds_of(menu({"1": PERSON}, allowed=(allowed, allowed)), PROFILES[profile])
    assert len({(one.wrong_keys, one.silences) for one in rounds}) == 99 * 99


def test_one_mistake_over_and_over_goes_through_the_same_prompts_until_the_final_recording() -> None:
    station = FlowTable(flow({"main": full(2, 1)}, semantics=PROFILES["freepbx"])).station_of("main")
    repeated = [repeat_mistake(station.kind, station.allowed, mistake) for mistake in ("wrong", "silence")]
    assert repeated == [
        RepeatedMistake(((GREETING,), (WRONG_RETRY,), (WRONG_RETRY,)), WRONG_FINAL),
        RepeatedMistake(((GREETING,), (SILENCE_RETRY,)), SILENCE_FINAL),
    ]
