"""How long after the start of a recording a caller can act in it: as long as it plays, or waits for a key after it."""

from __future__ import annotations

from simulator.callers.voicemail_recordings import MESSAGE, TRANSFER, add_transfer
from simulator.config.announcement_settings import REPEAT_WAIT_MS
from simulator.config.flow import Flow
from simulator.fast_classes import NamedTuple


class RecordingTime(NamedTuple):
    """The milliseconds of a recording, and of the wait for the key that repeats it; None: a caller's own message."""

    plays: int | None
    waits: int = 0

    def is_over(self, after: int) -> bool:
        """Return whether nothing plays or waits any more, so many milliseconds after the start."""
        return self.plays is not None and after >= self.plays + self.waits

    @property
    def words(self) -> str:
        """Return how long it takes, for a message."""
        assert self.plays is not None, "a caller's own message is never over"
        wait = f", and {self.waits / 1000:g} s are for the key that repeats it" if self.waits else ""
        return f"it takes {self.plays / 1000:g} s{wait}"


class RecordingTimes:
    """The times of the recordings of one flow."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._repeated: frozenset[str | None] | None = None

    def time_of(self, recording: str) -> RecordingTime:
        """Return the time of a recording, by its id."""
        if recording.startswith(f"{MESSAGE}-") and recording not in self._flow.recordings:
            return RecordingTime(None)  # a test may state how long it takes
        flow = add_transfer(self._flow) if recording == TRANSFER else self._flow
        if self._repeated is None:
            items = self._flow.receptionists.values()
            self._repeated = frozenset(item.greeting for item in items if item.engine.announcement.repeat is not None)
        return RecordingTime(
            flow.length_of(recording).milliseconds, REPEAT_WAIT_MS if recording in self._repeated else 0
        )
