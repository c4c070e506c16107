import os
from pathlib import Path

import keyring
import keyring.backends.chainer
import keyring.backends.fail
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

from simulator.errors import UsageError
from simulator.provider.account.secrets import forget_token, keep_token, keyring_backend, token_for, tokens_file


@pytest.fixture(autouse=True)
def own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "own"))
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")


def test_a_token_belongs_to_one_host() -> None:
    where = keep_token("clinic", "a.example", "tok")

    assert where == f"{tokens_file()} (mode 600; there is no keyring here)"
    assert (token_for("clinic", "a.example"), token_for("clinic", "b.example"), token_for("other", "a.example")) == (
        "tok",
        None,
        None,
    )
    assert (forget_token("clinic", "a.example"), forget_token("clinic", "a.example")) == (True, False)
    assert token_for("clinic", "a.example") is None


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_the_file_is_its_users_alone() -> None:
    keep_token("clinic", "a.example", "tok")
    assert tokens_file().stat().st_mode & 0o777 == 0o600
    tokens_file().chmod(0o644)
    with pytest.raises(UsageError, match="others can read this file of tokens; chmod 600"):
        token_for("clinic", "a.example")


@pytest.mark.parametrize("text", ["{", "[]"])
def test_a_file_that_is_damaged(text: str) -> None:
    keep_token("clinic", "a.example", "tok")
    tokens_file().write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="remove the file, and ivrsim login again"):
        token_for("clinic", "a.example")


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library's
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError


def test_a_keyring_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IVRSIM_NO_KEYRING")
    before, ring = keyring.get_keyring(), Ring()
    keyring.set_keyring(ring)
    try:
        assert keep_token("clinic", "a.example", "tok") == "the system's keyring"
        assert ring.kept == {("ivrsim", "clinic@a.example"): "tok"}
        assert token_for("clinic", "a.example") == "tok"
        assert (forget_token("clinic", "a.example"), forget_token("clinic", "a.example")) == (True, False)
        assert not tokens_file().exists()
    finally:
        keyring.set_keyring(before)


def test_which_keyring_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keyring_backend() == ""
    monkeypatch.delenv("IVRSIM_NO_KEYRING")
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)
    assert keyring_backend() == ""
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.chainer.ChainerBackend)
    assert keyring_backend() == "keyring.backends.chainer"
