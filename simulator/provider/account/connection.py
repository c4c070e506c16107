"""The client of a command: its account, the account's settings and its token."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from simulator.errors import UsageError
from simulator.provider.account.account_settings import VARIABLES, AccountSettings, resolve_settings
from simulator.provider.account.accounts import SANDBOX, account_of, accounts_file, read_accounts, sandbox_account
from simulator.provider.account.secrets import keep_token, token_for
from simulator.words.suggestion import suggest

TOKEN = "IVRSIM_API_TOKEN"


class AccountAccess(NamedTuple):
    """The settings of an account, and its token (None: no token is stored)."""

    settings: AccountSettings
    token: str | None
    is_kept: bool


def resolve_access(flags: Mapping[str, Any], workspace: Path | None = None) -> AccountAccess:
    """Return what flags, environment, workspace and the user's file say. Raises ``UsageError``."""
    name = flags.get("account") or os.environ.get(VARIABLES["account"]) or account_of(workspace or Path()) or ""
    accounts = read_accounts(accounts_file())
    seeded = sandbox_account() if name == SANDBOX and name not in accounts else None
    if seeded is not None:
        accounts[name] = seeded
    elif name == SANDBOX and name not in accounts and not flags.get("url"):
        raise UsageError("no sandbox is running on this machine; ivrsim sandbox starts one")
    if name and name not in accounts and not (flags.get("url") or os.environ.get(VARIABLES["url"])):
        hint = suggest(name, accounts, f"use one of {', '.join(accounts)}" if accounts else "none is kept yet")
        raise UsageError(f"no account {name!r}{hint} (ivrsim login {name} --api URL makes one)")
    settings = resolve_settings(flags, os.environ, accounts.get(name, {}), name=name)
    given = os.environ.get(TOKEN)
    # The sandbox's well-known token goes first: a real token in the environment must not reach it by accident.
    if seeded is not None and settings.url == seeded["url"]:
        return AccountAccess(settings, seeded["token"], is_kept=False)
    if given:
        return AccountAccess(settings, given, is_kept=False)
    return AccountAccess(settings, token_for(settings.account or settings.host, settings.host), is_kept=True)


def require_extra() -> None:
    """Raises ``UsageError`` that names the extra, where what talks to a provider is not installed."""
    for name in ("httpx", "tenacity", "platformdirs", "filelock", "tomlkit"):
        try:
            import_module(name)
        except ImportError:
            raise UsageError(f"talking to a provider needs {name}: pip install 'ivrsim[provider]'") from None


def connect_client(flags: Mapping[str, Any], workspace: Path | None = None) -> Any:
    """The client of an account. Raises ``UsageError`` where there is no token, or the extra is missing."""
    require_extra()
    access = resolve_access(flags, workspace)
    if not access.token:
        who = access.settings.account or f"--api {access.settings.url}"
        raise UsageError(f"no token for {access.settings.host}: ivrsim login {who}, or IVRSIM_API_TOKEN")
    from simulator.provider.account.client import Client
    from simulator.provider.account.transport import Transport

    def renewed(token: str) -> None:
        if access.is_kept:
            keep_token(access.settings.account or access.settings.host, access.settings.host, token)

    return Client(Transport(access.settings, access.token, renewed=renewed))
