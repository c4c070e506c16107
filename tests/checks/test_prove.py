"""Proofs held against brute force: every caller up to a few steps, played one by one."""

from dataclasses import replace
from itertools import product

from hypothesis import given

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.prove import prove_flow, summarize_flow
from simulator.config.claim_options import ClaimOptions
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.config.semantics import Semantics
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Survey
from simulator.testing.strategies import flows
from tests.examples import few
from tests.graph.small_flows import HANGUP, MACHINE, PERSON, flow, menu


def test_a_sound_flow(clinic: Flow) -> None:
    proof = prove_flow(clinic)
    assert proof.holds
    assert [claim.about for claim in proof.claims] == [
        "every-caller",
        "silent-caller",
        "wrong-key-caller",
        "silent-or-wrong-caller",
        "zero-time",
        "trait",
        "trait",
        "trait",
        "trait",
    ]


def test_claims_of_the_flow_and_of_the_command_each_once() -> None:
    mine = ClaimOptions("reach", "person")
    made = replace(flow({"main": menu({"1": PERSON})}), claims=(mine,))
    proof = prove_flow(made, [mine, ClaimOptions("never", "person")])
    assert [(claim.claim, claim.holds) for claim in proof.claims[9:]] == [
        ("Some caller gets to a person.", True),
        ("No caller gets to a person.", False),
    ]
    assert not proof.holds


def test_what_callers_get_to_and_who_cannot() -> None:
    made = flow({"main": menu({"1": PERSON, "*": "main"}, silence=MACHINE, timeout=5)})
    seen = summarize_flow(made)
    assert [str(one.destination) for one in seen.times] == ["department||10", HANGUP, MACHINE]
    assert [(way.receptionist, way.code) for way in seen.ways_back] == [("main", "*")]
    assert seen.silent == (10_000, Destination("voicemail", "9001"), 10_000)
    assert seen.wrong_keys == (0, Destination("hangup", "1"), 9_998)
    assert [one.code for one in seen.late.too_late] == ["1", "*"]


def callers(made: Flow, most: int) -> list[CallerScript]:
    """Every caller of so many steps who presses codes, a wrong key or nothing, at once and when listening."""
    codes = {code for item in made.receptionists.values() for code in item.options if len(code) < 3}
    pressed = sorted(codes | {"0", "7"})[:5]
    steps = [ScriptStep(silence=True)]
    steps += [ScriptStep(press=keys, cue=cue, after=0, gap=0) for keys in pressed for cue in ("prompt", "listening")]
    return [CallerScript(steps=some) for count in range(most + 1) for some in product(steps, repeat=count)]


@few(25)
@given(flows(most=2))
def test_no_played_caller_gets_where_none_can_or_sooner_than_the_shortest(made: Flow) -> None:
    search = Survey(made).search_all(Measure.SHORTEST).ends
    rehearsal = Rehearsal(made, limit=60)
    for script in callers(made, 2):
        record = rehearsal.play(script)
        if record.outcome.destination is None:
            continue
        end = Destination(*record.outcome.destination.split("||")).canonical
        assert end in search
        waited = sum(1 for turn in record.turns if turn["event"] == "silence" and "listening" in _before(record, turn))
        acts = len(record.keys) + waited
        assert search[end].cost[:2] <= (acts, round(record.seconds * 1000))


def _before(record: object, turn: dict[str, object]) -> str:
    turns: list[dict[str, object]] = getattr(record, "turns")  # noqa: B009 - a record is its JSON here
    index = turns.index(turn)
    return str(turns[index - 1]["place"]) if index else ""


@few(25)
@given(flows(most=3))
def test_callers_who_never_choose_all_end_when_it_is_proved(made: Flow) -> None:
    proof = prove_flow(made)
    every = next(claim for claim in proof.claims if claim.about == "every-caller")
    rehearsal = Rehearsal(made)
    if not every.holds:
        assert every.counterexample is not None
        assert rehearsal.play(every.counterexample).outcome.kind == "endless"
        return
    wrong = ScriptStep(press="7", after=0)
    for pattern in ((wrong,), (ScriptStep(silence=True),), (wrong, ScriptStep(silence=True))):
        record = rehearsal.play(CallerScript(steps=(pattern * 1000)[:1000]))
        chose = any("choice" in effect for turn in record.turns for effect in turn["effects"])
        assert chose or record.outcome.kind != "endless"


@given(flows())
def test_never_is_refuted_by_a_caller_who_gets_there(made: Flow) -> None:
    ends = Survey(made).search_all(Measure.SHORTEST).ends
    proof = prove_flow(made, [ClaimOptions("never", str(end)) for end in ends])
    rehearsal = Rehearsal(made)
    for end, claim in zip(ends, proof.claims[9:], strict=True):
        assert claim.counterexample is not None
        there = rehearsal.play(claim.counterexample).outcome.destination
        assert there is not None
        assert Destination(*there.split("||")).canonical == end


def test_ninety_nine_retries_of_each_kind() -> None:
    made = flow({"main": menu({"1": PERSON}, allowed=(99, 99), silence=MACHINE)}, semantics=Semantics())
    proof = prove_flow(made, [ClaimOptions("never", "machine")])
    refuted = proof.claims[-1].counterexample
    assert refuted is not None
    assert len(refuted.steps) == 100
    assert Rehearsal(made).play(refuted).outcome.name == "Voicemail"
