from dataclasses import replace

import pytest

from simulator.callers.call_record import record_of
from simulator.callers.rehearsal import Rehearsal
from simulator.callers.transcript import layout_lines, recap_sentence, write_transcript
from simulator.callers.voicemail_recordings import TRANSFER
from simulator.callers.voicemail_returns import StayingCaller, let_callers_stay
from simulator.config.announcement_settings import AnnouncementSettings
from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Receptionist
from simulator.engines.asterisk_calls import MeasuredCall
from simulator.engines.engine_trace import trace_call
from simulator.errors import EngineError
from tests.callers.test_voicemail_returns import BOX, MAIN, flow_of
from tests.engines.engine_flows import changed, quick_flow
from tests.engines.recorded_calls import CallRecorder


def shown(flow: Flow, call: MeasuredCall) -> list[str]:
    trace = trace_call(flow, call).trace
    lines = layout_lines(write_transcript(flow, trace))
    return [*(line.strip() for line in lines), recap_sentence(record_of(flow, trace))]


def test_a_call_is_told_as_play_tells_it() -> None:
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    call.round(0.0, "main", "BackGround", "/sounds/r11")
    call.plays(0.001, "r11")
    call.acts_at(0.5, "1")
    call.reaches(0.502, "main", "1")
    call.enters(0.503, "inner")
    call.round(0.503, "inner", "BackGround", "/sounds/r11")
    call.plays(0.504, "r11")
    call.step(1.404, "ivr-menu-inner", "s", 10, "WaitExten")
    call.acts_at(1.904, "9")
    call.reaches(1.908, "inner", "i", "Set")
    call.round(1.908, "inner", "BackGround", "/sounds/r12&/sounds/r11")
    call.plays(1.909, "r12")
    call.plays(2.31, "r11")
    call.step(3.21, "ivr-menu-inner", "s", 10, "WaitExten")
    call.reaches(4.013, "inner", "t", "Set")
    call.arrives(4.014, "hung_up", "hangup||1")
    flow = quick_flow()
    assert shown(flow, call.call()) == [
        "0:00.0  ☎ Main (main) answers",
        "0:00.0  ▶ r11, 0.9 s",
        "0:00.5  ● presses 1 into the recording",
        "0:00.5  ☎ Inner (inner) answers",
        "0:00.5  ▶ r11, 0.9 s",
        "0:01.4  … waits up to 0.8 s for a key",
        "0:01.9  ● presses 9: wrong key 1 of 2",
        "0:01.9  ▶ r12, 0.4 s",
        "0:02.3  ▶ r11, 0.9 s",
        "0:03.2  … waits up to 0.8 s for a key",
        "0:04.0  ● no key for 0.803 s: silence 1 of 2",
        "0:04.0  → the menu hangs up",
        "Hung up by the menu after 0:04.0.",
    ]
    record = record_of(flow, trace_call(flow, call.call()).trace)
    assert (record.heard, record.keys, record.seconds) == (["11", "11", "12", "11"], ["1", "9"], 4.013)


def test_the_pauses_of_a_list_of_read_are_taken_off_and_its_wait_is_known() -> None:
    flow = quick_flow().with_semantics(changed("freepbx-terminated", replay_greeting="always"))
    call = CallRecorder(flow)
    call.enters(0.0, "main")
    call.round(0.0, "main", "Read", "TYPED,/sounds/r12&/sounds/r11,,,1")
    call.plays(0.0, "r12")
    call.plays(0.45, "r11")
    call.acts_at(1.75, "2", "#")
    call.reaches(1.76, "main", "2")
    call.arrives(1.76, "routed", "department||1080")
    assert shown(flow, call.call()) == [
        "0:00.0  ☎ Main (main) answers",
        "0:00.0  ▶ r12, 0.4 s",
        "0:00.4  ▶ r11, 0.9 s",
        "0:01.3  … waits up to 0.8 s for a key",
        "0:01.7  ● presses 2, and more may follow",
        "0:01.7  ● presses #",
        "0:01.7  → Desk (department||1080)",
        "Routed to Desk (department||1080) after 0:01.7.",
    ]
    assert trace_call(flow, call.call()).joins == 1


def test_a_key_that_nobody_hears_causes_nothing() -> None:
    flow = quick_flow().with_semantics(changed("acefone", barge_in=False))
    call = CallRecorder(flow)
    call.enters(0.0, "main")
    call.round(0.0, "main", "Playback", "/sounds/r11")
    call.plays(0.0, "r11")
    call.acts_at(0.85, "2")
    call.step(0.9, "ivr-menu-main", "s", 10, "WaitExten")
    call.acts_at(1.2, "hung_up")
    call.plays(1.21, "r11")
    assert shown(flow, call.call()) == [
        "0:00.0  ☎ Main (main) answers",
        "0:00.0  ▶ r11, 0.9 s",
        "0:00.9  ● presses 2, which nobody hears",
        "0:00.9  … waits up to 0.8 s for a key",
        "0:01.2  ● hangs up",
        "Abandoned by the caller after 0:01.2.",
    ]


def test_a_code_that_the_wait_for_a_further_key_ends() -> None:
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    call.round(0.0, "main", "BackGround", "/sounds/r11")
    call.plays(0.0, "r11")
    call.acts_at(0.3, "2")
    call.reaches(3.3, "main", "2")
    call.arrives(3.3, "routed", "department||1080")
    assert shown(quick_flow(), call.call())[2:] == [
        "0:00.3  ● presses 2 into the recording, and more may follow",
        "0:03.3  ● no further key",
        "0:03.3  → Desk (department||1080)",
        "Routed to Desk (department||1080) after 0:03.3.",
    ]


def test_an_extension_that_was_dialled_is_a_choice() -> None:
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    call.round(0.0, "main", "WaitExten")
    call.acts_at(0.3, "2")
    call.acts_at(0.5, "0")
    call.reaches(3.5, "main", "20", "GotoIf")
    call.step(3.5, "ivr-numbers", "20", 1, "Goto", "ivr-ends,extension_20,1")
    call.arrives(3.5, "routed", "extension||20")
    assert shown(quick_flow(), call.call())[1:] == [
        "0:00.0  … waits up to 0.8 s for a key",
        "0:00.3  ● presses 2, and more may follow",
        "0:00.5  ● presses 0, and more may follow",
        "0:03.5  ● no further key: the choice 20",
        "0:03.5  → extension||20",
        "Routed to extension||20 after 0:03.5.",
    ]


def test_a_note_and_a_strange_address_are_decoded() -> None:
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    call.round(0.0, "main", "WaitExten")
    call.acts_at(0.3, "2")
    call.reaches(0.3, "main", "2", "UserEvent")
    call.step(0.3, "ivr-menu-main", "2", 1, "UserEvent", "IvrNote,Template: a%2Cb")
    call.arrives(0.3, "routed", "department||a%2C%3A b")
    assert shown(quick_flow(), call.call())[-3:] == [
        "0:00.3  ✉ e-mail template a,b is noted",
        "0:00.3  → department||a,: b",
        "Routed to department||a,: b after 0:00.3.",
    ]


@pytest.mark.parametrize(
    ("outcome", "timed_out", "kind"),
    [("", False, "hung_up"), ("", True, "endless"), ("endless", False, "endless"), ("hung_up", False, "hung_up")],
)
def test_a_call_without_a_destination(outcome: str, timed_out: bool, kind: str) -> None:
    call = CallRecorder(quick_flow())
    call.enters(0.0, "main")
    if outcome:
        call.arrives(0.1, outcome)
    trace = trace_call(quick_flow(), call.call(timed_out=timed_out)).trace
    assert (trace.kind, trace.destination) == (kind, None)


def test_a_call_that_was_not_answered_is_no_call() -> None:
    call = CallRecorder(quick_flow())
    del call.events[1:]
    with pytest.raises(EngineError, match="Asterisk did not answer a call"):
        trace_call(quick_flow(), call.call())


def test_a_call_through_an_announcement_that_goes_back() -> None:
    settings = MenuSettings(return_after=("recording",), announcement=AnnouncementSettings(repeat="5"))
    flow = quick_flow()
    tip = Receptionist(
        name="Tip",
        destination_type="single",
        greeting="12",
        forward_destination_type="hangup",
        forward_destination_id="1",
    ).with_engine(MenuEngine(settings).announcement_under(flow.semantics))
    flow = replace(flow, receptionists={**flow.receptionists, "tip": tip})
    call = CallRecorder(flow)
    call.enters(0.0, "main")
    call.step(0.0, "ivr-menu-main", "s", 4, "Set", "LAST_MENU=main")
    call.round(0.0, "main", "BackGround", "/sounds/r11")
    call.plays(0.001, "r11")
    call.acts_at(0.5, "9")
    call.reaches(0.502, "main", "i", "Set")
    call.enters(0.503, "tip")
    call.step(0.503, "ivr-menu-tip", "s", 3, "Set", "TIMEOUT(response)=1")
    call.step(0.503, "ivr-menu-tip", "s", 5, "NoOp", "announcement")
    call.plays(0.504, "r12")
    call.acts_at(0.7, "5")
    call.reaches(0.702, "tip", "5")
    call.step(0.702, "ivr-menu-tip", "s", 5, "NoOp", "announcement")
    call.plays(0.703, "r12")
    call.step(1.103, "ivr-menu-tip", "s", 7, "WaitExten")
    call.reaches(2.104, "tip", "t")
    call.step(2.105, "ivr-menu-main", "s", 4, "Set", "LAST_MENU=main")
    call.round(2.105, "main", "BackGround", "/sounds/r11")
    call.plays(2.106, "r11")
    call.acts_at(2.5, "8")
    call.reaches(2.502, "main", "i", "Set")
    call.arrives(2.503, "hung_up", "hangup||1")
    assert shown(flow, call.call()) == [
        "0:00.0  ☎ Main (main) answers",
        "0:00.0  ▶ r11, 0.9 s",
        "0:00.5  ● presses 9 into the recording: wrong key 1 of 2",
        "0:00.5  ☎ Tip (tip) answers",
        "0:00.5  ▶ r12, 0.4 s",
        "0:00.7  ● presses 5 into the recording",
        "0:00.7  ▶ r12, 0.4 s",
        "0:01.1  … waits up to 1 s for a key",
        "0:02.1  ● no key for 1.002 s",
        "0:02.1  ☎ back to Main (main)",
        "0:02.1  ▶ r11, 0.9 s",
        "0:02.5  ● presses 8 into the recording: wrong key 2 of 2",
        "0:02.5  → the menu hangs up",
        "Hung up by the menu after 0:02.5.",
    ]


@pytest.mark.parametrize("stays", [True, False])
def test_a_message_takes_as_long_as_play_assumes_and_its_sounds_are_its_own(*, stays: bool) -> None:
    flow = let_callers_stay(flow_of(MAIN, on=("main",)), (StayingCaller(BOX),), "main")
    call = CallRecorder(flow)
    call.enters(0.0, "main")
    call.sets(0.0, "main", "VOICEMAIL_RETURNS=yes" if stays else "VOICEMAIL_RETURNS=")
    call.sets(0.0, "main", "LAST_MENU=main")
    call.round(0.0, "main", "BackGround", "/sounds/main", wait="5")
    call.plays(0.0, "main")
    call.acts_at(1.0, "5")
    call.reaches(1.0, "main", "5")
    call.arrives(1.0, "routed", "voicemail||5")
    if stays:
        call.step(1.0, "ivr-ends", "voicemail_5", 2, "VoiceMail", "1@messages,s")
        call.plays(1.1, "beep")
        call.plays(4.2, TRANSFER)  # the message took 3.2 s, and play assumes 10
        call.sets(8.4, "main", "LAST_MENU=main")
        call.round(8.4, "main", "BackGround", "/sounds/main", wait="5")
        call.plays(8.4, "main")
        call.acts_at(9.4, "hung_up")
    record = record_of(flow, trace_call(flow, call.call()).trace)
    played = Rehearsal(flow).play("early:5 hangup" if stays else "early:5")
    if stays:
        assert (record.heard, record.outcome, record.seconds) == (played.heard, played.outcome, 1.0 + 10.0 + 4.2 + 1.0)
    else:
        assert (record.heard, record.outcome.destination, record.seconds) == (["main"], "voicemail||5", 1.0)
