"""Whether words that announced one place are true of another."""

import pytest

from simulator import Destination, Flow
from simulator.checks.rerecording.lead_verdict import LeadContext, SpokenLabel, is_true_of, judge_lead
from simulator.checks.rerecording.prompt_uses import FlowPair
from simulator.config.receptionist import parse_address
from tests.checks.rerecording.edits import call_place

BOOKING, PAYMENTS, QUESTIONS = (Destination("department", id) for id in ("108000", "108002", "108003"))
VOICEMAIL, RECEPTION = Destination("voicemail", "9001"), Destination("extension", "050109590001")


@pytest.mark.parametrize(
    ("label", "old", "new", "verdict"),
    [
        ("book an appointment", "department||108000", "department||108000", "true"),
        ("book an appointment", "department||108000", "voicemail||9001", "untrue"),
        ("book an appointment", "department||108000", "hangup||1", "untrue"),
        ("end the call", "hangup||1", "hangup||1", "true"),
        ("end the call", "department||108000", "hangup||1", "true"),
        ("billing", "ivr||@billing", "department||108003", "true"),  # Billing questions
        ("questions about a bill", "department||108003", "department||108002", "untrue"),  # a bill, but no questions
        ("an operator", "extension||050109590001", "department||108000", "true"),
        ("an operator", "extension||050109590001", "voicemail||9001", "untrue"),
        ("voicemail", "voicemail||9001", "extension||050109590001", "untrue"),
        ("vaccinations", "department||108000", "department||108002", "other words"),
        ("vaccinations", "department||108000", "voicemail||9001", "untrue"),  # somebody answered before
        ("vaccinations", "department||108000", "department||7", "unnamed"),
        ("vaccinations", "department||7", "department||108002", "untrue"),
        ("", "department||108000", "department||108002", "other words"),
    ],
)
def test_names_are_the_witness(clinic: Flow, label: str, old: str, new: str, verdict: str) -> None:
    pair = FlowPair(clinic, clinic)
    assert judge_lead(pair, SpokenLabel(label, "en"), parse_address(old), parse_address(new)) == verdict


def test_a_place_that_is_still_offered_is_what_the_words_mean(clinic: Flow) -> None:
    pair, label = FlowPair(clinic, clinic), SpokenLabel("a bill", "en")
    assert judge_lead(pair, label, PAYMENTS, QUESTIONS) == "true"
    assert judge_lead(pair, label, PAYMENTS, QUESTIONS, LeadContext(offered=[PAYMENTS])) == "untrue"


def test_a_place_that_the_prompt_calls_otherwise_is_another_one(clinic: Flow) -> None:
    pair, label = FlowPair(clinic, clinic), SpokenLabel("vaccinations", "en")
    assert judge_lead(pair, label, BOOKING, PAYMENTS, LeadContext(called_otherwise=[PAYMENTS])) == "untrue"


def test_another_name_counts_only_if_the_old_one_fitted(clinic: Flow) -> None:
    pair = FlowPair(clinic, call_place(clinic, "department||108000", "Vaccinations"))
    assert judge_lead(pair, SpokenLabel("book an appointment", "en"), BOOKING, BOOKING) == "renamed"
    assert judge_lead(pair, SpokenLabel("test results", "en"), BOOKING, BOOKING) == "true"


def test_a_name_alone_may_bear_words_out(clinic: Flow) -> None:
    assert is_true_of(clinic, SpokenLabel("night voicemail", "en"), VOICEMAIL)
    assert is_true_of(clinic, SpokenLabel("an operator", "en"), RECEPTION)
    assert not is_true_of(clinic, SpokenLabel("reception", "en"), VOICEMAIL)
    assert not is_true_of(clinic, SpokenLabel("reception", "en"), Destination("hangup", "1"))
