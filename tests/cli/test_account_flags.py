"""Which account a command asks."""

import json
from pathlib import Path

import pytest

from simulator.cli.account_flags import add_account, read_account
from simulator.cli.arguments import Parser
from simulator.errors import UsageError
from simulator.wire import vr
from tests.provider.lived import lived, menu


def test_saved_answers_stand_for_the_account(here: Path) -> None:
    parser = Parser("demo", "show", "ivrsim demo")
    add_account(parser)
    (here / "live.json").write_text(json.dumps([vr.encode_read(menu())]), encoding="utf-8")
    answers, dialect, host = read_account(parser.read_arguments(["--from", "live.json"]))
    assert (answers.receptionists, answers.numbers, dialect, host) == ((lived(menu()),), None, "vr", "")
    with pytest.raises(UsageError, match=r"^no account given; use --api URL"):
        read_account(parser.read_arguments([]))
