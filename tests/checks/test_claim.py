from simulator.callers.caller_script import caller
from simulator.checks.claim import Claim, ClaimVerdict, ProofSize, judge_claim
from simulator.config.flow import Flow
from simulator.graph.reach.survey import Survey


def test_a_claim_is_json_as_documented() -> None:
    claim = Claim("No caller gets there.", "never", False, ProofSize(3, 28), caller("9 silence"), 0.25, "It is so.")
    assert claim.as_json() == {
        "claim": "No caller gets there.",
        "about": "never",
        "holds": False,
        "examined": {"places": 3, "moves": 28},
        "counterexample": {"steps": [{"press": "9"}, {"silence": True}]},
        "seconds": 0.25,
    }


def test_a_verdict_makes_a_claim_and_tells_what_was_examined(clinic: Flow) -> None:
    claim = judge_claim(Survey(clinic), "It holds.", "reach", lambda: ClaimVerdict(holds=True))
    assert (claim.claim, claim.about, claim.holds, claim.examined, claim.counterexample, claim.because) == (
        "It holds.",
        "reach",
        True,
        ProofSize(83, 1148),
        None,
        "",
    )
    assert claim.seconds >= 0
