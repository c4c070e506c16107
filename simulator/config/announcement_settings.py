"""How FreePBX plays one announcement: the values of its form for which no provider has a field."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.fast_classes import NamedTuple

ANSWER_PAUSE_MS = 1000
"""The pause after the answer, where no one has answered the call before."""

REPEAT_WAIT_MS = 1000
"""The wait for a key after a recording that a key repeats; it is a constant there."""


class AnnouncementSettings(NamedTuple):
    """The ``announcement`` block of one announcement in flow.yaml.

    ``pause``: it answers a call that no one has answered, and waits before it plays. ``skip``: any key leads on;
    ``repeat`` is the key that plays the recording again.
    """

    pause: bool = False
    skip: bool = False
    repeat: str | None = None

    @property
    def takes_keys(self) -> bool:
        """Return whether keys can do something while it plays."""
        return self.skip or self.repeat is not None

    @property
    def words_by_setting(self) -> Mapping[str, str]:
        """Return what it does in words, by the setting that says so."""
        said = {
            "pause": "a pause of 1 s where it answers the call" if self.pause else "",
            "skip": "any key leads on" if self.skip else "",
            "repeat": f"{self.repeat} plays it again" if self.repeat is not None else "",
        }
        return {setting: words for setting, words in said.items() if words}

    def as_yaml(self) -> Mapping[str, object] | None:
        """Return the block as flow.yaml has it; None: nothing is said."""
        return {name: value for name, value in self._asdict().items() if value not in (None, False)} or None


NO_ANNOUNCEMENT_SETTINGS = AnnouncementSettings()
