"""Tokens: kept in the system's keyring, else in a file that only its user can read. Each belongs to one host."""

from __future__ import annotations

import json
import os
from contextlib import AbstractContextManager
from pathlib import Path

from simulator.disk.durable_file import OWNER, replace_text
from simulator.errors import UsageError
from simulator.provider.account.accounts import config_dir, make_private_folder
from simulator.provider.account.file_lock import waiting_lock
from simulator.text.json_file import read_json

SERVICE = "ivrsim"
NO_KEYRING = "IVRSIM_NO_KEYRING"


def tokens_file() -> Path:
    """Return where tokens are kept without a keyring."""
    return config_dir() / "tokens.json"


def keyring_backend() -> str:
    """Return the name of the keyring that tokens go into; empty: there is none, and they go into a file."""
    if os.environ.get(NO_KEYRING):
        return ""
    try:
        import keyring
    except ImportError:
        return ""
    backend = type(keyring.get_keyring()).__module__
    return "" if backend.endswith((".fail", ".null")) else backend


def keep_token(account: str, host: str, token: str) -> str:
    """Store a token for one account at one host, and return in words where it is stored."""
    if _call_keyring("set_password", f"{account}@{host}", token) is not None:
        return "the system's keyring"
    with _secrets_lock():
        tokens = _read_tokens()
        tokens[f"{account}@{host}"] = token
        _write_tokens(tokens)
    return f"{tokens_file()} (mode 600; there is no keyring here)"


def token_for(account: str, host: str) -> str | None:
    """The token that was kept for this account at this host, and at no other."""
    token = _call_keyring("get_password", f"{account}@{host}")
    return token if isinstance(token, str) else _read_tokens().get(f"{account}@{host}")


def forget_token(account: str, host: str) -> bool:
    """Remove a token, and return whether there was one."""
    gone = _call_keyring("delete_password", f"{account}@{host}") is not None
    # From the file as well, whatever the keyring says: the token may date from a time without a keyring.
    with _secrets_lock():
        tokens = _read_tokens()
        if tokens.pop(f"{account}@{host}", None) is not None:
            _write_tokens(tokens)
            return True
    return gone


def _secrets_lock() -> AbstractContextManager[None]:
    """Two logins at once: none loses the other's token."""
    return waiting_lock(tokens_file().with_suffix(".lock"))


def _call_keyring(verb: str, *arguments: str) -> str | bool | None:
    """Return the keyring's result; None without a keyring, or where it does not hold the token."""
    if os.environ.get(NO_KEYRING):
        return None
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        answer = getattr(keyring, verb)(SERVICE, *arguments)
    except (KeyringError, RuntimeError, OSError):
        return None
    if verb == "get_password":
        return answer if isinstance(answer, str) else None
    return True


def _read_tokens() -> dict[str, str]:
    path = tokens_file()
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise UsageError(f"{path}: others can read this file of tokens; chmod 600 {path}")
        content = read_json(path)
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise UsageError(f"{path}: {error}; remove the file, and ivrsim login again") from None
    if not isinstance(content, dict) or not all(isinstance(token, str) for token in content.values()):
        raise UsageError(f"{path}: no tokens; remove the file, and ivrsim login again")
    return content


def _write_tokens(tokens: dict[str, str]) -> None:
    make_private_folder(config_dir())
    replace_text(tokens_file(), json.dumps(tokens, indent=1), OWNER)
