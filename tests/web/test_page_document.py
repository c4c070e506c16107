"""The file: what may run in it, and how data gets in."""

import base64
import hashlib
import json
import re

from hypothesis import given
from hypothesis import strategies as st

from simulator.web.page_document import PageText, page_html, safe_json

TEXT = PageText("A & B", "en", False, "<p>report</p>\n")


def test_only_the_pages_own_script_and_style_may_run() -> None:
    page = page_html(TEXT, {"name": "</script>"})
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    script, style = (re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)[0] for tag in ("script", "style"))
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src 'sha256-{hashes[0]}'",
        f"style-src 'sha256-{hashes[1]}'",
        "img-src data:",
        "media-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"<[^>]* (?:on\w+|style)=", page.replace(script, "").replace(style, ""))
    assert "://" not in page.replace(script, "").replace(style, "")


def test_the_title_is_text() -> None:
    assert "<title>A &amp; B</title>" in page_html(TEXT, {})


@given(st.recursive(st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_holds_no_sign_that_could_end_its_element(value: object) -> None:
    text = safe_json(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
