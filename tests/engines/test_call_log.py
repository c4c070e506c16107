from pathlib import Path

import pytest

from simulator.engines.call_log import read_log
from simulator.errors import EngineError
from tests.engines.engine_flows import quick_flow
from tests.engines.recorded_calls import CallRecorder, log_text

MINE, OTHER = "Local/to_main@ivr-start-00000000;2", "Local/to_main@ivr-start-00000001;2"

SOUNDS = ("beep", "auth-thankyou")


def recorded() -> CallRecorder:
    recorder = CallRecorder(quick_flow())
    recorder.round(0.001, "main", "BackGround", '/sounds/a b&/sounds/"c"')
    recorder.plays(0.002, "r11")
    recorder.arrives(0.5, "routed", "department||1080")
    return recorder


def test_events_of_each_call_come_in_their_order(tmp_path: Path) -> None:
    log, events = tmp_path / "calls", recorded().events
    mixed = zip(events, CallRecorder(quick_flow()).events, strict=False)
    rest = log_text(MINE, events[2:])
    log.write_text("".join(log_text(MINE, [one]) + log_text(OTHER, [two]) for one, two in mixed) + rest)
    assert read_log(log, [MINE]) == {MINE: events}
    assert read_log(log, [OTHER, "Local/x;2"]) == {OTHER: events[:2], "Local/x;2": []}


def test_lines_of_other_things_are_passed_over(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    log.write_bytes(
        b"Asterisk\n[1.1] VERBOSE[1] pbx.c: Invalid extension '9' on Local/x;2\n\xff\n[2.0] ERROR[1] no cdr.conf\n"
    )
    assert read_log(log, ["Local/x;2"]) == {"Local/x;2": []}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "[1.0] WARNING[7] file.c: File /sounds/r1 does not exist in any format",
            "a recording could not be played: WARNING[7] file.c: File /sounds/r1 does not exist in any format",
        ),
        (
            "[1.0] WARNING[7] logger.c: Log queue threshold exceeded",
            "the log lost lines; ring fewer calls at once: WARNING[7] logger.c: Log queue threshold exceeded",
        ),
    ],
)
def test_a_log_that_shows_a_fault_is_worth_nothing(tmp_path: Path, line: str, message: str) -> None:
    log = tmp_path / "calls"
    log.write_text(f"{line}\n")
    with pytest.raises(EngineError) as refused:
        read_log(log, [])
    assert str(refused.value) == message


def test_sounds_that_voicemail_plays_around_a_message_may_be_missing(tmp_path: Path) -> None:
    log = tmp_path / "calls"
    log.write_text("".join(f"[1.0] WARNING[7] file.c: File {name} does not exist in any format\n" for name in SOUNDS))
    assert read_log(log, []) == {}
