"""The settings of an engine, its profiles and what is documented of them, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from simulator.config.documentation import (
    DEFAULT_DIALECT,
    DIALECTS,
    FACTS,
    STATEMENTS,
    Dialect,
    is_open,
    settled_value,
    status_words,
)
from simulator.config.semantics import DEFAULT_PROFILE, NOTES, PROFILE_MEANINGS, PROFILES, SETTINGS
from simulator.config.switch_menu import SWITCH_RULES, defaults_text

WIDTH = 88


def semantics_json(dialect: Dialect = DEFAULT_DIALECT) -> dict[str, object]:
    """Return profiles, settings and facts as JSON; ``documented`` is about one dialect."""
    return {
        "default": DEFAULT_PROFILE,
        "profiles": {
            name: {setting: getattr(profile, setting) if profile.switch is None else None for setting in SETTINGS}
            for name, profile in PROFILES.items()
        },
        "meanings": dict(PROFILE_MEANINGS),
        "settings": {
            name: {
                "meaning": note.meaning,
                "values": note.values,
                "documented": not is_open(dialect, name),
                "source": note.source,
                "dialects": {dialect_name: _documentation_json(dialect_name, name) for dialect_name in DIALECTS},
            }
            for name, note in NOTES.items()
        },
        "documented": [fact.text for fact in FACTS[dialect]],
        "dialect": dialect,
        "facts": {dialect_name: [fact._asdict() for fact in FACTS[dialect_name]] for dialect_name in DIALECTS},
    }


def _documentation_json(dialect: Dialect, setting: str) -> dict[str, object]:
    return {
        "documented": settled_value(dialect, setting),
        "statements": [statement._asdict() for statement in STATEMENTS[dialect][setting]],
    }


def semantics_lines(dialects: Sequence[Dialect] = DIALECTS) -> list[str]:
    """Lay out the settings, the profiles and the facts of some dialects as text."""
    lines = ["Settings (value under acefone, the default profile)"]
    for name, note in NOTES.items():
        value = _value(getattr(PROFILES[DEFAULT_PROFILE], name))
        lines += [
            "",
            f"  {name}: {value}",
            *wrap(note.meaning, WIDTH, initial_indent="    ", subsequent_indent="    "),
        ]
        lines += [f"      {key}: {text}" for key, text in note.values.items()]
        for remark in (f"from {note.source}", *(status_words(dialect, name) for dialect in dialects)):
            lines += wrap(remark, WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    lines += ["", "Profiles (what differs from acefone)", ""]
    width = max(map(len, PROFILES))
    for name, meaning in PROFILE_MEANINGS.items():
        indent = " " * (width + 4)
        lines.append(f"  {name:<{width}}  {meaning}")
        lines += wrap(_differences(name), WIDTH, initial_indent=indent, subsequent_indent=indent)
    lines += ["", "Under freeswitch and fusionpbx, none of these settings has a meaning:", ""]
    for rule in SWITCH_RULES:
        lines += wrap(f"· {rule}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    for dialect in dialects:
        lines += ["", f"What the provider does document in the {dialect} dialect", ""]
        lines += [f"  · {fact.text}" for fact in FACTS[dialect]]
        read = dict.fromkeys(f"{fact.page}, read {fact.read}" for fact in FACTS[dialect])
        lines += [f"  ({'; '.join(read)})"]
    lines += [
        "",
        "A flow chooses in flow.yaml:  semantics: freepbx",
        "or changes single settings:   semantics: {base: acefone, final_on: at_count}",
    ]
    return lines


def _differences(name: str) -> str:
    base, profile = PROFILES[DEFAULT_PROFILE], PROFILES[name]
    if profile.switch is not None:
        return defaults_text(profile.switch)
    changed = [setting for setting in SETTINGS if getattr(profile, setting) != getattr(base, setting)]
    if not changed:
        return "the default"
    return ", ".join(f"{setting} {_value(getattr(profile, setting))}" for setting in changed)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
