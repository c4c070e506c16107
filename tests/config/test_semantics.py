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
setting               acefone        freepbx        freepbx-first-match  freepbx-terminated  acefone-uk-literal
final_on              after_retries  after_retries  after_retries        after_retries       at_count
replay_greeting       always         unless_retry   unless_retry         unless_retry        always
counters              separate       separate       separate             separate            separate
collect               prefix         prefix         first_match          terminated          prefix
interdigit_seconds    3              3              3                    3                   3
barge_in              true           true           true                 true                true
zero_timeout_seconds  10             10             10                   10                  10
"""


def cell(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)


def test_the_profiles_are_those_of_the_table() -> None:
    table = TABLE.replace("unless_retry", "without_retry_prompt")
    (_, *head), *rows = (line.split() for line in table.strip().splitlines())
    assert [*PROFILES] == head == [*get_args(ProfileName)]
    assert [[setting, *(cell(getattr(PROFILES[name], setting)) for name in head)] for setting in SETTINGS] == rows


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
    assert Semantics(profile="freepbx").label == {"base": "freepbx", "replay_greeting": "always"}


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
