"""The README's picture of the demo page is a picture of the page as it is.

Pixels depend on the fonts of a machine. So the picture carries, as a text of its own, what it shows: every element that
is seen, with its words and its look. ``python -m tests.web.test_demo_picture`` takes it anew.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from simulator import load
from simulator.web.demo_page import DemoSettings, demo_html
from tests.conftest import ROOT
from tests.web.conftest import TODAY, launch_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURE = Path(__file__).with_name("demo.png")
MOMENT = "still=26500&call=2.8700_9.20500&theme=light"
"""In the billing menu, after a wrong key there."""

SIZE = (1280, 820)
_KEYWORD = b"What is seen"

_LOOK = """() => [...document.querySelectorAll("#app *")].filter(element => element.checkVisibility()).map(element => {
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join("|");
    const style = getComputedStyle(element);
    const colors = [style.color, style.backgroundColor, style.borderTopColor];
    const shapes = [style.fontSize, style.fontWeight, style.borderTopStyle, style.borderRadius];
    const names = [element.tagName, element.className.baseVal ?? element.className, element.getAttribute("d")];
    return [...names, ...colors, ...shapes, own].join(" ");
}).join("\\n")"""


def open_demo(browser: Browser, folder: Path) -> Page:
    """The clinic's page at the moment of the picture."""
    html = demo_html(load("example:clinic"), DemoSettings(TODAY, client="Fernside Clinic"))
    (folder / "demo.html").write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
    page.goto(f"{(folder / 'demo.html').as_uri()}#{MOMENT}")
    return page


def chunks_of(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG file, in order: their type and what they hold."""
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8], png[place + 8 : place + 8 + length]
        place += length + 12


def with_text(png: bytes, text: str) -> bytes:
    """A picture that carries a text: a compressed chunk before its end."""
    content = b"zTXt" + _KEYWORD + b"\0\0" + zlib.compress(text.encode("utf-8"), 9)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return png[:-12] + chunk + png[-12:]


def text_of(png: bytes) -> str:
    """The text that a picture carries."""
    (content,) = (content for kind, content in chunks_of(png) if kind == b"zTXt")
    return zlib.decompress(content.removeprefix(_KEYWORD + b"\0\0")).decode("utf-8")


@pytest.mark.chromium
def test_the_picture_shows_the_page_as_it_is(chromium: Browser, tmp_path: Path) -> None:
    page = open_demo(chromium, tmp_path)
    seen = page.evaluate(_LOOK)
    page.close()
    assert seen.count("\n") > 200
    assert text_of(PICTURE.read_bytes()).split("\n") == seen.split("\n"), "python -m tests.web.test_demo_picture"


def test_the_picture_is_small_and_in_the_readme() -> None:
    chunks = dict(chunks_of(PICTURE.read_bytes()))
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == SIZE
    assert PICTURE.stat().st_size < 150_000
    assert f"]({PICTURE.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text(encoding="utf-8")


def take_picture(folder: Path) -> None:
    """Write the picture anew."""
    with launch_chromium() as browser:
        page = open_demo(browser, folder)
        PICTURE.write_bytes(with_text(page.screenshot(), page.evaluate(_LOOK)))


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        take_picture(Path(name))
