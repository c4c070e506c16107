"""One at a time."""

from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.remote.account.alone import account_lock, alone, in_turn


def test_of_two_at_once_one_is_refused(here: Path) -> None:
    with alone(here / "a" / "lock", "busy"):
        with pytest.raises(UsageError, match=r"^busy$"), alone(here / "a" / "lock", "busy"):
            pass
        with alone(here / "b" / "lock", "busy"):
            pass
    with alone(here / "a" / "lock", "busy"):
        pass


def test_one_after_the_other(here: Path) -> None:
    for _ in range(2):
        with in_turn(here / "a" / "lock"):
            pass


def test_each_account_has_its_own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here))
    one, other = account_lock("host", "a"), account_lock("host", "b")
    assert one != other
    assert one.parent == here / "locks"
