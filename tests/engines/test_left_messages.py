"""Messages that callers leave on a real engine."""

from simulator.callers.voicemail_recordings import TRANSFER
from simulator.callers.voicemail_returns import StayingCaller, let_callers_stay
from simulator.core.effects import Enter, Play
from simulator.core.places import Place
from simulator.engines.left_messages import LeftMessages
from tests.callers.test_voicemail_returns import BOX, GROUP, MAIN, flow_of


def test_what_a_message_takes_more_or_less_than_in_play_is_taken_off() -> None:
    messages = LeftMessages(let_callers_stay(flow_of(MAIN, on=("main",)), (StayingCaller(BOX, 2000),), "main"))
    assert messages.recording_at(BOX) is None
    messages.comes_back = True
    assert [messages.recording_at(end) for end in (BOX, GROUP, None)] == ["voicemail-message-5", None, None]
    for began, ended, taken_off in ((1000, 4500, 1500), (9000, 10000, 500)):
        messages.begin(began, "voicemail-message-5")
        assert messages.is_under_way
        assert (messages.end(ended), messages.taken_off_ms) == (began + 2000, taken_off)
    assert messages.announce(TRANSFER) == (
        Enter("back-to-the-menu"),
        Play(TRANSFER, 4200, False),
        Place("back-to-the-menu", "forward"),
    )
