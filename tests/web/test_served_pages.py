"""What is served to whom: raw requests to real servers, as browsers, phones and attackers send them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from simulator.web.flow_examiner import FlowExaminer
from simulator.web.served_pages import choose_by_address, desk_application, phone_application
from tests.server.raw_requests import RawAnswer, ask, serving
from tests.web.served_folder import CLINIC, clinic_folder, examiner_of

TOKEN = "0123456789abcdefghijkl"


@contextmanager
def examined(top: Path) -> Iterator[FlowExaminer]:
    """An examiner whose thread does the work that requests ask for."""
    examiner, ended = examiner_of(top), Event()
    thread = Thread(target=examiner.run, args=(ended,))
    thread.start()
    try:
        yield examiner
    finally:
        ended.set()
        examiner.wake()
        thread.join()


@pytest.fixture(scope="module")
def examiner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlowExaminer]:
    top = clinic_folder(tmp_path_factory.mktemp("served"), "clinic", 'a"b')
    (top.parent / "secret.yaml").write_text("secret")
    with examined(top) as found:
        yield found


@pytest.fixture(scope="module")
def desk(examiner: FlowExaminer) -> Iterator[int]:
    with serving(desk_application(examiner, "127.0.0.1")) as port:
        yield port


@pytest.fixture(scope="module")
def phone(examiner: FlowExaminer) -> Iterator[int]:
    with serving(phone_application(examiner, "127.0.0.1", TOKEN)) as port:
        yield port


def fetch(port: int, path: str, *headers: str, method: str = "GET") -> RawAnswer:
    return ask(port, "Host: localhost", *headers, path=path, method=method)


def test_each_view_of_a_flow_has_an_address(desk: int) -> None:
    found = {
        path: fetch(desk, path) for path in ("/", "/list", f"/flow/{CLINIC}", f"/page/{CLINIC}", f"/notes/{CLINIC}")
    }
    assert {answer.status for answer in found.values()} == {200}
    assert 'href="/flow/clinic/flow.yaml"' in found["/list"].body
    assert f'src="/page/{CLINIC}"' in found[f"/flow/{CLINIC}"].body
    assert "<title>Call: Clinic</title>" in found[f"/page/{CLINIC}"].body
    for answer in found.values():
        head = answer.head.lower()
        for header in ("cache-control: no-store", "x-content-type-options: nosniff", "referrer-policy: no-referrer"):
            assert header in head
        assert "cross-origin-opener-policy: same-origin" in head
        assert "server:" not in head
    assert "content-security-policy: frame-ancestors 'self'" in found[f"/page/{CLINIC}"].head.lower()


def test_a_name_is_found_in_whichever_way_a_browser_writes_it(desk: int) -> None:
    assert {
        fetch(desk, f"/page/{path}").status for path in ("a%22b/flow.yaml", "a%22b%2fflow.yaml", "%61%22b/flow.yaml")
    } == {200}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/page/../secret.yaml",
            "/page/%2e%2e/secret.yaml",
            "/page/..%2fsecret.yaml",
            "/page/clinic/../clinic/flow.yaml",
        ),
        *(
            "/page/clinic/main.yaml",
            "/page//clinic/flow.yaml",
            "/page/clinic/flow.yaml%00",
            "/page/%ff",
            "/page/",
            "/page",
        ),
        *(
            "/notes/nowhere",
            "/events/nowhere",
            "//evil.example/",
            "http://evil.example/list",
            "/static/desk.js",
            "/%zz",
        ),
        f"/page/{'a' * 60_000}",
    ],
)
def test_any_other_path_leads_nowhere(desk: int, path: str) -> None:
    assert fetch(desk, path)[::2] == (404, "There is nothing here.")


def test_it_only_ever_reads(desk: int, phone: int) -> None:
    statuses = {
        fetch(port, path, "content-length: 0", method=method).status
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS")
        for port, path in ((desk, "/"), (desk, f"/page/{CLINIC}"), (phone, f"/{TOKEN}"))
    }
    assert statuses == {405}
    assert fetch(desk, f"/page/{CLINIC}", method="HEAD")[::2] == (200, "")


@pytest.mark.parametrize("path", ["/", "/list", "/events", f"/flow/{CLINIC}", f"/page/{CLINIC}", f"/notes/{CLINIC}"])
def test_other_sites_get_nothing(desk: int, path: str) -> None:
    answers = [
        ask(desk, "Host: evil.example", path=path),
        fetch(desk, path, "Origin: https://evil.example"),
        fetch(desk, path, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"),
        fetch(desk, path, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"),
    ]
    assert [answer.status for answer in answers] == [403] * 4
    assert not any("access-control" in answer.head.lower() for answer in answers)


def test_a_link_in_a_mail_opens_the_page(desk: int) -> None:
    link = ("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")
    assert fetch(desk, "/", *link).status == 200


def test_phones_have_the_pages_and_nothing_else(phone: int) -> None:
    start = fetch(phone, f"/{TOKEN}")
    assert (start.status, f'href="/{TOKEN}/clinic/flow.yaml"' in start.body, "tests" in start.body) == (
        200,
        True,
        False,
    )
    assert fetch(phone, f"/{TOKEN}/").body == start.body
    page = fetch(phone, f"/{TOKEN}/{CLINIC}")
    assert "<title>Call: Clinic</title>" in page.body
    assert "content-security-policy: frame-ancestors 'none'" in page.head.lower()
    assert "opener" not in page.head.lower()  # browsers complain of it without encryption
    others = [
        *(
            "/",
            "/list",
            "/events",
            f"/flow/{CLINIC}",
            f"/page/{CLINIC}",
            f"/notes/{CLINIC}",
            f"/{TOKEN[:-1]}",
            f"/{TOKEN}x",
        ),
        *(
            f"/{TOKEN.upper()}",
            f"/{TOKEN}%00",
            f"/{TOKEN}/nowhere",
            f"/{TOKEN}/../list",
            f"/x/{CLINIC}",
            f"/{TOKEN}/%2e%2e/",
        ),
    ]
    assert {fetch(phone, path)[::2] for path in others} == {(404, "There is nothing here.")}
    assert ask(phone, "Host: evil.example", path=f"/{TOKEN}").status == 403


def test_one_flow_is_the_phone_s_first_page(tmp_path: Path) -> None:
    with (
        examined(clinic_folder(tmp_path)) as examiner,
        serving(phone_application(examiner, "127.0.0.1", TOKEN)) as port,
    ):
        assert "<title>Call: Clinic</title>" in fetch(port, f"/{TOKEN}").body


def test_a_flow_that_cannot_be_loaded_has_a_sentence_in_place_of_its_page(tmp_path: Path) -> None:
    top = clinic_folder(tmp_path)
    (top / "clinic" / "main.yaml").write_text("name: [")
    with examined(top) as examiner, serving(desk_application(examiner, "127.0.0.1")) as port:
        answer = fetch(port, f"/page/{CLINIC}")
    assert (answer.status, "This flow has no page yet, because it cannot be loaded." in answer.body) == (503, True)
    assert "main.yaml" not in answer.body
    assert answer.head.count("frame-ancestors") == answer.head.count("frame-ancestors 'self'") == 1  # it is in a frame


def test_the_address_that_a_request_came_in_at_decides_what_it_gets(examiner: FlowExaminer) -> None:
    """And no header: a phone that says it is at 127.0.0.1 is still a phone."""
    by_address = {("127.0.0.1", 1): desk_application(examiner, "127.0.0.1")}
    with serving(choose_by_address(by_address)) as port:
        assert ask(port, "Host: 127.0.0.1:1", "X-Forwarded-Host: 127.0.0.1:1")[::2] == (404, "There is nothing here.")
        by_address["127.0.0.1", port] = by_address["127.0.0.1", 1]
        assert ask(port, "Host: localhost").status == 200
