"""The page as a whole: the clinic as it is written, hostile names, and paper."""

import base64
import hashlib
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from simulator import Flow, load
from simulator.approval.report_page import report_html
from simulator.config.flow import Recording
from tests.approval.sample_reports import report_of
from tests.draw.hostile_maps import flow_of, hostile_flow, menu

GOLDEN = Path(__file__).parent / "clinic.html"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def test_the_clinic_as_it_is_written(clinic: Flow) -> None:
    # for a new look: python -m tests.approval.test_report_page, and look at the page that it writes
    assert report_html(report_of(clinic)) == GOLDEN.read_text(encoding="utf-8")


def test_it_has_no_script_and_allows_only_its_own_style(clinic: Flow) -> None:
    html = report_html(report_of(clinic))
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in html
    assert "<script" not in html
    assert not re.search(r"\sstyle=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)|url\(", html)


def test_names_that_want_to_be_markup() -> None:
    evil = '</style><script>alert(1)</script>"}'
    html = report_html(report_of(hostile_flow(), client=evil))
    assert "<script" not in html
    assert html.count("</style>") == html.count("<style>") == 1
    tags = set(re.findall(r"<([a-z][\w-]*)", html))
    assert tags <= ALLOWED


ALLOWED = {
    *("a", "b", "bdi", "blockquote", "body", "br", "caption", "circle", "dd", "desc", "div", "dl", "dt", "figcaption"),
    *("figure", "footer", "g", "h1", "h2", "h3", "head", "header", "html", "li", "main", "meta", "p", "path", "rect"),
    *("section", "small", "span", "style", "svg", "symbol", "table", "tbody", "td", "text", "th", "thead", "title"),
    *("tr", "tspan", "ul", "use"),
}


def printed_pages(html: str, folder: Path) -> int:
    """The pages that Chromium prints."""
    assert CHROMIUM is not None
    (folder / "page.html").write_text(html, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/user"]
    target = f"--print-to-pdf={folder / 'page.pdf'}"
    page = (folder / "page.html").as_uri()
    subprocess.run([CHROMIUM, *flags, target, page], check=True, capture_output=True, timeout=120)
    content = (folder / "page.pdf").read_bytes()
    streams = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    whole = content + b"".join(zlib.decompressobj().decompress(part) for part in streams if part[:1] == b"x")
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", whole))


def with_replies(flow: Flow) -> Flow:
    """The same menus, each of which says something else after each mistake, and at length."""
    fields = {
        "wrong_key_retry_recording": "That key is not one of the choices of this menu, so please listen to all of them",
        "silence_retry_recording": "We have not heard anything from you, and we should like to know if you are there",
        "wrong_key_final_recording": "We are sorry that we did not understand you, and put you through to the desk",
        "silence_final_recording": "As you may have no keypad, we now put you through to somebody at the front desk",
    }
    recordings = dict(flow.recordings)
    menus = {}
    for key, item in flow.receptionists.items():
        ids = {field: f"{key}-{field}" for field in fields}
        recordings |= {id: Recording(name=id, script=f"{fields[field]}, {item.name}.") for field, id in ids.items()}
        menus[key] = item.model_copy(update=ids)
    return replace(flow, receptionists=menus, recordings=recordings)


def wards_flow() -> Flow:
    """A menu of twenty codes of two digits, each for a ward of a hospital."""
    keys = {str(key): ("department", str(key)) for key in range(10, 30)}
    names = {f"department||{key}": f"Ward {key}, for patients and visitors of both wings" for key in range(10, 30)}
    return flow_of({"main": menu("Wards", keys)}, names)


@pytest.mark.heavy
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("name", ["clinic", "single", "surgery", "council", "three", "replies", "wards", "hostile"])
def test_the_first_page_is_one_page(name: str, tmp_path: Path, three_menus: Flow) -> None:
    made = {"three": lambda: three_menus, "replies": lambda: with_replies(three_menus), "wards": wards_flow}
    made["hostile"] = hostile_flow
    flow = made[name]() if name in made else load(f"example:{name}")
    if name == "surgery":
        flow = flow.rung_at("+441632960040")
    html = report_html(report_of(flow, before=replace(flow, recordings={})))
    first = re.sub(r'<section class="annex">.*</section>\n<footer', "<footer", html, flags=re.DOTALL)
    assert (printed_pages(first, tmp_path), "Signature" in first) == (1, True)


if __name__ == "__main__":
    GOLDEN.write_text(report_html(report_of(load("example:clinic"))), encoding="utf-8")
