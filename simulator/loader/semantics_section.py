"""A profile's name, or a base with changes -> the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from simulator.config.semantics import DEFAULT_PROFILE, NOTES, PROFILES, SETTINGS, Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

BASE = "base"


def semantics_of(value: object) -> Semantics:
    """The settings of a profile's name, or of a mapping such as ``{base: acefone, final_on: at_count}``.

    A mapping without ``base`` starts from ``acefone``. Raises ``UsageError`` that lists the profiles,
    or the settings and their values.
    """
    settings, wrong = read_semantics(value)
    if wrong:
        raise UsageError("; ".join(message for _, message in wrong))
    return settings


def read_semantics(value: object) -> tuple[Semantics, list[tuple[Path, str]]]:
    """The settings, and what is wrong with them: for each, its place in the mapping and a message."""
    if not isinstance(value, Mapping):
        profile, wrong = _profile_named(value, ())
        return profile, wrong
    changes: dict[str, Any] = {str(key): change for key, change in value.items() if key != BASE}
    profile, wrong = _profile_named(value.get(BASE, DEFAULT_PROFILE), (BASE,))
    unknown = [name for name in changes if name not in SETTINGS]
    wrong += [((name,), _unknown_setting(name)) for name in unknown]
    # Known settings are read next to unknown ones, so that one run reports every mistake.
    accepted = {name: change for name, change in changes.items() if name in SETTINGS}
    try:
        return Semantics.model_validate({**profile.model_dump(), **accepted}), wrong
    except ValidationError as error:
        return profile, wrong + [_bad_setting(details) for details in error.errors(include_url=False)]


def _profile_named(name: object, place: Path) -> tuple[Semantics, list[tuple[Path, str]]]:
    if isinstance(name, str) and name in PROFILES:
        return PROFILES[name], []
    hint = suggest(name, PROFILES)
    message = f"{quote_value(name)} is not a semantics profile; the profiles are {', '.join(PROFILES)}{hint}"
    return PROFILES[DEFAULT_PROFILE], [(place, message)]


def _unknown_setting(name: str) -> str:
    hint = suggest(name, SETTINGS, f"the settings are {', '.join(SETTINGS)}", most=3)
    return f"semantics have no setting {quote_value(name)}{hint}"


def _bad_setting(error: Any) -> tuple[Path, str]:
    name = str(error["loc"][0])
    if error["type"] == "value_error":
        return (name,), f"{name}: {error['ctx']['error']}"
    values = join_words([*NOTES[name].values], last=" or ")
    return (name,), f"{name}: {quote_value(error['input'])} is not accepted; use {values}"
