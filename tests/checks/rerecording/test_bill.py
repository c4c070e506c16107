"""The sums of a bill."""

from simulator.checks.rerecording.bill import PromptRecording, PromptUse, RecordingBill, UnjudgedPrompt


def recording(id: str, language: str = "en") -> PromptRecording:
    use = PromptUse("main", "greeting")
    return PromptRecording(id, id, "", (use,), (), "Words.", True, (), None, False, language, 1500)


def test_a_prompt_counts_once_however_often_it_is_recorded_or_doubted() -> None:
    doubts = (UnjudgedPrompt("1", "1", "why"), UnjudgedPrompt("2", "2", "why"), UnjudgedPrompt("2", "2", "and why"))
    bill = RecordingBill(9, (recording("1"), recording("1", "fr")), doubts, 3, (), ("en", "fr"))
    assert (bill.correct, bill.recorded_ids, bill.milliseconds) == (4, frozenset({"1"}), 3000)


def test_each_language_needs_its_own_voice() -> None:
    bill = RecordingBill(2, (recording("1"), recording("2", "fr"), recording("3")), (), 0, (), ())
    assert bill.studio_languages == ("en", "fr")
