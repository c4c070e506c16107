"""A profile's name, or a base with changes -> the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from simulator.config.semantics import DEFAULT_PROFILE, NEUTRAL, NOTES, PROFILES, SETTINGS, Semantics
from simulator.config.value_rules import quote_value
from simulator.errors import UsageError
from simulator.wire.decoding import Path
from simulator.words.phrases import join_words
from simulator.words.suggestion import suggest

BASE = "base"


NO_PROFILES: Mapping[str, Semantics] = {}
"""The profiles of a project where there is none."""


def semantics_of(value: object, named: Mapping[str, Semantics] = NO_PROFILES) -> Semantics:
    """The settings of a profile's name, or of a mapping such as ``{base: acefone, final_on: at_count}``.

    ``named`` are the profiles of a project, in addition to the program's own.
    A mapping without ``base`` starts from ``acefone``. Raises ``UsageError`` that lists the profiles,
    or the settings and their values.
    """
    settings, wrong = read_semantics(value, named)
    if wrong:
        raise UsageError("; ".join(message for _, message in wrong))
    return settings


def parse_semantics_text(text: str, named: Mapping[str, Semantics] = NO_PROFILES) -> Semantics:
    """Return the settings of a flag: a profile, ``final_on=at_count,barge_in=false``, or a mapping as in a file.

    Raises ``UsageError`` as ``semantics_of`` does.

    >>> parse_semantics_text("base=freepbx, counters=shared").label
    {'base': 'freepbx', 'counters': 'shared'}
    """
    words = text.strip()
    if not any(sign in words for sign in "=:,{"):
        return semantics_of(words, named)
    inner = words.removeprefix("{").removesuffix("}")
    settings: dict[str, str] = {}
    for part in filter(str.strip, inner.split(",")):
        name, sign, value = re.split(r"([=:])", part, maxsplit=1) if re.search("[=:]", part) else (part, "", "")
        if not sign:
            raise UsageError(f"{quote_value(part.strip())} is not a setting with a value; use final_on=at_count")
        name, value = (word.strip().strip("\"'") for word in (name, value))
        if name in settings:
            raise UsageError(f"{quote_value(name)} is here twice; use it once")
        settings[name] = value
    return semantics_of(settings, named)


def read_semantics(
    value: object, named: Mapping[str, Semantics] = NO_PROFILES, *, complete: bool = True
) -> tuple[Semantics, list[tuple[Path, str]]]:
    """The settings, and what is wrong with them: for each, its place in the mapping and a message.

    Not ``complete``: there are more profiles than those ``named``, so no name is wrong.
    """
    if not isinstance(value, Mapping):
        profile, wrong = _profile_named(value, (), named)
        return profile, wrong if complete else []
    changes: dict[str, Any] = {str(key): change for key, change in value.items() if key != BASE}
    profile, wrong = _profile_named(value.get(BASE, DEFAULT_PROFILE), (BASE,), named)
    wrong = wrong if complete else []
    unknown = [name for name in changes if name not in SETTINGS]
    wrong += [((name,), _unknown_setting(name)) for name in unknown]
    # Known settings are read next to unknown ones, so that one run reports every mistake.
    accepted = {name: change for name, change in changes.items() if name in SETTINGS}
    try:
        semantics = Semantics.model_validate({**profile.model_dump(), **accepted})
    except ValidationError as error:
        return profile, wrong + [_bad_setting(details) for details in error.errors(include_url=False)]
    if semantics.conflict:
        conflicting = [name for name in accepted if name in (*NEUTRAL, "collect")]
        wrong.append(((conflicting[-1],) if conflicting else (), semantics.conflict))
    return semantics, wrong


def _profile_named(
    name: object, place: Path, named: Mapping[str, Semantics]
) -> tuple[Semantics, list[tuple[Path, str]]]:
    profiles = {**named, **PROFILES}
    if isinstance(name, str) and name in profiles:
        return profiles[name], []
    hint = suggest(name, profiles)
    message = f"{quote_value(name)} is not a semantics profile; the profiles are {', '.join(profiles)}{hint}"
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
