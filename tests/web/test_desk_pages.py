"""The pages around the page that plays calls."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from simulator.web.desk_pages import FlowLink, GuardedPage, list_page, message_page, notes_page, phone_list_page
from tests.web.sample_flows import HOSTILE
from tests.web.served_folder import CLINIC, clinic_folder, examiner_of, work_off


def pages_of(tmp_path: Path, title: str) -> list[GuardedPage]:
    examiner = examiner_of(clinic_folder(tmp_path), client=title)
    flow = examiner.open(CLINIC)
    work_off(examiner)
    links = [FlowLink(title, "/flow/a%22", title, title, is_good=False)]
    return [
        list_page(title, links, "/events", "/list", "1", "http://192.168.1.20:8090/x"),
        notes_page(flow, CLINIC, "http://192.168.1.20:8090/x"),
        phone_list_page(title, links),
        message_page(title, title, "'none'"),
    ]


def test_only_the_script_and_the_style_of_ours_run(tmp_path: Path) -> None:
    for page in pages_of(tmp_path, "Clinic"):
        elements = re.findall(r"<(script|style)[^>]*>(.*?)</\1>", page.html, re.S)
        digests = [
            (kind, base64.b64encode(hashlib.sha256(element.encode()).digest()).decode()) for kind, element in elements
        ]
        assert {*digests} <= {*re.findall(r"(script|style)-src 'sha256-([^']+)'", page.policy)}
        assert "style" in dict(digests)
        assert (
            re.findall(r" on[a-z]+=| style=|javascript:", page.html.partition("<body")[2].partition("<script")[0]) == []
        )
        assert page.policy.startswith("default-src 'none'; ")
        assert {"connect-src 'self'", "frame-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= {
            *page.policy.split("; ")
        }


@pytest.mark.parametrize("text", HOSTILE)
def test_names_are_text(tmp_path: Path, text: str) -> None:
    for page in (phone_list_page(text, [FlowLink(text, "/x", text, text)]), message_page(text, text, "'none'")):
        body = page.html.partition("<body")[2]
        assert re.findall(r"<(?!/?(?:main|h1|bdi|ul|li|a|span|code|p|body|html)[ >])[^>]*>", body) == []


def test_a_flow_has_its_page_and_its_notes_and_the_code_for_phones(tmp_path: Path) -> None:
    html = pages_of(tmp_path, "Clinic")[1].html
    assert 'src="/page/clinic/flow.yaml"' in html
    assert re.findall(r'data-(events|notes)="([^"]+)"', html) == [
        *(("events", "/events/clinic/flow.yaml"), ("notes", "/notes/clinic/flow.yaml")),
    ]
    assert "19 tests passed" in html
    assert '<details class="phone"><summary>On a phone</summary><div><svg' in html


def test_a_folder_without_flows_says_so() -> None:
    assert "No flow is left in this folder." in phone_list_page("Phone menus", []).html
