import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from simulator.callers.caller_script import caller
from simulator.engines.ringing_call import CallOrder, RingingCall
from simulator.exchange.dialplan_writer import write_dialplan
from tests.engines.engine_flows import quick_flow
from tests.engines.recorded_calls import marks_of

Follow = Callable[..., None]
SOON = {"after": 0.01, "gap": 0.01}


def play(steps: list[dict[str, Any]], act: Callable[[Follow], None], keys: int) -> list[str]:
    """What the caller sends until so many keys are pressed; ``act`` reports what the engine does."""

    async def run() -> list[str]:
        sent: list[str] = []
        pressed = asyncio.Event()

        def send(**fields: Any) -> None:
            sent.append(str(fields.get("Digit", fields["Action"])))
            if len(sent) == keys:
                pressed.set()

        order = CallOrder(marks_of(quick_flow()), "main", caller({"steps": steps}), 60)
        call = RingingCall("1", order, send)

        def follow(extension: str, priority: int, application: str, argument: str = "") -> None:
            fields = {"Application": application, "AppData": argument, "Channel": "Local/x;2"}
            place = {"Context": "ivr-menu-main", "Extension": extension, "Priority": str(priority)}
            call.hear_event({"Event": "Newexten", **fields, **place})

        act(follow)
        if keys:
            await asyncio.wait_for(pressed.wait(), 5)
        call.hear_event({"Event": "Hangup"})
        assert call.over.is_set()
        return sent

    return asyncio.run(run())


def answer_and_begin(follow: Follow) -> None:
    follow("s", 1, "Answer")
    follow("s", 2, "Set", "WRONG_KEYS=0")
    follow("s", 4, "NoOp", "round")


def test_a_key_into_the_prompt_is_pressed_when_the_round_has_begun() -> None:
    assert play([{"press": "12", "cue": "prompt", **SOON}], answer_and_begin, 2) == ["1", "2"]


@pytest.mark.parametrize(("application", "argument"), [("WaitExten", ""), ("Read", "KEY,,1,,1")])
def test_a_key_for_a_menu_that_listens_waits_for_that(application: str, argument: str) -> None:
    def act(follow: Follow) -> None:
        answer_and_begin(follow)
        follow("s", 10, application, argument)

    assert play([{"press": "7", **SOON}], answer_and_begin, 0) == []
    assert play([{"press": "7", **SOON}], act, 1) == ["7"]


def test_a_silence_uses_up_one_round_and_then_comes_a_hang_up() -> None:
    def act(follow: Follow) -> None:
        answer_and_begin(follow)
        follow("t", 1, "Set", "SILENCES=1")
        follow("s", 4, "NoOp", "round")
        follow("s", 10, "WaitExten")

    assert play([{"silence": True}, {"hangup": True, **SOON}], act, 1) == ["Hangup"]


def test_a_step_from_the_answer_needs_no_round() -> None:
    def act(follow: Follow) -> None:
        follow("s", 1, "Answer")
        follow("s", 2, "Set")

    assert play([{"press": "5", "cue": "now", **SOON}], act, 1) == ["5"]


def test_nothing_is_pressed_before_the_answer_or_after_the_end() -> None:
    def act(follow: Follow) -> None:
        follow("s", 4, "NoOp", "round")

    assert play([{"press": "5", "cue": "prompt", **SOON}], act, 0) == []
    assert play([{"press": "5", "cue": "prompt", **SOON}], answer_and_begin, 0) == []


def test_a_key_that_stops_a_recording_ends_the_wait_for_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """``Read`` takes one key at a time: the next begins to wait while the recording of the first would still play."""
    timers: list[asyncio.TimerHandle] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()
        later = loop.call_later

        def call_later(delay: float, callback: Callable[..., object], *args: Any) -> asyncio.TimerHandle:
            timers.append(later(delay, callback, *args))
            return timers[-1]

        monkeypatch.setattr(loop, "call_later", call_later)
        call = RingingCall("1", CallOrder(marks_of(quick_flow()), "main", caller("1"), 60), lambda **fields: None)
        sound = next(iter(write_dialplan(quick_flow(), prefix="ivr", sounds_folder="/sounds").sounds))
        for priority, application, argument in (
            (1, "Answer", ""),
            (4, "NoOp", "round"),
            (10, "Read", f"KEY,/sounds/{sound},1,,1"),
            (12, "Read", "KEY,,1,,1"),
        ):
            call.hear_event(
                {
                    "Event": "Newexten",
                    "Application": application,
                    "AppData": argument,
                    "Channel": "Local/x;2",
                    "Context": "ivr-menu-main",
                    "Extension": "s",
                    "Priority": str(priority),
                }
            )
        call.hear_event({"Event": "Hangup"})

    asyncio.run(run())
    assert [timer.cancelled() for timer in timers] == [True, True]
