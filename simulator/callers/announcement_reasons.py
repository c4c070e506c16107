"""The reasons for what FreePBX does in an announcement: its pause, and the keys that skip or repeat it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.config.flow import FLOW_FILE
from simulator.core.events import KEYS

if TYPE_CHECKING:
    from simulator.callers.reasons import Reason
    from simulator.config.flow import Flow
    from simulator.core.call import Turn
    from simulator.core.places import Place


def announcement_key_reasons(flow: Flow, turn: Turn) -> Iterator[Reason]:
    """Yield why a key does what it does, or nothing, where an announcement pauses, plays or waits for a key."""
    place, key = turn.source, turn.event.trigger
    if key not in KEYS or place.phase not in ("answer_pause", "announcing", "repeat_wait"):
        return
    if place.phase == "answer_pause":
        yield _reason("nobody hears keys in the pause after the answer", place.receptionist, "pause")
        return
    settings = flow.receptionists[place.receptionist].engine.announcement
    if key == settings.repeat:
        yield _reason(f"{key} plays the announcement again", place.receptionist, "repeat")
    elif settings.skip:
        yield _reason("any key leads on from the announcement", place.receptionist, "skip")
    elif place.phase == "repeat_wait":
        yield _reason(f"{key} is not the key that plays it again, so the call goes on", place.receptionist, "repeat")
    else:
        yield _reason(f"while it plays, only {settings.repeat} does anything", place.receptionist, "repeat")


def announcement_wait_reasons(place: Place) -> Iterator[Reason]:
    """Yield why a call waits in an announcement."""
    if place.phase == "answer_pause":
        text = "nobody has answered the call before: the announcement does, and pauses for 1 s"
        yield _reason(text, place.receptionist, "pause")
    elif place.phase == "repeat_wait":
        yield _reason("there is 1 s for the key that plays it again", place.receptionist, "repeat")


def _reason(text: str, key: str, setting: str) -> Reason:
    from simulator.callers.reasons import Reason  # which asks here in turn

    return Reason(f"{text} (read in FreePBX)", FLOW_FILE, ("menus", key, "announcement", setting))
