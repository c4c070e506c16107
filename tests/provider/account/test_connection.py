from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.provider.account.accounts import accounts_file, keep_account
from simulator.provider.account.connection import connect_client, resolve_access
from simulator.provider.account.secrets import keep_token, token_for
from tests.provider.faulty import answer, faulty


@pytest.fixture(autouse=True)
def own(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here / "own"))
    monkeypatch.setenv("IVRSIM_NO_KEYRING", "1")
    for name in ("IVRSIM_API_URL", "IVRSIM_API_TOKEN", "IVRSIM_ACCOUNT"):
        monkeypatch.delenv(name, raising=False)


def test_an_account_by_its_name_or_by_its_folder(here: Path) -> None:
    keep_account(accounts_file(), "clinic", {"url": "https://a.example/v1", "dialect": "ivr"})
    keep_token("clinic", "a.example", "tok")
    (here / "ivrsim.toml").write_text('[accounts]\n"." = "clinic"\n', encoding="utf-8")

    assert resolve_access({"account": "clinic"}) == resolve_access({}, here)
    found = resolve_access({}, here)
    assert (found.settings.url, found.settings.account, found.token) == ("https://a.example/v1", "clinic", "tok")


def test_a_token_goes_to_no_other_host(here: Path) -> None:
    keep_account(accounts_file(), "clinic", {"url": "https://a.example/v1"})
    keep_token("clinic", "a.example", "tok")

    assert resolve_access({"account": "clinic", "url": "https://b.example/v1"}).token is None


def test_what_is_missing_is_told(here: Path) -> None:
    keep_account(accounts_file(), "clinic", {"url": "https://a.example/v1"})
    with pytest.raises(UsageError, match=r"no account 'clinci'; did you mean clinic\?"):
        resolve_access({"account": "clinci"})
    with pytest.raises(UsageError, match=r"no token for a\.example: ivrsim login clinic, or IVRSIM_API_TOKEN"):
        connect_client({"account": "clinic"})


def test_a_renewed_token_is_kept_where_the_old_one_was(here: Path) -> None:
    said = [answer({}, 401), answer({"access_token": "new"}), answer([])]
    with faulty(said) as server:
        keep_account(accounts_file(), "mine", {"url": server.url})
        host = server.url.split("/")[2]
        keep_token("mine", host, "old")
        with connect_client({"account": "mine"}) as client:
            assert client.receptionists() == ()

    assert token_for("mine", host) == "new"
