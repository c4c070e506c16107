"""Flags of ``ivrsim diff`` that do not go together."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Command

REFUSED = {
    "--today 2026-11-30": "--today belongs to a certificate; add --certificate FILE",
    "--force": "--force belongs to a certificate; add --certificate FILE",
    "--recordings --alike x": "--recordings is about one system, and --alike about two; use one of them",
    "--semantics acefone --new-semantics freepbx": (
        "--semantics is for both flows; remove it, or --old-semantics and --new-semantics"
    ),
    "--verify a --certificate b": "--verify writes nothing and lists no recordings; use it alone",
    "--verify a --recordings": "--verify writes nothing and lists no recordings; use it alone",
    "--certificate a --today soon": "--today: 'soon' is not a date; use a date such as 2026-12-24",
}


@pytest.mark.parametrize("line", REFUSED)
def test_flags_that_do_not_go_together(ivrsim: Command, line: str) -> None:
    shown = ivrsim("diff", "example:clinic", "example:clinic", *line.split())
    assert (shown.returncode, shown.stdout, shown.stderr) == (2, "", f"{REFUSED[line]}\n")
