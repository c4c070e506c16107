"""Effects are plain data."""

from simulator.core.effects import Play


def test_a_recording_takes_its_milliseconds() -> None:
    assert Play("19549", 8200, interruptible=True).seconds == 8.2
