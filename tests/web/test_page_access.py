"""Everybody can use the page: axe-core finds nothing in any state, and no width makes it scroll sideways."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from simulator.config.flow import Flow
from tests.callers.world_flow import world_flow
from tests.web.sample_flows import hostile_flow

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.chromium, pytest.mark.heavy]

STATES = {
    "opening": "",
    "ringing": "still=0&call=-",
    "speaking": "still=2000&call=-",
    "waiting": "still=9000&call=9.8500",
    "map": "still=9000&call=2.8500&tab=map",
    "over": "still=90000&call=-",
    "approval": "still=0&sign=1",
}
SIZES = ((320, 640), (640, 400), (800, 1000), (1440, 900), (2560, 1300))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(show: Callable[..., Page], clinic: Flow, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    source = files(axe).joinpath("axe.min.js").read_text(encoding="utf-8")
    found = {}
    rules = "{}" if theme == "light" else "{runOnly: ['color-contrast']}"  # the rest does not depend on colours
    pages = (
        (clinic, (1440, 900), [*STATES, "comment"]),
        (world_flow(), (320, 640), ["waiting", "over"]),
        (hostile_flow(), (1440, 400), ["speaking"]),  # a map that is higher than its card, in which nothing folds
    )
    for flow, size, states in pages:
        for state in states:
            page = show(flow, f"{STATES.get(state, STATES['speaking'])}&theme={theme}")
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if state == "comment":
                page.locator(".say .comment").first.click()
            page.evaluate(source)
            result = page.evaluate(f"axe.run({rules})")
            assert result["passes"]
            if result["violations"]:
                found[state, size] = [(each["id"], each["nodes"][0]["html"]) for each in result["violations"]]
    assert found == {}


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways(show: Callable[..., Page], clinic: Flow, size: tuple[int, int]) -> None:
    over = {}
    for flow in (clinic, hostile_flow()) if size[0] < 400 else (clinic,):
        for state, fragment in STATES.items():
            page = show(flow, fragment)
            page.set_viewport_size({"width": size[0], "height": size[1]})
            if width := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
                over[flow.entry, state] = width
    assert over == {}


def test_all_of_an_announcement_is_there_where_motion_is_not_wanted(show: Callable[..., Page], clinic: Flow) -> None:
    page = show(clinic)
    page.emulate_media(reduced_motion="reduce")
    page = show(clinic, "still=500&call=-")
    assert page.locator(".live p").inner_text().endswith("For reception, press 0.")
    page.emulate_media(reduced_motion="no-preference")


def test_a_page_in_arabic_mirrors(show: Callable[..., Page], clinic: Flow) -> None:
    greeting = clinic.recordings["19549"].model_copy(
        update={"script": "مرحبًا بكم. لحجز موعد اضغط 1. للفواتير اضغط 2." * 9}
    )
    recordings = {"19549": greeting}
    fields = {name: getattr(clinic, name) for name in Flow.__dataclass_fields__ if not name.startswith("_")}
    page = show(Flow(**{**fields, "recordings": recordings}), "still=9000&call=-")
    telephone, talk = page.locator(".telephone").bounding_box(), page.locator(".talk").bounding_box()
    assert telephone is not None
    assert talk is not None
    one, three = (page.locator(f"[data-key='{key}']").bounding_box() for key in "13")
    assert one is not None
    assert three is not None
    assert page.evaluate("[document.documentElement.dir, document.documentElement.lang]") == ["rtl", "ar"]
    assert (telephone["x"] > talk["x"], one["x"] < three["x"]) == (True, True)
