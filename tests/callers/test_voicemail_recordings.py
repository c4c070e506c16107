"""What a caller hears who stays on the line after a voicemail."""

from dataclasses import replace

from simulator.callers.voicemail_recordings import TRANSFER, add_transfer, message_heard_at, stay_recordings
from simulator.config.flow import Recording, RecordingLength
from tests.callers.test_voicemail_returns import BOX, GROUP, MAIN, flow_of


def test_a_message_is_named_after_its_voicemail() -> None:
    names = {id: recording.name for id, recording in stay_recordings(flow_of(MAIN), [BOX]).items()}
    assert names == {TRANSFER: "way back to the menu", "voicemail-message-5": "message at Voicemail 5"}
    assert message_heard_at(BOX._replace(type="Voicemail")) == "voicemail-message-5"
    assert message_heard_at(GROUP) is None


def test_what_a_catalogue_says_of_the_recording_after_it_holds() -> None:
    flow = flow_of(MAIN)
    assert (add_transfer(flow).recording_name(TRANSFER), add_transfer(flow).length_of(TRANSFER).estimated) == (
        "way back to the menu",
        True,
    )
    own = replace(flow, recordings={TRANSFER: Recording(name="menu")}, lengths={TRANSFER: RecordingLength(2, False)})
    assert (add_transfer(own).recordings, add_transfer(own).lengths) == (own.recordings, own.lengths)
