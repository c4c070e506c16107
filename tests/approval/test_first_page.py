"""The first page: everything that somebody signs."""

import re

from simulator import Flow
from simulator.approval.check_facts import CallResult
from simulator.approval.report_page import report_html
from tests.approval.sample_reports import report_of
from tests.approval.test_change_facts import changed


def headings(html: str) -> list[str]:
    """The headings of a page, without markup."""
    return [re.sub(r"<[^>]+>", "", heading) for heading in re.findall(r"<h[123]>(.*?)</h[123]>", html)]


def test_the_order_of_the_page(clinic: Flow) -> None:
    html = report_html(report_of(changed(clinic), before=clinic))
    assert headings(html)[:8] == [
        "Fernside Clinic: the phone menu, for your approval",
        "What callers hear, and where each key leads",
        "Main menu",
        "Billing",
        "Checked",
        "How long it takes",
        "Changed since 12 November 2026",
        "Assumed, not known",
    ]
    assert "now leads to <b><bdi>Reception</bdi></b>" in html
    assert html.index("Signature") < html.index('class="annex"')


def test_a_call_that_fails_is_never_shown_as_good(clinic: Flow) -> None:
    html = report_html(report_of(clinic, calls=(CallResult("pays <b>", False),)))
    first, annex = html.split('class="annex"')
    assert "1 of 1 rehearsed calls do not go as they should: “pays &lt;b&gt;”" in first
    assert "<bdi>pays &lt;b&gt;</bdi>: does not go as it should" in annex
