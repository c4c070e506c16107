r"""No form of a secret is left in what may be shown, and what is no secret stays."""

import json
import time
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.provider.account.redaction import Redaction, is_name_of_secret

NAMES = dict(zip("'()*\\+/.", ("apos;", "lpar;", "rpar;", "ast;", "bsol;", "plus;", "sol;", "period;"), strict=True))
TOKEN = "tok-9f8e.7d+6c/5b=="
PASSWORD = "pä ss'w\"ört*\\(1)"


def knowing(*secrets: str, what: str = "token") -> Redaction:
    redaction = Redaction()
    for secret in secrets:
        redaction.learn(secret, what)
    return redaction


def escaped(pattern: str) -> Callable[[str], str]:
    return lambda text: "".join(pattern.format(ord(sign)) for sign in text)


def within(before: bytes, after: bytes, encode: Callable[[bytes], bytes] = b64encode) -> Callable[[str], str]:
    return lambda text: encode(before + text.encode() + after).decode()


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "upper case": str.upper,
    "lower case": str.lower,
    "mixed case": str.swapcase,
    "percent": lambda text: quote(text, safe=""),
    "percent, slashes kept": quote,
    "percent, as in a form": quote_plus,
    "percent, twice": lambda text: quote(quote(text, safe=""), safe=""),
    "percent, every byte": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    "JSON": lambda text: json.dumps(text)[1:-1],
    "JSON in JSON": lambda text: json.dumps(json.dumps(text))[3:-3],
    "JSON escapes": escaped("\\u{:04x}"),
    "JSON escapes, capitals": escaped("\\u{:04X}"),
    "JavaScript": escaped("\\u{{{:x}}}"),
    "Python": lambda text: repr(text)[1:-1],
    "Python bytes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "HTML": escaped("&#{};"),
    "HTML, hexadecimal": escaped("&#x{:X};"),
    "HTML names": lambda text: text.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;"),
    "HTML names of today": lambda text: "".join(f"&{NAMES[sign]}" if sign in NAMES else sign for sign in text),
    "white space": lambda text: text.replace(" ", "\n\t "),
    "base64": within(b"", b""),
    "base64 of user:pass": within(b"jo:", b""),
    "base64 in a form": within(b"login_id=jo&password=", b"&x=y"),
    "base64 at another place": within(b"12", b"3"),
    "base64 for addresses": within(b"1", b"", urlsafe_b64encode),
    "base64, percent": lambda text: quote(b64encode(text.encode()).decode(), safe=""),
    "hexadecimal": lambda text: text.encode().hex(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("secret", [TOKEN, PASSWORD, "s3cret", "eyJhbGciOiJIUzI1NiJ9." * 60 + TOKEN.rstrip("=")])
def test_a_secret_is_recognised_in_every_form(form: str, secret: str) -> None:
    redaction = knowing(secret)
    assert redaction.text(f"<{FORMS[form](secret)}>") == "<(token)>"
    assert redaction.text(f"<{FORMS[form](secret)}>", 400) == "<(token)>"
    assert redaction.data({FORMS[form](secret): [FORMS[form](secret)]}) == {"(token)": ["(token)"]}


@given(st.text("ab1-.*\\%é", min_size=8, max_size=12), st.data())
def test_any_mixture_of_encodings_is_recognised(secret: str, data: st.DataObject) -> None:
    one = st.sampled_from(["{:c}", "\\u{:04x}", "%{:02x}", "&#{};", "\\x{:02x}", "&#x{:x};", "\\{:c}"])
    mixed = "".join(data.draw(one).format(ord(sign)) for sign in secret)
    assert knowing(secret).text(f"({mixed})") == "((token))"


def test_a_part_of_a_text_is_redacted_before_it_is_cut() -> None:
    text = "x" * 395 + TOKEN
    shown = knowing(TOKEN).text(text, 400)
    assert shown == "x" * 395 + "(token)"
    many = knowing(TOKEN).text(f"{TOKEN} " * 10_000, 50)
    assert many == "(token) " * 6 + "(token)"


def test_the_beginning_of_a_token_is_redacted_with_what_goes_on_behind_it() -> None:
    redaction = knowing("tok3n-AbCdEfGhIjKlMnOp")
    assert redaction.text("bad tok3n-AbCdEfGhIj... (22)") == "bad (token) (22)"
    assert redaction.text("bad dG9rM24tQWJDZEVmR2hJ…, a=tok3n-AbCdEfGhIjKl") == "bad (token)…, a=(token)"
    assert redaction.text("tok3n-AbCdEfGh is shorter") == "tok3n-AbCdEfGh is shorter"


def test_short_secrets_do_not_shred_what_is_said() -> None:
    assert knowing("e", what="password").text("The name or e is wrong, see e.") == (
        "The name or (password) is wrong, see (password)."
    )
    assert knowing(".", what="password").text("Wrong. Not 1.5 either") == "Wrong. Not 1.5 either"
    assert knowing("pass", what="password").text("wrong password: xpass1") == "wrong (password): (password)"
    assert knowing(" ", "").text("a b") == "a b"


def test_short_words_and_numbers_stay_in_data() -> None:
    data = {"name": "name", "id": 7001, "is": [True, None, 1.5, "7001"]}
    assert knowing("name", "7001", "1", "main").data(data) == data
    assert knowing("a7001").data({"name": "xa7001"}) == {"name": "(token)"}
    assert knowing("70017001").data({"id": 70017001, "x": 1.5}) == {"id": "(token)", "x": 1.5}
    assert Redaction().data(data) is data


def test_what_stands_under_the_name_of_a_secret_is_not_shown() -> None:
    told = {
        "password": "is too short",
        "refresh_token": "abcdefgh1",
        "token_type": "a-bearer-x",
        "x": [{"JWT": "12345678"}],
    }
    assert Redaction().told(told, 400) == {**told, "refresh_token": "(secret)", "x": [{"JWT": "(secret)"}]}


@pytest.mark.parametrize("key", ["token", "access_token", "refreshToken", "api_key", "Password", "client_secret"])
def test_names_of_secrets(key: str) -> None:
    assert is_name_of_secret(key)


@pytest.mark.parametrize("key", ["token_type", "expires_in", "name", "key", "token_expires_at", "passenger", "option"])
def test_names_that_are_none(key: str) -> None:
    assert not is_name_of_secret(key)


def test_what_a_login_is_answered_with_is_a_secret_from_then_on() -> None:
    redaction = Redaction()
    redaction.learn_from(
        {"data": [{"access_token": "abcdefgh1"}], "refresh_token": "ijklmnop2", "token_type": "bearer99"}
    )
    assert redaction.text("abcdefgh1 ijklmnop2 bearer99") == "(token) (token) bearer99"


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)


@given(
    st.sampled_from(sorted(FORMS)),
    st.recursive(
        st.just(None)
        | LEAVES
        | st.just("SECRET")
        | st.builds("{}SECRET{}".format, st.text(max_size=4), st.text(max_size=4)),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.just("SECRET") | st.text(max_size=6), inner, max_size=4)
        ),
        max_leaves=12,
    ),
)
@example("as it is", {"SECRET": {"SECRET": ["SECRET"]}})
def test_no_shape_of_data_keeps_a_secret(form: str, shape: Any) -> None:
    secret = "Geheim-9f8e7d"
    shown = FORMS[form](secret)
    filled = json.loads(json.dumps(shape).replace("SECRET", json.dumps(shown)[1:-1]))
    redaction = knowing(secret)
    for clean in (redaction.data(filled), redaction.told(filled, 400)):
        text = json.dumps(clean, ensure_ascii=False).lower()
        assert shown.lower() not in text
        assert secret.lower() not in text


@pytest.mark.parametrize("sign", ["%", "\\", "&", "a", "%25", "&amp;", "\\u", "t"])
def test_no_text_takes_long(sign: str) -> None:
    begun = time.process_time()
    knowing(TOKEN, "t" * 40).text(sign * (1_000_000 // len(sign)))
    assert time.process_time() - begun < 5
