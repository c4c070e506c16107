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
from simulator.remote.account.settings import Settings


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
    asked = parser.read(arguments)
    from simulator.remote.account.connect import require

    require()
    settings = _settings(asked)
    owner = settings.account or settings.host
    from simulator.remote.account import secrets

    if asked.forget:
        gone = secrets.forget_token(owner, settings.host)
        say(f"{owner}: the token is forgotten" if gone else f"{owner}: no token was kept")
        return 0
    token = _exchanged(settings, asked.user) if asked.user else _token()
    where = secrets.keep_token(owner, settings.host, token)
    if asked.name:
        from simulator.remote.account.accounts import accounts_file, keep_account

        fields = {"url": settings.url, "dialect": settings.dialect, "auth": settings.auth}
        keep_account(accounts_file(), asked.name, fields)
    say(f"{owner}: the token is kept in {where}, for {settings.host} alone")
    return 0


def _settings(asked: argparse.Namespace) -> Settings:
    import os

    from simulator.remote.account.accounts import accounts_file, read_accounts
    from simulator.remote.account.settings import settled

    flags: dict[str, Any] = flags_of(asked)
    name = asked.name or asked.account or ""
    return settled(flags, os.environ, read_accounts(accounts_file()).get(name, {}), name=name)


def _typed(prompt: str) -> str:
    """A line that is not shown while it is typed; from a pipe, the first line."""
    if sys.stdin.isatty():
        try:
            return getpass(prompt)
        except UnicodeDecodeError:
            raise UsageError("what was typed is not in the terminal's encoding; nothing was kept") from None
    return read_line()


def _token() -> str:
    from simulator.remote.account.transport import bare_token

    token = bare_token(_typed("Token (not shown): "))
    if not token:
        raise UsageError("no token was given: type it, or pipe it in: ivrsim login NAME < token.txt")
    return token


def _exchanged(settings: Settings, user: str) -> str:
    """The token that a name and a password are exchanged for."""
    from simulator.remote.account.transport import Wire, bare_token

    password = _typed("Password (not shown): ").rstrip("\r\n")
    wire = Wire(settings, "")
    name = "login_id" if settings.dialect == "vr" else "email"
    try:
        answer = wire.send("POST", "/auth/login", {name: user, "password": password})
    finally:
        wire.close()
    token = answer.get("access_token") if isinstance(answer, dict) else None
    if not isinstance(token, str) or not token:
        raise UsageError(f"{settings.host}: the answer to the login carries no access_token")
    return bare_token(token)
