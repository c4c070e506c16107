from dataclasses import replace

from simulator.callers.rehearsal import Rehearsal
from simulator.checks.claim import Claim
from simulator.checks.claim_examination import examine_claims
from simulator.checks.prove import summarize_flow
from simulator.checks.standard_claims import loop_sentence, standing_claims, trait_claims
from simulator.config.claim_options import ClaimOptions
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow
from simulator.config.menu_engine import MissCause
from simulator.config.receptionist import Destination
from simulator.config.routes import ScheduleRoute
from simulator.config.schedules import Schedule
from simulator.config.semantics import PROFILES
from simulator.graph.reach.loops import find_loops
from simulator.graph.reach.slow_callers import late_reach
from simulator.graph.reach.survey import Survey
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single, to

DROPS = "The call of this caller drops: the destination is blank."


def failing(made: Flow) -> dict[str, Claim]:
    return {claim.about: claim for claim in standing_claims(Survey(made)) if not claim.holds}


def ends(made: Flow, claim: Claim) -> str:
    assert claim.counterexample is not None
    return Rehearsal(made).play(claim.counterexample).outcome.kind


def test_everything_holds_of_a_sound_flow(clinic: Flow) -> None:
    assert [(claim.about, claim.holds) for claim in standing_claims(Survey(clinic))] == [
        ("every-caller", True),
        ("silent-caller", True),
        ("wrong-key-caller", True),
        ("silent-or-wrong-caller", True),
        ("zero-time", True),
    ]


def test_a_silent_caller_who_is_caught_refutes_three_claims() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="main")})
    found = failing(made)
    assert list(found) == ["every-caller", "silent-caller", "silent-or-wrong-caller"]
    assert {claim.because for claim in found.values()} == {"Silence in menu “main” leads back to it."}
    assert {ends(made, claim) for claim in found.values()} == {"endless"}


def test_wrong_keys_that_lead_round() -> None:
    made = flow({"main": menu({"1": PERSON}, wrong="main")})
    found = failing(made)
    assert list(found) == ["every-caller", "wrong-key-caller", "silent-or-wrong-caller"]
    assert found["wrong-key-caller"].because == "Wrong keys in menu “main” lead back to it."


def test_both_mistakes_together() -> None:
    made = flow({"main": menu({"1": PERSON}, wrong="other"), "other": menu({"1": PERSON}, silence="main")})
    found = failing(made)
    assert list(found) == ["every-caller", "silent-or-wrong-caller"]
    assert found["every-caller"].because == (
        "Wrong keys in menu “main” lead to menu “other” and silence in menu “other” leads to menu “main”."
    )


def test_a_call_that_goes_round_without_a_pause() -> None:
    made = flow({"main": menu({"1": "a"}), "a": single("b"), "b": single("a")})
    claim = failing(made)["zero-time"]
    assert claim.because == (
        "Announcement “a” leads to announcement “b” and announcement “b” leads to announcement “a”."
    )
    assert ends(made, claim) == "endless"


def test_of_all_callers_who_are_caught_the_one_who_does_least_is_shown() -> None:
    made = flow({"main": menu({"1": "on"}, wrong="main"), "on": menu({"1": PERSON}, silence="on")})
    shown = failing(made)["every-caller"].counterexample
    assert shown is not None
    assert [step.press for step in shown.steps] == ["1"]


def test_keys_that_lead_back_are_not_held_against_a_flow() -> None:
    assert failing(flow({"main": menu({"1": "sub"}), "sub": menu({"*": "main"})})) == {}


def test_a_loop_told_in_a_sentence() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="main", wrong=HANGUP)})
    assert loop_sentence(Survey(made), find_loops(made)[0]) == "Silence in menu “main” leads back to it."


def test_callers_who_do_one_thing_only_get_out_from_the_entry() -> None:
    made = flow({"main": menu({"1": "main"}, wrong="main", silence=HANGUP)})
    survey = Survey(made)
    found = {claim.claim: claim.holds for claim in trait_claims(survey, late_reach(survey))}
    assert found == {
        "A caller who stays silent gets out.": True,
        "A caller who presses only wrong keys gets out.": False,
        "A caller who presses every key 15 s late gets out.": True,
        "A caller whose phone sends no keys gets out.": True,
    }


def test_nobody_gets_out_of_a_flow_that_only_goes_round() -> None:
    made = flow({"main": single("main", greeting="3")})
    survey = Survey(made)
    found = list(trait_claims(survey, late_reach(survey)))
    assert [(claim.holds, ends(made, claim)) for claim in found] == [(False, "endless")] * 4


def test_a_caller_whose_call_drops_has_not_got_out() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="extension||")})
    found = failing(made)
    assert list(found) == ["every-caller", "silent-caller", "silent-or-wrong-caller"]
    assert {claim.because for claim in found.values()} == {
        "Silence in menu “main” leads to a blank destination, where the call drops."
    }
    assert {ends(made, claim) for claim in found.values()} == {"hung_up"}
    survey = Survey(made)
    assert [(claim.holds, claim.because) for claim in trait_claims(survey, late_reach(survey))] == [
        (False, DROPS),
        (True, ""),
        (False, DROPS),
        (False, DROPS),
    ]


def test_a_choice_that_drops_the_call_refutes_only_what_is_claimed_of_everybody() -> None:
    made = flow({"main": menu({"1": "department||", "2": PERSON})})
    found = failing(made)
    assert list(found) == ["every-caller"]
    claim = found["every-caller"]
    assert claim.because == "A choice in menu “main” leads to a blank destination, where the call drops."
    assert claim.counterexample is not None
    assert [step.press for step in claim.counterexample.steps] == ["1"]


def test_an_engine_that_drops_the_call_is_told_from_a_blank_destination() -> None:
    made = flow({"main": menu({"1": PERSON})}).with_semantics(PROFILES["freepbx"])
    zeros = {"main": frozenset[MissCause]({"silence"})}
    engines = attach_engines(made.receptionists, made.semantics, recordings={}, destinations={}, zeros=zeros)
    survey = Survey(replace(made, receptionists=engines))
    silent, _, _, _ = trait_claims(survey, late_reach(survey))
    assert (silent.holds, silent.because) == (False, "The call of this caller drops: the final recording is missing.")


def test_where_everything_drops_nobody_gets_out() -> None:
    made = flow({"main": menu({"1": "department||"}, wrong="extension||", silence="extension||")})
    assert list(failing(made)) == ["every-caller", "silent-caller", "wrong-key-caller", "silent-or-wrong-caller"]
    survey = Survey(made)
    late = late_reach(survey)
    assert [(claim.holds, claim.because) for claim in trait_claims(survey, late)] == [(False, DROPS)] * 4
    wrong = next(claim for claim in trait_claims(survey, late) if "wrong keys" in claim.claim)
    assert wrong.counterexample is not None
    assert [step.press for step in wrong.counterexample.steps] == ["0", "0"]


def test_what_is_claimed_over_ends_that_route_on_holds_as_far_as_this_flow_knows() -> None:
    made = flow({"main": menu({"1": PERSON}, silence="time_condition||77", wrong=PERSON)})
    told_of = {claim.about: (claim.claim, claim.holds, claim.open_ends) for claim in standing_claims(Survey(made))}
    office = (Destination("time_condition", "77"),)
    where = "from every receptionist that callers come to"
    assert told_of == {
        "every-caller": (
            'Every caller who does not keep pressing a "back" key gets out, as far as this flow knows.',
            True,
            office,
        ),
        "silent-caller": (f"A caller who stays silent gets out, {where}, as far as this flow knows.", True, office),
        "wrong-key-caller": (f"A caller who presses only wrong keys gets out, {where}.", True, ()),
        "silent-or-wrong-caller": (
            f"A caller who mixes wrong keys and silence gets out, {where}, as far as this flow knows.",
            True,
            office,
        ),
        "zero-time": ("No call goes round without a pause, as far as this flow knows.", True, office),
    }
    survey = Survey(made)
    assert [claim.open_ends for claim in trait_claims(survey, late_reach(survey))] == [office, (), office, office]


def test_a_late_caller_who_gets_only_where_calls_are_routed_on() -> None:
    survey = Survey(flow({"main": single("inbound_queue||5")}))
    assert [claim.open_ends for claim in trait_claims(survey, late_reach(survey))] == [
        (Destination("inbound_queue", "5"),)
    ] * 4


def test_a_caller_whom_schedules_send_round_has_not_got_out() -> None:
    """In a world whose schedules are held fixed, only those are left that lead to each other in a circle."""
    office = to("time_condition||77")
    made = replace(
        flow({"main": menu({"1": PERSON}, silence="time_condition||77")}),
        routes={office: ScheduleRoute("office", office, office)},
        schedules={"office": Schedule("office", is_switch=True)},
    )
    survey = Survey(made)
    silent, _, slow, no_keys = trait_claims(survey, late_reach(survey))
    assert [(claim.holds, claim.because, ends(made, claim)) for claim in (silent, slow, no_keys)] == [
        (False, "Schedules send the call of this caller round in a circle.", "endless")
    ] * 3
    (person,) = examine_claims(survey, ClaimOptions("trait", "silent"), late_reach(survey))
    assert (person.holds, person.because) == (False, "Schedules send the call of this caller round in a circle.")
    seen = summarize_flow(survey)
    assert (seen.silent, seen.wrong_keys and str(seen.wrong_keys.destination)) == (None, HANGUP)
