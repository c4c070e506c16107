"""Which account a command asks."""

import json
from pathlib import Path

import pytest

from simulator.cli.account_flags import add_account, told
from simulator.cli.arguments import Parser
from simulator.errors import UsageError
from simulator.wire import vr
from tests.remote.lived import lived, menu


def test_saved_answers_stand_for_the_account(here: Path) -> None:
    parser = Parser("demo", "show", "ivrsim demo")
    add_account(parser)
    (here / "live.json").write_text(json.dumps([vr.encode_read(menu())]), encoding="utf-8")
    answers, dialect, host = told(parser.read(["--from", "live.json"]))
    assert (answers.receptionists, answers.numbers, dialect, host) == ((lived(menu()),), None, "vr", "")
    with pytest.raises(UsageError, match=r"^no account given; use --api URL"):
        told(parser.read([]))
