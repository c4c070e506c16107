from itertools import islice
from typing import Literal

import pytest
from hypothesis import given

from simulator.callers.caller_script import ScriptStep
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.core.places import ENDED
from simulator.graph.coverage.rounds import Decision, EarlyKey, RoundMap, RoundOpening, open_round, rank_keys
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.testing.strategies import flows
from tests.graph.coverage.plain_decisions import plain_decisions, plain_opening
from tests.graph.small_flows import PERSON, flow, menu, single


def first(of: Flow) -> tuple[RoundMap, RoundOpening]:
    rounds = RoundMap(of)
    place = open_round(rounds.arrival_at(of.entry))
    assert place is not None
    return rounds, rounds.opening_of(place)


def ways(of: Flow) -> list[tuple[str, str, str]]:
    """What can be decided in the first round, and with which keys."""
    rounds, opening = first(of)
    return [(made.item.kind, made.item.what, made.keys) for made in rounds.decisions_at(opening.listening)]


def test_a_round_has_its_prompts_a_wait_and_decisions(clinic: Flow) -> None:
    rounds, opening = first(clinic)
    assert (opening.milliseconds, opening.press, opening.early) == (8200, 500, (EarlyKey("greeting", 500),))
    assert ways(clinic) == [
        ("choice", "1", "1"),
        ("choice", "2", "2"),
        ("choice", "3", "3"),
        ("choice", "0", "0"),
        ("wrong", "", "4"),
        ("silence", "", ""),
    ]
    after = [made.arrival.place for made in rounds.decisions_at(opening.listening)]
    assert [place and place.name for place in after] == [
        "ended",
        "billing/0,0/prompt/entry/0",
        "ended",
        "ended",
        "main/1,0/prompt/wrong/0",
        "main/0,1/prompt/silence/0",
    ]


@pytest.mark.parametrize(
    ("collect", "expected"),
    [
        ("prefix", [("choice", "1", "1"), ("choice", "12", "12"), ("wrong", "", "0"), ("silence", "", "")]),
        ("first_match", [("choice", "1", "1"), ("wrong", "", "#"), ("silence", "", "")]),
        ("terminated", [("choice", "1", "1"), ("choice", "12", "12"), ("wrong", "", "#"), ("silence", "", "")]),
    ],
)
def test_each_way_of_collecting_has_its_decisions(
    collect: Literal["prefix", "first_match", "terminated"], expected: list[tuple[str, str, str]]
) -> None:
    assert ways(flow({"main": menu({"1": PERSON, "12": PERSON})}, semantics=Semantics(collect=collect))) == expected


def test_a_second_key_that_would_have_to_come_in_no_time_is_no_decision() -> None:
    hasty = flow({"main": menu({"12": PERSON})}, semantics=Semantics(interdigit_seconds=0))
    assert ways(hasty) == [("wrong", "", "0"), ("silence", "", "")]


def test_keys_are_pressed_in_the_middle_of_a_wait_that_is_short() -> None:
    rounds, opening = first(
        flow({"main": menu({"12": PERSON}, timeout=0.2)}, semantics=Semantics(interdigit_seconds=0.1))
    )
    choice = rounds.decisions_at(opening.listening)[0]
    assert rounds.decision_step(opening, choice) == ScriptStep(press="12", after=0.1, gap=0.05)


def test_where_the_menu_does_not_wait_the_key_goes_into_the_recording() -> None:
    no_wait = Semantics(zero_timeout_seconds=0)
    rounds, opening = first(flow({"main": menu({"1": PERSON}, timeout=0, greeting="4")}, semantics=no_wait))
    assert rounds.decision_step(opening, rounds.decisions_at(opening.listening)[0]) == ScriptStep(
        press="1", cue="prompt"
    )
    rounds, opening = first(flow({"main": menu({"1": PERSON}, timeout=0)}, semantics=no_wait))
    assert rounds.decision_step(opening, rounds.decisions_at(opening.listening)[0]) is None


def test_a_key_into_a_recording_falls_in_its_middle_where_it_is_short(clinic: Flow) -> None:
    rounds, opening = first(clinic)
    assert rounds.early_step(opening) == ScriptStep(press="0", cue="prompt")
    again = next(made for made in rounds.decisions_at(opening.listening) if made.item.kind == "wrong").arrival.place
    assert again is not None
    retry = rounds.opening_of(again)
    assert rounds.early_step(retry, "wrong retry") == ScriptStep(press="0", cue="prompt", after=0.5)
    assert rounds.early_step(retry, "greeting") == ScriptStep(press="0", cue="prompt", after=3.7)
    assert rounds.early_step(retry, "silence retry") is None


def test_nothing_can_be_pressed_into_a_recording_without_barge_in_or_of_no_length() -> None:
    assert first_early(flow({"main": menu({"1": PERSON}, greeting="4")}, semantics=Semantics(barge_in=False))) is None
    assert first_early(flow({"main": menu({"1": PERSON}, greeting="0")})) is None


def first_early(of: Flow) -> ScriptStep | None:
    rounds, opening = first(of)
    return rounds.early_step(opening)


def test_announcements_are_passed_and_a_circle_of_them_leads_nowhere() -> None:
    rounds, opening = first(
        flow(
            {
                "main": menu({"1": "on", "2": "round"}),
                "on": single(PERSON),
                "round": single("back"),
                "back": single("round"),
            }
        )
    )

    def arrival(number: int) -> Decision:
        return rounds.decisions_at(opening.listening)[number]

    assert arrival(0).arrival.place == ENDED
    assert arrival(1).arrival.place is None
    assert [item.receptionist for item in arrival(1).arrival.items] == ["main", "round", "back"]


def test_digits_rank_by_value_then_star_then_hash() -> None:
    assert sorted(["#", "9", "0", "*", "10", "1"], key=rank_keys) == ["0", "1", "10", "9", "*", "#"]


@given(flows(worlds=True))
def test_rounds_are_those_of_the_blueprints(of: Flow) -> None:
    """Prompts, waits and decisions of the first rounds that callers come to, each searched place by place."""
    rounds = RoundMap(of)
    for place in islice(ShortestCallers(rounds).legs, 12):
        opening = rounds.opening_of(place)
        assert opening == plain_opening(of, place)
        assert rounds.decisions_at(opening.listening) == plain_decisions(of, opening.listening)
