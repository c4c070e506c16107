"""The progress of a push, event by event."""

from simulator.provider.change.push_progress import PushProgress


def test_a_request_is_lost_until_its_response_is_there() -> None:
    sent = PushProgress().after_sending(0, ["7001"])
    assert sent == PushProgress(sent=0, answer="lost", tries=1, gone=frozenset({"7001"}))
    assert sent.after_look().after_sending(0) == PushProgress(sent=0, answer="lost", tries=2, gone=frozenset({"7001"}))
    assert sent.after_answer() == PushProgress(sent=0, answer="yes", tries=1, gone=frozenset({"7001"}))


def test_a_refused_request_leaves_what_was_settled_before() -> None:
    settled = PushProgress().after_sending(0).after_settling(0, "701", after={"name": "Main"})
    assert settled == PushProgress({0: "701"}, {}, {0: {"name": "Main"}})
    assert settled.after_sending(1).after_refusal() == settled


def test_values_that_the_provider_changed_are_kept_by_step() -> None:
    settled = PushProgress().after_settling(0, "701", ["timeout 7, sent 9"])
    assert settled.kept == {0: ("timeout 7, sent 9",)}
