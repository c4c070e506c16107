"""The flags with which ``ivrsim diff`` compares two systems."""

from __future__ import annotations

import argparse

from simulator.cli.arguments import Parser
from simulator.errors import UsageError


def add_moving(parser: Parser) -> None:
    """Let ``diff`` compare two engines."""
    parser.add_argument(
        "--old-semantics", metavar="PROFILE", help="the engine of OLD: the flows are taken for those of two systems"
    )
    parser.add_argument("--new-semantics", metavar="PROFILE", help="the engine of NEW; OLD alone is both flows")
    parser.add_argument(
        "--alike",
        metavar="FILE",
        help="what is one thing in both systems: recordings, destinations and schedules as {OLD: NEW} "
        "(default: what has one name, else the same words or hours, else one id)",
    )
    parser.add_argument("--certificate", metavar="FILE", help="write a dated statement of the comparison")
    parser.add_argument(
        "--verify", metavar="FILE", help="check a certificate again; exit 1 if it no longer holds; writes nothing"
    )
    parser.add_argument("--today", metavar="DATE", help="the date of a certificate, as 2026-11-30 (default: today)")
    parser.add_argument("--force", action="store_true", help="overwrite a certificate that exists")


def is_move(options: argparse.Namespace) -> bool:
    """Return whether a command line compares two systems. Raises ``UsageError`` for flags that do not go together."""
    names = ("old_semantics", "new_semantics", "alike", "certificate")
    given = [f"--{name.replace('_', '-')}" for name in names if getattr(options, name) is not None]
    if options.certificate is None:
        for flag in ("today", "force"):
            if getattr(options, flag):
                raise UsageError(f"--{flag} belongs to a certificate; add --certificate FILE")
    if given and options.recordings:
        raise UsageError(f"--recordings is about one system, and {given[0]} about two; use one of them")
    if options.semantics is not None and (options.old_semantics is not None or options.new_semantics is not None):
        raise UsageError("--semantics is for both flows; remove it, or --old-semantics and --new-semantics")
    return bool(given)
