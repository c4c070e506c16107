"""Which account a command asks: what somebody saved of its answers, until there is a connection."""

from __future__ import annotations

import argparse

from simulator.cli.arguments import Parser
from simulator.errors import UsageError
from simulator.remote.account import Answers
from simulator.remote.items import saved_answers
from simulator.remote.wanted import Dialect


def add_account(parser: Parser) -> None:
    """``--from``: answers in place of the account."""
    parser.add_argument(
        "--from",
        dest="saved",
        metavar="FILE",
        action="append",
        default=[],
        help="a list answer of the provider, as saved with curl, in place of the account; may be repeated",
    )


def told(asked: argparse.Namespace) -> tuple[Answers, Dialect]:
    """What the account tells, and the dialect that it speaks."""
    if not asked.saved:
        raise UsageError(
            "which account? --from FILE reads a list answer of the provider that was saved with curl: "
            "curl -H 'authorization: ...' https://api.acefone.co.uk/v1/virtual_receptionists > live.json"
        )
    live, dialect = saved_answers(asked.saved)
    return Answers(live), dialect
