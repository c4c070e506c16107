"""How long a recording plays of which no length is stated."""

from simulator.config.flow import Flow
from simulator.config.recording_length import UNKNOWN_LENGTH, RecordingLength, estimate_length


def test_a_script_is_read_at_150_words_a_minute() -> None:
    assert estimate_length("one two three four five") == RecordingLength(2000, estimated=True)
    assert estimate_length("  ") == UNKNOWN_LENGTH == RecordingLength(4000, estimated=True)


def test_the_engines_own_prompt_has_a_length_of_its_own_unless_the_catalogue_states_one() -> None:
    assert Flow("", {}).length_of("default") == RecordingLength(2400, estimated=True)
    assert Flow("", {}).recording_name("default") == "the built-in prompt"
    stated = RecordingLength(3100, estimated=False)
    assert Flow("", {}, lengths={"default": stated}).length_of("default") == stated
