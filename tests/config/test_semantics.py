"""The settings and the profiles, as the semantics' table has them."""

from typing import Any, get_args

import pytest
from pydantic import ValidationError

from simulator.config.semantics import (
    DEFAULT_PROFILE,
    NOTES,
    PROFILES,
    SETTINGS,
    ProfileName,
    Semantics,
)

TABLE = """
setting               acefone        freepbx        16-default     17-default     17.0.4         first-match    terminated     uk-literal
final_on              after_retries  after_retries  after_retries  after_retries  after_retries  after_retries  after_retries  at_count
replay_greeting       always         unless_retry   unless_retry   unless_retry   unless_retry   unless_retry   unless_retry   always
counters              separate       separate       separate       separate       separate       separate       separate       separate
collect               prefix         prefix         prefix         prefix         prefix         first_match    terminated     prefix
interdigit_seconds    3              3              3              3              3              3              3              3
barge_in              true           true           true           true           true           true           true           true
zero_timeout_seconds  10             10             10             10             10             10             10             10
extension_dialling    none           none           digits         any            none           none           none           none
optional_hash         false          false          false          false          true           false          false          false
missing_final         skipped        ends_call      ends_call      ends_call      ends_call      ends_call      ends_call      skipped
"""  # noqa: E501 - a table is read across


def cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_profiles_are_those_of_the_table() -> None:
    table = TABLE.replace("unless_retry", "without_retry_prompt")
    (_, *head), *rows = (line.split() for line in table.strip().splitlines())
    assert [*PROFILES] == [*get_args(ProfileName)]
    profiles = [profile for profile in PROFILES.values() if profile.switch is None]
    assert [profile.profile.removeprefix("freepbx-").removeprefix("acefone-") for profile in profiles] == head
    assert [[setting, *(cell(getattr(profile, setting)) for profile in profiles)] for setting in SETTINGS] == rows


def test_freeswitch_has_profiles_and_no_settings() -> None:
    assert [name for name, profile in PROFILES.items() if profile.switch is not None] == ["freeswitch", "fusionpbx"]
    assert Semantics(profile="freeswitch", barge_in=False).conflict == (
        "barge_in: false is not a setting of freeswitch; FreeSWITCH's menu has digit_len and others under "
        "menus: {KEY: {engine: ...}}"
    )


@pytest.mark.parametrize(
    ("written", "value", "wrong_keys", "silence"),
    [
        ({"wrong": "always", "silence": "always"}, "always", True, True),
        ({"wrong": "always", "silence": "without_retry_prompt"}, "after_wrong_keys", True, False),
        ({"silence": "always"}, "after_silence", False, True),
        ({}, "without_retry_prompt", False, False),
    ],
)
def test_the_greeting_has_a_switch_for_each_cause(
    written: dict[str, str], value: str, wrong_keys: bool, silence: bool
) -> None:
    settings = Semantics.model_validate({"replay_greeting": written})
    replays = settings.replays_greeting("wrong"), settings.replays_greeting("silence")
    assert (settings.replay_greeting, *replays) == (value, wrong_keys, silence)


def test_only_one_way_of_collecting_keys_knows_numbers_and_an_optional_hash() -> None:
    dials = Semantics(collect="first_match", extension_dialling="any")
    assert dials.conflict == (
        "extension_dialling: any works only with collect: prefix, not with collect: first_match; "
        "use extension_dialling: none or collect: prefix"
    )
    assert Semantics(collect="terminated", optional_hash=True).conflict.startswith("optional_hash: true works only")
    assert [profile.conflict for profile in PROFILES.values()] == [""] * len(PROFILES)


def test_every_profile_carries_its_own_name_and_the_default_is_acefone() -> None:
    assert {name: profile.profile for name, profile in PROFILES.items()} == {name: name for name in PROFILES}
    assert DEFAULT_PROFILE == "acefone"
    assert Semantics() == PROFILES["acefone"]


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_is_labelled_by_its_name(name: str) -> None:
    assert (PROFILES[name].label, PROFILES[name].changes) == (name, {})


def test_changed_settings_are_labelled_by_base_and_changes() -> None:
    changed = PROFILES["freepbx"].model_copy(update={"barge_in": False, "final_on": "at_count"})
    assert changed.label == {"base": "freepbx", "final_on": "at_count", "barge_in": False}


def test_a_setting_at_its_profiles_value_is_no_change() -> None:
    assert Semantics(profile="freepbx", missing_final="ends_call").label == {
        "base": "freepbx",
        "replay_greeting": "always",
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"profile": "asterisk"},
        {"final_on": "never"},
        {"collect": "suffix"},
        {"counters": "none"},
        {"replay_greeting": "sometimes"},
        {"interdigit_seconds": -1},
        {"zero_timeout_seconds": 601},
        {"barge_in": "perhaps"},
        {"barge-in": True},
    ],
)
def test_a_setting_or_a_value_that_there_is_not_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Semantics.model_validate(wrong)


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError):
        Semantics().barge_in = False  # type: ignore[misc]  # that is the point


def test_every_setting_has_a_note_that_names_each_of_its_values() -> None:
    assert [*NOTES] == [*SETTINGS]
    for name, note in NOTES.items():
        accepted = get_args(Semantics.model_fields[name].annotation)
        assert not accepted or {*note.values} == {*accepted}
        assert note.meaning
        assert note.source
