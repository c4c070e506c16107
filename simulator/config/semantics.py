"""The behaviour of the engine behind a receptionist: one set of settings, and named points in it.

The provider documents only part of a call (``documentation``), so each question is a setting. The ``freepbx*``
profiles were measured against a real Asterisk (3,000 of 3,000 random calls agreed, and 240 of 240 with direct dial);
``acefone`` is what the provider's ivr dialect and its sister brands document, and FreePBX where they are silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from simulator.config.value_rules import Timeout, quote_value
from simulator.fast_classes import NamedTuple

ProfileName = Literal[
    "acefone",
    "freepbx",
    "freepbx-16-default",
    "freepbx-17-default",
    "freepbx-17.0.4",
    "freepbx-first-match",
    "freepbx-terminated",
    "acefone-uk-literal",
    "freeswitch",
    "fusionpbx",
]
SwitchProfile = Literal["freeswitch", "fusionpbx"]
Collect = Literal["prefix", "first_match", "terminated"]
ReplayGreeting = Literal["always", "without_retry_prompt", "after_wrong_keys", "after_silence"]

_REPLAY_CAUSES: dict[ReplayGreeting, frozenset[str]] = {
    "always": frozenset({"wrong", "silence"}),
    "without_retry_prompt": frozenset(),
    "after_wrong_keys": frozenset({"wrong"}),
    "after_silence": frozenset({"silence"}),
}
"""The causes after which the greeting follows a retry recording: FreePBX has a switch for each of the two."""
_REPLAY_BY_CAUSES = {causes: value for value, causes in _REPLAY_CAUSES.items()}
REPLAY_SWITCHES = ("always", "without_retry_prompt")


def _parse_replay(value: Any) -> Any:
    """Return the setting's one word for ``{wrong: always, silence: without_retry_prompt}``, which says it by cause.

    A cause that is left out is ``without_retry_prompt``. Raises ``ValueError``.
    """
    if not isinstance(value, Mapping):
        return value
    for cause, switch in value.items():
        if cause not in ("wrong", "silence") or switch not in REPLAY_SWITCHES:
            mapping = f"{{{cause}: {quote_value(switch)}}}"
            raise ValueError(
                f"{mapping} is not accepted; use wrong and silence, each with {' or '.join(REPLAY_SWITCHES)}"
            )
    return _REPLAY_BY_CAUSES[frozenset(cause for cause, switch in value.items() if switch == "always")]


class Semantics(BaseModel):
    """The settings, all of them; ``profile`` is the name of the point they started from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: ProfileName = "acefone"
    final_on: Literal["after_retries", "at_count"] = "after_retries"
    replay_greeting: Annotated[ReplayGreeting, BeforeValidator(_parse_replay)] = "always"
    counters: Literal["separate", "shared"] = "separate"
    collect: Collect = "prefix"
    interdigit_seconds: Timeout = 3.0
    barge_in: bool = True
    zero_timeout_seconds: Timeout = 10.0
    extension_dialling: Literal["none", "digits", "any"] = "none"
    optional_hash: bool = False
    missing_final: Literal["skipped", "ends_call"] = "skipped"

    def replays_greeting(self, cause: Literal["wrong", "silence"]) -> bool:
        """Return whether the greeting follows a retry recording after this cause."""
        return cause in _REPLAY_CAUSES[self.replay_greeting]

    @property
    def switch(self) -> SwitchProfile | None:
        """The profile, where it is FreeSWITCH's machine (``core.switch_blueprint``) and no setting has a meaning."""
        return self.profile if self.profile == "freeswitch" or self.profile == "fusionpbx" else None

    @property
    def conflict(self) -> str:
        """The reason why no engine is known that has these settings together; empty: there is none."""
        if self.switch is not None:
            return next((_no_setting(self.switch, name, value) for name, value in self.changes.items()), "")
        if self.collect == "prefix":
            return ""
        for name in ("extension_dialling", "optional_hash"):
            if (value := getattr(self, name)) != NEUTRAL[name]:
                neutral = str(NEUTRAL[name]).lower()
                return (
                    f"{name}: {str(value).lower()} works only with collect: prefix, not with collect: {self.collect}; "
                    f"use {name}: {neutral} or collect: prefix"
                )
        return ""

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


def _no_setting(profile: SwitchProfile, name: str, value: object) -> str:
    return (
        f"{name}: {str(value).lower()} is not a setting of {profile}; FreeSWITCH's menu has digit_len and others under "
        "menus: {KEY: {engine: ...}}"
    )


def setting_text(value: object) -> str:
    """Return a setting's value as it is written."""
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


SETTINGS = tuple(name for name in Semantics.model_fields if name != "profile")
NEUTRAL: Mapping[str, object] = {"extension_dialling": "none", "optional_hash": False}
"""The settings that only ``collect: prefix`` knows, each with the value under which it does nothing."""

_ACEFONE = Semantics()
_FREEPBX = Semantics(profile="freepbx", replay_greeting="without_retry_prompt", missing_final="ends_call")

PROFILES: dict[str, Semantics] = {
    profile.profile: profile
    for profile in (
        _ACEFONE,
        _FREEPBX,
        # A fresh FreePBX dials extensions; core 17 takes any key for the first of a number, core 16 digits only.
        _FREEPBX.model_copy(update={"profile": "freepbx-16-default", "extension_dialling": "digits"}),
        _FREEPBX.model_copy(update={"profile": "freepbx-17-default", "extension_dialling": "any"}),
        # ivr 17.0.4 to 17.0.8 treat accept_pound_key as on (FreePBX/issue-tracker #604).
        _FREEPBX.model_copy(update={"profile": "freepbx-17.0.4", "optional_hash": True}),
        # Both are FreePBX with one setting changed, so that a difference between two profiles has one cause.
        _FREEPBX.model_copy(update={"profile": "freepbx-first-match", "collect": "first_match"}),
        _FREEPBX.model_copy(update={"profile": "freepbx-terminated", "collect": "terminated"}),
        _ACEFONE.model_copy(update={"profile": "acefone-uk-literal", "final_on": "at_count"}),
        # A machine of their own: the settings stand at their defaults, and none has a meaning.
        Semantics(profile="freeswitch"),
        Semantics(profile="fusionpbx"),
    )
}

DEFAULT_PROFILE = "acefone"

PROFILE_MEANINGS: Mapping[str, str] = {
    "acefone": "the provider, as far as it documents what a menu does",
    "freepbx": "a FreePBX menu, with direct dial off",
    "freepbx-16-default": "a FreePBX 16 menu as it comes, with direct dial on",
    "freepbx-17-default": "a FreePBX 17 menu as it comes, with direct dial on",
    "freepbx-17.0.4": "ivr 17.0.4 to 17.0.8, whose bug lets # follow every choice, with direct dial off",
    "freepbx-first-match": "a FreePBX menu that takes the first code that matches, with direct dial off",
    "freepbx-terminated": "a FreePBX menu whose choices end with #, with direct dial off",
    "acefone-uk-literal": "the provider's vr page, taken by its words",
    "freeswitch": "FreeSWITCH's ivr application, a machine of its own",
    "fusionpbx": "the same machine with the defaults of FusionPBX's form",
}
"""The engine that each profile describes."""

QUIRKS = ("optional_hash", "missing_final")
"""Settings for what one engine does by mistake: no question to a provider, as long as they are off."""


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
            "after_wrong_keys": "after a wrong key both; after a silence the retry recording alone",
            "after_silence": "after a silence both; after a wrong key the retry recording alone",
        },
        source="FreePBX's database default (append on for both causes); its screen's default is off",
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
    "extension_dialling": SettingNote(
        meaning="whether callers can dial an extension at a menu (direct dial), and what a number may begin with",
        values={
            "none": "direct dial is off",
            "digits": "direct dial is on: a number begins with a digit, and a digit waits for a further key",
            "any": "direct dial is on: every key waits for a further one",
        },
        source="FreePBX with direct dial off, measured; a fresh one has it on: digits up to core 16, any from core 17",
    ),
    "optional_hash": SettingNote(
        meaning="whether a # may follow every choice, under collect: prefix",
        values={
            "true": "each choice can be ended by #, so each waits for a further key",
            "false": "# is a key like any other",
        },
        source="FreePBX; ivr 17.0.4 to 17.0.8 do it unasked (FreePBX/issue-tracker #604), measured",
    ),
    "missing_final": SettingNote(
        meaning="what happens at a final recording whose id is 0 or is not in the catalogue",
        values={
            "skipped": "0 plays nothing, and an id that is not in the catalogue plays",
            "ends_call": "the call ends there, and the fall-back destination is not reached",
        },
        source="the provider's documents, where 0 is none; FreePBX ends the call (NethServer/dev #7857)",
    ),
}
"""Where each value of ``acefone`` is from; what the provider documents is in ``config.documentation``."""
