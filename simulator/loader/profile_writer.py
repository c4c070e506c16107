"""A new profile in the text of an ``ivrsim.toml``: added at its end, and made the one that flows below inherit.

All that is there stays as it is, to the byte, but for the value of ``semantics``. The new text is read again: an edit
that would not say just what it is to say is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from simulator.errors import UsageError
from simulator.loader.project_profiles import EVIDENCE, read_profiles, refuse_profile_name
from simulator.text.yaml_quotes import quote_yaml

HEADING = "# The engine of all flows below that say nothing of their semantics: see `ivrsim guide semantics`.\n"

_DEFAULT = re.compile(r"""^[ \t]*semantics[ \t]*=[ \t]*(?P<value>"[^"\n]*"|'[^'\n]*')""", re.M)
_TABLE = re.compile(r"^[ \t]*\[", re.M)


def add_profile(
    path: FilePath, text: str | None, name: str, settings: Mapping[str, Any], evidence: Mapping[str, Any]
) -> str:
    """Return the text of a file (None: it is not there yet) with one profile more, which flows below inherit.

    ``settings`` begin with the ``base``. ``evidence`` holds values, and lists of calls, which become tables. Raises
    ``UsageError`` for a name that cannot be used or is taken, or where the file's layout allows no edit;
    ``FlowError`` for a file that cannot be read.
    """
    if refusal := refuse_profile_name(name):
        raise UsageError(f"--save: {refusal}")
    old = read_profiles(path, (text or "").encode("utf-8"))
    if name in old.profiles:
        raise UsageError(f"--save: {path} already has a profile {name}; use another name, or remove that one first")
    added = _profile_text(name, settings, evidence)
    edited = _with_default(text if text is not None else HEADING, name)
    edited = f"{edited}{'' if edited.endswith(chr(10)) else chr(10)}\n{added}"
    if "\r\n" in edited:
        edited = edited.replace("\r\n", "\n").replace("\n", "\r\n")
    if not _says(path, edited, text or "", name, settings):
        advice = f"give each profile a table of its own, such as [profiles.{name}], and semantics one plain name"
        raise UsageError(f"--save: {path} is laid out in a way that cannot be edited; {advice}")
    return edited


def _with_default(text: str, name: str) -> str:
    """Return the text with another profile for flows that name none, among the values before the first table."""
    table = _TABLE.search(text)
    top = table.start() if table else len(text)
    if (default := _DEFAULT.search(text, 0, top)) is not None:
        return text[: default.start("value")] + quote_yaml(name) + text[default.end("value") :]
    # A comment right above a table belongs to it.
    lines = text[:top].splitlines(keepends=True)
    while table and lines and lines[-1].lstrip().startswith("#"):
        top -= len(lines.pop())
    before = text[:top]
    ended = "" if not before or before.endswith("\n") else "\n"
    apart = "\n" if text[top:].strip() else ""
    return f"{before}{ended}semantics = {quote_yaml(name)}\n{apart}{text[top:]}"


def _says(path: FilePath, edited: str, before: str, name: str, settings: Mapping[str, Any]) -> bool:
    """Return whether a text says what the one before said, and the new profile, and nothing else."""
    import tomllib

    try:
        new, old = tomllib.loads(edited), tomllib.loads(before)
        profile = new["profiles"].pop(name)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError):
        return False
    if new.pop("semantics", None) != name or {key: profile.get(key) for key in settings} != dict(settings):
        return False
    old.pop("semantics", None)
    if not new["profiles"] and "profiles" not in old:
        del new["profiles"]
    read_profiles(path, edited.encode("utf-8"))
    return new == old


def _profile_text(name: str, settings: Mapping[str, Any], evidence: Mapping[str, Any]) -> str:
    table = f"profiles.{name}"
    lines = [f"[{table}]", *(f"{key} = {_value_text(value)}" for key, value in settings.items())]
    plain = {key: value for key, value in evidence.items() if not _is_tables(value)}
    lines += ["", f"[{table}.{EVIDENCE}]", *(f"{key} = {_value_text(value)}" for key, value in plain.items())]
    for key, tables in evidence.items():
        if _is_tables(tables):
            for inner in tables:
                lines += ["", f"[[{table}.{EVIDENCE}.{key}]]"]
                lines += [f"{field} = {_value_text(value)}" for field, value in inner.items()]
    return "\n".join(lines) + "\n"


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _value_text(value: Any) -> str:
    """Return a value in TOML, whose basic strings are those of JSON."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quote_yaml(value)
        case int() | float():
            return f"{value:g}" if isinstance(value, int) or value % 1 else f"{value:.1f}"
        case Mapping():
            inner = ", ".join(f"{_key_text(key)} = {_value_text(item)}" for key, item in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case Sequence():
            return f"[{', '.join(map(_value_text, value))}]"
    raise TypeError(f"no TOML for {value!r}")


def _key_text(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quote_yaml(key)
