"""``ivrsim semantics``: how the engine behind a receptionist can behave, and what is documented."""

from __future__ import annotations

from textwrap import wrap

from simulator.cli.arguments import Parser, add_format
from simulator.cli.screen import say
from simulator.config.semantics import DEFAULT_PROFILE, DOCUMENTED, NOTES, PROFILES, SETTINGS
from simulator.words.markup import dump_json


def run(arguments: list[str]) -> int:
    """List the settings, the profiles, and what the provider documents."""
    parser = Parser("semantics", "list the settings, the profiles, and what is documented", "ivrsim semantics")
    add_format(parser, "text", "json")
    asked = parser.read(arguments)
    say(*([dump_json(_as_json(), indent=2)] if asked.format == "json" else _as_text()))
    return 0


def _as_json() -> dict[str, object]:
    return {
        "default": DEFAULT_PROFILE,
        "profiles": {
            name: {setting: getattr(profile, setting) for setting in SETTINGS} for name, profile in PROFILES.items()
        },
        "settings": {
            name: {"meaning": note.meaning, "values": note.values, "documented": False, "source": note.source}
            for name, note in NOTES.items()
        },
        "documented": list(DOCUMENTED),
    }


def _as_text() -> list[str]:
    lines = ["Settings (value under acefone, the default profile)"]
    for name, note in NOTES.items():
        value = _value(getattr(PROFILES[DEFAULT_PROFILE], name))
        lines += [
            "",
            f"  {name}: {value}",
            *wrap(note.meaning, 88, initial_indent="    ", subsequent_indent="    "),
        ]
        lines += [f"      {key}: {text}" for key, text in note.values.items()]
        lines += wrap(
            f"not documented by the provider; from {note.source}",
            88,
            initial_indent="    ",
            subsequent_indent="    ",
        )
    lines += ["", "Profiles (what differs from acefone)", ""]
    width = max(map(len, PROFILES))
    for name in PROFILES:
        lines.append(f"  {name:<{width}}  {_differences(name)}")
    lines += ["", "What the provider does document", ""]
    lines += [f"  · {fact}" for fact in DOCUMENTED]
    lines += [
        "",
        "A flow chooses in flow.yaml:  semantics: freepbx",
        "or changes single settings:   semantics: {base: acefone, final_on: at_count}",
    ]
    return lines


def _differences(name: str) -> str:
    base, profile = PROFILES[DEFAULT_PROFILE], PROFILES[name]
    changed = [setting for setting in SETTINGS if getattr(profile, setting) != getattr(base, setting)]
    if not changed:
        return "the default"
    return ", ".join(f"{setting} {_value(getattr(profile, setting))}" for setting in changed)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
