"""Pages in a real browser: Debian's Chromium, driven by Playwright; skipped where one of them is missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from simulator.config.flow import Flow
from simulator.web.demo_page import DemoSettings, demo_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TODAY = datetime(2026, 11, 30, tzinfo=UTC)

_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, for all tests of a process."""
    with launch_chromium() as browser:
        yield browser


@contextmanager
def launch_chromium() -> Iterator[Browser]:
    """The browser, until it is not needed any more; skips a test where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("chromium is not installed (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=_FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tab(chromium: Browser) -> Iterator[Page]:
    """A tab whose page may neither fail nor complain: what it says on its console fails the test."""
    complaints: list[str] = []
    page = chromium.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    yield page
    page.close()
    assert complaints == []


@pytest.fixture(scope="module")
def show(tab: Page, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Page]:
    """Open a flow's page from the disk, at an address fragment."""
    file = tmp_path_factory.mktemp("pages") / "demo.html"

    def open_page(flow: Flow, fragment: str = "", **settings: Any) -> Page:
        Path(file).write_text(demo_html(flow, DemoSettings(TODAY, **settings)), encoding="utf-8")
        tab.goto("about:blank")  # a new fragment alone would not load the page again
        tab.goto(f"{file.as_uri()}#{fragment}")
        return tab

    return open_page
