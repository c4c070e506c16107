import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.provider.account.account_settings import VARIABLES, AccountSettings, resolve_settings

URLS = st.sampled_from(["https://a.example/v1", "https://b.example/v1", "http://127.0.0.1:9/v1"])
VALUES = {"url": URLS, "dialect": st.sampled_from(["vr", "ivr"]), "auth": st.sampled_from(["raw", "bearer"])}


@given(st.data())
def test_a_flag_wins_over_the_environment_and_that_over_the_account(data: st.DataObject) -> None:
    flags, environment, account = (
        {name: data.draw(st.none() | values) for name, values in VALUES.items()} for _ in range(3)
    )
    named = {VARIABLES[name]: value for name, value in environment.items() if value}

    def first(name: str) -> str | None:
        return flags[name] or environment[name] or account[name]

    if first("url") is None:
        with pytest.raises(UsageError, match=r"no account given"):
            resolve_settings(flags, named, account)
        return
    found = resolve_settings(flags, named, account)
    dialect = first("dialect") or "vr"
    assert (found.url, found.dialect) == (first("url"), dialect)
    assert found.auth == (first("auth") or ("raw" if dialect == "vr" else "bearer"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://api.example/v1", "would send the token unencrypted"),
        ("api.example/v1", "is not the address of an API"),
        ("https://user:secret@api.example/v1", "an address holds no name, password or query"),
        ("ftp://user:secret@api.example/v1", "--api 'ftp://…@api.example/v1' is not the address of an API"),
        ("http://user:secret@api.example/v1", "an address holds no name, password or query"),
        ("https://user:secret@[::1/v1", "--api 'https://…@[::1/v1' is not an address"),
        ("https:user:secret@api.example", "--api '…@api.example' is not the address of an API"),
        ("api.example/v1?token=secret", "--api 'api.example/v1' is not the address of an API"),
        ("https://api.example/v1?x=1", "an address holds no name, password or query"),
        ("https://[::1", "is not an address"),
        ("https://api example/v1", "is not the address of an API"),
        ("", "is not the address of an API"),
    ],
)
def test_an_address_that_is_not_accepted(url: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        resolve_settings({"url": url}, {}, {})
    assert words in str(refused.value)
    assert str(refused.value).startswith("--api")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://localhost:8/v1", "http://127.0.0.1:8/v1/", "http://[::1]:8/v1"])
def test_this_machine_may_be_asked_in_clear_and_at_once(url: str) -> None:
    found = resolve_settings({"url": url}, {"IVRSIM_READONLY": "1"}, {})
    assert (found.gap_seconds, found.is_local, found.read_only, found.url) == (0.0, True, True, url.rstrip("/"))


def test_what_is_misspelt_is_told_with_where_it_is_from() -> None:
    with pytest.raises(UsageError) as refused:
        resolve_settings({"url": "https://a.example"}, {"IVRSIM_API_AUTH": "baerer"}, {})
    assert str(refused.value) == ("IVRSIM_API_AUTH 'baerer' is not accepted; raw or bearer is; did you mean bearer?")
    assert AccountSettings("https://a.example:8/v1").host == "a.example:8"


def test_sms_template_is_a_setting_that_is_on_unless_it_is_turned_off() -> None:
    url = {"url": "https://a.example", "dialect": "ivr"}
    assert resolve_settings(url, {}, {}).sms_template
    assert not resolve_settings(url, {}, {"sms_template": False}).sms_template
    assert resolve_settings(url, {"IVRSIM_API_SMS_TEMPLATE": "true"}, {"sms_template": False}).sms_template
    assert not resolve_settings(url, {"IVRSIM_API_SMS_TEMPLATE": "no"}, {}).sms_template


def test_the_gap_the_timeout_and_numbers_are_settings() -> None:
    url = {"url": "https://a.example"}
    usual = resolve_settings(url, {}, {})
    assert (usual.gap_seconds, usual.timeout_seconds, usual.numbers) == (0.2, 30.0, True)
    account = {"gap": 0.5, "timeout": 5, "numbers": False}
    of_account = resolve_settings(url, {}, account)
    assert (of_account.gap_seconds, of_account.timeout_seconds, of_account.numbers) == (0.5, 5.0, False)
    environment = {"IVRSIM_API_GAP": "0", "IVRSIM_API_TIMEOUT": "7.5", "IVRSIM_API_NUMBERS": "yes"}
    of_environment = resolve_settings(url, environment, account)
    assert (of_environment.gap_seconds, of_environment.timeout_seconds, of_environment.numbers) == (0.0, 7.5, True)


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("IVRSIM_API_GAP", "soon", "IVRSIM_API_GAP 'soon': seconds from 0 to 60 are accepted"),
        ("IVRSIM_API_GAP", "nan", "IVRSIM_API_GAP 'nan': seconds from 0 to 60 are accepted"),
        ("IVRSIM_API_TIMEOUT", "0", "IVRSIM_API_TIMEOUT '0': seconds from 0.1 to 600 are accepted"),
        ("IVRSIM_API_NUMBERS", "maybe", "IVRSIM_API_NUMBERS 'maybe': true or false is accepted"),
        ("IVRSIM_API_SMS_TEMPLATE", "off", "IVRSIM_API_SMS_TEMPLATE 'off': true or false is accepted"),
    ],
)
def test_a_setting_that_is_not_accepted(variable: str, value: str, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        resolve_settings({"url": "https://a.example"}, {variable: value}, {})
    assert str(refused.value) == words


def test_a_host_has_one_spelling() -> None:
    """What a token, a lock and a receipt belong to."""
    hosts = [
        AccountSettings(url).host
        for url in ("https://API.a.example/v1", "https://api.a.example:443/v2", "http://[::1]:8/v1")
    ]
    assert hosts == ["api.a.example", "api.a.example", "[::1]:8"]
