from pathlib import Path

import pytest

from simulator.errors import UsageError
from simulator.provider.account.accounts import account_of, accounts_file, config_dir, keep_account, read_accounts


def test_an_account_is_kept_and_comments_stay(here: Path) -> None:
    path = here / "deep" / "accounts.toml"
    keep_account(path, "one", {"url": "https://a.example/v1"})
    path.write_text("# mine\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    keep_account(path, "two", {"url": "https://b.example/v1", "dialect": "ivr", "auth": "raw"})
    keep_account(path, "one", {"url": "https://c.example/v1"})

    assert path.read_text(encoding="utf-8").startswith("# mine\n")
    assert read_accounts(path) == {
        "one": {"url": "https://c.example/v1"},
        "two": {"url": "https://b.example/v1", "dialect": "ivr", "auth": "raw"},
    }


def test_a_workspace_file_may_name_no_account(here: Path) -> None:
    (here / "ivrsim.toml").touch()
    assert account_of(here / "flows") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "x is not an account; [x] with url = ... below it is"),
        ("[x]\ntoken = 'abc'", "[x] token: secrets do not belong here; ivrsim login x keeps the token"),
        ("[x]\nulr = 'abc'", "[x] has no 'ulr'; did you mean url?"),
        ("[x]\ngap = true", "[x] gap = True: seconds from 0 to 60 are accepted"),
        ("[x]\ntimeout = 'x'", "[x] timeout = 'x': seconds from 0.1 to 600 are accepted"),
        ("[x]\nnumbers = 5", "[x] numbers = 5: true or false is accepted"),
        ("[x]\nsms_template = 'x'", "[x] sms_template = 'x': true or false is accepted"),
        ("[x]\ndialect = 'vrr'", "[x] dialect = 'vrr' is not accepted; vr or ivr is"),
        ("[x]\nurl = 'http://a.example'", "would send the token unencrypted"),
        ("[x", "is not TOML"),
    ],
)
def test_a_file_of_accounts_that_is_wrong(here: Path, text: str, words: str) -> None:
    path = here / "accounts.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_accounts(path)
    assert words in str(refused.value)
    assert str(refused.value).startswith(str(path))


def test_an_account_is_kept_in_a_file_with_a_byte_order_mark(here: Path) -> None:
    path = here / "accounts.toml"
    path.write_text("\ufeff# ours\n[x]\nurl = 'https://a.example/v1'\n", encoding="utf-8")
    keep_account(path, "y", {"url": "https://b.example/v1"})
    assert list(read_accounts(path)) == ["x", "y"]
    (here / "ivrsim.toml").write_text('\ufeff[accounts]\n"." = "x"\n', encoding="utf-8")
    assert account_of(here) == "x"


def test_a_workspace_says_which_folder_is_whose(here: Path) -> None:
    (here / "ivrsim.toml").write_text('[accounts]\n"flows" = "all"\n"flows/clinic" = "clinic"\n', encoding="utf-8")
    for name in ("flows/clinic/deep", "flows/other", "elsewhere"):
        (here / name).mkdir(parents=True)

    assert [account_of(here / name) for name in ("flows/clinic/deep", "flows/other", "elsewhere")] == [
        "clinic",
        "all",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[accounts]\n"." = "https://a.example/v1"',
            "ivrsim.toml:2:1: .: the name of an account is accepted, no address and no token",
        ),
        ('[accounts]\n"." = "' + "t" * 70 + '"', "the name of an account is accepted, no address and no token"),
        ('token = "x"\n[accounts]', "ivrsim.toml:1:1: only [accounts] (folders and the names of accounts), semantics"),
    ],
)
def test_a_workspace_holds_names_only(here: Path, text: str, words: str) -> None:
    (here / "ivrsim.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        account_of(here)
    assert words in str(refused.value)
    assert "t" * 70 not in str(refused.value)


def test_where_the_users_own_files_are(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IVRSIM_CONFIG_DIR", str(here))
    assert accounts_file() == here / "accounts.toml"
    monkeypatch.delenv("IVRSIM_CONFIG_DIR")
    assert config_dir().name == "ivrsim"
