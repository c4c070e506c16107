"""What a caller hears who stays on the line after a voicemail: the message, and the recording after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulator.config.destination import Destination
from simulator.config.flow import Flow, Recording, RecordingLength
from simulator.config.recording_length import estimate_length

VOICEMAIL = "voicemail"
"""The type of the destinations at which callers leave messages."""

DEFAULT_MESSAGE_MS = 10_000
"""How long a voicemail's greeting and the message take where nobody says; assumed, not measured."""

MESSAGE, TRANSFER = "voicemail-message", "you-will-be-transfered-menu"
"""The ids of what is heard at a voicemail, and of FreePBX's recording after it."""

_TRANSFER_SCRIPT = "You will be transferred to the menu."
_TRANSFER_LENGTH = RecordingLength(estimate_length(f"beep {_TRANSFER_SCRIPT}").milliseconds + 1000, estimated=True)
"""A beep, words that are not measured either, and 1 s of silence, which FreePBX plays in one go."""


def message_recording(voicemail: Destination) -> str:
    """Return the id of what is heard at a voicemail whose caller stays."""
    return f"{MESSAGE}-{voicemail.id}"


def message_heard_at(destination: Destination) -> str | None:
    """Return the id of what a caller hears who comes to a destination and stays; None: it is not a voicemail."""
    canonical = destination.canonical
    return message_recording(canonical) if canonical.type == VOICEMAIL else None


def stay_recordings(flow: Flow, voicemails: Iterable[Destination]) -> dict[str, Recording]:
    """Return the recordings that a call may hear whose caller stays at these voicemails, by id."""
    recordings = {
        message_recording(voicemail): Recording(name=f"message at {flow.destination_name(voicemail) or voicemail}")
        for voicemail in voicemails
    }
    return {TRANSFER: Recording(name="way back to the menu", script=_TRANSFER_SCRIPT), **flow.recordings, **recordings}


def add_transfer(flow: Flow) -> Flow:
    """Return the flow with the recording after a message; what its catalogue says of it holds."""
    recordings = stay_recordings(flow, ())
    return replace(flow, recordings=recordings, lengths={TRANSFER: _TRANSFER_LENGTH, **flow.lengths})
