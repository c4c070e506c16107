"""Claims in every world of a flow: how the schedules stand, and who picks up."""

from dataclasses import replace
from typing import Any

import pytest

from simulator.callers.given_answers import parse_given
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.world import WorldSettings
from simulator.checks.prove import prove_flow, summarize_flow
from simulator.checks.world_claims import NOBODY_CLAIM
from simulator.config.claim_options import ClaimOptions
from simulator.config.flow import Flow
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.errors import UsageError
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, SWITCH, VOICEMAIL, world_flow

OFFICE_LINE = replace(world_flow(), numbers={NUMBER: str(OFFICE)}).rung_at(NUMBER)
"""The flow as called on its one number, which leads to the office hours."""

Verdict = tuple[str, bool, str, Any]


def verdicts(flow: Flow, *claims: ClaimOptions, given: dict[str, str] | None = None) -> list[Verdict]:
    """The claims that are asked or are about the world: the claim, its verdict, its world, and what the caller says."""
    settings = WorldSettings(flow, None, parse_given(given or {}))
    proof = prove_flow(flow, claims, settings)
    asked = [claim for claim in proof.claims if not claim.is_standing]
    return [
        (claim.claim, claim.holds, claim.world, claim.counterexample.given if claim.counterexample else None)
        for claim in asked
    ]


def test_what_some_caller_can_do_is_shown_in_one_world() -> None:
    flow = world_flow().rung_at(NUMBER)
    assert verdicts(flow, ClaimOptions("reach", "Booking desk"), ClaimOptions("reach", "Night voicemail")) == [
        (NOBODY_CLAIM, True, "", None),
        ("Some caller gets to Booking desk (department||108000).", True, "office is open", None),
        ("Some caller gets to Night voicemail (voicemail||9001).", True, "", None),
    ]


def test_what_no_caller_may_do_is_refuted_in_one_world_and_its_caller_says_which() -> None:
    flow = OFFICE_LINE
    assert verdicts(flow, ClaimOptions("never", "Night menu"))[1:] == [
        (
            "No caller gets to Night menu (night).",
            False,
            "office is closed",
            {"office": "closed", "night-mode": "open"},
        ),
    ]
    assert verdicts(flow, ClaimOptions("never", "Night menu"), given={"office": "open"})[1:] == [
        ("No caller gets to Night menu (night).", True, "", None),
    ]


def test_nobody_picking_up_is_a_claim_of_its_own() -> None:
    flow = world_flow(reception=PersonRoute(15_000))
    assert verdicts(flow) == [(NOBODY_CLAIM, True, "", None)]  # who is busy rings on, and silence is no choice
    gone = replace(flow, routes={**flow.routes, DESK: PersonRoute(20_000)})
    ((_, holds, _, given),) = verdicts(gone)
    assert (holds, given) == (False, {"office": "open", "night-mode": "open", "Booking desk": "no answer"})
    record = Rehearsal(gone).play({"steps": [{"press": "1"}], "given": given})
    assert (record.outcome.kind, record.outcome.destination) == ("hung_up", None)
    assert verdicts(gone, given={"everyone": "picked up"}) == []


def test_a_claim_may_be_made_of_a_moment_or_of_an_answer() -> None:
    flow = OFFICE_LINE
    christmas = ClaimOptions("reach", "Booking desk", at="2026-12-25T12:00")
    shut = ClaimOptions("never", "Night voicemail", given=(("office", "open"), ("everyone", "picked up")))
    assert verdicts(flow, christmas, shut)[1:] == [
        ("Some caller gets to Booking desk (department||108000), at 2026-12-25T12:00.", False, "", None),
        (
            "No caller gets to Night voicemail (voicemail||9001), given office: open, everyone: picked up.",
            *(True, "", None),
        ),
    ]
    with pytest.raises(UsageError, match=r"^given: nothing is called 'offices'; did you mean office\?$"):
        verdicts(flow, ClaimOptions("reach", "person", given=(("offices", "open"),)))


def test_schedules_that_lead_in_a_circle_let_nobody_out() -> None:
    flow = world_flow().rung_at(NUMBER)
    circle = {
        **flow.routes,
        OFFICE: ScheduleRoute("office", VOICEMAIL, SWITCH),
        SWITCH: ScheduleRoute("night-mode", VOICEMAIL, OFFICE),
    }
    proof = prove_flow(replace(flow, routes=circle))
    failed = [(claim.about, claim.world, claim.because) for claim in proof.claims if not claim.holds]
    because = "Announcement “+441632960001” leads to Office hours, whose schedules lead to each other in a circle."
    assert failed[0] == ("every-caller", "office is closed and night-mode is closed", because)
    zero = next(claim for claim in proof.claims if claim.about == "zero-time")
    assert zero.counterexample is not None
    assert Rehearsal(replace(flow, routes=circle)).play(zero.counterexample).outcome.kind == "endless"


def test_a_flow_without_schedules_has_the_claims_that_it_had(clinic: Flow) -> None:
    proof = prove_flow(clinic)
    assert [claim.about for claim in proof.claims if not claim.is_standing] == []
    assert [claim.world for claim in proof.claims] == [""] * len(proof.claims)


def rings_round(answer: str) -> Flow:
    """The flow with the desk and the reception ringing each other while nobody is there, or while they are busy."""
    flow = world_flow()
    desk, reception = (
        PersonRoute(1000, no_answer=onward) if answer == "no_answer" else PersonRoute(1000, busy=onward)
        for onward in (RECEPTION, DESK)
    )
    return replace(flow, routes={DESK: desk, RECEPTION: reception}, numbers={}, schedules={}, timezone="")


@pytest.mark.parametrize("answer", ["no_answer", "busy"])
def test_a_circle_of_telephones_refutes_every_claim_that_callers_get_out(answer: str) -> None:
    flow = rings_round(answer)
    claims = [claim for claim in prove_flow(flow).claims if claim.about != "trait"]
    refuted = [claim.about for claim in claims if not claim.holds]
    ways_out = ["every-caller", "silent-caller", "wrong-key-caller", "silent-or-wrong-caller"]
    # a line that is busy takes no time, and one that is never unanswered leads nowhere when it rings out
    assert refuted == [*ways_out, *(["zero-time"] if answer == "busy" else []), "nobody-picks-up"]
    for claim in claims[:4]:
        assert claim.counterexample is not None
        assert Rehearsal(flow).play(claim.counterexample).outcome.kind == "endless"
    assert claims[0].because == (
        "Wrong keys in menu “Main menu” lead to Reception, and telephones send the call round in a circle "
        "(Reception -> Booking desk -> Reception), as long as nobody picks up."
    )


def test_telephones_that_never_answer_leave_nobody_out_of_their_circle() -> None:
    flow = rings_round("no_answer")
    proof = prove_flow(flow, settings=WorldSettings(flow, None, parse_given({"everyone": "no answer"})))
    assert [claim.holds for claim in proof.claims] == [*[False] * 4, True, *[False] * 4]
    assert [str(times.destination) for times in summarize_flow(proof.survey).times] == []
    assert {claim.because for claim in proof.claims if claim.about == "trait"} == {
        "Telephones send the call of this caller round in a circle, as long as nobody picks up."
    }
