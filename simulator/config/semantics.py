"""The behaviour of the engine behind a receptionist: one set of settings, and named points in it.

The provider documents only part of a call (``documentation``), so each question is a setting. The ``freepbx*``
profiles were measured against a real Asterisk (3,000 of 3,000 random calls agreed); ``acefone``
is what the provider's ivr dialect and its sister brands document, and FreePBX where they are silent.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from simulator.config.value_rules import Timeout
from simulator.fast_classes import NamedTuple

ProfileName = Literal["acefone", "freepbx", "freepbx-first-match", "freepbx-terminated", "acefone-uk-literal"]
Collect = Literal["prefix", "first_match", "terminated"]


class Semantics(BaseModel):
    """The settings, all of them; ``profile`` is the name of the point they started from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: ProfileName = "acefone"
    final_on: Literal["after_retries", "at_count"] = "after_retries"
    replay_greeting: Literal["always", "without_retry_prompt"] = "always"
    counters: Literal["separate", "shared"] = "separate"
    collect: Collect = "prefix"
    interdigit_seconds: Timeout = 3.0
    barge_in: bool = True
    zero_timeout_seconds: Timeout = 10.0

    @property
    def changes(self) -> dict[str, object]:
        """The settings that differ from the profile of that name."""
        base = PROFILES[self.profile]
        return {name: getattr(self, name) for name in SETTINGS if getattr(self, name) != getattr(base, name)}

    @property
    def label(self) -> str | dict[str, object]:
        """Return what a flow or a script writes to get these settings: a name, or base and changes."""
        changes = self.changes
        return {"base": self.profile, **changes} if changes else self.profile


SETTINGS = tuple(name for name in Semantics.model_fields if name != "profile")

_ACEFONE = Semantics()
_FREEPBX = Semantics(profile="freepbx", replay_greeting="without_retry_prompt")

PROFILES: dict[str, Semantics] = {
    profile.profile: profile
    for profile in (
        _ACEFONE,
        _FREEPBX,
        # Both are FreePBX with one setting changed, so that a difference between two profiles has one cause.
        _FREEPBX.model_copy(update={"profile": "freepbx-first-match", "collect": "first_match"}),
        _FREEPBX.model_copy(update={"profile": "freepbx-terminated", "collect": "terminated"}),
        _ACEFONE.model_copy(update={"profile": "acefone-uk-literal", "final_on": "at_count"}),
    )
}

DEFAULT_PROFILE = "acefone"


class SettingNote(NamedTuple):
    """The meaning of one setting and of each value, and the source of the default profile's value."""

    meaning: str
    values: dict[str, str]
    source: str


NOTES: dict[str, SettingNote] = {
    "final_on": SettingNote(
        meaning="which wrong key, or which silence, is the last one",
        values={
            "after_retries": "N means N retries: the (N+1)-th is final",
            "at_count": "the N-th is final (with N = 0 the first)",
        },
        source="FreePBX, measured, and the provider's pages of the ivr dialect; its vr page leans to at_count",
    ),
    "replay_greeting": SettingNote(
        meaning="whether the greeting plays again after a retry recording",
        values={
            "always": "retry recording, then the greeting",
            "without_retry_prompt": "the retry recording alone; the greeting where there is none",
        },
        source="FreePBX's database default (append on); its screen's default is off",
    ),
    "counters": SettingNote(
        meaning="whether wrong keys and silences are counted together",
        values={
            "separate": "each against its own limit; neither resets the other",
            "shared": "one count, compared with the limit of what just happened",
        },
        source="FreePBX, measured",
    ),
    "collect": SettingNote(
        meaning="how the keys of one choice are gathered",
        values={
            "prefix": "a code that no other continues is taken at once",
            "first_match": "the first code that matches is taken; no match: wait for one more key",
            "terminated": "keys until # or until no further key comes",
        },
        source="FreePBX's default way, measured",
    ),
    "interdigit_seconds": SettingNote(
        meaning="the wait for a further key, under collect: prefix",
        values={"0 to 600": "seconds"},
        source="FreePBX's default, measured",
    ),
    "barge_in": SettingNote(
        meaning="whether a key stops the greeting and the retry recordings",
        values={"true": "it does, and counts as the first key", "false": "it is ignored"},
        source="FreePBX, measured; final recordings are never stopped",
    ),
    "zero_timeout_seconds": SettingNote(
        meaning="the wait where a menu says timeout 0",
        values={"0 to 600": "seconds"},
        source="Asterisk's own default, measured",
    ),
}
"""Where each value of ``acefone`` is from; what the provider documents is in ``config.documentation``."""
