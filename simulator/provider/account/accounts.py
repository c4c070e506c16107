"""Accounts by name: ``accounts.toml`` of the user's own configuration, and which folder uses which.

The user's file holds addresses; a workspace file, which is committed, only names::

    # <user config dir>/ivrsim/accounts.toml      # ivrsim.toml, next to a flow, or above it
    [clinic]                                      [accounts]
    url = "https://api.acefone.co.uk/v1"          "flows/clinic" = "clinic"
    dialect = "vr"
    gap = 0.5          # seconds between two requests (IVRSIM_API_GAP); timeout likewise (IVRSIM_API_TIMEOUT)
    numbers = false    # ids are sent as text, never as numbers (IVRSIM_API_NUMBERS)
    sms_template = false  # the ivr dialect sends it only where an entry has one (IVRSIM_API_SMS_TEMPLATE)
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

from simulator.disk.durable_file import TEMPORARY, make_folder, replace_text
from simulator.errors import UsageError
from simulator.fast_classes import NamedTuple
from simulator.loader.project_profiles import TABLES, place_in_toml
from simulator.provider.account.account_settings import (
    AUTHS,
    DIALECTS,
    RANGES,
    SWITCHES,
    parse_seconds_setting,
    validate_url,
    yes_or_no,
)
from simulator.text.boundary import PROJECT_FILE
from simulator.text.json_file import read_json, read_regular
from simulator.text.positions import UnreadableText
from simulator.text.text_file import decode_text
from simulator.text.toml_tree import toml_tree
from simulator.words.suggestion import suggest

SANDBOX = "sandbox"
"""The account that needs no login: the sandbox on this machine."""

CONFIG_VARIABLE = "IVRSIM_CONFIG_DIR"
_OWNERS_FOLDER = 0o700
_FILES = ("accounts.toml", "tokens.json", "tokens.lock", "sandbox.json", "locks")
FIELDS = ("url", "dialect", "auth", *RANGES, *SWITCHES)
_SECRET = ("token", "password", "secret", "authorization", "key")


def config_dir() -> Path:
    """Return where the user's own configuration is; ``IVRSIM_CONFIG_DIR`` says otherwise."""
    given = os.environ.get(CONFIG_VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_config_path

    return user_config_path("ivrsim", appauthor=False)


def make_private_folder(path: Path) -> None:
    """Make a folder where it is missing, for its owner alone; one that holds nothing but our files is closed, too.

    ``IVRSIM_CONFIG_DIR`` may name a folder that is used for other things: that one stays as it is.
    """
    make_folder(path, _OWNERS_FOLDER)
    if os.name == "posix" and path.stat().st_mode & 0o077 and all(_is_ours(item.name) for item in path.iterdir()):
        with suppress(OSError):  # it is another user's
            path.chmod(_OWNERS_FOLDER)


def _is_ours(name: str) -> bool:
    return name in _FILES or name.startswith(TEMPORARY)


def accounts_file() -> Path:
    """The user's accounts."""
    return config_dir() / "accounts.toml"


def read_accounts(path: Path) -> dict[str, dict[str, Any]]:
    """The accounts by name. Raises ``UsageError`` with the file and the account."""
    accounts: dict[str, dict[str, Any]] = {}
    for name, entry in _read_toml(path).items():
        if not isinstance(entry, dict):
            raise UsageError(f"{path}: {name} is not an account; [{name}] with url = ... below it is")
        for field, value in entry.items():
            _refuse_field(path, name, field, value)
        accounts[name] = dict(entry)
    return accounts


def _refuse_field(path: Path, name: str, field: str, value: Any) -> None:
    if any(word in field.lower() for word in _SECRET):
        raise UsageError(f"{path}: [{name}] {field}: secrets do not belong here; ivrsim login {name} keeps the token")
    if field not in FIELDS:
        hint = suggest(field, FIELDS, f"use one of {', '.join(FIELDS)}")
        raise UsageError(f"{path}: [{name}] has no {field!r}{hint}")
    where = f"{path}: [{name}] {field} ="
    if field in RANGES:
        parse_seconds_setting(value, where, RANGES[field])
        return
    if field in SWITCHES:
        yes_or_no(value, where)
        return
    accepted = {"dialect": DIALECTS, "auth": AUTHS}.get(field, ())
    if not isinstance(value, str) or (accepted and value not in accepted):
        alternatives = " or ".join(accepted) or "text"
        raise UsageError(f"{path}: [{name}] {field} = {value!r} is not accepted; {alternatives} is")
    if field == "url":
        validate_url(value, f"{path}: [{name}] url")


def keep_account(path: Path, name: str, fields: Mapping[str, str]) -> None:
    """Write an account into the file; comments and the other accounts stay."""
    import tomlkit

    make_private_folder(path.parent)
    _read_toml(path)  # tomlkit says less of what is wrong, and takes what Python's own reader refuses
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()
    table = document.setdefault(name, tomlkit.table())
    for field, value in fields.items():
        table[field] = value
    replace_text(path, tomlkit.dumps(document))


def sandbox_file() -> Path:
    """Return where a running sandbox says how it is reached."""
    return config_dir() / "sandbox.json"


def sandbox_account() -> dict[str, str] | None:
    """The account of the sandbox that was started last on this machine: url, dialect and its well-known token."""
    try:
        content = read_json(sandbox_file())
        return {name: str(content[name]) for name in ("url", "dialect", "token")}
    except (OSError, ValueError, KeyError, TypeError):
        return None


class AccountMapping(NamedTuple):
    """What a workspace file says of the account of a folder: which of its folders counts, and the line."""

    path: Path
    folder: str
    name: str
    line: int


def account_of(start: Path) -> str | None:
    """The account's name that the nearest workspace file upwards gives to a folder; None: none does.

    Raises ``UsageError`` for a file that holds more than names.
    """
    mapping = account_mapping(start)
    return mapping.name if mapping is not None else None


def account_mapping(start: Path) -> AccountMapping | None:
    """The account of a folder, with the line of the workspace file that says so. Raises as ``account_of`` does."""
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        path = folder / PROJECT_FILE
        if path.is_file():
            return _mapped_account(path, start)
    return None


def _mapped_account(path: Path, start: Path) -> AccountMapping | None:
    content = _read_toml(path)
    text = decode_text(read_regular(path))
    strange = [name for name in content if name not in TABLES]
    names = content.get("accounts", {})  # a file that is only there to say how far paths may lead has none
    if strange or not isinstance(names, dict):
        place = _place(path, text, *(strange[:1] or ["accounts"]))
        raise UsageError(
            f"{place}: only [accounts] (folders and the names of accounts), semantics, holidays and [profiles.NAME] "
            f"belong here; {strange or ''}"
        )
    best: tuple[int, AccountMapping] | None = None
    for folder, name in names.items():
        if not isinstance(name, str) or "://" in name or len(name) > 64 or not name.isprintable():
            place = _place(path, text, "accounts", folder)
            raise UsageError(
                f"{place}: {folder}: the name of an account is accepted, no address and no token; "
                f"{_accounts_name()} holds the address"
            )
        if "\0" in folder:
            raise UsageError(f"{path}: {folder!r} is not the path of a folder: it holds a NUL; remove it")
        target = Path(os.path.realpath(path.parent / folder))
        if start == target or target in start.parents:
            line = place_in_toml(text, ("accounts", folder))[0]
            mapping = AccountMapping(path, folder, name, line)
            best = max(best or (-1, mapping), (len(target.parts), mapping), key=itemgetter(0))
    return best[1] if best else None


def _accounts_name() -> str:
    """Return where the user's accounts are; their name alone where the library that knows is not installed."""
    try:
        return str(accounts_file())
    except ImportError:
        return "accounts.toml"


def _place(path: Path, text: str, *names: str) -> str:
    """Return the place of a value in a workspace file, as far as its layout tells."""
    line, column = place_in_toml(text, names)
    return f"{path}:{line}:{column}" if line else str(path)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return toml_tree(read_regular(path))
    except FileNotFoundError:
        return {}
    except UnreadableText as refusal:
        raise UsageError(f"{path}: {refusal}") from None
