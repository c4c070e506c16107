"""``ivrsim login``: keep the token of an account, and where the account is."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from typing import Any

from simulator.cli.account_flags import add_provider, flags_of
from simulator.cli.arguments import Parser
from simulator.cli.screen import read_line, say
from simulator.errors import UsageError
from simulator.provider.account.account_settings import AccountSettings


def run(arguments: list[str]) -> int:
    """Ask for the token, or for a password that is exchanged for one; neither is ever a flag."""
    parser = Parser(
        "login",
        "keep an account: its address and its token",
        "ivrsim login clinic --api https://api.acefone.co.uk/v1",
    )
    parser.add_argument("name", nargs="?", metavar="ACCOUNT", help="what to call the account")
    add_provider(parser)
    parser.add_argument("--user", metavar="LOGIN", help="log in with this name and a password, in place of a token")
    parser.add_argument("--forget", action="store_true", help="forget the token that is kept")
    options = parser.read_arguments(arguments)
    from simulator.provider.account.connection import require_extra

    require_extra()
    settings = _account_settings(options)
    owner = settings.account or settings.host
    from simulator.provider.account import secrets

    if options.forget:
        gone = secrets.forget_token(owner, settings.host)
        say(f"{owner}: the token is forgotten" if gone else f"{owner}: no token was kept")
        return 0
    # Neither is a flag: other users see command lines, and shells keep them.
    token = _exchange_password(settings, options.user) if options.user else _ask_token()
    where = secrets.keep_token(owner, settings.host, token)
    if options.name:
        from simulator.provider.account.accounts import accounts_file, keep_account

        fields = {"url": settings.url, "dialect": settings.dialect, "auth": settings.auth}
        keep_account(accounts_file(), options.name, fields)
    say(f"{owner}: the token is kept in {where}, for {settings.host} alone")
    return 0


def _account_settings(options: argparse.Namespace) -> AccountSettings:
    import os

    from simulator.provider.account.account_settings import resolve_settings
    from simulator.provider.account.accounts import accounts_file, read_accounts

    flags: dict[str, Any] = flags_of(options)
    name = options.name or options.account or ""
    return resolve_settings(flags, os.environ, read_accounts(accounts_file()).get(name, {}), name=name)


def _read_hidden_line(prompt: str) -> str:
    """A line that is not shown while it is typed; from a pipe, the first line."""
    if sys.stdin.isatty():
        try:
            return getpass(prompt)
        except UnicodeDecodeError:
            raise UsageError("what was typed is not in the terminal's encoding; nothing was kept") from None
    return read_line()


def _ask_token() -> str:
    from simulator.provider.account.transport import bare_token

    token = bare_token(_read_hidden_line("Token (not shown): "))
    if not token:
        raise UsageError("no token was given: type it, or pipe it in: ivrsim login NAME < token.txt")
    return token


def _exchange_password(settings: AccountSettings, user: str) -> str:
    """The token that a name and a password are exchanged for."""
    from simulator.provider.account.transport import Transport, bare_token

    password = _read_hidden_line("Password (not shown): ").rstrip("\r\n")
    wire = Transport(settings, "")
    name = "login_id" if settings.dialect == "vr" else "email"
    try:
        answer = wire.send("POST", "/auth/login", {name: user, "password": password})
    finally:
        wire.close()
    token = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(token, str) or not token:
        raise UsageError(f"{settings.host}: the response to the login has no access_token")
    return bare_token(token)
