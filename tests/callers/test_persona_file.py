"""Files of personas: what is read, what is shipped, and every problem with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from simulator.callers.persona import AnswerChance, RoundChances
from simulator.callers.persona_file import SHIPPED, load_personas, reaction_problem, shipped_persona
from simulator.callers.persona_values import CROWD, MEMORY
from simulator.config.flow import Flow
from simulator.errors import FlowError
from simulator.loader.flow_kinds import load
from tests.conftest import FLOWS

FULL = """\
personas:
  - name: impatient
    share: 0.3
    per_round:
      - {right: .7, wrong: .1, silent: .05, hang_up: .15}
      - {right: 50%, hang_up: 50%}
    prefers: {main: {"1": .6, "2": .4}}
    cue: prompt
    reaction: 1.2 s
    gap: 0.1 s
    given: {Appointments desk: {picked_up: .8, no answer: .2}, office: closed, everyone: busy}
    source: records of October 2026
  - {name: silent, share: 0.7, per_round: {silent: 1}}
"""


@pytest.fixture(scope="module")
def surgery() -> Flow:
    return load(FLOWS / "surgery")


@pytest.fixture
def refused(surgery: Flow, tmp_path: Path) -> Any:
    """The problems of a file, without its name."""

    def problems_of(text: str) -> list[str]:
        path = tmp_path / "p.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FlowError) as error:
            load_personas(str(path), surgery)
        return [str(problem).removeprefix(f"{path}:") for problem in error.value.problems]

    return problems_of


def test_every_field_is_read(surgery: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(FULL, encoding="utf-8")
    impatient, silent = load_personas(str(path), surgery)
    assert impatient.rounds == (RoundChances(0.7, 0.1, 0.05, 0.15), RoundChances(0.5, 0, 0, 0.5))
    assert (impatient.name, impatient.share, impatient.cue) == ("impatient", 0.3, "prompt")
    assert impatient.prefers == {"main": {"1": 0.6, "2": 0.4}}
    assert (impatient.reaction_ms, impatient.gap_ms, impatient.source) == (1200, 100, "records of October 2026")
    assert impatient.people == {
        "department||108400": (AnswerChance("picked_up", 0.8), AnswerChance("no_answer", 0.2)),
        "everyone": (AnswerChance("busy", 1.0),),
    }
    assert impatient.states == {"office": "closed"}
    assert (silent.rounds, silent.cue, silent.reaction_ms, silent.gap_ms) == (
        (RoundChances(0, 0, 1, 0),),
        "listening",
        500,
        250,
    )


def test_five_personas_are_shipped_and_say_that_they_are_assumed(surgery: Flow) -> None:
    personas = load_personas(SHIPPED, surgery)
    assert {persona.name: persona.is_assumed for persona in personas} == dict.fromkeys(
        ("first-time", "knows the menu", "impatient", "wrong-key-prone", "relay or TTY"), True
    )
    assert sum(persona.share for persona in personas) == pytest.approx(1, abs=1e-15)
    assert (shipped_persona("first-time", surgery).share, personas[0].share) == (1.0, 0.45)


def test_without_shares_all_are_alike(surgery: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(
        '{"personas": [{"name": "a", "per_round": {"right": 1}}, {"name": "b", "per_round": {"silent": 1}}]}'
    )
    assert [persona.share for persona in load_personas(str(path), surgery)] == [0.5, 0.5]


WRONG = """\
personas:
  - name: x
    share: .7
    per_round: {right: .9, wrong: .3}
    prefers: {mian: {1: 1}, main: {7: .5, 1: .5}}
    cue: promt
    reaction: 2
    given: {Reception: {picked_up: .8, buzy: .2}, Voicemail: no answer}
  - {name: x, share: 0.2, per_round: [{right: 1}, {silet: 1}], raection: 1 s}
  - {name: all, per_round: 3}
  - 7
"""


def test_every_problem_has_its_place(refused: Any) -> None:
    assert refused(WRONG) == [
        "4:16: the chances of a round add up to 1.2; they must add up to 1",
        "5:15: prefers: no receptionist 'mian'; did you mean main?",
        "5:36: prefers: main has no key '7'; it has 1, 2, 0",
        "6:10: cue: 'promt' is not accepted; did you mean prompt?",
        "7:15: reaction: '2' has no unit: use 2 s or 2 min",
        "8:46: given: Reception: 'buzy' is not an answer; did you mean busy?",
        "8:62: given: Voicemail cannot be 'no answer': the flow does not say what follows; "
        "add rings, no_answer or busy to it in flow.yaml",
        "9:12: 'x' is the name of the persona in line 2",
        "9:52: a round has no field 'silet'; did you mean silent?",
        "9:64: a persona has no field 'raection'; did you mean reaction?",
        "10:5: this persona has no share, and others have; give each its share of all callers",
        "10:12: 'all' stands for all personas; use another name",
        "10:28: per_round: '3' is not accepted; use {right, wrong, silent, hang_up} with chances",
        "11:5: '7' is not a persona; use a mapping with name and per_round",
    ]


def test_the_shares_of_personas_add_up(refused: Any) -> None:
    line = "  - {name: %s, share: %s, per_round: {right: 1}}\n"
    assert refused("personas:\n" + line % ("a", ".7") + line % ("b", ".7")) == [
        "2:3: the shares of the personas add up to 1.4; they must add up to 1"
    ]
    assert refused("personas:\n" + line % ("a", "1") + "  - {name: b, per_round: {right: 1}}\n") == [
        "3:5: this persona has no share, and others have; give each its share of all callers"
    ]


def test_memory_beyond_the_round_is_refused(refused: Any) -> None:
    start = "personas:\n  - {name: a, per_round: {right: 1}, "
    assert refused(start + "patience: 30 s}\n") == [f"2:38: patience {MEMORY}"]
    assert refused(start + "given: {Reception: [no answer, picked up]}}\n") == [
        f"2:57: given: Reception: one answer for each asking {MEMORY}"
    ]
    assert "sample such callers: `ivrsim traffic`" in MEMORY
    assert refused("personas:\n  - {name: a, per_round: {right: 1}}\nqueues: {}\narivals: {}\n") == [
        f"3:1: queues {CROWD}",
        "4:1: a file of personas has no field 'arivals'; use one of personas",
    ]


def test_a_schedule_answers_alike_in_the_whole_call(refused: Any) -> None:
    problems = refused("personas:\n  - {name: a, per_round: {right: 1}, given: {office: {open: .5, closed: .5}}}\n")
    assert problems == [
        "2:54: given: office is a schedule, which answers alike in the whole call; use one answer, or --week"
    ]


@pytest.mark.parametrize("text", ["[]", "personas: []", "personas: x", "receptionists: {}"])
def test_what_is_not_a_file_of_personas(refused: Any, text: str) -> None:
    (problem,) = refused(text)
    assert problem.endswith("is not a file of personas; use `personas:` with a list of them")


def test_an_empty_file_says_what_is_needed(refused: Any) -> None:
    assert refused("") == [" is empty; personas are needed: `personas:`, and below it a list of them"]


def test_names_that_only_the_other_flow_has_are_left_out(surgery: Flow, clinic: Flow, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(
        'personas:\n  - {name: a, per_round: {right: 1}, prefers: {billing: {"1": 1}, main: {"3": .5, "1": .5}}, '
        "given: {office: closed}}\n"
    )
    (caller,) = load_personas(str(path), surgery, clinic)
    assert (caller.prefers, caller.states) == ({"main": {"1": 1.0}}, {"office": "closed"})
    (caller,) = load_personas(str(path), clinic, surgery)
    assert (caller.prefers, caller.states) == ({"billing": {"1": 1.0}, "main": {"3": 0.5, "1": 0.5}}, {})


def test_a_late_reaction_is_shown_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("personas:\n  - name: a\n    per_round: {right: 1}\n    reaction: 9 s\n")
    assert str(reaction_problem(str(path), "a", "too late")) == f"{path}:4:15: too late"
    assert str(reaction_problem(SHIPPED, "first-time", "too late")) == f"{SHIPPED}: too late"
