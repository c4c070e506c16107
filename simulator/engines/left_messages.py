"""Messages that callers leave on a real engine, and stay on the line: what they are in the flow of such a call.

``play`` assumes how long a message takes, which is no rule of the engine. So what it really takes more, or less, is
taken off the times of the call.
"""

from __future__ import annotations

from simulator.callers.voicemail_recordings import message_heard_at
from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.core.effects import Enter, Play
from simulator.core.places import Place


class LeftMessages:
    """The messages of one call; times are milliseconds since the answer.

    ``comes_back`` is the switch of the menu that the call entered last; ``taken_off_ms`` what is taken off so far.
    """

    def __init__(self, flow: Flow) -> None:
        self.comes_back = False
        self.taken_off_ms = 0
        self._flow = flow
        self._announcements = {item.greeting: key for key, item in flow.receptionists.items() if not item.is_menu}
        self._ends_at: int | None = None

    @property
    def is_under_way(self) -> bool:
        """Return whether a message is being left: the engine's own sounds are part of it."""
        return self._ends_at is not None

    def recording_at(self, destination: Destination | None) -> str | None:
        """Return what is heard where a call arrives and its caller stays; None: the call ends there."""
        recording = message_heard_at(destination) if destination is not None and self.comes_back else None
        return recording if recording in self._announcements else None

    def begin(self, at: int, recording: str) -> None:
        """Begin a message."""
        self._ends_at = at + self._flow.length_of(recording).milliseconds

    def end(self, at: int) -> int:
        """End the message; the moment at which it ends in ``play``."""
        assert self._ends_at is not None, "a message has begun"
        ended, self._ends_at = self._ends_at, None
        self.taken_off_ms += at - ended
        return ended

    def announce(self, recording: str) -> tuple[Enter, Play, Place]:
        """Return what a call meets where a recording of these plays, and where it is then."""
        key = self._announcements[recording]
        play = Play(recording, self._flow.length_of(recording).milliseconds, False)
        return Enter(key), play, Place(key, "forward")
